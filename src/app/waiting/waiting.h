/* waiting.h - mentees without a partner, in a published order, each told how they stand.
 *
 * The order (product.md section 8): waited in an earlier cohort, lost a partner through no act of
 * their own, days waited, lot. Whoever the team moves up stands before these, with a reason that
 * is counted and audited. Odds are words, made from what is there today: mentors with room who
 * share a word, and how many wait before. The team offers a pair from explained proposals for one
 * mentee; where the scheme is set to it, each newcomer gets such an offer at once. Nobody is moved
 * for anybody.
 *
 * Tables: waiting_move, waiting_told.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

extern const struct concept waiting_concept;

enum waiting_odds { ODDS_NONE, ODDS_LONG, ODDS_EVEN, ODDS_GOOD };

/* How one who waits stands. */
struct waiting_standing {
    int64_t place, of; /* 1: the first */
    int64_t mentors;   /* with room, whom the rules allow and who share a word */
    enum waiting_odds odds;
};

/* ERR_NOT_FOUND: this participant does not wait. */
MUST_USE enum err waiting_standing_get(struct work *work, const struct scheme_access *by,
                                       struct participant_id mentee, struct waiting_standing *ret);

/* "You are among the first five of 30 who wait." */
struct str waiting_place_says(struct arena *arena, int64_t place, int64_t of);

/* The card on the page of who waits: how they stand, and what they can do. Empty for others. */
MUST_USE enum err waiting_card(struct request *request, const struct scheme_access *by,
                               struct html *ret);
