/* confined.h - reads a sheet where hostile bytes can take nothing (trust.md §10).
 *
 * A short-lived child of the program does the reading: it has no files and no network, a handful
 * of system calls, and limits on memory and time; it hands back a fixed layout through a pipe,
 * which the parent checks again before it believes a word of it.
 */
#pragma once

#include "sheet/sheet.h"

/* As sheet_read(); the cells live in the work's arena. Must not be called in the writer: it waits.
 * ERR_INVALID: also when the child did not come back with a sheet in time.
 * ERR_BUSY: no child could be made.
 */
MUST_USE enum err sheet_read_confined(struct work *work, struct str bytes, struct sheet *ret);

enum { CONFINED_SECONDS = 10 };

/* Run job(with) in such a child and give back all that it writes with confined_write(), at most
 * most bytes. ret: its at is NULL where the child did not end well.
 * ERR_BUSY: no child could be made.
 */
MUST_USE enum err confined_run(struct arena *arena, void (*job)(void *with), void *with,
                               size_t most, struct str *ret);

/* In the child: hand on bytes. Ends the child where nobody reads them. */
void confined_write(const void *bytes, size_t len);
