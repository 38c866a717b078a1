#include "app/matching/matching_out.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void close_file(FILE **file)
{
    if (*file)
        fclose(*file);
}

enum err matching_file_read(struct work *work, const char *path, size_t most, struct str *ret)
{
    CLEANUP(close_file) FILE *file = fopen(path, "re");
    struct buf bytes = {.arena = work->arena};
    char part[16384];
    size_t len;

    while (file && (len = fread(part, 1, sizeof(part), file)) > 0 && bytes.len <= most)
        buf_add(&bytes, (struct str){part, len});
    if (!file || ferror(file) || bytes.len > most) {
        const char *why = file && !ferror(file) ? "it is too large" : strerror(errno);
        fprintf(stderr, "rapport: cannot read %s: %s\n", path, why);
        return ERR_INVALID;
    }
    *ret = buf_str(&bytes);
    return OK;
}

static enum err cannot_write(struct matching_out *outs, size_t len, const char *path)
{
    fprintf(stderr, "rapport: cannot write %s: %s\n", path, strerror(errno));
    matching_out_drop(outs, len);
    return ERR_BROKEN;
}

enum err matching_out_open(struct matching_out *outs, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        struct matching_out *out = &outs[i];
        if (!out->path)
            continue;
        int used = snprintf(out->beside, sizeof(out->beside), "%s.part", out->path);
        if (used < (int)sizeof(out->beside))
            out->file = fopen(out->beside, "we");
        else
            errno = ENAMETOOLONG;
        if (!out->file)
            return cannot_write(outs, i, out->path);
    }
    return OK;
}

enum err matching_out_commit(struct matching_out *outs, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        FILE *file = outs[i].file;
        if (!file)
            continue;
        bool is_whole = fflush(file) == 0 && !ferror(file);
        outs[i].file = NULL;
        if (fclose(file) != 0 || !is_whole)
            return cannot_write(outs, len, outs[i].path);
    }
    for (size_t i = 0; i < len; i++)
        if (outs[i].path && rename(outs[i].beside, outs[i].path) != 0)
            return cannot_write(outs, len, outs[i].path);
    return OK;
}

void matching_out_drop(struct matching_out *outs, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!outs[i].path)
            continue;
        if (outs[i].file)
            fclose(outs[i].file);
        outs[i].file = NULL;
        unlink(outs[i].beside);
    }
}
