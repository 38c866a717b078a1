/* seating.h - pairs and prices while a plan is being made. */
#pragma once

#include "match/graph.h"

struct match_seating {
    const struct match_graph *graph;
    int32_t bonus;
    int32_t *gain, *price; /* gain + price >= worth on every edge, once gains are set */
    int32_t *mentor_of;
    size_t *base;     /* of each mentor: where its mentees stand in members */
    uint32_t *count;  /* of each mentor: its mentees */
    uint32_t *member; /* mentees, by mentor */
    size_t *at;       /* of each mentee placed: where it stands in member */
};

struct match_seating match_seating_new(struct work *work, const struct match_graph *graph,
                                       int64_t bonus);
void match_seat(struct match_seating *seating, uint32_t mentee, uint32_t mentor);
void match_unseat(struct match_seating *seating, uint32_t mentee);

static inline bool match_has_place(const struct match_seating *seating, uint32_t mentor)
{
    return seating->count[mentor] < seating->graph->places[mentor];
}

/* What an edge is worth. */
static inline int32_t match_edge_worth(const struct match_seating *seating, size_t edge)
{
    return seating->graph->score[edge] + seating->bonus;
}

/* Set each gain to the least that the prices allow, and undo the pairs that are not tight then. */
void match_seating_tighten(struct match_seating *seating);

/* Prices by auction (auction.c), right but for a few points. */
void match_auction(struct work *work, struct match_seating *seating);

/* Make nearly right prices exact (repair.c, then lower.c). Afterwards nobody without a mentor has a
 * gain and no free place has a price, so gains and prices prove the pairs.
 */
void match_repair(struct work *work, struct match_seating *seating);
void match_lower(struct work *work, struct match_seating *seating);
