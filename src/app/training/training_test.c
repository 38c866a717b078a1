#include "app/training/training.h"

#include "support/given.h"

#include <criterion/criterion.h>

static const char training[] = "/s/alumni/training";

static struct world *given_gate(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE scheme_text SET body = '"
                      "scheme \"Alumni\"\n"
                      "gate mentees yes\n"
                      "quiz \"Who steers?\" right \"The mentee\" wrong \"The mentor|The team\"\n"
                      "quiz \"Who reads your messages?\" right \"We two\" wrong \"Everybody\"\n"
                      "text conduct\n  We are kind.\n"
                      "text training\n  The mentee steers.\n' WHERE scheme = 1;"
                      "UPDATE participant SET state = 'gated' WHERE scheme = 1 AND id = 7;"
                      "UPDATE pair SET state = 'not_taken' WHERE scheme = 1 AND id = 3;");
    return world;
}

static enum err post(struct world *world, int64_t person, const char *text, struct str *page)
{
    struct form form;

    cr_assert(form_parse(world->arena, str_of(text), &form) == OK);
    return visit(world, person, POST, training, form, page);
}

static int64_t ready(struct world *world)
{
    return count_of(world, "SELECT count(*) FROM participant WHERE id = 7 AND state = 'ready'");
}

Test(training, whoever_is_gated_reads_answers_accepts_and_is_ready)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_gate(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(has(page, "href=\"/s/alumni/training\""));
    cr_expect(visit(world, 7, GET, training, (struct form){0}, &page) == OK);
    cr_expect(has(page, "The mentee steers.") && has(page, "Who steers?") &&
              has(page, "We are kind."));
    cr_expect(post(world, 7, "q1=1&q2=0&conduct=yes", &page) == OK, "%.*s", ARG(world->fault.text));
    cr_expect(ready(world) == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM training WHERE person = 7 AND role = 'mentee'"
                              " AND text = 1") == 1);
    cr_expect(visit(world, 7, GET, training, (struct form){0}, &page) == OK);
    cr_expect(has(page, "You have done this on"));
    cr_expect(visit(world, 7, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "/s/alumni/training"));
}

Test(training, a_wrong_answer_or_no_yes_holds_back_and_keeps_what_was_chosen)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_gate(arena);
    static const struct {
        const char *form, *field;
    } tries[] = {{"q1=0&q2=0&conduct=yes", "q1"},
                 {"q1=1&q2=1&conduct=yes", "q2"},
                 {"q1=1&conduct=yes", "q2"},
                 {"q1=1&q2=0", "conduct"}};
    struct str page;

    for (size_t i = 0; i < COUNT(tries); i++) {
        cr_expect(post(world, 7, tries[i].form, &page) == ERR_INVALID);
        cr_expect(str_eq(world->fault.field, str_of(tries[i].field)), "%s", tries[i].form);
    }
    cr_expect(has(page, "name=\"q1\" value=\"1\" checked"));
    cr_expect(ready(world) == 0);
}

Test(training, who_is_not_gated_stays_as_they_are_and_strangers_see_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_gate(arena);
    struct str page;

    cr_expect(post(world, 8, "q1=1&q2=0&conduct=yes", &page) == OK);
    cr_expect(
        count_of(world, "SELECT count(*) FROM participant WHERE id = 8 AND state = 'placed'") == 1);
    cr_expect(ready(world) == 0, "nobody else");
    cr_expect(visit(world, 6, GET, training, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 6, GET, "/s/staff/training", (struct form){0}, &page) == ERR_NOT_FOUND);
}
