/* zone_inside.h - what a zone holds: the changes listed in its file and the rule for later. */
#pragma once

#include "ical/zone.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, ZONE_CHANGES_MAX = 3000 };

/* When the clocks change in any year: RFC 9636 §3.3.2, from POSIX TZ. */
struct yearly {
    enum { YEARLY_WEEKDAY = 1, YEARLY_JULIAN, YEARLY_DAY } kind;
    int month, week, weekday; /* YEARLY_WEEKDAY: 1-12, 1-5 (5: the last), 0 is Sunday */
    int day;                  /* YEARLY_JULIAN: 1-365, 29 February not counted; YEARLY_DAY: 0-365 */
    int32_t second;           /* of the local day before the change; may be below 0 or over 24 h */
};

/* The line at the end of a zone file. Offsets in seconds east of UTC. */
struct footer {
    bool is_set;
    int32_t standard, summer;
    bool has_summer;
    struct yearly summer_starts, summer_ends;
};

struct zone {
    struct str name;
    int32_t first; /* the offset before the first change */
    size_t len;
    const int64_t *change_at;
    const int32_t *offset; /* from change_at on */
    struct footer footer;
};

/* Parse the bytes of a zone file (RFC 9636). ERR_BROKEN: damaged, or version 1. */
MUST_USE enum err tzif_parse(struct arena *arena, struct str bytes, struct zone *ret);

/* Parse "GMT0BST,M3.5.0/1,M10.5.0". ERR_BROKEN: not of this form. */
MUST_USE enum err footer_parse(struct str text, struct footer *ret);

int32_t footer_offset(const struct footer *footer, int64_t at);
bool footer_next_change(const struct footer *footer, int64_t after, int64_t *ret);

/* The two changes of a year, as instants; the footer has summer time. */
struct footer_year {
    int64_t summer_from, summer_to;
};
struct footer_year footer_year(const struct footer *footer, int year);

int year_of(int64_t local);                       /* the year of a count of seconds since 1970 */
int64_t day_number(int year, int month, int day); /* days since 1970-01-01 */
