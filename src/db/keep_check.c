#include "db/keep_inside.h"

#include <string.h>

enum err keep_fail(enum err err, const char *what, const char *why)
{
    fprintf(stderr, "rapport: %s: %s\n", what, why);
    return err;
}

sqlite3 *keep_open(const char *path)
{
    sqlite3 *db = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        (void)keep_fail(ERR_BUSY, path, sqlite3_errmsg(db));
        sqlite3_close(db);
        return NULL;
    }
    sqlite3_busy_timeout(db, 5000); /* ms: somebody may be making the WAL anew */
    return db;
}

/* The first column of the first row as a number; -1: there is none. */
static int64_t number_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    int64_t number = -1;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return number;
}

static struct str column_text(struct arena *arena, sqlite3_stmt *stmt, int at)
{
    return arena_copy(arena, str_of((const char *)sqlite3_column_text(stmt, at)));
}

static enum err list_tables(sqlite3 *db, struct arena *arena, struct census *ret)
{
    static const char tables[] = "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                 " AND name NOT LIKE 'sqlite_%' ORDER BY name";
    sqlite3_stmt *stmt = NULL;
    int step = sqlite3_prepare_v2(db, tables, -1, &stmt, NULL);

    while (step == SQLITE_OK || step == SQLITE_ROW) {
        step = sqlite3_step(stmt);
        if (step == SQLITE_ROW && ret->len < KEEP_TABLES)
            ret->tables[ret->len++].name = column_text(arena, stmt, 0);
    }
    sqlite3_finalize(stmt);
    return step == SQLITE_DONE ? OK : keep_fail(ERR_BROKEN, "the data", sqlite3_errmsg(db));
}

static enum err find_schema(sqlite3 *db, struct arena *arena, struct census *ret)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(db, "SELECT max(name) FROM migration", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        ret->schema = column_text(arena, stmt, 0);
    sqlite3_finalize(stmt);
    return ret->schema.len > 0 ? OK : keep_fail(ERR_BROKEN, "the data", "this is not Rapport's");
}

enum err keep_count(sqlite3 *db, struct arena *arena, struct census *ret)
{
    *ret = (struct census){0};
    TRY(list_tables(db, arena, ret));
    for (size_t i = 0; i < ret->len; i++) {
        struct buf sql = {.arena = arena};
        buf_addf(&sql, "SELECT count(*) FROM \"%.*s\"", ARG(ret->tables[i].name));
        ret->tables[i].rows = number_of(db, arena_copy(arena, buf_str(&sql)).at);
        if (ret->tables[i].rows < 0)
            return keep_fail(ERR_BROKEN, "the data", sqlite3_errmsg(db));
        ret->rows += ret->tables[i].rows;
    }
    return find_schema(db, arena, ret);
}

/* A pragma that returns rows when something is wrong, but for one row "ok". */
static enum err ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    enum err err = OK;
    int step = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

    while (err == OK && (step == SQLITE_OK || step == SQLITE_ROW)) {
        step = sqlite3_step(stmt);
        const char *said = step == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : "ok";
        if (!said || strcmp(said, "ok") != 0)
            err = keep_fail(ERR_BROKEN, "the data is damaged", said ? said : "no reason given");
    }
    if (err == OK && step != SQLITE_DONE)
        err = keep_fail(ERR_BROKEN, "the data is damaged", sqlite3_errmsg(db));
    sqlite3_finalize(stmt);
    return err;
}

enum err keep_check(sqlite3 *db, const struct census *census, keep_progress *progress)
{
    char sql[160];

    for (size_t i = 0; i < census->len; i++) {
        struct str name = census->tables[i].name;
        snprintf(sql, sizeof(sql), "PRAGMA integrity_check(\"%.*s\")", ARG(name));
        TRY(ask(db, sql));
        snprintf(sql, sizeof(sql), "PRAGMA foreign_key_check(\"%.*s\")", ARG(name));
        TRY(ask(db, sql));
        if (progress)
            progress("looking over", (int64_t)i + 1, (int64_t)census->len);
    }
    return ask(db, "PRAGMA integrity_check(1)"); /* and what belongs to no table */
}
