/* store.h - a database of its own for one test.
 *
 * SQLite in memory; or, under tests/support/postgres.sh (make test DB=postgres), a copy of a
 * database on the private server that the first test to ask has migrated and filled.
 */
#pragma once

#include "base/work.h"

struct db;

struct store {
    struct db *db;     /* as the program sees it */
    struct db *beside; /* may write what it likes: on PostgreSQL no row level security binds it */
    const char *where; /* what db_open takes for one more connection; NULL: SQLite in memory */
};

bool store_is_postgres(void);

/* Migrated, and filled by this script. name: of the script, the same for the same text. The
 * connections are closed and the database is gone when the arena ends.
 */
struct store store_new(struct arena *arena, const char *name, const char *script);

/* A database without any table, for tests of migrations. It can be reached as its owner alone. */
struct store store_bare(struct arena *arena);
