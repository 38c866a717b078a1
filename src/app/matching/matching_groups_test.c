#include "app/matching/matching_why.h"

#include <criterion/criterion.h>

#define MEMBER(group, score)                                                                       \
    {                                                                                              \
        {(group), sizeof(group) - 1}, (score) > 0, (score)                                         \
    }

Test(matching_groups,
     a_group_that_is_too_small_is_joined_with_the_next_so_that_nothing_gives_it_away)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct matching_member members[] = {
        MEMBER("Law", 800), MEMBER("Law", 600), MEMBER("Law", 0), MEMBER("Art", 500),
        MEMBER("Art", 500), MEMBER("Art", 500), MEMBER("Art", 0), MEMBER("Music", 900),
    };
    struct matching_groups groups =
        matching_groups_of(arena, (struct matching_members){members, COUNT(members)}, 3);

    cr_assert(groups.len == 2);
    cr_expect(str_eq(groups.at[0].name, S("Art")) && groups.at[0].mentees == 4);
    cr_expect(groups.at[0].placed == 3 && groups.at[0].average == 500);
    cr_expect(str_eq(groups.at[1].name, S("All smaller groups together")));
    cr_expect(groups.at[1].mentees == 4 && groups.at[1].lowest == 600);
    cr_expect(!groups.at[1].is_too_small);
}

Test(matching_groups, fewer_people_than_the_smallest_group_are_not_counted_at_all)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct matching_member members[] = {MEMBER("Law", 800), MEMBER("", 600)};
    struct matching_groups groups =
        matching_groups_of(arena, (struct matching_members){members, COUNT(members)}, 5);

    cr_assert(groups.len == 1);
    cr_expect(groups.at[0].is_too_small);
}

Test(matching_groups, somebody_in_two_groups_counts_in_both)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct matching_member members[] = {MEMBER("Law; Art", 800), MEMBER("Law;Art", 0)};
    struct matching_groups groups =
        matching_groups_of(arena, (struct matching_members){members, COUNT(members)}, 2);

    cr_assert(groups.len == 2);
    cr_expect(groups.at[0].mentees == 2 && groups.at[1].mentees == 2 && groups.at[1].placed == 1);
}
