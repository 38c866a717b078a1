/* matching_why.h - what a coordinator asks of a run: why not these, who would rather, which groups. */
#pragma once

#include "app/matching/matching_whatif.h"

enum { BLOCKING_SHOWN = 50 };

/* Two who would both rather have each other. Empty: nobody, or a place that is free. */
struct matching_blocking_line {
    struct str mentee, mentor, mentee_has, mentor_has;
    int64_t score, mentee_margin, mentor_margin; /* points that each would gain */
};

struct matching_blocking {
    const struct matching_blocking_line *at; /* the surest first, at most BLOCKING_SHOWN */
    size_t len;
    int64_t count; /* of all */
};

/* The pairs that a run leaves who would both rather have each other. Pinned pairs stay out. */
struct matching_blocking matching_blocking_find(struct work *work, const struct matching_load *load,
                                                const struct match_result *result);

/* A mentee as groups count them. */
struct matching_member {
    struct str groups; /* by ';' */
    bool is_placed;
    int64_t score;
};

struct matching_members {
    const struct matching_member *at;
    size_t len;
};

struct matching_group {
    struct str name;
    int64_t mentees, placed, total, average, lowest;
    bool is_too_small; /* its numbers are not to be shown */
};

struct matching_groups {
    const struct matching_group *at;
    size_t len;
};

/* Count by group, largest first. min: of people in a group that is shown by itself. */
struct matching_groups matching_groups_of(struct arena *arena, struct matching_members members,
                                          int64_t min);

/* A run under another objective, beside the others. */
struct matching_objective {
    struct str name, says;
    int64_t number;
    struct matching_figures figures;
    int64_t moved; /* mentees whose mentor is not the one of the run */
    bool is_of_run;
};

struct matching_objectives {
    const struct matching_objective *at;
    size_t len;
};

/* "Most people first", and what it means in a sentence. */
struct str matching_objective_words(enum match_objective objective);
struct str matching_objective_says(enum match_objective objective);

/* Solve under each of them. result: what the run has. */
MUST_USE enum err matching_objectives_try(struct work *work, const struct matching_load *load,
                                          const struct match_result *result,
                                          struct matching_objectives *ret);
