#include "ical/when.h"

#include <time.h>

enum { DAY_SECONDS = 86400, FAR_DAYS = 182 };

static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static struct tm wall_tm(const struct zone *zone, int64_t at)
{
    struct wall wall = zone_wall(zone, at);
    time_t local = (time_t)(wall.on.n * DAY_SECONDS + wall.second);
    struct tm tm;

    gmtime_r(&local, &tm);
    return tm;
}

static void put_clock(struct buf *out, const struct tm *tm)
{
    int hour = tm->tm_hour % 12 == 0 ? 12 : tm->tm_hour % 12;

    buf_addf(out, "%d:%02d%s", hour, tm->tm_min, tm->tm_hour < 12 ? "am" : "pm");
}

struct str when_day(struct arena *arena, const struct zone *zone, int64_t at, int64_t now)
{
    struct tm tm = wall_tm(zone, at);
    struct buf out = {.arena = arena};
    int64_t days = (at - now) / DAY_SECONDS;

    buf_addf(&out, "%s %d %s", weekdays[tm.tm_wday], tm.tm_mday, months[tm.tm_mon]);
    if (days >= FAR_DAYS || days <= -FAR_DAYS)
        buf_addf(&out, " %d", tm.tm_year + 1900);
    return buf_str(&out);
}

struct str when_clock(struct arena *arena, const struct zone *zone, int64_t at)
{
    struct tm tm = wall_tm(zone, at);
    struct buf out = {.arena = arena};

    put_clock(&out, &tm);
    return buf_str(&out);
}

struct str when_text(struct arena *arena, const struct zone *zone, int64_t at, int64_t now)
{
    struct str day = when_day(arena, zone, at, now), clock = when_clock(arena, zone, at);
    struct str place = zone_place(arena, zone_own_name(zone));
    struct buf out = {.arena = arena};

    buf_addf(&out, "%.*s, %.*s (%.*s)", ARG(day), ARG(clock), ARG(place));
    return buf_str(&out);
}

struct str when_elsewhere(struct arena *arena, const struct zone *here, const struct zone *there,
                          int64_t at)
{
    struct tm ours = wall_tm(here, at), theirs = wall_tm(there, at);
    struct str place = zone_place(arena, zone_own_name(there));
    struct buf out = {.arena = arena};

    if (zone_offset(here, at) == zone_offset(there, at))
        return (struct str){0};
    if (ours.tm_wday != theirs.tm_wday)
        buf_addf(&out, "%s ", weekdays[theirs.tm_wday]);
    put_clock(&out, &theirs);
    buf_addf(&out, " in %.*s", ARG(place));
    return buf_str(&out);
}

struct str when_length(struct arena *arena, int64_t minutes)
{
    int64_t hours = minutes / 60, rest = minutes % 60;
    struct buf out = {.arena = arena};

    if (hours > 0)
        buf_addf(&out, "%lld %s%s", (long long)hours, hours == 1 ? "hour" : "hours",
                 rest > 0 ? " " : "");
    if (rest > 0 || hours == 0)
        buf_addf(&out, "%lld minutes", (long long)rest);
    return buf_str(&out);
}

int64_t when_quiet_ends(const struct zone *zone, int64_t from, int64_t to, int64_t at)
{
    struct wall wall = zone_wall(zone, at);
    int64_t minute = wall.second / 60;
    bool is_quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to;

    if (!is_quiet)
        return at;
    wall.on.n += from > to && minute >= from; /* it began this evening and ends tomorrow */
    wall.second = (int32_t)(to * 60);
    return zone_instant(zone, wall);
}

bool when_clocks_change(const struct zone *zone, int64_t from, int64_t to)
{
    int64_t change;

    return zone_next_change(zone, from, &change) && change <= to;
}
