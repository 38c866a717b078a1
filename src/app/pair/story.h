/* story.h - the story so far: the newest entries of a pair, told by the concepts they are of. */
#pragma once

#include "base/base.h"

enum { STORY_MAX = 4 }; /* entries on the pair's home */

enum story_kind {
    STORY_MET,     /* a filled knot */
    STORY_MESSAGE, /* a ring, with a bubble */
    STORY_OTHER,   /* a ring */
};

struct story_entry {
    int64_t at;
    enum story_kind kind;
    struct str when;  /* "12 November"; filled in by the page */
    struct str title; /* "You met"; who wrote, for a message */
    struct str text;
    bool is_mentors; /* of a message: whose bubble */
};

/* The newest entries, newest first. {0} is empty. */
struct story {
    struct story_entry at[STORY_MAX];
    size_t len;
};

/* Put an entry in its place; the oldest falls out. */
void story_add(struct story *story, struct story_entry entry);
