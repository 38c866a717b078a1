/* matching_load.h - who waits for a partner now, as an input for the engine. */
#pragma once

#include "app/matching/matching_input.h"
#include "db/access.h"

/* Whom a position of the input stands for. */
struct matching_who {
    struct participant_id participant;
    struct person_id person;
    struct str name, headline;
};

struct matching_load {
    struct cohort_id cohort;
    struct match_input input; /* without a seed */
    struct matching_words words;
    const struct matching_who *mentees, *mentors; /* by position in the input */
    int64_t places;
};

/* Read everybody who is ready and has room, the rules in force, all blocks and pins, and who has
 * been a pair before.
 * ERR_INVALID: more people than one run takes. ERR_NOT_FOUND: the scheme has no cohort.
 */
MUST_USE enum err matching_load(struct work *work, const struct team_access *by,
                                struct matching_load *ret);
