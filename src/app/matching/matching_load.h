/* matching_load.h - who waits for a partner now, as an input for the engine. */
#pragma once

#include "app/matching/matching_input.h"
#include "db/access.h"

/* Whom a position of the input stands for. */
struct matching_who {
    struct participant_id participant;
    struct person_id person;
    struct str name, headline;
};

struct matching_load {
    struct cohort_id cohort;
    struct match_input input; /* without a seed */
    struct matching_words words;
    const struct matching_who *mentees, *mentors;              /* by position in the input */
    const struct matching_person *mentees_said, *mentors_said; /* likewise: in their words */
    int64_t places;
    bool is_own; /* the rules are a run's own, not the scheme's */
};

/* Read everybody who is ready and has room, the rules in force, all blocks and pins, and who has
 * been a pair before.
 * ERR_INVALID: more people than one run takes. ERR_NOT_FOUND: the scheme has no cohort.
 */
MUST_USE enum err matching_load(struct work *work, const struct team_access *by,
                                struct matching_load *ret);

/* The same as a run would take them: with its seed, and its rules where they are its own. */
MUST_USE enum err matching_load_run(struct work *work, const struct team_access *by,
                                    struct match_run_id run, struct matching_load *ret);

/* The weights and the floor that a run counts with; the rest as usual. */
MUST_USE enum err matching_rules_run(struct work *work, const struct team_access *by,
                                     struct match_run_id run, struct match_rules *ret);

/* Find one of them by the name, a part of it, or "#31" behind it: the number that tells two of the
 * same name apart. ret: the position; len where the text is empty.
 * ERR_INVALID: nobody is called so, or several are; the fault is about this field.
 */
MUST_USE enum err matching_who_find(struct work *work, const struct matching_who *who, size_t len,
                                    struct str text, struct str field, size_t *ret);

/* The position of a participant; len: not there. */
size_t matching_who_at(const struct matching_who *who, size_t len, struct participant_id of);
