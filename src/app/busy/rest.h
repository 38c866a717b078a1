/* rest.h - days on which nothing is expected: arithmetic on spans of days.
 *
 * Pure. A clock stands still on such a day and goes on behind it; it is not set back.
 */
#pragma once

#include "base/base.h"

struct scheme_rules;

/* The last day belongs to it. */
struct rest {
    struct day from, until;
};

struct rests {
    struct rest *at;
    size_t len;
};

/* The scheme's own closures, by their first day. */
struct rests rests_of_scheme(struct arena *arena, const struct scheme_rules *rules);

/* The same spans by their first day; in place. */
struct rests rests_sorted(struct rests rests);

/* How many days behind `after`, up to and with `upto`, stand still; a day in several spans counts
 * once. rests: by their first day.
 */
int64_t rests_days(struct rests rests, struct day after, struct day upto);

/* The last day of the rest that a day lies in, spans that touch taken as one; not set: none.
 * rests: by their first day.
 */
struct maybe_day rests_until(struct rests rests, struct day day);

/* A number of days that a scheme sets for its own rhythm, for a pair that agreed another: in
 * proportion, and at least one (0 stays 0: off).
 */
int64_t rhythm_scaled(int64_t days, int64_t agreed_days, int64_t scheme_days);

/* Does the scheme ask for progress notes at all? */
bool scheme_asks_notes(const struct scheme_rules *rules);
