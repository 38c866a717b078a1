/* frontier.h - the mentors a search has reached and not yet settled, nearest first.
 *
 * A binary heap that knows where each mentor stands, so that a shorter way moves it forward
 * instead of adding it again.
 */
#pragma once

#include "base/base.h"

struct match_frontier {
    uint32_t *heap;  /* mentors */
    uint32_t *where; /* of each mentor: its place in heap + 1, or 0 */
    int64_t *far;    /* of each mentor: its distance, while it is in the heap */
    size_t len;
};

struct match_frontier match_frontier_new(struct arena *arena, size_t mentors);

/* Put a mentor at this distance, or bring it forward to it. */
void match_frontier_reach(struct match_frontier *frontier, uint32_t mentor, int64_t far);

/* Take out the nearest. There must be one. */
uint32_t match_frontier_take(struct match_frontier *frontier);

void match_frontier_clear(struct match_frontier *frontier);
