/* application_form.h - the form of a scheme as pages of questions with answers.
 *
 * An application fills it in page by page, a profile shows all of it at once. Answers are text: of
 * several choices, those that were taken by "; ".
 */
#pragma once

#include "app/scheme/scheme.h"
#include "web/web.h"

/* What was answered to one field. */
struct application_answer {
    struct str field, answer;
};

struct application_answers {
    const struct application_answer *at;
    size_t len;
};

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
                                          const struct application_answers *answers);

/* The answer to a field; empty: none yet. */
struct str application_answer_to(const struct application_answers *answers, struct str key);

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

/* "Label: answer" of each, for a mail. */
struct str application_copy(struct arena *arena, const struct application_steps *steps);

/* "Video; Either" as the table of profiles says it: "video; in_person". */
struct str application_channels(struct arena *arena, struct str answer);
