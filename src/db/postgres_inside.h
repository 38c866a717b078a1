/* postgres_inside.h - what the files about PostgreSQL share. */
#pragma once

#include "db/db_inside.h"
#include "db/kept.h"

#include <libpq-fe.h>

/* Types of PostgreSQL that we meet: src/include/catalog/pg_type.dat there. */
enum {
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_NUMERIC = 1700
};

struct postgres {
    struct db db;
    PGconn *conn;
    struct kept kept; /* stmt is not NULL: prepared on this connection, as q and its number */
    enum db_mode mode;
    bool in_unit;
    bool is_begun;  /* BEGIN has been sent */
    bool is_dead;   /* nothing more can be done in this unit */
    bool must_undo; /* the last statement was refused: back to its savepoint first */
    bool is_warned; /* while COMMIT was under way */
    int64_t scheme; /* what row level security was told in this transaction; 0: nothing */
    size_t before;  /* answers that come before that of the statement */
    size_t owed;    /* ends of units whose answers have not been read */
};

/* Connect. NULL: no; the reason is on standard error, in one line. */
PGconn *postgres_connect(const char *url);

/* Connected and in pipeline mode, connecting anew if need be. */
bool postgres_ready(struct postgres *db);

/* Call each() for each row of res. */
MUST_USE enum err postgres_rows(struct work *work, const struct query *query, const PGresult *res,
                                each_row *each, void *into);
