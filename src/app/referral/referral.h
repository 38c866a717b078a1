/* referral.h - "I do not know" is a help: a question goes to a resource, a service, or nowhere.
 *
 * The mentor proposes where to look, the mentee says whether to go there, and is asked after 14
 * days whether it helped: then the question is answered, or back in the queue. What found nobody
 * is counted by topic for the team; the question itself never leaves the two. Table: referral.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

enum { REFERRAL_LINE_MAX = 300, REFERRAL_DAYS = 14 };

extern const struct concept referral_concept;

/* Point a question of the mentee's to something on the scheme's list. line: may be empty.
 * ERR_INVALID: not the mentor, or too long. ERR_NOT_FOUND: no such question or resource.
 * ERR_CONFLICT: the question is not open, or is pointed somewhere already.
 */
MUST_USE enum err referral_propose(struct work *work, const struct pair_access *by,
                                   struct question_id question, struct resource_id resource,
                                   struct str line);

/* Nobody here knows: the topic is counted as a gap. The question stays in the queue. tag: not set,
 * the mentor cannot say what it is about. Errors as referral_propose.
 */
MUST_USE enum err referral_find_nobody(struct work *work, const struct pair_access *by,
                                       struct question_id question, struct maybe_tag_id tag);

/* Go and look there, or rather not. ERR_CONFLICT: it does not wait any more. */
MUST_USE enum err referral_answer(struct work *work, const struct pair_access *by,
                                  struct referral_id referral, bool is_yes);

/* A question that was referred has ended, or is back; called by whoever ends it (question.h). The
 * mentor is told.
 */
MUST_USE enum err referral_settle(struct work *work, const struct pair_access *by,
                                  struct question_id question, bool is_useful);

/* The mentee has found by themselves where to look: asked about it later, too. */
MUST_USE enum err referral_note(struct work *work, const struct pair_access *by,
                                struct question_id question);

/* What the other points to and the mentee has not answered; empty for the mentor. */
MUST_USE enum err referral_card(struct request *request, const struct pair_access *by,
                                struct html *ret);

/* Topics of questions that nobody could answer, most often first; at most 100. */
struct referral_gap {
    struct str topic; /* empty: not said */
    int64_t questions;
};

struct referral_gaps {
    const struct referral_gap *at;
    size_t len;
};

MUST_USE enum err referral_gaps_get(struct work *work, const struct team_access *by,
                                    struct referral_gaps *ret);
