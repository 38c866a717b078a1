/* graph.h - plain instances: who could be paired with whom at which score, without people.
 *
 * The engine at national scale. Mentees and mentors are numbers in an order that the caller has
 * drawn by lot, so that among choices of equal value the lot decides and the order of a file never
 * does. All arithmetic is in whole points, and the same on every machine.
 */
#pragma once

#include "match/match.h"

enum {
    MATCH_MOST_NODES = 20000000, /* people on a side */
    MATCH_MOST_BONUS = 1 << 28,  /* points: two of them and a score still fit 32 bits */
    MATCH_MOST_PLACES = 1000000, /* of one mentor */
};

struct match_graph {
    uint32_t mentees, mentors;
    const size_t *start;    /* of each mentee: its first edge; one more closes the last row */
    const uint32_t *to;     /* of each edge: the mentor, rising within a row */
    const uint16_t *score;  /* of each edge: 0..MATCH_FULL */
    const uint32_t *places; /* of each mentor */
};

enum { MATCH_NOBODY = -1 };

/* Who is with whom, and the proof in points: gain + price >= score + bonus on every edge, none
 * below 0, and the two add up to the value. Stable has no such proof; its gains and prices are 0.
 */
struct match_plan {
    int32_t *mentor_of; /* of each mentee; MATCH_NOBODY */
    int32_t *gain, *price;
    int64_t bonus; /* points for each mentee placed */
};

/* What a plan comes to. */
struct match_sums {
    int64_t placed, total; /* mentees; points of their scores */
    int64_t value;         /* total, and the bonus for each placed */
    int64_t lowest;        /* score; 0: nobody is placed */
};

/* Find the best plan for an objective. bonus: for MATCH_BALANCED.
 * ERR_INVALID: the bonus that Most people first needs is out of range.
 */
MUST_USE enum err match_graph_solve(struct work *work, const struct match_graph *graph,
                                    enum match_objective objective, int64_t bonus,
                                    struct match_plan *ret);

struct match_sums match_graph_sums(const struct match_graph *graph, const struct match_plan *plan);

/* Could one more mentee be placed, if others moved? (graph_reach.c) */
bool match_graph_has_room(struct work *work, const struct match_graph *graph,
                          const int32_t *mentor_of);

/* --- the verifier (graph_verify.c): shares nothing with the solver but the structs above */

/* Check a plan from scratch. value: the one claimed. The verdict names the edge or person at fault,
 * and counts the pairs that would both rather have each other.
 */
struct match_verdict match_graph_verify(struct work *work, const struct match_graph *graph,
                                        enum match_objective objective,
                                        const struct match_plan *plan, int64_t value);
