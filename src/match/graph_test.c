/* graph_test.c - the engine on plain instances, against trying every choice and by its proofs. */
#include "match/graph.h"
#include "match/instance.h"
#include "support/given_match.h"

#include <criterion/criterion.h>

enum { MOST = 8 };

struct best {
    int64_t value, most, most_total;
};

static void try_from(const struct match_graph *graph, uint32_t mentee, uint32_t *left,
                     int64_t bonus, int64_t total, int64_t placed, struct best *best)
{
    if (mentee == graph->mentees) {
        int64_t value = total + bonus * placed;
        best->value = value > best->value ? value : best->value;
        if (placed > best->most || (placed == best->most && total > best->most_total)) {
            best->most = placed;
            best->most_total = total;
        }
        return;
    }
    try_from(graph, mentee + 1, left, bonus, total, placed, best);
    for (size_t e = graph->start[mentee]; e < graph->start[mentee + 1]; e++) {
        if (left[graph->to[e]] == 0)
            continue;
        left[graph->to[e]]--;
        try_from(graph, mentee + 1, left, bonus, total + graph->score[e], placed + 1, best);
        left[graph->to[e]]++;
    }
}

static struct best best_of(const struct match_graph *graph, int64_t bonus)
{
    struct best best = {0, -1, 0};
    uint32_t left[MOST];

    for (uint32_t j = 0; j < graph->mentors; j++)
        left[j] = graph->places[j];
    try_from(graph, 0, left, bonus, 0, 0, &best);
    return best;
}

static struct match_graph small(struct work *work, uint64_t number)
{
    uint64_t state = number;
    enum match_family family = (enum match_family)(number % MATCH_FAMILY_COUNT);
    uint32_t mentees = 1 + (uint32_t)given_draw(&state, 6);
    uint32_t mentors = 1 + (uint32_t)given_draw(&state, 5);
    struct match_graph graph =
        match_instance(work, family, mentees, mentors, 1 + (uint32_t)given_draw(&state, 4), number);
    uint32_t *places = NEW_ARRAY(work->arena, uint32_t, mentors);

    for (uint32_t j = 0; j < mentors; j++)
        places[j] = number % 3 == 0 ? graph.places[j] : (uint32_t)given_draw(&state, 3);
    graph.places = places;
    return graph;
}

static struct match_sums solve(struct work *work, const struct match_graph *graph,
                               enum match_objective objective, int64_t bonus)
{
    struct match_plan plan;

    cr_assert(match_graph_solve(work, graph, objective, bonus, &plan) == OK);
    struct match_sums sums = match_graph_sums(graph, &plan);
    struct match_verdict verdict = match_graph_verify(work, graph, objective, &plan, sums.value);
    cr_assert(verdict.flaw == MATCH_SOUND, "objective %d: flaw %d at %zu, %zu", (int)objective,
              (int)verdict.flaw, verdict.mentee, verdict.mentor);
    return sums;
}

Test(match_graph, each_objective_finds_what_trying_everything_finds)
{
    for (uint64_t number = 0; number < 4000; number++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct match_graph graph = small(&work, number);
        struct best best = best_of(&graph, MATCH_FULL), total = best_of(&graph, 0);

        cr_assert(solve(&work, &graph, MATCH_BALANCED, MATCH_FULL).value == best.value, "%llu",
                  (unsigned long long)number);
        cr_assert(solve(&work, &graph, MATCH_HIGHEST_TOTAL, 0).value == total.value, "%llu",
                  (unsigned long long)number);
        struct match_sums most = solve(&work, &graph, MATCH_PEOPLE_FIRST, 0);
        cr_assert(most.placed == best.most && most.total == best.most_total, "%llu",
                  (unsigned long long)number);
        solve(&work, &graph, MATCH_STABLE, 0);
    }
}

/* Larger than trying everything allows: here the proof speaks. */
Test(match_graph, every_family_proves_itself_under_every_objective)
{
    static const uint32_t sizes[][3] = {{200, 120, 10}, {1500, 900, 20}, {900, 1500, 5}};

    for (int family = 0; family < MATCH_FAMILY_COUNT; family++)
        for (size_t size = 0; size < COUNT(sizes); size++) {
            CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
            struct work work = work_begin(arena, 0);
            struct match_graph graph =
                match_instance(&work, (enum match_family)family, sizes[size][0], sizes[size][1],
                               sizes[size][2], 7);
            struct match_sums sums[MATCH_OBJECTIVE_COUNT];
            for (int objective = 0; objective < MATCH_OBJECTIVE_COUNT; objective++)
                sums[objective] = solve(&work, &graph, (enum match_objective)objective, MATCH_FULL);
            cr_expect(sums[MATCH_PEOPLE_FIRST].placed >= sums[MATCH_BALANCED].placed);
            cr_expect(sums[MATCH_BALANCED].placed >= sums[MATCH_HIGHEST_TOTAL].placed);
            cr_expect(sums[MATCH_HIGHEST_TOTAL].total >= sums[MATCH_BALANCED].total);
            cr_expect(sums[MATCH_HIGHEST_TOTAL].total >= sums[MATCH_STABLE].total);
        }
}

Test(match_graph, a_plan_that_was_tampered_with_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_graph graph = match_instance(&work, MATCH_LIKELY, 100, 60, 8, 3);
    struct match_plan plan;

    cr_assert(match_graph_solve(&work, &graph, MATCH_BALANCED, MATCH_FULL, &plan) == OK);
    int64_t value = match_graph_sums(&graph, &plan).value;
#define REFUSED(how, flaw_is)                                                                      \
    do {                                                                                           \
        how;                                                                                       \
        cr_expect(match_graph_verify(&work, &graph, MATCH_BALANCED, &plan, value).flaw ==          \
                  (flaw_is));                                                                      \
    } while (0)
    uint32_t one = 0;
    while (plan.mentor_of[one] < 0 || plan.gain[one] == 0)
        one++;
    int32_t was = plan.mentor_of[one];
    REFUSED((void)0, MATCH_SOUND);
    REFUSED(value++, MATCH_FLAW_WORTH);
    value--;
    REFUSED(plan.mentor_of[one] = MATCH_NOBODY, MATCH_FLAW_WORTH);
    REFUSED(plan.mentor_of[one] = 60, MATCH_FLAW_PERSON);
    REFUSED(plan.mentor_of[one] = -5, MATCH_FLAW_PERSON);
    plan.mentor_of[one] = was;
    REFUSED(plan.gain[one]++, MATCH_FLAW_SUM);
    plan.gain[one]--;
    REFUSED((plan.gain[one]--, plan.gain[(one + 1) % 100]++), MATCH_FLAW_UNPROVED);
    plan.gain[one]++, plan.gain[(one + 1) % 100]--;
    REFUSED(plan.gain[one] = -1, MATCH_FLAW_NEGATIVE);
}
