/* import.h - brings people in from the lists that a scheme has already.
 *
 * A file is read, each column is taken for a field, and a plan says who would be added or changed
 * and which records cannot come in and why; nothing happens before it is carried out. A person is
 * found again by their number in the list, then by address; absence removes nobody, and an empty
 * cell changes nothing. A carried out import can be undone until something depends on it.
 * Tables: import, import_place, import_block.
 */
#pragma once

#include "app/concept.h"
#include "app/participant/participant.h"
#include "sheet/roster.h"

extern const struct concept import_concept;
extern const struct commands import_commands;

/* A sheet and how it is to be read. */
struct import_source {
    enum role role; /* mentee or mentor */
    struct cohort_id cohort;
    struct str sheet;   /* bytes of a file, or what import_strip() left of them */
    struct str columns; /* names of fields by blanks; empty: guessed */
    struct str words;   /* what unknown words mean, as table import keeps it */
};

enum import_act { IMPORT_ADDS, IMPORT_CHANGES, IMPORT_KEEPS };

/* What would come of one good record. */
struct import_step {
    enum import_act act;
    const struct roster_person *person;
    struct participant_id participant; /* who is there already */
    struct participant_facts facts;    /* as they would then stand */
    const struct participant_facts *before;
    struct str differs; /* "employer, city": what would change */
};

struct import_steps {
    const struct import_step *at;
    size_t len;
};

struct import_problems {
    const struct roster_problem *at;
    size_t len;
};

struct import_unknowns {
    const struct roster_unknown *at;
    size_t len;
};

struct import_plan {
    struct sheet sheet;
    struct roster_columns columns;
    struct import_steps steps; /* of the good records, in their order */
    struct import_problems problems;
    struct import_unknowns unknowns;
    int64_t adds, changes, keeps, refuses; /* records */
};

/* Read a file for the first time, in a confined child: without the columns that only a mentee may tell, with columns
 * guessed. ret: to be kept; encoding: as told to people.
 * ERR_INVALID: no sheet; the fault says why.
 */
MUST_USE enum err import_strip(struct work *work, struct str bytes, struct str *ret_sheet,
                               struct str *ret_columns, struct str *ret_encoding);

/* Say what would come of it. ERR_INVALID: columns are missing. */
MUST_USE enum err import_plan(struct work *work, const struct team_access *by,
                              const struct import_source *source, struct import_plan *ret);

/* Do it, for the import of that key. is_told: send each new person an invitation. progress: told how far it
 * has come, or NULL.
 * ERR_CONFLICT: it is done already, or somebody changed the same people meanwhile.
 */
MUST_USE enum err import_carry_out(struct work *work, const struct team_access *by,
                                   struct import_id import, const struct import_source *source,
                                   const struct import_plan *plan, bool is_told,
                                   void (*progress)(int64_t done, int64_t of));

/* All of it in one step, with columns as guessed and nobody told. name: of the file. ret: how many
 * people were added. Errors as import_strip, import_plan and import_carry_out.
 */
MUST_USE enum err import_at_once(struct work *work, const struct team_access *by, enum role role,
                                 struct str name, struct str bytes, int64_t *ret);

/* Send each person whom an import brought in an invitation, once. */
MUST_USE enum err import_invite_later(struct work *work, const struct team_access *by,
                                      struct import_id import);

/* Put everything back as it was before. ERR_INVALID: something depends on it by now. */
MUST_USE enum err import_undo(struct work *work, const struct team_access *by,
                              struct import_id import);
