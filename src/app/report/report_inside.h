/* report_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "base/base.h"
#include "web/html.h"

struct frame;

/* A number with what it means. */
struct figure {
    struct str name, value, of; /* "72%", "36 of 50 pairs" */
    struct str means;
};

struct figures {
    const struct figure *at;
    size_t len;
};

struct report_view {
    struct frame *frame;
    struct str month, lede;
    struct str before, after; /* of the neighbouring months: "2027-01"; empty: none */
    struct str before_name, after_name;
    struct figures figures;
    struct str weeks_say;
    struct html weeks;
};
