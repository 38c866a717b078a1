/* application_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/application/application.h"
#include "app/participant/participant.h"
#include "application_sql.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes application_routes;
extern const struct jobs application_jobs;
extern const struct mails application_mails;

/* One of the choices of a field. */
struct application_choice {
    struct str label;
    bool is_on;
    int64_t index;
};

struct application_choices {
    const struct application_choice *at;
    size_t len;
};

/* One thing that a form asks, with what was answered. */
struct application_question {
    const struct scheme_field *field;
    struct str answer; /* parts of a list by "; " */
    struct application_choices choices;
    struct str seen; /* who reads it, in words */
    struct str step; /* the page it stands on */
};

struct application_questions {
    const struct application_question *at;
    size_t len;
};

/* One page of a form: one thing, or a few that belong together. */
struct application_step {
    struct str word;  /* in the path */
    struct str title; /* its h1 */
    struct application_questions questions;
    int64_t number, of; /* "question 3 of 6" */
    struct str next;    /* the word of the page behind it: "check" at the end */
};

struct application_steps {
    const struct application_step *at;
    size_t len;
};

/* The pages of a role's form, with the answers so far. */
struct application_steps application_form(struct arena *arena, const struct scheme_rules *rules,
                                          enum role role,
                                          const struct application_answer_rows *answers);

/* The answer to a field; empty: none yet. */
struct str application_answer_to(const struct application_answer_rows *answers, struct str key);

/* Read the answer of a posted form. ERR_INVALID: it breaks a rule of the field.
 * ret: as it is stored, also where it breaks one, so that the person's text is kept.
 */
MUST_USE enum err application_read(struct request *request, const struct scheme_field *field,
                                   struct str *ret);

/* The same question with what was typed now, to be shown again. */
struct application_question application_retyped(struct arena *arena,
                                                const struct application_question *question,
                                                struct str answer);

/* What is still wanted; NULL: nothing. */
const struct application_question *application_wanting(const struct application_steps *steps);

/* The rules that an application is bound to. */
MUST_USE enum err application_rules(struct work *work, const struct visitor_access *by,
                                    struct maybe_scheme_text_id text, struct scheme_rules *ret);

/* "Label: answer" of each, for a mail. */
struct str application_copy(struct arena *arena, const struct application_steps *steps);

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
