#include "match/keyed.h"

#include <stdlib.h>
#include <string.h>

int keyed_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int by_bytes = common > 0 ? memcmp(a.at, b.at, common) : 0;

    return by_bytes != 0 ? by_bytes : (a.len > b.len) - (a.len < b.len);
}

static int compare(const void *left, const void *right)
{
    const struct keyed *l = left, *r = right;

    return keyed_compare(l->key, r->key);
}

const struct keyed *keyed_of(struct work *work, struct match_people people)
{
    struct keyed *keyed = NEW_ARRAY(work->arena, struct keyed, people.len);

    for (size_t i = 0; i < people.len; i++)
        keyed[i] = (struct keyed){people.at[i].key, i};
    if (people.len > 0)
        qsort(keyed, people.len, sizeof(*keyed), compare);
    return keyed;
}

const struct keyed *keyed_find(const struct keyed *keyed, size_t len, struct str key)
{
    struct keyed wanted = {.key = key};

    return len > 0 ? bsearch(&wanted, keyed, len, sizeof(*keyed), compare) : NULL;
}
