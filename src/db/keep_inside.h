/* keep_inside.h - what backup, restore and verify share. */
#pragma once

#include "db/keep.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>

enum { KEEP_TABLES = 200, KEEP_HASH = crypto_hash_sha256_BYTES * 2, KEEP_CHUNK = 16 * 1024 };

/* How many rows each table has, and which migration came last. */
struct census {
    struct census_table {
        struct str name;
        int64_t rows;
    } tables[KEEP_TABLES];
    size_t len;
    struct str schema;
    int64_t rows; /* of all */
};

/* A connection that only reads. NULL: it cannot be opened; said. */
sqlite3 *keep_open(const char *path);

/* Count rows in the transaction that db is in, or in one of its own. */
MUST_USE enum err keep_count(sqlite3 *db, struct arena *arena, struct census *ret);

/* Look over each table, its indexes and its references. */
MUST_USE enum err keep_check(sqlite3 *db, const struct census *census, keep_progress *progress);

/* The lines of a manifest but the last. */
struct str manifest_text(struct arena *arena, const struct census *census, int64_t made_at,
                         int64_t bytes);

/* Read a manifest, up to and with the empty line. *ret_text: the lines that the hash covers.
 * ERR_INVALID: this is none.
 */
MUST_USE enum err manifest_read(struct arena *arena, FILE *from, struct census *ret,
                                int64_t *ret_bytes, struct str *ret_text, struct str *ret_hash);

/* Say "rapport: WHAT: WHY", and return err. */
enum err keep_fail(enum err err, const char *what, const char *why);

struct str keep_hex(struct arena *arena, crypto_hash_sha256_state *state);
