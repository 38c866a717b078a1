/* introduction_pages.c - the page that asks, from the mail and from the pair's own path. */
#include "app/act/act.h"
#include "app/introduction/introduction_inside.h"
#include "app/scheme/scheme.h"
#include "web/frame.h"

#include "introduction_ask_html.h"
#include "introduction_over_html.h"
#include "introduction_seen_html.h"

static struct str path_of(const struct request *request, struct pair_id pair)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path), (long long)pair.n);
    return buf_str(&path);
}

static struct str with_name(struct arena *arena, const char *before, struct str name,
                            const char *after)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%s%.*s%s", before, ARG(name), after);
    return buf_str(&out);
}

static enum err ask_page(struct request *request, const struct scheme_access *by,
                         const struct offered *offered)
{
    struct arena *arena = request->work->arena;
    struct scheme_rules rules;

    TRY(scheme_rules_get(request->work, scheme_visitor(by), &rules));
    struct str title = offered->is_mentor
                           ? with_name(arena, "Could you help ", offered->name, "?")
                           : with_name(arena, "Would ", offered->name, " suit you as a mentor?");
    struct frame *frame = frame_new(request, FRAME_TASK, title);
    frame->has_error = request->work->fault.text.len > 0;
    introduction_ask_html(
        request->out, frame, offered,
        introduction_who(arena, offered->headline, offered->employer, offered->city),
        introduction_lines(arena, offered->reasons),
        introduction_lines(arena, rules.prose[PROSE_CONDUCT]),
        introduction_lines(arena, rules.prose[PROSE_CONFIDENTIALITY]),
        form_text(request, S("reason")), request->work->fault);
    return OK;
}

/* What the page says where there is nothing left to answer; empty: there is. */
static struct str over_words(struct arena *arena, const struct offered *offered)
{
    if (str_eq(offered->state, S("not_taken")))
        return with_name(arena, "The introduction to ", offered->name,
                         " will not happen this time. You keep your place.");
    if (!str_eq(offered->state, S("offered")))
        return with_name(arena, "You and ", offered->name, " have been introduced.");
    if (offered->is_answered_by_me)
        return with_name(arena, "You have said yes. You are introduced once ", offered->name,
                         " has too.");
    return (struct str){0};
}

static struct str next_path(const struct request *request, const struct offered *offered)
{
    bool is_pair = !str_eq(offered->state, S("offered")) && !str_eq(offered->state, S("not_taken"));

    return is_pair ? path_of(request, offered->pair) : (struct str){0};
}

static enum err answer(struct request *request, const struct scheme_access *by,
                       const struct offered *offered, struct str *ret_sentence,
                       struct str *ret_path)
{
    struct work *work = request->work;
    bool is_introduced;

    if (str_eq(form_text(request, S("answer")), S("no"))) {
        TRY(introduction_decline(work, by, offered->pair, form_text(request, S("reason"))));
        *ret_sentence = S("Thank you for saying so. You keep your place.");
        return OK;
    }
    TRY(introduction_accept(work, by, offered->pair, &is_introduced));
    *ret_sentence =
        is_introduced ? with_name(work->arena, "You and ", offered->name, " have been introduced.")
                      : with_name(work->arena, "Thank you. You are introduced once ", offered->name,
                                  " has said yes too.");
    *ret_path = is_introduced ? path_of(request, offered->pair) : (struct str){0};
    return OK;
}

/* --- from the mail */

static enum err link_show(struct request *request, const struct scheme_access *by)
{
    struct offered offered;

    TRY(introduction_get(request->work, by, (struct pair_id){act_call(request).object}, &offered));
    struct str over = over_words(request->work->arena, &offered);
    if (over.len > 0)
        return act_is_stale(request, over, next_path(request, &offered));
    return ask_page(request, by, &offered);
}

static enum err link_run(struct request *request, const struct scheme_access *by)
{
    struct offered offered;
    struct str sentence, path = {0};

    TRY(introduction_get(request->work, by, (struct pair_id){act_call(request).object}, &offered));
    struct str over = over_words(request->work->arena, &offered);
    if (over.len > 0)
        return act_is_stale(request, over, next_path(request, &offered));
    TRY(answer(request, by, &offered, &sentence, &path));
    act_came_to(request, sentence, path);
    return OK;
}

static const struct act act_rows[] = {
    {"introduction_answer", MEMBER(link_show), MEMBER(link_run),
     "Say yes to an introduction, or not this time"},
};
const struct acts introduction_acts = LIST(act_rows);
const struct act *const introduction_answer = &act_rows[0];

/* --- from the pair's own path, signed in */

static enum err show_page(struct request *request, const struct pair_access *by)
{
    struct offered offered;

    TRY(introduction_get(request->work, pair_scheme(by), pair_key(by), &offered));
    struct str over = over_words(request->work->arena, &offered);
    if (over.len > 0) {
        introduction_over_html(request->out, frame_new(request, FRAME_TASK, over));
        return OK;
    }
    return ask_page(request, pair_scheme(by), &offered);
}

static enum err answer_page(struct request *request, const struct pair_access *by)
{
    struct offered offered;
    struct str sentence, path = {0};

    TRY(introduction_get(request->work, pair_scheme(by), pair_key(by), &offered));
    enum err err = answer(request, pair_scheme(by), &offered, &sentence, &path);
    if (err == ERR_INVALID)
        TRY(ask_page(request, pair_scheme(by), &offered));
    TRY(err);
    request_go_to(request, "%.*s", ARG(path.len > 0 ? path : request->viewer.scheme_path));
    return OK;
}

/* Exactly what the other will see: the same template, filled from the same columns. */
static enum err seen_page(struct request *request, const struct scheme_access *by)
{
    struct arena *arena = request->work->arena;
    bool is_mentor = str_eq(query_text(request, S("as")), S("mentor")) ||
                     (request->viewer.is_mentor && !request->viewer.is_mentee);
    struct buf back = {.arena = arena};
    struct offered offered;

    TRY(introduction_self_get(request->work, by, is_mentor, &offered));
    struct frame *frame =
        frame_new(request, FRAME_PAIR, S("What somebody sees who is introduced to you"));
    buf_addf(&back, "%.*s/profile", ARG(request->viewer.scheme_path));
    frame->back = buf_str(&back);
    frame->back_to = S("Back to what you say about yourself");
    introduction_seen_html(
        request->out, frame, &offered,
        introduction_who(arena, offered.headline, offered.employer, offered.city));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/profile/seen", MEMBER(seen_page),
     "Exactly what somebody sees who is introduced to one"},
    {GET, "/s/{scheme}/pairs/{pair}/introduction", PAIR_MEMBER(show_page),
     "Asks whether the two would like to be introduced"},
    {POST, "/s/{scheme}/pairs/{pair}/introduction", PAIR_MEMBER(answer_page),
     "Say yes to an introduction, or not this time"},
};
const struct routes introduction_routes = LIST(rows);
