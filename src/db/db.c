#include "db/db_inside.h"

#include "db/asked.h"

#include <string.h>

bool db_is_postgres(const char *where)
{
    return str_starts(str_of(where), S("postgresql://")) ||
           str_starts(str_of(where), S("postgres://"));
}

struct db *db_open(const char *where)
{
    return db_is_postgres(where) ? postgres_open(where) : sqlite_open(where, true);
}

struct db *db_open_read(const char *where)
{
    return db_is_postgres(where) ? postgres_open(where) : sqlite_open(where, false);
}

void db_close(struct db *db)
{
    if (!db)
        return;
    keeping_clear(&db->keeping);
    db->kind->close(db);
}

enum err db_begin(struct db *db, enum db_mode mode)
{
    db->trouble = DB_FINE;
    db->unit++;
    db->is_reading = mode == DB_READ;
    keeping_tidy(&db->keeping);
    return db->kind->begin(db, mode);
}

enum err db_end(struct db *db, enum err err)
{
    db->is_reading = false;
    return db->kind->end(db, err);
}

enum db_trouble db_trouble(const struct db *db)
{
    return db->trouble;
}

enum err db_expect_much(struct db *db)
{
    return db->kind->dialect == SQLITE ? db_script(db, "PRAGMA cache_size = -65536") : OK;
}

enum err db_group_begin(struct db *db)
{
    db->trouble = DB_FINE;
    return db->kind->group_begin(db);
}

enum err db_group_end(struct db *db)
{
    return db->kind->group_end(db);
}

enum err db_script(struct db *db, const char *sql)
{
    return db->kind->script(db, sql);
}

enum err db_run(struct db *db, struct work *work, const struct query *query,
                const struct value params[], size_t nparams, each_row *each, void *into)
{
    struct asking asking = {.each = each, .into = into};
    enum err err;

    if (work)
        work->keeping = &db->keeping;
    if (!db->is_reading || query->is_streamed)
        return db->kind->run(db, work, query, params, nparams, each, into);
    if (asked_again(db, work, query, params, nparams, each, into, &err))
        return err;
    TRY(db->kind->run(db, work, query, params, nparams, asking_row, &asking));
    asked_keep(db, work, query, params, nparams, &asking);
    return OK;
}

void *db_rows_grow(struct arena *arena, void *rows, size_t len, size_t size)
{
    bool full = len == 0 || (len >= 8 && (len & (len - 1)) == 0);
    if (!full)
        return rows;
    void *wider = arena_alloc(arena, len ? len * 2 : 8, size);
    if (len > 0)
        memcpy(wider, rows, len * size);
    return wider;
}
