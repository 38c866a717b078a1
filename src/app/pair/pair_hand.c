#include "app/pair/pair_inside.h"
#include "app/signal/signal.h"

#include "ical/when.h"
#include "pair_hand_html.h"

static enum err look_at_hand(struct work *work, const struct pair_access *by,
                             struct hand_view *view)
{
    struct hand_mine_rows mine;
    const struct zone *zone;

    TRY(hand_mine(work, by, &mine));
    view->is_up = mine.len > 0;
    if (!view->is_up)
        return OK;
    TRY(zone_get(work, view->two.me.zone, &zone));
    view->since = when_day(work->arena, zone, mine.at[0].raised_at, work->now);
    view->line = mine.at[0].line;
    return OK;
}

enum err hand_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct hand_view view = {.fault = work->fault};
    struct buf seen = {.arena = work->arena}, back = {.arena = work->arena};

    TRY(pair_two_get(work, by, &view.two));
    TRY(look_at_hand(work, by, &view));
    TRY(hand_contacts(work, by, &view.contacts));
    if (request->method == POST)
        view.line = form_text(request, S("line"));
    buf_addf(&seen, "The people who run the scheme see this. %.*s does not",
             ARG(view.two.other.name));
    buf_addf(&back, "Back to you and %.*s", ARG(view.two.other.name));
    view.seen = buf_str(&seen);
    view.frame = frame_new(request, FRAME_PAIR, S("Something not right?"));
    view.frame->back = view.frame->pair;
    view.frame->back_to = buf_str(&back);
    pair_hand_html(request->out, &view);
    return OK;
}

enum err hand_ask(struct work *work, const struct pair_access *by, struct str line)
{
    return hand_put_up(work, by, (struct hand_id){work_new_key(work)}, line, work->now);
}

enum err hand_raise(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct str line = form_text(request, S("line"));

    if (str_letters(line) > HAND_LINE_MAX) {
        enum err err =
            work_fail(work, ERR_INVALID, S("line"), S("Use at most 500 letters, or call us."));
        TRY(hand_page(request, by));
        return err;
    }
    if (form_has(request, S("do"), S("lower")))
        TRY(hand_take_down(work, by, work->now));
    else
        TRY(hand_ask(work, by, line));
    request_go_to(request, "%.*s/help", ARG(pair_path(request, by)));
    return signal_figure_pair(work, pair_scheme(by), pair_key(by)); /* the team sees it at once */
}

enum err hand_list(struct work *work, const struct team_access *by, struct hands *ret)
{
    struct hand_up_rows rows;

    TRY(hand_list_up(work, by, &rows));
    struct hand *at = NEW_ARRAY(work->arena, struct hand, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct hand){rows.at[i].id,       rows.at[i].pair,       rows.at[i].person,
                              rows.at[i].name,     rows.at[i].other_name, rows.at[i].line,
                              rows.at[i].raised_at};
    *ret = (struct hands){at, rows.len};
    return OK;
}

enum err hand_settle(struct work *work, const struct team_access *by, struct hand_id hand)
{
    struct hand_settled_row row;

    return hand_lower(work, by, hand, work->now, &row);
}
