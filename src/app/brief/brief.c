#include "app/brief/brief.h"

#include "app/brief/brief_inside.h"
#include "app/scheme/scheme.h"
#include "brief_card_html.h"
#include "brief_sql.h"
#include "ical/when.h"

enum { HOUR = 3600 };

static enum err check(struct work *work, const struct pair_access *by,
                      const struct brief_lines *lines)
{
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    if (!pair_is_open(&two))
        return work_fail(work, ERR_INVALID, S(""),
                         S("Your time as a pair has ended: what stands here can be read, and no "
                           "longer changed."));
    if (pair_role(by) != ROLE_MENTEE)
        return work_fail(work, ERR_INVALID, S(""),
                         S("In this scheme the mentee writes the brief. You can send a message "
                           "with what you would like to talk about."));
    if (str_letters(lines->since) > BRIEF_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("since"), S("Please use at most 2000 letters."));
    if (str_letters(lines->stuck) > BRIEF_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("stuck"), S("Please use at most 2000 letters."));
    return OK;
}

/* What is brought and shared is raised with the brief; a private question stays private. */
static enum err raise_questions(struct work *work, const struct pair_access *by,
                                struct meeting_id meeting)
{
    struct questions open;
    struct brought_rows brought;

    TRY(question_list_open(work, by, &open));
    TRY(brief_question_list(work, by, meeting, &brought));
    for (size_t i = 0; i < open.len; i++)
        for (size_t k = 0; k < brought.len; k++)
            if (open.at[i].id.n == brought.at[k].question.n && open.at[i].state == QUESTION_QUEUED)
                TRY(question_become(work, by, open.at[i].id, QUESTION_RAISED, S("")));
    return OK;
}

enum err brief_write(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                     const struct brief_lines *lines, bool is_shared)
{
    struct maybe_int shared_at = {is_shared, work->now};
    struct briefed_row row;
    struct brief_changed_row changed;

    TRY(check(work, by, lines));
    TRY(brief_find(work, by, meeting, &row));
    if (!row.version.is_set) {
        TRY(brief_add(work, by, meeting, lines->since, lines->is_since_shared, lines->stuck,
                      lines->is_stuck_shared, lines->is_whole, shared_at, work->now));
    } else {
        enum err err = brief_change(work, by, meeting, lines->since, lines->is_since_shared,
                                    lines->stuck, lines->is_stuck_shared, lines->is_whole,
                                    shared_at, lines->version, work->now, &changed);
        if (err == ERR_NOT_FOUND)
            return ERR_CONFLICT;
        TRY(err);
    }
    if (!is_shared && !row.shared_at.is_set)
        return OK;
    return raise_questions(work, by, meeting);
}

enum err brief_bring(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                     struct question_id question)
{
    if (pair_role(by) != ROLE_MENTEE)
        return ERR_NOT_FOUND;
    return brief_question_add(work, by, meeting, question);
}

enum err brief_leave(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                     struct question_id question)
{
    if (pair_role(by) != ROLE_MENTEE)
        return ERR_NOT_FOUND;
    return brief_question_remove(work, by, meeting, question);
}

/* The open questions, split into those that are brought and those at hand. */
static enum err split_questions(struct work *work, const struct pair_access *by,
                                const struct brought_rows *ids, struct brief_page *page)
{
    struct questions open;
    struct brief_question *brought, *at_hand;
    size_t nbrought = 0, nat_hand = 0;

    TRY(question_list_open(work, by, &open));
    brought = NEW_ARRAY(work->arena, struct brief_question, open.len);
    at_hand = NEW_ARRAY(work->arena, struct brief_question, open.len);
    for (size_t i = 0; i < open.len; i++) {
        bool is_brought = false;
        for (size_t k = 0; k < ids->len; k++)
            is_brought |= ids->at[k].question.n == open.at[i].id.n;
        if (is_brought)
            brought[nbrought++].question = open.at[i];
        else
            at_hand[nat_hand++].question = open.at[i];
    }
    if (nbrought > 0) {
        brought[0].is_first = true;
        brought[nbrought - 1].is_last = true;
    }
    page->brought = (struct brief_questions){brought, nbrought};
    page->at_hand = (struct brief_questions){at_hand, nat_hand};
    return OK;
}

static enum err list_promises(struct work *work, const struct pair_access *by,
                              struct brief_page *page)
{
    struct brief_action_rows rows;
    struct brief_promise *promises;
    bool is_mentee = page->two.reader == ROLE_MENTEE;

    TRY(brief_actions(work, by, &rows));
    promises = NEW_ARRAY(work->arena, struct brief_promise, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        struct buf due = {.arena = work->arena};
        if (rows.at[i].due_on.is_set)
            put_day(&due, rows.at[i].due_on.at);
        promises[i] = (struct brief_promise){
            .who = rows.at[i].is_mentees == is_mentee ? S("You") : page->two.other.name,
            .words = rows.at[i].words,
            .due = buf_str(&due),
            .is_mentees = rows.at[i].is_mentees,
            .id = rows.at[i].id.n,
        };
    }
    page->promises = (struct brief_promises){promises, rows.len};
    return OK;
}

/* The lines that whoever reads may see. */
static struct brief_lines lines_of(const struct briefed_row *row, bool is_mentee)
{
    bool since = !row->is_since_shared.is_set || row->is_since_shared.at != 0;
    bool stuck = !row->is_stuck_shared.is_set || row->is_stuck_shared.at != 0;
    bool sees = is_mentee || row->shared_at.is_set;

    return (struct brief_lines){
        .since = is_mentee || (sees && since) ? row->since_words.at : S(""),
        .stuck = is_mentee || (sees && stuck) ? row->stuck_words.at : S(""),
        .is_since_shared = since,
        .is_stuck_shared = stuck,
        .is_whole = !row->is_whole.is_set || row->is_whole.at != 0,
        .version = row->version.is_set ? row->version.at : 0,
    };
}

/* When the scheme wants a brief, before a meeting. */
static enum err due_of(struct work *work, const struct pair_access *by, int64_t starts_at,
                       int64_t *ret)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    *ret = starts_at - rules.brief_h * HOUR;
    return OK;
}

enum err brief_look(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                    struct brief_page *ret)
{
    struct briefed_row row;
    struct brought_rows brought;
    const struct zone *zone;
    int64_t due_at;

    TRY(brief_find(work, by, meeting, &row));
    TRY(pair_two_get(work, by, &ret->two));
    TRY(zone_get(work, ret->two.me.zone, &zone));
    TRY(due_of(work, by, row.starts_at.at, &due_at));
    ret->meeting = meeting;
    ret->when = when_text(work->arena, zone, row.starts_at.at, work->now);
    if (due_at > work->now)
        ret->due = when_day(work->arena, zone, due_at, work->now);
    ret->is_first = row.met == 0;
    ret->is_over = work->now > row.starts_at.at || !str_eq(row.state, S("set"));
    ret->is_shared = row.shared_at.is_set;
    ret->lines = lines_of(&row, ret->two.reader == ROLE_MENTEE);
    ret->seen = pair_seen(work->arena, &ret->two);
    TRY(brief_question_list(work, by, meeting, &brought));
    TRY(split_questions(work, by, &brought, ret));
    if (ret->two.reader == ROLE_MENTOR && !ret->is_shared)
        ret->brought = (struct brief_questions){0};
    return list_promises(work, by, ret);
}

/* What the reader has ready: brought ones, or all in the queue where none is brought yet. */
static int64_t ready_of(const struct brief_page *page)
{
    return (int64_t)(page->brought.len);
}

static enum err next_of(struct work *work, const struct pair_access *by,
                        struct next_briefed_rows *ret, struct brief_page *page)
{
    struct brought_rows brought = {0};

    TRY(brief_next(work, by, work->now, ret));
    struct brought_row *ids = NEW_ARRAY(work->arena, struct brought_row, ret->len + 1);
    for (size_t i = 0; i < ret->len && ret->at[i].id.n == ret->at[0].id.n; i++)
        if (ret->at[i].question.is_set)
            ids[brought.len++].question = ret->at[i].question.at;
    brought.at = ids;
    return split_questions(work, by, &brought, page);
}

enum err brief_facts_get(struct work *work, const struct pair_access *by, struct brief_facts *ret)
{
    struct next_briefed_rows next;
    struct brief_page page = {0};

    *ret = (struct brief_facts){0};
    TRY(next_of(work, by, &next, &page));
    ret->ready = ready_of(&page);
    if (next.len == 0)
        return OK;
    ret->meeting = next.at[0].id;
    ret->is_shared = next.at[0].shared_at.is_set;
    return due_of(work, by, next.at[0].starts_at, &ret->due_at);
}

enum err brief_card(struct request *request, const struct pair_access *by, struct html *ret)
{
    struct work *work = request->work;
    struct buf out = {.arena = work->arena}, title = out, prepare = out;
    struct next_briefed_rows next;
    struct brief_page page = {0};
    const struct zone *zone;

    TRY(pair_two_get(work, by, &page.two));
    TRY(zone_get(work, page.two.me.zone, &zone));
    TRY(next_of(work, by, &next, &page));
    page.seen = pair_seen(work->arena, &page.two);
    buf_add(&title, page.two.reader == ROLE_MENTEE ? S("Your questions") : S("Questions for you"));
    if (next.len > 0) {
        page.meeting = next.at[0].id;
        page.is_shared = next.at[0].shared_at.is_set;
        title.len = 0;
        buf_addf(&title, "Questions for %.*s",
                 ARG(when_day(work->arena, zone, next.at[0].starts_at, work->now)));
        buf_addf(&prepare, "%.*s/meetings/%lld/prepare", ARG(pair_path(request, by)),
                 (long long)page.meeting.n);
    }
    brief_card_html(&out, &page, buf_str(&title), pair_path(request, by), buf_str(&prepare));
    *ret = (struct html){buf_str(&out)};
    return OK;
}

const struct concept brief_concept = {
    .name = "brief",
    .routes = &brief_routes,
    .jobs = &brief_jobs,
    .mails = &brief_mails,
    .acts = &brief_acts,
    .nudges = &brief_nudges,
};
