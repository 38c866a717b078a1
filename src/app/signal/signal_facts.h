/* signal_facts.h - arithmetic on facts: what a pair's dates, states and counts say.
 *
 * Pure. Nothing here reads text, so nothing can be wrong about what was said; each signal can
 * be wrong about what it means, so each prints its sum and can be called a false alarm. Rules
 * and thresholds: product.md §7; a scheme may set others.
 *
 * Active days are the days since without those that stood still: busy periods of either, pauses,
 * and the scheme's closures (product.md §7: they stop the clock and do not reset it). A pair that
 * is paused has no signals at all.
 */
#pragma once

#include "app/scheme/scheme_text.h"
#include "base/base.h"

enum signal {
    SIGNAL_HAND = 1,     /* somebody asked the team to get in touch */
    SIGNAL_ALONE,        /* a mentee without a mentor */
    SIGNAL_NO_MEETING,   /* introduced, and not met yet */
    SIGNAL_NO_AGREEMENT, /* introduced, and nothing agreed */
    SIGNAL_SILENCE,      /* no trace of the two at all */
    SIGNAL_RHYTHM,       /* longer since the last meeting than agreed */
    SIGNAL_REPLY,        /* one of the two waits for the other */
    SIGNAL_MISSED,       /* two meetings missed, unexplained */
    SIGNAL_GOALS,        /* no goal, or none touched for long */
    SIGNAL_NOTE,         /* no progress note for long */
    SIGNAL_PULSE,        /* one of the two says that it goes badly, or says nothing any more */
    SIGNAL_COUNT
};

enum level { LEVEL_CALM, LEVEL_AMBER, LEVEL_RED };

/* Marks in hundredths of the signal's unit: days, meetings, or times what was agreed. 0: none. */
struct signal_marks {
    int64_t amber, red;
};

struct signal_rules {
    struct signal_marks marks[SIGNAL_COUNT];
    int64_t least_silence; /* days before silence is called so */
    int64_t early;         /* days after the introduction in which trouble counts double */
};

/* As a scheme's text has them; product.md §7 gives what it begins with. */
struct signal_rules signal_rules_of(const struct scheme_rules *rules);

enum signal_side { SIDE_NEITHER, SIDE_OF_MENTEE, SIDE_OF_MENTOR };

/* How many of the days since each of these stood still. */
struct signal_rested {
    int64_t since, met, trace, asked, goal, note;
};

struct signal_facts {
    struct day today;
    struct day since;         /* the introduction; of a person alone, the day they were accepted */
    bool is_alone;            /* a person without a partner: only the days count */
    struct maybe_day hand_on; /* the hand that is still raised */
    enum signal_side hand_of;
    struct maybe_day met_on;   /* the last meeting that was met */
    struct maybe_day next_on;  /* the meeting that is set */
    struct maybe_day trace_on; /* the last trace of either */
    struct maybe_day asked_on; /* an ask that is still open */
    enum signal_side asker;    /* who waits for its answer */
    struct maybe_day agreed_on;
    struct maybe_day goal_on; /* goals were last touched */
    struct maybe_day ends_on;
    int64_t met;              /* meetings, ever */
    int64_t missed;           /* of the last four, and nobody knows why */
    int64_t goals;            /* set, ever */
    int64_t interval;         /* days between meetings, as agreed or as the scheme has it */
    int64_t reply;            /* days for an answer, likewise */
    struct maybe_day note_on; /* the mentee's last progress note */
    int64_t note_every;       /* days between them; 0: none are asked for */
    int64_t pulse;            /* the worse of the two's last ones, 1 to 5; 0: none */
    bool pulse_fell;          /* by two or more */
    int64_t pulse_open;       /* asked since and not answered, of whoever answers less */
    enum signal_side pulse_of;
    struct maybe_day pulse_on;
    struct signal_rested rested;
    struct maybe_day rest_until; /* nothing is expected to the end of this day */
};

/* One signal that a pair gives. */
struct signal_found {
    enum signal signal;
    enum level level;
    int64_t value;   /* hundredths of its unit */
    int64_t urgency; /* hundredths of its red mark; yes-or-no signals count 100 */
    struct day since;
    int64_t days; /* active ones since then */
};

struct signals {
    struct signal_found at[SIGNAL_COUNT];
    size_t len;
};

/* All signals at amber or red, the one that tells most first. */
struct signals signal_judge(const struct signal_facts *facts, const struct signal_rules *rules);

/* Where it stands in Today (product.md §7): 1 raised hands, 2 people alone, 3 red, 5 amber in
 * the first weeks, 6 other amber; 0: not there. ret_urgency: to order by within that, larger
 * first; doubled in the first weeks.
 */
int64_t signal_rank(const struct signals *signals, const struct signal_facts *facts,
                    const struct signal_rules *rules, int64_t *ret_urgency);

/* The two are asked before their silence is told: the day since which they are to be asked
 * "in touch elsewhere?"; not set: they are not silent.
 */
struct maybe_day signal_ask(const struct signal_facts *facts, const struct signal_rules *rules);

/* Is the end no further away than they agreed to meet, and no meeting set? Counted, never a
 * reason to be on the list.
 */
bool signal_ends_soon(const struct signal_facts *facts);

struct signal_names {
    struct str mentee, mentor;
};

/* "Rhythm", as a heading has it. */
const char *signal_name(enum signal signal);

/* "Quiet for 34 days." */
struct str signal_why(struct arena *arena, const struct signal_facts *facts,
                      const struct signal_found *found, const struct signal_names *names);

/* "last met 12 March 2027, every 28 days agreed, 61 active days: 2.2" */
struct str signal_sum(struct arena *arena, const struct signal_facts *facts,
                      const struct signal_found *found);

/* "12 March", with the year where it is not this one. */
struct str signal_day(struct arena *arena, struct day day, struct day today);

/* Where a pair is on its way, for the bar of stages. */
enum signal_stage {
    SIGNAL_STAGE_INTRODUCED = 1,
    SIGNAL_STAGE_AGREED,
    SIGNAL_STAGE_MET_ONCE,
    SIGNAL_STAGE_STEADY,
    SIGNAL_STAGE_QUIET, /* silent, whatever came before */
    SIGNAL_STAGE_COUNT
};

enum signal_stage signal_stage(const struct signal_facts *facts, const struct signals *signals);

const char *signal_stage_name(enum signal_stage stage);
