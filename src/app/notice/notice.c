#include "app/notice/notice.h"
#include "app/notice/notice_inside.h"

#include "base/secret.h"
#include "mail/mail.h"
#include "mail_sql.h"
#include "web/frame.h"
#include "web/web.h"

#include "notice_stop_html.h"

struct str notice_does(struct str kind)
{
    for (size_t c = 0; c < concepts_len; c++)
        for (size_t i = 0; concepts[c]->mails && i < concepts[c]->mails->len; i++)
            if (str_eq(str_of(concepts[c]->mails->at[i].name), kind))
                return str_of(concepts[c]->mails->at[i].does);
    return S("A kind of mail that is no longer sent.");
}

static struct str hash_of(const struct request *request)
{
    return secret_hash(request->work->arena, request_word(request, S("token")));
}

static enum err show_page(struct request *request, const struct public_access *by)
{
    struct mail_stop_row stop;

    TRY(mail_stop_get(request->work, by, hash_of(request), &stop));
    struct str title =
        stop.stopped_at.is_set ? S("These mails have stopped") : S("Stop these mails?");
    struct frame *frame = frame_new(request, FRAME_TASK, title);
    frame->site = stop.from_name;
    notice_stop_html(request->out, frame, stop.from_name, notice_does(stop.kind),
                     stop.stopped_at.is_set);
    return OK;
}

/* RFC 8058 §3.2: the answer to a mail program is no redirect, and nothing is asked of it. */
static enum err stop_page(struct request *request, const struct public_access *by)
{
    struct mail_stop_row stop;

    TRY(mail_stop_get(request->work, by, hash_of(request), &stop));
    if (form_has(request, S("again"), S("yes")))
        TRY(mail_stop_unset(request->work, by, stop.person, stop.kind));
    else
        TRY(mail_stop_set(request->work, by, hash_of(request), request->work->now));
    return show_page(request, by);
}

static const struct route rows[] = {
    {GET, "/u/{token}", LINK(show_page), "Show which kind of mail a link stops"},
    {POST, "/u/{token}", LINK(stop_page), "Stop this kind of mail, or start it again"},
    {GET, "/me/notices", SIGNED_IN(notice_list_page), "What the program told one, newest first"},
    {GET, "/s/{scheme}/team/mail", TEAM(notice_stuck_page), "Mails that could not leave"},
    {POST, "/s/{scheme}/team/mail/{mail}", TEAM(notice_try_form), "Try a mail again now"},
};

static const struct routes notice_routes = LIST(rows);

const struct concept notice_concept = {
    .name = "notice",
    .routes = &notice_routes,
    .rounds = &notice_rounds,
};
