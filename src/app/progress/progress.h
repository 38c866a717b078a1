/* progress.h - the progress note: how it is going, from one of the two to the other.
 *
 * A word and perhaps a line, mostly from mentee to mentor, about as often as the scheme says
 * (in proportion when the two meet more or less often than it offers). The other may answer. The
 * team reads a note only if its author ticked so on that very note, and then a copy of it: no
 * query that takes team_access reads progress_note. Tables: progress_note, progress_told.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum { PROGRESS_LINE_MAX = 500 }; /* letters; the table checks the same limit */

enum progress_word { PROGRESS_WELL = 1, PROGRESS_MIXED, PROGRESS_STUCK, PROGRESS_WORD_COUNT };

struct progress_words {
    enum progress_word word;
    struct str line;   /* may be empty */
    bool is_told_team; /* the team gets a copy */
};

extern const struct concept progress_concept;

/* Write a note; the other gets it by mail.
 * ERR_INVALID: no word, too long, the pair is over, or the scheme has none.
 */
MUST_USE enum err progress_write(struct work *work, const struct pair_access *by,
                                 const struct progress_words *words);

/* Answer a note of the other's, once or again in other words; they get it by mail.
 * ERR_INVALID: nothing written, too long, or the pair is over. ERR_NOT_FOUND: no such note.
 */
MUST_USE enum err progress_reply(struct work *work, const struct pair_access *by,
                                 struct progress_note_id note, struct str reply);

/* Is it time for the reader, a mentee, to write one? By the scheme's days between notes, in
 * proportion to the interval that the two agreed; since the introduction where none was written.
 */
MUST_USE enum err progress_is_due(struct work *work, const struct pair_access *by,
                                  int64_t interval_days, struct maybe_int introduced_at, bool *ret);

/* A note that the team was told, newest first. */
struct progress_told {
    struct str name, word, line; /* word: "Going well" */
    int64_t told_at;
};

struct progress_tolds {
    const struct progress_told *at;
    size_t len;
};

/* Those of one pair; at most 12. */
MUST_USE enum err progress_told_list(struct work *work, const struct team_access *by,
                                     struct pair_id pair, struct progress_tolds *ret);
