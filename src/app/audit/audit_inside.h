/* audit_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "base/base.h"

struct frame;

struct audit_line {
    int64_t n;
    struct str when, who, act;
    int64_t thing;
};

struct audit_lines {
    const struct audit_line *at;
    size_t len;
};

struct audit_view {
    struct frame *frame;
    struct audit_lines lines;
    bool has_more;
    int64_t before; /* the oldest shown */
    int64_t wrong;  /* the first entry that does not fit; 0: all fit */
};
