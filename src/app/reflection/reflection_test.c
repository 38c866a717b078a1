#include "support/given.h"

#include <criterion/criterion.h>

static const char own[] = "/s/alumni/statements";
static const char shown[] = "/s/alumni/pairs/3/statements";

static struct world *given_statements(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE scheme_text SET body = body || '\n"
                      "guide \"I come prepared.\" as mentee goes prepare\n"
                      "guide \"I listen before I advise.\" as mentor goes meetings\n"
                      "guide \"We both learn.\" as together goes aims' WHERE scheme = 1");
    return world;
}

static enum err answer(struct world *world, int64_t person, const char *field, const char *value)
{
    struct field *fields = NEW_ARRAY(world->arena, struct field, 2);
    struct str page;

    fields[0] = (struct field){S("version"), S("1")};
    fields[1] = (struct field){str_of(field), str_of(value)};
    return visit(world, person, POST, own, (struct form){fields, 2}, &page);
}

static struct str look(struct world *world, int64_t person, const char *path)
{
    struct str page = {0};

    cr_expect(visit(world, person, GET, path, (struct form){0}, &page) == OK, "%s", path);
    return page;
}

static enum err press(struct world *world, int64_t person, const char *what)
{
    struct field *field = NEW(world->arena, struct field);
    struct str page;

    *field = (struct field){S("do"), str_of(what)};
    return visit(world, person, POST, shown, (struct form){field, 1}, &page);
}

Test(reflection, one_sees_ones_own_answers_over_time_and_nobody_elses)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_statements(arena);

    cr_expect(answer(world, 7, "s-0", "1") == OK);
    cr_expect(answer(world, 7, "s-0", "2") == OK, "again on the same day");
    world->now += 90LL * 86400;
    cr_expect(answer(world, 7, "s-0", "4") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM self_answer WHERE person = 7") == 2);
    struct str page = look(world, 7, own);
    cr_expect(has(page, "I come prepared.") && has(page, "15 January: Sometimes"));
    cr_expect(has(page, "We both learn.") && !has(page, "I listen before I advise."));
    cr_expect(!has(look(world, 9, own), "15 January: Sometimes"));
    cr_expect(!has(look(world, 8, own), "15 January: Sometimes"));
    cr_expect(!has(look(world, 5, "/s/alumni/team/pairs/3"), "Sometimes"));
}

Test(reflection, the_other_reads_them_by_choice_alone_and_no_longer_than_that)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_statements(arena);
    struct str page;

    cr_expect(answer(world, 7, "s-0", "3") == OK);
    cr_expect(!has(look(world, 8, shown), "I come prepared."));
    cr_expect(press(world, 7, "show") == OK);
    cr_expect(has(look(world, 8, shown), "15 January: Mostly"));
    cr_expect(!has(look(world, 8, "/s/alumni/pairs/4/statements"), "I come prepared."),
              "in another pair of theirs there is nothing of it");
    cr_expect(visit(world, 5, GET, shown, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(press(world, 7, "hide") == OK);
    cr_expect(!has(look(world, 8, shown), "I come prepared."));
}

Test(reflection, a_guide_that_changed_meanwhile_and_an_answer_that_is_none_are_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_statements(arena);
    static const struct field old[] = {{{"version", 7}, {"9", 1}}, {{"s-0", 3}, {"1", 1}}};
    struct str page;

    cr_expect(visit(world, 7, POST, own, (struct form){old, 2}, &page) == ERR_INVALID);
    cr_expect(answer(world, 7, "s-0", "5") == ERR_INVALID);
    cr_expect(answer(world, 7, "s-1", "2") == OK, "a mentor's statement is not a mentee's");
    cr_expect(count_of(world, "SELECT count(*) FROM self_answer") == 0);
}
