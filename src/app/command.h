/* command.h - what can be done from the shell: rapport NAME [--option VALUE] [FILE].
 *
 * Declared by the concept it belongs to. Exit status: 0 done, 1 failed, 2 wrong use.
 */
#pragma once

#include "base/work.h"

#include <stddef.h>

struct public_access;
struct team_access;

enum { COMMAND_DONE = 0, COMMAND_FAILED = 1, COMMAND_WRONG = 2 };

struct args;

struct command {
    const char *name;
    const char *takes; /* "--data DIR FILE": shown by --help; options not named here are refused.
                          One in brackets may be left out. */
    const char *does;  /* one sentence */
    int (*run)(struct args *args);
};

struct commands {
    const struct command *at;
    size_t len;
};

/* Run argv[1]; prints help and what is wrong with the words. */
int command_main(int argc, char **argv);

/* The value of an option, "" for one without a value; NULL: it was not given. */
const char *args_text(const struct args *args, const char *option);

/* The n-th word that is no option, from 0; NULL: there are fewer. */
const char *args_word(const struct args *args, size_t n);

/* Say on standard error what is wrong, and return COMMAND_WRONG. */
PRINTF_LIKE(2, 3) int args_wrong(const struct args *args, const char *fmt, ...);

/* The clock as the command sees it: the installation's, where there is one. */
struct work *args_work(struct args *args);

/* Run part of a command on the data that --data or --database names, in one transaction: for
 * what belongs to no scheme, or as the team of one. What work->fault says is printed on standard
 * error. A server may go on serving the same data. COMMAND_FAILED: nothing was changed.
 */
int command_public(struct args *args,
                   enum err (*run)(struct work *work, const struct public_access *by, void *with),
                   void *with);
int command_team(struct args *args, struct str slug,
                 enum err (*run)(struct work *work, const struct team_access *by, void *with),
                 void *with);

/* The same for each scheme there is. */
int command_each_scheme(struct args *args,
                        enum err (*run)(struct work *work, const struct team_access *by,
                                        void *with),
                        void *with);

/* Make something new in two parts of one transaction: first what belongs to no scheme, then what
 * belongs to the scheme that the first has made and whose slug it has left in *slug; empty: none.
 * command_new makes the data too, directory and schema; command_scheme wants it there.
 */
int command_new(struct args *args,
                enum err (*first)(struct work *work, const struct public_access *by, void *with),
                enum err (*then)(struct work *work, const struct team_access *by, void *with),
                const struct str *slug, void *with);
int command_scheme(struct args *args,
                   enum err (*first)(struct work *work, const struct public_access *by, void *with),
                   enum err (*then)(struct work *work, const struct team_access *by, void *with),
                   const struct str *slug, void *with);

/* What --data or --database names, as db_open takes it; NULL: neither, or both, and that is said. */
const char *command_where(struct args *args);

/* A bar on a terminal, one line that is drawn again; nothing where output is no terminal. */
void command_progress(const char *doing, int64_t done, int64_t of);
