/* agreement.h - what the two of a pair settled: how often, where, by which channels, and what
 * stays between them.
 *
 * Six choices, with the scheme's own set before they are made. One of the two proposes (the
 * mentee, unless the scheme says otherwise), the other agrees or amends; both say yes to the same
 * text, known by its SHA-256. An accepted text is never changed: it is reopened, and holds until
 * both accept the next. Tables: agreement, agreement_yes. Life (product.md §4.1):
 *
 *   draft -> proposed -> accepted -> superseded;  proposed -> amended, when the other answers
 *   with a text of their own
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

struct html;
struct request;
struct story;

enum {
    AGREEMENT_LINE_MAX = 200,  /* letters; the table checks the same limits */
    AGREEMENT_LONG_MAX = 1000, /* letters */
    AGREEMENT_CHANNELS = 5
};

enum agreement_place { PLACE_VIDEO, PLACE_IN_PERSON, PLACE_PHONE, PLACE_TURNS, PLACE_COUNT };
enum agreement_silence { SILENCE_AGAIN, SILENCE_CALL, SILENCE_PATIENCE, SILENCE_COUNT };

/* Bits of channels between meetings. */
enum agreement_channel {
    CHANNEL_MESSAGES = 1 << 0, /* here */
    CHANNEL_EMAIL = 1 << 1,
    CHANNEL_PHONE = 1 << 2,
    CHANNEL_TEXT = 1 << 3,
    CHANNEL_CHAT = 1 << 4, /* an app of their own */
};

struct agreement_terms {
    int64_t interval_days, length_min;
    enum agreement_place place;
    struct str place_line; /* where exactly; may be empty */
    unsigned channels;     /* enum agreement_channel, at least one */
    int64_t reply_days, notice_h;
    int64_t quiet_from, quiet_to; /* minutes after midnight, where each of them is */
    bool is_quiet_weekend;
    enum agreement_silence silence;
    struct str boundaries, confidentiality; /* may be empty */
};

/* What nudges and signals go by; no text of the two is in it. */
struct rhythm {
    bool is_agreed; /* else the scheme's */
    int64_t interval_days, length_min, reply_days, notice_h;
    enum agreement_place place;
    unsigned channels;
    int64_t quiet_from, quiet_to; /* minutes after midnight; the same: no quiet hours */
    bool is_quiet_weekend;
    int64_t accepted_at; /* 0: not agreed */
};

/* Where the two stand, for whoever asks. */
struct agreement_facts {
    bool is_accepted;                  /* a text is in force */
    bool is_mine_open, is_theirs_open; /* a text is proposed, by the reader or by the other */
    bool has_draft;                    /* the reader has begun one */
    bool may_propose;                  /* the reader may begin one now */
    bool is_needed, is_needed_first;   /* in this scheme; and before the first meeting */
    struct rhythm rhythm;
};

extern const struct concept agreement_concept;

/* The rhythm of a pair, or the scheme's where nothing is agreed. */
MUST_USE enum err agreement_rhythm_find(struct work *work, const struct scheme_access *by,
                                        struct pair_id pair, struct rhythm *ret);

/* When a mail that can wait may reach whoever of a pair lives in this zone: now, or when the hours
 * are over that the two agreed to leave each other in peace. Hours that only the scheme suggests
 * hold nothing.
 */
MUST_USE enum err agreement_quiet_ends(struct work *work, const struct scheme_access *by,
                                       struct pair_id pair, struct str zone, int64_t *ret);

MUST_USE enum err agreement_facts_get(struct work *work, const struct pair_access *by,
                                      struct agreement_facts *ret);

/* The card "What you agreed" of the pair's home. */
MUST_USE enum err agreement_card(struct request *request, const struct pair_access *by,
                                 struct html *ret);

/* The newest of what the two agreed, for the story so far. */
MUST_USE enum err agreement_story(struct work *work, const struct pair_access *by,
                                  struct story *story);

/* The terms to begin with: the reader's draft, else what is on the table, else what is in force,
 * else the scheme's.
 */
MUST_USE enum err agreement_terms_get(struct work *work, const struct pair_access *by,
                                      struct agreement_terms *ret);

/* Keep the reader's draft of a text, making it if need be. ERR_INVALID: a term breaks its limits,
 * it is the other's turn to propose, or the pair is over; fault says so.
 */
MUST_USE enum err agreement_write(struct work *work, const struct pair_access *by,
                                  const struct agreement_terms *terms);

/* Put the reader's draft on the table, which is their own yes to it; the other gets a mail.
 * ERR_INVALID: there is no draft, or it says the same as the other's text. ERR_CONFLICT: the
 * other has changed theirs since the draft was begun.
 */
MUST_USE enum err agreement_propose(struct work *work, const struct pair_access *by);

/* Say yes to the other's text with this hash; both get it by mail, and a pair that was introduced
 * becomes active. ERR_INVALID: nothing of the other's is on the table. ERR_CONFLICT: another text
 * than that is.
 */
MUST_USE enum err agreement_accept(struct work *work, const struct pair_access *by,
                                   struct str hash);

/* Throw the reader's draft away. ERR_NOT_FOUND: there is none. */
MUST_USE enum err agreement_drop(struct work *work, const struct pair_access *by);
