/* question.h - what the mentee of a pair wants to ask.
 *
 * The queue is the mentee's: only the mentee writes, orders, shares and ends a question. The
 * mentor reads what was shared. Table: question. Life (product.md §4.1):
 *
 *   private -> queued -> raised -> answered | referred | dropped;  referred -> answered | queued
 *
 * Two pairs talk between meetings too, so a queued question may end as a raised one does. A
 * private question is taken away without a trace, since nobody else has seen it.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum {
    QUESTION_WORDS_MAX = 500,      /* letters; the table checks the same limit */
    QUESTION_POINTED_TO_MAX = 200, /* likewise */
    QUESTION_QUEUE_MAX = 100,      /* open questions of one pair */
    QUESTION_READY = 3             /* so many make a meeting worth its hour */
};

enum question_state {
    QUESTION_PRIVATE = 1,
    QUESTION_QUEUED, /* shared */
    QUESTION_RAISED, /* stood in a brief that was shared */
    QUESTION_ANSWERED,
    QUESTION_REFERRED,
    QUESTION_DROPPED,
    QUESTION_STATE_COUNT
};

struct question {
    struct question_id id;
    struct str words;
    enum question_state state;
    bool keeps_words; /* wants no suggestion on its wording */
    struct str pointed_to;
    int64_t changed_at;
};

struct questions {
    const struct question *at;
    size_t len;
};

extern const struct concept question_concept;

struct str question_state_word(enum question_state state);

/* May a question go from one state to the other? */
bool question_may_become(enum question_state from, enum question_state to);

/* Is it still to be asked, or answered? */
bool question_is_open(enum question_state state);

/* Write one more question at the end of the queue.
 * ERR_INVALID: no words or too many, too many open questions, or not the mentee.
 * ret: the new question's key.
 */
MUST_USE enum err question_write(struct work *work, const struct pair_access *by, struct str words,
                                 bool is_shared, struct question_id *ret);

/* Put other words in its place. Errors as question_write; ERR_NOT_FOUND: no such question, or
 * one that has ended.
 */
MUST_USE enum err question_reword(struct work *work, const struct pair_access *by,
                                  struct question_id question, struct str words);

/* Bring a question into another state. pointed_to: to whom or what, for QUESTION_REFERRED.
 * ERR_INVALID: not the mentee, or pointed_to is too long. ERR_NOT_FOUND: no such question.
 * ERR_CONFLICT: it cannot come there from where it is now.
 */
MUST_USE enum err question_become(struct work *work, const struct pair_access *by,
                                  struct question_id question, enum question_state to,
                                  struct str pointed_to);

/* Change places with the one before it (is_up) or behind it. At the end of the queue this does
 * nothing. Errors as question_become.
 */
MUST_USE enum err question_move(struct work *work, const struct pair_access *by,
                                struct question_id question, bool is_up);

/* The open questions that this person may see, in the order of the queue: for the pair's home
 * and the brief. The mentor is given the shared ones alone.
 */
MUST_USE enum err question_list_open(struct work *work, const struct pair_access *by,
                                     struct questions *ret);
