/* question_view.h - what the pages of questions show. */
#pragma once

#include "app/question/question.h"
#include "app/question/question_starters.h"
#include "app/question/question_wording.h"
#include "web/frame.h"
#include "web/html.h"

/* A question with what stands beside it. */
struct question_line {
    struct question question;
    struct str suggestion; /* on its wording; empty: none */
    struct str standing;   /* who sees it, or what became of it */
    bool is_first, is_last;
};

struct question_lines {
    const struct question_line *at;
    size_t len;
};

struct starter_link {
    int64_t n;
    struct str words;
};

struct starter_links {
    const struct starter_link *at;
    size_t len;
};

struct question_view {
    const struct frame *frame;
    struct fault fault;
    struct str path; /* of the list */
    struct str mentee, mentor;
    bool may_write; /* the mentee, of a pair that is not over */
    bool is_mentee; /* the reader */
    struct question_lines open, ended;
    struct html referrals; /* where the mentor would look, for the mentee to answer */
    int64_t ready;         /* open questions that the mentor sees */
    struct str words;      /* typed so far, or a starter */
    bool is_shared;        /* the choice so far */
    struct starter_links starters;
    struct wording_rules rules;
    struct question_line one; /* for the page of one question */
    struct str pointed_to;    /* typed so far */
};
