/* when.h - an instant in words, in the zone of the person who reads it. */
#pragma once

#include "ical/zone.h"

/* "Thursday 26 November"; with the year when the day is half a year or more from now. */
struct str when_day(struct arena *arena, const struct zone *zone, int64_t at, int64_t now);

/* "5:30pm" */
struct str when_clock(struct arena *arena, const struct zone *zone, int64_t at);

/* "Thursday 26 November, 5:30pm (London)" */
struct str when_text(struct arena *arena, const struct zone *zone, int64_t at, int64_t now);

/* The same instant for somebody in another place, as an addition to when_text: "6:30pm in Oslo",
 * with the weekday where it differs: "Friday 1:30am in Tokyo". Empty: both clocks show the same.
 */
struct str when_elsewhere(struct arena *arena, const struct zone *here, const struct zone *there,
                          int64_t at);

/* "45 minutes", "1 hour", "1 hour 30 minutes" */
struct str when_length(struct arena *arena, int64_t minutes);

/* When quiet hours end that this instant lies in: from and to in minutes after midnight, on the
 * wall of that zone; the same: no quiet hours. The instant itself, when it lies in none.
 */
int64_t when_quiet_ends(const struct zone *zone, int64_t from, int64_t to, int64_t at);

/* Do the clocks of a zone change between two instants? */
bool when_clocks_change(const struct zone *zone, int64_t from, int64_t to);
