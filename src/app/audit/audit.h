/* audit.h - who did what to which thing, when: a chain that cannot be mended unseen.
 *
 * An entry holds keys and the name of an act, never content. Its hash covers the entry before it
 * (trust.md, audit), so that a row that is changed or taken out shows from there on. Tables:
 * audit_entry, audit_head.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept audit_concept;

/* Write an entry in the transaction that it tells of. act: "pair_introduced"; thing: the key of
 * what was acted on, or 0. Who acts comes out of the proof; a job acts as the program.
 */
MUST_USE enum err audit_add(struct work *work, const struct scheme_access *by, const char *act,
                            int64_t thing);

/* Walk the chain of a scheme to its head. *ret_wrong: the number of the first entry that does not
 * fit or is not there, or 0.
 */
MUST_USE enum err audit_check(struct work *work, const struct scheme_access *by,
                              int64_t *ret_wrong);
