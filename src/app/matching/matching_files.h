/* matching_files.h - two spreadsheets as they are, made into an input for the engine. */
#pragma once

#include "app/matching/matching_input.h"
#include "sheet/roster.h"

/* Who came out of one file. Blocks go by name: what a file says about a name it does not know, or
 * knows twice, cannot be kept and is told.
 */
struct matching_files {
    struct roster mentees, mentors;
    struct match_input input; /* people in the order of the rosters */
    struct matching_words words;
    const struct roster_problem *blocks; /* "Do not match me with" that names nobody, or several */
    size_t blocks_len;
};

/* Read two files. mentees, mentors: their bytes, which must live as long as the result. The words
 * of the mentors and of the alumni template are the vocabulary by which the mentees' are read.
 * ERR_INVALID: a file that cannot be read at all; fault.field says which, fault.text why.
 */
MUST_USE enum err matching_files_read(struct work *work, struct str mentees, struct str mentors,
                                      struct matching_files *ret);
