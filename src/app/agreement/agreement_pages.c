#include "app/agreement/agreement_step.h"
#include "app/agreement/agreement_view.h"

#include "agreement_card_html.h"
#include "agreement_check_html.h"
#include "agreement_home_html.h"
#include "agreement_step_html.h"
#include "agreement_version_html.h"
#include "agreement_yes_html.h"
#include "web/html.h"

/* On the card of the pair's home: how often, between meetings, replies, what stays between them. */
static bool is_on_card(const struct agreement_clause *clause)
{
    return str_eq(clause->icon, S("calendar")) || str_eq(clause->icon, S("message")) ||
           str_eq(clause->icon, S("clock")) || str_eq(clause->icon, S("lock"));
}

static enum err begin_view(struct request *request, const struct pair_access *by,
                           struct agreement_view *view)
{
    struct arena *arena = request->work->arena;
    struct buf path = {.arena = arena}, seen = {.arena = arena};

    TRY(agreement_now_get(request->work, by, &view->now));
    buf_addf(&path, "%.*s/pairs/%lld/agreement", ARG(request->viewer.scheme_path),
             (long long)pair_key(by).n);
    buf_addf(&seen,
             "Only %.*s sees this. The team sees that an agreement exists, its date and how often "
             "you meet",
             ARG(view->now.other_name));
    view->path = buf_str(&path);
    view->seen = buf_str(&seen);
    view->fault = request->work->fault;
    if (view->now.accepted)
        view->since = day_of(view->now.accepted->accepted_at.at);
    return OK;
}

static struct str said_in(struct agreement_clauses clauses, struct str label)
{
    for (size_t i = 0; i < clauses.len; i++)
        if (str_eq(clauses.at[i].label, label))
            return clauses.at[i].says;
    return S("nothing");
}

/* These clauses; beside each what the others say, where that differs. */
static void set_lines(struct arena *arena, struct agreement_clauses clauses,
                      struct agreement_clauses others, struct agreement_view *view)
{
    struct clause_line *lines = NEW_ARRAY(arena, struct clause_line, clauses.len);

    for (size_t i = 0; i < clauses.len; i++) {
        const struct agreement_clause *clause = &clauses.at[i];
        struct str said = said_in(others, clause->label);
        bool is_same = str_eq(clause->says, said);
        lines[i] = (struct clause_line){.clause = *clause,
                                        .step = agreement_step_word(clause->step),
                                        .other = is_same ? S("") : said};
        view->differ += !is_same;
    }
    view->lines = (struct clause_lines){lines, clauses.len};
}

/* What goes for every pair that has settled nothing. */
static struct agreement_clauses scheme_clauses(struct arena *arena, const struct agreement_now *now)
{
    struct agreement_terms terms = agreement_terms_offered(&now->rules);

    return agreement_clauses_of(arena, &now->rules, &terms);
}

/* What a text was made from, and how to call that. */
static enum err base_of(struct work *work, const struct pair_access *by,
                        const struct agreement_now *now, struct maybe_agreement_id base,
                        struct agreement_clauses *ret, struct str *ret_is)
{
    struct agreement_row row;
    struct buf is = {.arena = work->arena};

    if (!base.is_set) {
        *ret = scheme_clauses(work->arena, now);
        *ret_is = S("the scheme's words");
        return OK;
    }
    TRY(agreement_get(work, by, base.at, &row));
    *ret = agreement_clauses_in(work->arena, &now->rules, &row);
    if (str_eq(row.state, S("accepted")) || str_eq(row.state, S("superseded")))
        buf_add(&is, S("what you agreed"));
    else if (row.written_by.n == now->me.n)
        buf_add(&is, S("your words"));
    else
        buf_addf(&is, "the words of %.*s", ARG(now->other_name));
    *ret_is = buf_str(&is);
    return OK;
}

static struct str home_title(struct arena *arena, const struct agreement_now *now)
{
    struct buf title = {.arena = arena};

    if (now->open && !now->is_mine_open)
        buf_addf(&title, "%.*s proposes how you two work together", ARG(now->other_name));
    else if (now->is_mine_open)
        buf_addf(&title, "Waiting for %.*s to agree", ARG(now->other_name));
    else if (now->accepted)
        buf_addf(&title, "What you and %.*s agreed", ARG(now->other_name));
    else
        buf_add(&title, S("How you two work together"));
    return buf_str(&title);
}

/* What is on the table or in force, beside what it was made from. */
static enum err look(struct request *request, const struct pair_access *by,
                     struct agreement_view *view)
{
    struct work *work = request->work;

    TRY(begin_view(request, by, view));
    struct agreement_clauses text = scheme_clauses(work->arena, &view->now), other = text;
    const struct agreement_row *row = view->now.open ? view->now.open : view->now.accepted;
    if (row)
        other = text = agreement_clauses_in(work->arena, &view->now.rules, row);
    if (view->now.open)
        TRY(base_of(work, by, &view->now, row->base, &other, &view->other_is));
    set_lines(work->arena, text, other, view);
    return OK;
}

static enum err home_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct agreement_view view = {0};

    TRY(look(request, by, &view));
    TRY(agreement_list_versions(work, by, &view.versions));
    struct frame *frame = frame_new(request, FRAME_PAIR, home_title(work->arena, &view.now));
    frame->back = frame->pair;
    view.frame = frame;
    agreement_home_html(request->out, &view);
    return OK;
}

static enum err answer(struct request *request, const struct pair_access *by)
{
    if (form_has(request, S("do"), S("drop")))
        return agreement_drop(request->work, by);
    return agreement_accept(request->work, by, form_text(request, S("hash")));
}

static enum err answer_page(struct request *request, const struct pair_access *by)
{
    enum err err = answer(request, by);

    if (err == ERR_INVALID)
        TRY(home_page(request, by)); /* once more, with the reason above it */
    request_go_to(request, "%.*s", ARG(request->path));
    return err;
}

/* --- the six choices */
static enum err put_step(struct request *request, const struct pair_access *by,
                         enum agreement_step step, const struct agreement_terms *terms)
{
    struct work *work = request->work;
    struct agreement_view view = {0};

    TRY(begin_view(request, by, &view));
    agreement_step_ask(work->arena, step, terms, &view);
    view.is_from_check = str_eq(query_text(request, S("then")), S("check")) ||
                         str_eq(form_text(request, S("then")), S("check"));
    struct frame *frame = frame_new(request, FRAME_TASK, view.title);
    frame->back = view.path;
    frame->back_to = S("Back to the agreement");
    frame->has_error = view.fault.text.len > 0;
    view.frame = frame;
    agreement_step_html(request->out, &view);
    return OK;
}

static enum err step_page(struct request *request, const struct pair_access *by)
{
    enum agreement_step step = agreement_step_of(request_word(request, S("step")));
    struct agreement_facts facts;
    struct agreement_terms terms;

    if (step == STEP_COUNT)
        return ERR_NOT_FOUND;
    TRY(agreement_facts_get(request->work, by, &facts));
    if (!facts.may_propose) { /* says why, and what to do instead */
        request_go_to(request, "%.*s/pairs/%lld/agreement", ARG(request->viewer.scheme_path),
                      (long long)pair_key(by).n);
        return OK;
    }
    TRY(agreement_terms_get(request->work, by, &terms));
    return put_step(request, by, step, &terms);
}

static enum err save_step(struct request *request, const struct pair_access *by,
                          enum agreement_step step, struct agreement_terms *terms)
{
    TRY(agreement_step_take(request, step, terms));
    return agreement_write(request->work, by, terms);
}

static enum err save_page(struct request *request, const struct pair_access *by)
{
    enum agreement_step step = agreement_step_of(request_word(request, S("step")));
    struct agreement_terms terms;

    if (step == STEP_COUNT)
        return ERR_NOT_FOUND;
    TRY(agreement_terms_get(request->work, by, &terms));
    enum err err = save_step(request, by, step, &terms);
    if (err == ERR_INVALID)
        TRY(put_step(request, by, step, &terms));
    bool is_last = step + 1 == STEP_COUNT || str_eq(form_text(request, S("then")), S("check"));
    struct str next = is_last ? S("check") : agreement_step_word(step + 1);
    request_go_to(request, "%.*s/pairs/%lld/agreement/%.*s", ARG(request->viewer.scheme_path),
                  (long long)pair_key(by).n, ARG(next));
    return err;
}

/* --- check, and send */
static enum err check_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct agreement_view view = {0};
    struct agreement_terms terms;
    struct agreement_clauses other;

    TRY(begin_view(request, by, &view));
    const struct agreement_row *from = view.now.open ? view.now.open : view.now.accepted;
    struct maybe_agreement_id base = {from != NULL, from ? from->id : (struct agreement_id){0}};
    TRY(agreement_terms_get(work, by, &terms));
    TRY(base_of(work, by, &view.now, base, &other, &view.other_is));
    set_lines(work->arena, agreement_clauses_of(work->arena, &view.now.rules, &terms), other,
              &view);

    struct frame *frame = frame_new(request, FRAME_TASK, S("Check what you agree to"));
    frame->back = view.path;
    frame->back_to = S("Back to the agreement");
    view.frame = frame;
    agreement_check_html(request->out, &view);
    return OK;
}

/* The scheme's words as they stand are a text of one's own only from here on. */
static enum err send(struct request *request, const struct pair_access *by)
{
    struct agreement_terms terms;

    TRY(agreement_terms_get(request->work, by, &terms));
    TRY(agreement_write(request->work, by, &terms));
    return agreement_propose(request->work, by);
}

static enum err send_page(struct request *request, const struct pair_access *by)
{
    enum err err = send(request, by);

    if (err == ERR_INVALID)
        TRY(check_page(request, by));
    request_go_to(request, "%.*s/pairs/%lld/agreement", ARG(request->viewer.scheme_path),
                  (long long)pair_key(by).n);
    return err;
}

/* --- what was accepted, word for word */
static enum err version_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct agreement_view view = {0};

    TRY(agreement_get_version(work, by, request_key(request, S("n")), &view.version));
    TRY(begin_view(request, by, &view));
    TRY(agreement_list_yes(work, by, view.version.id, &view.yeses));
    struct agreement_clauses text =
        agreement_clauses_in(work->arena, &view.now.rules, &view.version);
    set_lines(work->arena, text, text, &view);

    struct buf title = {.arena = work->arena};
    buf_addf(&title, "Agreement of %.*s and %.*s", ARG(pair_mentee(&view.now.two)->name),
             ARG(pair_mentor(&view.now.two)->name));
    struct frame *frame = frame_new(request, FRAME_PAIR, buf_str(&title));
    frame->back = view.path;
    view.frame = frame;
    agreement_version_html(request->out, &view);
    return OK;
}

enum err agreement_card(struct request *request, const struct pair_access *by, struct html *ret)
{
    struct arena *arena = request->work->arena;
    struct agreement_view view = {0};
    struct buf out = {.arena = arena};

    TRY(begin_view(request, by, &view));
    struct agreement_clauses text = scheme_clauses(arena, &view.now);
    if (view.now.accepted)
        text = agreement_clauses_in(arena, &view.now.rules, view.now.accepted);
    set_lines(arena, text, text, &view);
    struct clause_line *few = NEW_ARRAY(arena, struct clause_line, view.lines.len);
    size_t len = 0;
    for (size_t i = 0; i < view.lines.len; i++) {
        if (!is_on_card(&view.lines.at[i].clause))
            continue;
        few[len] = view.lines.at[i];
        struct str *says = &few[len++].clause.says;
        *says = str_cut(says, '.'); /* the first sentence will do here */
    }
    view.lines = (struct clause_lines){few, len};
    agreement_card_html(&out, &view);
    *ret = (struct html){buf_str(&out)};
    return OK;
}

/* --- from the mail: the same text and one button */
static enum err yes_show(struct request *request, const struct pair_access *by)
{
    struct agreement_view view = {0};

    TRY(look(request, by, &view));
    if (!view.now.open || view.now.open->id.n != act_call(request).object)
        return act_is_stale(request, S("This text has been answered or changed since."), view.path);
    struct frame *frame =
        frame_new(request, FRAME_TASK, home_title(request->work->arena, &view.now));
    view.frame = frame;
    agreement_yes_html(request->out, &view);
    return OK;
}

static enum err yes_run(struct request *request, const struct pair_access *by)
{
    struct buf sentence = {.arena = request->work->arena};
    struct agreement_view view = {0};

    TRY(begin_view(request, by, &view));
    if (!view.now.open || view.now.open->id.n != act_call(request).object)
        return act_is_stale(request, S("This text has been answered or changed since."), view.path);
    TRY(agreement_accept(request->work, by, form_text(request, S("hash"))));
    buf_addf(&sentence, "It is settled: you and %.*s have both said yes. The text is in your mail.",
             ARG(view.now.other_name));
    act_came_to(request, buf_str(&sentence), view.path);
    return OK;
}

static const struct act act_rows[] = {
    [AGREEMENT_ACT_YES] = {"agreement_yes", PAIR_MEMBER(yes_show), PAIR_MEMBER(yes_run),
                           "Say yes to what the other proposes for the agreement"},
};
const struct acts agreement_acts = LIST(act_rows);

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/agreement", PAIR_MEMBER(home_page),
     "What the two agreed, or propose to each other"},
    {POST, "/s/{scheme}/pairs/{pair}/agreement", PAIR_MEMBER(answer_page),
     "Say yes to the other's text, or throw a draft away"},
    {GET, "/s/{scheme}/pairs/{pair}/agreement/check", PAIR_MEMBER(check_page),
     "The six choices together, before they are sent"},
    {POST, "/s/{scheme}/pairs/{pair}/agreement/check", PAIR_MEMBER(send_page),
     "Say yes to one's own text and send it to the other"},
    {GET, "/s/{scheme}/pairs/{pair}/agreement/versions/{n}", PAIR_MEMBER(version_page),
     "The exact text that both accepted, to print"},
    {GET, "/s/{scheme}/pairs/{pair}/agreement/{step}", PAIR_MEMBER(step_page),
     "One of the six choices"},
    {POST, "/s/{scheme}/pairs/{pair}/agreement/{step}", PAIR_MEMBER(save_page),
     "Make one of the six choices"},
};

const struct routes agreement_routes = LIST(rows);
