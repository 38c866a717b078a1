/* application_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/application/application.h"
#include "app/application/application_form.h"
#include "app/participant/participant.h"
#include "application_sql.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes application_routes;
extern const struct jobs application_jobs;
extern const struct mails application_mails;

/* What was answered so far. */
MUST_USE enum err application_answers_get(struct work *work, const struct visitor_access *by,
                                          struct application_id application,
                                          struct application_answers *ret);

/* The rules that an application is bound to. */
MUST_USE enum err application_rules(struct work *work, const struct visitor_access *by,
                                    struct maybe_scheme_text_id text, struct scheme_rules *ret);

/* --- mails */

struct application_letter {
    struct person_id person;
    struct scheme_id scheme;
    struct application_id application;
    enum role role;
    struct str scheme_path; /* "/s/fenwick" */
    struct str token;       /* of the link that goes on; empty: none */
    int64_t occasion;       /* tells two mails of a kind apart */
};

MUST_USE enum err application_mail_go_on(struct work *work, const struct public_access *by,
                                         const struct application_letter *letter);
MUST_USE enum err application_mail_received(struct work *work, const struct public_access *by,
                                            const struct application_letter *letter,
                                            struct str copy, struct maybe_day closes_on);
MUST_USE enum err application_mail_asked(struct work *work, const struct public_access *by,
                                         const struct application_letter *letter, struct str text);
MUST_USE enum err application_mail_accepted(struct work *work, const struct public_access *by,
                                            const struct application_letter *letter,
                                            struct str email, enum role role);
MUST_USE enum err application_mail_declined(struct work *work, const struct public_access *by,
                                            const struct application_letter *letter,
                                            struct str reason);

/* Tell the team that somebody under 18 wanted to take part; once a day, and no name. */
MUST_USE enum err application_mail_young(struct work *work, const struct visitor_access *by);

/* The text that a coordinator begins a no with. */
struct str application_kind_no(struct arena *arena, struct str name, enum role role);

/* "Waiting for you": a state as the team reads it. */
struct str application_state_says(struct str state);

/* The h1 of what an applicant sees of it. */
struct str application_state_title(struct str state);

/* A state to choose in the queue, with how many are in it. */
struct application_tab {
    struct str state, says;
    int64_t number;
};

struct application_tabs {
    const struct application_tab *at;
    size_t len;
};

/* What stands in the team's forms. */
struct application_draft {
    struct str seen, asked, reason;
};

/* --- the team's pages (application_team.c) */

enum err application_list_page(struct request *request, const struct team_access *by);
enum err application_one_page(struct request *request, const struct team_access *by);
enum err application_accept_page(struct request *request, const struct team_access *by);
enum err application_decline_page(struct request *request, const struct team_access *by);
enum err application_ask_page(struct request *request, const struct team_access *by);
