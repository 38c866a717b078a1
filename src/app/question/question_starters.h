/* question_starters.h - questions to begin from, by how long the two know each other. */
#pragma once

#include "base/base.h"

enum stage {
    STAGE_START = 1, /* the first two weeks, or not met yet */
    STAGE_EARLY,     /* to the sixth week */
    STAGE_MIDDLE,
    STAGE_CLOSING, /* the last six weeks */
    STAGE_COUNT
};

/* introduced_on: not set before the introduction. ends_on: not set where no end is agreed. */
enum stage stage_of(struct day today, struct maybe_day introduced_on, struct maybe_day ends_on);

struct starters {
    const char *const *at;
    size_t len;
};

struct starters starters_of(enum stage stage);
