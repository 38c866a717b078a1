#include "db/kept.h"

#include <stdlib.h>

enum { FIRST_ROOM = 128 };

/* Fibonacci hashing: the high bits of a product with 2^64 / phi are spread well (Knuth, TAOCP
 * vol. 3, 6.4).
 */
static size_t place_of(const struct kept *kept, const struct query *query)
{
    uint64_t hash = (uint64_t)(uintptr_t)query * 0x9E3779B97F4A7C15U;
    size_t place = (size_t)(hash >> 32) & (kept->room - 1);

    while (kept->at[place].query && kept->at[place].query != query)
        place = (place + 1) & (kept->room - 1);
    return place;
}

static void widen(struct kept *kept)
{
    struct kept old = *kept;

    kept->room = old.room ? old.room * 2 : FIRST_ROOM;
    kept->at = calloc(kept->room, sizeof(*kept->at));
    if (!kept->at)
        abort();
    for (size_t i = 0; i < old.room; i++)
        if (old.at[i].query)
            kept->at[place_of(kept, old.at[i].query)] = old.at[i];
    free(old.at);
}

struct kept_slot *kept_slot(struct kept *kept, const struct query *query)
{
    if (kept->len * 2 >= kept->room)
        widen(kept);
    struct kept_slot *slot = &kept->at[place_of(kept, query)];
    if (!slot->query)
        *slot = (struct kept_slot){.query = query, .number = ++kept->len};
    return slot;
}

void kept_clear(struct kept *kept, void (*forget)(void *stmt))
{
    for (size_t i = 0; forget && i < kept->room; i++)
        if (kept->at[i].stmt)
            forget(kept->at[i].stmt);
    free(kept->at);
    *kept = (struct kept){0};
}
