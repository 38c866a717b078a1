#include "app/signal/signal_facts.h"

#include <stdlib.h>

enum { HAND_URGENCY = 1000000 }; /* above any other, in the table of pairs too */

/* In hundredths: of the days between notes; and of how far a pulse is from the best of five. */
enum { NOTE_AMBER = 200, PULSE_AMBER = 300, PULSE_RED = 400, PULSE_BEST = 5, PULSE_SILENT = 3 };

static const int64_t whole = 100; /* in hundredths */

static struct signal_marks in_days(struct scheme_marks marks)
{
    return (struct signal_marks){marks.amber * whole, marks.red * whole};
}

static struct signal_marks in_hundredths(struct scheme_marks marks)
{
    return (struct signal_marks){marks.amber, marks.red};
}

struct signal_rules signal_rules_of(const struct scheme_rules *rules)
{
    return (struct signal_rules){
        .marks =
            {
                [SIGNAL_HAND] = {0, whole},
                [SIGNAL_ALONE] = in_days(rules->alone),
                [SIGNAL_NO_MEETING] = in_days(rules->first_meeting),
                [SIGNAL_NO_AGREEMENT] = in_days(rules->no_agreement),
                [SIGNAL_SILENCE] = in_hundredths(rules->silence),
                [SIGNAL_RHYTHM] = in_hundredths(rules->rhythm),
                [SIGNAL_REPLY] = in_hundredths(rules->reply),
                [SIGNAL_MISSED] = {0, rules->missed_red * whole},
                [SIGNAL_GOALS] = {rules->goals_amber, 0},
                [SIGNAL_NOTE] = {NOTE_AMBER, 0},
                [SIGNAL_PULSE] = {PULSE_AMBER, PULSE_RED},
            },
        .least_silence = rules->silence_days,
        .early = rules->early_days,
    };
}

/* Active days since a day, of which some stood still. */
static int64_t active(const struct signal_facts *facts, struct day day, int64_t rested)
{
    int64_t days = facts->today.n - day.n - rested;

    return days > 0 ? days : 0;
}

static int64_t ratio(int64_t days, int64_t of)
{
    return days * whole / (of > 0 ? of : 1);
}

static enum level level_of(int64_t value, struct signal_marks marks)
{
    if (marks.red > 0 && value >= marks.red)
        return LEVEL_RED;
    return marks.amber > 0 && value >= marks.amber ? LEVEL_AMBER : LEVEL_CALM;
}

/* Is a meeting set no further ahead than they agreed to meet? */
static bool meets_soon(const struct signal_facts *facts)
{
    return facts->next_on.is_set && facts->next_on.at.n >= facts->today.n &&
           facts->next_on.at.n - facts->today.n <= facts->interval;
}

/* What a judge finds: since when, how many active days that is, and what the signal amounts to in
 * hundredths of its unit; below 0: it does not apply.
 */
struct finding {
    struct day since;
    int64_t days, value;
};

static const struct finding nothing = {.value = -1};

/* In days since. */
static struct finding in_days_since(const struct signal_facts *facts, struct day since,
                                    int64_t rested)
{
    int64_t days = active(facts, since, rested);

    return (struct finding){since, days, days * whole};
}

/* In times of what was agreed. */
static struct finding in_times(const struct signal_facts *facts, struct day since, int64_t rested,
                               int64_t agreed)
{
    int64_t days = active(facts, since, rested);

    return (struct finding){since, days, ratio(days, agreed)};
}

static struct finding judge_hand(const struct signal_facts *facts)
{
    int64_t days = active(facts, facts->hand_on.at, 0);

    return facts->hand_on.is_set ? (struct finding){facts->hand_on.at, days, whole} : nothing;
}

static struct finding judge_alone(const struct signal_facts *facts)
{
    return facts->is_alone ? in_days_since(facts, facts->since, facts->rested.since) : nothing;
}

static struct finding judge_no_meeting(const struct signal_facts *facts)
{
    return facts->met == 0 && !facts->next_on.is_set
               ? in_days_since(facts, facts->since, facts->rested.since)
               : nothing;
}

static struct finding judge_no_agreement(const struct signal_facts *facts)
{
    return facts->agreed_on.is_set ? nothing
                                   : in_days_since(facts, facts->since, facts->rested.since);
}

static struct finding judge_rhythm(const struct signal_facts *facts)
{
    return facts->met_on.is_set
               ? in_times(facts, facts->met_on.at, facts->rested.met, facts->interval)
               : nothing;
}

static struct finding judge_silence(const struct signal_facts *facts)
{
    return facts->trace_on.is_set
               ? in_times(facts, facts->trace_on.at, facts->rested.trace, facts->interval)
               : in_times(facts, facts->since, facts->rested.since, facts->interval);
}

static struct finding judge_reply(const struct signal_facts *facts)
{
    return facts->asked_on.is_set
               ? in_times(facts, facts->asked_on.at, facts->rested.asked, facts->reply)
               : nothing;
}

static struct finding judge_missed(const struct signal_facts *facts)
{
    return (struct finding){facts->met_on.is_set ? facts->met_on.at : facts->since, 0,
                            facts->missed * whole};
}

static struct finding judge_goals(const struct signal_facts *facts)
{
    if (facts->met < 2 || (facts->goals > 0 && !facts->goal_on.is_set))
        return nothing;
    if (facts->goals == 0)
        return (struct finding){facts->since, active(facts, facts->since, facts->rested.since),
                                3 * whole};
    return in_times(facts, facts->goal_on.at, facts->rested.goal, facts->interval);
}

static struct finding judge_note(const struct signal_facts *facts)
{
    if (facts->note_every == 0)
        return nothing;
    return facts->note_on.is_set
               ? in_times(facts, facts->note_on.at, facts->rested.note, facts->note_every)
               : in_times(facts, facts->since, facts->rested.since, facts->note_every);
}

/* A fall of two, and three that nobody answered, count as amber whatever the last one was. */
static struct finding judge_pulse(const struct signal_facts *facts)
{
    struct day since = facts->pulse_on.is_set ? facts->pulse_on.at : facts->since;
    int64_t value = facts->pulse > 0 ? (PULSE_BEST - facts->pulse) * whole : 0;

    if ((facts->pulse_fell || facts->pulse_open >= PULSE_SILENT) && value < PULSE_AMBER)
        value = PULSE_AMBER;
    return (struct finding){since, active(facts, since, 0), value};
}

static struct finding (*const judges[])(const struct signal_facts *) = {
    [SIGNAL_HAND] = judge_hand,
    [SIGNAL_ALONE] = judge_alone,
    [SIGNAL_NO_MEETING] = judge_no_meeting,
    [SIGNAL_NO_AGREEMENT] = judge_no_agreement,
    [SIGNAL_RHYTHM] = judge_rhythm,
    [SIGNAL_SILENCE] = judge_silence,
    [SIGNAL_REPLY] = judge_reply,
    [SIGNAL_MISSED] = judge_missed,
    [SIGNAL_GOALS] = judge_goals,
    [SIGNAL_NOTE] = judge_note,
    [SIGNAL_PULSE] = judge_pulse,
};
_Static_assert(COUNT(judges) == SIGNAL_COUNT, "a signal without a judge");

/* The two are asked first ("in touch elsewhere?") and have their reply time to say so. */
static bool went_unanswered(const struct signal_facts *facts, const struct signal_rules *rules,
                            int64_t value)
{
    return value * facts->interval >=
           rules->marks[SIGNAL_SILENCE].amber * facts->interval + facts->reply * whole;
}

/* What the table of marks does not say. */
static enum level soften(const struct signal_facts *facts, const struct signal_rules *rules,
                         enum signal signal, int64_t value, enum level level)
{
    if (level == LEVEL_CALM)
        return level;
    if (signal == SIGNAL_RHYTHM && meets_soon(facts))
        return (enum level)(level - 1); /* one level milder */
    if (signal != SIGNAL_SILENCE)
        return level;
    if (value * facts->interval < rules->least_silence * whole ||
        !went_unanswered(facts, rules, value))
        return LEVEL_CALM;
    return facts->next_on.is_set ? LEVEL_AMBER : level; /* red only when nothing is set */
}

/* A hand before all else; silence before rhythm, which it always pulls along. */
static int tells_more(const struct signal_found *found)
{
    if (found->signal == SIGNAL_HAND)
        return 2;
    return found->signal == SIGNAL_SILENCE;
}

static int more_urgent(const void *one, const void *other)
{
    const struct signal_found *a = one, *b = other;

    if (a->level != b->level)
        return a->level > b->level ? -1 : 1;
    if (tells_more(a) != tells_more(b))
        return tells_more(a) > tells_more(b) ? -1 : 1;
    if (a->urgency != b->urgency)
        return a->urgency > b->urgency ? -1 : 1;
    return a->signal < b->signal ? -1 : a->signal > b->signal;
}

struct signals signal_judge(const struct signal_facts *facts, const struct signal_rules *rules)
{
    struct signals found = {.len = 0};

    for (enum signal signal = SIGNAL_HAND; signal < SIGNAL_COUNT; signal++) {
        struct signal_marks marks = rules->marks[signal];
        if (facts->is_alone && signal != SIGNAL_ALONE && signal != SIGNAL_HAND)
            continue;
        struct finding finding = judges[signal](facts);
        enum level level = finding.value < 0 ? LEVEL_CALM : level_of(finding.value, marks);
        level = soften(facts, rules, signal, finding.value, level);
        if (level != LEVEL_CALM)
            found.at[found.len++] = (struct signal_found){
                .signal = signal,
                .level = level,
                .value = finding.value,
                .urgency = marks.red > 0 ? ratio(finding.value, marks.red) : whole,
                .since = finding.since,
                .days = finding.days,
            };
    }
    qsort(found.at, found.len, sizeof(found.at[0]), more_urgent);
    return found;
}

int64_t signal_rank(const struct signals *signals, const struct signal_facts *facts,
                    const struct signal_rules *rules, int64_t *ret_urgency)
{
    bool is_early = facts->today.n - facts->since.n < rules->early;

    *ret_urgency = 0;
    if (signals->len == 0)
        return 0;
    for (size_t i = 0; i < signals->len; i++)
        if (signals->at[i].signal == SIGNAL_HAND) {
            *ret_urgency = HAND_URGENCY + signals->at[i].days;
            return 1;
        }
    if (signals->at[0].signal == SIGNAL_ALONE) {
        *ret_urgency = signals->at[0].value;
        return 2;
    }
    for (size_t i = 0; i < signals->len; i++)
        if (signals->at[i].level == signals->at[0].level && signals->at[i].urgency > *ret_urgency)
            *ret_urgency = signals->at[i].urgency; /* a pair's is its largest */
    *ret_urgency *= is_early ? 2 : 1;
    if (signals->at[0].level == LEVEL_RED)
        return 3;
    return is_early ? 5 : 6;
}

struct maybe_day signal_ask(const struct signal_facts *facts, const struct signal_rules *rules)
{
    struct finding silence = judge_silence(facts);

    if (facts->is_alone || silence.value < rules->marks[SIGNAL_SILENCE].amber ||
        silence.days < rules->least_silence)
        return (struct maybe_day){0};
    return (struct maybe_day){true, silence.since};
}

bool signal_ends_soon(const struct signal_facts *facts)
{
    return facts->ends_on.is_set && !facts->next_on.is_set &&
           facts->ends_on.at.n - facts->today.n <= facts->interval;
}

enum signal_stage signal_stage(const struct signal_facts *facts, const struct signals *signals)
{
    for (size_t i = 0; i < signals->len; i++)
        if (signals->at[i].signal == SIGNAL_SILENCE)
            return SIGNAL_STAGE_QUIET;
    if (facts->met > 1)
        return SIGNAL_STAGE_STEADY;
    if (facts->met == 1)
        return SIGNAL_STAGE_MET_ONCE;
    return facts->agreed_on.is_set ? SIGNAL_STAGE_AGREED : SIGNAL_STAGE_INTRODUCED;
}

const char *signal_stage_name(enum signal_stage stage)
{
    static const char *const names[] = {
        [SIGNAL_STAGE_INTRODUCED] = "Introduced", [SIGNAL_STAGE_AGREED] = "Agreed how",
        [SIGNAL_STAGE_MET_ONCE] = "Met once",     [SIGNAL_STAGE_STEADY] = "Meeting steadily",
        [SIGNAL_STAGE_QUIET] = "Quiet",
    };
    _Static_assert(COUNT(names) == SIGNAL_STAGE_COUNT, "a stage without a name");

    return names[stage];
}
