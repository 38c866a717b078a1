#include "db/keep_inside.h"

#include <stdlib.h>
#include <string.h>

enum { MANIFEST_MAX = 64 * 1024 }; /* bytes */

static const struct str first = {"Rapport backup 1\n", 17};

struct str manifest_text(struct arena *arena, const struct census *census, int64_t made_at,
                         int64_t bytes)
{
    struct buf text = {.arena = arena};

    buf_add(&text, first);
    buf_addf(&text, "made %lld\nschema %.*s\nbytes %lld\n", (long long)made_at, ARG(census->schema),
             (long long)bytes);
    for (size_t i = 0; i < census->len; i++)
        buf_addf(&text, "rows %.*s %lld\n", ARG(census->tables[i].name),
                 (long long)census->tables[i].rows);
    return buf_str(&text);
}

struct str keep_hex(struct arena *arena, crypto_hash_sha256_state *state)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_alloc(arena, KEEP_HASH + 1, 1);

    crypto_hash_sha256_final(state, hash);
    sodium_bin2hex(hex, KEEP_HASH + 1, hash, sizeof(hash));
    return (struct str){hex, KEEP_HASH};
}

static int64_t number_in(struct arena *arena, struct str text)
{
    return strtoll(arena_copy(arena, text).at, NULL, 10);
}

static void read_line(struct arena *arena, struct str line, struct census *ret, int64_t *ret_bytes)
{
    struct str word = str_cut(&line, ' ');

    if (str_eq(word, S("schema"))) {
        ret->schema = line;
    } else if (str_eq(word, S("bytes"))) {
        *ret_bytes = number_in(arena, line);
    } else if (str_eq(word, S("rows")) && ret->len < KEEP_TABLES) {
        struct census_table *table = &ret->tables[ret->len++];
        table->name = str_cut(&line, ' ');
        table->rows = number_in(arena, line);
        ret->rows += table->rows;
    }
}

enum err manifest_read(struct arena *arena, FILE *from, struct census *ret, int64_t *ret_bytes,
                       struct str *ret_text, struct str *ret_hash)
{
    struct buf text = {.arena = arena};
    char row[512];

    *ret = (struct census){0};
    *ret_bytes = -1;
    while (text.len < MANIFEST_MAX && fgets(row, sizeof(row), from)) {
        struct str line = arena_copy(arena, str_of(row));
        if (text.len == 0 && !str_eq(line, first))
            return ERR_INVALID;
        if (str_starts(line, S("sha256 ")) && line.len == 7 + KEEP_HASH + 1) {
            *ret_text = buf_str(&text);
            *ret_hash = (struct str){line.at + 7, KEEP_HASH};
            bool is_end = fgets(row, sizeof(row), from) && strcmp(row, "\n") == 0;
            return is_end && *ret_bytes > 0 ? OK : ERR_INVALID;
        }
        buf_add(&text, line);
        line.len--; /* the end of the line */
        read_line(arena, line, ret, ret_bytes);
    }
    return ERR_INVALID;
}
