/* keyed.h - people in the order of their keys: what is written must not hang on how they came. */
#pragma once

#include "match/match.h"

struct keyed {
    struct str key;
    size_t at; /* position in the input */
};

/* Byte by byte; what is cut short comes first. */
int keyed_compare(struct str a, struct str b);

/* Everybody, rising by key. Lives in the work's arena. */
const struct keyed *keyed_of(struct work *work, struct match_people people);

/* Find the one with this key among len people, or NULL. */
const struct keyed *keyed_find(const struct keyed *keyed, size_t len, struct str key);
