/* ending_pages.c - where the two end, complete early, or ask for more time. */
#include "app/ending/ending_inside.h"

#include "app/scheme/scheme.h"

#include "ending_ask_html.h"
#include "ending_end_html.h"
#include "ending_home_html.h"

static struct str named(struct arena *arena, const char *before, struct str name, const char *after)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%s%.*s%s", before, ARG(name), after);
    return buf_str(&out);
}

static enum err find_offer(struct work *work, const struct pair_access *by,
                           struct ending_view *view)
{
    struct waiting_offer_rows waiting;

    TRY(ending_offer_find(work, by, &waiting));
    if (waiting.len == 0)
        return OK;
    view->has_offer = true;
    view->is_offer_mine = waiting.at[0].is_mine;
    view->waits_for_team = str_eq(waiting.at[0].state, S("agreed"));
    view->is_extension = waiting.at[0].until_on.is_set;
    view->until_on = waiting.at[0].until_on.at;
    view->offer = waiting.at[0].id.n;
    return OK;
}

/* Who may do what here, now. */
static enum err set_ways(struct work *work, const struct pair_access *by, struct ending_view *view)
{
    struct scheme_rules rules;
    bool is_under_way =
        str_eq(view->pair.state, S("active")) || str_eq(view->pair.state, S("closing"));

    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    view->is_over = view->two.state == PAIR_OVER;
    view->may_end = pair_is_open(&view->two);
    view->may_early = is_under_way && !view->has_offer;
    view->may_extend = view->may_early && policy_may(&rules, ACT_COMPLETE_EARLY, view->two.reader);
    return OK;
}

static enum err begin(struct request *request, const struct pair_access *by, enum frame_kind kind,
                      struct ending_view *view)
{
    struct work *work = request->work;
    struct buf path = {.arena = work->arena};

    TRY(pair_two_get(work, by, &view->two));
    if (view->two.state == PAIR_OFFERED)
        return ERR_NOT_FOUND; /* nobody is introduced yet: there is nothing to end */
    TRY(ending_pair(work, by, &view->pair));
    TRY(find_offer(work, by, view));
    TRY(set_ways(work, by, view));
    buf_addf(&path, "%.*s/close", ARG(pair_path(request, by)));
    view->path = buf_str(&path);
    view->fault = work->fault;
    view->day = form_text(request, S("until"));
    view->reason = form_text(request, S("reason"));
    view->is_told = form_has(request, S("sees"), S("team"));
    view->seen = pair_seen(work->arena, &view->two);
    view->frame = frame_new(request, kind,
                            named(work->arena, "You and ", view->two.other.name,
                                  view->is_over ? ": looking back" : ": ending, or going on"));
    view->frame->back = pair_path(request, by);
    view->frame->back_to = named(work->arena, "Back to you and ", view->two.other.name, "");
    return OK;
}

enum err ending_home_page(struct request *request, const struct pair_access *by)
{
    struct ending_view view = {0};

    TRY(begin(request, by, FRAME_PAIR, &view));
    ending_home_html(request->out, &view);
    return OK;
}

static enum err offer_from_form(struct request *request, const struct pair_access *by,
                                bool is_extension)
{
    struct maybe_day until_on = {0};

    if (is_extension) {
        TRY(form_day(request, S("until"), &until_on));
        if (!until_on.is_set)
            return work_fail(request->work, ERR_INVALID, S("until"),
                             S("Choose the day until which you two would go on."));
    }
    return ending_offer(request->work, by, until_on);
}

static enum err act_from_form(struct request *request, const struct pair_access *by)
{
    struct str what = form_text(request, S("do"));
    struct ending_offer_id offer = {0};

    if (str_eq(what, S("early")) || str_eq(what, S("extend")))
        return offer_from_form(request, by, str_eq(what, S("extend")));
    if (str_number(form_text(request, S("offer")), &offer.n) != OK)
        return ERR_NOT_FOUND;
    if (str_eq(what, S("withdraw")))
        return ending_withdraw(request->work, by, offer);
    return ending_answer(request->work, by, offer, str_eq(what, S("yes")));
}

enum err ending_home_form(struct request *request, const struct pair_access *by)
{
    enum err err = act_from_form(request, by);

    if (err == ERR_INVALID)
        TRY(ending_home_page(request, by));
    request_go_to(request, "%.*s/close", ARG(pair_path(request, by)));
    return err;
}

/* --- end it: the third tap */

enum err ending_end_page(struct request *request, const struct pair_access *by)
{
    struct ending_view view = {0};

    TRY(begin(request, by, FRAME_TASK, &view));
    if (!view.may_end) {
        request_go_to(request, "%.*s", ARG(view.path));
        return OK;
    }
    view.frame->title =
        named(request->work->arena, "End your mentoring with ", view.two.other.name, "?");
    view.frame->back = view.path;
    view.frame->back_to = S("Back: do not end it");
    ending_end_html(request->out, &view);
    return OK;
}

enum err ending_end_form(struct request *request, const struct pair_access *by)
{
    enum err err = ending_end(request->work, by, form_text(request, S("reason")),
                              form_has(request, S("sees"), S("team")));

    if (err == ERR_INVALID)
        TRY(ending_end_page(request, by));
    request_go_to(request, "%.*s/close", ARG(pair_path(request, by)));
    return err;
}

/* --- from the mail: the other's offer */

static enum err find_asked(struct request *request, const struct pair_access *by,
                           struct ending_view *view, bool *ret_is_there)
{
    TRY(begin(request, by, FRAME_TASK, view));
    view->frame->back = (struct str){0};
    *ret_is_there = view->has_offer && !view->is_offer_mine && !view->waits_for_team &&
                    view->offer == act_call(request).object;
    return OK;
}

static enum err is_answered(struct request *request, const struct pair_access *by)
{
    return act_is_stale(request, S("This has been answered or taken back in the meantime."),
                        pair_path(request, by));
}

static enum err link_show(struct request *request, const struct pair_access *by)
{
    struct ending_view view = {0};
    bool is_there;

    TRY(find_asked(request, by, &view, &is_there));
    if (!is_there)
        return is_answered(request, by);
    view.frame->title =
        named(request->work->arena, "", view.two.other.name,
              view.is_extension ? " would like to go on" : " offers to complete early");
    ending_ask_html(request->out, &view);
    return OK;
}

static enum err link_run(struct request *request, const struct pair_access *by)
{
    struct ending_view view = {0};
    bool is_there, is_yes = form_has(request, S("do"), S("yes"));

    TRY(find_asked(request, by, &view, &is_there));
    if (!is_there)
        return is_answered(request, by);
    TRY(ending_answer(request->work, by, (struct ending_offer_id){view.offer}, is_yes));
    act_came_to(request,
                is_yes ? S("You agreed. You both get it by mail.")
                       : S("You said: not now. Nothing changes."),
                view.path);
    return OK;
}

static const struct act act_rows[] = {
    {"ending_answer", PAIR_MEMBER(link_show), PAIR_MEMBER(link_run),
     "Answer an offer to complete early, or to go on for longer"},
};
const struct acts ending_acts = LIST(act_rows);
const struct act *const ending_answer_act = &act_rows[0];

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/close", PAIR_MEMBER(ending_home_page),
     "How the two can end, complete early, or go on"},
    {POST, "/s/{scheme}/pairs/{pair}/close", PAIR_MEMBER(ending_home_form),
     "Offer to complete early or to go on, answer that, or take it back"},
    {GET, "/s/{scheme}/pairs/{pair}/close/end", PAIR_MEMBER(ending_end_page),
     "Asks once more before a pair ends"},
    {POST, "/s/{scheme}/pairs/{pair}/close/end", PAIR_MEMBER(ending_end_form),
     "End a pair, alone and without a reason"},
    {GET, "/s/{scheme}/pairs/{pair}/close/{step}", PAIR_MEMBER(closure_step_page),
     "Look back, one step a page"},
    {POST, "/s/{scheme}/pairs/{pair}/close/{step}", PAIR_MEMBER(closure_step_form),
     "Keep a step of looking back, or skip the rest"},
    {GET, "/s/{scheme}/pairs/{pair}/keepsake", PAIR_MEMBER(keepsake_page),
     "The page that each of the two takes away, on A4"},
    {GET, "/s/{scheme}/team/endings", TEAM(ending_team_page),
     "Pairs that are over, and what of endings waits for the team"},
    {POST, "/s/{scheme}/team/endings", TEAM(ending_team_form),
     "See to an ending, or approve more time"},
    {GET, "/s/{scheme}/team/pairs/{pair}/end", TEAM(ending_for_page),
     "Asks once more before the team ends a pair"},
    {POST, "/s/{scheme}/team/pairs/{pair}/end", TEAM(ending_for_form),
     "End a pair for a reason that both are told"},
};
const struct routes ending_routes = LIST(rows);
