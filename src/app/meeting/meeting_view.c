#include "app/meeting/meeting_inside.h"

#include "ical/when.h"

#include <time.h>

static const char *const weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static struct tm tm_of(struct day day)
{
    time_t at = (time_t)(day.n * DAY_SECONDS);
    struct tm tm;

    gmtime_r(&at, &tm);
    return tm;
}

static void add_when(struct work *work, const struct two *two, const struct meeting_row *row,
                     struct seen_meeting *seen)
{
    int64_t at = row->starts_at.at, end = at + row->minutes * 60;
    struct tm tm = tm_of(zone_wall(two->me.zone, at).on);
    struct buf day = {.arena = work->arena}, span = {.arena = work->arena},
               elsewhere = {.arena = work->arena};
    struct str there = when_elsewhere(work->arena, two->me.zone, two->other.zone, at);

    buf_addf(&day, "%d", tm.tm_mday);
    buf_addf(&span, "%.*s to %.*s", ARG(when_clock(work->arena, two->me.zone, at)),
             ARG(when_clock(work->arena, two->me.zone, end)));
    if (there.len > 0)
        buf_addf(&elsewhere, "%.*s for %.*s", ARG(there), ARG(two->other.name));
    seen->weekday = str_of(weekdays[tm.tm_wday]);
    seen->day = buf_str(&day);
    seen->month = str_of(months[tm.tm_mon]);
    seen->span = buf_str(&span);
    seen->elsewhere = buf_str(&elsewhere);
    seen->is_over = end <= work->now;
}

static struct str state_says(const struct meeting_row *row, bool is_over)
{
    static const struct {
        struct str state, says;
    } rows[] = {
        {{"met", 3}, {"You met", 7}},
        {{"missed", 6}, {"You did not meet", 16}},
        {{"unknown", 7}, {"Nothing is noted, or you two say different things", 49}},
        {{"cancelled", 9}, {"Called off", 10}},
        {{"lapsed", 6}, {"The offered times have passed", 29}},
        {{"offered", 7}, {"Times are offered, and wait for an answer", 41}},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_eq(rows[i].state, row->state))
            return rows[i].says;
    return is_over ? S("Over, and nobody has said yet how it went") : S("It is in both calendars");
}

struct seen_meeting seen_meeting(struct work *work, const struct two *two,
                                 const struct meeting_row *row)
{
    struct seen_meeting seen = {
        .id = row->id.n,
        .place = zone_place(work->arena, zone_own_name(two->me.zone)),
        .how = how_words(row->how),
        .where = row->place,
        .state = row->state,
    };

    if (str_starts(row->place, S("https://")))
        seen.link = row->place;
    if (row->starts_at.is_set)
        add_when(work, two, row, &seen);
    seen.says = state_says(row, seen.is_over);
    return seen;
}

enum err seen_times(struct work *work, const struct pair_access *by, const struct two *two,
                    struct meeting_id meeting, bool is_suggested, int64_t choice,
                    struct seen_times *ret)
{
    struct slot_rows slots;
    size_t len = 0;

    TRY(slot_list(work, by, meeting, &slots));
    struct seen_time *times = NEW_ARRAY(work->arena, struct seen_time, slots.len + 1);
    for (size_t i = 0; i < slots.len; i++) {
        if (slots.at[i].is_suggested != is_suggested)
            continue;
        struct time_words words = time_words(work, two, slots.at[i].starts_at);
        times[len++] = (struct seen_time){.id = slots.at[i].id.n,
                                          .at = slots.at[i].starts_at,
                                          .text = words.text,
                                          .elsewhere = words.elsewhere,
                                          .is_chosen = slots.at[i].id.n == choice,
                                          .is_past = slots.at[i].starts_at <= work->now};
    }
    *ret = (struct seen_times){times, len};
    return OK;
}

enum err seen_actions(struct work *work, const struct pair_access *by, const struct two *two,
                      struct meeting_id only, struct seen_actions *ret)
{
    struct action_rows actions;
    size_t len = 0;

    TRY(action_list(work, by, &actions));
    struct seen_action *seen = NEW_ARRAY(work->arena, struct seen_action, actions.len + 1);
    for (size_t i = 0; i < actions.len; i++) {
        const struct action_row *row = &actions.at[i];
        if (only.n != 0 ? row->meeting.n != only.n : row->done_at.is_set)
            continue;
        bool is_mine = row->person.n == two->me.id.n;
        seen[len++] = (struct seen_action){.id = row->id.n,
                                           .words = row->words,
                                           .whose = is_mine ? S("You") : two->other.name,
                                           .due_on = row->due_on,
                                           .is_mine = is_mine,
                                           .is_done = row->done_at.is_set};
    }
    *ret = (struct seen_actions){seen, len};
    return OK;
}

static struct str field_name(struct arena *arena, const char *start, size_t n)
{
    struct buf name = {.arena = arena};

    buf_addf(&name, "%s%zu", start, n);
    return buf_str(&name);
}

struct own_times own_times_shown(const struct request *request, size_t count)
{
    struct arena *arena = request->work->arena;
    struct own_time *times = NEW_ARRAY(arena, struct own_time, count);

    for (size_t i = 0; i < count; i++) {
        struct str day = field_name(arena, "day", i + 1), time = field_name(arena, "time", i + 1);
        times[i] = (struct own_time){.n = (int64_t)i + 1,
                                     .day_field = day,
                                     .time_field = time,
                                     .day = form_text(request, day),
                                     .time = form_text(request, time)};
    }
    return (struct own_times){times, count};
}

static enum err read_one(struct request *request, struct str zone, const struct own_time *typed,
                         struct meeting_time *ret)
{
    struct work *work = request->work;
    struct day on;
    struct wall wall;

    if (day_parse(typed->day, &on) != OK)
        return work_fail(work, ERR_INVALID, typed->day_field,
                         S("Please give the day, as 2027-05-03."));
    if (wall_parse(typed->time, on, &wall) != OK)
        return work_fail(work, ERR_INVALID, typed->day_field,
                         S("Please give the time of that day, as 17:30."));
    if (meeting_time_in(work, zone, wall, ret) != OK)
        return work_fail(work, ERR_INVALID, typed->day_field,
                         S("We do not know this time zone. Please choose yours on your account "
                           "page."));
    return OK;
}

enum err own_times_read(struct request *request, struct str zone, size_t most,
                        struct meeting_time *times, size_t *len)
{
    struct own_times typed = own_times_shown(request, most);

    for (size_t i = 0; i < typed.len; i++) {
        if (typed.at[i].day.len == 0 && typed.at[i].time.len == 0)
            continue;
        TRY(read_one(request, zone, &typed.at[i], &times[*len]));
        (*len)++;
    }
    return OK;
}

enum err plan_read(struct request *request, const struct rhythm *rhythm, struct meeting_plan *ret)
{
    int64_t minutes = rhythm->length_min;

    if (form_text(request, S("minutes")).len > 0)
        TRY(form_number(request, S("minutes"), 5, 480, &minutes));
    *ret = (struct meeting_plan){.how = form_text(request, S("how")),
                                 .minutes = minutes,
                                 .place = form_text(request, S("place")),
                                 .line = form_text(request, S("line")),
                                 .may_be_quiet = form_has(request, S("may_be_quiet"), S("yes"))};
    return OK;
}
