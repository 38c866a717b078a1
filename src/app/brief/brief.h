/* brief.h - the mentee's page before a meeting: since last time, what I am stuck on, my questions.
 *
 * Each line is shared or the mentee's alone. The mentor gets what is shared the evening before,
 * as one page and as one mail; with nothing shared both say so kindly. Questions come out of the
 * mentee's queue (question.h) and are raised when the brief is shared; promises still open come
 * along by themselves. Tables: brief, brief_question.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

enum { BRIEF_WORDS_MAX = 2000 }; /* letters; the table checks the same limit */

struct brief_lines {
    struct str since, stuck; /* may be empty */
    bool is_since_shared, is_stuck_shared;
    bool is_whole;   /* the mail to the mentor holds it all, else a link */
    int64_t version; /* as it was seen; 0: it was not there yet */
};

extern const struct concept brief_concept;

/* Keep the lines, and share the brief if is_shared; what was shared once stays shared.
 * ERR_INVALID: a line is too long, or not the mentee. ERR_NOT_FOUND: no such meeting of theirs.
 * ERR_CONFLICT: it was changed elsewhere since this version; the stored lines stay.
 */
MUST_USE enum err brief_write(struct work *work, const struct pair_access *by,
                              struct meeting_id meeting, const struct brief_lines *lines,
                              bool is_shared);

/* Bring a question of the queue to a meeting, or leave it out. */
MUST_USE enum err brief_bring(struct work *work, const struct pair_access *by,
                              struct meeting_id meeting, struct question_id question);
MUST_USE enum err brief_leave(struct work *work, const struct pair_access *by,
                              struct meeting_id meeting, struct question_id question);

/* For the pair's home: how far the next meeting is prepared. */
struct brief_facts {
    struct meeting_id meeting; /* {0}: none is set */
    int64_t due_at;
    bool is_shared;
    int64_t ready; /* questions that are brought; for the mentor, those that are shared */
};

MUST_USE enum err brief_facts_get(struct work *work, const struct pair_access *by,
                                  struct brief_facts *ret);

/* The card with the questions for the next meeting, for whoever reads. */
MUST_USE enum err brief_card(struct request *request, const struct pair_access *by,
                             struct html *ret);
