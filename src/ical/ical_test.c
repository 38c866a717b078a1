#include "ical/ical.h"

#include "ical/zone_inside.h"

#include <criterion/criterion.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t march_2027 = 1806337800; /* 2027-03-29 16:30 UTC */

static struct ical_event an_event(void)
{
    return (struct ical_event){
        .uid = S("m-7f3k2@mentoring.example.org"),
        .written_at = 1800000000,
        .starts_at = march_2027,
        .lasts = 2700,
        .zone = S("Europe/London"),
        .summary = S("Mentoring with Ingrid Ås; first, of many"),
        .description = S("Can't make it?\nhttps://mentoring.example.org/a/token"),
        .place = S("By video"),
        .url = S("https://mentoring.example.org/s/alumni/pairs/3"),
        .organizer = {S("Fenwick \"Mentoring\" ^ more"), S("mentoring@example.org")},
        .attendee = {S("Zoë \"Z\" O'Brien, PhD"), S("zoe@example.org")},
    };
}

static struct str written(struct arena *arena, enum ical_method method,
                          const struct ical_event *event)
{
    struct buf out = {.arena = arena};

    cr_assert(ical_put(&out, method, event) == OK);
    return buf_str(&out);
}

static bool holds(struct str text, const char *part)
{
    return memmem(text.at, text.len, part, strlen(part)) != NULL;
}

/* The same text without folding. */
static struct str unfolded(struct arena *arena, struct str text)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < text.len; i++) {
        if (text.len - i > 2 && memcmp(text.at + i, "\r\n ", 3) == 0)
            i += 2;
        else
            buf_add(&out, (struct str){&text.at[i], 1});
    }
    return buf_str(&out);
}

Test(ical, an_invitation_names_the_person_it_is_for_and_asks_for_no_answer)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct ical_event event = an_event();
    struct str text = unfolded(arena, written(arena, ICAL_REQUEST, &event));

    cr_expect(holds(text, "\r\nMETHOD:REQUEST\r\n"));
    cr_expect(holds(text, "\r\nSTATUS:CONFIRMED\r\n"));
    cr_expect(holds(text, "\r\nSEQUENCE:0\r\n"));
    cr_expect(holds(text, "\r\nDTSTART;TZID=Europe/London:20270329T173000\r\n"));
    cr_expect(holds(text, "\r\nDTEND;TZID=Europe/London:20270329T181500\r\n"));
    cr_expect(holds(text, ";RSVP=FALSE:mailto:zoe@example.org\r\n"));
    cr_expect(holds(text, "ATTENDEE;CN=\"Zoë ^'Z^' O'Brien, PhD\";"));
    cr_expect(holds(text, "ORGANIZER;CN=\"Fenwick ^'Mentoring^' ^^ more\":mailto:mentoring@"));
    cr_expect(holds(text, "SUMMARY:Mentoring with Ingrid Ås\\; first\\, of many\r\n"));
    cr_expect(holds(text, "Can't make it?\\nhttps://"));
    cr_expect(holds(text, "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
    cr_expect(text.len < 2000);
}

Test(ical, a_cancellation_keeps_the_uid_and_says_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct ical_event event = an_event();

    event.sequence = 2;
    struct str text = unfolded(arena, written(arena, ICAL_CANCEL, &event));
    cr_expect(holds(text, "\r\nMETHOD:CANCEL\r\n") && holds(text, "\r\nSTATUS:CANCELLED\r\n"));
    cr_expect(holds(text, "\r\nSEQUENCE:2\r\n"));
    cr_expect(holds(text, "\r\nUID:m-7f3k2@mentoring.example.org\r\n"));
}

Test(ical, lines_are_at_most_75_octets_and_cut_between_letters)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct ical_event event = an_event();
    struct buf name = {.arena = arena};

    for (int i = 0; i < 80; i++)
        buf_add(&name, S("語"));
    event.summary = buf_str(&name);
    struct str text = written(arena, ICAL_REQUEST, &event), rest = text, line;
    while ((line = str_cut(&rest, '\n')).at && rest.at) {
        cr_expect(line.len <= 76 && str_ends(line, S("\r")), "%.*s", ARG(line));
        cr_expect(line.len < 2 || ((unsigned char)line.at[1] & 0xC0) != 0x80);
    }
    cr_expect(holds(unfolded(arena, text), buf_str(&name).at));
}

Test(ical, a_line_break_in_a_name_starts_no_line_of_its_own)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct ical_event event = an_event();

    event.summary = S("x\r\nATTENDEE:mailto:evil@example.org");
    event.attendee.name = S("x\r\nATTENDEE:mailto:evil@example.org");
    event.url = S("https://a.example/\r\nATTENDEE:x");
    event.place = S("a\x01\x7F"
                    "b");
    struct str text = unfolded(arena, written(arena, ICAL_REQUEST, &event));
    cr_expect(!holds(text, "\nATTENDEE:"));
    cr_expect(holds(text, "\r\nLOCATION:ab\r\n"));
}

Test(ical, an_unknown_zone_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct ical_event event = an_event();
    struct buf out = {.arena = arena};

    event.zone = S("GMT Standard Time");
    cr_expect(ical_put(&out, ICAL_REQUEST, &event) == ERR_INVALID);
}

/* The instant that libical makes of a time with the VTIMEZONE that stands beside it. */
static int64_t read_instant(icalcomponent *calendar, icalcomponent *event, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    icalparameter *tzid = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    struct icaltimetype time = kind == ICAL_DTSTART_PROPERTY ? icalproperty_get_dtstart(property)
                                                             : icalproperty_get_dtend(property);

    if (!tzid)
        return icaltime_as_timet(time);
    icaltimezone *zone = icalcomponent_get_timezone(calendar, icalparameter_get_tzid(tzid));
    cr_assert(zone);
    return icaltime_as_timet_with_zone(time, zone);
}

/* False: libical reads another instant, or cannot read it at all. */
static bool reads_back(struct arena *arena, const char *zone, int64_t at)
{
    struct ical_event event = an_event();

    event.zone = str_of(zone);
    event.starts_at = at;
    struct str text = written(arena, ICAL_REQUEST, &event);
    char *copy = NEW_ARRAY(arena, char, text.len + 1);
    memcpy(copy, text.at, text.len);
    icalcomponent *calendar = icalparser_parse_string(copy);
    icalcomponent *read = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    bool is_same = read_instant(calendar, read, ICAL_DTSTART_PROPERTY) == at &&
                   read_instant(calendar, read, ICAL_DTEND_PROPERTY) == at + event.lasts &&
                   icalcomponent_count_errors(calendar) == 0;
    icalcomponent_free(calendar);
    return is_same;
}

Test(ical, libical_reads_back_the_same_instants_in_every_zone)
{
    size_t len, wrong = 0;
    const struct zone_name *names = zone_names(&len);

    for (size_t i = 0; i < len; i++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        if (!zone_is_offered(&names[i]))
            continue;
        for (int64_t n = 0; n < 7; n++) {
            int64_t at = march_2027 + n * 53 * 86400;
            if (!reads_back(arena, names[i].name, at) && wrong++ < 10)
                cr_log_error("%s at %lld", names[i].name, (long long)at);
        }
    }
    cr_expect(wrong == 0, "%zu wrong", wrong);
}

static void write_file(struct arena *arena, const char *dir, const char *name, struct str text)
{
    struct buf path = {.arena = arena};

    buf_addf(&path, "%s/%s.ics%c", dir, name, '\0');
    FILE *file = fopen(path.at, "wbe");
    cr_assert(file && fwrite(text.at, 1, text.len, file) == text.len && fclose(file) == 0);
}

Test(ical, python_icalendar_reads_every_invitation)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    char dir[] = "/tmp/rapport-ical-XXXXXX", text[512];
    static const char *const zones[] = {"Europe/London", "America/New_York", "Africa/Casablanca",
                                        "Etc/UTC",       "Asia/Kolkata",     "Africa/Cairo",
                                        "Asia/Gaza",     "America/Nuuk",     "Australia/Lord_Howe",
                                        "Europe/Dublin", "Pacific/Chatham",  "America/Santiago"};
    struct buf command = {.arena = arena};
    size_t lines = 0;

    cr_assert(mkdtemp(dir));
    for (size_t i = 0; i < COUNT(zones); i++) {
        struct ical_event event = an_event();
        struct buf name = {.arena = arena};
        event.zone = str_of(zones[i]);
        buf_addf(&name, "%zu%c", i, '\0');
        write_file(arena, dir, name.at, written(arena, i % 2 ? ICAL_CANCEL : ICAL_REQUEST, &event));
    }
    buf_addf(&command, "/usr/bin/python3 tests/counterparts/read_invites.py %s%c", dir, '\0');
    FILE *file = popen(command.at, "r");
    cr_assert(file);
    while (fgets(text, sizeof(text), file)) {
        struct str line = str_of(text);
        lines++;
        cr_expect(holds(line, "m-7f3k2@mentoring.example.org\t0\t1806337800\t1806340500\t"
                              "mailto:zoe@example.org\t"),
                  "%s", text);
        cr_expect(holds(line, "; first, of many"), "%s", text);
    }
    cr_expect(pclose(file) == 0 && lines == COUNT(zones));
    command.len = 0;
    buf_addf(&command, "rm -r %s%c", dir, '\0');
    cr_expect(system(command.at) == 0);
}
