#include "app/progress/progress_inside.h"

#include "app/scheme/scheme.h"
#include "ical/when.h"
#include "progress_list_html.h"
#include "progress_note_html.h"
#include "progress_reply_html.h"
#include "progress_sql.h"

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

struct progress_form progress_form_of(const struct request *request, const struct pair_two *two,
                                      int64_t chosen)
{
    struct progress_form form = {.other = two->other.name,
                                 .seen = pair_seen(request->work->arena, two),
                                 .line = form_text(request, S("line")),
                                 .is_told_team = form_has(request, S("tell"), S("team"))};

    if (request->method == POST && str_number(form_text(request, S("word")), &chosen) != OK)
        chosen = 0;
    for (int64_t word = PROGRESS_WELL; word < PROGRESS_WORD_COUNT; word++)
        form.choices.at[form.choices.len++] = (struct progress_choice){
            word, progress_says(progress_stored((enum progress_word)word)), word == chosen};
    return form;
}

enum err progress_form_read(const struct request *request, struct progress_words *ret)
{
    int64_t word = 0;

    if (form_number(request, S("word"), PROGRESS_WELL, PROGRESS_WORD_COUNT - 1, &word) != OK)
        word = 0; /* progress_write() says what is missing */
    request->work->fault = (struct fault){0};
    *ret = (struct progress_words){(enum progress_word)word, form_text(request, S("line")),
                                   form_has(request, S("tell"), S("team"))};
    return OK;
}

static enum err list_notes(struct request *request, const struct pair_access *by,
                           const struct pair_two *two, struct progress_lines *ret)
{
    struct work *work = request->work;
    struct progress_row_rows rows;
    const struct zone *zone;

    TRY(zone_get(work, two->me.zone, &zone));
    TRY(progress_list(work, by, &rows));
    *ret = (struct progress_lines){NEW_ARRAY(work->arena, struct progress_line, rows.len + 1),
                                   rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const struct progress_row_row *row = &rows.at[i];
        struct str field = say(work->arena, "reply-%lld", (long long)row->id.n);
        ret->at[i] = (struct progress_line){
            .id = row->id.n,
            .name = row->is_mine ? S("You") : two->other.name,
            .when = when_day(work->arena, zone, row->written_at, work->now),
            .says = progress_says(row->word),
            .line = row->line,
            .reply = row->reply,
            .replier = row->is_mine ? two->other.name : S("You"),
            .field = field,
            .typed = form_text(request, field),
            .is_mentors = row->is_mentors,
            .is_told = row->is_told,
            .may_reply = !row->is_mine && row->reply.len == 0 && pair_is_open(two),
        };
    }
    return OK;
}

static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct progress_view view = {.fault = work->fault};
    struct scheme_rules rules;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    TRY(list_notes(request, by, &two, &view.notes));
    view.form = progress_form_of(request, &two, 0);
    if (!policy_may(&rules, ACT_PROGRESS_NOTE, two.reader))
        view.refusal = policy_refusal(work, &rules, ACT_PROGRESS_NOTE, two.reader);
    else if (!pair_is_open(&two))
        view.refusal = S("You two have come to an end, so the notes stay as they are.");
    view.frame = frame_new(request, FRAME_PAIR, S("How it is going"));
    view.frame->at = AT_HOME;
    view.frame->back = view.frame->pair;
    view.frame->back_to = say(work->arena, "Back to you and %.*s", ARG(two.other.name));
    progress_list_html(request->out, &view);
    return OK;
}

static enum err act_in_list(struct request *request, const struct pair_access *by)
{
    struct progress_words words;
    struct progress_note_id note;

    if (str_number(form_text(request, S("note")), &note.n) == OK) {
        struct str field = say(request->work->arena, "reply-%lld", (long long)note.n);
        enum err err = progress_reply(request->work, by, note, form_text(request, field));
        if (err == ERR_INVALID && request->work->fault.field.len > 0)
            request->work->fault.field = field;
        return err;
    }
    TRY(progress_form_read(request, &words));
    return progress_write(request->work, by, &words);
}

static enum err write_page(struct request *request, const struct pair_access *by)
{
    enum err err = act_in_list(request, by);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    request_go_to(request, "%.*s/progress", ARG(pair_path(request, by)));
    return err;
}

/* --- from the mail */

static enum err write_show(struct request *request, const struct pair_access *by)
{
    struct pair_two two;

    TRY(pair_two_get(request->work, by, &two));
    struct frame *frame =
        frame_new(request, FRAME_TASK,
                  say(request->work->arena, "Tell %.*s how it is going", ARG(two.other.name)));
    struct progress_form form = progress_form_of(request, &two, act_call(request).choice);
    progress_note_html(request->out, frame, &form, request->work->fault);
    return OK;
}

static enum err write_run(struct request *request, const struct pair_access *by)
{
    struct progress_words words;
    struct pair_two two;

    TRY(progress_form_read(request, &words));
    TRY(progress_write(request->work, by, &words));
    TRY(pair_two_get(request->work, by, &two));
    act_came_to(request,
                say(request->work->arena, "Your note is on its way to %.*s", ARG(two.other.name)),
                say(request->work->arena, "%.*s/progress", ARG(two.path)));
    return OK;
}

static enum err reply_show(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct progress_one_row note;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(progress_get(work, by, (struct progress_note_id){act_call(request).object}, &note));
    if (note.reply.len > 0 && request->method == GET)
        return act_is_stale(request, S("You have answered this note"),
                            say(work->arena, "%.*s/progress", ARG(two.path)));
    struct frame *frame =
        frame_new(request, FRAME_TASK, say(work->arena, "Answer %.*s", ARG(two.other.name)));
    struct progress_line line = {.name = two.other.name,
                                 .says = progress_says(note.word),
                                 .line = note.line,
                                 .typed = form_text(request, S("reply")),
                                 .is_mentors = two.reader == ROLE_MENTEE};
    progress_reply_html(request->out, frame, &line, pair_seen(work->arena, &two), work->fault);
    return OK;
}

static enum err reply_run(struct request *request, const struct pair_access *by)
{
    struct pair_two two;

    TRY(progress_reply(request->work, by, (struct progress_note_id){act_call(request).object},
                       form_text(request, S("reply"))));
    TRY(pair_two_get(request->work, by, &two));
    act_came_to(request,
                say(request->work->arena, "Your answer is on its way to %.*s", ARG(two.other.name)),
                say(request->work->arena, "%.*s/progress", ARG(two.path)));
    return OK;
}

static const struct act act_rows[] = {
    [PROGRESS_ACT_WRITE] = {"progress_write", PAIR_MEMBER(write_show), PAIR_MEMBER(write_run),
                            "Tell the other how it is going"},
    [PROGRESS_ACT_REPLY] = {"progress_reply", PAIR_MEMBER(reply_show), PAIR_MEMBER(reply_run),
                            "Answer a note on how it is going"},
};
const struct acts progress_acts = LIST(act_rows);

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/progress", PAIR_MEMBER(list_page),
     "How it is going, in notes to each other"},
    {POST, "/s/{scheme}/pairs/{pair}/progress", PAIR_MEMBER(write_page),
     "Write a note on how it is going, or answer one"},
};

const struct routes progress_routes = LIST(rows);
