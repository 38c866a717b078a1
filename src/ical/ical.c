#include "ical/ical.h"

#include "ical/ical_inside.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

static const char *const methods[] = {[ICAL_REQUEST] = "REQUEST", [ICAL_CANCEL] = "CANCEL"};
_Static_assert(COUNT(methods) == ICAL_METHOD_COUNT, "every method needs a name");

const char *ical_method_name(enum ical_method method)
{
    return methods[method];
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* How many bytes of text go on a line with this room, cut between UTF-8 characters. */
static size_t line_len(struct str text, size_t room)
{
    size_t len = room;

    if (text.len <= room)
        return text.len;
    while (len > 1 && is_continuation(text.at[len]))
        len--;
    return len;
}

void ical_put_line(struct buf *out, struct str line)
{
    size_t len = line_len(line, ICAL_LINE_MAX);

    buf_add(out, (struct str){line.at, len});
    for (size_t at = len; at < line.len; at += len) {
        struct str rest = {line.at + at, line.len - at};
        len = line_len(rest, ICAL_LINE_MAX - 1); /* the blank that marks a continuation counts */
        buf_add(out, S("\r\n "));
        buf_add(out, (struct str){rest.at, len});
    }
    buf_add(out, S("\r\n"));
}

/* For lines of known length only: names of zones, times and numbers. */
void ical_put_linef(struct buf *out, const char *fmt, ...)
{
    char text[ICAL_LINE_MAX + 1];
    va_list ap;

    va_start(ap, fmt);
    int len = vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    assert(len > 0 && (size_t)len < sizeof(text));
    ical_put_line(out, (struct str){text, (size_t)len});
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* RFC 5545 §3.3.11 TEXT. Other controls than the line end are dropped. */
static void put_escaped(struct buf *line, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n')
            buf_add(line, S("\\n"));
        else if (c == '\\' || c == ';' || c == ',')
            buf_addf(line, "\\%c", c);
        else if (!is_control(c))
            buf_add(line, (struct str){&text.at[i], 1});
    }
}

/* RFC 6868 §3: a parameter value, in quotes always. */
static void put_parameter(struct buf *line, struct str text)
{
    buf_add(line, S("\""));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n')
            buf_add(line, S("^n"));
        else if (c == '^')
            buf_add(line, S("^^"));
        else if (c == '"')
            buf_add(line, S("^'"));
        else if (!is_control(c))
            buf_add(line, (struct str){&text.at[i], 1});
    }
    buf_add(line, S("\""));
}

static void put_property(struct buf *out, struct str name, struct str text)
{
    struct buf line = {.arena = out->arena};

    if (text.len == 0)
        return;
    buf_addf(&line, "%.*s:", ARG(name));
    put_escaped(&line, text);
    ical_put_line(out, buf_str(&line));
}

/* RFC 5545 §3.3.13 URI: nothing is escaped; what no URI holds is dropped. */
static void put_uri(struct buf *out, struct str name, struct str uri)
{
    struct buf line = {.arena = out->arena};

    if (uri.len == 0)
        return;
    buf_addf(&line, "%.*s:", ARG(name));
    for (size_t i = 0; i < uri.len; i++)
        if (!is_control(uri.at[i]) && uri.at[i] != ' ')
            buf_add(&line, (struct str){&uri.at[i], 1});
    ical_put_line(out, buf_str(&line));
}

/* start: the property's name with its parameters up to the name of the person. */
static void put_person(struct buf *out, const char *start, const struct ical_person *person,
                       const char *end)
{
    struct buf line = {.arena = out->arena};

    buf_addf(&line, "%s;CN=", start);
    put_parameter(&line, person->name);
    buf_addf(&line, "%s:mailto:%.*s", end, ARG(person->address));
    ical_put_line(out, buf_str(&line));
}

struct str ical_wall(struct arena *arena, struct wall wall)
{
    time_t local = (time_t)(wall.on.n * 86400 + wall.second);
    struct buf out = {.arena = arena};
    struct tm tm;

    gmtime_r(&local, &tm);
    buf_addf(&out, "%04d%02d%02dT%02d%02d%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
             tm.tm_hour, tm.tm_min, tm.tm_sec);
    return buf_str(&out);
}

static struct str utc_text(struct arena *arena, int64_t at)
{
    struct day on = day_of(at);
    struct wall wall = {on, (int32_t)(at - on.n * 86400)};
    struct buf out = {.arena = arena};

    buf_add(&out, ical_wall(arena, wall));
    buf_add(&out, S("Z"));
    return buf_str(&out);
}

static bool is_utc(const struct zone *zone)
{
    return str_eq(zone_own_name(zone), S("Etc/UTC")) || str_eq(zone_own_name(zone), S("UTC"));
}

static void put_time(struct buf *out, const char *name, const struct zone *zone, int64_t at)
{
    if (is_utc(zone))
        ical_put_linef(out, "%s:%.*s", name, ARG(utc_text(out->arena, at)));
    else
        ical_put_linef(out, "%s;TZID=%.*s:%.*s", name, ARG(zone_own_name(zone)),
                       ARG(ical_wall(out->arena, zone_wall(zone, at))));
}

static void put_event(struct buf *out, enum ical_method method, const struct ical_event *event,
                      const struct zone *zone)
{
    struct str written = utc_text(out->arena, event->written_at);

    ical_put_line(out, S("BEGIN:VEVENT"));
    put_property(out, S("UID"), event->uid);
    ical_put_linef(out, "DTSTAMP:%.*s", ARG(written));
    ical_put_linef(out, "LAST-MODIFIED:%.*s", ARG(written));
    ical_put_linef(out, "SEQUENCE:%lld", (long long)event->sequence);
    put_time(out, "DTSTART", zone, event->starts_at);
    put_time(out, "DTEND", zone, event->starts_at + event->lasts);
    put_property(out, S("SUMMARY"), event->summary);
    put_property(out, S("DESCRIPTION"), event->description);
    put_property(out, S("LOCATION"), event->place);
    put_uri(out, S("URL"), event->url);
    ical_put_line(out, method == ICAL_CANCEL ? S("STATUS:CANCELLED") : S("STATUS:CONFIRMED"));
    ical_put_line(out, S("TRANSP:OPAQUE"));
    ical_put_line(out, S("CLASS:PRIVATE"));
    put_person(out, "ORGANIZER", &event->organizer, "");
    put_person(out, "ATTENDEE", &event->attendee,
               ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE");
    ical_put_line(out, S("END:VEVENT"));
}

enum err ical_put(struct buf *out, enum ical_method method, const struct ical_event *event)
{
    const struct zone *zone;

    TRY(zone_find(out->arena, event->zone, &zone));
    ical_put_line(out, S("BEGIN:VCALENDAR"));
    ical_put_line(out, S("PRODID:-//Rapport//Rapport//EN"));
    ical_put_line(out, S("VERSION:2.0"));
    ical_put_line(out, S("CALSCALE:GREGORIAN"));
    ical_put_linef(out, "METHOD:%s", methods[method]);
    if (!is_utc(zone))
        ical_put_timezone(out, zone, event->starts_at);
    put_event(out, method, event, zone);
    ical_put_line(out, S("END:VCALENDAR"));
    return OK;
}
