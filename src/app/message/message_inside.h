/* message_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/pair/pair.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes message_routes;
extern const struct mails message_mails;

/* A message as its reader sees it. */
struct bubble {
    struct str name, when; /* when: a day, or an hour of today, where the reader is */
    struct str body, wish;
    bool is_mentors;
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
    struct str seen, body, wish;
    struct fault fault;
};
