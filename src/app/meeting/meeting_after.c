/* meeting_after.c - after a meeting: how it went, what it leaves, what was promised. */
#include "app/meeting/meeting_inside.h"

#include "meeting_after_html.h"

/* What was read before and what was typed: the form, once it was sent, wins. */
static struct str typed_or(const struct request *request, struct str field, struct str stored)
{
    return request->method == POST ? form_text(request, field) : stored;
}

static struct str their_word(struct work *work, const struct two *two, const struct mark_row *mark)
{
    static const struct {
        struct str word, says;
    } rows[] = {
        {{"on_time", 7}, {" says you met, on time.", 23}},
        {{"late", 4}, {" says you met, and one of you was late.", 39}},
        {{"moved", 5}, {" says you moved it.", 19}},
        {{"missed", 6}, {" says you did not meet.", 23}},
    };
    struct buf out = {.arena = work->arena};

    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_eq(rows[i].word, mark->word))
            buf_addf(&out, "%.*s%.*s", ARG(two->other.name), ARG(rows[i].says));
    return buf_str(&out);
}

/* chosen: the word that a link in a mail comes with. */
static enum err add_marks(struct request *request, const struct pair_access *by,
                          const struct two *two, struct meeting_id meeting, struct str chosen,
                          struct after_page *page)
{
    struct mark_rows marks;

    TRY(mark_list(request->work, by, meeting, &marks));
    for (size_t i = 0; i < marks.len; i++)
        if (marks.at[i].person.n == two->me.id.n) {
            page->mark = marks.at[i].word;
            page->is_own = marks.at[i].is_own;
        } else {
            page->theirs = their_word(request->work, two, &marks.at[i]);
        }
    if (request->method == POST)
        page->mark = form_text(request, S("mark"));
    else if (page->mark.len == 0)
        page->mark = chosen;
    page->is_own = page->is_own || str_eq(page->mark, S("own"));
    return OK;
}

static enum err add_words(struct request *request, const struct pair_access *by,
                          const struct two *two, struct meeting_id meeting, struct after_page *page)
{
    struct record_rows record;
    struct takeaway_rows takeaways;

    TRY(record_find(request->work, by, meeting, &record));
    TRY(takeaway_list(request->work, by, meeting, &takeaways));
    page->has_record = record.len > 0;
    if (record.len > 0) {
        page->record = record.at[0].words;
        page->statement = record.at[0].statement;
        page->is_confirmed = record.at[0].confirmed_at.is_set;
    }
    for (size_t i = 0; i < takeaways.len; i++)
        if (takeaways.at[i].person.n == two->me.id.n)
            page->takeaway = takeaways.at[i].words;
        else
            page->other_takeaway = takeaways.at[i].words;
    if (two->is_mentee)
        page->record = typed_or(request, S("record"), page->record);
    else
        page->statement = typed_or(request, S("statement"), page->statement);
    page->takeaway = typed_or(request, S("takeaway"), page->takeaway);
    return OK;
}

/* A meeting that has begun. */
static enum err begun_meeting(struct request *request, const struct pair_access *by,
                              struct meeting_id meeting, struct meeting_row *ret)
{
    TRY(meeting_get(request->work, by, meeting, ret));
    return ret->starts_at.is_set && ret->starts_at.at <= request->work->now &&
                   !str_eq(ret->state, S("cancelled"))
               ? OK
               : ERR_NOT_FOUND;
}

static struct str chosen_mark(const struct request *request)
{
    switch (act_call(request).choice) {
    case AFTER_ON_TIME:
        return S("on_time");
    case AFTER_LATE:
        return S("late");
    case AFTER_MISSED:
        return S("missed");
    default:
        return S("");
    }
}

static enum err after_page(struct request *request, const struct pair_access *by,
                           struct meeting_id meeting, bool is_link)
{
    struct meeting_row row;
    struct two two;
    struct buf title = {.arena = request->work->arena};

    TRY(begun_meeting(request, by, meeting, &row));
    TRY(two_get(request->work, by, &two));
    struct after_page page = {
        .other = two.other.name,
        .pair = two.path,
        .seen = two_seen(request->work, &two),
        .meeting = seen_meeting(request->work, &two, &row),
        .is_mentee = two.is_mentee,
        .is_explained = row.is_explained,
        .action = form_text(request, S("action")),
        .due_on = form_text(request, S("due_on")),
    };
    TRY(add_marks(request, by, &two, row.id, is_link ? chosen_mark(request) : S(""), &page));
    TRY(add_words(request, by, &two, row.id, &page));
    if (!is_link) /* to keep a promise takes a session */
        TRY(seen_actions(request->work, by, &two, row.id, &page.actions));
    buf_addf(&title, "After your meeting with %.*s", ARG(two.other.name));
    struct frame *frame = meeting_frame(request, &two, FRAME_TASK, buf_str(&title));
    frame->notice = str_eq(query_text(request, S("saved")), S("yes")) ? S("Saved.") : S("");
    meeting_after_html(request->out, frame, &page, request->work->fault);
    return OK;
}

static enum err mark_from_form(struct request *request, const struct pair_access *by,
                               struct meeting_id meeting)
{
    static const struct {
        struct str value;
        enum mark_word word;
        bool is_own;
    } rows[] = {
        {{"on_time", 7}, MARK_ON_TIME, false}, {{"late", 4}, MARK_LATE, false},
        {{"moved", 5}, MARK_MOVED, false},     {{"missed", 6}, MARK_MISSED, false},
        {{"own", 3}, MARK_MISSED, true},
    };
    struct str mark = form_text(request, S("mark"));

    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_eq(rows[i].value, mark))
            return meeting_mark(request->work, by, meeting, rows[i].word, rows[i].is_own,
                                form_has(request, S("is_explained"), S("yes")));
    return work_fail(request->work, ERR_INVALID, S("mark"), S("Please say whether you met."));
}

static enum err words_from_form(struct request *request, const struct pair_access *by,
                                struct meeting_id meeting)
{
    struct str record = form_text(request, S("record"));
    struct str statement = form_text(request, S("statement"));
    bool is_confirmed = form_has(request, S("confirm"), S("yes"));

    if (pair_role(by) == ROLE_MENTEE)
        return record.len > 0 ? record_write(request->work, by, meeting, record) : OK;
    if (!is_confirmed && statement.len == 0)
        return OK;
    return record_answer(request->work, by, meeting, is_confirmed, statement);
}

static enum err save_form(struct request *request, const struct pair_access *by,
                          struct meeting_id meeting)
{
    struct str takeaway = form_text(request, S("takeaway"));
    struct str action = form_text(request, S("action"));
    struct maybe_day due_on;
    struct action_id id;

    TRY(mark_from_form(request, by, meeting));
    TRY(words_from_form(request, by, meeting));
    if (takeaway.len > 0)
        TRY(takeaway_keep(request->work, by, meeting, takeaway));
    TRY(form_day(request, S("due_on"), &due_on));
    if (action.len == 0 && due_on.is_set)
        return work_fail(request->work, ERR_INVALID, S("action"),
                         S("Please say what was promised for that day."));
    return action.len > 0 ? action_promise(request->work, by, meeting, action, due_on, &id) : OK;
}

static enum err save_or_show(struct request *request, const struct pair_access *by,
                             struct meeting_id meeting, bool is_link)
{
    struct meeting_row row;

    TRY(begun_meeting(request, by, meeting, &row));
    enum err err = save_form(request, by, meeting);
    if (err == ERR_INVALID && !is_link)
        TRY(after_page(request, by, meeting, false));
    return err;
}

static struct meeting_id of_path(const struct request *request)
{
    return (struct meeting_id){request_key(request, S("meeting"))};
}

enum err meeting_after_page(struct request *request, const struct pair_access *by)
{
    return after_page(request, by, of_path(request), false);
}

enum err meeting_after_form(struct request *request, const struct pair_access *by)
{
    struct two two;

    TRY(save_or_show(request, by, of_path(request), false));
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings/%lld/after?saved=yes", ARG(two.path),
                  (long long)of_path(request).n);
    return OK;
}

/* The same by the link in the mail that asks how it went. */
enum err meeting_after_show(struct request *request, const struct pair_access *by)
{
    return after_page(request, by, (struct meeting_id){act_call(request).object}, true);
}

enum err meeting_after_run(struct request *request, const struct pair_access *by)
{
    struct two two;
    struct buf path = {.arena = request->work->arena};

    TRY(save_or_show(request, by, (struct meeting_id){act_call(request).object}, true));
    TRY(two_get(request->work, by, &two));
    buf_addf(&path, "%.*s/meetings", ARG(two.path));
    act_came_to(request, S("Thank you. It is noted"), buf_str(&path));
    return OK;
}
