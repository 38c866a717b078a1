/* ending.h - how a pair comes to its end, and what each of the two takes along.
 *
 *   active -> closing -> completed | completed_early;  closing -> active (more time);
 *   introduced, active, paused, closing -> ended      (product.md section 4.1)
 *
 * Either of the two ends it alone, at once and without a reason; nobody can refuse or delay that.
 * To complete early one offers and the other agrees; for more time the mentee asks, the mentor
 * agrees, and the team where it goes beyond the cohort. What is left is to look back: every part
 * of that may be skipped. The places of the two stay taken until the team has had sight of it, so
 * that nobody is paired anew unseen. Tables: ending, ending_offer, closure, closure_goal.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum {
    ENDING_REASON_MAX = 1000, /* letters; the tables check the same limits */
    CLOSURE_TAKEAWAY_MAX = 500,
    CLOSURE_THANKS_MAX = 2000,
    CLOSURE_QUOTE_MAX = 500,
    ENDING_MORE_DAYS = 366 /* from today: the longest that two may ask for at once */
};

extern const struct concept ending_concept;

/* End it, alone. reason: may be empty; is_told: the team reads it, else nobody but who writes it.
 * The other gets neutral words, and both are offered to look back.
 * ERR_INVALID: the reason is too long. ERR_CONFLICT: it is over already, or has not begun.
 */
MUST_USE enum err ending_end(struct work *work, const struct pair_access *by, struct str reason,
                             bool is_told);

/* The team ends it, with a reason that both are told. Errors as ending_end; ERR_INVALID: without
 * a reason, too. ERR_NOT_FOUND: no such pair.
 */
MUST_USE enum err ending_end_for(struct work *work, const struct team_access *by,
                                 struct pair_id pair, struct str reason);

/* Offer to complete early: until_on not set; or ask for more time, up to that day.
 * ERR_INVALID: not theirs to ask, or no day that it can last to. ERR_CONFLICT: the pair is not
 * under way, or something is offered already.
 */
MUST_USE enum err ending_offer(struct work *work, const struct pair_access *by,
                               struct maybe_day until_on);

/* Say yes to what the other offers, or not now. ERR_CONFLICT: it does not wait any more. */
MUST_USE enum err ending_answer(struct work *work, const struct pair_access *by,
                                struct ending_offer_id offer, bool is_yes);

/* Take one's own offer back. Errors as ending_answer. */
MUST_USE enum err ending_withdraw(struct work *work, const struct pair_access *by,
                                  struct ending_offer_id offer);

/* The team's word on more time than the cohort has. Errors as ending_answer. */
MUST_USE enum err ending_decide(struct work *work, const struct team_access *by,
                                struct ending_offer_id offer, bool is_yes);

/* The team has had sight of it: the places of the two are free. ERR_CONFLICT: seen before. */
MUST_USE enum err ending_see(struct work *work, const struct team_access *by, struct pair_id pair);

/* How many endings and wishes for more time wait for the team; the words are empty for none. */
MUST_USE enum err ending_waits(struct work *work, const struct team_access *by, struct str *ret);

/* One has looked back, or skips the rest. Once both of a pair in its last days have, it is
 * completed. ERR_CONFLICT: there is nothing to look back on yet.
 */
MUST_USE enum err closure_end(struct work *work, const struct pair_access *by);
