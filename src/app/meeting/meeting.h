/* meeting.h - the two at one time: offered, set, and what it left.
 *
 * offered -> set -> met | missed | cancelled | unknown;  set -> moved -> set;  offered -> lapsed;
 * (none) -> set ("we already fixed a time");  (none) -> met ("we met")   (product.md section 4)
 *
 * The mentee offers two to five times in their own zone, the mentor picks one. A time is kept as
 * an instant and as wall time with its zone, so that a change of clocks, or of the rules for one,
 * never moves it unseen. Each of the two has the meeting in their calendar by an invitation of
 * their own, which keeps its uid for life. How it went is each one's own word: two that differ
 * stand side by side. Only the two read what stands here; the team learns that a meeting is set,
 * met or missed. Tables: meeting, slot, mark, record, takeaway, action.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "ical/zone.h"
#include "web/braid.h"
#include "web/html.h"

struct request;

enum {
    MEETING_SLOTS_LEAST = 2,
    MEETING_SLOTS_MOST = 5,
    MEETING_PLACE_MAX = 300, /* letters; the tables check the same limits */
    MEETING_LINE_MAX = 500,
    RECORD_WORDS_MAX = 2000,
    RECORD_STATEMENT_MAX = 1000,
    TAKEAWAY_WORDS_MAX = 300,
    ACTION_WORDS_MAX = 200,
    MEETING_FORGET_DAYS = 7 /* without a word it is unknown how a meeting went */
};

extern const struct concept meeting_concept;

/* A time as it was chosen. */
struct meeting_time {
    int64_t at;
    struct wall wall;
    struct str zone;
};

/* Where and how long. */
struct meeting_plan {
    struct str how; /* "video", "phone", "in_person" */
    int64_t minutes;
    struct str place;  /* a link, a number, a room; may be empty */
    struct str line;   /* to the other, with the offer; may be empty */
    bool may_be_quiet; /* in the quiet hours of either, too: they were asked */
};

/* Make a time of a wall clock in a zone. ERR_INVALID: no such zone. */
MUST_USE enum err meeting_time_in(struct work *work, struct str zone, struct wall wall,
                                  struct meeting_time *ret);

/* Offer two to five times; in the place of those of an offer that is still open.
 * ERR_INVALID: who acts may not, a time is past, far, doubled or in quiet hours, too few or many.
 */
MUST_USE enum err meeting_offer(struct work *work, const struct pair_access *by,
                                const struct meeting_time *times, size_t len,
                                const struct meeting_plan *plan, struct meeting_id *ret);

/* Suggest one to three times beside an offer, or instead of the time that is set.
 * ERR_INVALID as meeting_offer. ERR_NOT_FOUND: no such meeting, or it is neither.
 */
MUST_USE enum err meeting_suggest(struct work *work, const struct pair_access *by,
                                  struct meeting_id meeting, const struct meeting_time *times,
                                  size_t len, struct str line);

/* Pick one of the times that the other put forward: it is set, or moved there.
 * version: of the meeting as it was seen. ERR_CONFLICT: somebody was faster, the time is past, or
 * one of the two has another meeting then. ERR_NOT_FOUND: no such meeting or time.
 */
MUST_USE enum err meeting_pick(struct work *work, const struct pair_access *by,
                               struct meeting_id meeting, int64_t version, struct slot_id slot);

/* "We already fixed a time": set without an offer. Either may say so, the other may correct it.
 * Errors as meeting_offer; ERR_CONFLICT: one of the two has another meeting then.
 */
MUST_USE enum err meeting_fix(struct work *work, const struct pair_access *by,
                              const struct meeting_time *time, const struct meeting_plan *plan,
                              struct meeting_id *ret);

/* "We met": a meeting that was held elsewhere. ERR_INVALID: the time is to come or a year past. */
MUST_USE enum err meeting_report(struct work *work, const struct pair_access *by,
                                 const struct meeting_time *time, const struct meeting_plan *plan,
                                 struct meeting_id *ret);

/* Another time for a meeting that is set. Errors as meeting_fix, and ERR_NOT_FOUND. */
MUST_USE enum err meeting_move(struct work *work, const struct pair_access *by,
                               struct meeting_id meeting, const struct meeting_time *time,
                               const struct meeting_plan *plan);

/* It will not be: an offer is withdrawn, a time that was set is given up. Either may, always.
 * line: to the other; may be empty. ERR_NOT_FOUND: neither offered nor set.
 */
MUST_USE enum err meeting_cancel(struct work *work, const struct pair_access *by,
                                 struct meeting_id meeting, struct str line);

enum mark_word { MARK_ON_TIME = 1, MARK_LATE, MARK_MOVED, MARK_MISSED, MARK_WORD_COUNT };

/* One's own word on how it went. is_own: missed, and it was I; is_explained: the two know why.
 * ERR_INVALID: it has not begun. ERR_NOT_FOUND: no such meeting, or it was never set.
 */
MUST_USE enum err meeting_mark(struct work *work, const struct pair_access *by,
                               struct meeting_id meeting, enum mark_word word, bool is_own,
                               bool is_explained);

/* What a meeting leaves. The mentee writes, the mentor confirms or adds a statement.
 * ERR_INVALID: too long, or who acts may not.
 */
MUST_USE enum err record_write(struct work *work, const struct pair_access *by,
                               struct meeting_id meeting, struct str words);
MUST_USE enum err record_answer(struct work *work, const struct pair_access *by,
                                struct meeting_id meeting, bool is_confirmed, struct str statement);

/* What one learned, in one line. ERR_INVALID: nothing, or too long. */
MUST_USE enum err takeaway_keep(struct work *work, const struct pair_access *by,
                                struct meeting_id meeting, struct str words);

/* A promise of one's own: nobody promises for the other.
 * ERR_INVALID: no words, too many, or a day that is past.
 */
MUST_USE enum err action_promise(struct work *work, const struct pair_access *by,
                                 struct meeting_id meeting, struct str words,
                                 struct maybe_day due_on, struct action_id *ret);

/* One's own promise is kept. ERR_NOT_FOUND: no such promise of one's own that is open. */
MUST_USE enum err action_keep(struct work *work, const struct pair_access *by,
                              struct action_id action);

/* For the pair's home: whose move is it. {0} ids: there is none. */
struct meeting_facts {
    struct meeting_id next; /* set and not over */
    int64_t next_at, next_ends_at;
    struct meeting_id offer; /* open */
    bool offer_is_mine;      /* the reader made it */
    bool is_suggested;       /* the other suggested times beside it, or for the next meeting */
    size_t offer_slots;
    int64_t offer_lapses_at;
    struct meeting_id unmarked; /* over, and the reader has not said a word */
    int64_t unmarked_at;
    int64_t last_met_at; /* 0: never */
    size_t met;          /* how often */
};

MUST_USE enum err meeting_facts(struct work *work, const struct pair_access *by,
                                struct meeting_facts *ret);

/* The days on which the two met, and the day of the next meeting; in the reader's zone. */
MUST_USE enum err meeting_days(struct work *work, const struct pair_access *by, struct days *met,
                               struct maybe_day *next);

/* The card "Next meeting" for whoever reads. */
MUST_USE enum err meeting_card(struct request *request, const struct pair_access *by,
                               struct html *ret);
