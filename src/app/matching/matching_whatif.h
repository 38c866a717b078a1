/* matching_whatif.h - a run with something changed, beside the run as it is. Nothing is stored. */
#pragma once

#include "app/matching/matching_load.h"

/* What is to be different. Rules hold as ever: a pin that one forbids is refused. */
struct matching_whatif {
    bool has_rules; /* these instead of the scheme's */
    int64_t weights[MATCH_PART_COUNT], floor;
    enum match_objective objective;
    struct participant_id place; /* a mentor with one more place; {0}: nobody, likewise below */
    struct participant_id pinned_mentee, pinned_mentor;
    struct participant_id blocked_mentee, blocked_mentor;
};

/* A run in four numbers. */
struct matching_figures {
    int64_t placed, total, average, lowest, blocking;
};

/* A mentee whose mentor is not the same. Empty names: nobody. */
struct matching_shift {
    struct str mentee, from, to;
    int64_t from_score, to_score, by;
};

struct matching_shifts {
    const struct matching_shift *at;
    size_t len;
};

struct matching_tried {
    struct matching_figures now, then;
    struct matching_shifts shifts;      /* who loses most stands first */
    int64_t others, gained, lost;       /* get somebody else; a mentor; nobody any more */
    const struct matching_shift *worst; /* who loses most; NULL: nobody loses */
};

/* Scores as the input counts them, which is not how they came about where weights have changed.
 * blocking is left 0.
 */
struct matching_figures matching_figures_of(const struct match_input *input,
                                            const struct match_result *result);

/* Change what is loaded. Whoever is named and not there changes nothing. */
void matching_whatif_apply(struct work *work, const struct matching_whatif *whatif,
                           struct matching_load *load);

/* Solve a run's input with the change, and say for whom that is different. Where weights change,
 * both sides are counted with the new ones.
 * load: of the run, which is current; it stays as it is.
 * ERR_INVALID: a pin that a rule refuses; the fault names it.
 */
MUST_USE enum err matching_whatif_try(struct work *work, const struct team_access *by,
                                      struct match_run_id run, const struct matching_load *load,
                                      const struct matching_whatif *whatif,
                                      struct matching_tried *ret);
