#include "app/notice/notice.h"

#include "app/notice/notice_inside.h"
#include "ical/when.h"
#include "notice_sql.h"
#include "web/frame.h"

#include "notice_stuck_html.h"

/* Mail is tried again by itself after 1 and 5 minutes: what waits longer is worth a look. */
enum { STUCK_S = 900 };

static struct stuck_mail as_seen(struct work *work, const struct zone *zone,
                                 const struct stuck_mail_row *row)
{
    return (struct stuck_mail){.id = row->id.n,
                               .attempts = row->attempts,
                               .name = row->name,
                               .does = notice_does(row->kind),
                               .failure = row->failure,
                               .since = when_text(work->arena, zone, row->queued_at, work->now),
                               .is_refused = row->failed_at.is_set};
}

static struct str title_of(struct work *work, size_t len)
{
    struct buf title = {.arena = work->arena};

    if (len == 0)
        return S("All mail has left");
    buf_addf(&title, "%zu %s could not leave", len, len == 1 ? "mail" : "mails");
    return buf_str(&title);
}

enum err notice_stuck_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct stuck_mail_rows rows;
    const struct zone *zone;

    TRY(notice_list_stuck(work, by, work->now - STUCK_S, &rows));
    if (zone_get(work, request->viewer.zone, &zone) != OK)
        TRY(zone_get(work, S("Etc/UTC"), &zone));
    struct stuck_mail *mails = NEW_ARRAY(work->arena, struct stuck_mail, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        mails[i] = as_seen(work, zone, &rows.at[i]);
    struct frame *frame = frame_new(request, FRAME_TEAM, title_of(work, rows.len));
    frame->at = AT_TODAY;
    notice_stuck_html(request->out, frame, (struct stuck_mails){mails, rows.len});
    return OK;
}

enum err notice_try_form(struct request *request, const struct team_access *by)
{
    struct tried_mail_row tried;
    struct mail_id mail = {request_key(request, S("mail"))};

    TRY(notice_try_again(request->work, by, mail, request->work->now, &tried));
    request_go_to(request, "%.*s/team/mail", ARG(request->viewer.scheme_path));
    return OK;
}
