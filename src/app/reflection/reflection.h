/* reflection.h - statements of the scheme's guide, answered for oneself: not yet, sometimes,
 * mostly, a habit.
 *
 * One sees one's own answers over time and nothing else. They may be shown to the other of a
 * pair, by choice and taken back at any time. They are never compared between people, never enter
 * matching or signals, and never become a score: there is no query here that reads more than one
 * person's. Tables: self_answer, self_shown.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum { REFLECTION_ANSWERS = 4 };

extern const struct concept reflection_concept;

/* Answer one statement, today's answer in the place of an earlier one of today.
 * ERR_INVALID: no such answer.
 */
MUST_USE enum err reflection_answer(struct work *work, const struct scheme_access *by,
                                    struct str statement, int64_t answer);
