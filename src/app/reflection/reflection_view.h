/* reflection_view.h - what the pages of this folder show. */
#pragma once

#include "base/work.h"
#include "web/frame.h"

struct reflection_answer {
    struct str says, when; /* "Mostly"; "3 March" */
};

struct reflection_answers {
    const struct reflection_answer *at;
    size_t len;
};

/* A statement with what one answered, newest first. */
struct reflection_line {
    struct str field; /* "s-4" */
    struct str text;
    int64_t chosen; /* today's answer; 0: none yet */
    struct reflection_answers before;
};

struct reflection_lines {
    struct reflection_line *at;
    size_t len;
};

struct reflection_part {
    int64_t n;
    struct str title;
    struct reflection_lines lines;
};

struct reflection_parts {
    struct reflection_part *at;
    size_t len;
};

struct reflection_view {
    struct frame *frame;
    struct reflection_parts parts;
    int64_t version; /* of the scheme's text, whose statements these are */
    struct fault fault;
};

struct reflection_shown_view {
    struct frame *frame;
    struct str other, own; /* own: path of one's own statements */
    struct reflection_lines theirs;
    bool is_shown;
};
