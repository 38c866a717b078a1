/* input.c - what a run may work with, and the hash that names it. */
#include "match/match.h"

#include "match/keyed.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WEIGHT = 10000 };

static int compare_tags(const void *left, const void *right)
{
    const int32_t *l = left, *r = right;

    return (*l > *r) - (*l < *r);
}

/* Rising, so that the order in which somebody ticked means nothing. */
static const int32_t *sorted_tags(struct work *work, struct match_list list)
{
    int32_t *tags = NEW_ARRAY(work->arena, int32_t, list.len);

    if (list.len == 0)
        return tags;
    memcpy(tags, list.at, list.len * sizeof(*tags));
    qsort(tags, list.len, sizeof(*tags), compare_tags);
    return tags;
}

static bool is_tag(const struct match_input *input, int32_t tag)
{
    return tag >= 0 && (size_t)tag < input->vocabulary.len;
}

static bool is_list_sound(struct work *work, const struct match_input *input,
                          struct match_list list)
{
    const int32_t *tags = sorted_tags(work, list);

    for (size_t i = 0; i < list.len; i++)
        if (!is_tag(input, tags[i]) || (i > 0 && tags[i] == tags[i - 1]))
            return false;
    return true;
}

static enum err refuse_person(struct work *work, struct str side, struct str key, const char *why)
{
    struct buf text = {.arena = work->arena};

    buf_addf(&text, "%.*s %s", ARG(key), why);
    return work_fail(work, ERR_INVALID, side, buf_str(&text));
}

static enum err check_person(struct work *work, const struct match_input *input, struct str side,
                             const struct match_person *person)
{
    if (person->key.len == 0)
        return work_fail(work, ERR_INVALID, side, S("Somebody has no key."));
    if (person->places < 0 || person->places > MATCH_MOST_PEOPLE)
        return refuse_person(work, side, person->key, "has an impossible number of places.");
    if (person->place != -1 && !is_tag(input, person->place))
        return refuse_person(work, side, person->key, "is in a place that is not a tag.");
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        if (!is_list_sound(work, input, person->lists[part]))
            return refuse_person(work, side, person->key, "has a tag twice or an unknown one.");
    return OK;
}

static enum err check_people(struct work *work, const struct match_input *input, struct str side,
                             struct match_people people)
{
    if (people.len > MATCH_MOST_PEOPLE)
        return work_fail(work, ERR_INVALID, side, S("These are too many people for one run."));
    for (size_t i = 0; i < people.len; i++)
        TRY(check_person(work, input, side, &people.at[i]));

    const struct keyed *keyed = keyed_of(work, people);
    for (size_t i = 1; i < people.len; i++)
        if (str_eq(keyed[i].key, keyed[i - 1].key))
            return refuse_person(work, side, keyed[i].key, "is there twice.");
    return OK;
}

static bool is_share(int64_t number)
{
    return number >= 0 && number <= MATCH_FULL;
}

static enum err check_rules(struct work *work, const struct match_input *input)
{
    const struct match_rules *rules = &input->rules;
    int64_t all = 0;

    for (size_t part = 0; part < MATCH_PART_COUNT; part++) {
        if (rules->weights[part] < 0 || rules->weights[part] > MOST_WEIGHT)
            return work_fail(work, ERR_INVALID, S("weights"),
                             S("A weight lies between 0 and 10000."));
        all += rules->weights[part];
    }
    if (all == 0)
        return work_fail(work, ERR_INVALID, S("weights"), S("At least one weight is above 0."));
    if (!is_share(rules->mentee_side) || !is_share(rules->floor) || !is_share(rules->bonus) ||
        !is_share(rules->stay))
        return work_fail(work, ERR_INVALID, S("rules"),
                         S("The mentee's side, the floor, the bonus and what staying together "
                           "counts lie between 0 and 1000."));
    if (rules->objective >= MATCH_OBJECTIVE_COUNT)
        return work_fail(work, ERR_INVALID, S("rules"), S("There is no such objective."));
    return OK;
}

static bool is_relation_sound(const struct match_vocabulary *vocabulary, size_t i)
{
    const struct match_relation *at = &vocabulary->relations[i];
    const struct match_relation *before = i > 0 ? at - 1 : NULL;

    if (at->a < 0 || at->a >= at->b || (size_t)at->b >= vocabulary->len || !is_share(at->likeness))
        return false;
    return !before || before->a < at->a || (before->a == at->a && before->b < at->b);
}

static enum err check_vocabulary(struct work *work, const struct match_vocabulary *vocabulary)
{
    bool is_sound = vocabulary->len <= MATCH_MOST_TAGS;

    for (size_t i = 0; is_sound && i < vocabulary->len; i++) {
        int32_t parent = vocabulary->tags[i].parent;
        is_sound = parent >= -1 && parent != (int32_t)i && parent < (int32_t)vocabulary->len;
    }
    for (size_t i = 0; is_sound && i < vocabulary->relations_len; i++)
        is_sound = is_relation_sound(vocabulary, i);
    if (!is_sound)
        return work_fail(work, ERR_INVALID, S("vocabulary"),
                         S("A tag has an unknown parent, or two tags an unsound relation."));
    return OK;
}

static bool are_there(const struct match_input *input, size_t mentee, size_t mentor)
{
    return mentee < input->mentees.len && mentor < input->mentors.len;
}

static enum err check_previous(struct work *work, const struct match_input *input)
{
    bool *has_one = NEW_ARRAY(work->arena, bool, input->mentees.len);

    for (size_t i = 0; i < input->previous_len; i++) {
        struct match_previous previous = input->previous[i];
        if (!are_there(input, previous.mentee, previous.mentor))
            return work_fail(work, ERR_INVALID, S("previous"), S("A previous pair names nobody."));
        if (has_one[previous.mentee])
            return refuse_person(work, S("previous"), input->mentees.at[previous.mentee].key,
                                 "is in two previous pairs.");
        has_one[previous.mentee] = true;
    }
    return OK;
}

enum err match_check(struct work *work, const struct match_input *input)
{
    TRY(check_rules(work, input));
    TRY(check_vocabulary(work, &input->vocabulary));
    TRY(check_people(work, input, S("mentees"), input->mentees));
    TRY(check_people(work, input, S("mentors"), input->mentors));
    for (size_t i = 0; i < input->blocks_len; i++)
        if (!are_there(input, input->blocks[i].mentee, input->blocks[i].mentor))
            return work_fail(work, ERR_INVALID, S("blocks"), S("A block names nobody."));
    for (size_t i = 0; i < input->pins_len; i++)
        if (!are_there(input, input->pins[i].mentee, input->pins[i].mentor))
            return work_fail(work, ERR_INVALID, S("pins"), S("A pin names nobody."));
    return check_previous(work, input);
}

/* --- the hash: every text with its length before it, every number as eight bytes, low first */

static void add_number(crypto_hash_sha256_state *hash, int64_t number)
{
    unsigned char bytes[8];

    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    crypto_hash_sha256_update(hash, bytes, sizeof(bytes));
}

static void add_text(crypto_hash_sha256_state *hash, struct str text)
{
    add_number(hash, (int64_t)text.len);
    crypto_hash_sha256_update(hash, (const unsigned char *)text.at, text.len);
}

static void add_people(struct work *work, crypto_hash_sha256_state *hash,
                       struct match_people people)
{
    const struct keyed *keyed = keyed_of(work, people);

    add_number(hash, (int64_t)people.len);
    for (size_t i = 0; i < people.len; i++) {
        const struct match_person *person = &people.at[keyed[i].at];
        add_text(hash, person->key);
        add_text(hash, person->human);
        add_number(hash, person->places);
        add_number(hash, person->place);
        for (size_t part = 0; part < MATCH_PART_COUNT; part++) {
            const int32_t *tags = sorted_tags(work, person->lists[part]);
            add_number(hash, (int64_t)person->lists[part].len);
            for (size_t k = 0; k < person->lists[part].len; k++)
                add_number(hash, tags[k]);
        }
    }
}

static void add_vocabulary(crypto_hash_sha256_state *hash,
                           const struct match_vocabulary *vocabulary)
{
    add_number(hash, (int64_t)vocabulary->len);
    for (size_t i = 0; i < vocabulary->len; i++)
        add_number(hash, vocabulary->tags[i].parent);
    add_number(hash, (int64_t)vocabulary->relations_len);
    for (size_t i = 0; i < vocabulary->relations_len; i++) {
        add_number(hash, vocabulary->relations[i].a);
        add_number(hash, vocabulary->relations[i].b);
        add_number(hash, vocabulary->relations[i].likeness);
    }
}

static void add_rules(crypto_hash_sha256_state *hash, const struct match_rules *rules)
{
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        add_number(hash, rules->weights[part]);
    add_number(hash, rules->objective);
    add_number(hash, rules->stay);
    add_number(hash, rules->mentee_side);
    add_number(hash, rules->floor);
    add_number(hash, rules->bonus);
    add_number(hash, rules->in_person);
    add_number(hash, rules->needs_language);
    add_number(hash, rules->needs_shared);
}

/* A block or pin by the keys of its two people, so that it sorts alike whatever their order. */
struct named {
    struct str mentee, mentor;
    int64_t lifted;
};

static int compare_named(const void *left, const void *right)
{
    const struct named *l = left, *r = right;
    int by_mentee = keyed_compare(l->mentee, r->mentee);

    if (by_mentee != 0)
        return by_mentee;
    int by_mentor = keyed_compare(l->mentor, r->mentor);
    return by_mentor != 0 ? by_mentor : (l->lifted > r->lifted) - (l->lifted < r->lifted);
}

static struct named named_of(const struct match_input *input, size_t mentee, size_t mentor,
                             int64_t lifted)
{
    return (struct named){input->mentees.at[mentee].key, input->mentors.at[mentor].key, lifted};
}

static void add_named(crypto_hash_sha256_state *hash, struct named *named, size_t len)
{
    if (len > 0)
        qsort(named, len, sizeof(*named), compare_named);
    add_number(hash, (int64_t)len);
    for (size_t i = 0; i < len; i++) {
        add_text(hash, named[i].mentee);
        add_text(hash, named[i].mentor);
        add_number(hash, named[i].lifted);
    }
}

void match_input_hash(struct work *work, const struct match_input *input,
                      unsigned char ret[MATCH_HASH_SIZE])
{
    _Static_assert((int)MATCH_HASH_SIZE == (int)crypto_hash_sha256_BYTES, "SHA-256");
    struct named *blocks = NEW_ARRAY(work->arena, struct named, input->blocks_len);
    struct named *pins = NEW_ARRAY(work->arena, struct named, input->pins_len);
    struct named *previous = NEW_ARRAY(work->arena, struct named, input->previous_len);
    crypto_hash_sha256_state hash;

    for (size_t i = 0; i < input->previous_len; i++)
        previous[i] = named_of(input, input->previous[i].mentee, input->previous[i].mentor, 0);
    for (size_t i = 0; i < input->blocks_len; i++)
        blocks[i] = named_of(input, input->blocks[i].mentee, input->blocks[i].mentor, 0);
    for (size_t i = 0; i < input->pins_len; i++)
        pins[i] =
            named_of(input, input->pins[i].mentee, input->pins[i].mentor, input->pins[i].lifted);

    crypto_hash_sha256_init(&hash);
    add_text(&hash, S("rapport match input 2"));
    add_text(&hash, input->seed);
    add_rules(&hash, &input->rules);
    add_vocabulary(&hash, &input->vocabulary);
    add_people(work, &hash, input->mentees);
    add_people(work, &hash, input->mentors);
    add_named(&hash, blocks, input->blocks_len);
    add_named(&hash, pins, input->pins_len);
    add_named(&hash, previous, input->previous_len);
    crypto_hash_sha256_final(&hash, ret);
}
