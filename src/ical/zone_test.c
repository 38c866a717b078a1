#include "ical/when.h"
#include "ical/zone_inside.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const struct zone *zone_of(struct arena *arena, const char *name)
{
    const struct zone *zone;

    cr_assert(zone_find(arena, str_of(name), &zone) == OK, "%s", name);
    return zone;
}

static int64_t instant(struct arena *arena, const char *zone, const char *day, const char *clock)
{
    struct day on;
    struct wall wall;

    cr_assert(day_parse(str_of(day), &on) == OK);
    cr_assert(wall_parse(str_of(clock), on, &wall) == OK);
    return zone_instant(zone_of(arena, zone), wall);
}

static int64_t utc(struct arena *arena, const char *day, const char *clock)
{
    return instant(arena, "Etc/UTC", day, clock);
}

/* One line of tests/counterparts/zones.py: name, number, number. */
struct line {
    char name[64];
    long long in, out;
};

static bool read_line(FILE *file, struct line *ret)
{
    char text[160];
    struct str rest;

    if (!fgets(text, sizeof(text), file))
        return false;
    rest = str_of(text);
    struct str name = str_cut(&rest, ' '), in = str_cut(&rest, ' ');
    cr_assert(name.len < sizeof(ret->name));
    snprintf(ret->name, sizeof(ret->name), "%.*s", ARG(name));
    ret->in = strtoll(in.at, NULL, 10);
    ret->out = strtoll(rest.at, NULL, 10);
    return true;
}

/* Compare every line that Python says with what we say; at least this many. */
static void compare(const char *what, size_t least, int64_t (*ours)(const struct zone *, int64_t))
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct zone *zone = NULL;
    char command[96];
    struct line line;
    size_t lines = 0, wrong = 0;

    snprintf(command, sizeof(command), "/usr/bin/python3 tests/counterparts/zones.py %s", what);
    FILE *file = popen(command, "r");
    cr_assert(file);
    while (read_line(file, &line)) {
        if (!zone || !str_eq(zone_own_name(zone), str_of(line.name)))
            zone = zone_of(arena, line.name);
        lines++;
        if (ours(zone, line.in) != line.out && wrong++ < 5)
            cr_log_error("%s %lld: %lld, not %lld", line.name, line.in, line.out,
                         (long long)ours(zone, line.in));
    }
    cr_expect(pclose(file) == 0);
    cr_expect(lines > least && wrong == 0, "%zu of %zu wrong", wrong, lines);
}

static int64_t offset_of(const struct zone *zone, int64_t at)
{
    return zone_offset(zone, at);
}

static int64_t instant_of(const struct zone *zone, int64_t local)
{
    struct day on = day_of(local);

    return zone_instant(zone, (struct wall){on, (int32_t)(local - on.n * DAY_SECONDS)});
}

Test(ical_zone, every_zone_has_the_offsets_that_python_has)
{
    compare("offsets", 30000, offset_of);
}

Test(ical_zone, every_wall_time_is_the_instant_that_python_says)
{
    compare("walls", 30000, instant_of);
}

Test(ical_zone, a_skipped_time_takes_the_offset_before_and_a_doubled_one_is_the_first)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    cr_expect(instant(arena, "Europe/London", "2027-03-28", "01:30") ==
              utc(arena, "2027-03-28", "01:30"));
    cr_expect(instant(arena, "Europe/London", "2027-10-31", "01:30") ==
              utc(arena, "2027-10-31", "00:30"));
    cr_expect(instant(arena, "America/New_York", "2027-03-14", "02:30") ==
              utc(arena, "2027-03-14", "07:30"));
    cr_expect(instant(arena, "America/New_York", "2027-11-07", "01:30") ==
              utc(arena, "2027-11-07", "05:30"));
}

Test(ical_zone, london_and_new_york_are_four_hours_apart_between_their_changes)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct zone *london = zone_of(arena, "Europe/London");
    const struct zone *new_york = zone_of(arena, "America/New_York");
    static const struct {
        const char *day, *there;
    } cases[] = {
        {"2027-03-08", "12:30pm in New York"}, /* both in winter */
        {"2027-03-15", "1:30pm in New York"},  /* New York is in summer already */
        {"2027-03-29", "12:30pm in New York"}, /* both in summer */
        {"2027-11-01", "1:30pm in New York"},  /* London is back in winter */
        {"2027-11-08", "12:30pm in New York"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t at = instant(arena, "Europe/London", cases[i].day, "17:30");
        struct str there = when_elsewhere(arena, london, new_york, at);
        cr_expect(str_eq(there, str_of(cases[i].there)), "%s: %.*s", cases[i].day, ARG(there));
    }
}

Test(ical_zone, a_name_from_outside_is_never_a_path)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const char *const names[] = {"",
                                        "../../../etc/passwd",
                                        "/etc/localtime",
                                        "Europe",
                                        "Europe/",
                                        "europe/london",
                                        "Europe/London/",
                                        "Europe/London2",
                                        "posix/Europe/London",
                                        "tzdata.zi"};
    const struct zone *zone;

    for (size_t i = 0; i < COUNT(names); i++)
        cr_expect(zone_find(arena, str_of(names[i]), &zone) == ERR_INVALID, "%s", names[i]);
    cr_expect(zone_find(arena, S("Europe/London\0x"), &zone) == ERR_INVALID);
}

Test(ical_zone, an_old_name_is_taken_under_its_new_one_and_not_offered)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    size_t len, offered = 0;
    const struct zone_name *names = zone_names(&len);

    cr_expect(str_eq(zone_own_name(zone_of(arena, "US/Eastern")), S("America/New_York")));
    for (size_t i = 0; i < len; i++) {
        cr_expect(i == 0 || strcmp(names[i - 1].name, names[i].name) < 0, "%s", names[i].name);
        offered += zone_is_offered(&names[i]);
        cr_expect(!zone_is_offered(&names[i]) || strcmp(names[i].name, "US/Eastern") != 0);
    }
    cr_expect(offered > 300 && offered < len);
}

Test(ical_zone, a_damaged_file_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    char bytes[8192];
    FILE *file = fopen("/usr/share/zoneinfo/Europe/London", "rbe");
    struct zone zone;

    cr_assert(file);
    size_t len = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    cr_expect(tzif_parse(arena, (struct str){bytes, len}, &zone) == OK);
    for (size_t cut = 0; cut < len; cut++)
        cr_expect(tzif_parse(arena, (struct str){bytes, cut}, &zone) == ERR_BROKEN, "%zu", cut);
}

Test(ical_zone, the_line_at_the_end_of_a_file_is_read_or_refused)
{
    static const char *const bad[] = {"G",
                                      "GMT",
                                      "GMT0BST,",
                                      "GMT0BST",
                                      "GMT0BST,M13.1.0,M10.5.0",
                                      "<+03-3",
                                      "GMT0BST,M3.5.0,M10.5.0x",
                                      "GMT999",
                                      "GMT0BST,M3.6.0,M10.5.0",
                                      "GMT0BST,J400,M10.5.0"};
    static const char *const good[] = {"",
                                       "GMT0BST,M3.5.0/1,M10.5.0",
                                       "<+0330>-3:30",
                                       "EET-2EEST,M4.4.6/50,M10.4.6/50",
                                       "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                                       "ABC5DEF4,J60/2,300/2"};
    struct footer footer;

    for (size_t i = 0; i < COUNT(bad); i++)
        cr_expect(footer_parse(str_of(bad[i]), &footer) == ERR_BROKEN, "%s", bad[i]);
    for (size_t i = 0; i < COUNT(good); i++)
        cr_expect(footer_parse(str_of(good[i]), &footer) == OK, "%s", good[i]);
}

Test(ical_when, a_time_is_said_with_its_place)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct zone *london = zone_of(arena, "Europe/London");
    const struct zone *tokyo = zone_of(arena, "Asia/Tokyo");
    int64_t now = utc(arena, "2026-11-20", "09:00");
    int64_t at = utc(arena, "2026-11-26", "17:30"), later = utc(arena, "2027-07-05", "00:05");

    cr_expect(
        str_eq(when_text(arena, london, at, now), S("Thursday 26 November, 5:30pm (London)")));
    cr_expect(
        str_eq(when_text(arena, london, later, now), S("Monday 5 July 2027, 1:05am (London)")));
    cr_expect(str_eq(when_elsewhere(arena, london, tokyo, at), S("Friday 2:30am in Tokyo")));
    cr_expect(when_elsewhere(arena, london, zone_of(arena, "Europe/Lisbon"), at).len == 0);
    cr_expect(str_eq(zone_place(arena, S("America/Argentina/Buenos_Aires")), S("Buenos Aires")));
}

Test(ical_zone, a_city_that_a_zone_is_named_after_is_found)
{
    cr_expect(str_eq(zone_of_city(S("new york")), S("America/New_York")));
    cr_expect(str_eq(zone_of_city(S("Oslo")), S("Europe/Oslo")));
    cr_expect(zone_of_city(S("Birmingham")).len == 0);
    cr_expect(zone_of_city(S("")).len == 0);
}

Test(ical_when, a_length_is_said_in_hours_and_minutes)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    cr_expect(str_eq(when_length(arena, 45), S("45 minutes")));
    cr_expect(str_eq(when_length(arena, 60), S("1 hour")));
    cr_expect(str_eq(when_length(arena, 150), S("2 hours 30 minutes")));
}

Test(ical_when, quiet_hours_end_on_the_clock_of_who_has_them)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct zone *oslo = zone_of(arena, "Europe/Oslo");
    int64_t evening = utc(arena, "2027-01-15", "21:30"),
            morning = utc(arena, "2027-01-16", "07:00");

    cr_expect(when_quiet_ends(oslo, 1260, 480, evening) == morning);
    cr_expect(when_quiet_ends(oslo, 1260, 480, morning - 60) == morning);
    cr_expect(when_quiet_ends(oslo, 1260, 480, morning) == morning);
    cr_expect(when_quiet_ends(oslo, 480, 480, morning) == morning);
    cr_expect(when_quiet_ends(oslo, 1300, 1400, evening) == utc(arena, "2027-01-15", "22:20"));
}

Test(ical_when, a_change_of_clocks_between_two_days_is_seen)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct zone *london = zone_of(arena, "Europe/London");
    int64_t monday = utc(arena, "2027-03-22", "12:00");

    cr_expect(when_clocks_change(london, monday, utc(arena, "2027-03-29", "12:00")));
    cr_expect(!when_clocks_change(london, monday, utc(arena, "2027-03-27", "12:00")));
    cr_expect(!when_clocks_change(zone_of(arena, "Asia/Tokyo"), monday,
                                  utc(arena, "2028-03-27", "12:00")));
}

Test(ical_zone, a_time_of_the_day_is_read_or_refused)
{
    static const char *const bad[] = {"",     "5",     "24:00",   "12:60",
                                      "12:5", "-1:00", "12:00pm", "1 2:00"};
    struct wall wall;

    for (size_t i = 0; i < COUNT(bad); i++)
        cr_expect(wall_parse(str_of(bad[i]), (struct day){0}, &wall) == ERR_INVALID, "%s", bad[i]);
    cr_expect(wall_parse(S("5:30"), (struct day){9}, &wall) == OK);
    cr_expect(wall.second == 19800 && wall.on.n == 9);
}
