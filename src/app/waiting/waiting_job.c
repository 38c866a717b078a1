/* waiting_job.c - telling those who wait how they stand, and an offer at once for newcomers. */
#include "app/waiting/waiting_inside.h"

#include "app/audit/audit.h"
#include "app/scheme/scheme.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "waiting_odds_txt.h"
#include "waiting_sql.h"

enum { DAY_S = 86400, WEEK_S = 7 * DAY_S };

static const struct mail mail_rows[] = {
    {"waiting_odds", MAIL_REMINDER, "How you stand on the list",
     "Tells who waits for a mentor how they stand, when that has changed."},
};
const struct mails waiting_mails = LIST(mail_rows);

static struct str once_of(struct arena *arena, struct participant_id mentee, int64_t now)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "waiting_odds/%lld/%lld", (long long)mentee.n, (long long)now);
    return buf_str(&out);
}

static enum err tell_one(struct work *work, const struct scheme_access *by,
                         const struct waiting_due_row *row)
{
    struct buf body = {.arena = work->arena};
    struct waiting_standing standing;
    struct waiting_scheme_row scheme;
    struct mail_text text = {.scheme = scheme_key(by), .button = S("See how you stand")};

    enum err err = waiting_standing_get(work, by, row->id, &standing);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(waiting_tell(work, by, row->id, (int64_t)standing.odds, work->now));
    if (row->odds.is_set && row->odds.at == (int64_t)standing.odds)
        return OK;
    TRY(waiting_slug(work, by, &scheme));
    waiting_odds_txt(&body, waiting_place_says(work->arena, standing.place, standing.of),
                     waiting_odds_says(work->arena, &standing));
    struct buf path = {.arena = work->arena};
    buf_addf(&path, "/s/%.*s/home", ARG(scheme.slug));
    text.body = buf_str(&body);
    text.path = buf_str(&path);
    return mail_queue_text(work, scheme_nobody(by), &mail_rows[0], row->person,
                           once_of(work->arena, row->id, work->now), &text);
}

/* Pairs are found: who is still without one waits, and hears so. Before that all wait alike. */
static bool is_waiting_time(const struct scheme_rules *rules, const struct scheme_cohort *cohort)
{
    return str_eq(cohort->state, S("running")) ||
           (rules->intake == INTAKE_ROLLING && str_eq(cohort->state, S("open")));
}

static enum err tell(struct work *work, const struct job_access *by)
{
    const struct scheme_access *scheme = job_scheme(by);
    struct waiting_due_rows due;
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(scheme), &rules));
    enum err err = scheme_cohort_get(work, scheme_visitor(scheme), &cohort);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    if (!is_waiting_time(&rules, &cohort))
        return OK;
    TRY(waiting_due(work, scheme, cohort.id, work->now - DAY_S, work->now - WEEK_S, &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(tell_one(work, scheme, &due.at[i]));
    return OK;
}

/* The best mentor with room today, if one lies above the floor. Nobody else is moved. */
static enum err place_one(struct work *work, const struct scheme_access *by,
                          struct participant_id id)
{
    struct directory_mentee mentee;
    struct waiting_picks picks;
    struct pair_id pair;

    TRY(directory_mentee_get(work, by, id, &mentee));
    TRY(waiting_picks_get(work, by, &mentee, &picks));
    if (picks.len == 0 || picks.at[0].fit.rule != MATCH_NO_RULE ||
        picks.at[0].fit.score < picks.floor)
        return OK;
    TRY(waiting_offer(work, by, &mentee, picks.at[0].id, &pair));
    return audit_add(work, by, "pair_offered_on_arrival", pair.n);
}

static enum err place(struct work *work, const struct job_access *by)
{
    const struct scheme_access *scheme = job_scheme(by);
    struct waiting_line_rows waiting;
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(scheme), &rules));
    if (!rules.places_newcomers)
        return OK;
    enum err err = scheme_cohort_get(work, scheme_visitor(scheme), &cohort);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    if (!str_eq(cohort.state, S("open")) && !str_eq(cohort.state, S("running")))
        return OK;
    TRY(waiting_page(work, scheme, cohort.id, 0, &waiting));
    for (size_t i = 0; i < waiting.len; i++)
        TRY(place_one(work, scheme, waiting.at[i].id));
    return OK;
}

static const struct job job_rows[] = {
    {"waiting_tell", 3600, tell, "Tells those who wait how they stand, when that has changed"},
    {"waiting_place", 900, place,
     "Offers newcomers a mentor at once, where the scheme is set to it"},
};
const struct jobs waiting_jobs = LIST(job_rows);
