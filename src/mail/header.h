/* header.h - which text may stand in a header of a mail. A form refuses what is not valid; what
 * writes a mail cuts it once more, since gmime would change it without a word.
 */
#pragma once

#include "base/base.h"

/* Is this UTF-8 without control characters? */
bool header_text_is_valid(struct str text);

/* The same text without control characters and broken UTF-8. */
struct str header_text_clean(struct arena *arena, struct str text);
