/* referral_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/pair/pair.h"
#include "app/referral/referral.h"
#include "app/resource/resource.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/frame.h"
#include "web/web.h"

#include "referral_sql.h"

extern const struct routes referral_routes;
extern const struct acts referral_acts;
extern const struct mails referral_mails;
extern const struct jobs referral_jobs;
extern const struct act *const referral_go, *const referral_useful; /* of a mail */

/* --- mails */

MUST_USE enum err referral_tell_proposed(struct work *work, const struct pair_access *by,
                                         struct referral_id id,
                                         const struct referral_question_row *question,
                                         struct str title, struct str line);
MUST_USE enum err referral_tell_nobody(struct work *work, const struct pair_access *by,
                                       struct referral_id id,
                                       const struct referral_question_row *question);
MUST_USE enum err referral_tell_outcome(struct work *work, const struct pair_access *by,
                                        struct referral_id id, struct person_id to,
                                        struct str words, bool is_useful);

/* --- pages */

struct referral_view {
    struct frame *frame;
    struct fault fault;
    struct str path, words, mentee, line, seen; /* path: of the questions; words: the question's */
    struct resources list;
    struct referral_topic_rows topics;
    int64_t chosen;
};

struct referral_ask_view {
    struct frame *frame;
    struct fault fault;
    struct str words, name;
    struct proposed_referral_row one;
    bool is_mentors; /* what to go to, else whether it helped */
};
