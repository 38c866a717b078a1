/* given_mail.h - folders, counterparts and queued mails for tests. */
#pragma once

#include "support/given.h"

/* A new folder that is removed with all that is in it when the arena ends. */
const char *given_folder(struct arena *arena);

/* Everything that a shell command prints; the test fails when the command does. */
struct str said_by(struct arena *arena, const char *command);

/* All bytes of a file; empty: there is none. */
struct str file_text(struct arena *arena, const char *path);

/* A mail server that keeps what it is sent in dir: tests/counterparts/smtp_sink.py. more: further
 * arguments. It ends with the arena. ret: its port.
 */
int given_sink(struct arena *arena, const char *dir, const char *more);

/* The newest mail of this kind to this person, decoded: its headers, then text and HTML.
 * Empty: there is none.
 */
struct str mail_to(struct world *world, const char *kind, int64_t person);

/* The path behind the n-th link, from 0, in the text of a mail: "/a/..."; fails if it has none. */
const char *mail_link_at(struct world *world, const char *kind, int64_t person, size_t n);
