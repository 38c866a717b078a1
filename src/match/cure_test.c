/* cure_test.c - the change that is named places them, and where none is named none would. */
#include "match/explain.h"
#include "match/problem.h"
#include "support/given_match.h"

#include <criterion/criterion.h>
#include <string.h>

static bool places_them(struct work *work, const struct match_input *input, size_t mentee)
{
    struct match_result result;

    cr_assert(match_solve(work, input, &result) == OK);
    for (size_t i = 0; i < result.len; i++)
        if (result.pairs[i].mentee == mentee)
            return true;
    return false;
}

static struct match_input with_place(struct arena *arena, const struct match_input *input,
                                     size_t mentor)
{
    struct match_person *mentors = NEW_ARRAY(arena, struct match_person, input->mentors.len);
    struct match_input changed = *input;

    memcpy(mentors, input->mentors.at, input->mentors.len * sizeof(*mentors));
    mentors[mentor].places++;
    changed.mentors.at = mentors;
    return changed;
}

static struct match_input without_block(struct arena *arena, const struct match_input *input,
                                        size_t mentee, size_t mentor)
{
    struct match_block *blocks = NEW_ARRAY(arena, struct match_block, input->blocks_len);
    struct match_input changed = *input;

    changed.blocks = blocks;
    changed.blocks_len = 0;
    for (size_t i = 0; i < input->blocks_len; i++)
        if (input->blocks[i].mentee != mentee || input->blocks[i].mentor != mentor)
            blocks[changed.blocks_len++] = input->blocks[i];
    return changed;
}

/* One more place where there is one already, a floor of any height, any block: would one do? */
static enum match_change by_trying_all(struct work *work, const struct match_input *input,
                                       size_t mentee)
{
    for (size_t j = 0; j < input->mentors.len; j++) {
        struct match_input changed = with_place(work->arena, input, j);
        if (input->mentors.at[j].places > 0 && places_them(work, &changed, mentee))
            return MATCH_CHANGE_PLACE;
    }
    struct match_input low = *input;
    for (size_t j = 0; j < input->mentors.len; j++) {
        int64_t score;
        if (match_rule_of(input, mentee, j, match_is_blocked(input, mentee, j), &score) !=
            MATCH_BELOW_FLOOR)
            continue;
        low.rules.floor = score;
        if (places_them(work, &low, mentee))
            return MATCH_CHANGE_FLOOR;
    }
    for (size_t j = 0; j < input->mentors.len; j++) {
        struct match_input changed = without_block(work->arena, input, mentee, j);
        if (match_is_blocked(input, mentee, j) && places_them(work, &changed, mentee))
            return MATCH_CHANGE_BLOCK;
    }
    return MATCH_CHANGE_NONE;
}

Test(cure, the_cheapest_change_is_what_trying_everything_finds)
{
    size_t seen[4] = {0};

    for (uint64_t run = 0; run < 400; run++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        enum given_kind kind = run % 2 ? GIVEN_CROWDED : GIVEN_AWKWARD;
        struct match_input input = given_match(arena, kind, run, 5, 4);
        struct match_result result;
        input.rules.objective = (enum match_objective)(run / 2 % MATCH_OBJECTIVE_COUNT);
        cr_assert(match_solve(&work, &input, &result) == OK);
        for (size_t i = 0, p = 0; i < input.mentees.len; i++) {
            struct match_cheapest cheapest;
            if (p < result.len && result.pairs[p].mentee == i) {
                p++;
                continue;
            }
            cr_assert(match_cheapest(&work, &input, &result, i, SIZE_MAX, &cheapest) == OK);
            cr_assert(cheapest.kind == by_trying_all(&work, &input, i), "run %llu, mentee %zu",
                      (unsigned long long)run, i);
            seen[cheapest.kind]++;
        }
    }
    for (size_t kind = 0; kind < COUNT(seen); kind++)
        cr_expect(seen[kind] > 0, "kind %zu was never the cheapest", kind);
}

Test(cure, blocking_pairs_are_those_the_verifier_counts)
{
    for (size_t run = 0; run < GIVEN_KINDS * (size_t)MATCH_OBJECTIVE_COUNT; run++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct match_input input =
            given_match(arena, (enum given_kind)(run % GIVEN_KINDS), run, 40, 25);
        struct match_result result;
        input.rules.objective = (enum match_objective)(run / GIVEN_KINDS);
        cr_assert(match_solve(&work, &input, &result) == OK);
        struct match_blockings blocking = match_blocking(&work, &input, &result);
        cr_expect(blocking.len == match_verify(&work, &input, &result).blocking);
        for (size_t i = 0; i < blocking.len; i++)
            cr_expect(blocking.at[i].mentee_gains > 0 && blocking.at[i].mentor_gains > 0);
    }
}
