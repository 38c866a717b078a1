/* db_inside.h - what a database of either kind brings. For src/db/ only. */
#pragma once

#include "db/db.h"
#include "db/words.h"

struct db_kind {
    enum dialect dialect;
    void (*close)(struct db *db);
    enum err (*begin)(struct db *db, enum db_mode mode);
    enum err (*end)(struct db *db, enum err err);
    enum err (*group_begin)(struct db *db);
    enum err (*group_end)(struct db *db);
    enum err (*script)(struct db *db, const char *sql);
    enum err (*run)(struct db *db, struct work *work, const struct query *query,
                    const struct value params[], size_t nparams, each_row *each, void *into);
};

/* The first member of each kind's own struct. */
struct db {
    const struct db_kind *kind;
    enum db_trouble trouble;
    int64_t unit;    /* counts the transactions of this connection */
    bool is_reading; /* one that only reads is open */
    struct keeping keeping;
};

struct db *sqlite_open(const char *path, bool may_write);
struct db *postgres_open(const char *url);
