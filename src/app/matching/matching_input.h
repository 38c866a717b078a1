/* matching_input.h - from people in words to people in tags, as the engine takes them.
 *
 * Words are compared without regard to case. A tag's number is the place of its word among all
 * words of its part in order, so it does not hang on who came first.
 */
#pragma once

#include "match/match.h"

struct matching_person {
    struct str key;   /* unique on their side */
    struct str human; /* the same for one who is on both sides */
    struct str city;
    int64_t places;
    struct str lists[MATCH_PART_COUNT]; /* words, separated by ';' */
};

struct matching_people {
    const struct matching_person *at;
    size_t len;
};

/* A word that stands above another, as "Law" above "Family law". */
struct matching_parent {
    enum match_part part;
    struct str word, parent;
};

/* Two words that have to do with each other, though neither stands above the other. */
struct matching_related {
    enum match_part part;
    struct str word, other;
    int64_t likeness; /* 1..999 of MATCH_FULL */
};

struct matching_parents {
    const struct matching_parent *at;
    size_t len;
    const struct matching_related *related; /* each two words once */
    size_t related_len;
};

/* A tag as people read it. */
struct matching_words {
    const struct str *at; /* by number */
    size_t len;
};

/* Make an input with the usual rules and no blocks, pins or seed, which are the caller's.
 * ERR_INVALID: more words than a vocabulary holds.
 * ret_words: what each tag means.
 */
MUST_USE enum err matching_input_make(struct work *work, struct matching_people mentees,
                                      struct matching_people mentors,
                                      struct matching_parents parents, struct match_input *ret,
                                      struct matching_words *ret_words);
