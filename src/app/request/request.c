#include "app/request/request_inside.h"

#include "app/audit/audit.h"
#include "app/directory/directory.h"
#include "app/introduction/introduction.h"
#include "app/scheme/scheme.h"
#include "request_sql.h"

enum { DAY_S = 86400, LEAST_DAYS = 3 };

struct str request_why_says(struct str why)
{
    static const struct {
        const char *word, *says;
    } reasons[] = {
        {"time", "I do not have the time just now"},
        {"fit", "Somebody else could help you better with this"},
        {"full", "I have somebody already, and would not do two people justice"},
        {"unsaid", "It does not work out for me this time"},
    };

    for (size_t i = 0; i < COUNT(reasons); i++)
        if (str_eq(why, str_of(reasons[i].word)))
            return str_of(reasons[i].says);
    return (struct str){0};
}

enum err request_open_of(struct work *work, const struct scheme_access *by,
                         struct participant_id mentee, struct request_open *ret)
{
    struct request_seat_rows rows;

    TRY(request_list_open(work, by, mentee, &rows));
    struct request_asked *asked = NEW_ARRAY(work->arena, struct request_asked, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        asked[i] = (struct request_asked){rows.at[i].id, rows.at[i].mentor, rows.at[i].seat};
    *ret = (struct request_open){asked, rows.len};
    return OK;
}

/* A text of 1 to most letters. */
static enum err check_text(struct work *work, const char *field, struct str text, size_t most,
                           struct str lacks, struct str too_long)
{
    if (text.len == 0)
        return work_fail(work, ERR_INVALID, str_of(field), lacks);
    if (str_letters(text) > most)
        return work_fail(work, ERR_INVALID, str_of(field), too_long);
    return OK;
}

/* The lowest seat that no open request has. 0: all that the scheme allows are taken. */
static int64_t free_seat(const struct request_open *open, int64_t most)
{
    for (int64_t seat = 1; seat <= most; seat++) {
        bool is_taken = false;
        for (size_t i = 0; i < open->len; i++)
            is_taken = is_taken || open->at[i].seat == seat;
        if (!is_taken)
            return seat;
    }
    return 0;
}

static struct str rule_words(enum match_rule rule)
{
    if (rule == MATCH_NO_LANGUAGE)
        return S("The two of you have no language in common, so you cannot ask here.");
    if (rule == MATCH_NOTHING_SHARED)
        return S("Nothing you chose is close to what they offer. Choose a word or two more in "
                 "your profile first.");
    return S("You two cannot be a pair in this scheme.");
}

static enum err check_asking(struct work *work, const struct scheme_rules *rules,
                             const struct directory_mentee *me,
                             const struct directory_mentor *mentor, const struct request_open *open)
{
    if (!str_eq(me->state, S("ready")) || me->room <= 0)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("You have a mentor, or somebody is asked to be yours already."));
    for (size_t i = 0; i < open->len; i++)
        if (open->at[i].mentor.n == mentor->id.n)
            return work_fail(work, ERR_CONFLICT, S(""), S("You have asked them already."));
    if (mentor->fit.rule != MATCH_NO_RULE)
        return work_fail(work, ERR_INVALID, S(""), rule_words(mentor->fit.rule));
    if (!mentor->is_shown)
        return work_fail(work, ERR_CONFLICT, S(""), S("They take nobody at present."));
    if (free_seat(open, rules->requests_open) == 0)
        return work_fail(work, ERR_INVALID, S(""),
                         S("You have asked as many as you may at once. Take one back, or wait for "
                           "an answer."));
    return OK;
}

enum err request_ask(struct work *work, const struct scheme_access *by,
                     struct participant_id mentor_id, struct str hopes, struct request_id *ret)
{
    struct request_id id = {work_new_key(work)};
    struct directory_mentor mentor;
    struct directory_mentee me;
    struct scheme_rules rules;
    struct request_open open;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (rules.requests_open == 0)
        return ERR_NOT_FOUND;
    TRY(directory_me(work, by, &me));
    TRY(directory_get(work, by, &me, mentor_id, &mentor));
    TRY(request_open_of(work, by, me.id, &open));
    TRY(check_asking(work, &rules, &me, &mentor, &open));
    TRY(check_text(work, "hopes", hopes, REQUEST_HOPES,
                   S("Say in a line what you hope for. It is the first thing they read."),
                   S("That is too long: 600 letters at most.")));
    enum err err = request_add(
        work, by, id, me.cohort, me.id, mentor_id, free_seat(&open, rules.requests_open),
        rules.text, hopes, mentor.fit.reasons, work->now, work->now + rules.requests_days * DAY_S);
    if (err == ERR_CONFLICT)
        return work_fail(
            work, ERR_CONFLICT, S(""),
            S("Something was sent from this page just before. Look at your requests."));
    TRY(err);
    TRY(request_tell(work, by, LETTER_SENT, id, 0));
    TRY(audit_add(work, by, "request_sent", id.n));
    *ret = id;
    return OK;
}

static enum err over(struct work *work)
{
    return work_fail(work, ERR_CONFLICT, S(""), S("This request is over. Nothing is lost."));
}

/* The mentor has said a word: it is counted once for each request. */
static enum err hear(struct work *work, const struct scheme_access *by, struct request_id id)
{
    struct request_heard_row heard;
    enum err err = request_hear(work, by, id, work->now, &heard);

    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    return listing_answer(work, by, heard.mentor, work->now - heard.sent_at);
}

/* End it as one of the two. ERR_NOT_FOUND: not theirs. */
static enum err settle(struct work *work, const struct scheme_access *by, struct request_id id,
                       bool is_mentor, const char *state, struct str why, struct str line,
                       struct request_settled_row *ret)
{
    struct request_mine_row mine;

    TRY(request_mine(work, by, id, &mine));
    if (mine.is_mentor != is_mentor)
        return ERR_NOT_FOUND;
    enum err err =
        request_settle(work, by, id, str_of(state), why, line, is_mentor, work->now, ret);
    return err == ERR_NOT_FOUND ? over(work) : err;
}

enum err request_accept(struct work *work, const struct scheme_access *by, struct request_id id,
                        struct pair_id *ret)
{
    struct request_settled_row row;

    TRY(settle(work, by, id, true, "accepted", S(""), S(""), &row));
    TRY(hear(work, by, id));
    const struct introduction of = {row.cohort, row.mentee, row.mentor, row.reasons};
    enum err err = introduction_meet(work, by, &of, row.text, ret);
    if (err == ERR_CONFLICT)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("That place was taken a moment ago, yours or theirs, so the two of you "
                           "are not introduced. Nothing is lost: they are told kindly."));
    TRY(err);
    TRY(audit_add(work, by, "request_accepted", id.n));
    return request_overtake_all(work, by);
}

enum err request_decline(struct work *work, const struct scheme_access *by, struct request_id id,
                         struct str why, struct str line)
{
    struct request_settled_row row;

    if (request_why_says(why).len == 0)
        return work_fail(work, ERR_INVALID, S("why"), S("Choose what comes nearest."));
    if (str_letters(line) > REQUEST_LINE)
        return work_fail(work, ERR_INVALID, S("line"), S("That is too long: 300 letters at most."));
    TRY(settle(work, by, id, true, "declined", why, line, &row));
    TRY(hear(work, by, id));
    TRY(request_tell(work, by, LETTER_DECLINED, id, 0));
    return audit_add(work, by, "request_declined", id.n);
}

enum err request_ask_first(struct work *work, const struct scheme_access *by, struct request_id id,
                           struct str what)
{
    struct request_stopped_row row;
    struct request_mine_row mine;

    TRY(request_mine(work, by, id, &mine));
    if (!mine.is_mentor)
        return ERR_NOT_FOUND;
    TRY(check_text(work, "what", what, REQUEST_HOPES, S("Write what you would like to know first."),
                   S("That is too long: 600 letters at most.")));
    enum err err = request_stop(work, by, id, what, work->now, &row);
    if (err == ERR_NOT_FOUND)
        return over(work);
    TRY(err);
    TRY(hear(work, by, id));
    TRY(request_tell(work, by, LETTER_ASKED, id, work->now));
    return audit_add(work, by, "request_asked_first", id.n);
}

enum err request_reply(struct work *work, const struct scheme_access *by, struct request_id id,
                       struct str answer)
{
    struct request_went_on_row row;
    struct request_mine_row mine;

    TRY(request_mine(work, by, id, &mine));
    if (mine.is_mentor)
        return ERR_NOT_FOUND;
    TRY(check_text(work, "answer", answer, REQUEST_ANSWER, S("Write an answer, a line is plenty."),
                   S("That is too long: 1,200 letters at most.")));
    enum err err =
        request_go_on(work, by, id, answer, (int64_t)LEAST_DAYS * DAY_S, work->now, &row);
    if (err == ERR_NOT_FOUND)
        return over(work);
    TRY(err);
    TRY(request_tell(work, by, LETTER_REPLIED, id, work->now));
    return audit_add(work, by, "request_replied", id.n);
}

enum err request_withdraw(struct work *work, const struct scheme_access *by, struct request_id id)
{
    struct request_settled_row row;

    TRY(settle(work, by, id, false, "withdrawn", S(""), S(""), &row));
    TRY(request_tell(work, by, LETTER_WITHDRAWN, id, 0));
    return audit_add(work, by, "request_withdrawn", id.n);
}

enum err request_overtake_all(struct work *work, const struct scheme_access *by)
{
    struct request_overtaken_rows rows;

    TRY(request_list_overtaken(work, by, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        struct request_over_row row;
        enum err err = request_overtake(work, by, rows.at[i].id, work->now, &row);
        if (err == ERR_NOT_FOUND)
            continue;
        TRY(err);
        TRY(request_tell(work, by, rows.at[i].mentee_is_gone ? LETTER_OVERTAKEN : LETTER_TAKEN,
                         rows.at[i].id, 0));
        TRY(audit_add(work, by, "request_overtaken", rows.at[i].id.n));
    }
    return OK;
}

const struct concept request_concept = {
    .name = "request",
    .routes = &request_routes,
    .acts = &request_acts,
    .mails = &request_mails,
    .jobs = &request_jobs,
};
