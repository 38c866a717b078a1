/* rehearse.h - act as the people of a scheme would, at a moment of one's choosing.
 *
 * For the demo: what it shows has come about through the rules, by the same handlers and with the
 * same proofs as for everybody. Nothing outside the database happens. Keys come from a seed, so
 * that the same seed tells the same history. Many acts share one COMMIT.
 */
#pragma once

#include "db/access.h"
#include "web/web.h"

struct rehearsal;

/* Open the database at where, as db_open takes it, and bring it up to date. NULL: it cannot be used;
 * the reason is on standard error.
 */
struct rehearsal *rehearse_open(const char *where, uint64_t seed);

/* Has an installation been made there already? */
bool rehearse_is_made(struct rehearsal *rehearsal);

/* Let the clock of the installation show this day. ERR_INVALID: it is no demo. */
MUST_USE enum err rehearse_clock(struct rehearsal *rehearsal, struct day today);

/* Store what has been done. ERR_BUSY, ERR_BROKEN: it could not be kept. */
MUST_USE enum err rehearse_end(struct rehearsal *rehearsal);

void rehearse_free(struct rehearsal *rehearsal); /* NULL is fine */

/* From now on it is this moment: seconds UTC. */
void rehearse_at(struct rehearsal *rehearsal, int64_t now);
int64_t rehearse_now(const struct rehearsal *rehearsal);

/* The next number of the seed's row, below most. */
uint64_t rehearse_draw(struct rehearsal *rehearsal, uint64_t most);

/* Send a form as this person. path and the fields are borrowed. *ret_go_to: where the answer
 * leads, good until the next act; may be NULL. What is refused changes nothing.
 */
MUST_USE enum err rehearse_send(struct rehearsal *rehearsal, struct person_id person,
                                struct str path, struct form form, struct str *ret_go_to);

/* Why the last act was refused: work->fault.text, or empty. */
struct str rehearse_fault(const struct rehearsal *rehearsal);

/* Run a part as the team of a scheme, or for nobody in particular. person: who of the team acts;
 * {0}: the program.
 */
MUST_USE enum err rehearse_team(
    struct rehearsal *rehearsal, struct str slug, struct person_id person,
    enum err (*run)(struct work *work, const struct team_access *by, void *with), void *with);
MUST_USE enum err rehearse_public(struct rehearsal *rehearsal,
                                  enum err (*run)(struct work *work, const struct public_access *by,
                                                  void *with),
                                  void *with);

/* Run a part as this member of a pair. */
MUST_USE enum err rehearse_pair(
    struct rehearsal *rehearsal, struct str slug, struct person_id person, struct pair_id pair,
    enum err (*run)(struct work *work, const struct pair_access *by, void *with), void *with);

/* Run the job of this name for the scheme. */
MUST_USE enum err rehearse_job(struct rehearsal *rehearsal, struct str slug, const char *name);
