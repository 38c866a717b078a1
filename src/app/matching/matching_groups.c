/* matching_groups.c - how a run treats groups of mentees, none of them small enough to point at a
 * person.
 */
#include "app/matching/matching_why.h"

#include <stdlib.h>
#include <string.h>

enum { GROUPS_MOST = 2000 };

struct grouping {
    struct arena *arena;
    struct matching_group *at;
    size_t len;
};

static struct matching_group *group_of(struct grouping *grouping, struct str name)
{
    for (size_t i = 0; i < grouping->len; i++)
        if (str_eq(grouping->at[i].name, name))
            return &grouping->at[i];
    if (grouping->len == GROUPS_MOST)
        return &grouping->at[GROUPS_MOST - 1];
    grouping->at[grouping->len] = (struct matching_group){.name = name, .lowest = MATCH_FULL};
    return &grouping->at[grouping->len++];
}

static void count_one(struct matching_group *group, bool is_placed, int64_t score)
{
    group->mentees++;
    if (!is_placed)
        return;
    group->placed++;
    group->total += score;
    group->lowest = score < group->lowest ? score : group->lowest;
}

static void join(struct matching_group *into, const struct matching_group *group)
{
    into->mentees += group->mentees;
    into->placed += group->placed;
    into->total += group->total;
    into->lowest = group->lowest < into->lowest ? group->lowest : into->lowest;
}

static int compare_groups(const void *left, const void *right)
{
    const struct matching_group *l = left, *r = right;

    if (l->mentees != r->mentees)
        return l->mentees > r->mentees ? -1 : 1;
    size_t len = l->name.len < r->name.len ? l->name.len : r->name.len;
    int by_name = len > 0 ? memcmp(l->name.at, r->name.at, len) : 0;
    return by_name != 0 ? by_name : (l->name.len > r->name.len) - (l->name.len < r->name.len);
}

/* Groups below the smallest become one. Where even that is too small, the next larger one joins it:
 * else taking the others from the whole would give it away.
 */
static size_t join_small(struct matching_group *groups, size_t len, int64_t min)
{
    struct matching_group small = {.lowest = MATCH_FULL};
    size_t kept = len, joined = 0;

    while (kept > 0 && (groups[kept - 1].mentees < min || (joined > 0 && small.mentees < min))) {
        join(&small, &groups[--kept]);
        joined++;
    }
    if (joined == 0)
        return len;
    small.name = S("All smaller groups together");
    small.is_too_small = small.mentees < min;
    groups[kept] = small;
    return kept + 1;
}

struct matching_groups matching_groups_of(struct arena *arena, struct matching_members members,
                                          int64_t min)
{
    struct grouping grouping = {arena, NEW_ARRAY(arena, struct matching_group, GROUPS_MOST), 0};

    for (size_t i = 0; i < members.len; i++) {
        const struct matching_member *member = &members.at[i];
        struct str rest = member->groups;
        bool is_in_one = false;
        while (rest.at) {
            struct str name = str_trim(str_cut(&rest, ';'));
            if (name.len == 0)
                continue;
            count_one(group_of(&grouping, name), member->is_placed, member->score);
            is_in_one = true;
        }
        if (!is_in_one)
            count_one(group_of(&grouping, S("Not said")), member->is_placed, member->score);
    }
    if (grouping.len > 0)
        qsort(grouping.at, grouping.len, sizeof(*grouping.at), compare_groups);
    grouping.len = join_small(grouping.at, grouping.len, min);
    for (size_t i = 0; i < grouping.len; i++) {
        struct matching_group *group = &grouping.at[i];
        group->average = group->placed > 0 ? group->total / group->placed : 0;
        group->lowest = group->placed > 0 ? group->lowest : 0;
    }
    return (struct matching_groups){grouping.at, grouping.len};
}
