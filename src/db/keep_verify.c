#include "db/keep_inside.h"

enum err keep_verify(const char *path, keep_progress *progress, int64_t *ret_rows)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct census *census = NEW(arena, struct census);
    sqlite3 *db = keep_open(path);

    if (!db)
        return ERR_BUSY;
    enum err err = keep_count(db, arena, census);
    if (err == OK)
        err = keep_check(db, census, progress);
    sqlite3_close(db);
    TRY(err);
    *ret_rows = census->rows;
    return OK;
}
