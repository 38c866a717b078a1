/* agreement_view.h - what the templates of this folder are given. */
#pragma once

#include "app/agreement/agreement_inside.h"
#include "web/frame.h"

enum ask_kind { ASK_ONE, ASK_SOME, ASK_PICK, ASK_LINE, ASK_LONG };

/* One answer that can be chosen. */
struct choice {
    struct str value, says;
    bool is_on;
};

struct choices {
    const struct choice *at;
    size_t len;
};

/* One thing that a step asks. */
struct ask {
    enum ask_kind kind;
    struct str name, label, hint;
    struct choices choices; /* of ASK_ONE, ASK_SOME and ASK_PICK (a list to pick from) */
    struct str value;       /* of ASK_LINE and ASK_LONG */
    int64_t most;           /* letters */
};

struct asks {
    const struct ask *at;
    size_t len;
};

/* A clause, and what it says elsewhere where that differs. */
struct clause_line {
    struct agreement_clause clause;
    struct str step;  /* the last part of the path that changes it */
    struct str other; /* what it said before; empty: the same */
};

struct clause_lines {
    const struct clause_line *at;
    size_t len;
};

struct agreement_view {
    const struct frame *frame;
    struct fault fault;
    struct agreement_now now;
    struct str path;           /* "/s/alumni/pairs/3/agreement" */
    struct str seen;           /* who sees what is typed */
    struct clause_lines lines; /* the text that the page is about */
    size_t differ;             /* how many of them differ from `other_is` */
    struct str other_is;       /* "the scheme's words", "what you two agreed": the other column */
    struct agreement_version_rows versions;
    struct day since; /* the text in force */
    /* a step */
    struct asks asks;
    struct str title, hint, fixed;
    int64_t nth;
    bool is_from_check;
    /* a version */
    struct agreement_row version;
    struct agreement_yes_rows yeses;
};
