/* timeline_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/pair/pair.h"
#include "app/timeline/timeline.h"
#include "web/frame.h"
#include "web/html.h"
#include "web/web.h"

/* One thing that happened. */
struct timeline_entry {
    struct str when, title, text;
    bool is_met;     /* a filled knot, else a ring */
    bool is_message; /* in a bubble */
    bool is_mentors; /* of a message: whose bubble */
};

struct timeline_entries {
    const struct timeline_entry *at;
    size_t len;
};

/* A kind to choose, with its link. */
struct timeline_choice {
    struct str word, label;
    bool is_chosen;
};

struct timeline_choices {
    const struct timeline_choice *at;
    size_t len;
};

struct timeline_view {
    struct frame *frame;
    struct pair_two two;
    struct html braid;
    struct str story; /* the braid in a sentence */
    struct braid_rows days;
    struct timeline_choices choices;
    struct timeline_entries entries;
    struct str kind;
    struct maybe_int earlier; /* there are more before this moment */
};
