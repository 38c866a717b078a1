#include "support/given.h"

#include <criterion/criterion.h>

static const char keepsake[] = "/s/alumni/pairs/3/keepsake";

static struct form two(struct arena *arena, const char *name, const char *value, const char *also,
                       const char *as)
{
    struct field *at = NEW_ARRAY(arena, struct field, 2);

    at[0] = (struct field){str_of(name), str_of(value)};
    at[1] = (struct field){str_of(also), str_of(as)};
    return (struct form){at, 2};
}

static struct world *given_ended(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(
        world,
        "UPDATE profile SET hopes = 'To find my way' WHERE scheme = 1 AND participant = 7;"
        "INSERT INTO goal (scheme, id, pair, title) VALUES (1, 20, 3, 'Write to five people');"
        "INSERT INTO aim (scheme, id, pair, title, is_shared) VALUES"
        " (1, 30, 3, 'Hear what study is like now', 1), (1, 31, 3, 'Practise patience', 0);");
    cr_assert(visit(world, 7, POST, "/s/alumni/pairs/3/close/end", (struct form){0}, &page) == OK);
    return world;
}

Test(closure, goals_stand_beside_the_first_words)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_ended(arena);
    static const char step[] = "/s/alumni/pairs/3/close/goals";
    struct str page;

    cr_expect(visit(world, 7, GET, step, (struct form){0}, &page) == OK);
    cr_expect(has(page, "To find my way") && has(page, "Write to five people"));
    cr_expect(visit(world, 7, POST, step, two(arena, "goal-20", "partly", "goal-21", "reached"),
                    &page) == OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/pairs/3/close/thanks")));
    cr_expect(count_of(world, "SELECT count(*) FROM closure_goal WHERE word = 'partly'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM closure_goal") == 1, "no goal of another pair");
    cr_expect(visit(world, 8, GET, step, (struct form){0}, &page) == ERR_NOT_FOUND,
              "the mentor looks back on aims");
    cr_expect(visit(world, 8, POST, step, two(arena, "goal-20", "let_go", "a", "b"), &page) ==
              ERR_NOT_FOUND);
}

Test(closure, the_mentor_says_whether_the_aims_were_met)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_ended(arena);
    static const char step[] = "/s/alumni/pairs/3/close/aims";
    struct str page;

    cr_expect(visit(world, 8, GET, step, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Practise patience") && has(page, "Hear what study is like now"));
    cr_expect(visit(world, 8, POST, step, two(arena, "aims_met", "yes", "a", "b"), &page) == OK);
    cr_expect(visit(world, 7, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Gained: yes") && has(page, "Hear what study is like now"));
    cr_expect(!has(page, "Practise patience"), "what was not shared stays the mentor's");
    cr_expect(visit(world, 8, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Practise patience"));
}

Test(closure, thanks_reach_the_other_and_too_long_ones_are_kept_on_the_page)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_ended(arena);
    static const char step[] = "/s/alumni/pairs/3/close/thanks";
    struct buf long_text = {.arena = arena};
    struct str page;

    for (int i = 0; i < 501; i++)
        buf_add(&long_text, S("y"));
    buf_addf(&long_text, "%c", 0);
    cr_expect(visit(world, 8, POST, step, two(arena, "takeaway", long_text.at, "thanks", "Kept"),
                    &page) == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("takeaway")) && has(page, "Kept"));
    cr_expect(visit(world, 8, POST, step,
                    two(arena, "takeaway", "To ask", "thanks", "Thank you, Ada"), &page) == OK);
    cr_expect(visit(world, 7, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Thank you, Ada") && has(page, "To ask"));
}

Test(closure, staying_in_touch_shows_only_when_both_would_like_to)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_ended(arena);
    static const char step[] = "/s/alumni/pairs/3/close/touch";
    struct str page;

    cr_expect(visit(world, 7, POST, step, two(arena, "wants_touch", "yes", "quote", ""), &page) ==
              OK);
    cr_expect(visit(world, 8, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "ada@example.org") && !has(page, "stay in touch"));
    cr_expect(visit(world, 8, POST, step, two(arena, "wants_touch", "yes", "quote", ""), &page) ==
              OK);
    cr_expect(visit(world, 8, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(has(page, "ada@example.org"));
    cr_expect(visit(world, 7, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(has(page, "ravi@example.org"));
}

Test(closure, the_keepsake_is_for_the_two_and_stays_after_the_end)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_ended(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, keepsake, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 7, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(has(page, "class=\"braid wide\"") && has(page, "To find my way"));
}

Test(closure, a_pair_under_way_has_nothing_to_look_back_on_yet)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/close/goals", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/close/touch", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}
