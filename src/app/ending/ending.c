#include "app/ending/ending.h"

#include "app/audit/audit.h"
#include "app/ending/ending_inside.h"
#include "app/meeting/meeting.h"
#include "app/scheme/scheme.h"
#include "app/signal/signal.h"

static enum err is_over_already(struct work *work)
{
    return work_fail(work, ERR_CONFLICT, S(""),
                     S("This pair has come to its end already, or has not begun yet."));
}

enum err ending_come_to(struct work *work, const struct scheme_access *by, struct pair_id pair,
                        const struct how_it_ends *how)
{
    struct finished_row finished;
    struct ending_two_row two;

    enum err err = ending_finish(work, by, pair, how->kind, work->now, &finished);
    if (err == ERR_NOT_FOUND)
        return is_over_already(work);
    TRY(err);
    TRY(ending_add(work, by, pair, how->kind, how->by_whom, how->is_by_team, how->reason,
                   work->now));
    TRY(ending_drop_meetings(work, by, pair, work->now));
    TRY(ending_offers_close(work, by, pair));
    TRY(ending_two(work, by, pair, &two));
    TRY(closure_offer(work, by, pair, two.mentee, work->now));
    TRY(closure_offer(work, by, pair, two.mentor, work->now));
    TRY(audit_add(work, by, str_eq(how->kind, ENDED) ? "pair_ended" : "pair_completed", pair.n));
    return signal_figure_pair(work, by, pair);
}

enum err ending_start(struct work *work, const struct scheme_access *by, struct pair_id pair)
{
    struct ending_two_row two;
    struct begun_row begun;

    enum err err = ending_begin(work, by, pair, &begun);
    if (err == ERR_NOT_FOUND)
        return is_over_already(work);
    TRY(err);
    TRY(ending_two(work, by, pair, &two));
    TRY(closure_offer(work, by, pair, two.mentee, work->now));
    TRY(closure_offer(work, by, pair, two.mentor, work->now));
    return audit_add(work, by, "pair_closing", pair.n);
}

/* The other's calendar is told of each meeting that will not be. */
static enum err cancel_meetings(struct work *work, const struct pair_access *by)
{
    struct later_meeting_rows later;

    TRY(ending_meetings(work, by, work->now, &later));
    for (size_t i = 0; i < later.len; i++)
        TRY(meeting_cancel(work, by, later.at[i].id, S("")));
    return OK;
}

static struct maybe_person_id actor_of(const struct pair_access *by)
{
    return (struct maybe_person_id){true, scheme_actor(pair_scheme(by))};
}

enum err ending_end(struct work *work, const struct pair_access *by, struct str reason,
                    bool is_told)
{
    const struct scheme_access *scheme = pair_scheme(by);
    const struct how_it_ends how = {.kind = ENDED, .by_whom = actor_of(by)};

    if (str_letters(reason) > ENDING_REASON_MAX)
        return work_fail(work, ERR_INVALID, S("reason"),
                         S("Please use at most 1,000 letters, or leave it out."));
    TRY(cancel_meetings(work, by));
    TRY(ending_come_to(work, scheme, pair_key(by), &how));
    TRY(closure_set_reason(work, by, is_told ? S("") : reason, is_told ? reason : S("")));
    return ending_tell_ended(work, scheme, pair_key(by), how.by_whom, S(""));
}

enum err ending_end_for(struct work *work, const struct team_access *by, struct pair_id pair,
                        struct str reason)
{
    const struct scheme_access *scheme = team_scheme(by);
    const struct how_it_ends how = {.kind = ENDED,
                                    .by_whom = {true, scheme_actor(scheme)},
                                    .is_by_team = true,
                                    .reason = reason};
    struct ending_two_row two;

    if (reason.len == 0)
        return work_fail(work, ERR_INVALID, S("reason"), S("Say why: both of them are told."));
    if (str_letters(reason) > ENDING_REASON_MAX)
        return work_fail(work, ERR_INVALID, S("reason"), S("Please use at most 1,000 letters."));
    TRY(ending_two(work, scheme, pair, &two));
    TRY(ending_come_to(work, scheme, pair, &how));
    return ending_tell_ended(work, scheme, pair, (struct maybe_person_id){0}, reason);
}

static enum err check_until(struct work *work, const struct ending_pair_row *pair,
                            struct day until_on)
{
    if (until_on.n <= work->today.n || (pair->ends_on.is_set && until_on.n <= pair->ends_on.at.n))
        return work_fail(work, ERR_INVALID, S("until"),
                         S("Choose a day after the one on which you two would end."));
    if (until_on.n > work->today.n + ENDING_MORE_DAYS)
        return work_fail(work, ERR_INVALID, S("until"),
                         S("A year from today is the most. You can ask again then."));
    return OK;
}

static enum err check_offer(struct work *work, const struct pair_access *by,
                            const struct ending_pair_row *pair, struct maybe_day until_on)
{
    struct scheme_rules rules;

    if (!str_eq(pair->state, S("active")) && !str_eq(pair->state, S("closing")))
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("This is for a pair that is under way: agree on how you work together "
                           "first, or end a break. Ending it is possible at any time."));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    if (!until_on.is_set) /* either may offer, and the other agrees (product.md section 4.2) */
        return OK;
    TRY(policy_need(work, &rules, ACT_COMPLETE_EARLY, pair_role(by)));
    return check_until(work, pair, until_on.at);
}

enum err ending_offer(struct work *work, const struct pair_access *by, struct maybe_day until_on)
{
    struct ending_offer_id id = {work_new_key(work)};
    struct waiting_offer_rows waiting;
    struct ending_pair_row pair;

    TRY(ending_pair(work, by, &pair));
    TRY(check_offer(work, by, &pair, until_on));
    TRY(ending_offer_find(work, by, &waiting));
    if (waiting.len > 0)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("Something is offered already: answer it, or take it back, first."));
    TRY(ending_offer_add(work, by, id, until_on.is_set ? S("extend") : S("early"), until_on,
                         work->now));
    TRY(audit_add(work, pair_scheme(by), "ending_offered", pair_key(by).n));
    return ending_tell_offer(work, by, id, until_on);
}

static enum err complete_early(struct work *work, const struct pair_access *by,
                               const struct ending_pair_row *pair)
{
    const struct how_it_ends how = {.kind = COMPLETED_EARLY, .by_whom = actor_of(by)};

    TRY(cancel_meetings(work, by));
    if (!str_eq(pair->state, S("closing")))
        TRY(ending_start(work, pair_scheme(by), pair_key(by)));
    TRY(ending_come_to(work, pair_scheme(by), pair_key(by), &how));
    return ending_tell_completed(work, pair_scheme(by), pair_key(by));
}

static enum err give_time(struct work *work, const struct scheme_access *by, struct pair_id pair,
                          struct ending_offer_id offer, struct day until_on)
{
    struct goes_on_row row;

    enum err err = ending_go_on(work, by, pair, until_on, &row);
    if (err == ERR_NOT_FOUND)
        return is_over_already(work);
    TRY(err);
    TRY(audit_add(work, by, "pair_extended", pair.n));
    TRY(ending_tell_until(work, by, pair, offer, until_on, true));
    return signal_figure_pair(work, by, pair);
}

/* More than the cohort has is for the team to approve, unless the scheme leaves it to the two. */
static enum err needs_team(struct work *work, const struct pair_access *by,
                           const struct ending_pair_row *pair, struct maybe_day until_on, bool *ret)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    *ret = until_on.is_set && pair->cohort_ends_on.is_set &&
           until_on.at.n > pair->cohort_ends_on.at.n &&
           policy_get(&rules, ACT_COMPLETE_EARLY, ROLE_COORDINATOR) == MAY_ANSWER;
    return OK;
}

static enum err waits_no_more(struct work *work)
{
    return work_fail(work, ERR_CONFLICT, S(""),
                     S("This has been answered or taken back in the meantime."));
}

enum err ending_answer(struct work *work, const struct pair_access *by,
                       struct ending_offer_id offer, bool is_yes)
{
    struct waiting_offer_rows waiting;
    struct answered_offer_row answered;
    struct ending_pair_row pair;
    bool is_for_team;

    TRY(ending_pair(work, by, &pair));
    TRY(ending_offer_find(work, by, &waiting));
    if (waiting.len == 0 || waiting.at[0].id.n != offer.n || waiting.at[0].is_mine)
        return waits_no_more(work);
    struct maybe_day until_on = waiting.at[0].until_on;
    TRY(needs_team(work, by, &pair, until_on, &is_for_team));
    struct str becomes = !is_yes ? S("declined") : is_for_team ? S("agreed") : S("done");
    enum err err = ending_offer_answer(work, by, offer, becomes, work->now, &answered);
    if (err == ERR_NOT_FOUND)
        return waits_no_more(work);
    TRY(err);
    TRY(audit_add(work, pair_scheme(by), is_yes ? "ending_agreed" : "ending_declined",
                  pair_key(by).n));
    if (!is_yes)
        return ending_tell_no(work, by, offer, until_on);
    if (is_for_team)
        return OK;
    return until_on.is_set ? give_time(work, pair_scheme(by), pair_key(by), offer, until_on.at)
                           : complete_early(work, by, &pair);
}

enum err ending_withdraw(struct work *work, const struct pair_access *by,
                         struct ending_offer_id offer)
{
    struct withdrawn_offer_row row;
    enum err err = ending_offer_withdraw(work, by, offer, &row);

    if (err == ERR_NOT_FOUND)
        return waits_no_more(work);
    TRY(err);
    return audit_add(work, pair_scheme(by), "ending_withdrawn", pair_key(by).n);
}

enum err ending_decide(struct work *work, const struct team_access *by,
                       struct ending_offer_id offer, bool is_yes)
{
    struct decided_offer_row row;
    enum err err = ending_offer_decide(work, by, offer, is_yes ? S("done") : S("declined"), &row);

    if (err == ERR_NOT_FOUND)
        return waits_no_more(work);
    TRY(err);
    if (is_yes)
        return give_time(work, team_scheme(by), row.pair, offer, row.until_on.at);
    TRY(audit_add(work, team_scheme(by), "pair_not_extended", row.pair.n));
    return ending_tell_until(work, team_scheme(by), row.pair, offer, row.until_on.at, false);
}

enum err ending_see(struct work *work, const struct team_access *by, struct pair_id pair)
{
    struct seen_ending_row row;
    enum err err = ending_set_seen(work, by, pair, work->now, &row);

    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("Somebody has seen to this already."));
    TRY(err);
    TRY(ending_free_places(work, by, pair));
    return audit_add(work, team_scheme(by), "ending_seen", pair.n);
}

enum err closure_end(struct work *work, const struct pair_access *by)
{
    const struct how_it_ends how = {.kind = COMPLETED};
    struct open_closures_row open;
    struct ending_pair_row pair;

    TRY(ending_pair(work, by, &pair));
    TRY(closure_finish(work, by, work->now));
    TRY(closure_count_open(work, by, &open));
    if (!str_eq(pair.state, S("closing")) || open.n > 0)
        return OK;
    TRY(ending_come_to(work, pair_scheme(by), pair_key(by), &how));
    return ending_tell_completed(work, pair_scheme(by), pair_key(by));
}

const struct concept ending_concept = {
    .name = "ending",
    .routes = &ending_routes,
    .mails = &ending_mails,
    .acts = &ending_acts,
    .jobs = &ending_jobs,
};
