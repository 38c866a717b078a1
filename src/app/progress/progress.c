#include "app/progress/progress.h"

#include "app/agreement/agreement.h"
#include "app/busy/rest.h"
#include "app/progress/progress_inside.h"
#include "app/scheme/scheme.h"
#include "progress_replied_txt.h"
#include "progress_sql.h"
#include "progress_wrote_txt.h"

const struct mail progress_mail_rows[] = {
    [PROGRESS_WROTE] = {"progress_wrote", MAIL_EVENT, "How it is going",
                        "Brings you the note on how it is going from the other of your pair."},
    [PROGRESS_REPLIED] = {"progress_replied", MAIL_EVENT, "An answer to your note",
                          "Brings you the answer to a note of yours on how it is going."},
    [PROGRESS_DUE] = {"progress_due", MAIL_REMINDER, "How is it going?",
                      "Asks a mentee to tell their mentor how it is going."},
};
_Static_assert(COUNT(progress_mail_rows) == PROGRESS_MAIL_COUNT, "every mail needs its row");
const struct mails progress_mails = LIST(progress_mail_rows);

static const struct {
    struct str stored, says;
} words[] = {
    [PROGRESS_WELL] = {{"well", 4}, {"Going well", 10}},
    [PROGRESS_MIXED] = {{"mixed", 5}, {"Up and down", 11}},
    [PROGRESS_STUCK] = {{"stuck", 5}, {"Stuck at the moment", 19}},
};

struct str progress_stored(enum progress_word word)
{
    return words[word].stored;
}

struct str progress_says(struct str stored)
{
    for (size_t i = PROGRESS_WELL; i < COUNT(words); i++)
        if (str_eq(words[i].stored, stored))
            return words[i].says;
    return stored;
}

static enum err need_open(struct work *work, const struct pair_two *two)
{
    return pair_is_open(two) ? OK
                             : work_fail(work, ERR_INVALID, S(""),
                                         S("You two have come to an end, so no more notes are "
                                           "written."));
}

static enum err need_pen(struct work *work, const struct pair_access *by,
                         const struct pair_two *two)
{
    struct scheme_rules rules;

    TRY(need_open(work, two));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    return policy_need(work, &rules, ACT_PROGRESS_NOTE, pair_role(by));
}

static enum err check(struct work *work, const struct progress_words *note)
{
    if (note->word < PROGRESS_WELL || note->word >= PROGRESS_WORD_COUNT)
        return work_fail(work, ERR_INVALID, S("word"), S("Please choose one: it takes one tap."));
    if (str_letters(note->line) > PROGRESS_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("line"), S("Use at most 500 letters."));
    return OK;
}

/* A mail to the other of the two, with one act as its button, after the hours of quiet. */
static enum err mail_other(struct work *work, const struct pair_access *by,
                           const struct pair_two *two, const struct mail *mail, struct str once,
                           struct mail_text *text)
{
    text->scheme = scheme_key(pair_scheme(by));
    text->pair = pair_key(by);
    TRY(agreement_quiet_ends(work, pair_scheme(by), pair_key(by), two->other.zone,
                             &text->not_before));
    return mail_queue_text(work, pair_nobody(by), mail, two->other.id, once, text);
}

static enum err mail_note(struct work *work, const struct pair_access *by,
                          const struct pair_two *two, struct progress_note_id note,
                          const struct progress_words *said)
{
    struct buf body = {.arena = work->arena}, once = body, subject = body;
    struct act_to to = {.scheme = scheme_key(pair_scheme(by)),
                        .person = two->other.id,
                        .pair = pair_key(by),
                        .object = note.n};
    struct mail_text text = {.cost = S("One line, 30 seconds"), .button = S("Answer")};

    progress_wrote_txt(&body, two->me.name, words[said->word].says, said->line, said->is_told_team);
    buf_addf(&once, "progress_wrote/%lld", (long long)note.n);
    buf_addf(&subject, "%.*s says how it is going", ARG(two->me.name));
    text.subject = buf_str(&subject);
    text.body = buf_str(&body);
    TRY(act_link(work, pair_nobody(by), &progress_acts.at[PROGRESS_ACT_REPLY], &to, &text.path));
    return mail_other(work, by, two, &progress_mail_rows[PROGRESS_WROTE], buf_str(&once), &text);
}

enum err progress_write(struct work *work, const struct pair_access *by,
                        const struct progress_words *said)
{
    struct progress_note_id id = {work_new_key(work)};
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(need_pen(work, by, &two));
    TRY(check(work, said));
    TRY(progress_add(work, by, id, words[said->word].stored, said->line, work->now));
    if (said->is_told_team)
        TRY(progress_tell(work, by, (struct progress_told_id){id.n}, words[said->word].stored,
                          said->line, work->now));
    return mail_note(work, by, &two, id, said);
}

enum err progress_reply(struct work *work, const struct pair_access *by,
                        struct progress_note_id note, struct str reply)
{
    struct buf body = {.arena = work->arena}, once = body, subject = body, path = body;
    struct progress_replied_row row;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(need_open(work, &two));
    if (reply.len == 0)
        return work_fail(work, ERR_INVALID, S("reply"), S("Write a line first."));
    if (str_letters(reply) > PROGRESS_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("reply"), S("Use at most 500 letters."));
    TRY(progress_set_reply(work, by, note, reply, work->now, &row));
    progress_replied_txt(&body, two.me.name, reply);
    buf_addf(&once, "progress_replied/%lld/%lld", (long long)note.n, (long long)work->now);
    buf_addf(&subject, "%.*s answers your note", ARG(two.me.name));
    buf_addf(&path, "%.*s/progress", ARG(two.path));
    struct mail_text text = {.subject = buf_str(&subject),
                             .cost = S("A minute to read"),
                             .body = buf_str(&body),
                             .button = S("Read it on your page"),
                             .path = buf_str(&path)};
    return mail_other(work, by, &two, &progress_mail_rows[PROGRESS_REPLIED], buf_str(&once), &text);
}

enum err progress_is_due(struct work *work, const struct pair_access *by, int64_t interval_days,
                         struct maybe_int introduced_at, bool *ret)
{
    struct scheme_rules rules;
    struct progress_last_row last;

    *ret = false;
    if (pair_role(by) != ROLE_MENTEE || !introduced_at.is_set)
        return OK;
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    if (rules.progress_days == 0 || !scheme_asks_notes(&rules))
        return OK;
    TRY(progress_last(work, by, &last));
    int64_t since = last.written_at.is_set ? last.written_at.at : introduced_at.at;
    int64_t every = rhythm_scaled(rules.progress_days, interval_days, rules.every_days);
    *ret = work->today.n - day_of(since).n >= every;
    return OK;
}

enum err progress_told_list(struct work *work, const struct team_access *by, struct pair_id pair,
                            struct progress_tolds *ret)
{
    struct told_note_rows rows;

    TRY(progress_told_of(work, by, pair, &rows));
    struct progress_told *at = NEW_ARRAY(work->arena, struct progress_told, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct progress_told){rows.at[i].name, progress_says(rows.at[i].word),
                                       rows.at[i].line, rows.at[i].told_at};
    *ret = (struct progress_tolds){at, rows.len};
    return OK;
}

const struct concept progress_concept = {
    .name = "progress",
    .routes = &progress_routes,
    .mails = &progress_mails,
    .acts = &progress_acts,
    .nudges = &progress_nudges,
};
