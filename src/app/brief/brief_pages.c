#include "app/brief/brief_inside.h"
#include "app/meeting/meeting.h"

#include "brief_prepare_html.h"
#include "brief_read_html.h"

static struct meeting_id meeting_of(const struct request *request)
{
    return (struct meeting_id){request_key(request, S("meeting"))};
}

static struct brief_lines lines_of_form(const struct request *request)
{
    struct brief_lines lines = {
        .since = form_text(request, S("since")),
        .stuck = form_text(request, S("stuck")),
        .is_since_shared = !form_has(request, S("since-sees"), S("me")),
        .is_stuck_shared = !form_has(request, S("stuck-sees"), S("me")),
        .is_whole = !form_has(request, S("mail"), S("link")),
    };

    if (str_number(form_text(request, S("version")), &lines.version) != OK)
        lines.version = 0;
    return lines;
}

/* What was typed stays; the version is the one that stands now, so that saving again is meant. */
static void keep_typed(const struct request *request, struct brief_page *page)
{
    page->stored = page->lines;
    page->lines = lines_of_form(request);
    page->has_two_versions = page->lines.version != page->stored.version;
    page->lines.version = page->stored.version;
    page->new_question = form_text(request, S("words"));
}

static enum err show(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct brief_page page = {.fault = work->fault};
    struct buf title = {.arena = work->arena};

    TRY(brief_look(work, by, meeting_of(request), &page));
    if (request->method == POST)
        keep_typed(request, &page);
    if (page.two.reader == ROLE_MENTEE)
        buf_addf(&title, "Prepare to meet %.*s", ARG(page.two.other.name));
    else
        buf_addf(&title, "What %.*s brings", ARG(page.two.other.name));
    struct frame *frame = frame_new(request, FRAME_TASK, buf_str(&title));
    frame->back = frame->pair;
    page.frame = frame;
    if (page.two.reader == ROLE_MENTEE && !page.is_over)
        brief_prepare_html(request->out, &page);
    else
        brief_read_html(request->out, &page);
    return OK;
}

/* Add what was typed as one more question, shared, and bring it. */
static enum err add_question(struct request *request, const struct pair_access *by)
{
    struct question_id question;

    TRY(question_write(request->work, by, form_text(request, S("words")), true, &question));
    return brief_bring(request->work, by, meeting_of(request), question);
}

/* "up 17": a word, and the key that it is about. */
static enum err do_what_was_pressed(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct str rest = form_text(request, S("do")), word = str_cut(&rest, ' ');
    struct question_id question = {0};

    if (str_eq(word, S("add")))
        return add_question(request, by);
    if (str_eq(word, S("share")) && form_text(request, S("words")).len > 0)
        TRY(add_question(request, by)); /* typed, and not yet added */
    if (str_number(rest, &question.n) != OK)
        return OK;
    if (str_eq(word, S("bring")))
        return brief_bring(work, by, meeting_of(request), question);
    if (str_eq(word, S("leave")))
        return brief_leave(work, by, meeting_of(request), question);
    if (str_eq(word, S("up")) || str_eq(word, S("down")))
        return question_move(work, by, question, str_eq(word, S("up")));
    if (str_eq(word, S("show")))
        return question_become(work, by, question, QUESTION_QUEUED, S(""));
    if (str_eq(word, S("done")))
        return action_keep(work, by, (struct action_id){question.n});
    return OK;
}

/* Every button keeps what was typed, then does what it says. */
static enum err save(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct brief_lines lines = lines_of_form(request);
    bool is_shared = str_eq(form_text(request, S("do")), S("share"));

    TRY(do_what_was_pressed(request, by));
    enum err err = brief_write(work, by, meeting_of(request), &lines, is_shared);
    if (err == ERR_CONFLICT)
        return work_fail(work, ERR_INVALID, S("since"),
                         S("This page was changed elsewhere in the meantime. Both versions stand "
                           "here; saving keeps yours."));
    return err;
}

static enum err save_page(struct request *request, const struct pair_access *by)
{
    bool is_shared = str_eq(form_text(request, S("do")), S("share"));
    enum err err = save(request, by);

    if (err == ERR_INVALID)
        TRY(show(request, by));
    if (is_shared)
        request_go_to(request, "%.*s", ARG(pair_path(request, by)));
    else
        request_go_to(request, "%.*s", ARG(request->path));
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/meetings/{meeting}/prepare", PAIR_MEMBER(show),
     "The brief for a meeting: the mentee writes it, the mentor reads what is shared"},
    {POST, "/s/{scheme}/pairs/{pair}/meetings/{meeting}/prepare", PAIR_MEMBER(save_page),
     "Write the brief, order its questions, share it"},
};

const struct routes brief_routes = LIST(rows);
