/* given_seekers.h - a scheme whose mentees may ask mentors, and people with words. */
#pragma once

#include "support/given_mail.h"

/* Scheme 1 lets mentees ask three mentors, 7 days each. Mentees 20 (Amara) and 21 (Theo) seek
 * Interviews and Engineering. Mentors: 30 (Ingrid, one place: Interviews, Engineering), 31 (Rosa,
 * two places: Interviews), 32 (Hugo, one place: Confidence, Law), 33 (Dan, speaks Norwegian only).
 * All meet by video. Tags: 1 Interviews, 2 Confidence, 3 Engineering, 4 Law.
 */
struct world *given_seekers(struct arena *arena);

/* A form of one to three fields; a NULL name ends it. */
struct form given_form(struct arena *arena, const char *name, const char *value, const char *name_2,
                       const char *value_2, const char *name_3, const char *value_3);
