/* busy_pause.c - a pair rests, and goes on; and what the clock does about both kinds of rest. */
#include "app/busy/busy_inside.h"

#include "app/audit/audit.h"
#include "app/scheme/scheme.h"
#include "app/signal/signal.h"
#include "busy_goes_on_txt.h"
#include "busy_paused_txt.h"
#include "busy_welcome_txt.h"

static enum err mail_paused(struct work *work, const struct pair_access *by,
                            const struct pair_two *two, struct pause_id id, struct day return_on)
{
    struct arena *arena = work->arena;
    struct buf body = {.arena = arena};
    struct str on = busy_day(arena, return_on, work->today);

    busy_paused_txt(&body, two->me.name, on);
    struct mail_text text = {
        .subject = busy_text(arena, "You and %.*s pause until %.*s", ARG(two->me.name), ARG(on)),
        .cost = S("Nothing to do"),
        .body = buf_str(&body),
        .button = S("Open your page"),
        .path = two->path};
    return busy_mail(work, pair_nobody(by), BUSY_PAUSED, scheme_key(pair_scheme(by)), pair_key(by),
                     two->other.id, busy_text(arena, "pair_paused/%lld", (long long)id.n), &text);
}

enum err busy_pause(struct work *work, const struct pair_access *by, struct day return_on)
{
    struct pause_id id = {work_new_key(work)};
    struct scheme_rules rules;
    struct paused_pair_row row;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    TRY(policy_need(work, &rules, ACT_PAUSE, two.reader));
    if (return_on.n <= work->today.n)
        return work_fail(work, ERR_INVALID, S("return_on"), S("Choose a day to come."));
    if (return_on.n > work->today.n + 7 * rules.pause_weeks)
        return work_fail(work, ERR_INVALID, S("return_on"),
                         busy_text(work->arena, "In this scheme a pause lasts %lld weeks at most.",
                                   (long long)rules.pause_weeks));
    enum err err = pause_state(work, by, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, S(""),
                         S("Only a pair that is under way can pause. You can say when you are "
                           "away."));
    TRY(err);
    TRY(pause_add(work, by, id, work->today, (struct day){return_on.n - 1}, work->now));
    TRY(audit_add(work, pair_scheme(by), "pair_paused", pair_key(by).n));
    TRY(mail_paused(work, by, &two, id, return_on));
    return signal_figure_pair(work, pair_scheme(by), pair_key(by));
}

static enum err mail_goes_on(struct work *work, const struct scheme_access *by, struct pair_id pair,
                             struct pause_id pause, const struct pause_people_row *two,
                             bool is_to_mentor)
{
    struct arena *arena = work->arena;
    struct buf body = {.arena = arena};
    struct str other = is_to_mentor ? two->mentee_name : two->mentor_name;

    busy_goes_on_txt(&body, other, is_to_mentor);
    struct mail_text text = {
        .subject = busy_text(arena, "You and %.*s go on", ARG(other)),
        .cost = S("One look"),
        .body = buf_str(&body),
        .button = S("Open your page"),
        .path = busy_text(arena, "/s/%.*s/pairs/%lld", ARG(two->slug), (long long)pair.n)};
    return busy_mail(work, scheme_nobody(by), BUSY_GOES_ON, scheme_key(by), pair,
                     is_to_mentor ? two->mentor : two->mentee,
                     busy_text(arena, "pair_goes_on/%lld", (long long)pause.n), &text);
}

enum err pause_end(struct work *work, const struct scheme_access *by, struct pair_id pair,
                   struct person_id ended_by)
{
    struct pause_people_row two;
    struct pause_ended_row ended;
    struct going_on_row row;

    TRY(pause_set_back(work, by, pair, (struct day){work->today.n - 1},
                       (struct maybe_int){true, work->now}, &ended));
    TRY(pause_unset_state(work, by, pair, &row));
    TRY(pause_two(work, by, pair, &two));
    TRY(audit_add(work, by, "pair_went_on", pair.n));
    if (ended_by.n != two.mentee.n)
        TRY(mail_goes_on(work, by, pair, ended.id, &two, false));
    if (ended_by.n != two.mentor.n)
        TRY(mail_goes_on(work, by, pair, ended.id, &two, true));
    return signal_figure_pair(work, by, pair);
}

enum err busy_go_on(struct work *work, const struct pair_access *by)
{
    enum err err = pause_end(work, pair_scheme(by), pair_key(by), scheme_actor(pair_scheme(by)));

    return err == ERR_NOT_FOUND ? work_fail(work, ERR_INVALID, S(""),
                                            S("You two do not pause, so there is nothing to end."))
                                : err;
}

static enum err welcome(struct work *work, const struct job_access *by,
                        const struct busy_ended_row *row)
{
    struct arena *arena = work->arena;
    struct buf body = {.arena = arena};

    busy_welcome_txt(&body, row->other_name);
    struct mail_text text = {.subject = S("Welcome back"),
                             .cost = S("One look"),
                             .body = buf_str(&body),
                             .button = S("See what is next"),
                             .path = busy_text(arena, "/s/%.*s/home", ARG(row->slug))};
    return busy_mail(work, job_nobody(by), BUSY_WELCOME, scheme_key(job_scheme(by)),
                     (struct pair_id){0}, row->person,
                     busy_text(arena, "busy_welcome/%lld", (long long)row->id.n), &text);
}

/* Whoever was away is welcomed back once, however many pairs they are in; pairs go on. */
static enum err come_back(struct work *work, const struct job_access *by)
{
    struct busy_ended_rows ended;
    struct pause_due_rows due;

    TRY(busy_list_back(work, by, work->today, &ended));
    for (size_t i = 0; i < ended.len; i++) {
        TRY(welcome(work, by, &ended.at[i]));
        TRY(busy_set_back(work, by, ended.at[i].id, (struct maybe_int){true, work->now}));
    }
    TRY(pause_list_back(work, by, work->today, &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(pause_end(work, job_scheme(by), due.at[i].pair, (struct person_id){0}));
    return OK;
}

static const struct job job_rows[] = {
    {"busy_back", 3600, come_back, "Welcomes back who was away, and lets pairs go on that paused"},
};
const struct jobs busy_jobs = LIST(job_rows);
