/* matching.h - finding the pairs of a cohort: runs of the engine, pins, blocks, publication.
 *
 * A run goes draft -> frozen -> solved -> verified -> published -> final. Pins and rules that clash
 * make it infeasible; a coordinator may discard it before it is published, or undo it after, until
 * somebody has answered. The seed that draws the lots is chosen before anything is frozen, and runs
 * of a cohort keep it until it is revealed: running again never draws again. Each step is one
 * conditional change of state, so no step can be taken twice or out of turn.
 *
 * Tables: match_run, match_known, proposal, unplaced, pin; and block where the team sets it.
 */
#pragma once

#include "app/concept.h"
#include "app/matching/matching_load.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept matching_concept, matching_check_concept, matching_whatif_concept,
    matching_why_concept;

/* A run that has been computed and is not stored yet. */
struct matching_done;

struct matching_whatif;

/* Read, solve, verify and explain, without writing anything: this part takes long, so it runs
 * before the writer is entered. whatif: what is to be different; NULL: nothing.
 * ERR_INVALID: nobody to match. ERR_BROKEN: the result does not verify; that is a defect.
 */
MUST_USE enum err matching_compute(struct work *work, const struct team_access *by,
                                   const struct matching_whatif *whatif,
                                   struct matching_done **ret);

/* Store it as a run: verified, or infeasible with what clashes. */
MUST_USE enum err matching_store(struct work *work, const struct team_access *by,
                                 const struct matching_done *done, struct match_run_id *ret);

/* Are people, rules, pins and blocks still those of the run? */
MUST_USE enum err matching_is_current(struct work *work, const struct team_access *by,
                                      struct match_run_id run, bool *ret);

/* What came of publishing. */
enum matching_published {
    MATCHING_HELD,    /* its offers leave after the hold */
    MATCHING_CHECKED, /* a second person is to publish it, as the scheme says */
};

/* Publish a run: its offers leave after a hold, so that it can be thought better of.
 * first: so many pairs are told before the rest, which matching_send_rest() lets follow; 0: all.
 * ERR_CONFLICT: not verified, or changed since, or another run is held, or whoever acts has checked
 * it and a second person is wanted; fault.text says which.
 */
MUST_USE enum err matching_publish(struct work *work, const struct team_access *by,
                                   struct match_run_id run, int64_t first,
                                   enum matching_published *ret);

/* Let the rest follow the first. ERR_CONFLICT: nobody waits. */
MUST_USE enum err matching_send_rest(struct work *work, const struct team_access *by,
                                     struct match_run_id run);

/* Let the offers of a held run leave now. ERR_CONFLICT: none is held. */
MUST_USE enum err matching_send_now(struct work *work, const struct team_access *by,
                                    struct match_run_id run);

/* Take a publication back. Whoever has got an offer is told so in one line.
 * ERR_CONFLICT: somebody has answered, or it is not published.
 */
MUST_USE enum err matching_undo(struct work *work, const struct team_access *by,
                                struct match_run_id run);

/* Put a run aside. ERR_CONFLICT: it is published, or over. */
MUST_USE enum err matching_discard(struct work *work, const struct team_access *by,
                                   struct match_run_id run);

/* Pin a mentee to a mentor in runs to come. lifted: a rule lifted for these two.
 * ERR_INVALID: a rule forbids it, by its name in fault.text; the reason is missing or too long.
 * ERR_NOT_FOUND: one of them does not wait for a partner.
 */
MUST_USE enum err matching_pin(struct work *work, const struct team_access *by,
                               struct participant_id mentee, struct participant_id mentor,
                               enum match_rule lifted, struct str reason);
