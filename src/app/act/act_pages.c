#include "app/access/access.h"
#include "app/act/act_inside.h"
#include "base/secret.h"
#include "web/frame.h"

#include "act_ended_html.h"
#include "act_other_html.h"
#include "act_outcome_html.h"

enum { CONFLICT_STATUS = 409, GONE_STATUS = 410 };

static struct act_visit *visit_of(const struct request *request)
{
    return request->prepared;
}

static enum err outcome_page(struct request *request, const struct visitor_access *by)
{
    const struct act_visit *visit = visit_of(request);
    struct frame *frame = frame_new(request, FRAME_TASK, visit->sentence);

    (void)by;
    act_outcome_html(request->out, frame, visit->sentence, visit->go_on);
    return OK;
}

static enum err ended_page(struct request *request, const struct visitor_access *by)
{
    struct frame *frame = frame_new(request, FRAME_TASK, S("This link has ended"));

    (void)by;
    request->reply.status = GONE_STATUS;
    act_ended_html(request->out, frame);
    return OK;
}

static enum err other_page(struct request *request, const struct visitor_access *by)
{
    struct buf title = {.arena = request->work->arena};
    struct str name = visit_of(request)->row.name;

    (void)by;
    buf_addf(&title, "Are you %.*s?", ARG(name));
    act_other_html(request->out, frame_new(request, FRAME_TASK, buf_str(&title)), name,
                   request->path);
    return OK;
}

enum err act_is_stale(struct request *request, struct str sentence, struct str go_on)
{
    struct act_visit *visit = visit_of(request);
    struct frame *frame = frame_new(request, FRAME_TASK, sentence);

    act_came_to(request, sentence, go_on);
    visit->is_stale = true;
    if (request->method == POST)
        request->reply.status = CONFLICT_STATUS;
    act_outcome_html(request->out, frame, sentence, go_on);
    return OK;
}

/* Enter a handler with the proof that the link's person has. */
static enum err enter(struct request *request, const struct public_access *by,
                      const struct gate *gate)
{
    const struct act_row *row = &visit_of(request)->row;

    return access_enter_act(request, by, gate, row->of_scheme, row->person, row->pair);
}

static enum err enter_page(struct request *request, const struct public_access *by,
                           enum err (*page)(struct request *, const struct visitor_access *))
{
    struct gate gate = VISITOR(page);

    return enter(request, by, &gate);
}

/* ERR_NOT_FOUND: no such link, or the act it was for is no more. */
static enum err find(struct request *request, const struct public_access *by)
{
    struct work *work = request->work;
    struct act_visit *visit = NEW(work->arena, struct act_visit);
    struct str token = request_word(request, S("token"));

    TRY(act_get(work, by, secret_hash(work->arena, token), &visit->row));
    visit->act = act_find(visit->row.kind);
    if (!visit->act)
        return ERR_NOT_FOUND;
    visit->sentence = visit->row.outcome;
    visit->go_on = visit->row.go_on;
    request->prepared = visit;
    return OK;
}

/* Somebody else's link, opened while signed in: a mail that was passed on, or a shared machine. */
static bool is_other(const struct request *request)
{
    return request->actor.n != 0 && request->actor.n != visit_of(request)->row.person.n &&
           !str_eq(query_text(request, S("me")), S("yes"));
}

/* Whoever left the pair or the scheme since finds that the link has ended. */
static enum err show(struct request *request, const struct public_access *by)
{
    enum err err = enter(request, by, &visit_of(request)->act->show);

    return err == ERR_NOT_FOUND ? enter_page(request, by, ended_page) : err;
}

static enum err show_page(struct request *request, const struct public_access *by)
{
    TRY(find(request, by));
    if (visit_of(request)->row.used_at.is_set)
        return enter_page(request, by, outcome_page);
    if (visit_of(request)->row.ends_at <= request->work->now)
        return enter_page(request, by, ended_page);
    if (is_other(request))
        return enter_page(request, by, other_page);
    return show(request, by);
}

static enum err run(struct request *request, const struct public_access *by)
{
    struct act_visit *visit = visit_of(request);

    TRY(enter(request, by, &visit->act->run));
    TRY(act_keep_outcome(request->work, by, visit->row.id, visit->sentence, visit->go_on));
    if (!visit->is_stale)
        request_go_to(request, "%.*s", ARG(request->path));
    return OK;
}

/* The link is taken first, so that of two posts at once one acts and the other shows what the
 * first came to.
 */
static enum err run_page(struct request *request, const struct public_access *by)
{
    struct used_act_row used;

    TRY(find(request, by));
    if (visit_of(request)->row.used_at.is_set)
        return enter_page(request, by, outcome_page);
    if (visit_of(request)->row.ends_at <= request->work->now)
        return enter_page(request, by, ended_page);
    enum err err = act_use(request->work, by, visit_of(request)->row.id, request->work->now, &used);
    if (err == ERR_NOT_FOUND) {
        TRY(find(request, by));
        return enter_page(request, by, outcome_page);
    }
    TRY(err);
    err = run(request, by);
    if (err == ERR_NOT_FOUND) {
        struct act_id id = visit_of(request)->row.id;
        TRY(act_keep_outcome(request->work, by, id, S("This link has ended"), (struct str){0}));
        return enter_page(request, by, ended_page);
    }
    if (err == ERR_INVALID)
        TRY(show(request, by));
    return err;
}

static const struct route rows[] = {
    {GET, "/a/{token}", LINK(show_page), "Show what a link in a mail would do"},
    {POST, "/a/{token}", LINK(run_page), "Do it"},
};

const struct routes act_routes = LIST(rows);
