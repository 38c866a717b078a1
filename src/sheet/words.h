/* words.h - brings what people typed to the words that a scheme knows. */
#pragma once

#include "sheet/roster.h"

/* A word made plain for comparing: ASCII letters in lower case, each run of blanks and signs one
 * blank, none at the ends. "Mentees (max)" and "mentees max" are the same.
 */
struct str words_plain(struct arena *arena, struct str word);

/* "n/a", "-", "none", "not sure yet": an answer that says nothing. */
bool words_are_nothing(struct str plain);

/* The vocabulary made ready for looking up. */
struct words_index;
struct words_index *words_index_new(struct arena *arena, struct roster_words words);

/* There are no words at all: any may be used. */
bool words_are_open(const struct words_index *index);

/* The word of that name, NULL where there is none. */
const struct roster_word *words_find(const struct words_index *index, struct str plain);

/* The own name of the one tag that a part of plain is a name of; where no part is, of the one that
 * shares a beginning of at least four letters with a part ("tech / product" and "Technology"). NULL
 * where none or several do.
 */
const struct roster_word *words_near(const struct words_index *index, struct str plain);

/* "video", "in_person" or "phone" by "; " for a way to meet. ERR_INVALID: not understood. */
MUST_USE enum err words_channel(struct str plain, struct str *ret);
