#include "app/signal/signal_facts.h"

#include <criterion/criterion.h>

enum { TODAY = 20902, NEVER = -1000 }; /* 25 March 2027 */

/* What a case changes in a pair that is well: days ago, days ahead, or a number. */
enum fact {
    NOTHING,
    INTRODUCED,
    MET,
    MEETINGS,
    NEXT,
    TRACE,
    ASKED,
    AGREED,
    GOAL,
    GOALS,
    MISSED,
    INTERVAL,
    REPLY,
    HAND,
    ALONE,
    NOTE_EVERY,
    NOTE,
    PULSE,
    FELL,
    UNANSWERED,
    RESTED /* on all clocks alike */
};

struct change {
    enum fact fact;
    int64_t to;
};

static struct maybe_day ago(int64_t days)
{
    return days == NEVER ? (struct maybe_day){0} : (struct maybe_day){true, {TODAY - days}};
}

static void set(struct signal_facts *facts, struct change change)
{
    switch (change.fact) {
    case NOTHING:
        break;
    case INTRODUCED:
        facts->since.n = TODAY - change.to;
        break;
    case MET:
        facts->met_on = ago(change.to);
        break;
    case MEETINGS:
        facts->met = change.to;
        break;
    case NEXT:
        facts->next_on = (struct maybe_day){true, {TODAY + change.to}};
        break;
    case TRACE:
        facts->trace_on = ago(change.to);
        break;
    case ASKED:
        facts->asked_on = ago(change.to);
        facts->asker = SIDE_OF_MENTEE;
        break;
    case AGREED:
        facts->agreed_on = ago(change.to);
        break;
    case GOAL:
        facts->goal_on = ago(change.to);
        break;
    case GOALS:
        facts->goals = change.to;
        break;
    case MISSED:
        facts->missed = change.to;
        break;
    case INTERVAL:
        facts->interval = change.to;
        break;
    case REPLY:
        facts->reply = change.to;
        break;
    case HAND:
        facts->hand_on = ago(change.to);
        facts->hand_of = SIDE_OF_MENTOR;
        break;
    case ALONE:
        facts->is_alone = true;
        facts->since.n = TODAY - change.to;
        break;
    case NOTE_EVERY:
        facts->note_every = change.to;
        break;
    case NOTE:
        facts->note_on = ago(change.to);
        break;
    case PULSE:
        facts->pulse = change.to;
        break;
    case FELL:
        facts->pulse_fell = change.to;
        break;
    case UNANSWERED:
        facts->pulse_open = change.to;
        break;
    case RESTED:
        facts->rested = (struct signal_rested){change.to, change.to, change.to,
                                               change.to, change.to, change.to};
        break;
    }
}

/* A pair that is well since 100 days, but for what a case changes. */
static struct signal_facts facts_with(const struct change changes[], size_t len)
{
    struct signal_facts facts = {
        .today = {TODAY},
        .since = {TODAY - 100},
        .met_on = ago(1),
        .trace_on = ago(1),
        .agreed_on = ago(90),
        .goal_on = ago(1),
        .met = 1,
        .goals = 1,
        .interval = 28,
        .reply = 7,
    };

    for (size_t i = 0; i < len; i++)
        set(&facts, changes[i]);
    return facts;
}

static struct signal_rules usual_rules(void)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct scheme_rules rules;
    struct scheme_error error;

    cr_assert(scheme_text_parse(arena, S("scheme \"Usual\""), &rules, &error) == OK);
    return signal_rules_of(&rules);
}

static const struct signal_found *find(const struct signals *signals, enum signal signal)
{
    for (size_t i = 0; i < signals->len; i++)
        if (signals->at[i].signal == signal)
            return &signals->at[i];
    return NULL;
}

Test(signal_facts, each_signal_turns_amber_and_red_at_its_mark_and_not_a_day_sooner)
{
    static const struct {
        enum signal signal;
        enum level level;
        struct change changes[3];
    } cases[] = {
        {SIGNAL_RHYTHM, LEVEL_CALM, {{MET, 34}}},
        {SIGNAL_RHYTHM, LEVEL_AMBER, {{MET, 35}}},
        {SIGNAL_RHYTHM, LEVEL_AMBER, {{MET, 55}}},
        {SIGNAL_RHYTHM, LEVEL_RED, {{MET, 56}}},
        /* the marks move with what was agreed */
        {SIGNAL_RHYTHM, LEVEL_AMBER, {{MET, 27}, {INTERVAL, 14}}},
        {SIGNAL_RHYTHM, LEVEL_RED, {{MET, 28}, {INTERVAL, 14}}},
        /* one level milder when a meeting is set within the interval */
        {SIGNAL_RHYTHM, LEVEL_CALM, {{MET, 35}, {NEXT, 28}}},
        {SIGNAL_RHYTHM, LEVEL_AMBER, {{MET, 56}, {NEXT, 3}}},
        {SIGNAL_RHYTHM, LEVEL_RED, {{MET, 56}, {NEXT, 29}}},
        /* before the first meeting there is no rhythm */
        {SIGNAL_RHYTHM, LEVEL_CALM, {{MET, NEVER}, {MEETINGS, 0}}},
        /* the two are asked first, and have their reply time */
        {SIGNAL_SILENCE, LEVEL_CALM, {{TRACE, 48}}},
        {SIGNAL_SILENCE, LEVEL_AMBER, {{TRACE, 49}}},
        {SIGNAL_SILENCE, LEVEL_RED, {{TRACE, 56}}},
        {SIGNAL_SILENCE, LEVEL_AMBER, {{TRACE, 56}, {NEXT, 60}}},
        {SIGNAL_SILENCE, LEVEL_RED, {{TRACE, NEVER}}},
        /* at least 14 days */
        {SIGNAL_SILENCE, LEVEL_CALM, {{TRACE, 13}, {INTERVAL, 4}, {REPLY, 1}}},
        {SIGNAL_SILENCE, LEVEL_RED, {{TRACE, 14}, {INTERVAL, 4}, {REPLY, 1}}},
        {SIGNAL_REPLY, LEVEL_CALM, {{ASKED, 13}}},
        {SIGNAL_REPLY, LEVEL_AMBER, {{ASKED, 14}}},
        {SIGNAL_REPLY, LEVEL_RED, {{ASKED, 21}}},
        {SIGNAL_REPLY, LEVEL_RED, {{ASKED, 9}, {REPLY, 3}}},
        {SIGNAL_MISSED, LEVEL_CALM, {{MISSED, 1}}},
        {SIGNAL_MISSED, LEVEL_RED, {{MISSED, 2}}},
        {SIGNAL_NO_MEETING, LEVEL_CALM, {{INTRODUCED, 13}, {MEETINGS, 0}, {MET, NEVER}}},
        {SIGNAL_NO_MEETING, LEVEL_AMBER, {{INTRODUCED, 14}, {MEETINGS, 0}, {MET, NEVER}}},
        {SIGNAL_NO_MEETING, LEVEL_RED, {{INTRODUCED, 28}, {MEETINGS, 0}, {MET, NEVER}}},
        {SIGNAL_NO_MEETING, LEVEL_CALM, {{INTRODUCED, 28}, {MEETINGS, 0}, {NEXT, 2}}},
        {SIGNAL_NO_AGREEMENT, LEVEL_CALM, {{INTRODUCED, 13}, {AGREED, NEVER}}},
        {SIGNAL_NO_AGREEMENT, LEVEL_AMBER, {{INTRODUCED, 14}, {AGREED, NEVER}}},
        {SIGNAL_NO_AGREEMENT, LEVEL_RED, {{INTRODUCED, 21}, {AGREED, NEVER}}},
        {SIGNAL_GOALS, LEVEL_CALM, {{MEETINGS, 1}, {GOALS, 0}, {GOAL, NEVER}}},
        {SIGNAL_GOALS, LEVEL_AMBER, {{MEETINGS, 2}, {GOALS, 0}, {GOAL, NEVER}}},
        {SIGNAL_GOALS, LEVEL_CALM, {{MEETINGS, 2}, {GOAL, 83}}},
        {SIGNAL_GOALS, LEVEL_AMBER, {{MEETINGS, 2}, {GOAL, 84}}},
        {SIGNAL_NOTE, LEVEL_CALM, {{NOTE_EVERY, 28}, {NOTE, 55}}},
        {SIGNAL_NOTE, LEVEL_AMBER, {{NOTE_EVERY, 28}, {NOTE, 56}}},
        {SIGNAL_NOTE, LEVEL_AMBER, {{NOTE_EVERY, 50}, {NOTE, NEVER}}},
        {SIGNAL_NOTE, LEVEL_CALM, {{NOTE_EVERY, 0}, {NOTE, 90}}},
        {SIGNAL_PULSE, LEVEL_CALM, {{PULSE, 3}}},
        {SIGNAL_PULSE, LEVEL_AMBER, {{PULSE, 2}}},
        {SIGNAL_PULSE, LEVEL_RED, {{PULSE, 1}}},
        {SIGNAL_PULSE, LEVEL_AMBER, {{PULSE, 3}, {FELL, 1}}},
        {SIGNAL_PULSE, LEVEL_CALM, {{PULSE, 4}, {UNANSWERED, 2}}},
        {SIGNAL_PULSE, LEVEL_AMBER, {{PULSE, 4}, {UNANSWERED, 3}}},
        /* a rest stops each clock and does not set it back */
        {SIGNAL_RHYTHM, LEVEL_CALM, {{MET, 48}, {RESTED, 14}}},
        {SIGNAL_RHYTHM, LEVEL_AMBER, {{MET, 49}, {RESTED, 14}}},
        {SIGNAL_SILENCE, LEVEL_CALM, {{TRACE, 62}, {RESTED, 14}}},
        {SIGNAL_SILENCE, LEVEL_AMBER, {{TRACE, 63}, {RESTED, 14}}},
        {SIGNAL_REPLY, LEVEL_CALM, {{ASKED, 27}, {RESTED, 14}}},
        {SIGNAL_NO_MEETING, LEVEL_CALM, {{INTRODUCED, 27}, {MEETINGS, 0}, {RESTED, 14}}},
        {SIGNAL_NO_AGREEMENT, LEVEL_AMBER, {{INTRODUCED, 28}, {AGREED, NEVER}, {RESTED, 14}}},
        {SIGNAL_NOTE, LEVEL_CALM, {{NOTE_EVERY, 28}, {NOTE, 69}, {RESTED, 14}}},
        {SIGNAL_HAND, LEVEL_RED, {{HAND, 0}}},
        {SIGNAL_ALONE, LEVEL_CALM, {{ALONE, 13}}},
        {SIGNAL_ALONE, LEVEL_AMBER, {{ALONE, 14}}},
        {SIGNAL_ALONE, LEVEL_RED, {{ALONE, 28}}},
    };
    struct signal_rules rules = usual_rules();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct signal_facts facts = facts_with(cases[i].changes, COUNT(cases[i].changes));
        struct signals signals = signal_judge(&facts, &rules);
        const struct signal_found *found = find(&signals, cases[i].signal);
        cr_expect((found ? found->level : LEVEL_CALM) == cases[i].level, "case %zu", i);
    }
}

Test(signal_facts, a_scheme_may_set_marks_of_its_own)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct change change = {MET, 30};
    struct signal_facts facts = facts_with(&change, 1);
    struct scheme_rules text;
    struct scheme_error error;

    cr_assert(scheme_text_parse(arena, S("scheme \"Own\"\nsignal rhythm-amber 105 rhythm-red 150"),
                                &text, &error) == OK);
    struct signal_rules rules = signal_rules_of(&text);
    struct signals signals = signal_judge(&facts, &rules);
    cr_expect(signals.len == 1 && signals.at[0].level == LEVEL_AMBER);
}

Test(signal_facts, a_pair_that_is_well_gives_no_signal)
{
    struct signal_facts facts = facts_with(NULL, 0);
    struct signal_rules rules = usual_rules();
    struct signals signals = signal_judge(&facts, &rules);
    int64_t urgency = -1;

    cr_expect(signals.len == 0);
    cr_expect(signal_rank(&signals, &facts, &rules, &urgency) == 0);
}

Test(signal_facts, each_signal_prints_its_sum)
{
    static const struct {
        enum signal signal;
        struct change changes[3];
        const char *why, *sum;
    } cases[] = {
        {SIGNAL_RHYTHM,
         {{MET, 61}},
         "Last met 61 days ago.",
         "last met 23 January, every 28 days agreed, 61 active days: 2.1"},
        {SIGNAL_RHYTHM,
         {{MET, 90}, {AGREED, NEVER}},
         "Last met 90 days ago.",
         "last met 25 December 2026, every 28 days in this scheme, 90 active days: 3.2"},
        {SIGNAL_RHYTHM,
         {{MET, 75}, {RESTED, 14}},
         "Last met 75 days ago.",
         "last met 9 January, every 28 days agreed, 61 active days: 2.1"},
        {SIGNAL_NOTE,
         {{NOTE_EVERY, 28}, {NOTE, 60}},
         "No progress note for 60 days.",
         "last note 24 January, a note every 28 days agreed, 60 active days: 2.1"},
        {SIGNAL_PULSE,
         {{PULSE, 1}},
         "Ada says that it does not go well.",
         "said 15 December 2026: 1 of 5, 0 asked for since"},
        {SIGNAL_SILENCE,
         {{TRACE, 56}},
         "Quiet for 56 days.",
         "last trace 28 January, every 28 days agreed, 56 active days: 2.0"},
        {SIGNAL_SILENCE,
         {{TRACE, NEVER}},
         "Quiet for 100 days.",
         "no trace since the introduction on 15 December 2026, every 28 days agreed, "
         "100 active days: 3.5"},
        {SIGNAL_REPLY,
         {{ASKED, 15}},
         "Ada has waited 15 days for a reply.",
         "asked 10 March, a reply within 7 days agreed, 15 active days: 2.1"},
        {SIGNAL_NO_MEETING,
         {{INTRODUCED, 28}, {MEETINGS, 0}, {MET, NEVER}},
         "Not met, 28 days after the introduction.",
         "introduced 25 February, 0 meetings, 28 active days"},
        {SIGNAL_NO_AGREEMENT,
         {{INTRODUCED, 21}, {AGREED, NEVER}},
         "No agreement after 21 days.",
         "introduced 4 March, 0 agreements, 21 active days"},
        {SIGNAL_MISSED,
         {{MISSED, 2}},
         "2 meetings missed, and no word about why.",
         "2 of the last 4 meetings missed, why is not known"},
        {SIGNAL_GOALS,
         {{MEETINGS, 3}, {GOALS, 0}, {GOAL, NEVER}},
         "No goal after 3 meetings.",
         "met 3 times, 0 goals"},
        {SIGNAL_GOALS,
         {{MEETINGS, 3}, {GOAL, 84}},
         "Goals untouched for 84 days.",
         "goals last touched 31 December 2026, every 28 days agreed, 84 active days: 3.0"},
        {SIGNAL_HAND,
         {{HAND, 1}},
         "Ravi asks the team to get in touch.",
         "raised 24 March, 1 active day"},
        {SIGNAL_ALONE,
         {{ALONE, 23}},
         "Without a mentor for 23 days.",
         "accepted 2 March, 23 active days"},
    };
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct signal_names names = {S("Ada"), S("Ravi")};
    struct signal_rules rules = usual_rules();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct signal_facts facts = facts_with(cases[i].changes, COUNT(cases[i].changes));
        struct signals signals = signal_judge(&facts, &rules);
        const struct signal_found *found = find(&signals, cases[i].signal);
        cr_assert(found, "case %zu", i);
        struct str why = signal_why(arena, &facts, found, &names);
        struct str sum = signal_sum(arena, &facts, found);
        cr_expect(str_eq(why, str_of(cases[i].why)), "case %zu: %.*s", i, ARG(why));
        cr_expect(str_eq(sum, str_of(cases[i].sum)), "case %zu: %.*s", i, ARG(sum));
    }
}

Test(signal_facts, today_puts_hands_first_then_people_alone_then_red_then_amber)
{
    static const struct {
        struct change changes[3];
        int64_t rank, urgency;
    } cases[] = {
        {{{HAND, 3}, {TRACE, 56}}, 1, 1000003},
        {{{ALONE, 20}}, 2, 2000},
        {{{MET, 112}}, 3, 200},
        {{{INTRODUCED, 28}, {MEETINGS, 0}, {MET, NEVER}}, 3, 200}, /* early trouble counts double */
        {{{INTRODUCED, 41}, {ASKED, 14}}, 5, 132},
        {{{INTRODUCED, 42}, {ASKED, 14}}, 6, 66},
        {{{MEETINGS, 2}, {GOAL, 84}}, 6, 100}, /* yes or no counts 1 */
    };
    struct signal_rules rules = usual_rules();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct signal_facts facts = facts_with(cases[i].changes, COUNT(cases[i].changes));
        struct signals signals = signal_judge(&facts, &rules);
        int64_t urgency = 0, rank = signal_rank(&signals, &facts, &rules, &urgency);
        cr_expect(rank == cases[i].rank, "case %zu", i);
        cr_expect(urgency == cases[i].urgency, "case %zu: %lld", i, (long long)urgency);
    }
}

Test(signal_facts, a_pairs_stage_follows_its_meetings_until_it_falls_quiet)
{
    static const struct {
        struct change changes[3];
        enum signal_stage stage;
    } cases[] = {
        {{{MEETINGS, 0}, {MET, NEVER}, {AGREED, NEVER}}, SIGNAL_STAGE_INTRODUCED},
        {{{MEETINGS, 0}, {MET, NEVER}}, SIGNAL_STAGE_AGREED},
        {{{MEETINGS, 1}}, SIGNAL_STAGE_MET_ONCE},
        {{{MEETINGS, 2}}, SIGNAL_STAGE_STEADY},
        {{{MEETINGS, 2}, {TRACE, 60}}, SIGNAL_STAGE_QUIET},
    };
    struct signal_rules rules = usual_rules();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct signal_facts facts = facts_with(cases[i].changes, COUNT(cases[i].changes));
        struct signals signals = signal_judge(&facts, &rules);
        cr_expect(signal_stage(&facts, &signals) == cases[i].stage, "case %zu", i);
    }
}
