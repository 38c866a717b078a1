/* asked.h - what a reading unit has asked already. For src/db/ only.
 *
 * A page is put together by several concepts, and some of them ask the same. Within one reading
 * transaction the answer cannot have changed, so it is given again from the unit's arena. Writing
 * units ask each time, and so do streamed queries.
 */
#pragma once

#include "db/db.h"

/* Give the rows of the same query with the same parameters again. False: not asked before. */
bool asked_again(struct db *db, struct work *work, const struct query *query,
                 const struct value params[], size_t nparams, each_row *each, void *into,
                 enum err *ret);

/* A row without the empty columns at its end. */
struct asked_row {
    const struct value *at;
    size_t len;
};

/* Stands between the database and the caller, and notes each row that passes. */
struct asking {
    each_row *each;
    void *into;
    struct asked_row *rows;
    size_t len;
    bool is_too_long; /* more rows than are worth keeping */
};

each_row asking_row;

/* The query has ended well: keep its rows for the rest of the unit. */
void asked_keep(struct db *db, struct work *work, const struct query *query,
                const struct value params[], size_t nparams, const struct asking *asking);
