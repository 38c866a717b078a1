/* kit_view.h - what the page of the kit shows. */
#pragma once

#include "app/agreement/agreement.h"
#include "app/pair/pair.h"
#include "kit_sql.h"
#include "web/frame.h"
#include "web/html.h"

struct kit_view {
    struct frame *frame;
    struct pair_two two;
    struct kit_row kit;
    struct html path; /* the mentor's */
    struct kit_word_rows shared;
    struct kit_aim_rows aims;
    struct kit_told_rows told;
    struct rhythm rhythm;
    bool is_mentee;
};
