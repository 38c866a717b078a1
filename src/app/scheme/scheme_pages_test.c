#include "app/scheme/settings_view.h"
#include "support/given.h"

#include <criterion/criterion.h>
#include <string.h>

enum { LEAD = 4, COORDINATOR = 5, MENTEE = 7, STRANGER = 99 };

static struct form form_of(struct arena *arena, const char *const *pairs)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 32);
    size_t len = 0;

    for (; pairs[2 * len]; len++)
        fields[len] = (struct field){str_of(pairs[2 * len]), str_of(pairs[2 * len + 1])};
    return (struct form){fields, len};
}

#define FORM(...) form_of(arena, (const char *const[]){__VA_ARGS__, NULL})

static const struct form nothing;

Test(scheme_pages, anybody_reads_landing_guide_privacy_and_conduct)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const paths[] = {"/s/alumni", "/s/alumni/guide", "/s/alumni/privacy",
                                        "/s/alumni/conduct"};
    struct str page;

    for (size_t i = 0; i < COUNT(paths); i++)
        for (int64_t person = 0; person <= STRANGER; person += STRANGER)
            cr_expect(visit(world, person, GET, paths[i], nothing, &page) == OK, "%s", paths[i]);
    cr_expect(visit(world, 0, GET, "/s/none", nothing, &page) == ERR_NOT_FOUND);
}

Test(scheme_pages, a_lead_changes_a_rule_and_the_new_version_is_in_force)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    struct form form =
        FORM("contact-name", "Priya <Shah>", "contact-title", "", "contact-email", "",
             "contact-phone", "01632 960001", "safeguarding-name", "Sam Reed", "safeguarding-email",
             "sam@example.org", "safeguarding-phone", "", "deputy-name", "", "deputy-email", "",
             "deputy-phone", "", "team-second-factor", "no");
    cr_expect(visit(world, LEAD, POST, "/s/alumni/team/settings/people", form, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/team/settings?saved=1")));
    cr_expect(count_of(world,
                       "SELECT version FROM scheme_text WHERE scheme = 1 AND adopted_by = 4") == 2);
    cr_expect(visit(world, 0, GET, "/s/alumni", nothing, &page) == OK);
    cr_expect(has(page, "Priya &lt;Shah&gt;") && has(page, "01632 960001"));
    cr_expect(count_of(world, "SELECT count(*) FROM role JOIN person ON person.id = role.person"
                              " WHERE role.scheme = 1 AND role.role = 'safeguarding_lead'"
                              " AND person.email = 'sam@example.org'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM scheme_text WHERE scheme = 2") == 1);
}

Test(scheme_pages, a_scheme_lives_by_the_clock_that_its_text_names)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    struct form form = FORM("clock-zone", "Oslo", "shape-intake", "batch", "shape-length", "26");
    cr_expect(visit(world, LEAD, POST, "/s/alumni/team/settings/dates", form, &page) ==
              ERR_INVALID);
    cr_expect(has(page, "a time zone, as in Europe/London"));
    form = FORM("clock-zone", "Europe/Oslo", "shape-intake", "batch", "shape-length", "26");
    cr_expect(visit(world, LEAD, POST, "/s/alumni/team/settings/dates", form, &page) == OK, "%.*s",
              ARG(world->fault.text));
    cr_expect(count_of(world, "SELECT count(*) FROM scheme WHERE id = 1"
                              " AND zone = 'Europe/Oslo'") == 1);
}

Test(scheme_pages, a_coordinator_drafts_and_the_lead_adopts_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf path = {.arena = arena};
    struct str page;

    struct form form = FORM("certificate-meetings", "3", "keep-pair", "24", "keep-declined", "6",
                            "keep-smallest-group", "5");
    cr_expect(visit(world, COORDINATOR, POST, "/s/alumni/team/settings/keeping", form, &page) ==
              OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/team/settings?draft=1")));
    int64_t draft = count_of(world, "SELECT id FROM scheme_text WHERE adopted_at IS NULL");
    buf_addf(&path, "/s/alumni/team/settings/versions/%lld", (long long)draft);
    cr_expect(visit(world, COORDINATOR, GET, path.at, nothing, &page) == OK);
    cr_expect(has(page, "<ins>keep") && has(page, "pair 24m") && !has(page, "Adopt this version"));
    cr_expect(visit(world, COORDINATOR, POST, path.at, nothing, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, LEAD, POST, path.at, nothing, &page) == OK);
    cr_expect(visit(world, LEAD, POST, path.at, nothing, &page) == ERR_CONFLICT);
    cr_expect(visit(world, LEAD, GET, "/s/alumni/team/settings/keeping", nothing, &page) == OK);
    cr_expect(has(page, "value=\"24\""));
}

Test(scheme_pages, a_wrong_value_is_said_beside_its_field_and_what_was_typed_stays)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    struct form form = FORM("certificate-meetings", "a few", "keep-pair", "24", "keep-declined",
                            "6", "keep-smallest-group", "5");
    cr_expect(visit(world, LEAD, POST, "/s/alumni/team/settings/keeping", form, &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("certificate-meetings")));
    cr_expect(has(page, "value=\"a few\"") && has(page, "value=\"24\"") &&
              has(page, "from 1 to 100"));
    cr_expect(count_of(world, "SELECT count(*) FROM scheme_text WHERE scheme = 1") == 1);
}

Test(scheme_pages, the_whole_text_can_be_written_by_hand_and_an_error_names_line_and_word)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char path[] = "/s/alumni/team/settings/text";
    struct str page;

    cr_expect(visit(world, LEAD, POST, path, FORM("body", "scheme \"Law\"\nrhythm every 28x\n"),
                    &page) == ERR_INVALID);
    cr_expect(has(world->fault.text, "Line 2") && has(world->fault.text, "28x"));
    cr_expect(has(page, "rhythm every 28x"));
    cr_expect(visit(world, LEAD, POST, path,
                    FORM("body", "scheme \"Law mentoring\"\ncohort open 2027-03-08\n"
                                 "field key topics ask \"Help\" kind some of \"A|B\" tags topic"),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM scheme WHERE name = 'Law mentoring'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE scheme = 1 AND kind = 'topic'") == 2);
    cr_expect(count_of(world, "SELECT opens_on FROM cohort WHERE scheme = 1") == 20885);
}

Test(scheme_pages, a_question_is_added_changed_moved_and_removed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char path[] = "/s/alumni/team/settings/form";
    struct str page;

#define QUESTION(key, ask, kind, act)                                                              \
    FORM("as", "mentor", "key", key, "field-ask", ask, "field-hint", "", "field-kind", kind,       \
         "field-of", "Red\nBlue", "field-most", "2", "field-required", "yes", "field-stamp",       \
         "cohort", "field-because", "We like colours", "do", act)
    cr_expect(
        visit(world, LEAD, POST, path, QUESTION("", "Which colour?", "some", "save"), &page) == OK);
    cr_expect(visit(world, LEAD, GET, path, nothing, &page) == OK);
    cr_expect(has(page, "Which colour?") &&
              has(page, "/s/alumni/team/settings/form?as=mentor&amp;key=which-colour"));
    cr_expect(visit(world, LEAD, GET, "/s/alumni/team/settings/form?as=mentor&key=which-colour",
                    nothing, &page) == OK);
    cr_expect(has(page, "Red\nBlue"));
    cr_expect(visit(world, LEAD, POST, path, QUESTION("", "And now?", "line", "save"), &page) ==
              OK);
    cr_expect(
        visit(world, LEAD, POST, path, QUESTION("and-now", "And now?", "line", "up"), &page) == OK);
    cr_expect(visit(world, LEAD, GET, path, nothing, &page) == OK);
    cr_expect(memmem(page.at, page.len, "And now?", 8) <
              memmem(page.at, page.len, "Which colour?", 13));
    cr_expect(visit(world, LEAD, POST, path, QUESTION("which-colour", "", "", "remove"), &page) ==
              OK);
    cr_expect(visit(world, LEAD, GET, path, nothing, &page) == OK);
    cr_expect(!has(page, "Which colour?") && has(page, "And now?"));
    cr_expect(visit(world, LEAD, POST, path, QUESTION("", "", "line", "save"), &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("field-ask")));
}

Test(scheme_pages, two_texts_are_compared_line_by_line)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct settings_changes changes =
        scheme_compare(arena, S("one\ntwo\nthree\nfour\n"), S("zero\none\nthree\nfive\nfour\n"));
    static const struct settings_change expected[] = {
        {true, {"zero", 4}}, {false, {"two", 3}}, {true, {"five", 4}}};

    cr_assert(changes.len == COUNT(expected));
    for (size_t i = 0; i < changes.len; i++)
        cr_expect(changes.at[i].is_new == expected[i].is_new &&
                      str_eq(changes.at[i].text, expected[i].text),
                  "%zu: %.*s", i, ARG(changes.at[i].text));
    cr_expect(scheme_compare(arena, S("a\nb"), S("a\nb")).len == 0);
    cr_expect(scheme_compare(arena, S(""), S("")).len == 0);
}

Test(scheme_pages, every_page_of_settings_is_shown_to_the_team_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const sections[] = {"words",     "dates",   "people", "privacy",
                                           "agreement", "form",    "rhythm", "matching",
                                           "rules",     "keeping", "text"};
    struct str page;

    for (size_t i = 0; i < COUNT(sections); i++) {
        struct buf path = {.arena = arena};
        buf_addf(&path, "/s/alumni/team/settings/%s", sections[i]);
        cr_expect(visit(world, COORDINATOR, GET, path.at, nothing, &page) == OK, "%s", path.at);
        cr_expect(visit(world, MENTEE, GET, path.at, nothing, &page) == ERR_NOT_FOUND);
    }
    cr_expect(visit(world, LEAD, GET, "/s/alumni/team/settings/none", nothing, &page) ==
              ERR_NOT_FOUND);
}

Test(scheme_pages, applications_close_when_their_last_day_is_over)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE cohort SET state = 'open', closes_on = 20833 WHERE scheme = 1");
    cr_expect(run_job(world, "cohort_close", 1) == OK); /* 15 January 2027 is 20833 */
    cr_expect(count_of(world, "SELECT count(*) FROM cohort WHERE state = 'open'") == 1);
    world->now += 86400;
    cr_expect(run_job(world, "cohort_close", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM cohort WHERE state = 'selecting'") == 1);
}
