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

/* One thing that a person was told. */
struct notice {
    struct str subject, when, does, scheme;
    struct str path;  /* where it leads; empty: nowhere */
    struct str waits; /* until when its mail is held; empty: it is not */
};

struct notices {
    const struct notice *at;
    size_t len;
};

extern const struct rounds notice_rounds;

/* What a kind of mail is for, in a sentence. */
struct str notice_does(struct str kind);

enum err notice_list_page(struct request *request, const struct person_access *by);
enum err notice_stuck_page(struct request *request, const struct team_access *by);
enum err notice_try_form(struct request *request, const struct team_access *by);
