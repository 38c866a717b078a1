/* timeline.h - the story so far: everything a pair did, newest first, and its braid.
 *
 * Made of what the two may read anyway: dates of meetings and what they left, messages, questions,
 * agreements, notes on how it goes. Nobody but the two reads it. It has no table of its own.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/braid.h"

struct pair_two;

extern const struct concept timeline_concept;

/* The history of a pair, from the introduction to its last day: all of it, as the two may see it. */
MUST_USE enum err timeline_braid(struct work *work, const struct pair_access *by,
                                 const struct pair_two *two, struct braid *ret);
