/* zone.h - time zones: from the clock on a wall to an instant, and back.
 *
 * The rules come from the system's zone database (package tzdata). TZ and tzset() are never
 * used, so threads do not meet. A name from outside is looked up in the list of names that was
 * made with the program; it never becomes part of a path otherwise.
 *
 * A wall time that a change of clocks skips takes the offset from before the change, one that
 * occurs twice is the first of the two (RFC 5545 §3.3.5).
 */
#pragma once

#include "base/work.h"

struct zone; /* the rules of one zone; lives in the arena it was read into */

/* What a clock on the wall shows. */
struct wall {
    struct day on;
    int32_t second; /* of the day, 0 to 86399 */
};

/* A zone a person may choose: "Europe/London", place "London". */
struct zone_name {
    const char *name;
    const char *stands_for; /* an old name: the one to use; else NULL */
};

/* All known names in order; ret: how many. */
const struct zone_name *zone_names(size_t *ret);

/* Is this a name that people may choose? Old names are not offered, though zone_find takes them. */
bool zone_is_offered(const struct zone_name *name);

/* The place in a zone's name: "New York" for "America/New_York". */
struct str zone_place(struct arena *arena, struct str name);

/* The zone that people may choose which is named after this city: "America/New_York" for "new york".
 * Empty: none is; most cities are not.
 */
struct str zone_of_city(struct str city);

/* The rules of a zone, read once for a connection: a newer tzdata counts from the next start.
 * ERR_INVALID: no such name. ERR_BROKEN: the system's zone database lacks it or is damaged.
 */
MUST_USE enum err zone_get(struct work *work, struct str name, const struct zone **ret);

/* The same, read anew into an arena. */
MUST_USE enum err zone_find(struct arena *arena, struct str name, const struct zone **ret);

struct str zone_own_name(const struct zone *zone);

/* The offset at an instant, in seconds east of UTC. */
int32_t zone_offset(const struct zone *zone, int64_t at);

/* The next instant after this one at which the clocks change, and the offsets around it.
 * False: they never change again within ten years.
 */
bool zone_next_change(const struct zone *zone, int64_t after, int64_t *ret);

struct wall zone_wall(const struct zone *zone, int64_t at);
int64_t zone_instant(const struct zone *zone, struct wall wall);

/* "17:30" or "5:30" as a wall time of that day. ERR_INVALID: not of this form. */
MUST_USE enum err wall_parse(struct str hour_minute, struct day on, struct wall *ret);
