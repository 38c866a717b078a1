/* matching_options.h - what stands beside two spreadsheets: weights, pins, blocks, previous pairs.
 *
 *     pins, blocks, previous   mentee<TAB>mentor     as the spreadsheets call them: number, or address
 *     weights                  part<TAB>weight       topics, interests, courses, channels, times or
 *                                                    languages; 0..10000; a part not named keeps its own
 */
#pragma once

#include "match/match.h"

struct matching_options {
    const char *weights, *pins, *blocks, *previous; /* files; NULL: none */
};

/* Add them to an input. ERR_INVALID: it was said in one line, with file, line and field. */
MUST_USE enum err matching_options_read(struct work *work, const struct matching_options *options,
                                        struct match_input *input);
