#include "app/setup/setup_inside.h"
#include "base/catalogue.h"
#include "setup_list_html.h"
#include "support/given.h"

#include <criterion/criterion.h>

enum { LEAD = 4, COORDINATOR = 5 };

static const struct form nothing;

static const char ready[] =
    "scheme \"Alumni\"\n"
    "safeguarding name \"Sam Reed\" phone \"01632 960002\"\n"
    "field as mentee key hopes ask \"What do you hope for?\" because \"Your mentor reads it\"\n"
    "field as mentee key topics ask \"Help\" kind some of \"A|B\" tags topic because \"Matching\"\n"
    "field as mentor key topics ask \"Help\" kind some of \"A|B\" tags topic because \"Matching\"\n"
    "text privacy\n  We keep little.\n"
    "text conduct\n  We are kind.\n"
    "text confidentiality\n  We keep what we hear.\n";

static enum err write_text(struct world *world, const char *body)
{
    struct field field = {S("body"), str_of(body)};
    struct str page;

    return visit(world, LEAD, POST, "/s/alumni/team/settings/text", (struct form){&field, 1},
                 &page);
}

static enum err move_to(struct world *world, int64_t person, const char *state)
{
    struct field field = {S("to"), str_of(state)};
    struct str page;

    return visit(world, person, POST, "/s/alumni/team/cohort", (struct form){&field, 1}, &page);
}

Test(setup, a_cohort_opens_only_with_all_that_it_needs)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct {
        const char *without, *says;
    } cases[] = {
        {"safeguarding name", "safeguarding lead"},
        {"text privacy", "privacy notice"},
        {"text conduct", "conduct and confidentiality"},
        {"field as mentor key topics", "Ask mentors"},
    };
    struct str page;

    given_rows(world, "UPDATE cohort SET state = 'draft' WHERE scheme = 1");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf body = {.arena = arena};
        struct str rest = str_of(ready), line = str_cut(&rest, '\n');
        for (; line.at; line = str_cut(&rest, '\n'))
            if (!str_starts(line, str_of(cases[i].without)))
                buf_addf(&body, "%.*s\n", ARG(line));
            else if (str_starts(line, S("text")))
                str_cut(&rest, '\n'); /* and its paragraph */
        cr_assert(write_text(world, arena_copy(arena, buf_str(&body)).at) == OK);
        cr_expect(move_to(world, LEAD, "open") == ERR_INVALID, "%s", cases[i].without);
        cr_expect(has(world->fault.text, cases[i].says), "%.*s", ARG(world->fault.text));
    }
    cr_assert(write_text(world, ready) == OK);
    cr_expect(move_to(world, COORDINATOR, "open") == ERR_INVALID); /* the lead's to do */
    cr_expect(move_to(world, LEAD, "open") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM cohort WHERE state = 'open'") == 1);
    cr_expect(move_to(world, LEAD, "draft") == ERR_INVALID); /* never back */
    cr_expect(visit(world, 0, GET, "/s/alumni", nothing, &page) == OK);
    cr_expect(has(page, "Find a mentor") && has(page, "Be a mentor"));
}

Test(setup, a_cohort_moves_one_step_at_a_time_and_each_step_is_audited)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE cohort SET state = 'open' WHERE scheme = 1");
    cr_expect(move_to(world, COORDINATOR, "running") == ERR_INVALID);
    cr_expect(move_to(world, COORDINATOR, "selecting") == OK);
    cr_expect(move_to(world, COORDINATOR, "matching") == OK);
    cr_expect(move_to(world, COORDINATOR, "running") == OK);
    cr_expect(move_to(world, COORDINATOR, "closing") == OK);
    cr_expect(move_to(world, COORDINATOR, "follow_up") == OK);
    cr_expect(move_to(world, COORDINATOR, "archived") == ERR_INVALID);
    cr_expect(move_to(world, LEAD, "archived") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE act LIKE 'cohort_%'") == 6);
    cr_expect(count_of(world, "SELECT count(*) FROM cohort WHERE state = 'running'") == 1);
}

Test(setup, the_list_says_what_is_missing_and_where_to_do_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE cohort SET state = 'draft' WHERE scheme = 1");
    cr_expect(visit(world, COORDINATOR, GET, "/s/alumni/team/cohort", nothing, &page) == OK);
    cr_expect(has(page, "0 of 6 done"));
    cr_expect(has(page, "/s/alumni/team/settings/people"));
    cr_expect(!has(page, "value=\"open\""));
    cr_assert(write_text(world, ready) == OK);
    cr_expect(visit(world, COORDINATOR, GET, "/s/alumni/team/cohort", nothing, &page) == OK);
    cr_expect(has(page, "4 of 6 done") && has(page, "value=\"open\""));
}

Test(setup, the_list_is_written_in_another_language_without_another_template)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct scheme_rules rules = {.intake = INTAKE_ROLLING};
    struct buf out = {.arena = arena};
    int line;

    cr_assert(catalogue_parse(arena,
                              S("language cy\nplural 1\n> {1} of {2} done\n< O {2}, {1} wedi\n"
                                "> About a minute.|About {1} minutes.\n< Munud.|{1} munud.\n"),
                              &out.catalogue, &line) == OK);
    setup_list_html(&out, setup_steps_of(arena, &rules, S("/s/x")), S("/s/x"));
    cr_expect(has(buf_str(&out), "O 6, 1 wedi"));
    cr_expect(has(buf_str(&out), "10 munud.") && has(buf_str(&out), "Munud."));
    cr_expect(has(buf_str(&out), "Before the cohort opens"));
}
