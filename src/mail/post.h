/* post.h - hand a finished mail on: to an SMTP server, or into a folder.
 *
 * One post serves one thread and keeps its connection. Nothing is decided about trying again
 * here: the caller (the outbox) does that from the result.
 */
#pragma once

#include "base/base.h"

enum { POST_SAID_MAX = 256 }; /* bytes of what a server answered, kept for the administrator */

enum post_result {
    POST_SENT = 1,      /* the server has it */
    POST_LATER,         /* it said: not now (4xx), or the disk is full */
    POST_REFUSED,       /* it said: never (5xx) */
    POST_NO_SERVER,     /* nobody answered, or not to the end */
    POST_MISCONFIGURED, /* no STARTTLS, certificate not trusted, credentials refused */
    POST_RESULT_COUNT
};

const char *post_result_name(enum post_result result);

struct envelope {
    struct str name; /* for a file: letters, digits, - . _ */
    struct str from, to;
    struct str bytes; /* the mail, as letter_write made it */
};

struct post_answer {
    enum post_result result;
    int code; /* SMTP reply code; 0: none came */
    char said[POST_SAID_MAX];
};

struct smtp_settings {
    struct str url;           /* smtp[s]://[user@]host[:port] */
    struct str password_file; /* empty: none; its first line is the password */
    struct str ca_file;       /* empty: the system's authorities */
};

struct post;

/* Why these settings cannot work; NULL: they can. A password in the address is refused, since
 * arguments are seen by everybody on the machine.
 */
const char *smtp_settings_defect(const struct smtp_settings *settings);

/* TLS is asked for always, and mail is not sent without; but a server on this very machine that
 * wants no password is spoken to in plain.
 * ERR_INVALID: smtp_settings_defect has the reason. ERR_BROKEN: the password file cannot be read.
 */
MUST_USE enum err post_to_server(const struct smtp_settings *settings, struct post **ret);

/* Each mail becomes DIR/name.eml, whole or not at all. ERR_BROKEN: no such folder, or not ours. */
MUST_USE enum err post_to_folder(struct str dir, struct post **ret);

void post_free(struct post *post); /* NULL is fine */

void post_send(struct post *post, const struct envelope *envelope, struct post_answer *ret);
