/* scheme_view.h - what the pages of a scheme show, ready for their templates. */
#pragma once

#include "app/scheme/scheme.h"
#include "web/html.h"

struct str_list {
    struct str *at;
    size_t len;
};

struct scheme_landing {
    struct str when;                 /* one sentence on dates */
    struct str as_mentee, as_mentor; /* "As a mentee" */
    struct str initials;             /* of the contact */
    bool is_open;
    struct str_list month;
    struct html braid;
};

struct guide_entry {
    struct str text, link;
};

struct guide_entries {
    struct guide_entry *at;
    size_t len;
};

struct guide_part {
    int64_t n;
    struct str title;
    struct guide_entries lines;
};

struct guide_parts {
    struct guide_part *at;
    size_t len;
};

struct prose_part {
    int64_t n;
    struct str title; /* empty: the page's own says it */
    struct str_list paragraphs;
};

struct prose_parts {
    struct prose_part *at;
    size_t len;
};

/* The paragraphs of a text: parted by empty lines. */
struct str_list scheme_paragraphs(struct arena *arena, struct str text);
