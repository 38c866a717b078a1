/* explain.h - why these two, why not those, why nobody: codes and numbers, no words.
 *
 * Whoever turns them into words decides who may read which: a participant never learns another
 * person's numbers, the team does.
 */
#pragma once

#include "match/match.h"

/* Two tags that speak for a pair. */
struct match_shared {
    enum match_part part;
    int32_t mentee_tag, mentor_tag; /* the same tag where likeness is MATCH_FULL */
    int64_t likeness;
};

struct match_why {
    int64_t score;
    struct match_points points;
    size_t mentor_rank, mentors; /* 1: no mentor the rules allow scores higher for this mentee */
    size_t mentee_rank, mentees; /* the same the other way round */
    int64_t price;               /* points: how contested the mentor's places are; 0: room left */
    const struct match_shared *shared; /* by part, most alike first; what is related at least */
    size_t shared_len;
};

/* Say why a pair was made. */
struct match_why match_why(struct work *work, const struct match_input *input,
                           const struct match_result *result, size_t mentee, size_t mentor);

/* Why two people are not a pair. */
struct match_why_not {
    enum match_rule rule; /* MATCH_NO_RULE: they could be one */
    int64_t score;        /* 0 where a rule before the floor forbids the pair */
    int64_t cost;         /* points: making them one costs the whole run at least this */
    const struct match_pair *instead; /* who has the mentor's places, lowest score first */
    size_t instead_len;
};

struct match_why_not match_why_not(struct work *work, const struct match_input *input,
                                   const struct match_result *result, size_t mentee, size_t mentor);

/* Why a mentee has nobody. */
enum match_alone_why {
    MATCH_ALONE_RULES,   /* rules forbid every mentor; .rule is the one that forbids most */
    MATCH_ALONE_FLOOR,   /* all that rules allow lie below the floor */
    MATCH_ALONE_OUTDONE, /* every place they could have went to people who fit better */
};

struct match_alone {
    enum match_alone_why why;
    enum match_rule rule;
    size_t kept_by[MATCH_RULE_COUNT]; /* mentors by the rule that forbids them; [0]: allowed */
    bool has_best;                    /* a mentor whom only the floor or lack of room keeps away */
    size_t best_mentor;
    int64_t best_score; /* for MATCH_ALONE_FLOOR: the floor that would do */
};

struct match_alone match_alone(const struct match_input *input, size_t mentee);

/* Find a mentor with whom one more place would seat a mentee who was outdone. Found by solving
 * again, so it costs as much as up to three runs; *ret_found is false where none of the likeliest
 * three would do.
 */
MUST_USE enum err match_cure(struct work *work, const struct match_input *input,
                             const struct match_result *result, size_t mentee, bool *ret_found,
                             size_t *ret_mentor);

/* The cheapest change that would place a mentee who has nobody, in this order. */
enum match_change {
    MATCH_CHANGE_NONE,  /* none of those tried would do */
    MATCH_CHANGE_PLACE, /* one more place with .mentor */
    MATCH_CHANGE_FLOOR, /* a floor of .floor, which lets .mentor in */
    MATCH_CHANGE_BLOCK, /* the block between the two lifted: who blocked decides that alone */
};

struct match_cheapest {
    enum match_change kind;
    size_t mentor;
    int64_t floor;
};

/* Find it. tries: how many mentors of each kind to try, the likeliest first, each by a run that starts
 * from this one. What is found has been found by solving; with SIZE_MAX, NONE is proved as well.
 */
MUST_USE enum err match_cheapest(struct work *work, const struct match_input *input,
                                 const struct match_result *result, size_t mentee, size_t tries,
                                 struct match_cheapest *ret);

/* Two who would both rather have each other than what they have, and by how many points. */
struct match_blocking {
    size_t mentee, mentor;
    int64_t mentee_gains, mentor_gains; /* who has nobody, or a free place, gains all the points */
};

struct match_blockings {
    const struct match_blocking *at; /* whose smaller margin is largest first */
    size_t len;
};

struct match_blockings match_blocking(struct work *work, const struct match_input *input,
                                      const struct match_result *result);

/* A mentee whose mentor is not the same in both results. SIZE_MAX: nobody. */
struct match_move {
    size_t mentee, from, to;
    int64_t from_score, to_score; /* 0 where there is nobody */
};

struct match_moves {
    const struct match_move *at;
    size_t len;
};

/* What changes from one result to another over the same people. */
struct match_moves match_moves(struct work *work, const struct match_input *input,
                               const struct match_result *from, const struct match_result *to);
