/* matching_objectives.c - the objectives a run could have, side by side with their price. */
#include "app/matching/matching_why.h"

#include "match/explain.h"

static const struct {
    const char *name, *says;
} words[] = {
    [MATCH_BALANCED] = {"Balanced",
                        "The best total, where placing one more person counts as a full "
                        "score."},
    [MATCH_PEOPLE_FIRST] = {"Most people first", "As many as can be placed, and the best total "
                                                 "among those."},
    [MATCH_HIGHEST_TOTAL] = {"Highest total", "The best total, however many that places."},
    [MATCH_STABLE] = {"Stable", "No two people who would both rather have each other."},
};
_Static_assert(COUNT(words) == MATCH_OBJECTIVE_COUNT, "words for each objective");

struct str matching_objective_words(enum match_objective objective)
{
    return str_of(words[objective].name);
}

struct str matching_objective_says(enum match_objective objective)
{
    return str_of(words[objective].says);
}

static enum err try_one(struct work *work, const struct matching_load *load,
                        const struct match_result *run, enum match_objective objective,
                        struct matching_objective *ret)
{
    struct match_input input = load->input;
    struct match_result result;

    input.rules.objective = objective;
    TRY(match_solve(work, &input, &result));
    struct match_verdict verdict = match_verify(work, &input, &result);
    if (verdict.flaw != MATCH_SOUND)
        return ERR_BROKEN;
    *ret = (struct matching_objective){
        .name = matching_objective_words(objective),
        .says = matching_objective_says(objective),
        .number = objective,
        .figures = matching_figures_of(&input, &result),
        .moved = (int64_t)match_moves(work, &input, run, &result).len,
        .is_of_run = objective == load->input.rules.objective,
    };
    ret->figures.blocking = (int64_t)verdict.blocking;
    return OK;
}

enum err matching_objectives_try(struct work *work, const struct matching_load *load,
                                 const struct match_result *result, struct matching_objectives *ret)
{
    struct matching_objective *at =
        NEW_ARRAY(work->arena, struct matching_objective, MATCH_OBJECTIVE_COUNT);
    struct matching_load scored = *load;

    scored.input.scores = match_scores_of(work, &load->input);
    for (int objective = 0; objective < MATCH_OBJECTIVE_COUNT; objective++)
        TRY(try_one(work, &scored, result, (enum match_objective)objective, &at[objective]));
    *ret = (struct matching_objectives){at, MATCH_OBJECTIVE_COUNT};
    return OK;
}
