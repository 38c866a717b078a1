#include "app/training/training.h"

#include "app/audit/audit.h"
#include "app/participant/participant.h"
#include "app/scheme/scheme.h"
#include "app/training/training_inside.h"
#include "training_card_html.h"
#include "training_page_html.h"
#include "training_sql.h"
#include "web/frame.h"
#include "web/web.h"

static struct str question_name(struct arena *arena, size_t i)
{
    struct buf name = {.arena = arena};

    buf_addf(&name, "q%zu", i + 1);
    return buf_str(&name);
}

static size_t count_parts(struct str parts)
{
    size_t n = 0;

    while (parts.at && parts.len > 0) {
        str_cut(&parts, '|');
        n++;
    }
    return n;
}

/* The right answer stands at another place in each question. */
static struct quiz_question question_of(struct request *request, const struct scheme_quiz *quiz,
                                        size_t i)
{
    struct arena *arena = request->work->arena;
    struct str wrong = quiz->wrong, typed;
    size_t len = count_parts(wrong) + 1;
    struct quiz_question question = {.name = question_name(arena, i), .text = quiz->text};

    question.right = (i * 7 + 1) % len;
    question.choices = (struct quiz_choices){NEW_ARRAY(arena, struct quiz_choice, len), len};
    typed = form_text(request, question.name);
    for (size_t c = 0; c < len; c++) {
        struct buf value = {.arena = arena};
        buf_addf(&value, "%zu", c);
        question.choices.at[c] =
            (struct quiz_choice){c == question.right ? quiz->right : str_trim(str_cut(&wrong, '|')),
                                 c, str_eq(typed, buf_str(&value))};
    }
    question.is_wrong = !question.choices.at[question.right].is_chosen;
    return question;
}

static enum err look(struct request *request, const struct scheme_access *by,
                     struct scheme_rules *rules, struct training_view *view)
{
    struct work *work = request->work;
    struct done_training_rows done;

    TRY(scheme_rules_get(work, scheme_visitor(by), rules));
    view->body = rules->prose[PROSE_TRAINING];
    view->conduct = rules->prose[PROSE_CONDUCT];
    if (view->body.len == 0 && rules->quizzes.len == 0)
        return ERR_NOT_FOUND;
    TRY(training_mine(work, by, &done));
    if (done.len > 0) {
        struct buf day = {.arena = work->arena};
        day_put(&day, day_of(done.at[0].done_at));
        view->done = buf_str(&day);
    }
    view->questions.len = rules->quizzes.len;
    view->questions.at = NEW_ARRAY(work->arena, struct quiz_question, rules->quizzes.len + 1);
    for (size_t i = 0; i < rules->quizzes.len; i++)
        view->questions.at[i] = question_of(request, &rules->quizzes.at[i], i);
    view->is_accepted = form_has(request, S("conduct"), S("yes"));
    return OK;
}

static enum err show(struct request *request, struct training_view *view)
{
    view->fault = request->work->fault;
    view->frame = frame_new(request, FRAME_TASK, S("Before you begin"));
    struct buf back = {.arena = request->work->arena};
    buf_addf(&back, "%.*s/home", ARG(request->viewer.scheme_path));
    view->frame->back = buf_str(&back);
    training_page_html(request->out, view);
    return OK;
}

static enum err training_page(struct request *request, const struct scheme_access *by)
{
    struct training_view view = {0};
    struct scheme_rules rules;

    TRY(look(request, by, &rules, &view));
    return show(request, &view);
}

enum err training_card(struct request *request, const struct scheme_access *by, struct html *ret)
{
    struct work *work = request->work;
    struct buf *out = NEW(work->arena, struct buf);
    struct scheme_rules rules;
    struct held_row held;

    *ret = (struct html){0};
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (rules.prose[PROSE_TRAINING].len == 0 && rules.quizzes.len == 0)
        return OK;
    TRY(training_held(work, by, &held));
    if (held.n == 0)
        return OK;
    out->arena = work->arena;
    out->catalogue = request->out->catalogue;
    training_card_html(out, request->viewer.scheme_path);
    *ret = (struct html){buf_str(out)};
    return OK;
}

static enum err check(struct work *work, const struct training_view *view)
{
    for (size_t i = 0; i < view->questions.len; i++)
        if (view->questions.at[i].is_wrong)
            return work_fail(work, ERR_INVALID, view->questions.at[i].name,
                             S("Not that one. Please read the text again and choose another."));
    if (!view->is_accepted)
        return work_fail(work, ERR_INVALID, S("conduct"),
                         S("Please say that you will keep to this, or tell us what stands in the "
                           "way."));
    return OK;
}

static enum err training_done(struct request *request, const struct scheme_access *by)
{
    static const enum role roles[] = {ROLE_MENTEE, ROLE_MENTOR};
    struct work *work = request->work;
    struct training_view view = {0};
    struct scheme_rules rules;

    TRY(look(request, by, &rules, &view));
    if (check(work, &view) != OK) {
        TRY(show(request, &view));
        return ERR_INVALID;
    }
    for (size_t i = 0; i < COUNT(roles); i++)
        if (scheme_has_role(by, roles[i]))
            TRY(training_add(work, by, participant_role_word(roles[i]), rules.text, work->now));
    TRY(participant_pass_gate(work, by));
    TRY(audit_add(work, by, "training_done", scheme_actor(by).n));
    request_go_to(request, "%.*s/home", ARG(request->viewer.scheme_path));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/training", MEMBER(training_page), "What to read before one is matched"},
    {POST, "/s/{scheme}/training", MEMBER(training_done), "Answer the quiz and accept the conduct"},
};
static const struct routes training_routes = LIST(rows);

const struct concept training_concept = {.name = "training", .routes = &training_routes};
