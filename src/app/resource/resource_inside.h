/* resource_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/referral/referral.h"
#include "app/resource/resource.h"
#include "web/frame.h"
#include "web/web.h"

#include "resource_sql.h"

extern const struct routes resource_routes;

/* A topic to choose, or to look by. */
struct topic_choice {
    int64_t id;
    struct str name;
    bool is_chosen;
};

struct topic_choices {
    struct topic_choice *at;
    size_t len;
};

struct resource_view {
    struct frame *frame;
    struct resources list;
    struct topic_choices topics;
    struct fault fault;
    struct referral_gaps gaps; /* topics that nobody could answer */
    bool is_team, is_new, is_filtered;
    struct str is_service, title, link, words; /* typed so far */
};
