/* path_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/path/path.h"
#include "web/frame.h"
#include "web/web.h"

#include "path_sql.h"

struct path_view {
    struct frame *frame;
    struct fault fault;
    struct str turns[PATH_TURNS];
    struct html shown; /* exactly as others read it */
};
