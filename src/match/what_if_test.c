/* what_if_test.c - asking changes nothing, and answers as a run of its own would. */
#include "match/explain.h"
#include "support/given_match.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_same(const struct match_result *a, const struct match_result *b)
{
    cr_assert(a->len == b->len && a->worth == b->worth);
    for (size_t i = 0; i < a->len; i++)
        cr_expect(a->pairs[i].mentee == b->pairs[i].mentee &&
                  a->pairs[i].mentor == b->pairs[i].mentor &&
                  a->pairs[i].score == b->pairs[i].score);
}

/* One change of each kind a coordinator may try. */
static void change(struct match_input *input, struct match_person *mentors, size_t which)
{
    static const struct match_block block = {2, 3};
    static const struct match_pin pin = {1, 2, MATCH_BELOW_FLOOR};

    switch (which) {
    case 0:
        input->rules.floor = 500;
        break;
    case 1:
        mentors[3].places++;
        input->mentors.at = mentors;
        break;
    case 2:
        mentors[0].places = 0;
        input->mentors.at = mentors;
        break;
    case 3:
        input->blocks = &block;
        input->blocks_len = 1;
        break;
    case 4:
        input->pins = &pin;
        input->pins_len = 1;
        break;
    case 5:
        input->rules.needs_shared = input->rules.needs_language = false;
        break;
    case 6:
        input->rules.objective = MATCH_STABLE;
        break;
    case 7:
        input->rules.objective = MATCH_PEOPLE_FIRST;
        break;
    case 8:
        input->rules.bonus = 0;
        break;
    }
}

Test(what_if, an_answer_is_that_of_a_run_of_its_own_and_the_real_run_stays)
{
    for (size_t run = 0; run < 9 * (size_t)GIVEN_KINDS; run++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct match_input input = given_match(arena, (enum given_kind)(run / 9), run, 25, 15);
        struct match_input plain = input;
        struct match_person mentors[15];
        struct match_result real, again, other, alone;

        memcpy(mentors, input.mentors.at, sizeof(mentors));
        cr_assert(match_solve(&work, &input, &real) == OK);
        input.scores = match_scores_of(&work, &input);
        cr_assert(match_solve(&work, &input, &again) == OK);
        expect_same(&real, &again);

        struct match_input what_if = input;
        change(&what_if, mentors, run % 9);
        if (match_refusals(&work, &what_if).len > 0)
            continue;
        cr_assert(match_solve_from(&work, &what_if, &real, &other) == OK);
        cr_assert(match_verify(&work, &what_if, &other).flaw == MATCH_SOUND, "change %zu", run % 9);
        what_if.scores = NULL;
        cr_assert(match_solve(&work, &what_if, &alone) == OK);
        expect_same(&other, &alone);
        cr_expect(match_moves(&work, &input, &other, &alone).len == 0);
        cr_expect(match_verify(&work, &plain, &real).flaw == MATCH_SOUND);
    }
}
