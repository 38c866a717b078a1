/* lower.c - from exact gains to exact prices: no free place may have a price.
 *
 * The mirror of repair.c. A search runs from a mentor who has a price and a free place, over the
 * mentees they could take and, free of cost, to the mentors those would leave, to the nearest end:
 * somebody without a mentor, or a mentor whose price may fall to 0 since a place becomes free. All
 * mentees of a mentor whose price falls gain by it.
 */
#include "match/frontier.h"
#include "match/seating.h"

struct lower {
    struct match_seating *seating;
    size_t *start; /* the edges by mentor */
    uint32_t *from;
    uint16_t *score;

    struct match_frontier frontier;
    int64_t *far;      /* of each mentor seen */
    uint32_t *mover;   /* of each mentor seen: who would leave them */
    uint32_t *towards; /* and to whom */
    uint32_t *seen, *settled;
    size_t settled_len;
    uint32_t search;

    int64_t best;       /* how far the nearest end so far is */
    int32_t end_mentor; /* whose price falls to 0, or */
    uint32_t end_mentee, end_towards;
};

/* The edges the other way round, by counting. */
static void turn_over(struct work *work, struct lower *lower)
{
    const struct match_graph *graph = lower->seating->graph;
    size_t edges = graph->start[graph->mentees];

    lower->start = NEW_ARRAY(work->arena, size_t, (size_t)graph->mentors + 2);
    lower->from = NEW_ARRAY(work->arena, uint32_t, edges);
    lower->score = NEW_ARRAY(work->arena, uint16_t, edges);
    for (size_t edge = 0; edge < edges; edge++)
        lower->start[graph->to[edge] + 2]++;
    for (uint32_t j = 2; j <= graph->mentors; j++)
        lower->start[j] += lower->start[j - 1];
    for (uint32_t i = 0; i < graph->mentees; i++)
        for (size_t edge = graph->start[i]; edge < graph->start[i + 1]; edge++) {
            size_t at = lower->start[graph->to[edge] + 1]++;
            lower->from[at] = i;
            lower->score[at] = graph->score[edge];
        }
}

static void end_at_mentor(struct lower *lower, uint32_t mentor, int64_t far)
{
    if (far + lower->seating->price[mentor] >= lower->best)
        return;
    lower->best = far + lower->seating->price[mentor];
    lower->end_mentor = (int32_t)mentor;
}

static void look_from(struct lower *lower, uint32_t mentor, int64_t far)
{
    const struct match_seating *seating = lower->seating;

    for (size_t edge = lower->start[mentor]; edge < lower->start[mentor + 1]; edge++) {
        uint32_t mentee = lower->from[edge];
        int32_t left = seating->mentor_of[mentee];
        int64_t to = far + seating->gain[mentee] + seating->price[mentor] - lower->score[edge] -
                     seating->bonus;
        if (to >= lower->best || left == (int32_t)mentor)
            continue;
        if (left == MATCH_NOBODY) {
            lower->best = to;
            lower->end_mentor = MATCH_NOBODY;
            lower->end_mentee = mentee;
            lower->end_towards = mentor;
            continue;
        }
        if (lower->seen[left] == lower->search && to >= lower->far[left])
            continue;
        lower->seen[left] = lower->search;
        lower->far[left] = to;
        lower->mover[left] = mentee;
        lower->towards[left] = mentor;
        end_at_mentor(lower, (uint32_t)left, to);
        match_frontier_reach(&lower->frontier, (uint32_t)left, to);
    }
}

static void move_prices(struct lower *lower)
{
    struct match_seating *seating = lower->seating;

    for (size_t s = 0; s < lower->settled_len; s++) {
        uint32_t mentor = lower->settled[s];
        int32_t by = (int32_t)(lower->best - lower->far[mentor]);
        seating->price[mentor] -= by;
        for (uint32_t m = 0; m < seating->count[mentor]; m++)
            seating->gain[seating->member[seating->base[mentor] + m]] += by;
    }
}

static void move_people(struct lower *lower, uint32_t from)
{
    struct match_seating *seating = lower->seating;
    uint32_t mentor = lower->end_towards, moved = lower->end_mentee;

    if (lower->end_mentor != MATCH_NOBODY) {
        if ((uint32_t)lower->end_mentor == from)
            return;
        moved = lower->mover[lower->end_mentor];
        mentor = lower->towards[lower->end_mentor];
        match_unseat(seating, moved);
    }
    while (mentor != from) {
        uint32_t next = lower->mover[mentor];
        match_unseat(seating, next);
        match_seat(seating, moved, mentor);
        moved = next;
        mentor = lower->towards[mentor];
    }
    match_seat(seating, moved, from);
}

static void lower_one(struct lower *lower, uint32_t mentor)
{
    match_frontier_clear(&lower->frontier);
    lower->search++;
    lower->settled_len = 0;
    lower->best = INT64_MAX;
    lower->seen[mentor] = lower->search;
    lower->far[mentor] = 0;
    end_at_mentor(lower, mentor, 0);
    match_frontier_reach(&lower->frontier, mentor, 0);
    while (lower->frontier.len > 0) {
        uint32_t nearest = match_frontier_take(&lower->frontier);
        if (lower->far[nearest] >= lower->best)
            break;
        lower->settled[lower->settled_len++] = nearest;
        look_from(lower, nearest, lower->far[nearest]);
    }
    move_prices(lower);
    move_people(lower, mentor);
}

void match_lower(struct work *work, struct match_seating *seating)
{
    const struct match_graph *graph = seating->graph;
    struct lower lower = {.seating = seating};

    for (uint32_t j = 0; j < graph->mentors; j++)
        while (seating->price[j] > 0 && match_has_place(seating, j)) {
            if (!lower.start) {
                turn_over(work, &lower);
                lower.frontier = match_frontier_new(work->arena, graph->mentors);
                lower.far = NEW_ARRAY(work->arena, int64_t, graph->mentors);
                lower.mover = NEW_ARRAY(work->arena, uint32_t, graph->mentors);
                lower.towards = NEW_ARRAY(work->arena, uint32_t, graph->mentors);
                lower.seen = NEW_ARRAY(work->arena, uint32_t, graph->mentors);
                lower.settled = NEW_ARRAY(work->arena, uint32_t, graph->mentors);
            }
            lower_one(&lower, j);
        }
}
