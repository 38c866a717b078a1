/* run.c - one run: the objective decides who searches, and the answer goes back to the people. */
#include "match/problem.h"

#include <assert.h>

static const struct match_edge *edge_to(struct match_row row, int32_t mentor)
{
    const struct match_edge *edge = row.at;

    while (edge->mentor != (uint32_t)mentor)
        edge++;
    return edge;
}

/* Back from canonical order to the positions of the input. */
static struct match_result result_of(struct work *work, const struct match_input *input,
                                     const struct match_problem *problem,
                                     const struct match_answer *answer)
{
    struct match_pair *by_mentee = NEW_ARRAY(work->arena, struct match_pair, problem->mentees);
    bool *is_placed = NEW_ARRAY(work->arena, bool, problem->mentees);
    int64_t *gains = NEW_ARRAY(work->arena, int64_t, problem->mentees);
    int64_t *prices = NEW_ARRAY(work->arena, int64_t, problem->mentors);
    struct match_result result = {.gains = gains, .prices = prices, .bonus = answer->bonus};

    assert(answer->mentor_of && answer->gains && answer->prices);
    for (size_t j = 0; j < problem->mentors; j++)
        prices[problem->mentor_at[j]] = answer->prices[j];
    for (size_t i = 0; i < problem->mentees; i++) {
        size_t mentee = problem->mentee_at[i];
        int32_t mentor = answer->mentor_of[i];
        gains[mentee] = answer->gains[i];
        if (mentor < 0)
            continue;
        const struct match_edge *edge = edge_to(problem->rows[i], mentor);
        is_placed[mentee] = true;
        by_mentee[mentee] = (struct match_pair){mentee, problem->mentor_at[mentor], edge->score, 0};
        result.worth += edge->worth + match_worth(answer->bonus, 0);
    }
    for (size_t i = 0; i < input->pins_len; i++) {
        struct match_pin pin = input->pins[i];
        is_placed[pin.mentee] = true;
        by_mentee[pin.mentee] = (struct match_pair){
            pin.mentee, pin.mentor, match_score(input, pin.mentee, pin.mentor), true};
    }
    for (size_t i = 0; i < problem->mentees; i++)
        if (is_placed[i])
            by_mentee[result.len++] = by_mentee[i];
    result.pairs = by_mentee;
    return result;
}

/* The largest bonus whose sums fit 64 bits: each person's worth is below (score + stay + bonus). */
static int64_t most_bonus(const struct match_problem *problem)
{
    int64_t people = (int64_t)problem->mentees + 1;

    return (INT64_MAX >> MATCH_TIE_SHIFT) / people - 2 * (int64_t)MATCH_FULL - 1;
}

/* A bonus that outweighs what placing one more can cost the others places as many as can be. That
 * is at most a full score for each, and in life little more than one: so the bonus rises until
 * nobody more can be placed, and the numbers stay small.
 */
static enum err place_most(struct work *work, const struct match_problem *problem,
                           struct match_watch watch, struct match_answer *ret)
{
    int64_t bonus = 2 * (int64_t)MATCH_FULL, most = most_bonus(problem);

    for (;;) {
        *ret = match_search(work, problem, bonus, watch);
        if (!match_could_place_more(work, problem, ret->mentor_of))
            return OK;
        if (bonus == most)
            return work_fail(work, ERR_INVALID, S("mentees"),
                             S("These are too many people to place the most of them first."));
        bonus = bonus > most / 4 ? most : 4 * bonus;
    }
}

static enum err answer_of(struct work *work, const struct match_input *input,
                          const struct match_problem *problem, struct match_answer *ret)
{
    switch (input->rules.objective) {
    case MATCH_BALANCED:
        *ret = match_search(work, problem, input->rules.bonus, input->watch);
        return OK;
    case MATCH_HIGHEST_TOTAL:
        *ret = match_search(work, problem, 0, input->watch);
        return OK;
    case MATCH_PEOPLE_FIRST:
        return place_most(work, problem, input->watch, ret);
    case MATCH_STABLE:
        *ret = match_stable(work, problem);
        return OK;
    case MATCH_OBJECTIVE_COUNT:
        break;
    }
    return work_fail(work, ERR_INVALID, S("rules"), S("There is no such objective."));
}

static enum err refuse_pins(struct work *work, const struct match_input *input)
{
    struct match_refusals refusals = match_refusals(work, input);
    struct buf text = {.arena = work->arena};

    if (refusals.len == 0)
        return OK;

    const struct match_pin *pin = &refusals.at[0].pin;
    buf_addf(&text, "The pin of %.*s and %.*s cannot be kept.",
             ARG(input->mentees.at[pin->mentee].key), ARG(input->mentors.at[pin->mentor].key));
    return work_fail(work, ERR_CONFLICT, S("pins"), buf_str(&text));
}

enum err match_solve_from(struct work *work, const struct match_input *input,
                          const struct match_result *standing, struct match_result *ret)
{
    struct match_answer answer = {0};

    TRY(match_check(work, input));
    TRY(refuse_pins(work, input));

    struct match_problem problem = match_problem_of(work, input);
    (void)standing;
    TRY(answer_of(work, input, &problem, &answer));

    struct match_result result = result_of(work, input, &problem, &answer);
    match_input_hash(work, input, result.input_hash);
    *ret = result;
    return OK;
}

enum err match_solve(struct work *work, const struct match_input *input, struct match_result *ret)
{
    return match_solve_from(work, input, NULL, ret);
}
