#include "mail/post_inside.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool name_is_safe(struct str name)
{
    if (name.len == 0 || name.len > 200 || name.at[0] == '.')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!isalnum((unsigned char)name.at[i]) && !strchr("-._", name.at[i]))
            return false;
    return true;
}

static bool write_all(int file, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(file, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes.at += n;
        bytes.len -= (size_t)n;
    }
    return true;
}

/* A reader of the folder sees the whole mail or none: it is written beside and renamed. */
static bool write_file(const char *dir, struct str name, struct str bytes)
{
    char path[4096], beside[4096];

    if (snprintf(path, sizeof(path), "%s/%.*s.eml", dir, ARG(name)) >= (int)sizeof(path) ||
        snprintf(beside, sizeof(beside), "%s/.%.*s.part", dir, ARG(name)) >= (int)sizeof(beside)) {
        errno = ENAMETOOLONG;
        return false;
    }
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool is_written = write_all(file, bytes) && fsync(file) == 0;
    int why = errno;
    is_written = close(file) == 0 && is_written;
    if (is_written && rename(beside, path) == 0)
        return true;
    if (is_written)
        why = errno;
    unlink(beside);
    errno = why;
    return false;
}

static void send_to_folder(struct post *post, const struct envelope *envelope,
                           struct post_answer *ret)
{
    errno = EINVAL;
    ret->result = POST_SENT;
    if (name_is_safe(envelope->name) && write_file(post->dir, envelope->name, envelope->bytes))
        return;
    ret->result = POST_LATER;
    snprintf(ret->said, sizeof(ret->said), "%s: %s", post->dir, strerror(errno));
}

enum err post_to_folder(struct str dir, struct post **ret)
{
    struct post *post = post_new(send_to_folder, NULL);
    struct buf path = {.arena = post->arena};
    struct stat stat_of;

    buf_addf(&path, "%.*s%c", ARG(dir), '\0');
    post->dir = path.at;
    if (mkdir(post->dir, 0700) != 0 && errno != EEXIST)
        fprintf(stderr, "mail folder %s: %s\n", post->dir, strerror(errno));
    if (stat(post->dir, &stat_of) != 0 || !S_ISDIR(stat_of.st_mode) ||
        access(post->dir, W_OK | X_OK) != 0) {
        fprintf(stderr, "mail folder %s: no such folder, or it cannot be written\n", post->dir);
        post_free(post);
        return ERR_BROKEN;
    }
    *ret = post;
    return OK;
}
