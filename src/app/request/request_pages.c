/* request_pages.c - asking, answering, and the list of both, from the mail and signed in. */
#include "app/request/request_inside.h"

#include "app/act/act.h"
#include "app/directory/directory.h"
#include "app/introduction/introduction.h"
#include "app/request/request_view.h"
#include "app/scheme/scheme.h"
#include "request_sql.h"
#include "web/frame.h"
#include "web/web.h"

#include "request_answer_html.h"
#include "request_ask_html.h"
#include "request_list_html.h"
#include "request_one_html.h"
#include "request_reply_html.h"

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

/* --- asking */

static enum err ask_page(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct participant_id id = {request_key(request, S("mentor"))};
    struct request_ask_view view = {.hopes = form_text(request, S("hopes"))};
    struct directory_mentee me;
    struct request_open open;

    TRY(scheme_rules_get(work, scheme_visitor(by), &view.rules));
    if (!directory_is_open(&view.rules))
        return ERR_NOT_FOUND;
    TRY(directory_me(work, by, &me));
    TRY(directory_get(work, by, &me, id, &view.mentor));
    TRY(request_open_of(work, by, me.id, &open));
    if (request->method == GET)
        view.hopes = me.hopes;
    view.me = me.name;
    view.headline = me.headline;
    view.left = view.rules.requests_open - (int64_t)open.len;
    view.reasons = introduction_lines(work->arena, view.mentor.fit.reasons);
    view.conduct = introduction_lines(work->arena, view.rules.prose[PROSE_CONDUCT]);
    view.confidentiality = introduction_lines(work->arena, view.rules.prose[PROSE_CONFIDENTIALITY]);

    struct frame *frame =
        frame_new(request, FRAME_TASK, say(work->arena, "Ask %.*s", ARG(view.mentor.name)));
    frame->back =
        say(work->arena, "%.*s/mentors/%lld", ARG(request->viewer.scheme_path), (long long)id.n);
    request_ask_html(request->out, frame, &view, work->fault);
    return OK;
}

static enum err ask_send(struct request *request, const struct scheme_access *by)
{
    struct request_id id;
    enum err err =
        request_ask(request->work, by, (struct participant_id){request_key(request, S("mentor"))},
                    form_text(request, S("hopes")), &id);

    if (err == ERR_INVALID)
        TRY(ask_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/requests?sent=1", ARG(request->viewer.scheme_path));
    return OK;
}

/* --- what became of them */

static enum err list_page(struct request *request, const struct scheme_access *by)
{
    struct request_line_rows rows;
    struct scheme_rules rules;
    struct frame *frame = frame_new(request, FRAME_PAIR, S("Requests"));

    TRY(scheme_rules_get(request->work, scheme_visitor(by), &rules));
    TRY(request_list_mine(request->work, by, &rows));
    frame->at = AT_MENTORS;
    frame->has_mentors = directory_is_open(&rules);
    if (query_text(request, S("sent")).len > 0)
        frame->notice = S("Sent. You hear by mail, and here, as soon as there is an answer.");
    request_list_html(request->out, frame, rows);
    return OK;
}

static void answer_page(struct request *request, const struct request_mine_row *row)
{
    struct arena *arena = request->work->arena;
    struct frame *frame = frame_new(
        request, FRAME_TASK, say(arena, "Would you be the mentor of %.*s?", ARG(row->mentee_name)));

    request_answer_html(
        request->out, frame, row,
        introduction_who(arena, row->mentee_headline, (struct str){0}, row->mentee_city),
        introduction_lines(arena, row->reasons), form_text(request, S("why")),
        form_text(request, S("line")), form_text(request, S("what")), request->work->fault);
}

static void reply_page(struct request *request, const struct request_mine_row *row)
{
    struct frame *frame = frame_new(
        request, FRAME_TASK, say(request->work->arena, "Answer %.*s", ARG(row->mentor_name)));

    request_reply_html(request->out, frame, row, form_text(request, S("answer")),
                       request->work->fault);
}

static struct str over_words(struct arena *arena, const struct request_mine_row *row)
{
    struct str other = row->is_mentor ? row->mentee_name : row->mentor_name;

    if (!row->settled_at.is_set)
        return (struct str){0};
    if (str_eq(row->state, S("accepted")))
        return say(arena, "You and %.*s have been introduced.", ARG(other));
    if (str_eq(row->state, S("declined")))
        return row->is_mentor
                   ? say(arena, "You said not this time, and %.*s has been told.", ARG(other))
                   : say(arena, "%.*s said not this time.", ARG(other));
    if (str_eq(row->state, S("withdrawn")))
        return say(arena, "The request of %.*s was taken back.", ARG(row->mentee_name));
    if (str_eq(row->state, S("expired")))
        return say(arena, "The request of %.*s has lapsed.", ARG(row->mentee_name));
    return say(arena, "The request of %.*s can come to nothing any more. Nothing is lost.",
               ARG(row->mentee_name));
}

static enum err one_page(struct request *request, const struct scheme_access *by)
{
    struct arena *arena = request->work->arena;
    struct request_mine_row row;

    TRY(request_mine(request->work, by, (struct request_id){request_key(request, S("request"))},
                     &row));
    struct str over = over_words(arena, &row);
    if (over.len == 0 && row.is_mentor) {
        answer_page(request, &row);
        return OK;
    }
    struct frame *frame =
        frame_new(request, FRAME_TASK,
                  over.len > 0 ? over : say(arena, "You have asked %.*s", ARG(row.mentor_name)));
    frame->back = say(arena, "%.*s/requests", ARG(request->viewer.scheme_path));
    frame->back_to = S("Back to your requests");
    request_one_html(request->out, frame, &row, request_why_says(row.why_not), over.len > 0,
                     form_text(request, S("answer")), request->work->fault);
    return OK;
}

/* The mentor's three answers. ret: what came of it, and where it leads. */
static enum err answer(struct request *request, const struct scheme_access *by,
                       const struct request_mine_row *row, struct str *ret_sentence,
                       struct str *ret_path)
{
    struct work *work = request->work;
    struct str which = form_text(request, S("answer"));
    struct pair_id pair;

    *ret_path = (struct str){0};
    if (str_eq(which, S("yes"))) {
        TRY(request_accept(work, by, row->id, &pair));
        *ret_path = say(work->arena, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path),
                        (long long)pair.n);
        *ret_sentence =
            say(work->arena, "You and %.*s have been introduced.", ARG(row->mentee_name));
        return OK;
    }
    if (str_eq(which, S("ask"))) {
        TRY(request_ask_first(work, by, row->id, form_text(request, S("what"))));
        *ret_sentence = say(work->arena,
                            "%.*s has your question. The clock stands still until "
                            "there is an answer.",
                            ARG(row->mentee_name));
        return OK;
    }
    TRY(request_decline(work, by, row->id, form_text(request, S("why")),
                        form_text(request, S("line"))));
    *ret_sentence = say(work->arena,
                        "Thank you for saying so. %.*s is told kindly, with two "
                        "others to ask.",
                        ARG(row->mentee_name));
    return OK;
}

static enum err answer_send(struct request *request, const struct scheme_access *by)
{
    struct request_mine_row row;
    struct str sentence, path;

    TRY(request_mine(request->work, by, (struct request_id){request_key(request, S("request"))},
                     &row));
    if (!row.is_mentor)
        return ERR_NOT_FOUND;
    enum err err = answer(request, by, &row, &sentence, &path);
    if (err == ERR_INVALID)
        answer_page(request, &row);
    TRY(err);
    if (path.len > 0)
        request_go_to(request, "%.*s", ARG(path));
    else
        request_go_to(request, "%.*s/requests", ARG(request->viewer.scheme_path));
    return OK;
}

static enum err reply_send(struct request *request, const struct scheme_access *by)
{
    struct request_id id = {request_key(request, S("request"))};
    enum err err = request_reply(request->work, by, id, form_text(request, S("answer")));

    if (err == ERR_INVALID)
        TRY(one_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/requests", ARG(request->viewer.scheme_path));
    return OK;
}

static enum err withdraw(struct request *request, const struct scheme_access *by)
{
    TRY(request_withdraw(request->work, by,
                         (struct request_id){request_key(request, S("request"))}));
    request_go_to(request, "%.*s/requests", ARG(request->viewer.scheme_path));
    return OK;
}

/* --- from the mail */

static enum err of_link(struct request *request, const struct scheme_access *by,
                        struct request_mine_row *ret)
{
    return request_mine(request->work, by, (struct request_id){act_call(request).object}, ret);
}

static struct str list_path(const struct request *request)
{
    return say(request->work->arena, "%.*s/requests", ARG(request->viewer.scheme_path));
}

static enum err answer_show(struct request *request, const struct scheme_access *by)
{
    struct request_mine_row row;

    TRY(of_link(request, by, &row));
    struct str over = over_words(request->work->arena, &row);
    if (over.len > 0)
        return act_is_stale(request, over, list_path(request));
    answer_page(request, &row);
    return OK;
}

static enum err answer_run(struct request *request, const struct scheme_access *by)
{
    struct request_mine_row row;
    struct str sentence, path;

    TRY(of_link(request, by, &row));
    struct str over = over_words(request->work->arena, &row);
    if (over.len > 0)
        return act_is_stale(request, over, list_path(request));
    TRY(answer(request, by, &row, &sentence, &path));
    act_came_to(request, sentence, path);
    return OK;
}

static enum err reply_show(struct request *request, const struct scheme_access *by)
{
    struct request_mine_row row;

    TRY(of_link(request, by, &row));
    if (!str_eq(row.state, S("asked")))
        return act_is_stale(request, S("This is answered already, or over."), list_path(request));
    reply_page(request, &row);
    return OK;
}

static enum err reply_run(struct request *request, const struct scheme_access *by)
{
    struct request_mine_row row;

    TRY(of_link(request, by, &row));
    if (!str_eq(row.state, S("asked")))
        return act_is_stale(request, S("This is answered already, or over."), list_path(request));
    TRY(request_reply(request->work, by, row.id, form_text(request, S("answer"))));
    act_came_to(request, say(request->work->arena, "%.*s has your answer.", ARG(row.mentor_name)),
                list_path(request));
    return OK;
}

static const struct act act_rows[] = {
    [REQUEST_ANSWERED] = {"request_answer", MEMBER(answer_show), MEMBER(answer_run),
                          "Answer a mentee who asks you to be their mentor"},
    [REQUEST_REPLIED] = {"request_reply", MEMBER(reply_show), MEMBER(reply_run),
                         "Answer what a mentor would like to know first"},
};
const struct acts request_acts = LIST(act_rows);

static const struct route rows[] = {
    {GET, "/s/{scheme}/mentors/{mentor}/ask", MEMBER(ask_page), "Ask a mentor to be yours"},
    {POST, "/s/{scheme}/mentors/{mentor}/ask", MEMBER(ask_send), "Send a request to a mentor"},
    {GET, "/s/{scheme}/requests", MEMBER(list_page), "What one has asked, and is asked"},
    {GET, "/s/{scheme}/requests/{request}", MEMBER(one_page), "One request, and the answer to it"},
    {POST, "/s/{scheme}/requests/{request}", MEMBER(answer_send),
     "Say yes to a mentee, not this time, or ask first"},
    {POST, "/s/{scheme}/requests/{request}/reply", MEMBER(reply_send),
     "Answer what the mentor asked first"},
    {POST, "/s/{scheme}/requests/{request}/withdraw", MEMBER(withdraw), "Take a request back"},
};
const struct routes request_routes = LIST(rows);
