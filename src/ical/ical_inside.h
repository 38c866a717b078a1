/* ical_inside.h - lines of iCalendar, shared by its writers. */
#pragma once

#include "ical/zone.h"

enum { ICAL_LINE_MAX = 75 }; /* octets, without the line end: RFC 5545 §3.1 */

/* Write one content line, folded; the text is already escaped. */
void ical_put_line(struct buf *out, struct str line);

/* The same for a short line: at most 75 octets. */
PRINTF_LIKE(2, 3) void ical_put_linef(struct buf *out, const char *fmt, ...);

/* "20270329T123000" */
struct str ical_wall(struct arena *arena, struct wall wall);

/* Write a VTIMEZONE that is right for a meeting at this instant: RFC 5545 §3.6.5. */
void ical_put_timezone(struct buf *out, const struct zone *zone, int64_t at);
