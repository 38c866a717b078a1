/* graph_stable.c - deferred acceptance on plain instances: what stable.c does, by rank arrays.
 *
 * Gale and Shapley (1962), then promotion (Király, 2008). Among equal scores the one with the
 * smaller number comes first, and the numbers have been drawn by lot. A mentee's list is sorted
 * once; a mentor's rank of a mentee is one number, so that a heap of ranks is all a mentor needs.
 */
#include "match/graph_inside.h"

#include <stdlib.h>

enum { SHORT_ROW = 48 };

/* Score above promotion above the lot, so that the lowest rank is let go first. */
static uint64_t rank_of(uint64_t score, bool is_promoted, uint32_t mentee)
{
    return (score << 1 | is_promoted) << 32 | (uint32_t)~mentee;
}

static uint32_t mentee_of(uint64_t rank)
{
    return ~(uint32_t)rank;
}

struct asking {
    const struct match_graph *graph;
    uint32_t *lists; /* of each mentee: places in its row, best first */
    uint32_t *next;  /* of each mentee: how many of its list it has asked */
    bool *is_promoted;
    int32_t *mentor_of;
    size_t *base;   /* of each mentor: where its heap of ranks begins */
    uint64_t *kept; /* the lowest of a heap first */
    uint32_t *count;
    uint32_t *waiting;
    size_t waiting_len;
};

static int compare_keys(const void *left, const void *right)
{
    const uint64_t *l = left, *r = right;

    return (*l > *r) - (*l < *r);
}

static void sort_keys(uint64_t *keys, size_t len)
{
    if (len > SHORT_ROW) {
        qsort(keys, len, sizeof(*keys), compare_keys);
        return;
    }
    for (size_t i = 1; i < len; i++) {
        uint64_t key = keys[i];
        size_t at = i;
        for (; at > 0 && keys[at - 1] > key; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

static void sort_lists(struct work *work, struct asking *asking)
{
    const struct match_graph *graph = asking->graph;
    uint64_t *keys = NEW_ARRAY(work->arena, uint64_t, (size_t)graph->mentors + 1);

    for (uint32_t i = 0; i < graph->mentees; i++) {
        size_t start = graph->start[i], len = graph->start[i + 1] - start;
        for (size_t e = 0; e < len; e++)
            keys[e] = (uint64_t)(MATCH_FULL - graph->score[start + e]) << 32 | e;
        sort_keys(keys, len);
        for (size_t e = 0; e < len; e++)
            asking->lists[start + e] = (uint32_t)keys[e];
    }
}

static void sink(uint64_t *heap, size_t len, uint64_t rank)
{
    size_t at = 0;

    for (;;) {
        size_t below = 2 * at + 1;
        if (below >= len)
            break;
        if (below + 1 < len && heap[below + 1] < heap[below])
            below++;
        if (rank <= heap[below])
            break;
        heap[at] = heap[below];
        at = below;
    }
    heap[at] = rank;
}

static void rise(uint64_t *heap, size_t at, uint64_t rank)
{
    while (at > 0 && heap[(at - 1) / 2] > rank) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = rank;
}

/* Taken, taken in the place of somebody who asks on, or sent away. */
static void ask(struct asking *asking, uint32_t mentee, size_t edge)
{
    uint32_t mentor = asking->graph->to[edge];
    uint64_t *heap = &asking->kept[asking->base[mentor]];
    uint64_t rank = rank_of(asking->graph->score[edge], asking->is_promoted[mentee], mentee);

    if (asking->count[mentor] < asking->graph->places[mentor]) {
        rise(heap, asking->count[mentor]++, rank);
    } else if (asking->count[mentor] > 0 && heap[0] < rank) {
        asking->mentor_of[mentee_of(heap[0])] = MATCH_NOBODY;
        asking->waiting[asking->waiting_len++] = mentee_of(heap[0]);
        sink(heap, asking->count[mentor], rank);
    } else {
        return;
    }
    asking->mentor_of[mentee] = (int32_t)mentor;
}

static void ask_on(struct asking *asking, uint32_t mentee)
{
    size_t start = asking->graph->start[mentee];
    uint32_t len = (uint32_t)(asking->graph->start[mentee + 1] - start);

    while (asking->mentor_of[mentee] == MATCH_NOBODY) {
        if (asking->next[mentee] == len) {
            if (asking->is_promoted[mentee] || len == 0)
                return;
            asking->is_promoted[mentee] = true;
            asking->next[mentee] = 0;
        }
        ask(asking, mentee, start + asking->lists[start + asking->next[mentee]++]);
    }
}

static struct asking asking_new(struct work *work, const struct match_graph *graph)
{
    size_t edges = graph->start[graph->mentees];
    struct asking asking = {
        .graph = graph,
        .lists = NEW_ARRAY(work->arena, uint32_t, edges),
        .next = NEW_ARRAY(work->arena, uint32_t, graph->mentees),
        .is_promoted = NEW_ARRAY(work->arena, bool, graph->mentees),
        .mentor_of = NEW_ARRAY(work->arena, int32_t, graph->mentees),
        .base = NEW_ARRAY(work->arena, size_t, (size_t)graph->mentors + 1),
        .count = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .waiting = NEW_ARRAY(work->arena, uint32_t, graph->mentees),
        .waiting_len = graph->mentees,
    };

    for (size_t edge = 0; edge < edges; edge++)
        asking.count[graph->to[edge]]++;
    for (uint32_t j = 0; j < graph->mentors; j++) {
        uint32_t most = graph->places[j] < asking.count[j] ? graph->places[j] : asking.count[j];
        asking.base[j + 1] = asking.base[j] + most;
        asking.count[j] = 0;
    }
    asking.kept = NEW_ARRAY(work->arena, uint64_t, asking.base[graph->mentors]);
    for (uint32_t i = 0; i < graph->mentees; i++) {
        asking.mentor_of[i] = MATCH_NOBODY;
        asking.waiting[i] = graph->mentees - 1 - i;
    }
    return asking;
}

struct match_plan match_graph_stable(struct work *work, const struct match_graph *graph)
{
    struct asking asking = asking_new(work, graph);

    sort_lists(work, &asking);
    while (asking.waiting_len > 0)
        ask_on(&asking, asking.waiting[--asking.waiting_len]);
    return (struct match_plan){
        .mentor_of = asking.mentor_of,
        .gain = NEW_ARRAY(work->arena, int32_t, graph->mentees),
        .price = NEW_ARRAY(work->arena, int32_t, graph->mentors),
    };
}
