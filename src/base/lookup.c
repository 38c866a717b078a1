#include "base/lookup.h"

/* Open addressing; room is a power of two and at least half of it stays free. */
struct lookup_slot {
    struct str text; /* its at is NULL: free */
    size_t number;
};

/* FNV-1a, 64 bits. Source: Fowler, Noll, Vo, draft-eastlake-fnv. */
static uint64_t hash(struct str text)
{
    uint64_t sum = 0xCBF29CE484222325;

    for (size_t i = 0; i < text.len; i++)
        sum = (sum ^ (unsigned char)text.at[i]) * 0x100000001B3;
    return sum;
}

struct lookup lookup_new(struct arena *arena, size_t count)
{
    struct lookup lookup = {.room = 16};

    while (lookup.room < count * 2)
        lookup.room *= 2;
    lookup.slots = NEW_ARRAY(arena, struct lookup_slot, lookup.room);
    return lookup;
}

/* The slot of a text, or the free one where it belongs. */
static struct lookup_slot *slot_of(const struct lookup *lookup, struct str text)
{
    size_t at = hash(text) & (lookup->room - 1);

    while (lookup->slots[at].text.at && !str_eq(lookup->slots[at].text, text))
        at = (at + 1) & (lookup->room - 1);
    return &lookup->slots[at];
}

void lookup_put(struct lookup *lookup, struct str text, size_t number)
{
    if (text.len > 0)
        *slot_of(lookup, text) = (struct lookup_slot){text, number};
}

size_t lookup_find(const struct lookup *lookup, struct str text)
{
    return text.len > 0 ? slot_of(lookup, text)->number : 0;
}
