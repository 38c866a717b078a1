#include "support/given_match.h"

#include <criterion/criterion.h>
#include <string.h>

static struct match_result solved(struct work *work, const struct match_input *input)
{
    struct match_result result = {0};

    cr_assert(match_solve(work, input, &result) == OK, "%.*s", ARG(work->fault.text));
    return result;
}

/* Larger than trying everything allows: here the certificate speaks. */
Test(match, larger_runs_prove_themselves)
{
    for (size_t run = 0; run < (size_t)GIVEN_KINDS * MATCH_OBJECTIVE_COUNT; run++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        size_t kind = run % GIVEN_KINDS;
        struct match_input input = given_match(arena, (enum given_kind)kind, kind, 60, 40);
        input.rules.objective = (enum match_objective)(run / GIVEN_KINDS);
        struct match_result result = solved(&work, &input);
        struct match_verdict verdict = match_verify(&work, &input, &result);

        cr_expect(verdict.flaw == MATCH_SOUND, "kind %zu, objective %zu: flaw %d", kind,
                  run / GIVEN_KINDS, verdict.flaw);
    }
}

static struct match_people reversed(struct arena *arena, struct match_people people)
{
    struct match_person *turned = NEW_ARRAY(arena, struct match_person, people.len);

    for (size_t i = 0; i < people.len; i++)
        turned[i] = people.at[people.len - 1 - i];
    return (struct match_people){turned, people.len};
}

static struct match_input turned_over(struct arena *arena, const struct match_input *input)
{
    struct match_input turned = *input;
    struct match_block *blocks = NEW_ARRAY(arena, struct match_block, input->blocks_len);
    struct match_pin *pins = NEW_ARRAY(arena, struct match_pin, input->pins_len);
    struct match_previous *previous = NEW_ARRAY(arena, struct match_previous, input->previous_len);

    turned.mentees = reversed(arena, input->mentees);
    turned.mentors = reversed(arena, input->mentors);
    for (size_t i = 0; i < input->blocks_len; i++)
        blocks[i] = (struct match_block){input->mentees.len - 1 - input->blocks[i].mentee,
                                         input->mentors.len - 1 - input->blocks[i].mentor};
    for (size_t i = 0; i < input->pins_len; i++)
        pins[input->pins_len - 1 - i] = (struct match_pin){
            input->mentees.len - 1 - input->pins[i].mentee,
            input->mentors.len - 1 - input->pins[i].mentor, input->pins[i].lifted};
    for (size_t i = 0; i < input->previous_len; i++)
        previous[input->previous_len - 1 - i] =
            (struct match_previous){input->mentees.len - 1 - input->previous[i].mentee,
                                    input->mentors.len - 1 - input->previous[i].mentor};
    turned.blocks = blocks;
    turned.pins = pins;
    turned.previous = previous;
    return turned;
}

Test(match, the_order_of_people_decides_nothing)
{
    for (size_t run = 0; run < (size_t)GIVEN_KINDS * MATCH_OBJECTIVE_COUNT; run++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        size_t kind = run % GIVEN_KINDS;
        struct match_input input = given_match(arena, (enum given_kind)kind, kind, 30, 20);
        input.rules.objective = (enum match_objective)(run / GIVEN_KINDS);
        struct match_input turned = turned_over(arena, &input);
        struct match_result one = solved(&work, &input), two = solved(&work, &turned);

        cr_assert(one.len == two.len && one.worth == two.worth);
        cr_expect(memcmp(one.input_hash, two.input_hash, MATCH_HASH_SIZE) == 0);
        for (size_t i = 0; i < one.len; i++) {
            const struct match_pair *a = &one.pairs[i], *b = &two.pairs[two.len - 1 - i];
            cr_expect(str_eq(input.mentees.at[a->mentee].key, turned.mentees.at[b->mentee].key));
            cr_expect(str_eq(input.mentors.at[a->mentor].key, turned.mentors.at[b->mentor].key));
        }
        for (size_t i = 0; i < input.mentees.len; i++)
            cr_expect(one.gains[i] == two.gains[input.mentees.len - 1 - i]);
        for (size_t j = 0; j < input.mentors.len; j++)
            cr_expect(one.prices[j] == two.prices[input.mentors.len - 1 - j]);
    }
}

/* Among equals the seed alone decides: over many seeds each mentee gets the only place. */
Test(match, lots_are_drawn_by_the_seed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_TIES, 1, 4, 1);
    struct match_person only = input.mentors.at[0];
    size_t placed[4] = {0};

    only.places = 1;
    input.mentors = (struct match_people){&only, 1};
    for (size_t i = 0; i < 100; i++) {
        struct buf seed = {.arena = arena};
        buf_addf(&seed, "seed %zu", i);
        input.seed = buf_str(&seed);
        struct match_result result = solved(&work, &input);
        cr_assert(result.len == 1);
        placed[result.pairs[0].mentee]++;
    }
    for (size_t i = 0; i < 4; i++)
        cr_expect(placed[i] > 10, "mentee %zu got it %zu times", i, placed[i]);
}

Test(match, nothing_comes_of_nobody)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);

    for (size_t which = 0; which < 3; which++) {
        struct match_input input = given_match(arena, GIVEN_PLAIN, which, 3, 3);
        if (which != 1)
            input.mentees.len = 0;
        if (which != 0)
            input.mentors.len = 0;
        input.blocks_len = 0;
        struct match_result result = solved(&work, &input);
        cr_expect(result.len == 0 && result.worth == 0);
        cr_expect(match_verify(&work, &input, &result).flaw == MATCH_SOUND);
    }
}

Test(match, a_pin_against_a_rule_is_refused_by_its_name)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_TIES, 1, 2, 2);
    struct match_person mentors[2] = {input.mentors.at[0], input.mentors.at[1]};
    struct match_person mentees[2] = {input.mentees.at[0], input.mentees.at[1]};
    struct match_block block = {0, 1};
    struct match_pin pin = {.mentee = 0, .mentor = 1};
    struct match_result result;

    mentors[0].places = mentors[1].places = 1;
    mentees[1].human = mentors[0].human = S("Ada");
    input.mentors = (struct match_people){mentors, 2};
    input.mentees = (struct match_people){mentees, 2};
    input.pins = &pin;
    input.pins_len = 1;

    input.blocks = &block;
    input.blocks_len = 1;
    cr_expect(match_refusals(&work, &input).at[0].rule == MATCH_BLOCKED);
    cr_expect(match_solve(&work, &input, &result) == ERR_CONFLICT);
    pin.lifted = MATCH_BLOCKED; /* only the person who blocked may lift it, by removing it */
    cr_expect(match_refusals(&work, &input).len == 1);

    input.blocks_len = 0;
    pin = (struct match_pin){1, 0, MATCH_NO_RULE};
    cr_expect(match_refusals(&work, &input).at[0].rule == MATCH_SAME_PERSON);

    pin = (struct match_pin){1, 1, MATCH_NO_RULE};
    mentors[1].places = 0;
    cr_expect(match_refusals(&work, &input).at[0].rule == MATCH_NO_PLACE);

    mentors[1].places = 1;
    mentors[1].lists[MATCH_LANGUAGES].len = 0;
    cr_expect(match_refusals(&work, &input).at[0].rule == MATCH_NO_LANGUAGE);
    pin.lifted = MATCH_NO_LANGUAGE;
    cr_expect(match_refusals(&work, &input).len == 0);

    mentors[1].lists[MATCH_TOPICS].len = mentors[1].lists[MATCH_INTERESTS].len = 0;
    cr_expect(match_refusals(&work, &input).at[0].rule == MATCH_NOTHING_SHARED);
    input.rules.needs_language = false;
    input.rules.floor = MATCH_FULL;
    pin.lifted = MATCH_NOTHING_SHARED;
    cr_expect(match_refusals(&work, &input).at[0].rule == MATCH_BELOW_FLOOR);
}

Test(match, pins_that_contradict_each_other_are_all_named)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_TIES, 1, 3, 2);
    struct match_person mentors[2] = {input.mentors.at[0], input.mentors.at[1]};
    struct match_pin pins[] = {{0, 0, MATCH_NO_RULE}, {1, 0, MATCH_NO_RULE}, {0, 1, MATCH_NO_RULE}};

    mentors[0].places = mentors[1].places = 1;
    input.mentors = (struct match_people){mentors, 2};
    input.pins = pins;
    input.pins_len = 3;

    struct match_refusals refusals = match_refusals(&work, &input);
    cr_assert(refusals.len == 2);
    cr_expect(refusals.at[0].why == MATCH_REFUSED_PLACES);
    cr_expect(refusals.at[1].why == MATCH_REFUSED_TWICE);
}

Test(match, input_no_run_could_use_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    const struct match_input sound = given_match(arena, GIVEN_PLAIN, 3, 3, 3);
    struct match_person people[3];
    int32_t twice[] = {1, 1}, unknown[] = {99};

    cr_expect(match_check(&work, &sound) == OK);
    for (size_t which = 0; which < 9; which++) {
        struct match_input input = sound;
        struct match_block block = {3, 0};
        memcpy(people, sound.mentors.at, sizeof(people));
        input.mentors.at = people;
        switch (which) {
        case 0:
            people[1].key = people[0].key;
            break;
        case 1:
            people[1].key.len = 0;
            break;
        case 2:
            people[1].places = -1;
            break;
        case 3:
            people[1].places = MATCH_MOST_PEOPLE + 1;
            break;
        case 4:
            people[1].lists[MATCH_TOPICS] = (struct match_list){twice, 2};
            break;
        case 5:
            people[1].lists[MATCH_TOPICS] = (struct match_list){unknown, 1};
            break;
        case 6:
            input.rules.floor = MATCH_FULL + 1;
            break;
        case 7:
            memset(input.rules.weights, 0, sizeof(input.rules.weights));
            break;
        case 8:
            input.blocks = &block;
            input.blocks_len = 1;
            break;
        }
        cr_expect(match_check(&work, &input) == ERR_INVALID, "case %zu", which);
    }
}
