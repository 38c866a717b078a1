/* meeting_outcome.c - what was said of a meeting, and what it left. */
#include "app/audit/audit.h"
#include "app/meeting/meeting_inside.h"

static const char *const words[] = {
    [MARK_ON_TIME] = "on_time",
    [MARK_LATE] = "late",
    [MARK_MOVED] = "moved",
    [MARK_MISSED] = "missed",
};
_Static_assert(COUNT(words) == MARK_WORD_COUNT, "every mark needs its word");

static bool says_met(const struct mark_row *mark)
{
    return str_eq(mark->word, S("on_time")) || str_eq(mark->word, S("late"));
}

/* Met, or missed, if one says so and the other does not say the opposite (product.md 4.2). A
 * meeting that was moved by word of mouth was not met then; when it was, the two will say.
 */
static struct str outcome_of(const struct mark_rows *marks)
{
    if (marks->len == 2 && says_met(&marks->at[0]) != says_met(&marks->at[1]))
        return S("unknown");
    return says_met(&marks->at[0]) ? S("met") : S("missed");
}

enum err meeting_mark(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                      enum mark_word word, bool is_own, bool is_explained)
{
    struct two two;
    struct meeting_row row;
    struct mark_rows marks;

    TRY(two_get(work, by, &two));
    TRY(meeting_get(work, by, meeting, &row));
    if (!row.starts_at.is_set || str_eq(row.state, S("cancelled")))
        return ERR_NOT_FOUND;
    if (row.starts_at.at > work->now)
        return work_fail(work, ERR_INVALID, S("mark"),
                         S("It has not begun yet. You can move or cancel it instead."));
    TRY(mark_put(work, by, meeting, two.me.id, str_of(words[word]), is_own && word == MARK_MISSED,
                 work->now));
    TRY(mark_list(work, by, meeting, &marks));
    struct str outcome = outcome_of(&marks);
    TRY(meeting_change_outcome(work, by, meeting, outcome,
                               is_explained || word == MARK_MOVED || row.is_explained, work->now));
    return audit_add(work, pair_scheme(by), "meeting_marked", meeting.n);
}

enum err record_write(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                      struct str record)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    TRY(policy_need(work, &rules, ACT_WRITE_RECORD, pair_role(by)));
    if (record.len == 0)
        return work_fail(work, ERR_INVALID, S("record"), S("Please write a line or two."));
    if (str_letters(record) > RECORD_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("record"), S("Please use at most 2,000 letters."));
    return record_put(work, by, meeting, record, work->now);
}

enum err record_answer(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                       bool is_confirmed, struct str statement)
{
    struct record_rows record;
    struct maybe_int at = {is_confirmed, work->now};

    TRY(record_find(work, by, meeting, &record));
    if (record.len == 0 || pair_role(by) != ROLE_MENTOR)
        return ERR_NOT_FOUND;
    if (str_letters(statement) > RECORD_STATEMENT_MAX)
        return work_fail(work, ERR_INVALID, S("statement"), S("Please use at most 1,000 letters."));
    return record_confirm(work, by, meeting, at, statement);
}

enum err takeaway_keep(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                       struct str takeaway)
{
    if (takeaway.len == 0)
        return work_fail(work, ERR_INVALID, S("takeaway"), S("Please write one line."));
    if (str_letters(takeaway) > TAKEAWAY_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("takeaway"), S("Please use at most 300 letters."));
    return takeaway_put(work, by, meeting, scheme_actor(pair_scheme(by)), takeaway, work->now);
}

enum err action_promise(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                        struct str action, struct maybe_day due_on, struct action_id *ret)
{
    struct action_id id = {work_new_key(work)};

    if (action.len == 0)
        return work_fail(work, ERR_INVALID, S("action"), S("Please say what was promised."));
    if (str_letters(action) > ACTION_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("action"), S("Please use at most 200 letters."));
    if (due_on.is_set && due_on.at.n < work->today.n)
        return work_fail(work, ERR_INVALID, S("due_on"), S("This day is already past."));
    TRY(action_add(work, by, id, meeting, scheme_actor(pair_scheme(by)), action, due_on,
                   work->now));
    *ret = id;
    return OK;
}

enum err action_keep(struct work *work, const struct pair_access *by, struct action_id action)
{
    struct done_action_row done;

    return action_mark_done(work, by, action, scheme_actor(pair_scheme(by)), work->now, &done);
}
