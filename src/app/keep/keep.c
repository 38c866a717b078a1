#include "app/keep/keep.h"

#include "app/audit/audit.h"
#include "app/command.h"
#include "app/scheme/scheme.h"
#include "db/keep.h"

#include <stdio.h>

/* NULL where the words are wrong, and that is said; a database on a server among them. */
static const char *file_of(struct args *args, const char *tool)
{
    if (args_text(args, "--database")) {
        args_wrong(args, "this works on a data directory; for PostgreSQL use %s", tool);
        return NULL;
    }
    return command_where(args);
}

static const char pg_dump[] =
    "pg_dump --format=custom, as a role that row level security does not bind";
static const char pg_restore[] =
    "pg_restore into an empty database of the owner, and then rapport migrate";
static const char pg_amcheck[] = "pg_amcheck, or restore a dump into another database";

static int done_or_failed(enum err err)
{
    return err == OK ? COMMAND_DONE : COMMAND_FAILED;
}

static int backup(struct args *args)
{
    const char *path = file_of(args, pg_dump), *file = args_word(args, 0);

    if (!path)
        return COMMAND_WRONG;
    if (!file || args_word(args, 1))
        return args_wrong(args, "name one file to write");
    return done_or_failed(keep_backup(path, file, args_work(args)->now, command_progress));
}

static int restore(struct args *args)
{
    const char *path = file_of(args, pg_restore), *file = args_word(args, 0);

    if (!path)
        return COMMAND_WRONG;
    if (!file || args_word(args, 1))
        return args_wrong(args, "name the one file that rapport backup made");
    return done_or_failed(keep_restore(file, args_text(args, "--data"), command_progress));
}

static enum err verify_chain(struct work *work, const struct team_access *by, void *with)
{
    int64_t wrong;
    struct buf text = {.arena = work->arena};
    struct str slug;

    (void)with;
    TRY(audit_check(work, team_scheme(by), &wrong));
    if (wrong == 0)
        return OK;
    TRY(scheme_slug_get(work, scheme_visitor(team_scheme(by)), &slug));
    buf_addf(&text, "scheme %.*s: the record of who did what does not hold from entry %lld on",
             ARG(slug), (long long)wrong);
    return work_fail(work, ERR_BROKEN, S(""), buf_str(&text));
}

static int verify(struct args *args)
{
    const char *where = command_where(args);
    bool is_file = where && !args_text(args, "--database");
    int64_t rows;

    if (!where)
        return COMMAND_WRONG;
    if (args_word(args, 0))
        return args_wrong(args, "there is a word too many");
    if (is_file && keep_verify(where, command_progress, &rows) != OK)
        return COMMAND_FAILED;
    int status = command_each_scheme(args, verify_chain, NULL);
    if (status != COMMAND_DONE)
        return status;
    if (is_file)
        printf("All is well: %lld rows, each index and each reference was read, and the record "
               "of who did what holds.\n",
               (long long)rows);
    else
        printf("The record of who did what holds. For tables and indexes use %s.\n", pg_amcheck);
    return COMMAND_DONE;
}

static const struct command rows[] = {
    {"backup", "FILE --data DIR | --database URL",
     "Copy the data into one file, while the server may go on serving. The file is for its owner "
     "alone; keep it where the data is not. For PostgreSQL, name the tool to use.",
     backup},
    {"restore", "FILE --data DIR | --database URL",
     "Make a data directory from such a file; DIR must be empty or new. For PostgreSQL, name the "
     "tool to use.",
     restore},
    {"verify", "--data DIR | --database URL",
     "Read all of the data and say whether it is whole, and whether the record of who did what "
     "holds. For PostgreSQL the record alone, and name the tool for the rest.",
     verify},
};
static const struct commands commands = LIST(rows);

const struct concept keep_concept = {.name = "keep", .commands = &commands};
