#include "app/pair/pair.h"
#include "app/question/question_inside.h"
#include "app/question/question_view.h"
#include "app/referral/referral.h"

#include "question_edit_html.h"
#include "question_list_html.h"

/* Who sees a question that is open, or what became of it. */
static struct str standing_of(const struct question_view *view, enum question_state state,
                              struct arena *arena)
{
    struct buf out = {.arena = arena};

    switch (state) {
    case QUESTION_PRIVATE:
        return S("Only you see this");
    case QUESTION_QUEUED:
    case QUESTION_RAISED:
        buf_addf(&out, "Only %.*s sees this", ARG(view->is_mentee ? view->mentor : view->mentee));
        if (state == QUESTION_RAISED)
            buf_add(&out, S(". It stood in a brief"));
        return buf_str(&out);
    case QUESTION_ANSWERED:
        return S("Answered");
    case QUESTION_REFERRED:
        return S("Pointed elsewhere");
    case QUESTION_DROPPED:
        return S("Let go");
    case QUESTION_STATE_COUNT:
        break;
    }
    return S("");
}

static struct question_line line_of(const struct question_view *view, struct question question,
                                    struct arena *arena)
{
    enum wording wording = wording_of(question.words);
    bool is_told = view->is_mentee && !question.keeps_words && wording != WORDING_FINE &&
                   question_is_open(question.state);

    return (struct question_line){
        .question = question,
        .suggestion = is_told ? str_of(wording_rule(wording)->suggestion) : S(""),
        .standing = standing_of(view, question.state, arena),
    };
}

static enum err lines_of(struct work *work, const struct pair_access *by,
                         const struct question_view *view, bool is_open, struct question_lines *ret)
{
    struct questions questions;
    struct question_line *lines;

    TRY(question_list_of(work, by, is_open, &questions));
    lines = NEW_ARRAY(work->arena, struct question_line, questions.len);
    for (size_t i = 0; i < questions.len; i++) {
        lines[i] = line_of(view, questions.at[i], work->arena);
        lines[i].is_first = i == 0;
        lines[i].is_last = i + 1 == questions.len;
    }
    *ret = (struct question_lines){lines, questions.len};
    return OK;
}

static struct starter_links links_of(struct arena *arena, struct starters starters)
{
    struct starter_link *links = NEW_ARRAY(arena, struct starter_link, starters.len);

    for (size_t i = 0; i < starters.len; i++)
        links[i] = (struct starter_link){(int64_t)i + 1, str_of(starters.at[i])};
    return (struct starter_links){links, starters.len};
}

/* A starter that was asked for in the query string, or empty. */
static struct str starter_asked(const struct request *request, struct starters starters)
{
    int64_t n = 0;

    if (str_number(query_text(request, S("starter")), &n) != OK || n < 1 ||
        n > (int64_t)starters.len)
        return S("");
    return str_of(starters.at[n - 1]);
}

/* What both pages share: who the two are. */
static enum err begin_view(struct request *request, const struct pair_access *by,
                           struct question_view *view, struct pair_two *two)
{
    struct buf path = {.arena = request->work->arena};

    TRY(pair_two_get(request->work, by, two));
    buf_addf(&path, "%.*s/questions", ARG(pair_path(request, by)));
    view->path = buf_str(&path);
    view->is_mentee = two->reader == ROLE_MENTEE;
    view->may_write = view->is_mentee && pair_is_open(two);
    view->mentee = view->is_mentee ? two->me.name : two->other.name;
    view->mentor = view->is_mentee ? two->other.name : two->me.name;
    view->fault = request->work->fault;
    view->words = form_text(request, S("words"));
    view->pointed_to = form_text(request, S("pointed_to"));
    view->is_shared = form_has(request, S("sees"), S("both"));
    return OK;
}

static struct str list_title(struct arena *arena, const struct question_view *view)
{
    struct buf title = {.arena = arena};

    if (view->is_mentee)
        return S("Your questions");
    buf_addf(&title, "Questions from %.*s", ARG(view->mentee));
    return buf_str(&title);
}

static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct question_view view = {0};
    struct pair_two two;
    struct maybe_day introduced_on = {0};
    struct starters starters;
    struct frame *frame;

    TRY(begin_view(request, by, &view, &two));
    if (two.introduced_at.is_set)
        introduced_on = (struct maybe_day){true, day_of(two.introduced_at.at)};
    starters = starters_of(stage_of(work->today, introduced_on, two.ends_on));
    view.starters = links_of(work->arena, starters);
    view.rules = wording_rules();
    if (view.words.len == 0)
        view.words = starter_asked(request, starters);
    TRY(lines_of(work, by, &view, true, &view.open));
    TRY(lines_of(work, by, &view, false, &view.ended));
    TRY(referral_card(request, by, &view.referrals));

    frame = frame_new(request, FRAME_PAIR, list_title(work->arena, &view));
    frame->back = frame->pair;
    view.frame = frame;
    question_list_html(request->out, &view);
    return OK;
}

static enum err add_page(struct request *request, const struct pair_access *by)
{
    struct question_id question;
    enum err err = question_write(request->work, by, form_text(request, S("words")),
                                  form_has(request, S("sees"), S("both")), &question);

    if (err == ERR_INVALID)
        TRY(list_page(request, by)); /* once more, with the fault beside its field */
    request_go_to(request, "%.*s", ARG(request->path));
    return err;
}

/* Editing is the mentee's; the mentor reads questions in the list. */
static enum err edit_page(struct request *request, const struct pair_access *by)
{
    struct question_id question = {request_key(request, S("question"))};
    struct question_view view = {0};
    struct pair_two two;
    struct question one;
    struct frame *frame;

    if (pair_role(by) != ROLE_MENTEE)
        return ERR_NOT_FOUND;
    TRY(question_get(request->work, by, question, &one));
    TRY(begin_view(request, by, &view, &two));
    view.one = line_of(&view, one, request->work->arena);
    if (view.words.len == 0 && view.fault.text.len == 0)
        view.words = one.words;

    frame = frame_new(request, FRAME_TASK, S("A question of yours"));
    frame->back = view.path;
    frame->back_to = S("Back to your questions");
    view.frame = frame;
    question_edit_html(request->out, &view);
    return OK;
}

static enum err save(struct request *request, const struct pair_access *by,
                     struct question_id question, bool is_shared)
{
    TRY(question_reword(request->work, by, question, form_text(request, S("words"))));
    return is_shared ? question_become(request->work, by, question, QUESTION_QUEUED, S("")) : OK;
}

static enum err do_what_was_pressed(struct request *request, const struct pair_access *by,
                                    struct question_id question)
{
    static const struct {
        struct str word;
        enum question_state to;
    } ends[] = {
        {{"answered", 8}, QUESTION_ANSWERED}, {{"dropped", 7}, QUESTION_DROPPED},
        {{"referred", 8}, QUESTION_REFERRED}, {{"queued", 6}, QUESTION_QUEUED},
        {{"share", 5}, QUESTION_QUEUED},
    };
    struct work *work = request->work;
    struct str act = form_text(request, S("do"));

    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_eq(act, ends[i].word))
            return question_become(work, by, question, ends[i].to,
                                   form_text(request, S("pointed_to")));
    if (str_eq(act, S("up")) || str_eq(act, S("down")))
        return question_move(work, by, question, str_eq(act, S("up")));
    if (str_eq(act, S("keep")))
        return question_keep(work, by, question);
    if (str_eq(act, S("remove")))
        return question_take_away(work, by, question);
    return save(request, by, question, str_eq(act, S("save and share")));
}

static enum err change_page(struct request *request, const struct pair_access *by)
{
    struct question_id question = {request_key(request, S("question"))};
    enum err err = do_what_was_pressed(request, by, question);

    if (err == ERR_INVALID)
        TRY(edit_page(request, by));
    request_go_to(request, "%.*s/questions", ARG(pair_path(request, by)));
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/questions", PAIR_MEMBER(list_page),
     "The questions of a pair, in the order in which they are to be asked"},
    {POST, "/s/{scheme}/pairs/{pair}/questions", PAIR_MEMBER(add_page), "Write a question"},
    {GET, "/s/{scheme}/pairs/{pair}/questions/{question}", PAIR_MEMBER(edit_page),
     "A question of one's own, to reword, share or end"},
    {POST, "/s/{scheme}/pairs/{pair}/questions/{question}", PAIR_MEMBER(change_page),
     "Reword, share, reorder or end a question"},
};

const struct routes question_routes = LIST(rows);
