/* progress_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/pair/pair.h"
#include "app/progress/progress.h"
#include "mail/mail.h"
#include "web/frame.h"
#include "web/web.h"

extern const struct routes progress_routes;
extern const struct mail progress_mail_rows[];
extern const struct mails progress_mails;
extern const struct nudges progress_nudges;
extern const struct acts progress_acts;

enum { PROGRESS_ACT_WRITE, PROGRESS_ACT_REPLY };
enum { PROGRESS_WROTE, PROGRESS_REPLIED, PROGRESS_DUE, PROGRESS_MAIL_COUNT };

/* "well": as it is stored; and "Going well": as people read it. */
struct str progress_stored(enum progress_word word);
struct str progress_says(struct str stored);

/* One of the words a note can have. */
struct progress_choice {
    int64_t n;
    struct str says;
    bool is_chosen;
};

struct progress_choices {
    struct progress_choice at[PROGRESS_WORD_COUNT - 1];
    size_t len;
};

/* The form for a note. */
struct progress_form {
    struct str other, seen, line;
    struct progress_choices choices;
    bool is_told_team;
};

/* A note as its reader sees it. */
struct progress_line {
    int64_t id;
    struct str name, when, says, line, reply, replier;
    struct str field, typed; /* of an answer: "reply-7", and what was typed into it */
    bool is_mentors, is_told, may_reply;
};

struct progress_lines {
    struct progress_line *at;
    size_t len;
};

struct progress_view {
    struct frame *frame;
    struct progress_form form;
    struct progress_lines notes; /* newest first */
    struct str refusal;          /* why no note can be written; empty: it can */
    struct fault fault;
};

/* What the form shows: chosen, unless something was typed. */
struct progress_form progress_form_of(const struct request *request, const struct pair_two *two,
                                      int64_t chosen);
MUST_USE enum err progress_form_read(const struct request *request, struct progress_words *ret);
