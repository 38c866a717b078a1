#include "db/postgres_inside.h"

#include <stdlib.h>
#include <string.h>

/* "\x6869", as PostgreSQL writes bytea in text. */
static struct str bytes_of(struct arena *arena, struct str hex)
{
    size_t len = hex.len >= 2 ? (hex.len - 2) / 2 : 0;
    char *bytes = arena_alloc(arena, len + 1, 1);

    for (size_t i = 0; i < len; i++) {
        char pair[3] = {hex.at[2 + 2 * i], hex.at[3 + 2 * i], '\0'};
        bytes[i] = (char)strtol(pair, NULL, 16);
    }
    return (struct str){bytes, len};
}

static struct value column(struct work *work, const PGresult *res, int row, int at)
{
    const char *text = PQgetvalue(res, row, at);
    struct str view = {text, (size_t)PQgetlength(res, row, at)};

    if (PQgetisnull(res, row, at))
        return (struct value){.kind = VALUE_NULL};
    switch ((int)PQftype(res, at)) {
    case OID_INT8:
    case OID_INT4:
    case OID_INT2:
    case OID_NUMERIC: /* sum() of numbers */
        return (struct value){.kind = VALUE_INT, .number = strtoll(text, NULL, 10)};
    case OID_BOOL:
        return (struct value){.kind = VALUE_INT, .number = text[0] == 't'};
    case OID_BYTEA:
        return (struct value){.kind = VALUE_BYTES, .text = bytes_of(work->arena, view)};
    default:
        return (struct value){.kind = VALUE_TEXT, .text = view};
    }
}

enum err postgres_rows(struct work *work, const struct query *query, const PGresult *res,
                       each_row *each, void *into)
{
    int nrows = PQntuples(res), ncolumns = PQnfields(res);
    struct value row[DB_MAX_COLUMNS] = {0};

    for (int i = 0; i < nrows; i++) {
        for (int at = 0; at < ncolumns; at++) {
            row[at] = column(work, res, i, at);
            if (!query->is_streamed && row[at].kind == VALUE_TEXT)
                row[at].text = arena_copy(work->arena, row[at].text);
        }
        TRY(each(work, row, into));
    }
    return OK;
}
