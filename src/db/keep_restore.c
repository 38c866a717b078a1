#include "db/keep_inside.h"

#include "migrations.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Make dir, or see that it is empty. */
static enum err take_dir(const char *dir, bool *ret_made)
{
    size_t entries = 0;

    *ret_made = mkdir(dir, 0700) == 0;
    if (*ret_made)
        return OK;
    DIR *at = opendir(dir);
    if (!at)
        return keep_fail(ERR_BUSY, dir, strerror(errno));
    while (readdir(at))
        entries++;
    closedir(at);
    return entries <= 2 ? OK
                        : keep_fail(ERR_CONFLICT, dir,
                                    "it is not empty; restore into a directory of its own");
}

/* The database behind the manifest, written to `to` while it is hashed. */
static enum err copy_body(FILE *from, FILE *to, int64_t bytes, crypto_hash_sha256_state *state,
                          keep_progress *progress)
{
    unsigned char chunk[KEEP_CHUNK];
    int64_t done = 0;
    size_t len;

    while ((len = fread(chunk, 1, sizeof(chunk), from)) > 0) {
        done += (int64_t)len;
        crypto_hash_sha256_update(state, chunk, len);
        if (fwrite(chunk, 1, len, to) != len)
            return keep_fail(ERR_BUSY, "restore", strerror(errno));
        if (progress)
            progress("restoring", done < bytes ? done : bytes, bytes);
    }
    if (done != bytes)
        return keep_fail(ERR_INVALID, "this copy is damaged", "its length is not as it says");
    return fflush(to) == 0 && fsync(fileno(to)) == 0
               ? OK
               : keep_fail(ERR_BUSY, "restore", strerror(errno));
}

static enum err unpack(FILE *from, FILE *to, struct arena *arena, struct census *census,
                       keep_progress *progress)
{
    crypto_hash_sha256_state state;
    struct str text, hash;
    int64_t bytes;

    if (manifest_read(arena, from, census, &bytes, &text, &hash) != OK)
        return keep_fail(ERR_INVALID, "this is no copy that rapport backup made",
                         "its first lines are not a manifest");
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)text.at, text.len);
    TRY(copy_body(from, to, bytes, &state, progress));
    if (!str_eq(keep_hex(arena, &state), hash))
        return keep_fail(ERR_INVALID, "this copy is damaged", "its SHA-256 is not as it says");
    return OK;
}

/* The manifest is believed about nothing that can be counted. */
static enum err compare(const char *path, struct arena *arena, const struct census *said,
                        keep_progress *progress)
{
    struct census *found = NEW(arena, struct census);
    sqlite3 *db = keep_open(path);

    if (!db)
        return ERR_BUSY;
    enum err err = keep_count(db, arena, found);
    if (err == OK)
        err = keep_check(db, found, progress);
    sqlite3_close(db);
    TRY(err);
    bool is_same = found->len == said->len && str_eq(found->schema, said->schema);
    for (size_t i = 0; is_same && i < found->len; i++)
        is_same = str_eq(found->tables[i].name, said->tables[i].name) &&
                  found->tables[i].rows == said->tables[i].rows;
    return is_same ? OK
                   : keep_fail(ERR_INVALID, "this copy is damaged", "its rows are not as it says");
}

/* Names of migrations begin with their number, so they compare as text. */
static enum err check_age(const struct census *census)
{
    struct str newest = str_of(migrations[migrations_len - 1].name);
    size_t len = census->schema.len < newest.len ? census->schema.len : newest.len;

    return memcmp(census->schema.at, newest.at, len) <= 0
               ? OK
               : keep_fail(ERR_INVALID, "this copy",
                           "a newer rapport made it; restore it with that version");
}

static enum err restore_to(const char *file, const char *part, struct arena *arena,
                           keep_progress *progress)
{
    struct census *census = NEW(arena, struct census);
    FILE *from = fopen(file, "rbe");

    if (!from)
        return keep_fail(ERR_INVALID, file, strerror(errno));
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *to = fd < 0 ? NULL : fdopen(fd, "wb");
    enum err err =
        to ? unpack(from, to, arena, census, progress) : keep_fail(ERR_BUSY, part, strerror(errno));
    (void)fclose(from);
    if (to && fclose(to) != 0 && err == OK)
        err = keep_fail(ERR_BUSY, part, strerror(errno));
    TRY(err);
    TRY(check_age(census));
    return compare(part, arena, census, progress);
}

static enum err settle(const char *dir, const char *part, const char *path)
{
    if (rename(part, path) != 0)
        return keep_fail(ERR_BUSY, path, strerror(errno));
    int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_safe = at >= 0 && fsync(at) == 0;
    if (at >= 0)
        close(at);
    return is_safe ? OK : keep_fail(ERR_BUSY, dir, strerror(errno));
}

enum err keep_restore(const char *file, const char *dir, keep_progress *progress)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct buf part = {.arena = arena}, path = {.arena = arena};
    bool is_made = false;

    TRY(take_dir(dir, &is_made));
    buf_addf(&part, "%s/rapport.db.part%c", dir, '\0');
    buf_addf(&path, "%s/rapport.db%c", dir, '\0');
    enum err err = restore_to(file, part.at, arena, progress);
    if (err == OK)
        err = settle(dir, part.at, path.at);
    if (err != OK) {
        unlink(part.at);
        if (is_made)
            rmdir(dir);
    }
    return err;
}
