/* meeting_fix.c - a time that was fixed or a meeting that was held elsewhere, and a change of time. */
#include "app/meeting/meeting_inside.h"

#include "meeting_fixed_html.h"
#include "meeting_suggest_html.h"

enum { SUGGESTED_MOST = 3 };

/* A page that asks for one time, or for a few. */
static enum err time_page(struct request *request, const struct pair_access *by, size_t own,
                          struct str title, struct str about, struct str button)
{
    struct scene scene;

    TRY(scene_get(request, by, &scene));
    TRY(two_need_open(request->work, &scene.two));
    struct arrange arrange =
        arrange_of(request, &scene, own, (struct str){0}, scene.rhythm.length_min);
    meeting_fixed_html(request->out, meeting_frame(request, &scene.two, FRAME_TASK, title),
                       &arrange, about, button, request->work->fault);
    return OK;
}

enum err meeting_fixed_page(struct request *request, const struct pair_access *by)
{
    return time_page(request, by, 1, S("We already fixed a time"),
                     S("It goes in both calendars. The other is told, and can correct it."),
                     S("Put it in both calendars"));
}

enum err meeting_met_page(struct request *request, const struct pair_access *by)
{
    return time_page(
        request, by, 1, S("We met"),
        S("However you arranged it, it counts. The other is told, and can correct it."),
        S("Note that we met"));
}

/* What the two forms read: one time, and how. */
static enum err one_from_form(struct request *request, const struct pair_access *by,
                              struct meeting_time *time, struct meeting_plan *plan)
{
    struct scene scene;
    size_t len = 0;

    TRY(scene_get(request, by, &scene));
    TRY(own_times_read(request, scene.zone, 1, time, &len));
    if (len == 0)
        return work_fail(request->work, ERR_INVALID, S("day1"), S("Please give the day and time."));
    return plan_read(request, &scene.rhythm, plan);
}

static enum err fix_from_form(struct request *request, const struct pair_access *by,
                              struct meeting_id *ret)
{
    struct meeting_time time;
    struct meeting_plan plan;

    TRY(one_from_form(request, by, &time, &plan));
    return meeting_fix(request->work, by, &time, &plan, ret);
}

enum err meeting_fixed_form(struct request *request, const struct pair_access *by)
{
    struct meeting_id meeting;
    struct two two;
    enum err err = fix_from_form(request, by, &meeting);

    if (err == ERR_INVALID)
        TRY(meeting_fixed_page(request, by));
    TRY(err);
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings/%lld", ARG(two.path), (long long)meeting.n);
    return OK;
}

static enum err report_from_form(struct request *request, const struct pair_access *by,
                                 struct meeting_id *ret)
{
    struct meeting_time time;
    struct meeting_plan plan;

    TRY(one_from_form(request, by, &time, &plan));
    return meeting_report(request->work, by, &time, &plan, ret);
}

enum err meeting_met_form(struct request *request, const struct pair_access *by)
{
    struct meeting_id meeting;
    struct two two;
    enum err err = report_from_form(request, by, &meeting);

    if (err == ERR_INVALID)
        TRY(meeting_met_page(request, by));
    TRY(err);
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings/%lld/after", ARG(two.path), (long long)meeting.n);
    return OK;
}

/* The meeting of the path, if it is set. */
static enum err set_meeting(struct request *request, const struct pair_access *by,
                            struct meeting_row *ret)
{
    TRY(meeting_get(request->work, by, (struct meeting_id){request_key(request, S("meeting"))},
                    ret));
    return str_eq(ret->state, S("set")) ? OK : ERR_NOT_FOUND;
}

/* The same, if times can be suggested for it. */
static enum err open_meeting(struct request *request, const struct pair_access *by,
                             struct meeting_row *ret)
{
    TRY(meeting_get(request->work, by, (struct meeting_id){request_key(request, S("meeting"))},
                    ret));
    return str_eq(ret->state, S("set")) || str_eq(ret->state, S("offered")) ? OK : ERR_NOT_FOUND;
}

enum err meeting_move_page(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct scene scene;

    TRY(set_meeting(request, by, &row));
    TRY(scene_get(request, by, &scene));
    if (!policy_may(&scene.rules, ACT_MOVE_MEETING, pair_role(by)))
        return refused_page(request, by, &scene);
    struct arrange arrange = arrange_of(request, &scene, 1, row.how, row.minutes);
    if (request->method == GET)
        arrange.where = row.place;
    meeting_fixed_html(request->out,
                       meeting_frame(request, &scene.two, FRAME_TASK, S("Change the time")),
                       &arrange, S("The other is told at once, and both calendars change."),
                       S("Move the meeting"), request->work->fault);
    return OK;
}

static enum err move_from_form(struct request *request, const struct pair_access *by,
                               struct meeting_id meeting)
{
    struct meeting_time time;
    struct meeting_plan plan;

    TRY(one_from_form(request, by, &time, &plan));
    return meeting_move(request->work, by, meeting, &time, &plan);
}

enum err meeting_move_form(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;

    TRY(set_meeting(request, by, &row));
    enum err err = move_from_form(request, by, row.id);
    if (err == ERR_INVALID)
        TRY(meeting_move_page(request, by));
    TRY(err);
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings/%lld", ARG(two.path), (long long)row.id.n);
    return OK;
}

enum err meeting_suggest_page(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;

    TRY(open_meeting(request, by, &row));
    TRY(two_get(request->work, by, &two));
    struct pick pick = {.other = two.other.name,
                        .seen = two_seen(request->work, &two),
                        .place = zone_place(request->work->arena, zone_own_name(two.me.zone)),
                        .own = own_times_shown(request, SUGGESTED_MOST),
                        .own_line = form_text(request, S("line"))};
    meeting_suggest_html(request->out,
                         meeting_frame(request, &two, FRAME_TASK, S("Suggest another time")), &pick,
                         request->work->fault);
    return OK;
}

static enum err suggest_from_form(struct request *request, const struct pair_access *by,
                                  struct meeting_id meeting)
{
    struct scene scene;
    struct meeting_time times[SUGGESTED_MOST];
    size_t len = 0;

    TRY(scene_get(request, by, &scene));
    TRY(own_times_read(request, scene.zone, SUGGESTED_MOST, times, &len));
    return meeting_suggest(request->work, by, meeting, times, len, form_text(request, S("line")));
}

enum err meeting_suggest_form(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;

    TRY(open_meeting(request, by, &row));
    enum err err = suggest_from_form(request, by, row.id);
    if (err == ERR_INVALID)
        TRY(meeting_suggest_page(request, by));
    TRY(err);
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings", ARG(two.path));
    return OK;
}
