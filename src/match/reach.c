/* reach.c - could one more mentee be placed?
 *
 * Only if an alternating path leads from somebody without a mentor to a free place (Berge, Two
 * theorems in graph theory, 1957). One search over all of them at once sees each pair once.
 */
#include "match/problem.h"

struct reach {
    const struct match_problem *problem;
    const int32_t *mentor_of;
    int64_t *used;
    int32_t *first, *next; /* a mentor's mentees: first of the mentor, next of the mentee */
    bool *is_seen;         /* of each mentor */
    uint32_t *mentees;     /* whose rows are still to be looked at */
    size_t len;
};

static void find_seats(struct reach *reach)
{
    for (size_t j = 0; j < reach->problem->mentors; j++)
        reach->first[j] = -1;
    for (size_t i = 0; i < reach->problem->mentees; i++) {
        int32_t mentor = reach->mentor_of[i];
        if (mentor < 0) {
            reach->mentees[reach->len++] = (uint32_t)i;
            continue;
        }
        reach->next[i] = reach->first[mentor];
        reach->first[mentor] = (int32_t)i;
        reach->used[mentor]++;
    }
}

/* Is a free place next to this mentee? If not, whoever holds the places may be moved. */
static bool look_from(struct reach *reach, struct match_row row)
{
    for (size_t i = 0; i < row.len; i++) {
        uint32_t mentor = row.at[i].mentor;
        if (reach->is_seen[mentor])
            continue;
        reach->is_seen[mentor] = true;
        if (reach->used[mentor] < reach->problem->places[mentor])
            return true;
        for (int32_t at = reach->first[mentor]; at >= 0; at = reach->next[at])
            reach->mentees[reach->len++] = (uint32_t)at;
    }
    return false;
}

bool match_could_place_more(struct work *work, const struct match_problem *problem,
                            const int32_t *mentor_of)
{
    struct reach reach = {
        .problem = problem,
        .mentor_of = mentor_of,
        .used = NEW_ARRAY(work->arena, int64_t, problem->mentors),
        .first = NEW_ARRAY(work->arena, int32_t, problem->mentors),
        .next = NEW_ARRAY(work->arena, int32_t, problem->mentees),
        .is_seen = NEW_ARRAY(work->arena, bool, problem->mentors),
        .mentees = NEW_ARRAY(work->arena, uint32_t, problem->mentees),
    };

    find_seats(&reach);
    while (reach.len > 0)
        if (look_from(&reach, problem->rows[reach.mentees[--reach.len]]))
            return true;
    return false;
}
