/* closure_pages.c - looking back, one step a page; each may be left empty, and the rest skipped. */
#include "app/ending/ending_inside.h"

#include "closure_step_html.h"

struct step {
    struct str word;
    const char *title;
};

static const struct step of_mentee[] = {
    {{"goals", 5}, "What became of your goals"},
    {{"thanks", 6}, "What you take along"},
    {{"touch", 5}, "And from here?"},
};
static const struct step of_mentor[] = {
    {{"aims", 4}, "What you hoped to gain"},
    {{"thanks", 6}, "What you take along"},
    {{"touch", 5}, "And from here?"},
};
_Static_assert(COUNT(of_mentee) == COUNT(of_mentor), "as many steps for each");
enum { STEPS = COUNT(of_mentee) };

/* The steps of whoever reads. */
static const struct step *steps_of(const struct pair_access *by)
{
    return pair_role(by) == ROLE_MENTEE ? of_mentee : of_mentor;
}

/* Where a step stands; STEPS: there is none of this name for whoever reads. */
static size_t place_of(const struct step *steps, struct str word)
{
    size_t i = 0;

    while (i < STEPS && !str_eq(steps[i].word, word))
        i++;
    return i;
}

static bool may_look_back(const struct ending_pair_row *pair)
{
    return str_eq(pair->state, S("closing")) || pair->ended_at.is_set;
}

/* What was typed stands in the form again, where it was refused. */
static void type_in(const struct request *request, struct closure_view *view)
{
    if (request->method != POST)
        return;
    view->mine.takeaway = form_text(request, S("takeaway"));
    view->mine.thanks = form_text(request, S("thanks"));
    view->mine.quote = form_text(request, S("quote"));
    view->mine.wants_touch = form_has(request, S("wants_touch"), S("yes"));
}

static enum err look(struct request *request, const struct pair_access *by,
                     struct closure_view *view)
{
    struct work *work = request->work;
    struct closure_mine_rows mine;

    TRY(pair_two_get(work, by, &view->two));
    TRY(ending_pair(work, by, &view->pair));
    if (!may_look_back(&view->pair))
        return ERR_NOT_FOUND;
    TRY(closure_mine(work, by, &mine));
    if (mine.len > 0)
        view->mine = mine.at[0];
    TRY(closure_goals(work, by, &view->goals));
    TRY(closure_aims(work, by, &view->aims));
    type_in(request, view);
    view->is_mentee = view->two.reader == ROLE_MENTEE;
    view->seen = pair_seen(work->arena, &view->two);
    view->fault = work->fault;
    view->path = pair_path(request, by);
    return OK;
}

enum err closure_step_page(struct request *request, const struct pair_access *by)
{
    struct closure_view view = {.step = request_word(request, S("step"))};
    const struct step *steps = steps_of(by);
    size_t place = place_of(steps, view.step);
    struct buf back = {.arena = request->work->arena};

    if (place == STEPS)
        return ERR_NOT_FOUND;
    TRY(look(request, by, &view));
    view.at = (int64_t)place + 1;
    view.all = STEPS;
    view.next = place + 1 < STEPS ? S("Keep and go on") : S("Finish");
    view.frame = frame_new(request, FRAME_TASK, str_of(steps[place].title));
    if (place == 0)
        buf_addf(&back, "%.*s/close", ARG(view.path));
    else
        buf_addf(&back, "%.*s/close/%.*s", ARG(view.path), ARG(steps[place - 1].word));
    view.frame->back = buf_str(&back);
    closure_step_html(request->out, &view);
    return OK;
}

static enum err keep_goals(struct request *request, const struct pair_access *by)
{
    struct closure_goal_rows goals;
    static const struct str words[] = {{"reached", 7}, {"partly", 6}, {"let_go", 6}};

    TRY(closure_goals(request->work, by, &goals));
    for (size_t i = 0; i < goals.len; i++) {
        struct buf name = {.arena = request->work->arena};
        buf_addf(&name, "goal-%lld", (long long)goals.at[i].id.n);
        for (size_t k = 0; k < COUNT(words); k++)
            if (form_has(request, buf_str(&name), words[k]))
                TRY(closure_put_goal(request->work, by, goals.at[i].id, words[k]));
    }
    return OK;
}

static enum err keep_aims(struct request *request, const struct pair_access *by)
{
    static const struct str words[] = {{"yes", 3}, {"partly", 6}, {"not_yet", 7}};

    for (size_t i = 0; i < COUNT(words); i++)
        if (form_has(request, S("aims_met"), words[i]))
            return closure_set_aims(request->work, by, words[i]);
    return OK;
}

static enum err keep_thanks(struct request *request, const struct pair_access *by)
{
    struct str takeaway = form_text(request, S("takeaway")),
               thanks = form_text(request, S("thanks"));

    if (str_letters(takeaway) > CLOSURE_TAKEAWAY_MAX)
        return work_fail(request->work, ERR_INVALID, S("takeaway"),
                         S("Please use at most 500 letters."));
    if (str_letters(thanks) > CLOSURE_THANKS_MAX)
        return work_fail(request->work, ERR_INVALID, S("thanks"),
                         S("Please use at most 2,000 letters."));
    return closure_set_thanks(request->work, by, takeaway, thanks);
}

static enum err keep_touch(struct request *request, const struct pair_access *by)
{
    struct str quote = form_text(request, S("quote"));

    if (str_letters(quote) > CLOSURE_QUOTE_MAX)
        return work_fail(request->work, ERR_INVALID, S("quote"),
                         S("Please use at most 500 letters."));
    return closure_set_touch(request->work, by, form_has(request, S("wants_touch"), S("yes")),
                             quote);
}

static enum err keep(struct request *request, const struct pair_access *by, struct str step)
{
    if (str_eq(step, S("goals")))
        return keep_goals(request, by);
    if (str_eq(step, S("aims")))
        return keep_aims(request, by);
    return str_eq(step, S("thanks")) ? keep_thanks(request, by) : keep_touch(request, by);
}

enum err closure_step_form(struct request *request, const struct pair_access *by)
{
    const struct step *steps = steps_of(by);
    size_t place = place_of(steps, request_word(request, S("step")));
    struct ending_pair_row pair;
    struct str path = pair_path(request, by);

    TRY(ending_pair(request->work, by, &pair));
    if (place == STEPS || !may_look_back(&pair))
        return ERR_NOT_FOUND;
    bool is_skipped = form_has(request, S("do"), S("skip"));
    enum err err = is_skipped ? OK : keep(request, by, steps[place].word);
    if (err == ERR_INVALID)
        TRY(closure_step_page(request, by));
    TRY(err);
    if (!is_skipped && place + 1 < STEPS) {
        request_go_to(request, "%.*s/close/%.*s", ARG(path), ARG(steps[place + 1].word));
        return OK;
    }
    request_go_to(request, "%.*s/keepsake", ARG(path));
    return closure_end(request->work, by);
}
