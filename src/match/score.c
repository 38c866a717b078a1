/* score.c - what a pair is worth. Shared by all who speak of scores: it defines them. */
#include "match/match.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>

struct match_rules match_rules_usual(void)
{
    return (struct match_rules){
        .weights =
            {
                [MATCH_TOPICS] = 450,
                [MATCH_INTERESTS] = 250,
                [MATCH_COURSES] = 100,
                [MATCH_CHANNELS] = 80,
                [MATCH_TIMES] = 80,
                [MATCH_LANGUAGES] = 40,
            },
        .mentee_side = 600,
        .floor = 400,
        .bonus = MATCH_FULL,
        .stay = 200,
        .in_person = -1,
        .needs_language = true,
        .needs_shared = true,
    };
}

enum { LIKE_PARENT = 600, LIKE_SISTER = 500 };

static int compare_relations(const void *left, const void *right)
{
    const struct match_relation *l = left, *r = right;

    if (l->a != r->a)
        return l->a < r->a ? -1 : 1;
    return (l->b > r->b) - (l->b < r->b);
}

static int64_t related(const struct match_vocabulary *vocabulary, int32_t a, int32_t b)
{
    struct match_relation wanted = {a < b ? a : b, a < b ? b : a, 0};
    const struct match_relation *found =
        bsearch(&wanted, vocabulary->relations, vocabulary->relations_len, sizeof(wanted),
                compare_relations);

    return found ? found->likeness : 0;
}

int64_t match_likeness(const struct match_vocabulary *vocabulary, int32_t a, int32_t b)
{
    if (a == b)
        return MATCH_FULL;

    int32_t above_a = vocabulary->tags[a].parent, above_b = vocabulary->tags[b].parent;
    int64_t by_tree = 0;

    if (above_a == b || above_b == a)
        by_tree = LIKE_PARENT;
    else if (above_a >= 0 && above_a == above_b)
        by_tree = LIKE_SISTER;

    int64_t by_hand = vocabulary->relations_len > 0 ? related(vocabulary, a, b) : 0;
    return by_hand > by_tree ? by_hand : by_tree;
}

/* For each tag of one list the most alike of the other, added up. */
static int64_t covered(const struct match_vocabulary *vocabulary, struct match_list list,
                       struct match_list by)
{
    int64_t sum = 0;

    for (size_t i = 0; i < list.len; i++) {
        int64_t best = 0;
        for (size_t k = 0; k < by.len && best < MATCH_FULL; k++) {
            int64_t likeness = match_likeness(vocabulary, list.at[i], by.at[k]);
            best = likeness > best ? likeness : best;
        }
        sum += best;
    }
    return sum;
}

/* How well "has" answers "wants", 0..MATCH_FULL: c / (c + (wants - c) + (has - c) / 2) for c in
 * common. Tversky's index (Features of similarity, 1977) with a full count for what is wanted and
 * missing and half for what is offered and not wanted: having everything is worth less than having
 * the right things.
 */
static int64_t answered(const struct match_vocabulary *vocabulary, struct match_list wants,
                        struct match_list has)
{
    int64_t there = covered(vocabulary, wants, has), back = covered(vocabulary, has, wants);
    int64_t common = there < back ? there : back;
    int64_t all = 2 * (int64_t)wants.len * MATCH_FULL + (int64_t)has.len * MATCH_FULL;

    assert(all > common);
    return 2 * common * MATCH_FULL / (all - common);
}

static bool has_tag(struct match_list list, int32_t tag)
{
    for (size_t i = 0; i < list.len; i++)
        if (list.at[i] == tag)
            return true;
    return false;
}

static bool are_apart(const struct match_person *mentee, const struct match_person *mentor)
{
    return mentee->place >= 0 && mentor->place >= 0 && mentee->place != mentor->place;
}

/* One way to meet is all it takes. */
static int64_t can_meet(const struct match_rules *rules, const struct match_person *mentee,
                        const struct match_person *mentor)
{
    struct match_list ways = mentee->lists[MATCH_CHANNELS];

    for (size_t i = 0; i < ways.len; i++) {
        if (!has_tag(mentor->lists[MATCH_CHANNELS], ways.at[i]))
            continue;
        if (ways.at[i] != rules->in_person || !are_apart(mentee, mentor))
            return MATCH_FULL;
    }
    return 0;
}

/* One common time is half, two are enough: more of them do not make a better pair. */
static int64_t free_together(struct match_list a, struct match_list b)
{
    size_t common = 0;

    for (size_t i = 0; i < a.len && common < 2; i++)
        common += has_tag(b, a.at[i]);
    return (int64_t)common * (MATCH_FULL / 2);
}

/* Each side's share of a part, 0..MATCH_FULL. What one of them left open counts half: it is
 * neither a reason nor an obstacle, and leaving things open gains little.
 */
static void shares(const struct match_input *input, enum match_part part,
                   const struct match_person *mentee, const struct match_person *mentor,
                   int64_t *ret_mentee, int64_t *ret_mentor)
{
    const struct match_list *a = &mentee->lists[part], *b = &mentor->lists[part];

    if (a->len == 0 || b->len == 0) {
        *ret_mentee = *ret_mentor = MATCH_FULL / 2;
        return;
    }
    switch (part) {
    case MATCH_CHANNELS:
        *ret_mentee = *ret_mentor = can_meet(&input->rules, mentee, mentor);
        return;
    case MATCH_TIMES:
        *ret_mentee = *ret_mentor = free_together(*a, *b);
        return;
    case MATCH_TOPICS:
    case MATCH_INTERESTS:
    case MATCH_COURSES:
    case MATCH_LANGUAGES:
        *ret_mentee = answered(&input->vocabulary, *a, *b);
        *ret_mentor = answered(&input->vocabulary, *b, *a);
        return;
    case MATCH_PART_COUNT:
        break;
    }
    assert(part < MATCH_PART_COUNT);
}

struct match_points match_points(const struct match_input *input, size_t mentee, size_t mentor)
{
    const struct match_rules *rules = &input->rules;
    struct match_points points = {{0}, {0}};
    int64_t all = 0;

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        all += rules->weights[part];
    for (size_t part = 0; part < MATCH_PART_COUNT; part++) {
        int64_t share_mentee, share_mentor;
        if (rules->weights[part] == 0)
            continue;
        shares(input, (enum match_part)part, &input->mentees.at[mentee], &input->mentors.at[mentor],
               &share_mentee, &share_mentor);
        points.mentee[part] =
            rules->mentee_side * rules->weights[part] * share_mentee / (all * MATCH_FULL);
        points.mentor[part] = (MATCH_FULL - rules->mentee_side) * rules->weights[part] *
                              share_mentor / (all * MATCH_FULL);
    }
    return points;
}

int64_t match_score(const struct match_input *input, size_t mentee, size_t mentor)
{
    struct match_points points = match_points(input, mentee, mentor);
    int64_t score = 0;

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        score += points.mentee[part] + points.mentor[part];
    return score;
}

int64_t match_worth(int64_t points, int64_t lot)
{
    return (points << MATCH_TIE_SHIFT) + lot;
}

_Static_assert(sizeof(((struct match_lots *)NULL)->key) == crypto_shorthash_KEYBYTES,
               "lots are drawn with SipHash-2-4");

struct match_lots match_lots_of(struct str seed)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    struct match_lots lots;

    crypto_hash_sha256(hash, (const unsigned char *)seed.at, seed.len);
    for (size_t i = 0; i < sizeof(lots.key); i++)
        lots.key[i] = hash[i];
    return lots;
}

static uint64_t drawn_from(const struct match_lots *lots, const unsigned char *at, size_t len)
{
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t drawn = 0;

    crypto_shorthash(out, at, len, lots->key);
    for (size_t i = 0; i < sizeof(out); i++)
        drawn = drawn << 8 | out[i];
    return drawn;
}

uint64_t match_lot_of_one(const struct match_lots *lots, struct str key)
{
    return drawn_from(lots, (const unsigned char *)key.at, key.len);
}

int64_t match_lot_of_two(const struct match_lots *lots, uint64_t mentee, uint64_t mentor)
{
    unsigned char both[16];

    for (size_t i = 0; i < 8; i++) {
        both[i] = (unsigned char)(mentee >> (8 * i));
        both[8 + i] = (unsigned char)(mentor >> (8 * i));
    }
    return (int64_t)(drawn_from(lots, both, sizeof(both)) >> (64 - MATCH_TIE_BITS));
}

/* Hashed one inside the other, so that no pair of keys can be mistaken for another. */
int64_t match_lot(const struct match_lots *lots, struct str mentee, struct str mentor)
{
    return match_lot_of_two(lots, match_lot_of_one(lots, mentee), match_lot_of_one(lots, mentor));
}
