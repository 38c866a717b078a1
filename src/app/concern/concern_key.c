#include "app/concern/concern.h"

#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { KEY_MOST = 1024 };

static bool say(const char *path)
{
    fprintf(stderr, "rapport serve: %s: %s\n", path, strerror(errno));
    return false;
}

/* Written whole and made lasting before anything is sealed with it. */
static bool make_key(struct arena *arena, const char *path)
{
    struct str key = secret_new(arena);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file < 0)
        return errno == EEXIST || say(path);
    bool is_kept = write(file, key.at, key.len) == (ssize_t)key.len && fsync(file) == 0;
    if (!is_kept)
        say(path);
    close(file);
    return is_kept;
}

static bool read_key(struct arena *arena, const char *path, struct str *ret)
{
    char *key = NEW_ARRAY(arena, char, KEY_MOST);
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return say(path);
    ssize_t len = read(file, key, KEY_MOST);
    close(file);
    if (len < 0)
        return say(path);
    *ret = str_trim((struct str){key, (size_t)len});
    if (ret->len >= 32)
        return true;
    fprintf(stderr, "rapport serve: %s: a key of at least 32 letters is wanted\n", path);
    return false;
}

bool concern_key_load(struct arena *arena, const char *file, const char *dir, struct str *ret)
{
    struct buf path = {.arena = arena};

    if (file)
        return read_key(arena, file, ret);
    if (!dir)
        return true;
    buf_addf(&path, "%s/concern.key%c", dir, 0);
    return make_key(arena, path.at) && read_key(arena, path.at, ret);
}
