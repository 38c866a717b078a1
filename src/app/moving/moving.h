/* moving.h - moving in: pairs that ran before the scheme came here, from a spreadsheet.
 *
 * Each record names a mentee and a mentor, by address or by their number in the list they came
 * from, and the day they began; both must take part already. They come in as active pairs from
 * that day, and nobody is sent a mail. A block, a place that is not there and a pair that is one
 * already keep a record out, with the reason. It can be undone while nothing has been made of the
 * pairs. Tables: moving, moving_pair; pair and participant where they say so.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "sheet/roster.h"

extern const struct concept moving_concept;

/* A good record. */
struct moving_step {
    size_t record;
    struct participant_id mentee_place, mentor_place;
    struct person_id mentee, mentor;
    struct str mentee_name, mentor_name;
    struct day starts, ends;
};

struct moving_steps {
    const struct moving_step *at;
    size_t len;
};

struct moving_problems {
    const struct roster_problem *at;
    size_t len;
};

struct moving_plan {
    struct cohort_id cohort;
    struct moving_steps steps;
    struct moving_problems problems;
    int64_t skips; /* records that cannot come in */
};

/* Say what would come of a sheet. ERR_INVALID: no sheet, or a column is missing, by its name. */
MUST_USE enum err moving_plan(struct work *work, const struct team_access *by, struct str sheet,
                              struct moving_plan *ret);

/* Read a file in a confined child, as CSV to be kept. ERR_INVALID: no sheet; the fault says why. */
MUST_USE enum err moving_read(struct work *work, struct str bytes, struct str *ret);

/* Do it. ERR_INVALID: the cohort was never opened. ERR_CONFLICT: done already, or a place was taken
 * meanwhile.
 */
MUST_USE enum err moving_carry_out(struct work *work, const struct team_access *by,
                                   struct moving_id id, const struct moving_plan *plan);

/* Take the pairs out again. ERR_INVALID: something has been made of one of them by now. */
MUST_USE enum err moving_undo(struct work *work, const struct team_access *by, struct moving_id id);

/* All in one step, as the command does. file: its name. is_dry: change nothing. */
MUST_USE enum err moving_at_once(struct work *work, const struct team_access *by, struct str file,
                                 struct str bytes, bool is_dry, struct moving_plan *ret);
