#include "support/given_match.h"

#include <criterion/criterion.h>
#include <string.h>

/* A solved run, each part of it open to tampering. */
struct run {
    struct match_input input;
    struct match_result result;
    struct match_pair pairs[60];
    int64_t gains[60], prices[40];
};

static void solve_run(struct work *work, struct run *run)
{
    run->input = given_match(work->arena, GIVEN_AWKWARD, 5, 60, 40);
    cr_assert(match_solve(work, &run->input, &run->result) == OK);
    cr_assert(run->result.len > 10);
    memcpy(run->pairs, run->result.pairs, run->result.len * sizeof(run->pairs[0]));
    memcpy(run->gains, run->result.gains, sizeof(run->gains));
    memcpy(run->prices, run->result.prices, sizeof(run->prices));
    run->result.pairs = run->pairs;
    run->result.gains = run->gains;
    run->result.prices = run->prices;
}

static enum match_flaw flaw_of(struct work *work, struct run *run)
{
    return match_verify(work, &run->input, &run->result).flaw;
}

static size_t some_pair(const struct run *run, bool is_pinned)
{
    size_t i = 0;

    while (run->pairs[i].is_pinned != is_pinned)
        i++;
    return i;
}

#define GIVEN_RUN                                                                                  \
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();                                     \
    struct work work = work_begin(arena, 0);                                                       \
    struct run run;                                                                                \
    solve_run(&work, &run);                                                                        \
    cr_assert(flaw_of(&work, &run) == MATCH_SOUND)

Test(match_verify, other_input_is_refused)
{
    GIVEN_RUN;
    run.result.input_hash[7] ^= 1;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_INPUT);
    run.result.input_hash[7] ^= 1;
    run.input.rules.floor++;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_INPUT);
    run.input.rules.floor--;
    run.input.seed = S("another seed");
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_INPUT);
}

Test(match_verify, a_pair_left_out_is_refused)
{
    GIVEN_RUN;
    size_t i = some_pair(&run, false);
    memmove(&run.pairs[i], &run.pairs[i + 1], (run.result.len - i - 1) * sizeof(run.pairs[0]));
    run.result.len--;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_WORTH);
}

Test(match_verify, a_pair_with_another_mentor_is_refused_every_time)
{
    GIVEN_RUN;
    for (size_t i = 0; i < run.result.len; i++) {
        size_t was = run.pairs[i].mentor;
        for (size_t j = 0; j < run.input.mentors.len; j++) {
            run.pairs[i].mentor = j;
            if (!run.pairs[i].is_pinned)
                run.pairs[i].score = match_score(&run.input, run.pairs[i].mentee, j);
            cr_expect((flaw_of(&work, &run) == MATCH_SOUND) == (j == was));
        }
        run.pairs[i].mentor = was;
        run.pairs[i].score = match_score(&run.input, run.pairs[i].mentee, was);
    }
}

Test(match_verify, a_pair_twice_or_of_nobody_is_refused)
{
    GIVEN_RUN;
    size_t i = some_pair(&run, false);
    run.pairs[i + 1] = run.pairs[i];
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_TWICE);
    run.pairs[i + 1].mentee = 60;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_PERSON);
}

Test(match_verify, more_mentees_than_places_are_refused)
{
    GIVEN_RUN;
    struct match_person mentors[40];
    size_t i = some_pair(&run, false);

    memcpy(mentors, run.input.mentors.at, sizeof(mentors));
    run.input.mentors.at = mentors;
    for (size_t k = 0; k < run.result.len; k++)
        run.pairs[i].mentor = mentors[run.pairs[k].mentor].places == 1 && k != i
                                  ? run.pairs[k].mentor
                                  : run.pairs[i].mentor;
    run.pairs[i].score = match_score(&run.input, run.pairs[i].mentee, run.pairs[i].mentor);
    enum match_flaw flaw = flaw_of(&work, &run);
    cr_expect(flaw == MATCH_FLAW_PLACES || flaw == MATCH_FLAW_RULE);
}

Test(match_verify, a_score_or_pin_that_is_not_so_is_refused)
{
    GIVEN_RUN;
    size_t i = some_pair(&run, false), p = some_pair(&run, true);

    run.pairs[i].score++;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_SCORE);
    run.pairs[i].score--;
    run.pairs[i].is_pinned = true;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_PIN);
    run.pairs[i].is_pinned = false;
    run.pairs[p].is_pinned = false;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_PIN);
}

Test(match_verify, a_gain_or_price_changed_by_one_is_refused)
{
    GIVEN_RUN;
    for (size_t i = 0; i < 60; i++)
        for (int by = -1; by <= 1; by += 2) {
            run.gains[i] += by;
            cr_expect(flaw_of(&work, &run) != MATCH_SOUND, "gain %zu", i);
            run.gains[i] -= by;
        }
    for (size_t j = 0; j < 40; j++)
        for (int by = -1; by <= 1; by += 2) {
            run.prices[j] += by;
            /* A mentor without places costs nothing at any price that is high enough. */
            cr_expect(flaw_of(&work, &run) != MATCH_SOUND || run.input.mentors.at[j].places == 0 ||
                          by == 1,
                      "price %zu", j);
            run.prices[j] -= by;
        }
}

Test(match_verify, another_worth_is_refused_even_where_the_sums_agree)
{
    GIVEN_RUN;
    run.result.worth++;
    run.gains[0]++;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_WORTH);
}

Test(match_verify, numbers_near_overflow_are_refused_and_not_wrapped)
{
    GIVEN_RUN;
    run.gains[0] = run.gains[1] = INT64_MAX;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_SUM);
}

/* A feasible choice that is nearly the best: only the certificate can tell. */
Test(match_verify, a_worse_choice_with_an_honest_worth_is_refused)
{
    GIVEN_RUN;
    size_t i = some_pair(&run, false);
    struct match_lots lots = match_lots_of(run.input.seed);
    struct match_pair left = run.pairs[i];

    run.result.worth -= match_worth(left.score + run.result.bonus,
                                    match_lot(&lots, run.input.mentees.at[left.mentee].key,
                                              run.input.mentors.at[left.mentor].key));
    memmove(&run.pairs[i], &run.pairs[i + 1], (run.result.len - i - 1) * sizeof(run.pairs[0]));
    run.result.len--;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_SUM);
}

Test(match_verify, another_bonus_than_the_objective_has_is_refused)
{
    GIVEN_RUN;
    run.result.bonus--;
    cr_expect(flaw_of(&work, &run) == MATCH_FLAW_BONUS);
}

/* The pairs of one objective are not taken for those of another. */
Test(match_verify, fewer_people_or_an_unstable_choice_are_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_CROWDED, 2, 60, 40);
    struct match_result total, stable;

    input.blocks_len = 0;
    input.rules.objective = MATCH_HIGHEST_TOTAL;
    cr_assert(match_solve(&work, &input, &total) == OK);
    cr_assert(match_verify(&work, &input, &total).blocking > 0);
    input.rules.objective = MATCH_STABLE;
    match_input_hash(&work, &input, total.input_hash);
    cr_expect(match_verify(&work, &input, &total).flaw == MATCH_FLAW_UNSTABLE);

    cr_assert(match_solve(&work, &input, &stable) == OK);
    cr_expect(match_verify(&work, &input, &stable).flaw == MATCH_SOUND);
    struct match_pair last = stable.pairs[--stable.len];
    struct match_lots lots = match_lots_of(input.seed);
    stable.worth -= match_worth(last.score, match_lot(&lots, input.mentees.at[last.mentee].key,
                                                      input.mentors.at[last.mentor].key));
    input.rules.objective = MATCH_PEOPLE_FIRST;
    match_input_hash(&work, &input, stable.input_hash);
    cr_expect(match_verify(&work, &input, &stable).flaw != MATCH_SOUND);
}
