#include "support/given_match.h"

#include <assert.h>

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

size_t given_draw(uint64_t *state, size_t limit)
{
    assert(limit > 0);
    return (size_t)(next(state) % limit);
}

/* Tags 0..29: five a part, each part a parent with four below it. */
enum { PER_PART = 5, TAGS = PER_PART * MATCH_PART_COUNT };

static struct match_vocabulary vocabulary_of(struct arena *arena)
{
    struct match_tag *tags = NEW_ARRAY(arena, struct match_tag, TAGS);
    struct match_relation *relations = NEW_ARRAY(arena, struct match_relation, 2);

    for (int32_t i = 0; i < TAGS; i++)
        tags[i].parent = i % PER_PART == 0 ? -1 : i - i % PER_PART;
    relations[0] = (struct match_relation){0, PER_PART + 1, 300};
    relations[1] = (struct match_relation){PER_PART, PER_PART + 1, 700};
    return (struct match_vocabulary){tags, TAGS, relations, 2};
}

static struct match_list list_of(struct arena *arena, enum given_kind kind, uint64_t *state,
                                 size_t part)
{
    int32_t *tags = NEW_ARRAY(arena, int32_t, PER_PART);
    size_t len = 0;

    for (size_t i = 0; i < PER_PART; i++)
        if (kind == GIVEN_TIES ? i == 0 : given_draw(state, 2) == 0)
            tags[len++] = (int32_t)(part * PER_PART + i);
    return (struct match_list){tags, len};
}

static struct match_people people_of(struct arena *arena, enum given_kind kind, uint64_t *state,
                                     size_t len, bool are_mentors)
{
    struct match_person *people = NEW_ARRAY(arena, struct match_person, len);

    for (size_t i = 0; i < len; i++) {
        struct buf key = {.arena = arena}, human = {.arena = arena};
        buf_addf(&key, "%s%zu", are_mentors ? "mentor" : "mentee", i);
        buf_addf(&human, "human%zu", given_draw(state, 40));
        people[i].key = buf_str(&key);
        people[i].human = kind == GIVEN_TIES ? (struct str){0} : buf_str(&human);
        people[i].place = kind == GIVEN_TIES ? -1 : (int32_t)given_draw(state, 3) - 1;
        if (are_mentors)
            people[i].places = (int64_t)given_draw(state, kind == GIVEN_CROWDED ? 2 : 4);
        for (size_t part = 0; part < MATCH_PART_COUNT; part++)
            people[i].lists[part] = list_of(arena, kind, state, part);
    }
    return (struct match_people){people, len};
}

/* Draw pins until one is fit to be kept, or give up on it. */
static void add_pins(struct arena *arena, struct match_input *input, uint64_t *state, size_t len)
{
    struct match_pin *pins = NEW_ARRAY(arena, struct match_pin, len);
    struct work work = work_begin(arena, 0);

    input->pins = pins;
    for (size_t i = 0; i < len; i++) {
        static const enum match_rule lifts[] = {MATCH_NO_RULE, MATCH_BELOW_FLOOR};
        pins[input->pins_len++] =
            (struct match_pin){given_draw(state, input->mentees.len),
                               given_draw(state, input->mentors.len), lifts[given_draw(state, 2)]};
        if (match_refusals(&work, input).len > 0)
            input->pins_len--;
    }
}

/* About half the mentees had a mentor before. */
static void add_previous(struct arena *arena, struct match_input *input, uint64_t *state)
{
    struct match_previous *previous = NEW_ARRAY(arena, struct match_previous, input->mentees.len);

    for (size_t i = 0; i < input->mentees.len; i++)
        if (given_draw(state, 2) == 0)
            previous[input->previous_len++] =
                (struct match_previous){i, given_draw(state, input->mentors.len)};
    input->previous = previous;
}

struct match_input given_match(struct arena *arena, enum given_kind kind, uint64_t number,
                               size_t mentees, size_t mentors)
{
    uint64_t state = number;
    struct match_input input = {
        .mentees = people_of(arena, kind, &state, mentees, false),
        .mentors = people_of(arena, kind, &state, mentors, true),
        .vocabulary = vocabulary_of(arena),
        .rules = match_rules_usual(),
        .seed = S("a seed for tests"),
    };
    size_t blocks_len =
        kind == GIVEN_TIES ? 0 : mentees * mentors / (kind == GIVEN_AWKWARD ? 4 : 20);
    struct match_block *blocks = NEW_ARRAY(arena, struct match_block, blocks_len);

    input.rules.in_person = MATCH_CHANNELS * PER_PART;
    if (kind == GIVEN_FREE) {
        input.rules.floor = 0;
        input.rules.needs_language = input.rules.needs_shared = false;
    }
    for (size_t i = 0; i < blocks_len; i++)
        blocks[i] = (struct match_block){given_draw(&state, mentees), given_draw(&state, mentors)};
    input.blocks = blocks;
    input.blocks_len = blocks_len;
    if (kind == GIVEN_AWKWARD)
        add_pins(arena, &input, &state, 3);
    if (kind == GIVEN_AGAIN)
        add_previous(arena, &input, &state);
    return input;
}
