/* notice_list.c - what the program told one person, newest first, from the outbox. Signing in is
 * not told again, nor is a concern, which whoever looks over a shoulder must not learn of.
 */
#include "app/notice/notice_inside.h"

#include "ical/when.h"
#include "notice_list_html.h"
#include "web/frame.h"

#include "notice_sql.h"

static struct str path_of(struct arena *arena, const struct notice_row *row)
{
    struct buf path = {.arena = arena};

    if (str_starts(row->path, S("/s/")))
        return row->path;
    if (row->slug.len == 0)
        return (struct str){0};
    if (row->pair.is_set)
        buf_addf(&path, "/s/%.*s/pairs/%lld", ARG(row->slug), (long long)row->pair.at.n);
    else
        buf_addf(&path, "/s/%.*s/home", ARG(row->slug));
    return buf_str(&path);
}

static enum err list_notices(struct work *work, const struct person_access *by,
                             struct str zone_name, struct notices *ret)
{
    struct notice_rows rows;
    const struct zone *zone;

    TRY(zone_find(work->arena, zone_name, &zone));
    TRY(notice_list(work, by, &rows));
    struct notice *at = NEW_ARRAY(work->arena, struct notice, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++) {
        const struct notice_row *row = &rows.at[i];
        bool waits = !row->sent_at.is_set && row->next_at > work->now;
        at[i] =
            (struct notice){.subject = row->subject,
                            .when = when_day(work->arena, zone, row->queued_at, work->now),
                            .does = notice_does(row->kind),
                            .scheme = row->scheme,
                            .path = path_of(work->arena, row),
                            .waits = waits ? when_text(work->arena, zone, row->next_at, work->now)
                                           : (struct str){0}};
    }
    *ret = (struct notices){at, rows.len};
    return OK;
}

enum err notice_list_page(struct request *request, const struct person_access *by)
{
    struct notices notices;

    TRY(list_notices(request->work, by, request->viewer.zone, &notices));
    struct frame *frame = frame_new(request, FRAME_OPEN, S("Your notices"));
    frame->back = S("/me");
    frame->back_to = S("Back to your account");
    notice_list_html(request->out, frame, notices);
    return OK;
}
