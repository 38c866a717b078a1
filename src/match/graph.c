/* graph.c - each objective on a plain instance. */
#include "match/graph.h"

#include "match/graph_inside.h"
#include "match/seating.h"

static struct match_plan plan_of(const struct match_seating *seating)
{
    return (struct match_plan){seating->mentor_of, seating->gain, seating->price, seating->bonus};
}

/* Whoever has no place has a price that nobody would pay, which costs the proof nothing. */
static void close_empty(struct match_seating *seating)
{
    for (uint32_t j = 0; j < seating->graph->mentors; j++)
        if (seating->graph->places[j] == 0)
            seating->price[j] = 2 * MATCH_FULL + seating->bonus;
}

static void make_exact(struct work *work, struct match_seating *seating)
{
    close_empty(seating);
    match_seating_tighten(seating);
    match_repair(work, seating);
    match_lower(work, seating);
}

static struct match_seating largest_total(struct work *work, const struct match_graph *graph,
                                          int64_t bonus)
{
    struct match_seating seating = match_seating_new(work, graph, bonus);

    close_empty(&seating);
    match_auction(work, &seating);
    make_exact(work, &seating);
    return seating;
}

/* The number placed is a level of its own: the bonus rises only until nobody more can be placed,
 * and each time goes on from the prices it has. A bonus that is always enough would be a price war.
 */
static enum err most_people(struct work *work, const struct match_graph *graph,
                            struct match_plan *ret)
{
    struct match_seating seating = largest_total(work, graph, MATCH_FULL);

    while (match_graph_has_room(work, graph, seating.mentor_of)) {
        if (seating.bonus > MATCH_MOST_BONUS / 2)
            return work_fail(
                work, ERR_INVALID, S("bonus"),
                S("Placing the most people first needs a bonus that is out of range."));
        seating.bonus *= 2;
        make_exact(work, &seating);
    }
    *ret = plan_of(&seating);
    return OK;
}

enum err match_graph_solve(struct work *work, const struct match_graph *graph,
                           enum match_objective objective, int64_t bonus, struct match_plan *ret)
{
    struct match_seating seating;

    switch (objective) {
    case MATCH_BALANCED:
    case MATCH_HIGHEST_TOTAL:
        seating = largest_total(work, graph, objective == MATCH_BALANCED ? bonus : 0);
        *ret = plan_of(&seating);
        return OK;
    case MATCH_PEOPLE_FIRST:
        return most_people(work, graph, ret);
    case MATCH_STABLE:
        *ret = match_graph_stable(work, graph);
        return OK;
    case MATCH_OBJECTIVE_COUNT:
        break;
    }
    return work_fail(work, ERR_INVALID, S("objective"), S("There is no such objective."));
}

struct match_sums match_graph_sums(const struct match_graph *graph, const struct match_plan *plan)
{
    struct match_sums sums = {.lowest = MATCH_FULL};

    for (uint32_t i = 0; i < graph->mentees; i++) {
        if (plan->mentor_of[i] == MATCH_NOBODY)
            continue;
        int64_t score = graph->score[match_edge_of(graph, i, (uint32_t)plan->mentor_of[i])];
        sums.placed++;
        sums.total += score;
        sums.lowest = score < sums.lowest ? score : sums.lowest;
    }
    if (sums.placed == 0)
        sums.lowest = 0;
    sums.value = sums.total + plan->bonus * sums.placed;
    return sums;
}

size_t match_edge_of(const struct match_graph *graph, uint32_t mentee, uint32_t mentor)
{
    size_t low = graph->start[mentee], high = graph->start[mentee + 1];

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (graph->to[middle] <= mentor)
            low = middle;
        else
            high = middle;
    }
    return low;
}
