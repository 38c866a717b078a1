#include "app/concern/concern_inside.h"

#include "app/audit/audit.h"
#include "concern_list_html.h"
#include "concern_one_html.h"
#include "concern_sql.h"
#include "web/frame.h"

static struct frame *frame_of(struct request *request, struct str title)
{
    return frame_new(request, FRAME_OPEN, title);
}

static struct str raiser_of(struct maybe_str name)
{
    return name.is_set ? name.at : S("Somebody unnamed");
}

/* --- the list */

static struct str list_title(struct arena *arena, const struct concern_lines *lines)
{
    struct buf title = {.arena = arena};
    size_t open = 0;

    for (size_t i = 0; i < lines->len; i++)
        open += !lines->at[i].is_closed;
    if (open == 0)
        return S("No concern is open");
    buf_addf(&title, "%zu %s open", open, open == 1 ? "concern is" : "concerns are");
    return buf_str(&title);
}

enum err concern_list_page(struct request *request, const struct guard_access *by)
{
    struct work *work = request->work;
    struct listed_concern_rows rows;

    TRY(concern_list(work, by, &rows));
    struct concern_lines lines = {NEW_ARRAY(work->arena, struct concern_line_view, rows.len + 1),
                                  rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const struct listed_concern_row *row = &rows.at[i];
        lines.at[i] = (struct concern_line_view){
            .id = row->id.n,
            .raiser = raiser_of(row->raiser),
            .raised = concern_when(request, row->raised_at),
            .state = concern_says(row->state, false),
            .is_late = str_eq(row->state, S("raised")) && work->now > row->due_at,
            .is_closed = str_eq(row->state, S("closed")),
        };
    }
    concern_list_html(request->out, frame_of(request, list_title(work->arena, &lines)), lines);
    return OK;
}

/* --- one concern */

static bool is_state(struct str kind)
{
    static const char *const others[] = {"added", "attached", "reach", "called", "noted"};

    for (size_t i = 0; i < COUNT(others); i++)
        if (str_eq(kind, str_of(others[i])))
            return false;
    return true;
}

static enum err read_steps(struct request *request, const struct guard_access *by,
                           struct concern_view *view, struct str *ret_state)
{
    struct work *work = request->work;
    struct scheme_id scheme = scheme_key(guard_scheme(by));
    struct concern_line_rows rows;

    TRY(concern_story(work, by, view->id, &rows));
    view->steps.at = NEW_ARRAY(work->arena, struct concern_step, rows.len + 1);
    view->steps.len = rows.len;
    view->n = (int64_t)rows.len;
    for (size_t i = 0; i < rows.len; i++) {
        const struct concern_line_row *row = &rows.at[i];
        struct concern_step *step = &view->steps.at[i];
        struct buf title = {.arena = work->arena};
        buf_add(&title, concern_says(row->kind, false));
        if (row->name.is_set)
            buf_addf(&title, ", %.*s", ARG(row->name.at));
        *step =
            (struct concern_step){.title = buf_str(&title), .when = concern_when(request, row->at)};
        TRY(concern_open(work, scheme, view->id, row->n, "body", row->body, &step->body));
        TRY(concern_open(work, scheme, view->id, row->n, "words", row->words, &step->words));
        if (is_state(row->kind))
            *ret_state = row->kind;
    }
    return OK;
}

static void add_choices(struct request *request, struct concern_view *view, struct str state)
{
    static const struct {
        const char *kind, *label;
    } all[] = {
        {"received", "I have it: I have read it and take it on"},
        {"assessing", "I am looking into it"},
        {"acting", "I am doing something about it"},
        {"passed_on", "I pass it on, to whom stands in the note"},
        {"closed", "It is closed: the next step, or why none is needed, stands in the note"},
        {"reopened", "It is open again"},
        {"noted", "Only a note"},
    };

    view->choices.at = NEW_ARRAY(request->work->arena, struct concern_choice, COUNT(all));
    for (size_t i = 0; i < COUNT(all); i++)
        if (concern_may_follow(state, str_of(all[i].kind)))
            view->choices.at[view->choices.len++] =
                (struct concern_choice){str_of(all[i].kind), str_of(all[i].label), false};
    bool is_again = request->work->fault.text.len > 0;
    for (size_t i = 0; i < view->choices.len; i++)
        view->choices.at[i].is_chosen =
            is_again ? str_eq(view->choices.at[i].kind, form_text(request, S("kind"))) : i == 0;
}

static struct str join_names(struct arena *arena, const struct named_person_rows *names)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < names->len; i++)
        buf_addf(&out, "%s%.*s", i ? ", " : "", ARG(names->at[i].name));
    return buf_str(&out);
}

/* is_open: the words are shown too; whoever asks for that has written it down. */
static enum err show(struct request *request, const struct guard_access *by, bool is_open)
{
    struct work *work = request->work;
    struct concern_view view = {
        .id = {request_key(request, S("concern"))}, .is_open = is_open, .fault = work->fault};
    struct kept_concern_row row;
    struct named_person_rows names;
    struct str state = {0};

    TRY(concern_get(work, by, view.id, &row));
    TRY(concern_names(work, by, view.id, &names));
    TRY(read_steps(request, by, &view, &state));
    view.raiser = raiser_of(row.name);
    view.raised = concern_when(request, row.raised_at);
    view.due = concern_when(request, row.due_at);
    view.state = concern_says(state, false);
    view.named = join_names(work->arena, &names);
    view.is_late = str_eq(state, S("raised")) && work->now > row.due_at;
    view.seen_words = S("The raiser reads this on their page");
    add_choices(request, &view, state);
    if (work->fault.text.len > 0) {
        view.body = form_text(request, S("body"));
        view.words = form_text(request, S("words"));
    }
    view.frame = frame_of(request, S("A concern"));
    struct buf back = {.arena = work->arena};
    buf_addf(&back, "%.*s/safeguarding", ARG(request->viewer.scheme_path));
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("All concerns");
    concern_one_html(request->out, &view);
    return OK;
}

enum err concern_page(struct request *request, const struct guard_access *by)
{
    return show(request, by, false);
}

static enum err state_now(struct work *work, const struct guard_access *by,
                          struct concern_id concern, struct str *ret)
{
    struct concern_line_rows rows;

    TRY(concern_story(work, by, concern, &rows));
    *ret = (struct str){0};
    for (size_t i = 0; i < rows.len; i++)
        if (is_state(rows.at[i].kind))
            *ret = rows.at[i].kind;
    return OK;
}

static bool wants_note(struct str kind)
{
    return str_eq(kind, S("closed")) || str_eq(kind, S("passed_on")) || str_eq(kind, S("noted"));
}

static enum err check_act(struct work *work, struct str state, struct str kind, struct str body,
                          struct str words)
{
    if (!concern_may_follow(state, kind))
        return work_fail(work, ERR_INVALID, S("kind"),
                         S("Please choose what happens next; it may have moved on meanwhile."));
    if (wants_note(kind) && body.len == 0)
        return work_fail(work, ERR_INVALID, S("body"),
                         S("Please write a note: the next step and whom it went to, or \u201cnone "
                           "needed, because\u201d."));
    if (str_letters(body) > CONCERN_BODY_MAX)
        return work_fail(work, ERR_INVALID, S("body"), S("Use at most 4,000 letters."));
    if (str_letters(words) > CONCERN_BODY_MAX)
        return work_fail(work, ERR_INVALID, S("words"), S("Use at most 4,000 letters."));
    return OK;
}

static enum err add_entry(struct request *request, const struct guard_access *by,
                          struct concern_id concern, struct str kind, int64_t n)
{
    struct work *work = request->work;
    struct scheme_id scheme = scheme_key(guard_scheme(by));
    struct str body = form_text(request, S("body")), words = form_text(request, S("words"));
    struct written_entry_row row;

    enum err err = concern_act(
        work, by, concern, n, kind, concern_seal(work, scheme, concern, n, "body", body),
        concern_seal(work, scheme, concern, n, "words", words), work->now, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, (struct str){0},
                         S("Something was added at the same moment. Go back and look at it "
                           "first."));
    return err;
}

static enum err act(struct request *request, const struct guard_access *by,
                    struct concern_id concern, const struct kept_concern_row *row)
{
    struct work *work = request->work;
    struct str kind = form_text(request, S("kind")), state;
    struct str words = form_text(request, S("words"));
    struct buf audited = {.arena = work->arena};
    int64_t seen;

    if (form_number(request, S("n"), 1, INT64_MAX - 1, &seen) != OK)
        return ERR_INVALID;
    TRY(state_now(work, by, concern, &state));
    TRY(check_act(work, state, kind, form_text(request, S("body")), words));
    TRY(add_entry(request, by, concern, kind, seen + 1));
    buf_addf(&audited, "concern_%.*s%c", ARG(kind), 0);
    TRY(audit_add(work, guard_scheme(by), audited.at, concern.n));
    if (row->raiser.is_set && (words.len > 0 || !str_eq(kind, S("noted"))))
        TRY(concern_mail_raiser(work, by, row->raiser.at, concern, seen + 1));
    return OK;
}

enum err concern_act_page(struct request *request, const struct guard_access *by)
{
    struct work *work = request->work;
    struct concern_id concern = {request_key(request, S("concern"))};
    struct kept_concern_row row;

    TRY(concern_get(work, by, concern, &row));
    enum err err = form_has(request, S("do"), S("act"))
                       ? act(request, by, concern, &row)
                       : audit_add(work, guard_scheme(by), "concern_read", concern.n);
    if (err != OK && err != ERR_INVALID)
        return err;
    TRY(show(request, by, true));
    return err;
}
