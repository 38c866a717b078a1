#include "app/heads_up/heads_up.h"

#include "app/heads_up/heads_up_inside.h"
#include "heads_up_asked_txt.h"
#include "heads_up_card_html.h"
#include "heads_up_list_html.h"
#include "mail/mail.h"

enum { HEADS_UP_ASKED };
static const struct mail mail_rows[] = {
    [HEADS_UP_ASKED] = {"heads_up_asked", MAIL_EVENT, "How can they help?",
                        "Says that the other of your pair asks how they can help."},
};
static const struct mails heads_up_mails = LIST(mail_rows);

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

static enum err check(struct work *work, struct str field, struct str words)
{
    if (str_letters(words) > HEADS_UP_MAX)
        return work_fail(work, ERR_INVALID, field, S("Use at most 300 letters."));
    return OK;
}

static enum err need_open(struct work *work, const struct pair_access *by, struct pair_two *ret)
{
    TRY(pair_two_get(work, by, ret));
    return pair_is_open(ret)
               ? OK
               : work_fail(work, ERR_INVALID, S(""), S("You two have come to an end by now."));
}

enum err heads_up_tell(struct work *work, const struct pair_access *by, struct str words)
{
    struct heads_up_id id = {work_new_key(work)};
    struct added_heads_up_row row;
    struct pair_two two;

    TRY(need_open(work, by, &two));
    if (words.len == 0)
        return work_fail(work, ERR_INVALID, S("words"), S("Say what you are working on."));
    TRY(check(work, S("words"), words));
    enum err err = heads_up_add(work, by, id, words, work->now, HEADS_UP_MOST, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, S("words"),
                         S("Three are plenty. Take one back before you add another."));
    return err;
}

enum err heads_up_take_back(struct work *work, const struct pair_access *by, struct heads_up_id id)
{
    struct removed_heads_up_row row;

    return heads_up_remove(work, by, id, &row);
}

/* The mail says that there is a question, and never about what. */
enum err heads_up_ask(struct work *work, const struct pair_access *by, struct heads_up_id id)
{
    struct buf body = {.arena = work->arena};
    struct asked_heads_up_row row;
    struct pair_two two;

    TRY(need_open(work, by, &two));
    TRY(heads_up_set_asked(work, by, id, &row));
    heads_up_asked_txt(&body, two.me.name);
    struct mail_text text = {
        .subject = say(work->arena, "%.*s asks how to help", ARG(two.me.name)),
        .cost = S("A line, one minute"),
        .body = buf_str(&body),
        .button = S("Answer on your page"),
        .path = say(work->arena, "%.*s/heads-up", ARG(two.path)),
        .scheme = scheme_key(pair_scheme(by)),
        .pair = pair_key(by),
    };
    return mail_queue_text(work, pair_nobody(by), &mail_rows[HEADS_UP_ASKED], two.other.id,
                           say(work->arena, "heads_up_asked/%lld", (long long)id.n), &text);
}

enum err heads_up_answer(struct work *work, const struct pair_access *by, struct heads_up_id id,
                         struct str helps)
{
    struct answered_heads_up_row row;
    struct pair_two two;

    TRY(need_open(work, by, &two));
    TRY(check(work, say(work->arena, "helps-%lld", (long long)id.n), helps));
    return heads_up_set_helps(work, by, id, helps, &row);
}

/* --- pages */

static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct heads_up_view view = {.fault = work->fault};
    struct pair_two two;
    int64_t mine = 0;

    TRY(pair_two_get(work, by, &two));
    TRY(heads_up_list(work, by, &view.told));
    for (size_t i = 0; i < view.told.len; i++)
        mine += view.told.at[i].is_mine;
    view.may_tell = pair_is_open(&two) && mine < HEADS_UP_MOST;
    view.other = two.other.name;
    view.seen =
        say(work->arena, "Only %.*s sees this. No one else can open it here", ARG(two.other.name));
    view.words = form_text(request, S("words"));
    view.frame = frame_new(request, FRAME_PAIR, S("A heads-up"));
    view.frame->at = AT_HOME;
    view.frame->back = view.frame->pair;
    view.frame->back_to = say(work->arena, "Back to you and %.*s", ARG(two.other.name));
    heads_up_list_html(request->out, &view);
    return OK;
}

static enum err act(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct heads_up_id id;

    if (str_number(form_text(request, S("back")), &id.n) == OK)
        return heads_up_take_back(work, by, id);
    if (str_number(form_text(request, S("ask")), &id.n) == OK)
        return heads_up_ask(work, by, id);
    if (str_number(form_text(request, S("answer")), &id.n) == OK)
        return heads_up_answer(work, by, id,
                               form_text(request, say(work->arena, "helps-%lld", (long long)id.n)));
    return heads_up_tell(work, by, form_text(request, S("words")));
}

static enum err act_page(struct request *request, const struct pair_access *by)
{
    enum err err = act(request, by);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    request_go_to(request, "%.*s/heads-up", ARG(pair_path(request, by)));
    return err;
}

enum err heads_up_card(struct request *request, const struct pair_access *by, struct str other,
                       struct html *ret)
{
    struct buf out = {.arena = request->work->arena};
    struct heads_up_view view = {
        .other = other,
        .path = say(request->work->arena, "%.*s/heads-up", ARG(pair_path(request, by)))};

    TRY(heads_up_list(request->work, by, &view.told));
    heads_up_card_html(&out, &view);
    *ret = (struct html){buf_str(&out)};
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/heads-up", PAIR_MEMBER(list_page),
     "The habits that the two told each other about"},
    {POST, "/s/{scheme}/pairs/{pair}/heads-up", PAIR_MEMBER(act_page),
     "Tell the other of a habit, take it back, or ask how to help"},
};
static const struct routes heads_up_routes = LIST(rows);

const struct concept heads_up_concept = {
    .name = "heads_up",
    .routes = &heads_up_routes,
    .mails = &heads_up_mails,
};
