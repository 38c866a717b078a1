/* matching_ids.h - the names in a plain file, each a number.
 *
 * While a file is read a name has the number of its first appearance; matching_ids_draw() then puts
 * all names into the order that the seed draws, in which a file's order means nothing.
 */
#pragma once

#include "match/match.h"

enum { MATCHING_MOST_ID = 200 }; /* bytes of a name */

struct matching_id {
    uint64_t drawn;
    struct str text;
};

struct matching_ids {
    struct arena *arena;
    struct match_lots lots;
    struct matching_id *at;
    uint32_t *table; /* 1 + the number of a name, by its hash; 0: nothing there */
    size_t len, room, table_len;
};

struct matching_ids matching_ids_new(struct arena *arena, const struct match_lots *lots);

/* The number of a name; UINT32_MAX: there is none. */
uint32_t matching_ids_find(const struct matching_ids *ids, struct str text);
uint32_t matching_ids_find_or_add(struct matching_ids *ids, struct str text, bool *ret_is_new);

/* Put the names into the order that is drawn. ret: the new number of each old one. */
uint32_t *matching_ids_draw(struct matching_ids *ids);

/* The numbers of the names, rising by their bytes. */
uint32_t *matching_ids_sorted(const struct matching_ids *ids);
