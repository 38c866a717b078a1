/* nudge_pages.c - putting a reminder off, and the list of who would get which. */
#include "app/nudge/nudge_inside.h"

#include "app/command.h"
#include "nudge_list_html.h"
#include "nudge_snooze_html.h"
#include "nudge_sql.h"

#include <stdio.h>

enum { WEEK = 7, WEEKS_MOST = 8 };

/* --- not now */

static enum err snooze_show(struct request *request, const struct scheme_access *by)
{
    struct frame *frame = frame_new(request, FRAME_TASK, S("Not now?"));

    (void)by;
    nudge_snooze_html(request->out, frame, request->work->fault);
    return OK;
}

static enum err snooze_run(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct act_call call = act_call(request);
    const struct nudge *nudge = nudge_find(call.choice);
    int64_t weeks;

    if (!nudge)
        return ERR_NOT_FOUND;
    if (form_number(request, S("weeks"), 1, WEEKS_MOST, &weeks) != OK)
        return work_fail(work, ERR_INVALID, S("weeks"), S("Please choose one."));
    struct day until = {work->today.n + weeks * WEEK};
    TRY(nudge_snooze_put(work, by, (struct pair_id){call.object}, str_of(nudge->mail->name),
                         until));
    act_came_to(request,
                nudge_text(work->arena,
                           "Fine. You hear of it again from %.*s on, if it is still "
                           "open then",
                           ARG(signal_day(work->arena, until, work->today))),
                nudge_text(work->arena, "%.*s/home", ARG(request->viewer.scheme_path)));
    return OK;
}

static const struct act act_rows[] = {
    [NUDGE_ACT_SNOOZE] = {"nudge_snooze", MEMBER(snooze_show), MEMBER(snooze_run),
                          "Put a reminder off"},
};
const struct acts nudge_acts = LIST(act_rows);

/* --- who would get what */

struct nudge_lines nudge_lines_of(struct arena *arena, const struct nudge_plan *plan)
{
    struct nudge_lines lines = {NEW_ARRAY(arena, struct nudge_line, plan->len + 1), plan->len};

    for (size_t i = 0; i < plan->len; i++)
        lines.at[i] = (struct nudge_line){
            plan->at[i].to.name, str_of(plan->at[i].nudge->mail->does),
            str_of(nudge_verdict_says(plan->at[i].verdict)), plan->at[i].verdict == NUDGE_GOES};
    return lines;
}

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct arena *arena = request->work->arena;
    struct nudge_plan plan;
    int64_t go = 0;

    TRY(nudge_plan_get(request->work, team_scheme(by), &plan));
    for (size_t i = 0; i < plan.len; i++)
        go += plan.at[i].verdict == NUDGE_GOES;
    struct str title = go == 1
                           ? S("1 reminder would go out now")
                           : nudge_text(arena, "%lld reminders would go out now", (long long)go);
    struct frame *frame = frame_new(request, FRAME_TEAM, title);
    frame->at = AT_TODAY;
    frame->back = nudge_text(arena, "%.*s/team", ARG(frame->scheme));
    frame->back_to = S("Back to Today");
    nudge_list_html(request->out, frame, nudge_lines_of(arena, &plan));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/nudges", TEAM(list_page), "Who would get which reminder now"},
};
const struct routes nudge_routes = LIST(rows);

static enum err print_plan(struct work *work, const struct team_access *by, void *with)
{
    struct nudge_plan plan;

    (void)with;
    TRY(nudge_plan_get(work, team_scheme(by), &plan));
    struct nudge_lines lines = nudge_lines_of(work->arena, &plan);
    for (size_t i = 0; i < lines.len; i++)
        printf("%.*s\t%.*s\t%.*s\n", ARG(lines.at[i].name), ARG(lines.at[i].kind),
               ARG(lines.at[i].verdict));
    return OK;
}

static int nudges_command(struct args *args)
{
    const char *scheme = args_text(args, "--scheme");

    if (!args_text(args, "--dry-run"))
        return args_wrong(args, "say --dry-run: reminders go out by themselves");
    if (!scheme)
        return args_wrong(args, "which scheme? --scheme SLUG");
    return command_team(args, str_of(scheme), print_plan, NULL);
}

static const struct command commands[] = {
    {"nudges", "--data DIR|--database URL --scheme SLUG --dry-run",
     "List who would get which reminder now", nudges_command},
};
const struct commands nudge_commands = LIST(commands);
