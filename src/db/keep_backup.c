#include "db/keep_inside.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_AT_ONCE = 256 };

/* Copy all pages within the read transaction that `from` is in, so of one moment. */
static enum err copy_pages(sqlite3 *from, sqlite3 *to, keep_progress *progress)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
    int step = copy ? SQLITE_OK : SQLITE_ERROR;

    while (step == SQLITE_OK || step == SQLITE_BUSY || step == SQLITE_LOCKED) {
        step = sqlite3_backup_step(copy, PAGES_AT_ONCE);
        int all = sqlite3_backup_pagecount(copy);
        if (progress && all > 0)
            progress("copying", all - sqlite3_backup_remaining(copy), all);
    }
    if (copy)
        sqlite3_backup_finish(copy);
    return step == SQLITE_DONE ? OK : keep_fail(ERR_BUSY, "backup", sqlite3_errmsg(to));
}

static enum err copy_to(sqlite3 *from, const char *path, keep_progress *progress)
{
    sqlite3 *to = NULL;

    if (sqlite3_open(path, &to) != SQLITE_OK) {
        enum err err = keep_fail(ERR_BUSY, path, sqlite3_errmsg(to));
        sqlite3_close(to);
        return err;
    }
    /* Durable is the finished file, not this one; and it needs no WAL beside it. */
    sqlite3_exec(to, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);
    enum err err = copy_pages(from, to, progress);
    if (err == OK && sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != 0)
        err = keep_fail(ERR_BUSY, path, sqlite3_errmsg(to));
    sqlite3_close(to);
    return err;
}

/* The rows are counted, and the pages copied, in one read transaction. */
static enum err snapshot(const char *from, const char *to, struct arena *arena,
                         struct census *census, keep_progress *progress)
{
    sqlite3 *db = keep_open(from);

    if (!db)
        return ERR_BUSY;
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    enum err err = keep_count(db, arena, census);
    if (err == OK)
        err = copy_to(db, to, progress);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(db);
    return err;
}

/* Pass the whole of a file to the hash, and to `to` unless it is NULL. */
static bool pass(FILE *from, FILE *to, crypto_hash_sha256_state *state)
{
    unsigned char chunk[KEEP_CHUNK];
    size_t len;

    while ((len = fread(chunk, 1, sizeof(chunk), from)) > 0) {
        if (state)
            crypto_hash_sha256_update(state, chunk, len);
        if (to && fwrite(chunk, 1, len, to) != len)
            return false;
    }
    return !ferror(from);
}

static bool write_copy(FILE *from, FILE *to, struct arena *arena, const struct census *census,
                       int64_t now)
{
    crypto_hash_sha256_state state;
    struct stat found;

    if (fstat(fileno(from), &found) != 0)
        return false;
    struct str text = manifest_text(arena, census, now, found.st_size);
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)text.at, text.len);
    if (!pass(from, NULL, &state))
        return false;
    struct str hash = keep_hex(arena, &state);
    rewind(from);
    fprintf(to, "%.*ssha256 %.*s\n\n", ARG(text), ARG(hash));
    return pass(from, to, NULL) && fflush(to) == 0 && fsync(fileno(to)) == 0;
}

static enum err put_together(const char *database, const char *part, struct arena *arena,
                             const struct census *census, int64_t now)
{
    FILE *from = fopen(database, "rbe"), *to = fopen(part, "wbe");
    bool is_written = from && to && write_copy(from, to, arena, census, now);
    int error = errno;

    if (from)
        (void)fclose(from);
    if (to && fclose(to) != 0)
        is_written = false;
    return is_written ? OK : keep_fail(ERR_BUSY, part, strerror(error));
}

enum err keep_backup(const char *path, const char *file, int64_t now, keep_progress *progress)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct buf database = {.arena = arena}, part = {.arena = arena};
    struct census *census = NEW(arena, struct census);

    if (access(file, F_OK) == 0)
        return keep_fail(ERR_CONFLICT, file, "it is there already; give another name");
    buf_addf(&database, "%s.database%c", file, '\0');
    buf_addf(&part, "%s.part%c", file, '\0');
    mode_t before = umask(0077); /* it holds what people wrote */
    enum err err = snapshot(path, database.at, arena, census, progress);
    if (err == OK)
        err = put_together(database.at, part.at, arena, census, now);
    /* link, not rename: it refuses a file that has come meanwhile */
    if (err == OK && link(part.at, file) != 0)
        err = keep_fail(ERR_BUSY, file, strerror(errno));
    umask(before);
    unlink(database.at);
    unlink(part.at);
    return err;
}
