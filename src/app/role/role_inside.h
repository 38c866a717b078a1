/* role_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "web/web.h"

struct frame;

/* A role as the page shows it. */
struct role_choice {
    struct str word, name, does;
    bool is_chosen;
};

struct role_choices {
    const struct role_choice *at;
    size_t len;
};

struct role_holder {
    int64_t person;
    struct str name, email, word, role, since;
    bool is_me, may_go; /* may_go: can be taken out here */
};

struct role_holders {
    const struct role_holder *at;
    size_t len;
};

struct role_view {
    struct frame *frame;
    struct role_holders holders;
    struct role_choices choices;
    struct str name, email;
    struct fault fault;
};
