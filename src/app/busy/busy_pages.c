#include "app/busy/busy_inside.h"

#include "app/scheme/scheme.h"
#include "busy_card_html.h"
#include "busy_page_html.h"
#include "busy_pause_html.h"

enum { WEEK = 7, SHORT_WEEKS = 2, LONG_WEEKS = 4 };

/* --- being away */

static enum err mine_of(struct work *work, const struct scheme_access *by, struct busy_lines *ret)
{
    struct busy_mine_rows rows;

    TRY(busy_list_mine(work, by, work->today, &rows));
    struct busy_line *at = NEW_ARRAY(work->arena, struct busy_line, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++) {
        const struct busy_mine_row *row = &rows.at[i];
        at[i] =
            (struct busy_line){row->id.n,
                               busy_text(work->arena, "%.*s to %.*s",
                                         ARG(busy_day(work->arena, row->from_on, work->today)),
                                         ARG(busy_day(work->arena, row->until_on, work->today))),
                               row->line, row->from_on.n <= work->today.n};
    }
    *ret = (struct busy_lines){at, rows.len};
    return OK;
}

/* "Only Ingrid Solberg sees this", or that each partner does. */
static struct str seen_by(struct arena *arena, const struct busy_pair_rows *pairs)
{
    return pairs->len == 1
               ? busy_text(arena, "Only %.*s sees this. The team sees the dates",
                           ARG(pairs->at[0].other_name))
               : S("Each person you are paired with sees this. The team sees the dates");
}

static enum err page(struct request *request, const struct scheme_access *by, enum frame_kind kind,
                     struct str span)
{
    struct work *work = request->work;
    struct busy_view view = {.fault = work->fault};
    struct busy_pair_rows pairs;

    TRY(busy_pairs(work, by, &pairs));
    if (kind == FRAME_PAIR)
        TRY(mine_of(work, by, &view.mine));
    view.has_pair = pairs.len > 0;
    view.seen = seen_by(work->arena, &pairs);
    view.span = request->method == POST ? form_text(request, S("span")) : span;
    view.from = form_text(request, S("from"));
    view.until = form_text(request, S("until"));
    view.line = form_text(request, S("line"));
    view.frame = frame_new(request, kind, S("Away for a while?"));
    if (kind == FRAME_PAIR) {
        view.frame->at = AT_HOME;
        view.frame->back = busy_text(work->arena, "%.*s/home", ARG(view.frame->scheme));
    }
    busy_page_html(request->out, &view);
    return OK;
}

static enum err away_page(struct request *request, const struct scheme_access *by)
{
    return page(request, by, FRAME_PAIR, S("7"));
}

/* A choice of days from today on, or two days of one's own. */
static enum err read_dates(struct request *request, struct busy_dates *ret)
{
    struct work *work = request->work;
    struct maybe_day from, until;
    int64_t days;

    ret->line = form_text(request, S("line"));
    if (str_number(form_text(request, S("span")), &days) == OK &&
        (days == WEEK || days == (int64_t)WEEK * SHORT_WEEKS)) {
        ret->from = work->today;
        ret->until = (struct day){work->today.n + days - 1};
        return OK;
    }
    if (!str_eq(form_text(request, S("span")), S("own")))
        return work_fail(work, ERR_INVALID, S("span"), S("Please choose how long."));
    TRY(form_day(request, S("from"), &from));
    TRY(form_day(request, S("until"), &until));
    if (!from.is_set)
        return work_fail(work, ERR_INVALID, S("from"), S("Which is the first day?"));
    if (!until.is_set)
        return work_fail(work, ERR_INVALID, S("until"), S("Which is the last day?"));
    ret->from = from.at;
    ret->until = until.at;
    return OK;
}

static enum err say(struct request *request, const struct scheme_access *by)
{
    struct busy_dates dates;

    TRY(read_dates(request, &dates));
    return busy_say(request->work, by, &dates);
}

static enum err act_in_page(struct request *request, const struct scheme_access *by)
{
    struct busy_period_id id;

    if (str_number(form_text(request, S("back")), &id.n) == OK)
        return busy_be_back(request->work, by, id);
    return say(request, by);
}

static enum err say_page(struct request *request, const struct scheme_access *by)
{
    enum err err = act_in_page(request, by);

    if (err == ERR_INVALID)
        TRY(away_page(request, by));
    request_go_to(request, "%.*s/away", ARG(request->viewer.scheme_path));
    return err;
}

static enum err say_show(struct request *request, const struct scheme_access *by)
{
    return page(request, by, FRAME_TASK, act_call(request).choice == WEEK ? S("7") : S("14"));
}

static enum err say_run(struct request *request, const struct scheme_access *by)
{
    TRY(say(request, by));
    act_came_to(request, S("It is noted, and whoever you are paired with knows"),
                busy_text(request->work->arena, "%.*s/away", ARG(request->viewer.scheme_path)));
    return OK;
}

static const struct act act_rows[] = {
    [BUSY_ACT_SAY] = {"busy_say", MEMBER(say_show), MEMBER(say_run), "Say that one is away"},
};
const struct acts busy_acts = LIST(act_rows);

enum err busy_link(struct work *work, const struct public_access *by, const struct act_to *to,
                   struct str *ret)
{
    return act_link(work, by, &act_rows[BUSY_ACT_SAY], to, ret);
}

/* --- the pause of a pair */

static enum err pause_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct pause_view view = {.fault = work->fault};
    struct scheme_rules rules;
    struct busy_now now;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(busy_now_get(work, by, &now));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    view.other = two.other.name;
    view.is_paused = two.state == PAIR_PAUSED;
    view.most_weeks = rules.pause_weeks;
    if (view.is_paused && now.both.is_set)
        view.until = busy_day(work->arena, (struct day){now.both.at.n + 1}, work->today);
    if (!view.is_paused && two.state != PAIR_ACTIVE)
        view.refusal = S("Only a pair that is under way can pause. You can say when you are away.");
    view.span = request->method == POST ? form_text(request, S("span")) : S("2");
    view.return_on = form_text(request, S("return_on"));
    view.frame =
        frame_new(request, FRAME_PAIR,
                  view.is_paused ? S("You two are taking a break") : S("Pause for a while"));
    view.frame->at = AT_HOME;
    view.frame->back = view.frame->pair;
    view.frame->back_to = busy_text(work->arena, "Back to you and %.*s", ARG(two.other.name));
    busy_pause_html(request->out, &view);
    return OK;
}

static enum err act_on_pause(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct maybe_day on;
    int64_t weeks;

    if (form_has(request, S("do"), S("go on")))
        return busy_go_on(work, by);
    if (str_number(form_text(request, S("span")), &weeks) == OK &&
        (weeks == SHORT_WEEKS || weeks == LONG_WEEKS))
        return busy_pause(work, by, (struct day){work->today.n + weeks * WEEK});
    TRY(form_day(request, S("return_on"), &on));
    if (!on.is_set)
        return work_fail(work, ERR_INVALID, S("return_on"), S("On which day do you go on?"));
    return busy_pause(work, by, on.at);
}

static enum err pause_form(struct request *request, const struct pair_access *by)
{
    enum err err = act_on_pause(request, by);

    if (err == ERR_INVALID)
        TRY(pause_page(request, by));
    request_go_to(request, "%.*s/pause", ARG(pair_path(request, by)));
    return err;
}

/* "3 March", or nothing. */
static struct str day_or_none(struct work *work, struct maybe_day day)
{
    return day.is_set ? busy_day(work->arena, day.at, work->today) : S("");
}

void busy_card(struct request *request, const struct pair_access *by, struct str other,
               const struct busy_now *now, struct html *ret)
{
    struct work *work = request->work;
    struct buf out = {.arena = work->arena};

    busy_card_html(&out, other, day_or_none(work, now->theirs), day_or_none(work, now->mine),
                   busy_text(work->arena, "%.*s/away", ARG(request->viewer.scheme_path)),
                   busy_text(work->arena, "%.*s/pause", ARG(pair_path(request, by))));
    *ret = (struct html){buf_str(&out)};
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/away", MEMBER(away_page), "When one is away"},
    {POST, "/s/{scheme}/away", MEMBER(say_page), "Say when one is away, or be back sooner"},
    {GET, "/s/{scheme}/pairs/{pair}/pause", PAIR_MEMBER(pause_page), "The pause of a pair"},
    {POST, "/s/{scheme}/pairs/{pair}/pause", PAIR_MEMBER(pause_form),
     "Pause up to a day of return, or go on"},
};
const struct routes busy_routes = LIST(rows);
