/* message_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/pair/pair.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes message_routes;
extern const struct mails message_mails;

/* The occasion of the mail that brings a message. */
struct str message_occasion(struct arena *arena, struct message_id id);

/* A file that goes with a message. */
struct bubble_file {
    int64_t id;
    struct str name, size; /* size: "120 KiB" */
};

struct bubble_files {
    struct bubble_file *at;
    size_t len;
};

/* A message as its reader sees it. */
struct bubble {
    struct str name, when; /* when: a day, or an hour of today, where the reader is */
    struct str body, wish;
    bool is_mentors, is_mine;
    struct bubble_files files;
    struct str waits; /* until when the mail about it is held; empty: it is not */
};

struct bubbles {
    struct bubble *at;
    size_t len;
};

struct message_view {
    struct pair_two two;
    struct bubbles bubbles;   /* oldest first */
    struct maybe_int earlier; /* there are more before this moment */
    bool is_newest, may_write, is_mentee;
    int64_t keep_months; /* after the end of the pair */
    struct str seen, body, wish;
    struct fault fault;
};
