#include "app/message/message.h"
#include "app/message/message_inside.h"

#include "app/scheme/scheme.h"
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

enum { KIB = 1024, MIB = 1048576 };

/* "120 KiB"; less than one is one. */
static struct str size_of(struct arena *arena, int64_t bytes)
{
    struct buf out = {.arena = arena};
    int64_t kib = (bytes + KIB - 1) / KIB;

    if (bytes >= MIB)
        buf_addf(&out, "%.1f MiB", (double)bytes / MIB);
    else
        buf_addf(&out, "%lld KiB", (long long)kib);
    return buf_str(&out);
}

static struct bubble_files files_of(struct arena *arena, const struct attachment_rows *all,
                                    struct message_id message)
{
    struct bubble_files files = {NEW_ARRAY(arena, struct bubble_file, all->len + 1), 0};

    for (size_t i = 0; i < all->len; i++)
        if (all->at[i].message.n == message.n)
            files.at[files.len++] = (struct bubble_file){all->at[i].id.n, all->at[i].name,
                                                         size_of(arena, all->at[i].size)};
    return files;
}

/* Until when the mail about one's newest message is held. */
static enum err tell_waiting(struct work *work, const struct pair_access *by,
                             const struct message_row *newest, struct message_view *view)
{
    struct bubble *bubble = &view->bubbles.at[view->bubbles.len - 1];
    struct maybe_int until;
    const struct zone *zone;

    if (!view->is_newest || !bubble->is_mine)
        return OK;
    TRY(mail_held(work, pair_nobody(by), view->two.other.id,
                  message_occasion(work->arena, newest->id), &until));
    if (!until.is_set)
        return OK;
    TRY(zone_find(work->arena, view->two.other.zone, &zone));
    bubble->waits = when_text(work->arena, zone, until.at, work->now);
    return OK;
}

/* A page of messages, turned so that the newest stands last. */
static enum err list_bubbles(struct work *work, const struct pair_access *by, int64_t before,
                             struct message_view *view)
{
    struct message_rows rows;
    struct attachment_rows files;
    const struct zone *zone;

    TRY(zone_get(work, view->two.me.zone, &zone));
    TRY(message_before(work, by, before, &rows));
    TRY(attachment_list(work, by, &files));
    if (rows.len > PAGE) {
        rows.len = PAGE;
        view->earlier = (struct maybe_int){true, rows.at[PAGE - 1].sent_at};
    }
    view->bubbles = (struct bubbles){NEW_ARRAY(work->arena, struct bubble, rows.len + 1), rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const struct message_row *row = &rows.at[rows.len - 1 - i];
        view->bubbles.at[i] =
            (struct bubble){.name = row->is_mine ? S("You") : row->name,
                            .when = when_day(work->arena, zone, row->sent_at, work->now),
                            .body = row->body,
                            .wish = row->wish,
                            .is_mentors = row->is_mentors,
                            .is_mine = row->is_mine,
                            .files = files_of(work->arena, &files, row->id)};
    }
    return rows.len > 0 ? tell_waiting(work, by, &rows.at[0], view) : OK;
}

/* The newest messages, or those before the moment in ?before=. */
static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct message_view view = {.fault = work->fault};
    struct scheme_rules rules;
    int64_t before = INT64_MAX;

    view.is_newest = str_number(query_text(request, S("before")), &before) != OK;
    TRY(pair_two_get(work, by, &view.two));
    TRY(list_bubbles(work, by, before, &view));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    view.keep_months = rules.keep_pair_months;
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
    enum err err = message_send_with(request->work, by, form_text(request, S("body")),
                                     form_text(request, S("wish")), &request->files);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    request_go_to(request, "%.*s/messages", ARG(pair_path(request, by)));
    return err;
}

/* Always a download: nothing of the two is shown inside a page, whatever it says it is. */
static enum err file_page(struct request *request, const struct pair_access *by)
{
    struct attachment_id id = {request_key(request, S("attachment"))};
    struct attached_row file;

    TRY(attachment_get(request->work, by, id, &file));
    request->reply.type = file.type;
    request->reply.filename = file.name;
    buf_add(request->out, file.bytes);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/messages", PAIR_MEMBER(list_page), "What the two wrote"},
    {POST, "/s/{scheme}/pairs/{pair}/messages", PAIR_MEMBER(send_page), "Write to the other"},
    {GET, "/s/{scheme}/pairs/{pair}/attachments/{attachment}", PAIR_MEMBER(file_page),
     "A file that goes with a message, as a download"},
};

const struct routes message_routes = LIST(rows);
