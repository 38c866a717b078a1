#include "app/referral/referral_inside.h"

#include "app/question/question.h"

#include "referral_ask_html.h"
#include "referral_card_html.h"
#include "referral_new_html.h"

static struct str list_path(struct request *request, const struct pair_access *by)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s/questions", ARG(pair_path(request, by)));
    return buf_str(&path);
}

/* --- the mentor: "I do not know" */

static enum err new_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct question_id question = {request_key(request, S("question"))};
    struct referral_view view = {.fault = work->fault, .path = list_path(request, by)};
    struct referral_question_row found;
    struct pair_two two;

    if (pair_role(by) != ROLE_MENTOR)
        return ERR_NOT_FOUND;
    TRY(pair_two_get(work, by, &two));
    TRY(referral_question(work, by, question, &found));
    TRY(resource_list_all(work, pair_scheme(by), &view.list));
    TRY(referral_topics(work, pair_scheme(by), &view.topics));
    view.words = found.words;
    view.mentee = two.other.name;
    view.line = form_text(request, S("line"));
    view.seen = pair_seen(work->arena, &two);
    if (str_number(form_text(request, S("resource")), &view.chosen) != OK)
        view.chosen = 0;
    view.frame = frame_new(request, FRAME_TASK, S("You do not know? That helps too"));
    view.frame->back = view.path;
    view.frame->back_to = S("Back to the questions");
    referral_new_html(request->out, &view);
    return OK;
}

static enum err point_on(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct question_id question = {request_key(request, S("question"))};
    struct resource_id resource;
    struct maybe_tag_id tag = {0};

    if (form_has(request, S("do"), S("nobody"))) {
        tag.is_set = str_number(form_text(request, S("topic")), &tag.at.n) == OK && tag.at.n > 0;
        return referral_find_nobody(work, by, question, tag);
    }
    if (str_number(form_text(request, S("resource")), &resource.n) != OK)
        return work_fail(work, ERR_INVALID, S("resource"), S("Choose where to look."));
    return referral_propose(work, by, question, resource, form_text(request, S("line")));
}

static enum err new_form(struct request *request, const struct pair_access *by)
{
    enum err err = point_on(request, by);

    if (err == ERR_INVALID && pair_role(by) == ROLE_MENTOR)
        TRY(new_page(request, by));
    request_go_to(request, "%.*s", ARG(list_path(request, by)));
    return err;
}

/* --- the mentee: on the page of questions */

enum err referral_card(struct request *request, const struct pair_access *by, struct html *ret)
{
    struct buf out = {.arena = request->work->arena};
    struct proposed_referral_rows rows = {0};

    if (pair_role(by) == ROLE_MENTEE)
        TRY(referral_list(request->work, by, &rows));
    if (rows.len > 0)
        referral_card_html(&out, frame_new(request, FRAME_PAIR, S("")), rows);
    *ret = (struct html){buf_str(&out)};
    return OK;
}

static enum err answer_form(struct request *request, const struct pair_access *by)
{
    struct referral_id id = {request_key(request, S("referral"))};

    request_go_to(request, "%.*s", ARG(list_path(request, by)));
    return referral_answer(request->work, by, id, form_has(request, S("do"), S("yes")));
}

/* --- from the mail */

static enum err find_proposed(struct request *request, const struct pair_access *by,
                              struct referral_ask_view *view, bool *ret_is_there)
{
    struct proposed_referral_rows rows;

    *ret_is_there = false;
    TRY(referral_list(request->work, by, &rows));
    for (size_t i = 0; i < rows.len; i++)
        if (rows.at[i].id.n == act_call(request).object) {
            view->one = rows.at[i];
            *ret_is_there = true;
        }
    return OK;
}

static enum err go_show(struct request *request, const struct pair_access *by)
{
    struct referral_ask_view view = {.fault = request->work->fault, .is_mentors = true};
    bool is_there;

    TRY(find_proposed(request, by, &view, &is_there));
    if (!is_there)
        return act_is_stale(request, S("This has been answered in the meantime."),
                            list_path(request, by));
    view.words = view.one.question_words;
    view.name = view.one.name;
    view.frame = frame_new(request, FRAME_TASK, S("Would you like to look there?"));
    referral_ask_html(request->out, &view);
    return OK;
}

static enum err go_run(struct request *request, const struct pair_access *by)
{
    bool is_yes = form_has(request, S("do"), S("yes")), is_there;
    struct referral_ask_view view = {0};

    TRY(find_proposed(request, by, &view, &is_there));
    if (!is_there)
        return act_is_stale(request, S("This has been answered in the meantime."),
                            list_path(request, by));
    TRY(referral_answer(request->work, by, view.one.id, is_yes));
    act_came_to(request,
                is_yes ? S("Good luck there. We ask in two weeks whether it was useful.")
                       : S("Your question stays in the queue."),
                list_path(request, by));
    return OK;
}

static enum err find_referred(struct request *request, const struct pair_access *by,
                              struct referral_question_row *ret, bool *ret_is_there)
{
    TRY(referral_question(request->work, by, (struct question_id){act_call(request).object}, ret));
    *ret_is_there = str_eq(ret->state, S("referred"));
    return OK;
}

static enum err useful_show(struct request *request, const struct pair_access *by)
{
    struct referral_ask_view view = {.fault = request->work->fault};
    struct referral_question_row found;
    bool is_there;

    TRY(find_referred(request, by, &found, &is_there));
    if (!is_there)
        return act_is_stale(request, S("You have said already what became of it."),
                            list_path(request, by));
    view.words = found.words;
    view.name = found.mentor_name;
    view.frame = frame_new(request, FRAME_TASK, S("Was it useful?"));
    referral_ask_html(request->out, &view);
    return OK;
}

static enum err useful_run(struct request *request, const struct pair_access *by)
{
    struct question_id question = {act_call(request).object};
    bool is_yes = form_has(request, S("do"), S("yes")), is_there;
    struct referral_question_row found;

    TRY(find_referred(request, by, &found, &is_there));
    if (!is_there)
        return act_is_stale(request, S("You have said already what became of it."),
                            list_path(request, by));
    TRY(question_become(request->work, by, question, is_yes ? QUESTION_ANSWERED : QUESTION_QUEUED,
                        S("")));
    act_came_to(request,
                is_yes ? S("Good to hear. The question counts as answered.")
                       : S("The question is back in your queue."),
                list_path(request, by));
    return OK;
}

static const struct act act_rows[] = {
    {"referral_go", PAIR_MEMBER(go_show), PAIR_MEMBER(go_run), "Look where the other points to"},
    {"referral_useful", PAIR_MEMBER(useful_show), PAIR_MEMBER(useful_run),
     "Say whether what a question was pointed to was useful"},
};
const struct acts referral_acts = LIST(act_rows);
const struct act *const referral_go = &act_rows[0];
const struct act *const referral_useful = &act_rows[1];

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/questions/{question}/refer", PAIR_MEMBER(new_page),
     "Where a mentor who does not know points a question to"},
    {POST, "/s/{scheme}/pairs/{pair}/questions/{question}/refer", PAIR_MEMBER(new_form),
     "Point a question to a resource or service, or say that nobody knows"},
    {POST, "/s/{scheme}/pairs/{pair}/referrals/{referral}", PAIR_MEMBER(answer_form),
     "Go where a question is pointed to, or rather not"},
};
const struct routes referral_routes = LIST(rows);
