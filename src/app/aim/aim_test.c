#include "support/given.h"

#include <criterion/criterion.h>

static const char aims[] = "/s/alumni/pairs/3/aims";

static enum err add(struct world *world, int64_t person, const char *title, const char *seen,
                    struct str *page)
{
    const struct field fields[] = {{S("title"), str_of(title)}, {S("seen"), str_of(seen)}};

    return visit(world, person, POST, aims, (struct form){fields, 2}, page);
}

Test(aim, a_shared_aim_is_read_by_the_mentee_and_a_private_one_by_nobody)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(add(world, 8, "Listen before I advise", "pair", &page) == OK);
    cr_expect(add(world, 8, "Find out if I should teach", "self", &page) == OK);
    cr_expect(visit(world, 7, GET, aims, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Listen before I advise") && !has(page, "Find out"));
    cr_expect(visit(world, 8, GET, aims, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Find out if I should teach"));
    cr_expect(visit(world, 5, GET, aims, (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(aim, is_the_mentors_to_write_and_to_widen)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct field share[] = {{{"do", 2}, {"share", 5}}};
    static const struct field removal[] = {{{"do", 2}, {"remove", 6}}};
    struct buf path = {.arena = arena};
    struct str page;

    cr_expect(add(world, 7, "Mine", "pair", &page) == ERR_INVALID);
    cr_expect(add(world, 8, "", "pair", &page) == ERR_INVALID);
    cr_expect(add(world, 8, "Teach", "self", &page) == OK);
    buf_addf(&path, "%s/%lld", aims, (long long)count_of(world, "SELECT id FROM aim"));
    cr_expect(visit(world, 7, POST, path.at, (struct form){share, 1}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 8, POST, path.at, (struct form){share, 1}, &page) == OK);
    cr_expect(count_of(world, "SELECT is_shared FROM aim") == 1);
    cr_expect(visit(world, 8, POST, path.at, (struct form){removal, 1}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM aim") == 0);
}

Test(aim, three_are_plenty)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    for (int i = 0; i < 3; i++)
        cr_expect(add(world, 8, "One more", "pair", &page) == OK);
    cr_expect(add(world, 8, "A fourth", "pair", &page) == ERR_INVALID);
    cr_expect(has(page, "Three are plenty"));
}
