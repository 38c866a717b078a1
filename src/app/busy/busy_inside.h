/* busy_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/busy/busy.h"
#include "app/busy/rest.h"
#include "app/pair/pair.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/frame.h"
#include "web/web.h"

#include "busy_sql.h"

extern const struct mails busy_mails;
extern const struct jobs busy_jobs;
extern const struct acts busy_acts;
extern const struct routes busy_routes;

enum { BUSY_AWAY, BUSY_BACK_EARLY, BUSY_WELCOME, BUSY_PAUSED, BUSY_GOES_ON, BUSY_MAIL_COUNT };
enum { BUSY_ACT_SAY };

PRINTF_LIKE(2, 3) struct str busy_text(struct arena *arena, const char *fmt, ...);

/* "3 March", with the year where it is not this one. */
struct str busy_day(struct arena *arena, struct day day, struct day today);

/* A mail of a pair about its rests. path: of the button. */
MUST_USE enum err busy_mail(struct work *work, const struct public_access *by, int kind,
                            struct scheme_id scheme, struct pair_id pair, struct person_id to,
                            struct str once, const struct mail_text *text);

/* Let a paused pair go on, and say so to both. */
MUST_USE enum err pause_end(struct work *work, const struct scheme_access *by, struct pair_id pair,
                            struct person_id ended_by);

struct busy_line {
    int64_t id;
    struct str dates, line;
    bool has_begun;
};

struct busy_lines {
    const struct busy_line *at;
    size_t len;
};

struct busy_view {
    struct frame *frame;
    struct str seen, span, from, until, line;
    struct busy_lines mine;
    bool has_pair;
    struct fault fault;
};

struct pause_view {
    struct frame *frame;
    struct str other, until, span, return_on, refusal;
    int64_t most_weeks;
    bool is_paused;
    struct fault fault;
};
