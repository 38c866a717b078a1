/* setup_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/command.h"
#include "app/scheme/scheme.h"
#include "web/web.h"

extern const struct routes setup_routes;
extern const struct commands setup_commands;

/* One thing a cohort needs, or should have, before it opens. */
struct setup_step {
    struct str title, link, lacks; /* lacks: what is missing; empty: done */
    int64_t minutes;
    bool is_needed; /* the cohort does not open without */
};

struct setup_steps {
    struct setup_step *at;
    size_t len;
    size_t done;
    bool may_open;
};

/* scheme_path: "/s/fenwick", where the links of the steps begin. */
struct setup_steps setup_steps_of(struct arena *arena, const struct scheme_rules *rules,
                                  struct str scheme_path);
