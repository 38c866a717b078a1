/* graph_verify.c - believes nothing that a solver says about a plain instance.
 *
 * Shares with the solver the structs of graph.h: no function, no order, no loop.
 */
#include "match/graph.h"

/* What a plan says about each person. */
struct held {
    int32_t *score;  /* of each mentee: what they have; -1: nobody */
    uint32_t *taken; /* of each mentor */
    int32_t *least;  /* of each mentor: the lowest score among theirs */
};

static struct match_verdict found(enum match_flaw flaw, size_t mentee, size_t mentor)
{
    return (struct match_verdict){.flaw = flaw, .mentee = mentee, .mentor = mentor};
}

/* The score of an edge; -1: there is none. */
static int32_t score_of(const struct match_graph *graph, uint32_t mentee, uint32_t mentor)
{
    for (size_t e = graph->start[mentee]; e < graph->start[mentee + 1]; e++)
        if (graph->to[e] == mentor)
            return graph->score[e];
    return -1;
}

static struct match_verdict hold_one(const struct match_graph *graph, const struct match_plan *plan,
                                     uint32_t mentee, struct held *held)
{
    int32_t mentor = plan->mentor_of[mentee];

    held->score[mentee] = -1;
    if (mentor == MATCH_NOBODY)
        return found(MATCH_SOUND, 0, 0);
    if (mentor < 0 || (uint32_t)mentor >= graph->mentors)
        return found(MATCH_FLAW_PERSON, mentee, 0);
    held->score[mentee] = score_of(graph, mentee, (uint32_t)mentor);
    if (held->score[mentee] < 0)
        return found(MATCH_FLAW_RULE, mentee, (size_t)mentor);
    if (++held->taken[mentor] > graph->places[mentor])
        return found(MATCH_FLAW_PLACES, mentee, (size_t)mentor);
    if (held->score[mentee] < held->least[mentor])
        held->least[mentor] = held->score[mentee];
    return found(MATCH_SOUND, 0, 0);
}

static struct match_verdict hold_all(struct work *work, const struct match_graph *graph,
                                     const struct match_plan *plan, struct held *ret)
{
    struct match_verdict verdict = {.flaw = MATCH_SOUND};
    struct held held = {
        .score = NEW_ARRAY(work->arena, int32_t, graph->mentees),
        .taken = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .least = NEW_ARRAY(work->arena, int32_t, graph->mentors),
    };

    for (uint32_t j = 0; j < graph->mentors; j++)
        held.least[j] = 2 * MATCH_FULL + 1; /* staying counts too */
    for (uint32_t i = 0; i < graph->mentees && verdict.flaw == MATCH_SOUND; i++)
        verdict = hold_one(graph, plan, i, &held);
    *ret = held;
    return verdict;
}

/* No gain or price is negative, and together they make up the value. */
static struct match_verdict prove_sum(const struct match_graph *graph,
                                      const struct match_plan *plan, int64_t value)
{
    int64_t sum = 0, part;

    for (uint32_t i = 0; i < graph->mentees; i++) {
        if (plan->gain[i] < 0)
            return found(MATCH_FLAW_NEGATIVE, i, 0);
        sum += plan->gain[i];
    }
    for (uint32_t j = 0; j < graph->mentors; j++) {
        if (plan->price[j] < 0)
            return found(MATCH_FLAW_NEGATIVE, 0, j);
        if (__builtin_mul_overflow((int64_t)graph->places[j], plan->price[j], &part) ||
            __builtin_add_overflow(sum, part, &sum))
            return found(MATCH_FLAW_SUM, 0, 0);
    }
    return found(sum == value ? MATCH_SOUND : MATCH_FLAW_SUM, 0, 0);
}

static bool is_worth_right(const struct match_graph *graph, const struct match_plan *plan,
                           const struct held *held, int64_t value)
{
    int64_t worth = 0;

    for (uint32_t i = 0; i < graph->mentees; i++)
        if (held->score[i] >= 0 &&
            __builtin_add_overflow(worth, held->score[i] + plan->bonus, &worth))
            return false;
    return worth == value;
}

static struct match_verdict prove_each(const struct match_graph *graph, bool is_stable,
                                       const struct match_plan *plan, const struct held *held)
{
    struct match_verdict verdict = {.flaw = MATCH_SOUND};

    for (uint32_t i = 0; i < graph->mentees; i++)
        for (size_t e = graph->start[i]; e < graph->start[i + 1]; e++) {
            uint32_t j = graph->to[e];
            int32_t score = graph->score[e];
            if (!is_stable && (int64_t)plan->gain[i] + plan->price[j] < score + plan->bonus)
                return found(MATCH_FLAW_UNPROVED, i, j);
            if (held->score[i] >= score ||
                (held->taken[j] == graph->places[j] && held->least[j] >= score) ||
                graph->places[j] == 0)
                continue;
            if (is_stable)
                return found(MATCH_FLAW_UNSTABLE, i, j);
            verdict.blocking++;
        }
    return verdict;
}

/* Berge (1957): nobody more can be placed unless a path leads from somebody without a mentor, over
 * an edge, back over a pair, and so on to a free place. Goes on until a round adds nobody.
 */
static struct match_verdict prove_most(struct work *work, const struct match_graph *graph,
                                       const struct match_plan *plan, const struct held *held)
{
    bool *is_open = NEW_ARRAY(work->arena, bool, graph->mentors);
    uint32_t *head = NEW_ARRAY(work->arena, uint32_t, (size_t)graph->mentors + 1);
    uint32_t *after = NEW_ARRAY(work->arena, uint32_t, (size_t)graph->mentees + 1);
    uint32_t *looking = NEW_ARRAY(work->arena, uint32_t, graph->mentees);
    size_t len = 0;

    for (uint32_t i = 0; i < graph->mentees; i++) {
        if (plan->mentor_of[i] < 0) {
            looking[len++] = i;
            continue;
        }
        after[i + 1] = head[plan->mentor_of[i]];
        head[plan->mentor_of[i]] = i + 1;
    }
    for (size_t at = 0; at < len; at++)
        for (size_t e = graph->start[looking[at]]; e < graph->start[looking[at] + 1]; e++) {
            uint32_t j = graph->to[e];
            if (held->taken[j] < graph->places[j])
                return found(MATCH_FLAW_FEWER, looking[at], j);
            if (is_open[j])
                continue;
            is_open[j] = true;
            for (uint32_t i = head[j]; i > 0; i = after[i])
                looking[len++] = i - 1;
        }
    return found(MATCH_SOUND, 0, 0);
}

struct match_verdict match_graph_verify(struct work *work, const struct match_graph *graph,
                                        enum match_objective objective,
                                        const struct match_plan *plan, int64_t value)
{
    bool is_stable = objective == MATCH_STABLE;
    struct held held;
    struct match_verdict verdict = hold_all(work, graph, plan, &held);

    if (verdict.flaw != MATCH_SOUND)
        return verdict;
    if (plan->bonus < 0 || plan->bonus > MATCH_MOST_BONUS ||
        ((is_stable || objective == MATCH_HIGHEST_TOTAL) && plan->bonus != 0))
        return found(MATCH_FLAW_BONUS, 0, 0);
    if (!is_worth_right(graph, plan, &held, value))
        return found(MATCH_FLAW_WORTH, 0, 0);
    if (!is_stable)
        verdict = prove_sum(graph, plan, value);
    if (verdict.flaw == MATCH_SOUND && objective == MATCH_PEOPLE_FIRST)
        verdict = prove_most(work, graph, plan, &held);
    return verdict.flaw == MATCH_SOUND ? prove_each(graph, is_stable, plan, &held) : verdict;
}
