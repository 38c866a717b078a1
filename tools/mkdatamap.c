/* mkdatamap - join what each concept says of its columns into the one data map.
 *
 *   mkdatamap build/gen/data_map MIGRATION... MAP...
 *
 * writes data_map.c, a table with a row for each column of the schema, and data_map.h. A
 * column that nobody says anything about, a statement on a column that is not there and a
 * way to the person that leads nowhere end the build (trust.md section 9).
 */
#include "map.h"

#include <string.h>

static void check_column_is_there(sqlite3 *db, struct arena *arena, const struct map_row *row)
{
    static const char sql[] = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
    const char *table = arena_copy(arena, row->table).at;

    if (schema_ask(db, sql, table, arena_copy(arena, row->column).at) == 0)
        tool_fail(row->path, row->line, "%s has no column '%.*s'", table, ARG(row->column));
}

/* The table that a column of table refers to; empty: to none. "actor:person" says it where no
 * foreign key does.
 */
static struct str table_behind(sqlite3 *db, struct arena *arena, struct str table, struct str step)
{
    static const char sql[] =
        "SELECT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2";
    struct str said = step, column = str_cut(&said, ':'), behind = {0};
    sqlite3_stmt *stmt = NULL;

    if (said.len > 0)
        return said;
    if (str_eq(table, S("person")) && str_eq(column, S("id")))
        return table;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        tool_fail("schema", 0, "%s", sqlite3_errmsg(db));
    sqlite3_bind_text(stmt, 1, table.at, (int)table.len, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 2, column.at, (int)column.len, SQLITE_STATIC);
    if (sqlite3_step(stmt) == SQLITE_ROW)
        behind = arena_copy(arena, str_of((const char *)sqlite3_column_text(stmt, 0)));
    sqlite3_finalize(stmt);
    return behind;
}

/* Each way ends at a person: "pair.mentee,pair.mentor". */
static void check_about(sqlite3 *db, struct arena *arena, const struct map_row *row)
{
    struct str ways = row->words[MAP_ABOUT];

    while (ways.len > 0 && !str_eq(ways, S("-"))) {
        struct str way = str_cut(&ways, ','), rest = way, table = row->table;
        while (rest.len > 0 && table.len > 0)
            table = table_behind(db, arena, table, str_cut(&rest, '.'));
        if (!str_eq(table, S("person")))
            tool_fail(row->path, row->line, "%.*s: '%.*s' does not lead to a person",
                      ARG(row->table), ARG(way));
    }
}

static bool says(const struct map_row *row, enum map_word word, const char *value)
{
    return str_eq(row->words[word], str_of(value));
}

/* What is personal is somebody's, has a reason in law, and goes when they go. */
static void check_sense(const struct map_row *row)
{
    bool is_personal = says(row, MAP_CLASS, "personal") || says(row, MAP_CLASS, "sensitive") ||
                       says(row, MAP_CLASS, "special");

    if (is_personal &&
        (says(row, MAP_ABOUT, "-") || says(row, MAP_BASIS, "none") || says(row, MAP_ERASE, "keep")))
        tool_fail(
            row->path, row->line,
            "%.*s.%.*s is %.*s: it needs a person, a basis, and an erasure that is not 'keep'",
            ARG(row->table), ARG(row->column), ARG(row->words[MAP_CLASS]));
    if (says(row, MAP_CLASS, "secret") &&
        (says(row, MAP_EXPORT, "yes") || !says(row, MAP_STAMP, "program")))
        tool_fail(row->path, row->line, "%.*s.%.*s is secret: stamp program, export no",
                  ARG(row->table), ARG(row->column));
}

static void put_row(struct buf *out, const struct map_row *row)
{
    buf_addf(out, "    {\"%.*s\", \"%.*s\"", ARG(row->table), ARG(row->column));
    for (enum map_word word = MAP_ABOUT; word < MAP_WORD_COUNT; word++)
        buf_addf(out, ", \"%.*s\"", ARG(row->words[word]));
    buf_add(out, S("},\n"));
}

/* All columns, as they stand in the schema: a table by its first migration. */
static void put_rows(struct buf *out, sqlite3 *db, const struct map *map)
{
    static const char columns[] =
        "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c "
        "WHERE t.type = 'table' ORDER BY t.rowid, c.cid";
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(db, columns, -1, &stmt, NULL) != SQLITE_OK)
        tool_fail("schema", 0, "%s", sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(stmt, 0);
        const char *column = (const char *)sqlite3_column_text(stmt, 1);
        const struct map_row *row = map_find(map, str_of(table), str_of(column));
        if (!row)
            tool_fail("data map", 0, "nothing is said of %s.%s: add it to its concept's .map",
                      table, column);
        put_row(out, row);
    }
    sqlite3_finalize(stmt);
}

static void write_map(const char *stem, struct arena *arena, sqlite3 *db, const struct map *map)
{
    struct buf code = {.arena = arena}, path = code;

    buf_addf(&path, "%s.h", stem);
    tool_write(path.at, S("#pragma once\n\n#include \"base/data_map.h\"\n"));
    buf_add(&code, S("#include \"base/data_map.h\"\n\nconst struct data_row data_map[] = {\n"));
    put_rows(&code, db, map);
    buf_add(&code, S("};\nconst size_t data_map_len = sizeof(data_map) / sizeof(data_map[0]);\n"));
    path.at[path.len - 1] = 'c';
    tool_write(path.at, buf_str(&code));
}

int main(int argc, char **argv)
{
    static struct map map; /* too large for the stack */
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    if (argc < 3)
        return 2;
    sqlite3 *db = schema_open(arena, argv + 2);
    map_read(&map, arena, argv + 2);
    for (size_t i = 0; i < map.len; i++) {
        check_column_is_there(db, arena, &map.rows[i]);
        check_about(db, arena, &map.rows[i]);
        check_sense(&map.rows[i]);
    }
    write_map(argv[1], arena, db, &map);
    sqlite3_close(db);
    return 0;
}
