/* heads_up_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/heads_up/heads_up.h"
#include "app/pair/pair.h"
#include "web/frame.h"
#include "web/web.h"

#include "heads_up_sql.h"

struct heads_up_view {
    struct frame *frame;
    struct str other, seen, path;
    struct heads_up_row_rows told;
    bool may_tell;
    struct str words, helps; /* as they were typed */
    struct fault fault;
};
