#include "app/referral/referral.h"

#include "app/audit/audit.h"
#include "app/question/question.h"
#include "app/referral/referral_inside.h"

static enum err only_the_mentor(struct work *work, const struct pair_access *by)
{
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    if (two.reader != ROLE_MENTOR)
        return work_fail(work, ERR_INVALID, S(""),
                         S("In this scheme the mentor points a question on. You can write down "
                           "yourself where you will look."));
    if (!pair_is_open(&two))
        return work_fail(work, ERR_INVALID, S(""),
                         S("Your time as a pair has ended: what stands here can be read, and no "
                           "longer changed."));
    return OK;
}

/* A question that the mentor may point on: shared, and not ended. */
static enum err find_open(struct work *work, const struct pair_access *by,
                          struct question_id question, struct referral_question_row *ret)
{
    TRY(only_the_mentor(work, by));
    TRY(referral_question(work, by, question, ret));
    if (str_eq(ret->state, S("queued")) || str_eq(ret->state, S("raised")))
        return OK;
    return work_fail(work, ERR_CONFLICT, S(""), S("This question has moved on in the meantime."));
}

static enum err is_pointed(struct work *work)
{
    return work_fail(work, ERR_CONFLICT, S(""),
                     S("This question is pointed somewhere already. Your mentee says whether it "
                       "helped."));
}

enum err referral_propose(struct work *work, const struct pair_access *by,
                          struct question_id question, struct resource_id resource, struct str line)
{
    struct referral_id id = {work_new_key(work)};
    struct referral_question_row found;
    struct referral_resource_row to;
    struct added_referral_row row;

    TRY(find_open(work, by, question, &found));
    if (str_letters(line) > REFERRAL_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("line"), S("Please use at most 300 letters."));
    TRY(referral_tag_of(work, by, resource, &to));
    enum err err = referral_add(work, by, id, question, (struct maybe_resource_id){true, resource},
                                to.tag, line, S("proposed"), work->now, &row);
    if (err == ERR_NOT_FOUND)
        return is_pointed(work);
    TRY(err);
    TRY(audit_add(work, pair_scheme(by), "referral_proposed", id.n));
    return referral_tell_proposed(work, by, id, &found, to.title, line);
}

enum err referral_find_nobody(struct work *work, const struct pair_access *by,
                              struct question_id question, struct maybe_tag_id tag)
{
    struct referral_id id = {work_new_key(work)};
    struct referral_question_row found;
    struct added_referral_row row;

    TRY(find_open(work, by, question, &found));
    enum err err = referral_add(work, by, id, question, (struct maybe_resource_id){0}, tag, S(""),
                                S("nobody"), work->now, &row);
    if (err == ERR_NOT_FOUND)
        return is_pointed(work);
    TRY(err);
    TRY(audit_add(work, pair_scheme(by), "referral_found_nobody", id.n));
    return referral_tell_nobody(work, by, id, &found);
}

enum err referral_answer(struct work *work, const struct pair_access *by,
                         struct referral_id referral, bool is_yes)
{
    struct answered_referral_row row;
    struct referral_resource_row to;

    if (pair_role(by) != ROLE_MENTEE)
        return ERR_NOT_FOUND;
    enum err err = referral_set_answer(work, by, referral, is_yes ? S("accepted") : S("declined"),
                                       work->now, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("This has been answered in the meantime."));
    TRY(err);
    TRY(audit_add(work, pair_scheme(by), is_yes ? "referral_accepted" : "referral_declined",
                  referral.n));
    if (!is_yes)
        return OK;
    TRY(referral_tag_of(work, by, row.resource.at, &to));
    return question_become(work, by, row.question, QUESTION_REFERRED, to.title);
}

enum err referral_settle(struct work *work, const struct pair_access *by,
                         struct question_id question, bool is_useful)
{
    struct settled_referral_row row;
    struct referral_question_row found;

    enum err err =
        referral_set_outcome(work, by, question, is_useful ? S("useful") : S("not_useful"), &row);
    if (err == ERR_NOT_FOUND) /* the mentee went to look before such things were kept */
        return OK;
    TRY(err);
    if (row.made_by.n == scheme_actor(pair_scheme(by)).n)
        return OK;
    TRY(referral_question(work, by, question, &found));
    return referral_tell_outcome(work, by, row.id, row.made_by, found.words, is_useful);
}

enum err referral_note(struct work *work, const struct pair_access *by, struct question_id question)
{
    return referral_set_note(work, by, (struct referral_id){work_new_key(work)}, question,
                             work->now);
}

enum err referral_gaps_get(struct work *work, const struct team_access *by,
                           struct referral_gaps *ret)
{
    struct referral_gap_rows rows;

    TRY(referral_gap_list(work, by, &rows));
    struct referral_gap *at = NEW_ARRAY(work->arena, struct referral_gap, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct referral_gap){rows.at[i].topic, rows.at[i].questions};
    *ret = (struct referral_gaps){at, rows.len};
    return OK;
}

const struct concept referral_concept = {
    .name = "referral",
    .routes = &referral_routes,
    .mails = &referral_mails,
    .acts = &referral_acts,
    .jobs = &referral_jobs,
};
