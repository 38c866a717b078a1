/* matching_tsv.c - lines of fields between tabs, as fast as they come. */
#include "app/matching/matching_plain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER = 1 << 18, MOST_LINE = 4096 };

enum err matching_tsv_open(struct matching_tsv *tsv, const char *path)
{
    *tsv = (struct matching_tsv){.path = path, .file = fopen(path, "re")};
    if (!tsv->file) {
        fprintf(stderr, "rapport: cannot read %s: %s\n", path, strerror(errno));
        return ERR_INVALID;
    }
    setvbuf(tsv->file, NULL, _IONBF, 0);
    tsv->buffer = malloc(BUFFER);
    if (!tsv->buffer)
        abort();
    return OK;
}

void matching_tsv_close(struct matching_tsv *tsv)
{
    if (tsv->file)
        fclose(tsv->file);
    free(tsv->buffer);
    *tsv = (struct matching_tsv){0};
}

enum err matching_tsv_wrong(const struct matching_tsv *tsv, const char *name, const char *fmt, ...)
{
    va_list ap;

    fprintf(stderr, "%s: line %zu: %s: ", tsv->path, tsv->line, name);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    return ERR_INVALID;
}

/* Move what is left to the front and read on behind it. */
static enum err read_on(struct matching_tsv *tsv)
{
    size_t got;

    memmove(tsv->buffer, tsv->buffer + tsv->start, tsv->len);
    tsv->start = 0;
    got = fread(tsv->buffer + tsv->len, 1, BUFFER - tsv->len, tsv->file);
    if (got == 0 && ferror((FILE *)tsv->file)) {
        fprintf(stderr, "rapport: cannot read %s: %s\n", tsv->path, strerror(errno));
        return ERR_INVALID;
    }
    tsv->is_over = got == 0;
    tsv->len += got;
    return OK;
}

static enum err next_line(struct matching_tsv *tsv, struct str *ret, bool *ret_is_over)
{
    const char *end = tsv->len > 0 ? memchr(tsv->buffer + tsv->start, '\n', tsv->len) : NULL;

    while (!end && !tsv->is_over && tsv->len < MOST_LINE) {
        TRY(read_on(tsv));
        end = tsv->len > 0 ? memchr(tsv->buffer, '\n', tsv->len) : NULL;
    }
    *ret_is_over = tsv->len == 0;
    if (*ret_is_over)
        return OK;

    const char *line = tsv->buffer + tsv->start;
    size_t len = end ? (size_t)(end - line) : tsv->len, used = end ? len + 1 : len;
    tsv->line++;
    if (len > MOST_LINE || (!end && !tsv->is_over))
        return matching_tsv_wrong(tsv, "line", "it is longer than %d bytes", (int)MOST_LINE);
    tsv->start += used;
    tsv->len -= used;
    *ret = (struct str){line, len > 0 && line[len - 1] == '\r' ? len - 1 : len};
    return OK;
}

/* Cut the next field off the line. is_last: nothing may come behind it. */
static enum err cut_field(const struct matching_tsv *tsv, const char *name, bool is_last,
                          struct str *line, struct str *ret)
{
    *ret = str_cut(line, '\t');
    if (is_last && line->at)
        return matching_tsv_wrong(tsv, "line", "it has more fields than it should");
    if (!is_last && !line->at)
        return matching_tsv_wrong(tsv, name, "the field after it is missing");
    if (ret->len == 0)
        return matching_tsv_wrong(tsv, name, "it is empty");
    if (ret->len > MATCHING_MOST_ID)
        return matching_tsv_wrong(tsv, name, "it is longer than %d bytes", (int)MATCHING_MOST_ID);
    return OK;
}

enum err matching_tsv_next(struct matching_tsv *tsv, const char *const *names, size_t count,
                           struct str *ret, bool *ret_is_over)
{
    struct str line = {0};

    TRY(next_line(tsv, &line, ret_is_over));
    for (size_t i = 0; i < count && !*ret_is_over; i++)
        TRY(cut_field(tsv, names[i], i + 1 == count, &line, &ret[i]));
    return OK;
}

enum err matching_tsv_number(const struct matching_tsv *tsv, const char *name, struct str text,
                             int64_t least, int64_t most, int64_t *ret)
{
    int64_t number = 0;
    bool is_sound = text.len > 0 && text.len < 18;

    for (size_t i = 0; is_sound && i < text.len; i++) {
        is_sound = text.at[i] >= '0' && text.at[i] <= '9';
        number = number * 10 + (text.at[i] - '0');
    }
    if (!is_sound || number < least || number > most)
        return matching_tsv_wrong(tsv, name, "“%.*s” is not a whole number from %lld to %lld",
                                  ARG(text), (long long)least, (long long)most);
    *ret = number;
    return OK;
}
