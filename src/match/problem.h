/* problem.h - a match input made ready: in canonical order, without the pairs that rules forbid.
 *
 * People stand in an order drawn by the seed from their keys, so that the order in which they
 * were given cannot decide anything.
 */
#pragma once

#include "match/match.h"

struct match_edge {
    uint32_t mentor; /* in canonical order, as all numbers here */
    int32_t score;
    int64_t worth; /* of score, what staying together counts, and the lot; without a bonus */
};

/* The pairs of one mentee that the rules allow, rising by mentor. */
struct match_row {
    const struct match_edge *at;
    size_t len;
};

struct match_problem {
    size_t mentees, mentors;
    const uint32_t *mentee_at, *mentor_at; /* position in the input */
    const struct match_row *rows;          /* of each mentee; empty for a pinned one */
    const int64_t *places;                 /* of each mentor, less the pins */
};

/* The input must have passed match_check(), and no pin may be refused. */
struct match_problem match_problem_of(struct work *work, const struct match_input *input);

/* Who is with whom, and what proves it; in canonical order, in the unit of worth. */
struct match_answer {
    const int32_t *mentor_of; /* of each mentee; -1: nobody */
    const int64_t *gains, *prices;
    int64_t bonus; /* points for each mentee placed */
};

/* The largest total of worth and bonus (solve.c). */
struct match_answer match_search(struct work *work, const struct match_problem *problem,
                                 int64_t bonus, struct match_watch watch);

/* No two who would both rather have each other (stable.c). */
struct match_answer match_stable(struct work *work, const struct match_problem *problem);

/* Is there a way to place one more, if the others move (reach.c)? */
bool match_could_place_more(struct work *work, const struct match_problem *problem,
                            const int32_t *mentor_of);

/* The mentor each mentee had before; SIZE_MAX: none. */
const size_t *match_mentors_before(struct work *work, const struct match_input *input);

bool match_is_blocked(const struct match_input *input, size_t mentee, size_t mentor);

/* The first rule that keeps the two apart, or MATCH_NO_RULE; ret_score is set for the last two
 * alone: MATCH_NO_RULE and MATCH_BELOW_FLOOR.
 */
enum match_rule match_rule_of(const struct match_input *input, size_t mentee, size_t mentor,
                              bool is_blocked, int64_t *ret_score);

/* The rules from MATCH_NO_LANGUAGE on, from the scores that input keeps (scores.c). */
enum match_rule match_kept_rule(const struct match_input *input, size_t mentee, size_t mentor,
                                int64_t *ret_score);

bool match_share_a_language(const struct match_person *mentee, const struct match_person *mentor);
bool match_share_anything(const struct match_input *input, const struct match_person *mentee,
                          const struct match_person *mentor);

bool match_rule_may_be_lifted(enum match_rule rule);
