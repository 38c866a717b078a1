/* keep.h - copies of the data file: made, put back, and looked over.
 *
 * A copy is one file: a manifest in lines of text, an empty line, then the database as SQLite
 * keeps it. The manifest's last line is the SHA-256 of the lines above it and of the database,
 * so that a copy that was cut short or changed is refused before anything is written.
 *
 * Each function says on standard error, in one line, why it did not do its work.
 */
#pragma once

#include "base/base.h"

/* Called now and then with how far the work has come; NULL: nobody looks. */
typedef void keep_progress(const char *doing, int64_t done, int64_t of);

/* Copy the database at path (SQLite) into a new file. A server may go on writing: the copy shows
 * one moment. ERR_CONFLICT: the file is there already. ERR_BUSY: it could not be written; nothing
 * is left. ERR_BROKEN: the database is damaged.
 */
MUST_USE enum err keep_backup(const char *path, const char *file, int64_t now,
                              keep_progress *progress);

/* Make dir/rapport.db from a copy. ERR_CONFLICT: dir is not empty. ERR_INVALID: the copy is
 * damaged, or was made by a newer rapport. Unless OK, dir is as it was.
 */
MUST_USE enum err keep_restore(const char *file, const char *dir, keep_progress *progress);

/* Read every page, index and reference of the database at path. ERR_BROKEN: it is damaged, or has
 * tables that this rapport does not know. ret_rows: of all tables.
 */
MUST_USE enum err keep_verify(const char *path, keep_progress *progress, int64_t *ret_rows);
