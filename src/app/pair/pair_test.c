#include "support/given.h"

#include "app/pair/story.h"

#include <criterion/criterion.h>

static const char pair[] = "/s/alumni/pairs/3";

static struct form one_field(struct arena *arena, struct str name, const char *value)
{
    struct field *field = NEW(arena, struct field);

    *field = (struct field){name, str_of(value)};
    return (struct form){field, 1};
}

Test(pair, a_new_pair_begins_with_hello)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, pair, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Say hello to Ravi") && has(page, "href=\"/s/alumni/pairs/3/hello\""));
    cr_expect(visit(world, 8, GET, pair, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ada writes first"));
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/hello",
                    one_field(arena, S("body"), "Hello Ravi"), &page) == OK);
    cr_expect(str_eq(world->go_to, str_of(pair)));
    cr_expect(visit(world, 8, GET, pair, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Answer Ada") && has(page, "Hello Ravi"));
}

Test(pair, its_home_shows_the_braid_with_its_words)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, pair, (struct form){0}, &page) == OK);
    cr_expect(has(page, "class=\"braid wide\"") && has(page, "class=\"braid narrow\""));
    cr_expect(has(page, "You have not met yet."));
}

Test(pair, one_pair_is_home_and_several_are_listed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, str_of(pair)));
    cr_expect(visit(world, 8, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Nothing needs you this week"));
    cr_expect(has(page, "You and Ada") && has(page, "You and Tom"));
    cr_expect(visit(world, 9, POST, "/s/alumni/pairs/4/hello", one_field(arena, S("body"), "Hello"),
                    &page) == OK);
    cr_expect(visit(world, 8, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(has(page, "One thing this week, about 2 minutes") && has(page, "class=\"move\""));
}

Test(pair, whoever_waits_is_told_what_happens_next)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE pair SET state = 'not_taken' WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 7, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(has(page, "You are on the list"));
    cr_expect(visit(world, 5, GET, "/s/alumni/home", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/team")), "the team is at home elsewhere");
}

Test(pair, a_raised_hand_is_one_hand_and_can_be_taken_down)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char help[] = "/s/alumni/pairs/3/help";
    struct str page;

    cr_expect(visit(world, 7, POST, help, one_field(arena, S("line"), "He is silent"), &page) ==
              OK);
    cr_expect(visit(world, 7, POST, help, one_field(arena, S("line"), "Still"), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM hand WHERE lowered_at IS NULL") == 1);
    cr_expect(visit(world, 7, GET, help, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Your hand is up") && has(page, "Still"));
    cr_expect(has(page, "cleo@example.org"), "whom to turn to stands beside it");
    cr_expect(visit(world, 8, GET, help, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "Your hand is up"), "the other does not see it");
    cr_expect(visit(world, 7, POST, help, one_field(arena, S("do"), "lower"), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM hand WHERE lowered_at IS NULL") == 0);
}

Test(pair, only_the_two_come_in)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const paths[] = {"/s/alumni/pairs/3", "/s/alumni/pairs/3/hello",
                                        "/s/alumni/pairs/3/help"};
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    for (size_t p = 0; p < COUNT(paths); p++)
        for (size_t i = 0; i < COUNT(others); i++)
            cr_expect(visit(world, others[i], GET, paths[p], (struct form){0}, &page) ==
                      ERR_NOT_FOUND);
}

Test(story, keeps_the_four_newest_in_order)
{
    struct story story = {0};
    static const int64_t at[] = {5, 9, 1, 7, 3, 8};

    for (size_t i = 0; i < COUNT(at); i++)
        story_add(&story, (struct story_entry){.at = at[i]});
    cr_assert(story.len == STORY_MAX);
    cr_expect(story.at[0].at == 9 && story.at[1].at == 8 && story.at[2].at == 7 &&
              story.at[3].at == 5);
}
