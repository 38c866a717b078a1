#include "ical/ical_inside.h"
#include "ical/zone_inside.h"

#include <stdlib.h>

enum { YEAR_SECONDS = 366 * DAY_SECONDS, EXPLICIT_YEARS = 3 };

static bool is_plain(const struct yearly *yearly)
{
    return yearly->kind == YEARLY_WEEKDAY && yearly->second >= 0 && yearly->second < DAY_SECONDS;
}

/* Does the rule at the end of the zone's file say the same as its list, a year to each side? */
static bool footer_covers(const struct zone *zone, int64_t at)
{
    const struct footer *footer = &zone->footer;
    int64_t from = at - YEAR_SECONDS, to = at + YEAR_SECONDS, change = from;

    if (!footer->is_set || zone_offset(zone, from) != footer_offset(footer, from))
        return false;
    if (footer->has_summer &&
        (!is_plain(&footer->summer_starts) || !is_plain(&footer->summer_ends)))
        return false;
    while (zone_next_change(zone, change, &change) && change <= to)
        if (zone_offset(zone, change) != footer_offset(footer, change) ||
            zone_offset(zone, change - 1) != footer_offset(footer, change - 1))
            return false;
    for (change = from; footer_next_change(footer, change, &change) && change <= to;)
        if (zone_offset(zone, change) != footer_offset(footer, change))
            return false;
    return true;
}

/* "+0530", "-033045": RFC 5545 §3.3.14 */
static struct str offset_text(struct arena *arena, int32_t offset)
{
    int32_t seconds = abs(offset);
    struct buf out = {.arena = arena};

    buf_addf(&out, "%c%02d%02d", offset < 0 ? '-' : '+', (int)(seconds / HOUR_SECONDS),
             (int)(seconds / 60 % 60));
    if (seconds % 60 != 0)
        buf_addf(&out, "%02d", (int)(seconds % 60));
    return buf_str(&out);
}

/* local: seconds since 1970 on the clock as it stood before the change. */
static void put_observance(struct buf *out, int64_t local, int32_t from, int32_t to,
                           struct str rule)
{
    struct day on = day_of(local);
    struct wall wall = {on, (int32_t)(local - on.n * DAY_SECONDS)};
    const char *name = to > from ? "DAYLIGHT" : "STANDARD";

    ical_put_linef(out, "BEGIN:%s", name);
    ical_put_linef(out, "DTSTART:%.*s", ARG(ical_wall(out->arena, wall)));
    if (rule.len > 0)
        ical_put_linef(out, "RRULE:%.*s", ARG(rule));
    ical_put_linef(out, "TZOFFSETFROM:%.*s", ARG(offset_text(out->arena, from)));
    ical_put_linef(out, "TZOFFSETTO:%.*s", ARG(offset_text(out->arena, to)));
    ical_put_linef(out, "END:%s", name);
}

static struct str rule_text(struct arena *arena, const struct yearly *yearly)
{
    static const char *const days[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    struct buf out = {.arena = arena};

    buf_addf(&out, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", yearly->month,
             yearly->week == 5 ? -1 : yearly->week, days[yearly->weekday]);
    return buf_str(&out);
}

static void put_rules(struct buf *out, const struct footer *footer, int64_t at)
{
    int year = year_of(at) - 1;
    struct footer_year both;

    if (!footer->has_summer) {
        put_observance(out, 0, footer->standard, footer->standard, (struct str){0});
        return;
    }
    both = footer_year(footer, year);
    put_observance(out, both.summer_from + footer->standard, footer->standard, footer->summer,
                   rule_text(out->arena, &footer->summer_starts));
    put_observance(out, both.summer_to + footer->summer, footer->summer, footer->standard,
                   rule_text(out->arena, &footer->summer_ends));
}

/* Each change by itself: for zones whose rule is not one that RRULE can say. */
static void put_changes(struct buf *out, const struct zone *zone, int64_t at)
{
    int64_t change = at - YEAR_SECONDS, end = change + (int64_t)EXPLICIT_YEARS * YEAR_SECONDS;
    int32_t offset = zone_offset(zone, change);

    put_observance(out, change + offset, offset, offset, (struct str){0});
    while (zone_next_change(zone, change, &change) && change <= end) {
        int32_t next = zone_offset(zone, change);
        put_observance(out, change + offset, offset, next, (struct str){0});
        offset = next;
    }
}

void ical_put_timezone(struct buf *out, const struct zone *zone, int64_t at)
{
    ical_put_line(out, S("BEGIN:VTIMEZONE"));
    ical_put_linef(out, "TZID:%.*s", ARG(zone->name));
    if (footer_covers(zone, at))
        put_rules(out, &zone->footer, at);
    else
        put_changes(out, zone, at);
    ical_put_line(out, S("END:VTIMEZONE"));
}
