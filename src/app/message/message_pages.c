#include "app/message/message.h"
#include "app/message/message_inside.h"

#include "ical/when.h"
#include "message_list_html.h"
#include "message_sql.h"
#include "web/frame.h"

enum { PAGE = 30 };

static struct str sentence(struct arena *arena, const char *before, struct str name,
                           const char *after)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%s%.*s%s", before, ARG(name), after);
    return buf_str(&out);
}

/* A page of messages, turned so that the newest stands last. */
static enum err list_bubbles(struct work *work, const struct pair_access *by, int64_t before,
                             struct message_view *view)
{
    struct message_rows rows;
    const struct zone *zone;

    TRY(zone_get(work, view->two.me.zone, &zone));
    TRY(message_before(work, by, before, &rows));
    if (rows.len > PAGE) {
        rows.len = PAGE;
        view->earlier = (struct maybe_int){true, rows.at[PAGE - 1].sent_at};
    }
    view->bubbles = (struct bubbles){NEW_ARRAY(work->arena, struct bubble, rows.len + 1), rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const struct message_row *row = &rows.at[rows.len - 1 - i];
        view->bubbles.at[i] = (struct bubble){row->is_mine ? S("You") : row->name,
                                              when_day(work->arena, zone, row->sent_at, work->now),
                                              row->body, row->wish, row->is_mentors};
    }
    return OK;
}

/* The newest messages, or those before the moment in ?before=. */
static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct message_view view = {.fault = work->fault};
    int64_t before = INT64_MAX;

    view.is_newest = str_number(query_text(request, S("before")), &before) != OK;
    TRY(pair_two_get(work, by, &view.two));
    TRY(list_bubbles(work, by, before, &view));
    view.may_write = view.is_newest && pair_is_open(&view.two);
    view.is_mentee = view.two.reader == ROLE_MENTEE;
    view.seen = pair_seen(work->arena, &view.two);
    view.body = form_text(request, S("body"));
    view.wish = form_text(request, S("wish"));

    struct frame *frame = frame_new(
        request, FRAME_PAIR, sentence(work->arena, "Messages with ", view.two.other.name, ""));
    frame->at = AT_MESSAGES;
    frame->back = frame->pair;
    frame->back_to = sentence(work->arena, "Back to you and ", view.two.other.name, "");
    message_list_html(request->out, frame, &view);
    return OK;
}

static enum err send_page(struct request *request, const struct pair_access *by)
{
    enum err err = message_send(request->work, by, form_text(request, S("body")),
                                form_text(request, S("wish")));

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    request_go_to(request, "%.*s/messages", ARG(pair_path(request, by)));
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/messages", PAIR_MEMBER(list_page), "What the two wrote"},
    {POST, "/s/{scheme}/pairs/{pair}/messages", PAIR_MEMBER(send_page), "Write to the other"},
};

const struct routes message_routes = LIST(rows);
