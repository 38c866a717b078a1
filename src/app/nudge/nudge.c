#include "app/nudge/nudge.h"

#include "app/agreement/agreement.h"
#include "app/busy/busy.h"
#include "app/busy/rest.h"
#include "app/nudge/nudge_inside.h"
#include "app/scheme/scheme.h"
#include "nudge_sql.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, WEEK_DAYS = 7 };

struct str nudge_text(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

void nudge_add(struct nudge_found *found, const struct nudge_to *to)
{
    if (found->len == found->room) {
        size_t room = found->room ? 2 * found->room : 32;
        struct nudge_to *at = NEW_ARRAY(found->arena, struct nudge_to, room);
        for (size_t i = 0; i < found->len; i++)
            at[i] = found->at[i];
        found->at = at;
        found->room = room;
    }
    found->at[found->len++] = *to;
}

const struct nudge *nudge_find(int64_t rank)
{
    for (size_t c = 0; c < concepts_len; c++)
        for (size_t i = 0; concepts[c]->nudges && i < concepts[c]->nudges->len; i++)
            if (concepts[c]->nudges->at[i].rank == (enum nudge_rank)rank)
                return &concepts[c]->nudges->at[i];
    return NULL;
}

const char *nudge_verdict_says(enum nudge_verdict verdict)
{
    static const char *const says[] = {
        [NUDGE_GOES] = "goes now",
        [NUDGE_WENT] = "went already",
        [NUDGE_RESTS] = "waits: somebody is away, or the pair pauses",
        [NUDGE_SNOOZED] = "waits: they put it off",
        [NUDGE_STOPPED] = "stopped by them",
        [NUDGE_WAITS] = "waits: enough for this week",
    };
    _Static_assert(COUNT(says) == NUDGE_VERDICTS, "a verdict without words");

    return says[verdict];
}

/* What one person has had and would get; people come one after the other in a plan. */
struct tally {
    struct person_id person;
    int64_t planned;
};

struct planning {
    struct work *work;
    const struct scheme_access *by;
    struct scheme_rules rules;
    bool is_closed; /* the scheme rests today */
    struct tally tally;
};

static bool went(const struct planning *planning, const struct nudge_to *to,
                 const struct nudge_standing_row *standing)
{
    if (!standing->last_at.is_set)
        return false;
    return to->again_days == 0 ||
           planning->work->now < standing->last_at.at + to->again_days * DAY_S;
}

static enum err judge(struct planning *planning, struct nudge_planned *planned)
{
    struct work *work = planning->work;
    const struct nudge_to *to = &planned->to;
    struct str kind = str_of(planned->nudge->mail->name);
    struct nudge_standing_row standing;
    bool is_stopped;

    if (planning->tally.person.n != to->person.n)
        planning->tally = (struct tally){.person = to->person};
    TRY(nudge_standing(work, planning->by, to->person, to->pair, kind, to->about, work->today,
                       work->now - (int64_t)WEEK_DAYS * DAY_S, &standing));
    TRY(mail_is_stopped(work, scheme_nobody(planning->by), planned->nudge->mail, to->person,
                        &is_stopped));
    if (went(planning, to, &standing))
        planned->verdict = NUDGE_WENT;
    else if (planning->is_closed || standing.is_resting)
        planned->verdict = NUDGE_RESTS;
    else if (standing.snoozed_to.is_set && standing.snoozed_to.at.n > work->today.n)
        planned->verdict = NUDGE_SNOOZED;
    else if (is_stopped)
        planned->verdict = NUDGE_STOPPED;
    else if (standing.this_week + planning->tally.planned >= planning->rules.nudges_a_week)
        planned->verdict = NUDGE_WAITS;
    else
        planned->verdict = NUDGE_GOES;
    planning->tally.planned += planned->verdict == NUDGE_GOES;
    return OK;
}

static int by_person_and_rank(const void *one, const void *other)
{
    const struct nudge_planned *a = one, *b = other;

    if (a->to.person.n != b->to.person.n)
        return a->to.person.n < b->to.person.n ? -1 : 1;
    if (a->nudge->rank != b->nudge->rank)
        return a->nudge->rank < b->nudge->rank ? -1 : 1;
    if (a->to.pair.n != b->to.pair.n)
        return a->to.pair.n < b->to.pair.n ? -1 : 1;
    return a->to.about < b->to.about ? -1 : a->to.about > b->to.about;
}

/* All who are due for this nudge go to the end of the plan. */
static enum err find_one(struct work *work, const struct scheme_access *by,
                         const struct nudge *nudge, struct nudge_plan *plan)
{
    struct nudge_found found = {.arena = work->arena};

    TRY(nudge->find(work, by, nudge, &found));
    if (found.len == 0)
        return OK;
    struct nudge_planned *at = NEW_ARRAY(work->arena, struct nudge_planned, plan->len + found.len);
    for (size_t i = 0; i < plan->len; i++)
        at[i] = plan->at[i];
    for (size_t i = 0; i < found.len; i++)
        at[plan->len + i] = (struct nudge_planned){.nudge = nudge, .to = found.at[i]};
    *plan = (struct nudge_plan){at, plan->len + found.len};
    return OK;
}

static enum err find_all(struct work *work, const struct scheme_access *by, struct nudge_plan *plan)
{
    for (size_t c = 0; c < concepts_len; c++)
        for (size_t i = 0; concepts[c]->nudges && i < concepts[c]->nudges->len; i++)
            TRY(find_one(work, by, &concepts[c]->nudges->at[i], plan));
    if (plan->len > 0)
        qsort(plan->at, plan->len, sizeof(*plan->at), by_person_and_rank);
    return OK;
}

enum err nudge_plan_get(struct work *work, const struct scheme_access *by, struct nudge_plan *ret)
{
    struct planning planning = {.work = work, .by = by};
    size_t len = 0;

    *ret = (struct nudge_plan){0};
    TRY(scheme_rules_get(work, scheme_visitor(by), &planning.rules));
    planning.is_closed =
        rests_until(rests_of_scheme(work->arena, &planning.rules), work->today).is_set;
    TRY(find_all(work, by, ret));
    for (size_t i = 0; i < ret->len; i++) {
        TRY(judge(&planning, &ret->at[i]));
        if (ret->at[i].verdict != NUDGE_WENT)
            ret->at[len++] = ret->at[i];
    }
    ret->len = len;
    return OK;
}

/* Below the button of each reminder: not now, and away. */
static enum err add_feet(struct work *work, const struct job_access *by,
                         const struct nudge_planned *planned, struct mail_text *text)
{
    struct mail_choice *feet = NEW_ARRAY(work->arena, struct mail_choice, 2);
    struct act_to to = {.scheme = scheme_key(job_scheme(by)),
                        .person = planned->to.person,
                        .object = planned->to.pair.n,
                        .choice = (int64_t)planned->nudge->rank};

    feet[0].label = S("Not now: ask me again later");
    TRY(act_link(work, job_nobody(by), &nudge_acts.at[NUDGE_ACT_SNOOZE], &to, &feet[0].path));
    to.choice = 2LL * WEEK_DAYS;
    feet[1].label = S("I am away for a while");
    TRY(busy_link(work, job_nobody(by), &to, &feet[1].path));
    text->feet = feet;
    text->nfeet = 2;
    return OK;
}

static enum err send(struct work *work, const struct job_access *by,
                     const struct nudge_planned *planned, int64_t most)
{
    const struct nudge_to *to = &planned->to;
    struct str kind = str_of(planned->nudge->mail->name);
    struct nudge_id id = {work_new_key(work)};
    struct mail_text text = {.scheme = scheme_key(job_scheme(by)), .pair = to->pair};

    TRY(planned->nudge->write(work, by, planned->nudge, to, &text));
    TRY(add_feet(work, by, planned, &text));
    TRY(agreement_quiet_ends(work, job_scheme(by), to->pair, to->zone, &text.not_before));
    text.note = nudge_text(work->arena,
                           "A reminder: at most %lld a week, and none while you are "
                           "away.",
                           (long long)most);
    TRY(nudge_keep(work, job_scheme(by), id, to->person, to->pair, kind, to->about, work->now));
    return mail_queue_text(work, job_nobody(by), planned->nudge->mail, to->person,
                           nudge_text(work->arena, "nudge/%lld", (long long)id.n), &text);
}

static enum err nudge_all(struct work *work, const struct job_access *by)
{
    struct scheme_rules rules;
    struct nudge_plan plan;

    TRY(scheme_rules_get(work, scheme_visitor(job_scheme(by)), &rules));
    TRY(nudge_plan_get(work, job_scheme(by), &plan));
    for (size_t i = 0; i < plan.len; i++)
        if (plan.at[i].verdict == NUDGE_GOES)
            TRY(send(work, by, &plan.at[i], rules.nudges_a_week));
    return OK;
}

static const struct job job_rows[] = {
    {"nudge", 3600, nudge_all, "Reminds people of the one next thing, as often as they agreed"},
};
const struct jobs nudge_jobs = LIST(job_rows);

const struct concept nudge_concept = {
    .name = "nudge",
    .routes = &nudge_routes,
    .commands = &nudge_commands,
    .jobs = &nudge_jobs,
    .mails = &nudge_mails,
    .acts = &nudge_acts,
    .nudges = &nudge_rhythm,
};
