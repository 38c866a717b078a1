#include "app/matching/matching.h"

#include "app/audit/audit.h"
#include "app/introduction/introduction.h"
#include "app/matching/matching_inside.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "base/setting.h"
#include "jobs/jobs.h"
#include "match/certificate.h"
#include "match/problem.h"
#include "matching_sql.h"

#include <string.h>

enum { MINUTE_SECONDS = 60, MOST_REASON = 500, PAIRS_MOST = 20000 };

enum { HOLD_MINUTES };
static const struct setting setting_rows[] = {
    [HOLD_MINUTES] = {"matching.hold_minutes", 10, 0, 1440, true,
                      "How many minutes the offers of a published run are held back."},
};
static const struct settings settings = LIST(setting_rows);

/* A change of state that was not to be had, in words. */
static enum err not_now(struct work *work, enum err err, struct str why)
{
    return err == ERR_NOT_FOUND ? work_fail(work, ERR_CONFLICT, S(""), why) : err;
}

enum err matching_is_current(struct work *work, const struct team_access *by,
                             struct match_run_id run, bool *ret)
{
    unsigned char hash[MATCH_HASH_SIZE];
    struct match_run_row row;
    struct matching_load load;

    TRY(match_run_get(work, by, run, &row));
    TRY(matching_load_run(work, by, run, &load));
    match_input_hash(work, &load.input, hash);
    *ret =
        load.cohort.n == row.cohort.n && str_eq(row.input_hash, certificate_hex(work->arena, hash));
    return OK;
}

/* What was verified when it was solved is verified again over the people as they are now. */
static enum err verify_again(struct work *work, const struct team_access *by,
                             struct match_run_id run)
{
    struct match_seed_row seed;
    struct match_result result;
    struct matching_load load;

    TRY(match_run_seed(work, by, run, &seed));
    TRY(matching_load_run(work, by, run, &load));
    if (certificate_parse(work, &load.input, seed.certificate, &result) != OK ||
        match_verify(work, &load.input, &result).flaw != MATCH_SOUND)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("People, rules, pins or blocks have changed since this run. Run again, "
                           "look at what is different, then publish."));
    return OK;
}

/* Above the size that the scheme sets, whoever publishes is not who has checked. */
static enum err needs_second(struct work *work, const struct team_access *by,
                             const struct match_run_row *run, bool *ret)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    *ret = rules.second_above > 0 && run->placed > rules.second_above;
    return OK;
}

static enum err check(struct work *work, const struct team_access *by, struct match_run_id run,
                      enum matching_published *ret)
{
    struct match_check_row checked;

    TRY(match_run_check(work, by, run, &checked));
    *ret = MATCHING_CHECKED;
    return audit_add(work, team_scheme(by), "match_run_checked", run.n);
}

enum err matching_publish(struct work *work, const struct team_access *by, struct match_run_id run,
                          int64_t first, enum matching_published *ret)
{
    int64_t leaves_at = work->now + setting_number(&setting_rows[HOLD_MINUTES]) * MINUTE_SECONDS;
    struct match_published_row published;
    struct match_checked_rows checked;
    struct match_run_row row;
    bool is_two;

    TRY(match_run_get(work, by, run, &row));
    if (str_eq(row.state, S("verified")))
        TRY(verify_again(work, by, run));
    TRY(needs_second(work, by, &row, &is_two));
    TRY(match_run_checked(work, by, run, &checked));
    if (is_two && checked.len == 0 && str_eq(row.state, S("verified")))
        return check(work, by, run, ret);
    if (is_two && checked.len > 0 && checked.at[0].is_me)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("You have checked this run. With so many pairs somebody else of the "
                           "team publishes it."));
    TRY(not_now(work, match_run_publish(work, by, run, leaves_at, first, is_two, &published),
                S("Only a verified run can be published, and only one at a time.")));
    *ret = MATCHING_HELD;
    return audit_add(work, team_scheme(by), "match_run_published", run.n);
}

enum err matching_discard(struct work *work, const struct team_access *by, struct match_run_id run)
{
    struct match_discarded_row row;

    TRY(not_now(work, match_run_discard(work, by, run, work->now, &row),
                S("This run is published, or over: it cannot be put aside.")));
    return audit_add(work, team_scheme(by), "match_run_discarded", run.n);
}

enum err matching_undo(struct work *work, const struct team_access *by, struct match_run_id run)
{
    struct match_undone_row undone;
    struct match_offered_rows offered;

    TRY(match_run_offered(work, by, run, &offered));
    TRY(not_now(work, match_run_undo(work, by, run, work->now, &undone),
                S("Somebody has answered already, so this cannot be undone. Single offers can "
                  "still be withdrawn.")));
    for (size_t i = 0; i < offered.len; i++)
        TRY(introduction_withdraw(work, team_scheme(by), offered.at[i].pair));
    return audit_add(work, team_scheme(by), "match_run_undone", run.n);
}

/* --- the offers leave */

static enum err offer_one(struct work *work, const struct scheme_access *by,
                          struct cohort_id cohort, const struct match_pair_row *pair)
{
    struct introduction introduction = {cohort, pair->mentee, pair->mentor, pair->reasons};
    struct pair_id offered;
    enum err err = introduction_offer(work, by, &introduction, &offered);

    if (err == ERR_CONFLICT) /* somebody has left or filled up meanwhile: the rest goes on */
        return OK;
    TRY(err);
    return proposal_offered(work, by, pair->id, offered);
}

static enum err offer_some(struct work *work, const struct scheme_access *by,
                           struct match_run_id run, struct cohort_id cohort, int64_t most)
{
    struct match_pair_rows pairs;

    TRY(match_run_pairs(work, by, run, most, &pairs));
    for (size_t i = 0; i < pairs.len; i++)
        TRY(offer_one(work, by, cohort, &pairs.at[i]));
    work->fault = (struct fault){0};
    return OK;
}

static enum err let_leave(struct work *work, const struct scheme_access *by,
                          struct match_run_id run, struct cohort_id cohort)
{
    struct match_left_row left;

    TRY(match_run_leave(work, by, run, work->now, &left));
    TRY(offer_some(work, by, run, cohort, left.first > 0 ? left.first : PAIRS_MOST));
    TRY(matching_cohort_runs(work, by, cohort));
    return audit_add(work, by, "match_run_sent", run.n);
}

enum err matching_send_now(struct work *work, const struct team_access *by, struct match_run_id run)
{
    struct match_hurried_row hurried;
    struct match_run_row row;

    TRY(match_run_get(work, by, run, &row));
    TRY(not_now(work, match_run_hurry(work, by, run, work->now, &hurried),
                S("There is nothing held back: the offers have left, or were taken back.")));
    return let_leave(work, team_scheme(by), run, row.cohort);
}

enum err matching_send_rest(struct work *work, const struct team_access *by,
                            struct match_run_id run)
{
    struct match_rest_row rest;
    struct match_run_row row;

    TRY(match_run_get(work, by, run, &row));
    TRY(not_now(work, match_run_rest(work, by, run, &rest),
                S("Nobody of this run waits for a mail any more.")));
    TRY(offer_some(work, team_scheme(by), run, row.cohort, PAIRS_MOST));
    return audit_add(work, team_scheme(by), "match_run_sent", run.n);
}

static enum err release(struct work *work, const struct job_access *by)
{
    const struct scheme_access *scheme = job_scheme(by);
    struct match_due_rows due;

    TRY(match_run_due(work, scheme, work->now, &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(let_leave(work, scheme, due.at[i].id, due.at[i].cohort));
    return match_run_finish(work, scheme, work->now);
}

static const struct job job_rows[] = {
    {"matching_release", 30, release,
     "Lets the offers of a published run leave when its hold is over"},
};
static const struct jobs jobs = LIST(job_rows);

/* --- pins */

enum err matching_pin(struct work *work, const struct team_access *by, struct participant_id mentee,
                      struct participant_id mentor, enum match_rule lifted, struct str reason)
{
    struct pin_id id = {work_new_key(work)};
    struct matching_load load;

    TRY(matching_load(work, by, &load));
    struct match_pin pin = {matching_who_at(load.mentees, load.input.mentees.len, mentee),
                            matching_who_at(load.mentors, load.input.mentors.len, mentor), lifted};
    if (pin.mentee == load.input.mentees.len || pin.mentor == load.input.mentors.len)
        return ERR_NOT_FOUND;
    if (lifted != MATCH_NO_RULE && reason.len == 0)
        return work_fail(work, ERR_INVALID, S("reason"),
                         S("Say why the rule does not hold for these two."));
    if (str_letters(reason) > MOST_REASON)
        return work_fail(work, ERR_INVALID, S("reason"), S("500 letters at most, please."));

    struct match_input alone = load.input;
    alone.pins = &pin;
    alone.pins_len = 1;
    struct match_refusals refusals = match_refusals(work, &alone);
    if (refusals.len > 0)
        return work_fail(work, ERR_INVALID, S("reason"), matching_rule_words(refusals.at[0].rule));
    TRY(pin_set(work, by, id, load.cohort, mentee, mentor, lifted, reason, work->now));
    return audit_add(work, team_scheme(by), "pin_set", mentee.n);
}

const struct concept matching_concept = {
    .name = "matching",
    .routes = &matching_routes,
    .commands = &matching_commands,
    .jobs = &jobs,
    .settings = &settings,
};
