/* brief_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/brief/brief.h"
#include "app/pair/pair.h"
#include "app/question/question.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/frame.h"
#include "web/web.h"

extern const struct routes brief_routes;
extern const struct jobs brief_jobs;
extern const struct mail brief_mail_rows[];
extern const struct mails brief_mails;
extern const struct nudges brief_nudges;
extern const struct acts brief_acts;

enum { BRIEF_FOR_MENTOR, BRIEF_WANTED };
enum { BRIEF_ACT_SHARE };

/* A question of the queue as the brief has it. */
struct brief_question {
    struct question question;
    bool is_first, is_last;
};

struct brief_questions {
    const struct brief_question *at;
    size_t len;
};

/* Something promised that is not done yet: "Ada: two applications, by 4 December". */
struct brief_promise {
    struct str who, words, due;
    bool is_mentees;
    int64_t id; /* of the action */
};

struct brief_promises {
    const struct brief_promise *at;
    size_t len;
};

/* A brief as whoever reads may see it: the mentor is given nothing that is not shared. */
struct brief_page {
    const struct frame *frame;
    struct fault fault;
    struct pair_two two;
    struct meeting_id meeting;
    struct str when;                   /* "Thursday 26 November, 5:30pm (London)" */
    struct str due;                    /* "Tuesday 24 November"; empty: that is past */
    bool is_over, is_shared, is_first; /* is_first: they have not met before */
    struct brief_lines lines;
    struct brief_lines stored;               /* where somebody was faster: what stands there now */
    bool has_two_versions;                   /* stored differs from lines */
    struct brief_questions brought, at_hand; /* at_hand: of the queue, not brought */
    struct brief_promises promises;
    struct str new_question; /* typed so far */
    struct str seen;         /* "Only Ingrid sees this" */
};

/* Everything but the frame. ERR_NOT_FOUND: no such meeting, or it has no time. */
MUST_USE enum err brief_look(struct work *work, const struct pair_access *by,
                             struct meeting_id meeting, struct brief_page *ret);
