/* waiting_inside.h - what the files of the concept share. */
#pragma once

#include "app/directory/directory.h"
#include "app/waiting/waiting.h"

struct jobs;
struct mails;
struct routes;

extern const struct jobs waiting_jobs;
extern const struct mails waiting_mails;
extern const struct routes waiting_routes;

/* "A good chance: 4 mentors with room share a word with you." For whoever waits. */
struct str waiting_odds_says(struct arena *arena, const struct waiting_standing *standing);

/* The mentors with room for one mentee, the best score first; who lies below the floor last. */
struct waiting_picks {
    const struct directory_mentor *at;
    size_t len;
    int64_t floor;
};

MUST_USE enum err waiting_picks_get(struct work *work, const struct scheme_access *by,
                                    const struct directory_mentee *mentee,
                                    struct waiting_picks *ret);

/* Offer a pair of these two, whom the rules allow.
 * ERR_CONFLICT: a rule keeps them apart, by its name, or one has no room any more.
 */
MUST_USE enum err waiting_offer(struct work *work, const struct scheme_access *by,
                                const struct directory_mentee *mentee, struct participant_id mentor,
                                struct pair_id *ret);
