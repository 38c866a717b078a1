#include "app/signal/signal.h"

#include "app/scheme/scheme.h"
#include "app/signal/signal_inside.h"
#include "signal_sql.h"

enum { WROTE_DAYS = 7, SNOOZE_MOST = 366 };

/* A stored row as it is used; the rows of four queries have the same columns. */
/* clang-format off */
#define KEPT_OF(row, marks) ((struct signal_kept){ \
    .rules = (marks), .id = (row).id, .pair = (row).pair, .participant = (row).participant, .place = (row).place, \
    .urgency = (row).urgency, .told = (row).told, .stage = (enum signal_stage)(row).stage, \
    .hidden_to = (row).hidden_to, .touched_at = (row).touched_at, \
    .facts = { \
        .today = (row).figured_on, .since = (row).since_on, .is_alone = !(row).pair.is_set, \
        .hand_on = (row).hand_on, .hand_of = (enum signal_side)(row).hand_of, \
        .met_on = (row).met_on, .next_on = (row).next_on, .trace_on = (row).trace_on, \
        .asked_on = (row).asked_on, .asker = (enum signal_side)(row).asker, \
        .agreed_on = (row).agreed_on, .goal_on = (row).goal_on, .ends_on = (row).ends_on, \
        .met = (row).met, .missed = (row).missed, .goals = (row).goals, \
        .interval = (row).every_days, .reply = (row).reply_days, .note_on = (row).note_on, \
        .note_every = (row).note_every, .pulse = (row).pulse, .pulse_fell = (row).pulse_fell, \
        .pulse_open = (row).pulse_open, .pulse_of = (enum signal_side)(row).pulse_of, \
        .pulse_on = (row).pulse_on, .rest_until = (row).rest_until, \
        .rested = {.since = (row).rest_since, .met = (row).rest_met, .trace = (row).rest_trace, \
                   .asked = (row).rest_asked, .goal = (row).rest_goal, .note = (row).rest_note}}})
/* clang-format on */

struct signals signal_told(const struct signal_kept *kept)
{
    struct signals signals = signal_judge(&kept->facts, &kept->rules);
    size_t told = 0;

    for (size_t i = 0; i < signals.len; i++)
        if (kept->told & (int64_t)1 << signals.at[i].signal)
            signals.at[told++] = signals.at[i];
    signals.len = told;
    return signals;
}

struct signals signal_told_to(const struct signal_kept *kept, enum signal_side reader)
{
    struct signals signals = signal_told(kept);
    size_t told = 0;

    for (size_t i = 0; i < signals.len; i++) {
        bool is_others = signals.at[i].signal == SIGNAL_HAND && kept->facts.hand_of != reader;
        if (signals.at[i].signal != SIGNAL_PULSE && !is_others)
            signals.at[told++] = signals.at[i];
    }
    signals.len = told;
    return signals;
}

static enum err rules_of(struct work *work, const struct scheme_access *by,
                         struct signal_rules *ret)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    *ret = signal_rules_of(&rules);
    return OK;
}

enum err signal_get(struct work *work, const struct scheme_access *by, struct pair_id pair,
                    struct signal_kept *ret)
{
    struct signal_of_pair_rows rows;
    struct signal_rules rules;

    TRY(signal_find(work, by, pair, &rows));
    if (rows.len == 0)
        return signal_figure_one(work, by, pair, ret);
    TRY(rules_of(work, by, &rules));
    *ret = KEPT_OF(rows.at[0], rules);
    return OK;
}

enum err signal_list_needing(struct work *work, const struct team_access *by, int64_t most,
                             struct signal_list *ret)
{
    struct signal_needing_rows rows;
    struct signal_rules rules;
    struct signal_kept *list;

    TRY(signal_list_today(work, by, work->today, most, &rows));
    TRY(rules_of(work, team_scheme(by), &rules));
    list = NEW_ARRAY(work->arena, struct signal_kept, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        list[i] = KEPT_OF(rows.at[i], rules);
    *ret = (struct signal_list){list, rows.len};
    return OK;
}

enum err signal_list_behind(struct work *work, const struct team_access *by,
                            struct signal_cursor cursor, struct signal_list *ret)
{
    struct signal_listed_rows rows;
    struct signal_rules rules;
    struct signal_kept *list;

    TRY(signal_list_pairs(work, by, cursor.urgency, cursor.id, &rows));
    TRY(rules_of(work, team_scheme(by), &rules));
    list = NEW_ARRAY(work->arena, struct signal_kept, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        list[i] = KEPT_OF(rows.at[i], rules);
    *ret = (struct signal_list){list, rows.len};
    return OK;
}

enum err signal_numbers_get(struct work *work, const struct team_access *by,
                            struct signal_numbers *ret)
{
    struct totals_row row;

    TRY(signal_total_get(work, by, work->today, &row));
    *ret = (struct signal_numbers){
        .pairs = row.pairs.at,
        .stages =
            {
                [SIGNAL_STAGE_INTRODUCED] = row.introduced.at,
                [SIGNAL_STAGE_AGREED] = row.agreed.at,
                [SIGNAL_STAGE_MET_ONCE] = row.met_once.at,
                [SIGNAL_STAGE_STEADY] = row.steady.at,
                [SIGNAL_STAGE_QUIET] = row.quiet.at,
            },
        .quiet_told = row.quiet_told.at,
        .met_lately = row.met_lately.at,
        .agreements = row.agreements.at,
        .next_set = row.next_set.at,
        .ends_soon = row.ends_soon.at,
        .waiting = row.waiting.at,
        .waiting_long = row.waiting_long.at,
        .needing_pairs = row.needing_pairs,
        .needing_people = row.needing_people,
        .figured_at = row.figured_at.at,
    };
    return OK;
}

enum err signal_false_alarms_get(struct work *work, const struct team_access *by,
                                 struct signal_false_alarms *ret)
{
    struct false_count_rows rows;

    TRY(signal_count_false(work, by, &rows));
    *ret = (struct signal_false_alarms){{0}};
    for (size_t i = 0; i < rows.len; i++)
        if (rows.at[i].rule > 0 && rows.at[i].rule < SIGNAL_COUNT)
            ret->counts[rows.at[i].rule] = rows.at[i].n;
    return OK;
}

static enum err hide(struct work *work, const struct team_access *by, struct signal_id id,
                     struct day until, bool is_touched)
{
    struct hidden_signal_row hidden;
    struct maybe_day until_on = {true, until};

    return signal_hide(work, by, id, until_on, is_touched ? work->now : 0, &hidden);
}

/* Keep the answer for each signal that the row tells. */
static enum err add_answers(struct work *work, const struct team_access *by,
                            const struct signal_kept *kept, const char *kind,
                            struct maybe_day until)
{
    struct signals signals = signal_told(kept);

    for (size_t i = 0; i < signals.len; i++) {
        struct signal_answer_id answer = {work_new_key(work)};
        TRY(signal_answer_add(work, by, answer, kept->id, str_of(kind),
                              (int64_t)signals.at[i].signal, signals.at[i].since, until,
                              work->now));
    }
    return OK;
}

enum err signal_answer(struct work *work, const struct team_access *by, struct signal_id id,
                       enum signal_answer answer, struct maybe_day until)
{
    static const char *const kinds[] = {
        [ANSWER_WROTE] = "wrote",
        [ANSWER_SNOOZED] = "snoozed",
        [ANSWER_FALSE_ALARM] = "false_alarm",
    };
    _Static_assert(COUNT(kinds) == ANSWER_COUNT, "an answer without a word");
    struct signal_with_key_row row;
    struct signal_rules rules;

    if (answer == ANSWER_SNOOZED &&
        (!until.is_set || until.at.n <= work->today.n || until.at.n > work->today.n + SNOOZE_MOST))
        return work_fail(work, ERR_INVALID, S("until"),
                         S("Give a day to come, within a year, to be asked again."));
    TRY(signal_find_key(work, by, id, &row));
    TRY(rules_of(work, team_scheme(by), &rules));
    const struct signal_kept kept = KEPT_OF(row, rules);
    TRY(add_answers(work, by, &kept, kinds[answer], until));

    switch (answer) {
    case ANSWER_WROTE:
        return hide(work, by, id, (struct day){work->today.n + WROTE_DAYS}, true);
    case ANSWER_SNOOZED:
        return hide(work, by, id, until.at, false);
    case ANSWER_FALSE_ALARM:
        return signal_figure_again(work, team_scheme(by), &kept);
    case ANSWER_COUNT:
        break;
    }
    return ERR_BROKEN;
}

enum err signal_in_touch(struct work *work, const struct pair_access *by)
{
    TRY(signal_in_touch_add(work, by, (struct in_touch_id){work_new_key(work)}, work->now));
    return signal_figure_pair(work, pair_scheme(by), pair_key(by));
}

const struct concept signal_concept = {.name = "signal", .jobs = &signal_jobs};
