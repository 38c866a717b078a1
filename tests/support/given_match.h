/* given_match.h - small match inputs made by chance, the same for the same number. */
#pragma once

#include "match/match.h"

/* What kind of trouble to make. */
enum given_kind {
    GIVEN_PLAIN,
    GIVEN_TIES,    /* all alike */
    GIVEN_CROWDED, /* few mentors, no place with some */
    GIVEN_FREE,    /* no rule but the floor at 0 */
    GIVEN_AWKWARD, /* many blocks and pins */
    GIVEN_AGAIN,   /* half of them had somebody before */
    GIVEN_KINDS
};

struct match_input given_match(struct arena *arena, enum given_kind kind, uint64_t number,
                               size_t mentees, size_t mentors);

/* A number below limit, drawn from *state (SplitMix64). */
size_t given_draw(uint64_t *state, size_t limit);
