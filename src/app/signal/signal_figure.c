#include "app/busy/rest.h"
#include "app/scheme/scheme.h"
#include "app/signal/signal_inside.h"
#include "ical/zone.h"
#include "signal_sql.h"

enum {
    LATELY_DAYS = 30,
    LONG_DAYS = 14,
    LOOK_BACK_DAYS = 400,
    PULSE_FALL = 2,
    DAY_SECONDS = 86400
};

/* What stays the same for all rows of one run. */
struct figuring {
    struct work *work;
    const struct scheme_access *by;
    struct signal_rules rules;
    int64_t interval, reply; /* of the scheme */
    const struct zone *zone;
    struct day today; /* where the scheme is */
    struct false_alarm_rows false_alarms;
    struct rests closures; /* of the scheme */
    struct pair_rest_rows rests;
    struct pair_pulse_rows pulses;
    int64_t note_days; /* between notes in the scheme's own rhythm; 0: none are asked for */
    bool has_pulses;
};

static struct maybe_day day_in(const struct figuring *figuring, struct maybe_int at)
{
    if (!at.is_set)
        return (struct maybe_day){0};
    return (struct maybe_day){true, zone_wall(figuring->zone, at.at).on};
}

static enum err begin(struct work *work, const struct scheme_access *by, struct figuring *ret)
{
    struct scheme_zone_row scheme;
    struct scheme_rules rules;

    TRY(signal_zone(work, by, &scheme));
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    *ret = (struct figuring){.work = work,
                             .by = by,
                             .rules = signal_rules_of(&rules),
                             .interval = rules.every_days,
                             .reply = rules.reply_days,
                             .closures = rests_of_scheme(work->arena, &rules),
                             .note_days = scheme_asks_notes(&rules) ? rules.progress_days : 0,
                             .has_pulses = policy_may(&rules, ACT_PULSE, ROLE_MENTEE)};
    TRY(zone_get(work, scheme.zone, &ret->zone));
    ret->today = zone_wall(ret->zone, work->now).on;
    return OK;
}

/* A number that differs whenever one of the numbers does (FNV-1a, 64 bits). */
static int64_t digest_of(const int64_t numbers[], size_t len)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (size_t i = 0; i < len; i++)
        for (unsigned bits = 0; bits < 64; bits += 8)
            hash = (hash ^ ((uint64_t)numbers[i] >> bits & 0xFF)) * 0x100000001b3U;
    return (int64_t)(hash >> 1);
}

static bool is_false_alarm(const struct figuring *figuring, struct signal_id id,
                           const struct signal_found *found)
{
    for (size_t i = 0; i < figuring->false_alarms.len; i++) {
        const struct false_alarm_row *alarm = &figuring->false_alarms.at[i];
        if (alarm->of_signal.n == id.n && alarm->rule == (int64_t)found->signal &&
            alarm->since_on.n == found->since.n)
            return true;
    }
    return false;
}

/* A false alarm is silent for as long as it is the same one: since the same day. */
static void drop_false_alarms(const struct figuring *figuring, struct signal_id id,
                              struct signals *signals)
{
    size_t kept = 0;

    for (size_t i = 0; i < signals->len; i++)
        if (!is_false_alarm(figuring, id, &signals->at[i]))
            signals->at[kept++] = signals->at[i];
    signals->len = kept;
}

static int64_t number_of(struct maybe_day day)
{
    return day.is_set ? day.at.n : -1;
}

/* Fill in what the facts of a row come to. */
static void judge(const struct figuring *figuring, struct signal_kept *kept)
{
    struct signals signals = signal_judge(&kept->facts, &figuring->rules);

    drop_false_alarms(figuring, kept->id, &signals);
    kept->place = signal_rank(&signals, &kept->facts, &figuring->rules, &kept->urgency);
    kept->stage = kept->pair.is_set ? signal_stage(&kept->facts, &signals) : 0;
    kept->told = 0;
    for (size_t i = 0; i < signals.len; i++)
        kept->told |= (int64_t)1 << signals.at[i].signal;
}

static enum err keep(const struct figuring *figuring, const struct signal_kept *kept)
{
    const struct signal_facts *facts = &kept->facts;
    struct maybe_day ask_on = signal_ask(facts, &kept->rules);
    int64_t lot = digest_of((int64_t[]){kept->id.n, facts->today.n}, 2);
    const int64_t numbers[] = {
        kept->place,
        kept->urgency,
        lot,
        kept->told,
        (int64_t)kept->stage,
        facts->since.n,
        number_of(facts->hand_on),
        (int64_t)facts->hand_of,
        number_of(facts->met_on),
        number_of(facts->next_on),
        number_of(facts->trace_on),
        number_of(facts->asked_on),
        (int64_t)facts->asker,
        number_of(facts->agreed_on),
        number_of(facts->goal_on),
        number_of(facts->ends_on),
        facts->met,
        facts->missed,
        facts->goals,
        facts->interval,
        facts->reply,
        number_of(facts->note_on),
        facts->note_every,
        facts->pulse,
        facts->pulse_fell,
        facts->pulse_open,
        (int64_t)facts->pulse_of,
        number_of(facts->pulse_on),
        facts->rested.since,
        facts->rested.met,
        facts->rested.trace,
        facts->rested.asked,
        facts->rested.goal,
        facts->rested.note,
        number_of(facts->rest_until),
        number_of(ask_on),
    };

    return signal_put(
        figuring->work, figuring->by, kept->id, kept->pair, kept->participant, kept->place,
        kept->urgency, lot, kept->told, (int64_t)kept->stage, facts->since, facts->hand_on,
        (int64_t)facts->hand_of, facts->met_on, facts->next_on, facts->trace_on, facts->asked_on,
        (int64_t)facts->asker, facts->agreed_on, facts->goal_on, facts->ends_on, facts->met,
        facts->missed, facts->goals, facts->interval, facts->reply, facts->note_on,
        facts->note_every, facts->pulse, facts->pulse_fell, facts->pulse_open,
        (int64_t)facts->pulse_of, facts->pulse_on, facts->rested.since, facts->rested.met,
        facts->rested.trace, facts->rested.asked, facts->rested.goal, facts->rested.note,
        facts->rest_until, ask_on, facts->today, digest_of(numbers, COUNT(numbers)));
}

static void take_later(struct maybe_int *latest, struct maybe_int at)
{
    if (at.is_set && (!latest->is_set || at.at > latest->at))
        *latest = at;
}

/* The last trace of either: whatever the two did here, by when it was done. */
static struct maybe_int trace_of(const struct pair_facts_row *row)
{
    struct maybe_int latest = {0};

    take_later(&latest, row->met_at);
    take_later(&latest, row->arranged_at);
    take_later(&latest, row->offered_at);
    take_later(&latest, row->agreed_at);
    take_later(&latest, row->proposed_at);
    take_later(&latest, row->goal_at);
    take_later(&latest, row->message_at);
    take_later(&latest, row->question_at);
    take_later(&latest, row->brief_at);
    take_later(&latest, row->in_touch_at);
    take_later(&latest, row->note_at);
    return latest;
}

/* The ask that is open for longest: times that wait for a pick, or an agreement for a yes. */
static void ask_of(const struct figuring *figuring, const struct pair_facts_row *row,
                   struct signal_facts *facts)
{
    struct maybe_int asked = row->offered_at;

    facts->asker = asked.is_set ? SIDE_OF_MENTEE : SIDE_NEITHER;
    if (row->proposed_at.is_set && (!asked.is_set || row->proposed_at.at < asked.at)) {
        asked = row->proposed_at;
        facts->asker = (enum signal_side)row->proposer.at;
    }
    facts->asked_on = day_in(figuring, asked);
}

/* The days of this pair on which nothing is expected: its own and the scheme's. */
static struct rests rests_of(const struct figuring *figuring, struct pair_id pair)
{
    size_t most = figuring->rests.len + figuring->closures.len;
    struct rest *at = NEW_ARRAY(figuring->work->arena, struct rest, most + 1);
    size_t len = 0;

    for (size_t i = 0; i < figuring->rests.len; i++)
        if (figuring->rests.at[i].pair.n == pair.n)
            at[len++] =
                (struct rest){figuring->rests.at[i].from_on, figuring->rests.at[i].until_on};
    for (size_t i = 0; i < figuring->closures.len; i++)
        at[len++] = figuring->closures.at[i];
    return rests_sorted((struct rests){at, len});
}

static int64_t rested(const struct rests *rests, struct maybe_day since, struct day today)
{
    return since.is_set ? rests_days(*rests, since.at, today) : 0;
}

/* Days stand still from the day after each fact on. */
static void rest(const struct figuring *figuring, struct pair_id pair, struct signal_facts *facts)
{
    struct rests rests = rests_of(figuring, pair);
    struct day today = facts->today;

    facts->rested = (struct signal_rested){
        .since = rests_days(rests, facts->since, today),
        .met = rested(&rests, facts->met_on, today),
        .trace = rested(&rests, facts->trace_on, today),
        .asked = rested(&rests, facts->asked_on, today),
        .goal = rested(&rests, facts->goal_on, today),
        .note = rested(&rests, facts->note_on, today),
    };
    facts->rest_until = rests_until(rests, today);
}

/* What one of the two said last, before that, and how often they said nothing since. */
struct pulse_side {
    int64_t last, before, open;
    struct maybe_day on;
};

static struct pulse_side pulse_of(const struct figuring *figuring, struct pair_id pair,
                                  bool is_mentors)
{
    struct pulse_side side = {0};

    for (size_t i = 0; i < figuring->pulses.len; i++) {
        const struct pair_pulse_row *row = &figuring->pulses.at[i];
        if (row->pair.n != pair.n || row->is_mentors != is_mentors)
            continue;
        if (!row->face.is_set) {
            side.open += side.last == 0;
        } else if (side.last == 0) {
            side.last = row->face.at;
            side.on = day_in(figuring, row->answered_at);
        } else if (side.before == 0) {
            side.before = row->face.at;
        }
    }
    return side;
}

/* How much a side's pulse asks for: of two the one that asks for more is kept. */
static int64_t need_of(const struct pulse_side *side)
{
    int64_t fall = side->last > 0 && side->before - side->last >= PULSE_FALL;

    return (side->last > 0 ? 10 * (6 - side->last) : 0) + 5 * fall + side->open;
}

static void take_pulse(const struct figuring *figuring, struct pair_id pair,
                       struct signal_facts *facts)
{
    struct pulse_side mentee = pulse_of(figuring, pair, false);
    struct pulse_side mentor = pulse_of(figuring, pair, true);
    bool is_mentors = need_of(&mentor) > need_of(&mentee);
    const struct pulse_side *side = is_mentors ? &mentor : &mentee;

    if (!figuring->has_pulses || need_of(side) == 0)
        return;
    facts->pulse = side->last;
    facts->pulse_fell = side->last > 0 && side->before - side->last >= PULSE_FALL;
    facts->pulse_open = side->open;
    facts->pulse_of = is_mentors ? SIDE_OF_MENTOR : SIDE_OF_MENTEE;
    facts->pulse_on = side->on;
}

static struct signal_kept kept_of_pair(const struct figuring *figuring,
                                       const struct pair_facts_row *row)
{
    struct signal_kept kept = {
        .id = {row->id.n}, .pair = {true, row->id}, .rules = figuring->rules};

    kept.facts = (struct signal_facts){
        .today = figuring->today,
        .since = day_in(figuring, row->introduced_at).at,
        .hand_on = day_in(figuring, row->hand_at),
        .hand_of = row->hand_at.is_set ? (enum signal_side)row->hand_of.at : SIDE_NEITHER,
        .met_on = day_in(figuring, row->met_at),
        .next_on = day_in(figuring, row->next_at),
        .trace_on = day_in(figuring, trace_of(row)),
        .agreed_on = day_in(figuring, row->agreed_at),
        .goal_on = day_in(figuring, row->goal_at),
        .ends_on = row->ends_on,
        .met = row->met,
        .missed = row->missed,
        .goals = row->goals,
        .interval = row->every_days.is_set ? row->every_days.at : figuring->interval,
        .reply = row->reply_days.is_set ? row->reply_days.at : figuring->reply,
    };
    ask_of(figuring, row, &kept.facts);
    kept.facts.note_on = day_in(figuring, row->note_at);
    kept.facts.note_every =
        rhythm_scaled(figuring->note_days, kept.facts.interval, figuring->interval);
    rest(figuring, row->id, &kept.facts);
    take_pulse(figuring, row->id, &kept.facts);
    judge(figuring, &kept);
    return kept;
}

static struct signal_kept kept_of_person(const struct figuring *figuring,
                                         const struct alone_row *row)
{
    struct signal_kept kept = {
        .id = {row->id.n}, .participant = {true, row->id}, .rules = figuring->rules};
    struct maybe_int since = row->ended_at;

    take_later(&since, (struct maybe_int){true, row->joined_at});
    kept.facts = (struct signal_facts){
        .today = figuring->today,
        .is_alone = true,
        .since = day_in(figuring, since).at,
        .interval = figuring->interval,
        .reply = figuring->reply,
    };
    judge(figuring, &kept);
    return kept;
}

/* What stands beside the facts of pairs in a range of keys. */
static enum err read_beside(struct figuring *figuring, int64_t after, int64_t until)
{
    struct pair_id first = {after}, last = {until};
    struct day since = {figuring->today.n - LOOK_BACK_DAYS};

    TRY(signal_list_false(figuring->work, figuring->by, (struct signal_id){after},
                          (struct signal_id){until}, &figuring->false_alarms));
    TRY(signal_rests(figuring->work, figuring->by, first, last, since, &figuring->rests));
    return signal_pulses(figuring->work, figuring->by, first, last, since.n * DAY_SECONDS,
                         &figuring->pulses);
}

/* Pairs with keys behind after, up to until; *ret_last: the last of them, or after. */
static enum err keep_pairs(struct figuring *figuring, int64_t after, int64_t until,
                           int64_t *ret_last)
{
    struct work *work = figuring->work;
    struct pair_facts_rows rows;

    *ret_last = after;
    TRY(signal_facts_of_pairs(work, figuring->by, (struct pair_id){after}, (struct pair_id){until},
                              work->now, &rows));
    if (rows.len == 0)
        return OK;
    *ret_last = rows.at[rows.len - 1].id.n;
    TRY(read_beside(figuring, after, *ret_last));
    for (size_t i = 0; i < rows.len; i++) {
        struct signal_kept kept = kept_of_pair(figuring, &rows.at[i]);
        TRY(keep(figuring, &kept));
    }
    return OK;
}

/* The same for mentees without a mentor. */
static enum err keep_people(struct figuring *figuring, int64_t after, int64_t until,
                            int64_t *ret_last)
{
    struct alone_rows rows;

    *ret_last = after;
    TRY(signal_alone(figuring->work, figuring->by, (struct participant_id){after},
                     (struct participant_id){until}, &rows));
    if (rows.len == 0)
        return OK;
    *ret_last = rows.at[rows.len - 1].id.n;
    TRY(signal_list_false(figuring->work, figuring->by, (struct signal_id){after},
                          (struct signal_id){*ret_last}, &figuring->false_alarms));
    for (size_t i = 0; i < rows.len; i++) {
        struct signal_kept kept = kept_of_person(figuring, &rows.at[i]);
        TRY(keep(figuring, &kept));
    }
    return OK;
}

enum err signal_figure_one(struct work *work, const struct scheme_access *by, struct pair_id pair,
                           struct signal_kept *ret)
{
    struct figuring figuring;
    struct pair_facts_rows rows;
    struct pair_id before = {pair.n - 1};

    TRY(begin(work, by, &figuring));
    TRY(signal_facts_of_pairs(work, by, before, pair, work->now, &rows));
    if (rows.len == 0)
        return ERR_NOT_FOUND;
    TRY(read_beside(&figuring, before.n, pair.n));
    *ret = kept_of_pair(&figuring, &rows.at[0]);
    return OK;
}

enum err signal_figure_pair(struct work *work, const struct scheme_access *by, struct pair_id pair)
{
    struct figuring figuring;
    int64_t last;

    TRY(begin(work, by, &figuring));
    TRY(keep_pairs(&figuring, pair.n - 1, pair.n, &last));
    return last == pair.n ? OK : signal_remove_pair(work, by, pair);
}

enum err signal_figure_again(struct work *work, const struct scheme_access *by,
                             const struct signal_kept *kept)
{
    struct figuring figuring;
    int64_t last;

    if (kept->pair.is_set)
        return signal_figure_pair(work, by, kept->pair.at);
    TRY(begin(work, by, &figuring));
    return keep_people(&figuring, kept->id.n - 1, kept->id.n, &last);
}

/* In batches, so that no more than one of them is in memory at a time as rows. */
enum err signal_figure_all(struct work *work, const struct scheme_access *by)
{
    struct figuring figuring;
    int64_t after = -1, last = 0;

    TRY(begin(work, by, &figuring));
    TRY(signal_remove_over(work, by));
    while (after != last) {
        after = last;
        TRY(keep_pairs(&figuring, after, INT64_MAX, &last));
    }
    for (after = -1, last = 0; after != last;) {
        after = last;
        TRY(keep_people(&figuring, after, INT64_MAX, &last));
    }
    return signal_total_put(work, by, (struct day){figuring.today.n - LATELY_DAYS},
                            (struct day){figuring.today.n - LONG_DAYS}, figuring.today, work->now);
}

static enum err figure(struct work *work, const struct job_access *by)
{
    return signal_figure_all(work, job_scheme(by));
}

static const struct job job_rows[] = {
    {"signal_figure", 900, figure, "Figures which pairs could use a hand"},
};
const struct jobs signal_jobs = LIST(job_rows);
