#include "match/frontier.h"

#include <assert.h>

struct match_frontier match_frontier_new(struct arena *arena, size_t mentors)
{
    return (struct match_frontier){
        .heap = NEW_ARRAY(arena, uint32_t, mentors),
        .where = NEW_ARRAY(arena, uint32_t, mentors),
        .far = NEW_ARRAY(arena, int64_t, mentors),
    };
}

static void put(struct match_frontier *frontier, size_t place, uint32_t mentor)
{
    frontier->heap[place] = mentor;
    frontier->where[mentor] = (uint32_t)place + 1;
}

static void rise(struct match_frontier *frontier, size_t place, uint32_t mentor)
{
    while (place > 0) {
        size_t above = (place - 1) / 2;
        if (frontier->far[frontier->heap[above]] <= frontier->far[mentor])
            break;
        put(frontier, place, frontier->heap[above]);
        place = above;
    }
    put(frontier, place, mentor);
}

static void sink(struct match_frontier *frontier, size_t place, uint32_t mentor)
{
    for (;;) {
        size_t below = 2 * place + 1;
        if (below >= frontier->len)
            break;
        if (below + 1 < frontier->len &&
            frontier->far[frontier->heap[below + 1]] < frontier->far[frontier->heap[below]])
            below++;
        if (frontier->far[mentor] <= frontier->far[frontier->heap[below]])
            break;
        put(frontier, place, frontier->heap[below]);
        place = below;
    }
    put(frontier, place, mentor);
}

void match_frontier_reach(struct match_frontier *frontier, uint32_t mentor, int64_t far)
{
    bool is_in = frontier->where[mentor] > 0;
    size_t place = is_in ? frontier->where[mentor] - 1 : frontier->len++;

    assert(!is_in || far <= frontier->far[mentor]);
    frontier->far[mentor] = far;
    rise(frontier, place, mentor);
}

uint32_t match_frontier_take(struct match_frontier *frontier)
{
    assert(frontier->len > 0);

    uint32_t nearest = frontier->heap[0];
    uint32_t last = frontier->heap[--frontier->len];

    frontier->where[nearest] = 0;
    if (frontier->len > 0)
        sink(frontier, 0, last);
    return nearest;
}

void match_frontier_clear(struct match_frontier *frontier)
{
    for (size_t i = 0; i < frontier->len; i++)
        frontier->where[frontier->heap[i]] = 0;
    frontier->len = 0;
}
