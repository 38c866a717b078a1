/* shortlist_inside.h - what the files of the concept share. */
#pragma once

#include "app/matching/matching_load.h"
#include "app/shortlist/shortlist.h"

struct acts;
struct jobs;
struct mails;
struct routes;

extern const struct acts shortlist_acts;
extern const struct jobs shortlist_jobs;
extern const struct mails shortlist_mails;
extern const struct routes shortlist_routes;

/* The mentors with room. */
struct shortlist_mentors {
    const struct matching_who *at;
    size_t len;
};

/* A mentee who would do for a mentor. */
struct shortlist_candidate {
    struct participant_id mentee;
    struct str name, headline, reasons;
    int64_t score;
};

struct shortlist_candidates {
    const struct shortlist_candidate *at; /* the best score first */
    size_t len;
};

/* Who waits and would do for this mentor, at or above the floor; most: of them.
 * ERR_NOT_FOUND: the mentor has no room.
 */
MUST_USE enum err shortlist_find(struct work *work, const struct matching_load *load,
                                 struct participant_id mentor, size_t most,
                                 struct shortlist_candidates *ret);
