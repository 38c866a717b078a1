/* given_meeting.h - a meeting of pair 3 in scheme 1, for tests: mentee 7, Ada, in London; mentor 8,
 * Ravi, in New York; 15 January 2027.
 */
#pragma once

#include "support/given.h"

/* A form of names and values, ended by NULL; at most 24 of each. */
struct form form_of(struct arena *arena, ...);

/* The page of the newest meeting, and rest behind it: "/after". */
const char *meeting_path(struct world *world, const char *rest);

/* The mentee offers Thursday 21 January at 17:30 and Friday at 16:00 in London. */
void given_meeting_offer(struct world *world);

/* And the mentor picks the first, by the link in the mail. */
void given_meeting_set(struct world *world);

/* How many meetings are in this state, in all pairs. */
int64_t meetings_in(struct world *world, const char *state);
