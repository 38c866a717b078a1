/* aim_view.h - what the templates of this folder show. */
#pragma once

#include "web/frame.h"
#include "web/html.h"

#include "aim_sql.h"

struct aim_view {
    struct frame *frame;
    struct str mentor, path; /* path: "/s/fenwick/pairs/3/aims" */
    struct str gains;        /* from the application */
    struct aim_rows aims;
    bool is_mentor, may_add;
    struct str title; /* typed */
    bool is_private;  /* chosen */
    struct str share; /* "Only Amara Okafor sees this" */
    struct fault fault;
};
