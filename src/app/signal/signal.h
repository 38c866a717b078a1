/* signal.h - which pairs could use a hand, and why, worked out from facts.
 *
 * Signals are computed from dates, states and counts alone (signal_facts.h). The queries here
 * read the tables of many concepts, as a report does, and no word that a person wrote: the build
 * refuses one that would. They are figured by the clock, and when somebody says that a pair has
 * changed, and are kept, so that the team's pages (today.h) cost the same for any number of
 * pairs. What a pair reads of itself is that same row.
 *
 * A person alone is a mentee without a mentor; mentors with room are a number, not a worry.
 * Tables: signal, signal_answer, signal_total.
 */
#pragma once

#include "app/concept.h"
#include "app/signal/signal_facts.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept signal_concept;

/* What is kept of a pair under way, or of a person alone: one of the two keys is set. */
struct signal_kept {
    struct signal_id id;
    struct maybe_pair_id pair;
    struct maybe_participant_id participant;
    int64_t place;           /* in Today, see signal_rank(); 0: not there */
    int64_t urgency;         /* larger is first */
    int64_t told;            /* a bit for each signal that is told, 1 << enum signal */
    enum signal_stage stage; /* 0: a person alone */
    struct signal_facts facts;
    struct signal_rules rules;  /* of the scheme, now */
    struct maybe_day hidden_to; /* snoozed up to this day */
    int64_t touched_at;         /* when the team was last in touch; 0: never */
};

struct signal_list {
    const struct signal_kept *at;
    size_t len;
};

/* The signals of a row without those that the team has called false alarms. */
struct signals signal_told(const struct signal_kept *kept);

/* The same as one of the two may read them: a pulse is between its giver and the team, and a hand
 * stands on the page of whoever raised it.
 */
struct signals signal_told_to(const struct signal_kept *kept, enum signal_side reader);

/* A pair has changed: figure its signals now, not only by the clock. Cheap: some ten lookups.
 * For a pair that is not under way its row is taken away.
 */
MUST_USE enum err signal_figure_pair(struct work *work, const struct scheme_access *by,
                                     struct pair_id pair);

/* Say as one of the two that they are in touch elsewhere; their silence ends with it. */
MUST_USE enum err signal_in_touch(struct work *work, const struct pair_access *by);

/* The row of one pair; figured now where none is kept yet. ERR_NOT_FOUND: not under way. */
MUST_USE enum err signal_get(struct work *work, const struct scheme_access *by, struct pair_id pair,
                             struct signal_kept *ret);

/* The first rows of Today, in its order, without what is snoozed. */
MUST_USE enum err signal_list_needing(struct work *work, const struct team_access *by, int64_t most,
                                      struct signal_list *ret);

/* Fifty pairs behind this place of the list, the most urgent first. {INT64_MAX, {0}}: the first. */
struct signal_cursor {
    int64_t urgency;
    struct signal_id id;
};

MUST_USE enum err signal_list_behind(struct work *work, const struct team_access *by,
                                     struct signal_cursor cursor, struct signal_list *ret);

/* The numbers of a scheme, as of figured_at; 0: never figured. */
struct signal_numbers {
    int64_t pairs;
    int64_t stages[SIGNAL_STAGE_COUNT];
    int64_t quiet_told; /* of the quiet ones, written to since */
    int64_t met_lately, agreements, next_set, ends_soon;
    int64_t waiting, waiting_long;
    int64_t needing_pairs, needing_people; /* at this moment */
    int64_t figured_at;
};

MUST_USE enum err signal_numbers_get(struct work *work, const struct team_access *by,
                                     struct signal_numbers *ret);

/* How often the team has called each signal a false alarm. */
struct signal_false_alarms {
    int64_t counts[SIGNAL_COUNT];
};

MUST_USE enum err signal_false_alarms_get(struct work *work, const struct team_access *by,
                                          struct signal_false_alarms *ret);

/* What the team does about a signal. Writing hides the row for a week, a snooze up to its day;
 * a false alarm silences the signal for as long as it is the same one, and is counted.
 */
enum signal_answer { ANSWER_WROTE, ANSWER_SNOOZED, ANSWER_FALSE_ALARM, ANSWER_COUNT };

/* Answer the row's signals. until: for ANSWER_SNOOZED.
 * ERR_INVALID: until is not a day to come within a year. ERR_NOT_FOUND: no such row.
 */
MUST_USE enum err signal_answer(struct work *work, const struct team_access *by,
                                struct signal_id id, enum signal_answer answer,
                                struct maybe_day until);
