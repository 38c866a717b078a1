/* heads_up.h - a habit one is working on (being on time, answering mail, nerves), told early to
 * the other of the pair.
 *
 * From the introduction on the other reads it, and may ask how they can help. Nobody else does,
 * on any path: not the team, not a job, not a mail. The build refuses a query that reads
 * heads_up with any other proof than pair_access (tools/queries_check.c). Table: heads_up.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

enum { HEADS_UP_MAX = 300, HEADS_UP_MOST = 3 }; /* letters; at once, of each of the two */

extern const struct concept heads_up_concept;

/* Tell the other. ERR_INVALID: no words or too many, three are told already, or the pair is over. */
MUST_USE enum err heads_up_tell(struct work *work, const struct pair_access *by, struct str words);

/* Take back what one told. ERR_NOT_FOUND: no such heads-up of one's own. */
MUST_USE enum err heads_up_take_back(struct work *work, const struct pair_access *by,
                                     struct heads_up_id id);

/* Ask how one can help with what the other told. ERR_NOT_FOUND: no such heads-up of the other's. */
MUST_USE enum err heads_up_ask(struct work *work, const struct pair_access *by,
                               struct heads_up_id id);

/* Say what would help. ERR_INVALID: too long. ERR_NOT_FOUND: no such heads-up of one's own. */
MUST_USE enum err heads_up_answer(struct work *work, const struct pair_access *by,
                                  struct heads_up_id id, struct str helps);

/* The card of the pair's home: what was told, or how to. */
MUST_USE enum err heads_up_card(struct request *request, const struct pair_access *by,
                                struct str other, struct html *ret);
