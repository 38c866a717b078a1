/* lookup.h - finds a number by a text. Built once for a known count, never emptied. */
#pragma once

#include "base/base.h"

struct lookup_slot;

struct lookup {
    struct lookup_slot *slots;
    size_t room;
};

/* Room for at most count texts. */
struct lookup lookup_new(struct arena *arena, size_t count);

/* Remember a number, not 0, for a text; an earlier one is replaced. The empty text is passed
 * over. The text is borrowed.
 */
void lookup_put(struct lookup *lookup, struct str text, size_t number);

/* The number of a text, 0 where there is none. */
size_t lookup_find(const struct lookup *lookup, struct str text);
