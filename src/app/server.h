/* server.h - the program as it serves: HTTP in front, one writer (or workers, on PostgreSQL)
 * behind, jobs by the clock, rounds that reach outside.
 */
#pragma once

#include "base/base.h"

struct server_options {
    const char *where;                               /* as db_open takes it */
    const char *dir;                                 /* data directory to lock; NULL: PostgreSQL */
    const char *listen;                              /* "127.0.0.1:8080" */
    const char *base_url;                            /* NULL: http://LISTEN */
    const char *smtp, *smtp_password, *mail_dir;     /* NULL: not given */
    const char *mail_from;                           /* NULL: mentoring@ and the host */
    const char *concern_key;                         /* file; NULL: concern.key in dir */
    const struct catalogue *catalogue;               /* NULL: English */
    bool is_quiet;                                   /* no line for each request */
    void (*ready)(const char *base_url, void *with); /* called once it answers; may be NULL */
    void *with;
};

/* Serve until SIGINT or SIGTERM. Exit status: 0, or 1 when it could not start. */
int server_run(const struct server_options *options);
