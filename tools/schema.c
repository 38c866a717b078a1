#include "schema.h"

#include "db/words.h"

sqlite3 *schema_open(struct arena *arena, char **files)
{
    sqlite3 *db = NULL;
    char *error = NULL;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        tool_fail("schema", 0, "cannot open a database in memory");
    for (; *files; files++) {
        if (!str_ends(str_of(*files), S(".sql")))
            continue;
        struct str sql = words_in(arena, tool_read(arena, *files), SQLITE);
        if (sqlite3_exec(db, arena_copy(arena, sql).at, NULL, NULL, &error) != SQLITE_OK)
            tool_fail(*files, 1, "%s", error);
    }
    return db;
}

int schema_ask(sqlite3 *db, const char *sql, const char *first, const char *second)
{
    sqlite3_stmt *stmt = NULL;
    int number = 0;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        tool_fail("schema", 0, "%s", sqlite3_errmsg(db));
    sqlite3_bind_text(stmt, 1, first, -1, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 2, second, -1, SQLITE_STATIC);
    if (sqlite3_step(stmt) == SQLITE_ROW)
        number = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return number;
}
