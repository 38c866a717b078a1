/* matching_check_pages.c - the last look at a run, and what follows from it. */
#include "app/matching/matching_inside.h"
#include "app/participant/participant.h"
#include "app/scheme/scheme.h"
#include "matching_sql.h"
#include "web/frame.h"
#include "web/web.h"

#include "matching_publish_html.h"

enum { ABOVE_ALL = MATCH_FULL + 1, FIRST_FIVE = 5 };

static struct match_run_id run_of(const struct request *request)
{
    return (struct match_run_id){request_key(request, S("run"))};
}

/* The name as a LIKE pattern: what would be a wildcard stands for itself. */
static struct str like_of(struct arena *arena, struct str who)
{
    struct str listed = participant_listed(arena, who);
    struct buf like = {.arena = arena};

    buf_add(&like, S("%"));
    for (size_t i = 0; i < listed.len; i++)
        buf_addf(&like, "%s%c",
                 listed.at[i] == '%' || listed.at[i] == '_' || listed.at[i] == '\\' ? "\\" : "",
                 listed.at[i]);
    buf_add(&like, S("%"));
    return buf_str(&like);
}

/* The pair that is asked for, by number or by name; else the best fit. {0}: nobody is called so. */
static enum err find_pair(struct request *request, const struct team_access *by,
                          struct match_run_id run, struct matching_mails_view *view)
{
    struct work *work = request->work;
    struct proposal_named_rows named;
    struct proposal_line_rows rows;
    int64_t pair;

    view->who = query_text(request, S("who"));
    view->was_searched = view->who.len > 0;
    if (str_number(query_text(request, S("pair")), &pair) == OK) {
        view->id.n = pair;
        return OK;
    }
    if (view->was_searched) {
        TRY(proposal_named(work, by, run, like_of(work->arena, view->who), &named));
        view->id = named.len > 0 ? named.at[0].id : view->id;
        return OK;
    }
    TRY(proposal_page(work, by, run, false, false, ABOVE_ALL, 0, &rows));
    view->id = rows.len > 0 ? rows.at[0].id : view->id;
    return OK;
}

static struct str mails_path(struct arena *arena, const struct matching_run_view *run,
                             struct maybe_proposal_id id)
{
    return id.is_set
               ? matching_text(arena, "%.*s/publish?pair=%lld", ARG(run->path), (long long)id.at.n)
               : (struct str){0};
}

static enum err view_mails(struct request *request, const struct team_access *by,
                           const struct matching_run_view *run, struct matching_mails_view *view)
{
    struct work *work = request->work;
    const struct scheme_access *scheme = team_scheme(by);
    struct proposal_beside_row beside;
    struct proposal_row row;

    TRY(find_pair(request, by, run->id, view));
    if (view->id.n == 0)
        return OK;
    TRY(proposal_get(work, by, run->id, view->id, &row));
    TRY(proposal_beside(work, by, run->id, row.score, view->id, &beside));
    view->mentee = row.mentee_name;
    view->mentor = row.mentor_name;
    view->earlier = mails_path(work->arena, run, beside.earlier);
    view->later = mails_path(work->arena, run, beside.later);
    TRY(introduction_preview(work, scheme, row.mentee, row.mentor, row.reasons, &view->to_mentee));
    return introduction_preview(work, scheme, row.mentor, row.mentee, row.reasons,
                                &view->to_mentor);
}

static enum err publish_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct matching_run_view run;
    struct matching_mails_view mails = {0};
    struct scheme_rules rules;

    TRY(matching_view_run(request, by, run_of(request), &run));
    TRY(view_mails(request, by, &run, &mails));
    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    mails.wants_second = rules.second_above > 0 && run.placed > rules.second_above;

    struct frame *frame = matching_frame(request, S("Check and publish"));
    frame->back = run.path;
    frame->back_to = matching_text(work->arena, "Back to run %lld", (long long)run.number);
    frame->notice = matching_notice(request);
    matching_publish_html(request->out, frame, &run, &mails, work->fault);
    return OK;
}

static void go_to_run(struct request *request, struct match_run_id run, const char *did)
{
    request_go_to(request, "%.*s/team/matching/runs/%lld?did=%s", ARG(request->viewer.scheme_path),
                  (long long)run.n, did);
}

static enum err publish_act(struct request *request, const struct team_access *by)
{
    struct match_run_id run = run_of(request);
    bool is_few = str_eq(form_text(request, S("how")), S("five"));
    enum matching_published published;

    TRY(matching_publish(request->work, by, run, is_few ? FIRST_FIVE : 0, &published));
    go_to_run(request, run, published == MATCHING_CHECKED ? "checked" : "published");
    return OK;
}

static enum err act_on(struct request *request, const struct team_access *by,
                       enum err (*act)(struct work *, const struct team_access *,
                                       struct match_run_id),
                       const char *did)
{
    struct match_run_id run = run_of(request);

    TRY(act(request->work, by, run));
    go_to_run(request, run, did);
    return OK;
}

static enum err send_act(struct request *request, const struct team_access *by)
{
    return act_on(request, by, matching_send_now, "sent");
}

static enum err rest_act(struct request *request, const struct team_access *by)
{
    return act_on(request, by, matching_send_rest, "sent");
}

static enum err undo_act(struct request *request, const struct team_access *by)
{
    return act_on(request, by, matching_undo, "undone");
}

static enum err discard_act(struct request *request, const struct team_access *by)
{
    return act_on(request, by, matching_discard, "discarded");
}

#define RUN "/s/{scheme}/team/matching/runs/{run}"
static const struct route rows[] = {
    {GET, RUN "/publish", TEAM(publish_page), "Check a run and both mails before publishing"},
    {POST, RUN "/publish", TEAM(publish_act), "Publish a run; its offers are held a while"},
    {POST, RUN "/send", TEAM(send_act), "Let the held offers of a run leave now"},
    {POST, RUN "/rest", TEAM(rest_act), "Let the rest of the offers follow the first"},
    {POST, RUN "/undo", TEAM(undo_act), "Take a publication back, until somebody has answered"},
    {POST, RUN "/discard", TEAM(discard_act), "Put a run aside"},
};
#undef RUN
static const struct routes routes = LIST(rows);

const struct concept matching_check_concept = {.name = "matching_check", .routes = &routes};
