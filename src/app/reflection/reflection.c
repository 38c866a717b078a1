#include "app/reflection/reflection.h"

#include "app/pair/pair.h"
#include "app/reflection/reflection_view.h"
#include "app/scheme/scheme.h"
#include "app/signal/signal_facts.h"
#include "reflection_page_html.h"
#include "reflection_shown_html.h"
#include "reflection_sql.h"
#include "web/web.h"

static const struct str answers[REFLECTION_ANSWERS] = {
    {"Not yet", 7}, {"Sometimes", 9}, {"Mostly", 6}, {"A habit", 7}};

static const struct str titles[] = {
    [GUIDE_MENTEE] = {"Being a mentee", 14},
    [GUIDE_MENTOR] = {"Being a mentor", 14},
    [GUIDE_TOGETHER] = {"Together", 8},
};
_Static_assert(COUNT(titles) == GUIDE_PART_COUNT, "a part without a title");

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

enum err reflection_answer(struct work *work, const struct scheme_access *by, struct str statement,
                           int64_t answer)
{
    if (answer < 1 || answer > REFLECTION_ANSWERS)
        return work_fail(work, ERR_INVALID, S(""), S("Please choose one of the four."));
    return self_answer_put(work, by, statement, answer, work->today);
}

static bool is_for(const struct request *request, enum scheme_guide_part part)
{
    if (part == GUIDE_TOGETHER)
        return request->viewer.is_mentee || request->viewer.is_mentor;
    return part == GUIDE_MENTEE ? request->viewer.is_mentee : request->viewer.is_mentor;
}

static struct reflection_line line_of(struct work *work, const struct self_answer_mine_rows *mine,
                                      size_t n, struct str statement)
{
    struct reflection_line line = {.field = say(work->arena, "s-%zu", n), .text = statement};
    struct reflection_answer *before =
        NEW_ARRAY(work->arena, struct reflection_answer, mine->len + 1);
    size_t len = 0;

    for (size_t i = 0; i < mine->len; i++) {
        const struct self_answer_mine_row *row = &mine->at[i];
        if (!str_eq(row->statement, statement))
            continue;
        if (row->answered_on.n == work->today.n)
            line.chosen = row->answer;
        else
            before[len++] = (struct reflection_answer){
                answers[row->answer - 1], signal_day(work->arena, row->answered_on, work->today)};
    }
    line.before = (struct reflection_answers){before, len};
    return line;
}

static struct reflection_part part_of(struct work *work, const struct scheme_rules *rules,
                                      const struct self_answer_mine_rows *mine,
                                      enum scheme_guide_part which)
{
    struct reflection_part part = {.n = (int64_t)which, .title = titles[which]};

    part.lines.at = NEW_ARRAY(work->arena, struct reflection_line, rules->guide.len + 1);
    for (size_t i = 0; i < rules->guide.len; i++)
        if (rules->guide.at[i].part == (int64_t)which)
            part.lines.at[part.lines.len++] = line_of(work, mine, i, rules->guide.at[i].text);
    return part;
}

static enum err own_page(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct reflection_view view = {.fault = work->fault};
    struct self_answer_mine_rows mine;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(self_answer_list(work, by, &mine));
    view.version = rules.version;
    view.parts.at = NEW_ARRAY(work->arena, struct reflection_part, GUIDE_PART_COUNT);
    for (enum scheme_guide_part part = GUIDE_MENTEE; part < GUIDE_PART_COUNT; part++)
        if (is_for(request, part))
            view.parts.at[view.parts.len++] = part_of(work, &rules, &mine, part);
    view.frame = frame_new(request, FRAME_PAIR, S("For yourself"));
    view.frame->at = AT_HOME;
    view.frame->back = say(work->arena, "%.*s/home", ARG(view.frame->scheme));
    view.frame->notice = str_eq(query_text(request, S("kept")), S("yes")) ? S("Kept.") : S("");
    reflection_page_html(request->out, &view);
    return OK;
}

/* The statements of the page are those of the text it was made from. */
static enum err keep_all(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct scheme_rules rules;
    int64_t version, answer;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (form_number(request, S("version"), 0, INT64_MAX, &version) != OK ||
        version != rules.version)
        return work_fail(
            work, ERR_INVALID, S(""),
            S("The statements have changed meanwhile. Here they are as they are now."));
    for (size_t i = 0; i < rules.guide.len; i++) {
        struct str typed = form_text(request, say(work->arena, "s-%zu", i));
        if (is_for(request, (enum scheme_guide_part)rules.guide.at[i].part) && typed.len > 0 &&
            str_number(typed, &answer) == OK)
            TRY(reflection_answer(work, by, rules.guide.at[i].text, answer));
    }
    return OK;
}

static enum err keep_page(struct request *request, const struct scheme_access *by)
{
    enum err err = keep_all(request, by);

    if (err == ERR_INVALID)
        TRY(own_page(request, by));
    request_go_to(request, "%.*s/statements?kept=yes", ARG(request->viewer.scheme_path));
    return err;
}

/* Each statement of the other once, with their answers newest first. */
static struct reflection_lines lines_of(struct work *work,
                                        const struct self_answer_other_rows *rows)
{
    struct reflection_lines lines = {NEW_ARRAY(work->arena, struct reflection_line, rows->len + 1),
                                     0};

    for (size_t i = 0, next; i < rows->len; i = next) {
        struct reflection_answer *at = NEW_ARRAY(work->arena, struct reflection_answer, rows->len);
        for (next = i; next < rows->len && str_eq(rows->at[next].statement, rows->at[i].statement);
             next++)
            at[next - i] = (struct reflection_answer){
                answers[rows->at[next].answer - 1],
                signal_day(work->arena, rows->at[next].answered_on, work->today)};
        lines.at[lines.len++] =
            (struct reflection_line){.text = rows->at[i].statement, .before = {at, next - i}};
    }
    return lines;
}

static enum err shown_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct self_answer_other_rows theirs;
    struct self_shown_count_row mine;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(self_answer_theirs(work, by, &theirs));
    TRY(self_shown_mine(work, by, &mine));
    struct reflection_shown_view view = {
        .other = two.other.name,
        .own = say(work->arena, "%.*s/statements", ARG(request->viewer.scheme_path)),
        .theirs = lines_of(work, &theirs),
        .is_shown = mine.n > 0,
        .frame = frame_new(request, FRAME_PAIR, S("What you show each other")),
    };
    view.frame->at = AT_HOME;
    view.frame->back = view.frame->pair;
    reflection_shown_html(request->out, &view);
    return OK;
}

static enum err show_page(struct request *request, const struct pair_access *by)
{
    if (form_has(request, S("do"), S("show")))
        TRY(self_show(request->work, by, request->work->now));
    else
        TRY(self_hide(request->work, by));
    request_go_to(request, "%.*s/statements", ARG(pair_path(request, by)));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/statements", MEMBER(own_page), "Statements to answer for oneself"},
    {POST, "/s/{scheme}/statements", MEMBER(keep_page), "Keep one's answers of today"},
    {GET, "/s/{scheme}/pairs/{pair}/statements", PAIR_MEMBER(shown_page),
     "What the two show each other of their answers"},
    {POST, "/s/{scheme}/pairs/{pair}/statements", PAIR_MEMBER(show_page),
     "Show one's answers to the other, or no longer"},
};
static const struct routes reflection_routes = LIST(rows);

const struct concept reflection_concept = {.name = "reflection", .routes = &reflection_routes};
