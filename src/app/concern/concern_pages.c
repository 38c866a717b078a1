#include "app/concern/concern.h"

#include "app/concern/concern_inside.h"
#include "app/pair/pair.h"
#include "base/secret.h"
#include "concern_kept_html.h"
#include "concern_new_html.h"
#include "concern_sql.h"
#include "ical/when.h"
#include "web/frame.h"

struct str concern_when(struct request *request, int64_t at)
{
    struct work *work = request->work;
    const struct zone *zone;

    if (zone_find(work->arena, request->viewer.zone, &zone) != OK &&
        zone_find(work->arena, S("Europe/London"), &zone) != OK)
        return (struct str){0};
    return when_text(work->arena, zone, at, work->now);
}

/* --- the form */

static struct str what_of(struct str role)
{
    return str_eq(role, S("safeguarding_lead")) ? S("Safeguarding lead") : S("Deputy");
}

/* "A and B"; somebody with both roles is one reader. */
static struct str names_of(struct arena *arena, struct nameables guards, bool but_named)
{
    struct buf names = {.arena = arena};
    size_t len = 0;

    for (size_t i = 0; i < guards.len; i++)
        if (!but_named || !guards.at[i].is_named)
            buf_addf(&names, "%s%.*s", len++ ? " and " : "", ARG(guards.at[i].name));
    return buf_str(&names);
}

static bool has_person(struct nameables all, struct person_id id)
{
    for (size_t i = 0; i < all.len; i++)
        if (all.at[i].id.n == id.n)
            return true;
    return false;
}

static void add_nameable(struct request *request, struct nameables *all, struct person_id id,
                         struct str name, struct str what)
{
    struct buf value = {.arena = request->work->arena};

    if (has_person(*all, id) || id.n == request->actor.n)
        return;
    buf_addf(&value, "%lld", (long long)id.n);
    all->at[all->len++] =
        (struct nameable){id, name, what, form_has(request, S("about"), buf_str(&value))};
}

static enum err look_at_form(struct request *request, const struct visitor_access *by,
                             struct concern_form *view)
{
    struct work *work = request->work;
    struct concern_guard_rows guards;

    TRY(scheme_rules_get(work, by, &view->rules));
    TRY(concern_guards(work, by, &guards));
    view->told.named.at = NEW_ARRAY(work->arena, struct nameable, guards.len + 2);
    for (size_t i = 0; i < guards.len; i++)
        add_nameable(request, &view->told.named, guards.at[i].person, guards.at[i].name,
                     what_of(guards.at[i].role));
    view->readers = names_of(work->arena, view->told.named, false);
    view->has_readers = guards.len > 0;
    view->is_signed_in = request->actor.n != 0;
    view->told.body = form_text(request, S("body"));
    view->told.reach = form_text(request, S("reach"));
    view->told.is_unnamed = str_eq(form_text(request, S("who")), S("unnamed"));
    view->due = concern_when(request, concern_due(work->now));
    return OK;
}

static enum err show_form(struct request *request, struct concern_form *view)
{
    struct buf seen = {.arena = request->work->arena};

    view->fault = request->work->fault;
    buf_addf(&seen, "Only %.*s can read this, and nobody who runs the scheme", ARG(view->readers));
    view->seen = buf_str(&seen);
    view->frame = frame_new(request, FRAME_TASK, S("Raise a concern"));
    view->frame->back = view->frame->help;
    concern_new_html(request->out, view);
    return OK;
}

static struct str path_in(struct request *request, const char *rest, struct str last)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s%s%.*s", ARG(request->viewer.scheme_path), rest, ARG(last));
    return buf_str(&path);
}

/* --- what became of it */

enum err concern_look_raiser(struct request *request, const struct visitor_access *by,
                             struct concern_id concern, struct concern_kept *view, int64_t *ret_n)
{
    struct work *work = request->work;
    struct told_entry_rows rows;

    TRY(concern_told(work, by, concern, &rows));
    view->steps.at = NEW_ARRAY(work->arena, struct concern_step, rows.len + 1);
    *ret_n = (int64_t)rows.len;
    for (size_t i = 0; i < rows.len; i++) {
        const struct told_entry_row *row = &rows.at[i];
        struct concern_step step = {.title = concern_says(row->kind, true),
                                    .when = concern_when(request, row->at)};
        TRY(concern_open(work, visitor_id(by), concern, row->n, "body", row->body, &step.body));
        TRY(concern_open(work, visitor_id(by), concern, row->n, "words", row->words, &step.words));
        step.is_raisers = step.body.len > 0;
        if (step.title.len == 0) /* noted for those who look after safety alone, or with a word */
            step.title = S("An answer");
        if (!str_eq(row->kind, S("noted")) || step.words.len > 0)
            view->steps.at[view->steps.len++] = step;
    }
    return OK;
}

static struct str state_of(struct request *request, const struct raised_concern_row *row,
                           const struct concern_kept *view)
{
    struct buf state = {.arena = request->work->arena};
    const struct concern_step *newest = NULL;

    for (size_t i = 0; i < view->steps.len; i++)
        if (!view->steps.at[i].is_raisers)
            newest = &view->steps.at[i];
    if (newest)
        return newest->title;
    buf_addf(&state, "It is sent. Somebody will have read it by %.*s",
             ARG(concern_when(request, row->due_at)));
    return buf_str(&state);
}

static enum err show_kept(struct request *request, const struct visitor_access *by,
                          const struct raised_concern_row *row, struct str action, struct str way)
{
    struct work *work = request->work;
    struct concern_kept view = {.fault = work->fault, .action = action, .way = way};
    int64_t n;

    TRY(scheme_rules_get(work, by, &view.rules));
    TRY(concern_look_raiser(request, by, row->id, &view, &n));
    view.state = state_of(request, row, &view);
    view.seen = S("Those who look after safety read this, and nobody who runs the scheme");
    if (work->fault.text.len > 0)
        view.body = form_text(request, S("body"));
    view.frame = frame_new(request, FRAME_TASK, S("What you told us"));
    concern_kept_html(request->out, &view);
    return OK;
}

/* The page itself answers, so that the way back to an unnamed concern is stored nowhere. */
static enum err show_way(struct request *request, const struct visitor_access *by,
                         struct concern_id id, struct str token)
{
    struct raised_concern_row row = {id, request->work->now, concern_due(request->work->now)};
    struct str action = path_in(request, "/concern/kept/", token);
    struct buf way = {.arena = request->work->arena};

    buf_addf(&way, "%.*s%.*s", ARG(request->work->site->base_url), ARG(action));
    return show_kept(request, by, &row, action, buf_str(&way));
}

static enum err raise(struct request *request, const struct visitor_access *by,
                      struct concern_form *view)
{
    struct concern_id id;
    struct str token = {0};
    enum err err = concern_raise(request->work, by, &view->told, &id, &token);

    if (err == ERR_INVALID)
        TRY(show_form(request, view));
    TRY(err);
    if (token.len > 0)
        return show_way(request, by, id, token);
    request_go_to(request, "%.*s/concern/%lld", ARG(request->viewer.scheme_path), (long long)id.n);
    return OK;
}

static enum err new_page(struct request *request, const struct visitor_access *by)
{
    struct concern_form view = {0};

    TRY(look_at_form(request, by, &view));
    return show_form(request, &view);
}

static enum err new_send(struct request *request, const struct visitor_access *by)
{
    struct concern_form view = {0};

    TRY(look_at_form(request, by, &view));
    return raise(request, by, &view);
}

/* --- the form of somebody of a pair, who may hand on what the two wrote */

static enum err look_at_pair(struct request *request, const struct pair_access *by,
                             struct concern_form *view)
{
    struct work *work = request->work;
    struct message_copies copies;
    struct pair_two two;

    TRY(look_at_form(request, scheme_visitor(pair_scheme(by)), view));
    TRY(pair_two_get(work, by, &two));
    add_nameable(request, &view->told.named, two.other.id, two.other.name,
                 two.reader == ROLE_MENTEE ? S("Your mentor") : S("Your mentee"));
    TRY(message_newest(work, by, &copies));
    struct handed *at = NEW_ARRAY(work->arena, struct handed, copies.len + 1);
    for (size_t i = 0; i < copies.len; i++) {
        const struct message_copy *copy = &copies.at[i];
        struct buf value = {.arena = work->arena};
        buf_addf(&value, "%lld", (long long)copy->id.n);
        at[i] = (struct handed){copy->id.n, copy->name, concern_when(request, copy->sent_at),
                                copy->body, form_has(request, S("message"), buf_str(&value))};
    }
    view->told.messages = (struct handeds){at, copies.len};
    return OK;
}

static enum err pair_new_page(struct request *request, const struct pair_access *by)
{
    struct concern_form view = {0};

    TRY(look_at_pair(request, by, &view));
    return show_form(request, &view);
}

static enum err pair_new_send(struct request *request, const struct pair_access *by)
{
    struct concern_form view = {0};

    TRY(look_at_pair(request, by, &view));
    return raise(request, scheme_visitor(pair_scheme(by)), &view);
}

/* --- coming back */

static enum err add_more(struct request *request, const struct visitor_access *by,
                         const struct raised_concern_row *row, bool is_unnamed, struct str action)
{
    struct concern_kept view = {0};
    int64_t n;

    TRY(concern_look_raiser(request, by, row->id, &view, &n));
    enum err err = concern_raiser_adds(request->work, by, row->id, is_unnamed, n,
                                       form_text(request, S("body")));
    if (err == ERR_INVALID)
        TRY(show_kept(request, by, row, action, (struct str){0}));
    TRY(err);
    return show_kept(request, by, row, action, (struct str){0});
}

static enum err find_own(struct request *request, const struct visitor_access *by,
                         struct raised_concern_row *ret)
{
    if (request->actor.n == 0)
        return ERR_DENIED;
    return concern_of_raiser(request->work, by,
                             (struct concern_id){request_key(request, S("concern"))}, ret);
}

static enum err own_page(struct request *request, const struct visitor_access *by)
{
    struct raised_concern_row row;

    TRY(find_own(request, by, &row));
    return show_kept(request, by, &row, request->path, (struct str){0});
}

static enum err own_add(struct request *request, const struct visitor_access *by)
{
    struct raised_concern_row row;

    TRY(find_own(request, by, &row));
    return add_more(request, by, &row, false, request->path);
}

static enum err find_kept(struct request *request, const struct visitor_access *by,
                          struct raised_concern_row *ret)
{
    struct work *work = request->work;

    return concern_of_token(work, by, secret_hash(work->arena, request_word(request, S("token"))),
                            ret);
}

static enum err kept_page(struct request *request, const struct visitor_access *by)
{
    struct raised_concern_row row;

    TRY(find_kept(request, by, &row));
    return show_kept(request, by, &row, request->path, (struct str){0});
}

static enum err kept_add(struct request *request, const struct visitor_access *by)
{
    struct raised_concern_row row;

    TRY(find_kept(request, by, &row));
    return add_more(request, by, &row, true, request->path);
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/concern", VISITOR(new_page), "Numbers to call, and a concern to raise"},
    {POST, "/s/{scheme}/concern", VISITOR(new_send), "Raise a concern, named or not"},
    {GET, "/s/{scheme}/pairs/{pair}/concern", PAIR_MEMBER(pair_new_page),
     "The same for somebody of a pair"},
    {POST, "/s/{scheme}/pairs/{pair}/concern", PAIR_MEMBER(pair_new_send),
     "Raise a concern, and hand on messages"},
    {GET, "/s/{scheme}/concern/{concern}", VISITOR(own_page), "What became of one's concern"},
    {POST, "/s/{scheme}/concern/{concern}", VISITOR(own_add), "Add to one's concern"},
    {GET, "/s/{scheme}/concern/kept/{token}", VISITOR(kept_page),
     "What became of an unnamed concern"},
    {POST, "/s/{scheme}/concern/kept/{token}", VISITOR(kept_add), "Add to an unnamed concern"},
    {GET, "/s/{scheme}/safeguarding", SAFEGUARDING(concern_list_page), "Concerns, open ones first"},
    {GET, "/s/{scheme}/safeguarding/{concern}", SAFEGUARDING(concern_page),
     "Where a concern stands, without its words"},
    {POST, "/s/{scheme}/safeguarding/{concern}", SAFEGUARDING(concern_act_page),
     "Read a concern, which is written down, or take the next step"},
};

const struct routes concern_routes = LIST(rows);
