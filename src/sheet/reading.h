/* reading.h - one reading of a roster: where it stands, and the values of the record at hand. */
#pragma once

#include "base/lookup.h"
#include "sheet/roster.h"
#include "sheet/words.h"

enum { NO_COLUMN = SHEET_MOST_COLUMNS };

struct reading {
    struct work *work;
    const struct sheet_row *header, *row;
    size_t column[ROSTER_FIELD_COUNT]; /* NO_COLUMN where no column is taken for it */
    enum roster_as as;
    const struct words_index *interests, *topics;
    size_t record;
    bool is_bad;                   /* the record at hand has an error */
    struct lookup numbers, emails; /* the record that had it first */

    struct roster_person *people;
    struct roster_problem *problems;
    struct roster_unknown *unknowns;
    size_t people_len, problem_len, problem_room, unknown_len, skipped;
};

/* Note a problem with the record at hand; an error keeps it out. */
PRINTF_LIKE(4, 5)
void reading_tell(struct reading *reading, enum roster_field field, enum roster_level level,
                  const char *fmt, ...);

/* The first letters of a value on one line, to show in a reason. */
struct str reading_clip(struct reading *reading, struct str value);

/* The cell of a field without blanks at its ends. */
struct str reading_cell(const struct reading *reading, enum roster_field field);

/* The cell as one line: runs of blanks are one blank. most: letters.
 * An error is told, and the empty text returned, where it is longer, holds control characters or
 * starts like a formula.
 */
struct str reading_line(struct reading *reading, enum roster_field field, size_t most);

/* The cell as text that may have several lines; errors as reading_line(). */
struct str reading_text(struct reading *reading, enum roster_field field, size_t most);

/* The parts of the next item of a list, split by ';', by line breaks, or by ',' where there is no
 * ';'. Empty parts are passed over. false: no more.
 */
bool reading_next(struct str *rest, char sep, struct str *ret);
char reading_separator(struct str list);

/* Read the person of the record at hand. What is wrong is told. */
struct roster_person reading_person(struct reading *reading);
