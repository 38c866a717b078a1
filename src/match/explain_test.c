#include "match/explain.h"

#include "match/problem.h"
#include "support/given_match.h"

#include <criterion/criterion.h>

static bool is_placed(const struct match_result *result, size_t mentee)
{
    for (size_t i = 0; i < result->len; i++)
        if (result->pairs[i].mentee == mentee)
            return true;
    return false;
}

Test(match_explain, points_add_up_to_the_score_and_ranks_count_the_better)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 1, 40, 30);
    struct match_result result;

    cr_assert(match_solve(&work, &input, &result) == OK);
    for (size_t p = 0; p < result.len; p++) {
        const struct match_pair *pair = &result.pairs[p];
        struct match_why why = match_why(&work, &input, &result, pair->mentee, pair->mentor);
        int64_t sum = 0;
        for (size_t part = 0; part < MATCH_PART_COUNT; part++)
            sum += why.points.mentee[part] + why.points.mentor[part];
        cr_expect(sum == why.score && why.score == pair->score);
        cr_expect(why.mentor_rank >= 1 && why.mentor_rank <= why.mentors);
        cr_expect(why.mentee_rank >= 1 && why.mentee_rank <= why.mentees);
        cr_expect(why.shared_len > 0 && why.shared[0].part <= MATCH_INTERESTS);
    }
}

Test(match_explain, why_not_names_the_rule_or_who_has_the_places)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 2, 40, 12);
    struct match_result result;
    size_t full = 0;

    cr_assert(match_solve(&work, &input, &result) == OK);
    for (size_t i = 0; i < input.mentees.len; i++)
        for (size_t j = 0; j < input.mentors.len; j++) {
            struct match_why_not not = match_why_not(&work, &input, &result, i, j);
            cr_expect(not .cost >= 0);
            if (is_placed(&result, i) || not .rule != MATCH_NO_RULE)
                continue;
            /* A mentee left alone could go to this mentor: then all places are taken. */
            full++;
            cr_expect((int64_t) not .instead_len == input.mentors.at[j].places);
        }
    cr_expect(full > 0);
}

/* Meeting in person is no reason for two people in two towns, though both would. */
Test(match_explain, what_cannot_be_is_no_reason)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_TIES, 1, 1, 1);
    struct match_person mentor = input.mentors.at[0], mentee = input.mentees.at[0];
    struct match_result result;

    mentor.places = 1;
    input.mentors.at = &mentor;
    input.mentees.at = &mentee;
    for (int32_t place = -1; place < 2; place++) {
        mentee.place = 1;
        mentor.place = place;
        cr_assert(match_solve(&work, &input, &result) == OK);
        struct match_why why = match_why(&work, &input, &result, 0, 0);
        size_t channels = 0;
        for (size_t i = 0; i < why.shared_len; i++)
            channels += why.shared[i].part == MATCH_CHANNELS;
        cr_expect(channels == (place != 0), "place %d", place);
    }
}

/* Forcing a pair never costs less than what is said. */
Test(match_explain, the_cost_of_a_pair_is_a_bound)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 3, 12, 8);
    struct match_result result, forced;

    cr_assert(match_solve(&work, &input, &result) == OK);
    for (size_t i = 0; i < input.mentees.len; i++)
        for (size_t j = 0; j < input.mentors.len; j++) {
            struct match_why_not not = match_why_not(&work, &input, &result, i, j);
            struct match_pin pin = {i, j, MATCH_NO_RULE};
            struct match_input with = input;
            with.pins = &pin;
            with.pins_len = 1;
            if (match_solve(&work, &with, &forced) != OK)
                continue;
            int64_t worth = forced.worth + match_worth(not .score + result.bonus, 0);
            cr_expect((result.worth - worth) >> MATCH_TIE_SHIFT >= not .cost - 1);
        }
}

Test(match_explain, whoever_is_alone_learns_why_and_the_cure_cures)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_CROWDED, 4, 30, 12);
    struct match_person *mentors = NEW_ARRAY(arena, struct match_person, 12);
    struct match_result result, roomier;
    size_t cures = 0, by_why[3] = {0};

    input.rules.floor = 550;
    cr_assert(match_solve(&work, &input, &result) == OK);
    for (size_t i = 0; i < input.mentees.len; i++) {
        size_t mentor;
        bool is_found;
        if (is_placed(&result, i))
            continue;
        by_why[match_alone(&input, i).why]++;
        cr_assert(match_cure(&work, &input, &result, i, &is_found, &mentor) == OK);
        if (!is_found)
            continue;
        for (size_t j = 0; j < 12; j++)
            mentors[j] = input.mentors.at[j];
        mentors[mentor].places++;
        struct match_input with = input;
        with.mentors.at = mentors;
        cr_assert(match_solve(&work, &with, &roomier) == OK);
        cr_expect(is_placed(&roomier, i));
        cures++;
    }
    cr_expect(cures > 0 && by_why[MATCH_ALONE_OUTDONE] > 0, "%zu cures, %zu %zu %zu", cures,
              by_why[0], by_why[1], by_why[2]);
}

Test(match_explain, below_the_floor_the_best_score_is_the_floor_that_would_do)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 5, 20, 20);
    struct match_result result;

    input.rules.floor = MATCH_FULL;
    cr_assert(match_solve(&work, &input, &result) == OK);
    for (size_t i = 0; i < input.mentees.len; i++) {
        if (is_placed(&result, i))
            continue;
        struct match_alone alone = match_alone(&input, i);
        if (alone.why != MATCH_ALONE_FLOOR)
            continue;
        struct match_input lower = input;
        int64_t score;
        lower.rules.floor = alone.best_score;
        cr_expect(match_rule_of(&lower, i, alone.best_mentor, false, &score) == MATCH_NO_RULE);
        cr_expect(score == alone.best_score);
        lower.rules.floor++;
        cr_expect(match_rule_of(&lower, i, alone.best_mentor, false, &score) == MATCH_BELOW_FLOOR);
    }
}

Test(match_explain, moves_are_the_mentees_whose_mentor_changes)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 6, 20, 20);
    struct match_result one, two;

    cr_assert(match_solve(&work, &input, &one) == OK);
    cr_expect(match_moves(&work, &input, &one, &one).len == 0);

    struct match_block block = {one.pairs[0].mentee, one.pairs[0].mentor};
    input.blocks = &block;
    input.blocks_len = 1;
    cr_assert(match_solve(&work, &input, &two) == OK);
    struct match_moves moves = match_moves(&work, &input, &one, &two);
    cr_assert(moves.len > 0);
    cr_expect(moves.at[0].mentee == block.mentee && moves.at[0].from == block.mentor);
}
