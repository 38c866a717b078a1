/* request_inside.h - what the files of the concept share. */
#pragma once

#include "app/request/request.h"

struct acts;
struct jobs;
struct mails;
struct routes;

enum { REQUEST_HOPES = 600, REQUEST_ANSWER = 1200, REQUEST_LINE = 300 };

extern const struct routes request_routes;
extern const struct acts request_acts;
extern const struct mails request_mails;
extern const struct jobs request_jobs;

/* Places in request_acts. */
enum request_act { REQUEST_ANSWERED, REQUEST_REPLIED };

/* Which mail to send; request_mail.c. */
enum request_letter {
    LETTER_SENT,      /* to the mentor: somebody asks */
    LETTER_WAITS,     /* a reminder of it */
    LETTER_ASKED,     /* to the mentee: the mentor asks first */
    LETTER_OWED,      /* a reminder of it */
    LETTER_REPLIED,   /* to the mentor: the mentee has answered */
    LETTER_DECLINED,  /* to the mentee: not this time, with two others */
    LETTER_EXPIRED,   /* to the mentee: no answer, with two others */
    LETTER_LAPSED,    /* to the mentor: nothing to answer any more */
    LETTER_TAKEN,     /* to the mentee: that mentor has no room any more */
    LETTER_OVERTAKEN, /* to the mentor: that mentee has found somebody */
    LETTER_WITHDRAWN, /* to the mentor */
    LETTER_COUNT
};

/* round: which of several alike this is, so that each goes out once. */
MUST_USE enum err request_tell(struct work *work, const struct scheme_access *by,
                               enum request_letter letter, struct request_id id, int64_t round);

/* Settle what can come to nothing any more, and tell the other side. */
MUST_USE enum err request_overtake_all(struct work *work, const struct scheme_access *by);

/* "I do not have the time just now": a reason as the mentee reads it. Empty: no such reason. */
struct str request_why_says(struct str why);
