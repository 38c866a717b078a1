/* stable.c - no two who would both rather have each other.
 *
 * Deferred acceptance (Gale and Shapley, College admissions and the stability of marriage, 1962):
 * mentees ask in the order of their lists, mentors keep the best who asked as far as their places
 * go. Both sides go by points; among equals the lot of the pair decides. Whoever has asked all in
 * vain asks once more, promoted: before equals who are not. Points still come first, so the pairs
 * stay stable, and more people are placed (Király, Better and simpler approximation algorithms for
 * the stable marriage problem, 2008).
 */
#include "match/problem.h"

#include <stdlib.h>
#include <string.h>

enum { LOT_MASK = (1 << MATCH_TIE_BITS) - 1 };

struct asking {
    const struct match_problem *problem;
    struct match_edge **lists; /* of each mentee, best first */
    size_t *next;              /* of each mentee: the place in the list to ask next */
    bool *is_promoted;
    int32_t *mentor_of;
    struct match_kept {
        int64_t rank;
        uint32_t mentee;
    } * *kept; /* of each mentor: a heap, the one to let go first on top */
    size_t *kept_len;
    uint32_t *waiting; /* mentees who are to ask, last in first out */
    size_t waiting_len;
};

static int best_first(const void *left, const void *right)
{
    const struct match_edge *l = left, *r = right;

    if (l->worth != r->worth)
        return l->worth > r->worth ? -1 : 1;
    return (l->mentor > r->mentor) - (l->mentor < r->mentor);
}

/* Points, then promotion, then the lot: worth with one more bit between the two. */
static int64_t rank_of(int64_t worth, bool is_promoted)
{
    int64_t points = worth >> MATCH_TIE_SHIFT, lot = worth & LOT_MASK;

    return ((points << 1 | (is_promoted ? 1 : 0)) << MATCH_TIE_BITS) + lot;
}

static bool goes_before(struct match_kept a, struct match_kept b)
{
    return a.rank != b.rank ? a.rank < b.rank : a.mentee > b.mentee;
}

static void rise(struct match_kept *heap, size_t at)
{
    while (at > 0 && goes_before(heap[at], heap[(at - 1) / 2])) {
        struct match_kept swapped = heap[at];
        heap[at] = heap[(at - 1) / 2];
        heap[(at - 1) / 2] = swapped;
        at = (at - 1) / 2;
    }
}

static void sink(struct match_kept *heap, size_t len)
{
    for (size_t at = 0, below = 1; below < len; at = below, below = 2 * at + 1) {
        if (below + 1 < len && goes_before(heap[below + 1], heap[below]))
            below++;
        if (!goes_before(heap[below], heap[at]))
            return;
        struct match_kept swapped = heap[at];
        heap[at] = heap[below];
        heap[below] = swapped;
    }
}

/* Ask one mentor: taken, taken in the place of somebody who asks on, or sent away. */
static void ask(struct asking *asking, uint32_t mentee, const struct match_edge *edge)
{
    uint32_t mentor = edge->mentor;
    struct match_kept *heap = asking->kept[mentor];
    struct match_kept new = {rank_of(edge->worth, asking->is_promoted[mentee]), mentee};

    if ((int64_t)asking->kept_len[mentor] < asking->problem->places[mentor]) {
        heap[asking->kept_len[mentor]] = new;
        rise(heap, asking->kept_len[mentor]++);
    } else if (asking->kept_len[mentor] > 0 && goes_before(heap[0], new)) {
        asking->mentor_of[heap[0].mentee] = -1;
        asking->waiting[asking->waiting_len++] = heap[0].mentee;
        heap[0] = new;
        sink(heap, asking->kept_len[mentor]);
    } else {
        return;
    }
    asking->mentor_of[mentee] = (int32_t)mentor;
}

static void ask_on(struct asking *asking, uint32_t mentee)
{
    struct match_row row = asking->problem->rows[mentee];

    while (asking->mentor_of[mentee] < 0) {
        if (asking->next[mentee] == row.len) {
            if (asking->is_promoted[mentee])
                return;
            asking->is_promoted[mentee] = true;
            asking->next[mentee] = 0;
            if (row.len == 0)
                return;
        }
        ask(asking, mentee, &asking->lists[mentee][asking->next[mentee]++]);
    }
}

static struct asking asking_new(struct work *work, const struct match_problem *problem)
{
    struct asking asking = {
        .problem = problem,
        .lists = NEW_ARRAY(work->arena, struct match_edge *, problem->mentees),
        .next = NEW_ARRAY(work->arena, size_t, problem->mentees),
        .is_promoted = NEW_ARRAY(work->arena, bool, problem->mentees),
        .mentor_of = NEW_ARRAY(work->arena, int32_t, problem->mentees),
        .kept = NEW_ARRAY(work->arena, struct match_kept *, problem->mentors),
        .kept_len = NEW_ARRAY(work->arena, size_t, problem->mentors),
        .waiting = NEW_ARRAY(work->arena, uint32_t, problem->mentees),
        .waiting_len = problem->mentees,
    };

    for (size_t i = 0; i < problem->mentees; i++) {
        struct match_row row = problem->rows[i];
        asking.lists[i] = NEW_ARRAY(work->arena, struct match_edge, row.len);
        if (row.len > 0) {
            memcpy(asking.lists[i], row.at, row.len * sizeof(*row.at));
            qsort(asking.lists[i], row.len, sizeof(*row.at), best_first);
        }
        asking.mentor_of[i] = -1;
        asking.waiting[i] = (uint32_t)(problem->mentees - 1 - i);
    }
    for (size_t j = 0; j < problem->mentors; j++) {
        size_t places = (size_t)problem->places[j];
        size_t most = places < problem->mentees ? places : problem->mentees;
        asking.kept[j] = NEW_ARRAY(work->arena, struct match_kept, most);
    }
    return asking;
}

struct match_answer match_stable(struct work *work, const struct match_problem *problem)
{
    struct asking asking = asking_new(work, problem);

    while (asking.waiting_len > 0)
        ask_on(&asking, asking.waiting[--asking.waiting_len]);
    return (struct match_answer){
        .mentor_of = asking.mentor_of,
        .gains = NEW_ARRAY(work->arena, int64_t, problem->mentees),
        .prices = NEW_ARRAY(work->arena, int64_t, problem->mentors),
    };
}
