/* notice_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "base/base.h"
#include "jobs/jobs.h"
#include "web/web.h"

/* A mail that could not leave, as the team sees it: to whom and what kind, never what it says. */
struct stuck_mail {
    int64_t id, attempts;
    struct str name, does, failure, since;
    bool is_refused; /* given up, until somebody tries again */
};

struct stuck_mails {
    const struct stuck_mail *at;
    size_t len;
};

extern const struct rounds notice_rounds;

/* What a kind of mail is for, in a sentence. */
struct str notice_does(struct str kind);

enum err notice_stuck_page(struct request *request, const struct team_access *by);
enum err notice_try_form(struct request *request, const struct team_access *by);
