/* meeting_arrange.c - offering times, and noting a time or a meeting arranged elsewhere. */
#include "app/meeting/meeting_inside.h"

#include "ical/when.h"

#include "meeting_fixed_html.h"
#include "meeting_new_html.h"
#include "meeting_refused_html.h"

#include <time.h>

enum { DAYS_SOON = 5, DAYS_LATER = 8, CLOCKS_A_DAY = 3, OWN_TIMES = 3, READ_MOST = 24 };

/* Times of the day that people with a job or lectures tend to have free; minutes after midnight. */
static const int64_t usual_clocks[] = {750, 1050, 1110, 480, 960, 1200, 840, 600};

enum err scene_get(struct request *request, const struct pair_access *by, struct scene *ret)
{
    const struct zone *zone;

    TRY(two_get(request->work, by, &ret->two));
    TRY(scheme_rules_get(request->work, scheme_visitor(pair_scheme(by)), &ret->rules));
    TRY(agreement_rhythm_find(request->work, pair_scheme(by), pair_key(by), &ret->rhythm));
    ret->zone = form_text(request, S("zone"));
    if (zone_get(request->work, ret->zone, &zone) == OK)
        ret->two.me.zone = zone;
    ret->zone = zone_own_name(ret->two.me.zone);
    return OK;
}

static struct str slot_value(struct arena *arena, struct wall wall)
{
    struct buf out = {.arena = arena};
    time_t local = (time_t)(wall.on.n * DAY_SECONDS + wall.second);
    struct tm tm;

    gmtime_r(&local, &tm);
    buf_addf(&out, "%04d-%02d-%02dT%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
             tm.tm_hour, tm.tm_min);
    return buf_str(&out);
}

static struct arrange_slot slot_of(struct request *request, const struct scene *scene,
                                   struct wall wall, int64_t at)
{
    struct arena *arena = request->work->arena;
    struct str value = slot_value(arena, wall);

    return (struct arrange_slot){
        .value = value,
        .clock = when_clock(arena, scene->two.me.zone, at),
        .there = when_elsewhere(arena, scene->two.me.zone, scene->two.other.zone, at),
        .is_chosen = form_has(request, S("slot"), value)};
}

static bool is_awake(const struct scene *scene, int64_t at)
{
    return !time_is_quiet(&scene->rhythm, scene->two.other.zone, at) &&
           !time_is_quiet(&scene->rhythm, scene->two.me.zone, at);
}

/* Up to three times of a day that are waking hours for both, the likeliest, in their order. */
static struct arrange_slots slots_on(struct request *request, const struct scene *scene,
                                     struct day on)
{
    struct arrange_slot *slots = NEW_ARRAY(request->work->arena, struct arrange_slot, CLOCKS_A_DAY);
    struct wall walls[CLOCKS_A_DAY];
    size_t len = 0;

    for (size_t i = 0; i < COUNT(usual_clocks) && len < CLOCKS_A_DAY; i++) {
        struct wall wall = {on, (int32_t)usual_clocks[i] * 60};
        if (!is_awake(scene, zone_instant(scene->two.me.zone, wall)))
            continue;
        size_t place = len++;
        for (; place > 0 && walls[place - 1].second > wall.second; place--)
            walls[place] = walls[place - 1];
        walls[place] = wall;
    }
    for (size_t i = 0; i < len; i++)
        slots[i] = slot_of(request, scene, walls[i], zone_instant(scene->two.me.zone, walls[i]));
    return (struct arrange_slots){slots, len};
}

static bool is_weekend(struct day on)
{
    int64_t weekday = (on.n + 4) % 7; /* 1970-01-01 was a Thursday */

    return weekday == 0 || weekday == 6;
}

/* The next days on which both can meet; *from moves behind the last. */
static struct arrange_days days_from(struct request *request, const struct scene *scene,
                                     struct day *from, size_t count)
{
    struct work *work = request->work;
    struct arrange_day *days = NEW_ARRAY(work->arena, struct arrange_day, count);
    size_t len = 0;

    for (int tries = 0; len < count && tries < 60; tries++, from->n++) {
        if (is_weekend(*from))
            continue;
        struct arrange_slots slots = slots_on(request, scene, *from);
        int64_t noon = zone_instant(scene->two.me.zone, (struct wall){*from, 43200});
        if (slots.len > 0)
            days[len++] = (struct arrange_day){
                when_day(work->arena, scene->two.me.zone, noon, work->now), slots};
    }
    return (struct arrange_days){days, len};
}

/* "Ravi Patel sees them in New York time, 5 hours earlier." */
static struct str there_words(struct work *work, const struct two *two)
{
    struct buf out = {.arena = work->arena};
    int64_t apart = zone_offset(two->other.zone, work->now) - zone_offset(two->me.zone, work->now);

    if (apart == 0)
        return (struct str){0};
    buf_addf(&out, "%.*s sees them in %.*s time, %.*s %s.", ARG(two->other.name),
             ARG(zone_place(work->arena, zone_own_name(two->other.zone))),
             ARG(when_length(work->arena, (apart < 0 ? -apart : apart) / 60)),
             apart < 0 ? "earlier" : "later");
    return buf_str(&out);
}

/* The clocks of the two need not change on one day: then the hours between them differ a while. */
static struct str clocks_words(struct work *work, const struct two *two, int64_t until)
{
    const struct side *sides[] = {&two->me, &two->other};
    struct buf out = {.arena = work->arena};
    int64_t change;

    for (size_t i = 0; i < COUNT(sides); i++)
        if (zone_next_change(sides[i]->zone, work->now, &change) && change <= until)
            buf_addf(&out,
                     "%sThe clocks change in %.*s on %.*s: later times are shown as they will "
                     "be then.",
                     out.len > 0 ? " " : "",
                     ARG(zone_place(work->arena, zone_own_name(sides[i]->zone))),
                     ARG(when_day(work->arena, sides[i]->zone, change, work->now)));
    return buf_str(&out);
}

static struct options options_of(struct request *request, struct str field,
                                 const struct option *choices, size_t len, struct str usual)
{
    struct option *options = NEW_ARRAY(request->work->arena, struct option, len);
    struct str chosen = form_text(request, field);

    for (size_t i = 0; i < len; i++) {
        options[i] = choices[i];
        options[i].is_chosen = str_eq(choices[i].value, chosen.len > 0 ? chosen : usual);
    }
    return (struct options){options, len};
}

static struct options hows_of(struct request *request, struct str usual)
{
    static const struct option hows[] = {{{"video", 5}, {"Video", 5}, false},
                                         {{"phone", 5}, {"Phone", 5}, false},
                                         {{"in_person", 9}, {"In person", 9}, false}};

    return options_of(request, S("how"), hows, COUNT(hows), usual);
}

static struct options lengths_of(struct request *request, int64_t usual)
{
    struct arena *arena = request->work->arena;
    int64_t minutes[] = {30, 45, 60, usual};
    size_t len = usual == 30 || usual == 45 || usual == 60 ? 3 : 4;
    struct option *lengths = NEW_ARRAY(arena, struct option, len);
    struct str chosen = {0};

    for (size_t i = 0; i < len; i++) {
        struct buf value = {.arena = arena};
        buf_addf(&value, "%lld", (long long)minutes[i]);
        lengths[i] = (struct option){buf_str(&value), when_length(arena, minutes[i]), false};
        if (minutes[i] == usual)
            chosen = lengths[i].value;
    }
    return options_of(request, S("minutes"), lengths, len, chosen);
}

/* What the two settled about where they meet, as a choice of this form. */
static struct str usual_how(const struct rhythm *rhythm)
{
    static const struct str hows[] = {
        [PLACE_VIDEO] = {"video", 5},
        [PLACE_IN_PERSON] = {"in_person", 9},
        [PLACE_PHONE] = {"phone", 5},
        [PLACE_TURNS] = {"in_person", 9},
    };
    _Static_assert(COUNT(hows) == PLACE_COUNT, "every place needs its choice");

    return hows[rhythm->place];
}

struct arrange arrange_of(struct request *request, const struct scene *scene, size_t own,
                          struct str how, int64_t minutes)
{
    struct work *work = request->work;

    return (struct arrange){
        .other = scene->two.other.name,
        .zone = scene->zone,
        .place = zone_place(work->arena, scene->zone),
        .there = there_words(work, &scene->two),
        .seen = two_seen(work, &scene->two),
        .own = own_times_shown(request, own),
        .hows = hows_of(request, how.len > 0 ? how : usual_how(&scene->rhythm)),
        .lengths = lengths_of(request, minutes),
        .minutes = when_length(work->arena, minutes),
        .where = form_text(request, S("place")),
        .line = form_text(request, S("line")),
        .asks_quiet = str_eq(work->fault.field, S("may_be_quiet")) ||
                      form_has(request, S("may_be_quiet"), S("yes")),
    };
}

struct frame *meeting_frame(struct request *request, const struct two *two, enum frame_kind kind,
                            struct str title)
{
    struct frame *frame = frame_new(request, kind, title);
    struct buf back = {.arena = request->work->arena};

    buf_addf(&back, "Back to you and %.*s", ARG(two->other.name));
    frame->at = AT_MEETINGS;
    frame->pair = two->path;
    if (!str_starts(request->path, S("/a/"))) {
        frame->back = two->path;
        frame->back_to = buf_str(&back);
    }
    frame->has_error = request->work->fault.text.len > 0;
    return frame;
}

enum err refused_page(struct request *request, const struct pair_access *by,
                      const struct scene *scene)
{
    struct meeting_rows meetings;
    struct buf suggest = {.arena = request->work->arena};

    TRY(meeting_list(request->work, by, &meetings));
    for (size_t i = 0; i < meetings.len && suggest.len == 0; i++)
        if (str_eq(meetings.at[i].state, S("offered")) || str_eq(meetings.at[i].state, S("set")))
            buf_addf(&suggest, "%.*s/meetings/%lld/suggest", ARG(scene->two.path),
                     (long long)meetings.at[i].id.n);
    meeting_refused_html(
        request->out,
        meeting_frame(request, &scene->two, FRAME_TASK, S("Times come from your mentee here")),
        policy_refusal(request->work, &scene->rules, ACT_OFFER_TIMES, pair_role(by)),
        buf_str(&suggest));
    return OK;
}

enum err meeting_new_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct scene scene;
    struct meeting_rows open;
    struct buf title = {.arena = work->arena};

    TRY(scene_get(request, by, &scene));
    if (request->method == GET && !scene.two.is_open) { /* an old mail, or a notice of it */
        request->reply.go_to = scene.two.path;
        return OK;
    }
    TRY(two_need_open(work, &scene.two));
    if (!policy_may(&scene.rules, ACT_OFFER_TIMES, pair_role(by)))
        return refused_page(request, by, &scene);
    TRY(meeting_find_offer(work, by, &open));
    struct arrange arrange =
        arrange_of(request, &scene, OWN_TIMES, (struct str){0}, scene.rhythm.length_min);
    struct day day = {zone_wall(scene.two.me.zone, work->now).on.n + 1};
    arrange.soon = days_from(request, &scene, &day, DAYS_SOON);
    arrange.later = days_from(request, &scene, &day, DAYS_LATER);
    arrange.clocks =
        clocks_words(work, &scene.two, zone_instant(scene.two.me.zone, (struct wall){day, 0}));
    arrange.is_again = open.len > 0;
    buf_addf(&title, "When could you meet %.*s?", ARG(scene.two.other.name));
    meeting_new_html(request->out, meeting_frame(request, &scene.two, FRAME_TASK, buf_str(&title)),
                     &arrange, work->fault);
    return OK;
}

/* "2027-03-29T17:30" */
static enum err read_slot(struct work *work, struct str value, struct str zone,
                          struct meeting_time *ret)
{
    struct str clock = value;
    struct str day = str_cut(&clock, 'T');
    struct day on;
    struct wall wall;

    if (!clock.at || day_parse(day, &on) != OK || wall_parse(clock, on, &wall) != OK ||
        meeting_time_in(work, zone, wall, ret) != OK)
        return work_fail(work, ERR_INVALID, S("slot"),
                         S("One of these times cannot be read. Please choose again."));
    return OK;
}

static enum err offer_from_form(struct request *request, const struct pair_access *by,
                                struct meeting_id *ret)
{
    struct scene scene;
    struct meeting_time times[READ_MOST];
    struct meeting_plan plan;
    size_t len = 0;

    TRY(scene_get(request, by, &scene));
    for (size_t i = 0; i < request->form.len && len < READ_MOST - OWN_TIMES; i++)
        if (str_eq(request->form.at[i].name, S("slot"))) {
            TRY(read_slot(request->work, request->form.at[i].value, scene.zone, &times[len]));
            len++;
        }
    TRY(own_times_read(request, scene.zone, OWN_TIMES, times, &len));
    TRY(plan_read(request, &scene.rhythm, &plan));
    return meeting_offer(request->work, by, times, len, &plan, ret);
}

enum err meeting_new_form(struct request *request, const struct pair_access *by)
{
    struct meeting_id meeting;
    struct two two;
    enum err err = offer_from_form(request, by, &meeting);

    if (err == ERR_INVALID)
        TRY(meeting_new_page(request, by));
    TRY(err);
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings/%lld", ARG(two.path), (long long)meeting.n);
    return OK;
}
