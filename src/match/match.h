/* match.h - who is paired with whom: applications and rules in, pairs, prices and reasons out.
 *
 * Pure: no file, no clock, no database. All numbers are whole, and the order in which people are
 * given means nothing: the same people, rules and seed give the same pairs on every machine.
 *
 * match_solve() finds the best pairs and their certificate; match_verify() believes none of it and
 * recomputes everything; match_explain.h says why, in codes that pages and mails put into words.
 */
#pragma once

#include "base/base.h"
#include "base/work.h"

enum {
    MATCH_FULL = 1000,         /* the best score, likeness or share */
    MATCH_MOST_PEOPLE = 40000, /* on a side: 3 * MATCH_FULL points for each fit a 64-bit sum */
    MATCH_MOST_TAGS = 4096,    /* in a vocabulary */
    MATCH_TIE_BITS = 20,       /* of the lot drawn for each pair */
    MATCH_TIE_SHIFT = 36,      /* a point outweighs all lots together: TIE_BITS + bits of PEOPLE */
    MATCH_HASH_SIZE = 32,      /* bytes: SHA-256 */
};

/* What a score is made of. Each part compares the mentee's list with the mentor's. */
enum match_part {
    MATCH_TOPICS,    /* kinds of help */
    MATCH_INTERESTS, /* areas of work */
    MATCH_COURSES,   /* what one studies or studied */
    MATCH_CHANNELS,  /* how to meet; in person counts only in one place */
    MATCH_TIMES,     /* when one is free: two in common are enough */
    MATCH_LANGUAGES,
    MATCH_PART_COUNT
};

/* What keeps two people apart, whatever their score. In the order in which they are named. */
enum match_rule {
    MATCH_NO_RULE,
    MATCH_SAME_PERSON,    /* nobody mentors themselves */
    MATCH_BLOCKED,        /* by one of the two, or by a coordinator */
    MATCH_NO_PLACE,       /* the mentor takes nobody */
    MATCH_NO_LANGUAGE,    /* none in common */
    MATCH_NOTHING_SHARED, /* no topic or interest that is the same or related */
    MATCH_BELOW_FLOOR,
    MATCH_RULE_COUNT
};

/* A tag is a number: its place in the vocabulary. */
struct match_tag {
    int32_t parent; /* -1: none */
};

/* Two tags that have to do with each other, though neither is above the other. */
struct match_relation {
    int32_t a, b;     /* a < b */
    int32_t likeness; /* 0..MATCH_FULL */
};

struct match_vocabulary {
    const struct match_tag *tags;
    size_t len;
    const struct match_relation *relations; /* rising by a, then by b */
    size_t relations_len;
};

struct match_list {
    const int32_t *at; /* tags, each once, in any order */
    size_t len;
};

struct match_person {
    struct str key;   /* names them on their side: in lots, certificates and files; not empty */
    struct str human; /* the same on both sides for one who is both; empty: never compared */
    int64_t places;   /* of a mentor: mentees they take at once; 0 of a mentee */
    int32_t place;    /* a tag: where they are; -1: not said */
    struct match_list lists[MATCH_PART_COUNT];
};

struct match_people {
    const struct match_person *at;
    size_t len;
};

/* This pair never. People are named by their position in match_input. */
struct match_block {
    size_t mentee, mentor;
};

/* This pair for certain. lifted: a rule that a coordinator has lifted for these two, or
 * MATCH_NO_RULE. Only MATCH_NO_LANGUAGE, MATCH_NOTHING_SHARED and MATCH_BELOW_FLOOR may be lifted.
 */
struct match_pin {
    size_t mentee, mentor;
    enum match_rule lifted;
};

/* What the best choice is. Rules, pins and the floor hold under each of them. */
enum match_objective {
    MATCH_BALANCED,      /* the largest total of score + bonus */
    MATCH_PEOPLE_FIRST,  /* the most placed, among those the largest total of scores */
    MATCH_HIGHEST_TOTAL, /* the largest total of scores */
    MATCH_STABLE,        /* no two who would both rather have each other */
    MATCH_OBJECTIVE_COUNT
};

/* The scheme's settings. match_rules_usual() has those of product.md section 8. */
struct match_rules {
    enum match_objective objective;

    int64_t weights[MATCH_PART_COUNT]; /* 0..10000 each, not all 0; only their relation counts */
    int64_t mentee_side;               /* of MATCH_FULL: what the mentee's wishes weigh */
    int64_t floor;                     /* 0..MATCH_FULL: a pair below it does not exist */
    int64_t bonus;                     /* 0..MATCH_FULL for each mentee placed, when balanced */
    int64_t stay;                      /* 0..MATCH_FULL more for a pair that was one before */
    int32_t in_person;                 /* the tag among channels that needs one place; -1: none */
    bool needs_language;
    bool needs_shared; /* a topic or an interest, the same or related */
};

struct match_rules match_rules_usual(void);

/* These two were a pair before: staying together counts rules.stay points more than the score.
 * It is no rule: what forbids a pair forbids it to them too. A mentee is in one of them at most.
 */
struct match_previous {
    size_t mentee, mentor;
};

/* Told now and then how far the work has come; tell may be NULL. */
struct match_watch {
    void (*tell)(void *with, size_t done, size_t all);
    void *with;
};

struct match_scores;

struct match_input {
    struct match_people mentees, mentors;
    struct match_vocabulary vocabulary;
    struct match_rules rules;
    const struct match_block *blocks;
    size_t blocks_len;
    const struct match_pin *pins;
    size_t pins_len;
    const struct match_previous *previous;
    size_t previous_len;
    struct str seed; /* draws the lots between equals */
    struct match_watch watch;
    const struct match_scores *scores; /* NULL, or what match_scores_of() made of these people */
};

struct match_pair {
    size_t mentee, mentor;
    int64_t score; /* 0..MATCH_FULL */
    bool is_pinned;
};

/* The pairs and the proof that no others are worth more. A pair that is not pinned is worth
 * match_worth() of its points: score, result.bonus, and rules.stay where the two were a pair before.
 * Gains and prices are in the same unit: points << MATCH_TIE_SHIFT plus lots.
 *
 * The certificate (LP duality, Kuhn 1955, with capacities): gains and prices are >= 0, gain +
 * price >= worth for every pair that the rules allow, and all gains plus all prices times places
 * equal the worth of the pairs. Then every other choice is worth at most as much.
 *
 * Most people first takes the smallest bonus of a few that places as many as can be placed: the same
 * proof holds for it, and that nobody more can be placed is Berge's theorem (1957): no alternating
 * path leads from somebody without a mentor to a free place. Stable is proved by trying each pair;
 * its gains and prices are 0.
 */
struct match_result {
    const struct match_pair *pairs; /* by position of the mentee */
    size_t len;
    const int64_t *gains;  /* of each mentee; pinned ones 0 */
    const int64_t *prices; /* of each mentor: 0 unless all places left by pins are taken */
    int64_t worth;         /* of the pairs that are not pinned */
    int64_t bonus;         /* points for each of them: as the objective needs it */
    unsigned char input_hash[MATCH_HASH_SIZE];
};

/* Find what no run could work with.
 * ERR_INVALID: a key that is empty or taken, a number out of range, a tag or person that does not
 * exist, a tag twice in a list, too many people; fault.field names the list, fault.text what.
 */
MUST_USE enum err match_check(struct work *work, const struct match_input *input);

/* Find the best pairs as rules.objective says, and their certificate.
 * ERR_INVALID: as match_check(); so many people that Most people first overflows 64 bits.
 * ERR_CONFLICT: a pin that a rule refuses; fault.text names it, and
 * match_refusals() lists all.
 */
MUST_USE enum err match_solve(struct work *work, const struct match_input *input,
                              struct match_result *ret);

/* What if: a copy of the input with something changed, solved beside the real run, which stays as it
 * is; match_moves() says what changes for whom. Most of a run's time goes into scores, so they can be
 * kept: they are the same for every input with the same people, vocabulary, weights, mentee_side and
 * in_person, whatever its places, blocks, pins, floor, bonus, stay, objective and other rules. The
 * verifier never looks at them.
 *
 *     input.scores = match_scores_of(work, &input);
 *     TRY(match_solve(work, &input, &real));
 *     struct match_input what_if = input;
 *     what_if.rules.floor = 500;
 *     TRY(match_solve_from(work, &what_if, &real, &other));
 *     struct match_moves moves = match_moves(work, &input, &real, &other);
 */
const struct match_scores *match_scores_of(struct work *work, const struct match_input *input);

/* Solve as match_solve() does, starting from the prices of a run over the same people with other
 * settings. The pairs are those of a run of its own; gains and prices may be others that prove them
 * as well. Costs about as much as what changes.
 */
MUST_USE enum err match_solve_from(struct work *work, const struct match_input *input,
                                   const struct match_result *standing, struct match_result *ret);

/* Why a pin cannot be kept. */
enum match_refusal_why {
    MATCH_REFUSED_RULE,   /* .rule is not lifted, or not one that can be */
    MATCH_REFUSED_TWICE,  /* the mentee has an earlier pin */
    MATCH_REFUSED_PLACES, /* earlier pins fill the mentor's places */
};

struct match_refusal {
    struct match_pin pin;
    enum match_refusal_why why;
    enum match_rule rule;
};

struct match_refusals {
    const struct match_refusal *at;
    size_t len;
};

struct match_refusals match_refusals(struct work *work, const struct match_input *input);

/* --- the definition of a score, which solver, verifier and explanations share (score.c) */

/* The points of each part, by side. They add up to the score. */
struct match_points {
    int64_t mentee[MATCH_PART_COUNT], mentor[MATCH_PART_COUNT];
};

struct match_points match_points(const struct match_input *input, size_t mentee, size_t mentor);
int64_t match_score(const struct match_input *input, size_t mentee, size_t mentor);

/* 0..MATCH_FULL: same 1000, parent and child 600, sisters 500, related as set. */
int64_t match_likeness(const struct match_vocabulary *vocabulary, int32_t a, int32_t b);

/* The lot of a pair: drawn by the seed and both keys, 0..2^MATCH_TIE_BITS - 1. */
struct match_lots {
    unsigned char key[16];
};

struct match_lots match_lots_of(struct str seed);
int64_t match_lot(const struct match_lots *lots, struct str mentee, struct str mentor);

/* The same in two steps: what is drawn from each key, and from the two of them. */
uint64_t match_lot_of_one(const struct match_lots *lots, struct str key);
int64_t match_lot_of_two(const struct match_lots *lots, uint64_t mentee, uint64_t mentor);

/* What a pair of these points adds to a run's total. */
int64_t match_worth(int64_t points, int64_t lot);

/* SHA-256 over everything that decides the result, in an order of its own. */
void match_input_hash(struct work *work, const struct match_input *input,
                      unsigned char ret[MATCH_HASH_SIZE]);

/* --- the verifier (verify.c) */

enum match_flaw {
    MATCH_SOUND,
    MATCH_FLAW_INPUT,    /* solved over other input than this */
    MATCH_FLAW_PERSON,   /* no such person */
    MATCH_FLAW_TWICE,    /* a mentee in two pairs */
    MATCH_FLAW_PLACES,   /* more mentees than places */
    MATCH_FLAW_RULE,     /* a pair that a rule forbids */
    MATCH_FLAW_SCORE,    /* a score that is not the pair's */
    MATCH_FLAW_PIN,      /* a pin not kept, or a pair pinned by nobody */
    MATCH_FLAW_NEGATIVE, /* a gain or price below 0 */
    MATCH_FLAW_UNPROVED, /* a pair worth more than gain and price */
    MATCH_FLAW_WORTH,    /* the worth claimed is not that of the pairs */
    MATCH_FLAW_SUM,      /* gains and prices do not add up to the worth */
    MATCH_FLAW_BONUS,    /* not the bonus of the objective */
    MATCH_FLAW_FEWER,    /* Most people first, and somebody more could be placed */
    MATCH_FLAW_UNSTABLE, /* Stable, and these two would both rather have each other */
    MATCH_FLAW_COUNT
};

struct match_verdict {
    enum match_flaw flaw;
    size_t mentee, mentor; /* at fault, where the flaw is of a pair or person */
    size_t blocking; /* pairs that would both rather have each other: a flaw of Stable alone */
};

/* Check a result against its input from scratch. The input must have passed match_check(). */
struct match_verdict match_verify(struct work *work, const struct match_input *input,
                                  const struct match_result *claim);
