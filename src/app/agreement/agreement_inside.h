/* agreement_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "agreement_sql.h"
#include "app/act/act.h"
#include "app/agreement/agreement.h"
#include "app/pair/pair.h"
#include "app/scheme/scheme.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes agreement_routes;
extern const struct mails agreement_mails;

enum { AGREEMENT_ACT_YES };
extern const struct acts agreement_acts;

/* The six choices, in their order: one page each. */
enum agreement_step {
    STEP_RHYTHM,
    STEP_PLACE,
    STEP_CHANNELS,
    STEP_REPLIES,
    STEP_BOUNDARIES,
    STEP_CONFIDENTIALITY,
    STEP_COUNT
};

/* A word in the table and what people read for it. */
struct agreement_word {
    const char *word, *says;
};

extern const struct agreement_word agreement_places[PLACE_COUNT];
extern const struct agreement_word agreement_silences[SILENCE_COUNT];
extern const struct agreement_word agreement_channels[AGREEMENT_CHANNELS]; /* by bit */

/* The terms to begin with. */
struct agreement_terms agreement_terms_offered(const struct scheme_rules *rules);

/* One line of the text: "How often": "Every four weeks, 1 hour". */
struct agreement_clause {
    enum agreement_step step;
    struct str icon, label, says;
};

struct agreement_clauses {
    const struct agreement_clause *at;
    size_t len;
};

/* All clauses of these terms, always the same ones in the same order. The scheme's own words on
 * confidentiality come first in theirs, and no pair can take them away.
 */
struct agreement_clauses agreement_clauses_of(struct arena *arena, const struct scheme_rules *rules,
                                              const struct agreement_terms *terms);

/* The clauses as the text has them that is said yes to; of a draft, as its terms have them. */
struct agreement_clauses agreement_clauses_in(struct arena *arena, const struct scheme_rules *rules,
                                              const struct agreement_row *row);

/* ERR_INVALID: a term breaks its limits; fault names the field. */
MUST_USE enum err agreement_terms_check(struct work *work, const struct agreement_terms *terms);

struct agreement_terms agreement_terms_of(const struct agreement_row *row);
unsigned agreement_channels_of(struct str words);
struct str agreement_channel_words(struct arena *arena, unsigned channels);

/* "4 weeks", "30 days"; "1 hour 30 minutes"; "9pm": as people read them. */
void put_interval(struct buf *out, int64_t days);
void put_length(struct buf *out, int64_t minutes);
void put_clock(struct buf *out, int64_t minutes);

/* What one of the two may see of where they stand. A row is NULL where there is none. */
struct agreement_now {
    struct pair_two two;
    struct scheme_rules rules;
    struct agreement_rows all; /* newest first, with those that were in force before */
    const struct agreement_row *accepted, *open, *draft;
    struct person_id me;
    bool is_mentee; /* the reader */
    struct str other_name;
    bool is_mine_open; /* the text on the table is the reader's own */
    bool is_closed;    /* the pair is over: read only */
    bool may_begin;    /* the reader may write a text now */
};

MUST_USE enum err agreement_now_get(struct work *work, const struct pair_access *by,
                                    struct agreement_now *ret);

/* The exact text that is said yes to. */
struct str agreement_text_of(struct arena *arena, const struct agreement_now *now, int64_t version,
                             const struct agreement_terms *terms);

/* Mails to the other: a text is on the table; and to both: it is accepted. */
MUST_USE enum err agreement_mail_proposed(struct work *work, const struct pair_access *by,
                                          const struct agreement_now *now, struct agreement_id id);
MUST_USE enum err agreement_mail_accepted(struct work *work, const struct pair_access *by,
                                          const struct agreement_now *now);
