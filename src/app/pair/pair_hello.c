#include "app/message/message.h"
#include "app/pair/pair_inside.h"

#include "pair_hello_html.h"

enum err hello_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct hello_view view = {.fault = work->fault, .body = form_text(request, S("body"))};
    struct buf title = {.arena = work->arena}, back = {.arena = work->arena};

    TRY(pair_two_get(work, by, &view.two));
    buf_addf(&title, "Your first weeks with %.*s", ARG(view.two.other.name));
    buf_addf(&back, "Back to you and %.*s", ARG(view.two.other.name));
    view.seen = pair_seen(work->arena, &view.two);
    view.frame = frame_new(request, FRAME_PAIR, buf_str(&title));
    view.frame->back = view.frame->pair;
    view.frame->back_to = buf_str(&back);
    pair_hello_html(request->out, &view);
    return OK;
}

enum err hello_send(struct request *request, const struct pair_access *by)
{
    enum err err = message_send(request->work, by, form_text(request, S("body")), S(""));

    if (err == ERR_INVALID)
        TRY(hello_page(request, by));
    request_go_to(request, "%.*s", ARG(pair_path(request, by)));
    return err;
}
