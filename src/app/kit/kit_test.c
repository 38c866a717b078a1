#include "support/given.h"

#include <criterion/criterion.h>

static const char kit[] = "/s/alumni/pairs/3/kit", path[] = "/s/alumni/profile/path";

static struct form form_of(struct arena *arena, const char *text)
{
    struct form form;

    cr_assert(form_parse(arena, str_of(text), &form) == OK);
    return form;
}

static struct world *given_profiles(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(
        world,
        "UPDATE profile SET hopes = 'To find my way', about = 'I like maps' WHERE scheme = 1"
        " AND participant = 7;"
        "UPDATE profile SET gains = 'To hear what study is like', headline = 'Engineer'"
        " WHERE scheme = 1 AND participant = 8;"
        "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 70, 'topic', 'Interviews'),"
        " (1, 71, 'interest', 'Chess');"
        "INSERT INTO participant_tag (scheme, participant, tag) VALUES (1, 7, 70), (1, 8, 70),"
        " (1, 8, 71);"
        "INSERT INTO aim (scheme, id, pair, title, is_shared) VALUES (1, 80, 3, 'Mine', 0);"
        "INSERT INTO heads_up (scheme, id, pair, author, words, said_at) VALUES"
        " (1, 90, 3, 7, 'Being on time', 1);");
    return world;
}

Test(kit, is_made_from_both_profiles_and_read_by_both)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_profiles(arena);
    struct str page;

    cr_expect(visit(world, 8, POST, path,
                    form_of(arena, "turn1=I+failed+maths&turn2=&turn3=Ask+%3Cearly%3E"),
                    &page) == OK);
    cr_expect(visit(world, 7, GET, kit, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Interviews") && !has(page, "Chess"), "only what both chose");
    cr_expect(has(page, "To find my way") && has(page, "To hear what study is like"));
    cr_expect(has(page, "I failed maths") && has(page, "Ask &lt;early&gt;"));
    cr_expect(has(page, "Being on time") && has(page, "the scheme suggests"));
    cr_expect(!has(page, "Mine"), "an aim that is not shared");
    cr_expect(visit(world, 8, GET, kit, (struct form){0}, &page) == OK);
    cr_expect(has(page, "To find my way") && has(page, "Mine"));
}

Test(kit, is_for_the_two_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_profiles(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, kit, (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(path, is_a_mentors_own_in_three_turns_and_shown_as_others_read_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_profiles(arena);
    struct buf long_turn = {.arena = arena};
    struct str page;

    cr_expect(visit(world, 7, GET, path, (struct form){0}, &page) == ERR_NOT_FOUND,
              "a mentee has none");
    cr_expect(visit(world, 7, POST, path, form_of(arena, "turn1=x"), &page) == ERR_NOT_FOUND);
    buf_add(&long_turn, S("turn1=Kept&turn2="));
    for (int i = 0; i < 301; i++)
        buf_add(&long_turn, S("y"));
    buf_addf(&long_turn, "%c", 0);
    cr_expect(visit(world, 8, POST, path, form_of(arena, long_turn.at), &page) == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("turn2")) && has(page, "Kept"));
    cr_expect(visit(world, 8, POST, path, form_of(arena, "turn1=One&turn3=Three"), &page) == OK);
    cr_expect(visit(world, 8, POST, path, form_of(arena, "turn1=Anew"), &page) == OK);
    cr_expect(visit(world, 8, GET, path, (struct form){0}, &page) == OK);
    cr_expect(has(page, ">Anew</li>") && !has(page, "Three"));
}
