#include "app/command.h"

#include "app/access/access.h"
#include "app/concept.h"
#include "app/installation/installation.h"
#include "base/secret.h"
#include "db/db.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_WORDS = 32, BAR_LETTERS = 30 };

struct args {
    const struct command *command;
    struct arena *arena;
    struct work work;
    struct site site;
    struct {
        const char *name, *value;
    } options[MAX_WORDS];
    const char *words[MAX_WORDS];
    size_t noptions, nwords;
};

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t c = 0; concepts[i]->commands && c < concepts[i]->commands->len; c++)
            if (strcmp(concepts[i]->commands->at[c].name, name) == 0)
                return &concepts[i]->commands->at[c];
    return NULL;
}

static void print_help(FILE *to, const struct command *command)
{
    fprintf(to, "rapport %s %s\n    %s\n", command->name, command->takes, command->does);
}

static int print_all(FILE *to)
{
    fprintf(to, "rapport COMMAND [--option VALUE]; rapport COMMAND --help says more.\n\n");
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t c = 0; concepts[i]->commands && c < concepts[i]->commands->len; c++)
            fprintf(to, "  %-13s %s\n", concepts[i]->commands->at[c].name,
                    concepts[i]->commands->at[c].does);
    return to == stdout ? COMMAND_DONE : COMMAND_WRONG;
}

/* Where "--name" stands in takes: behind it a blank and a word in capitals is its value. */
static const char *place_in(const char *takes, const char *option)
{
    size_t len = strlen(option);
    const char *at = takes;

    while ((at = strstr(at, option)) && (at[len] >= 'a' && at[len] <= 'z'))
        at += len;
    if (at && at[len] == '-')
        return NULL;
    return at;
}

static bool has_value(const char *takes, const char *option)
{
    const char *at = place_in(takes, option) + strlen(option);

    return at[0] == ' ' && at[1] != '-' && at[1] != '[' && at[1] != '|' && at[1] != '\0';
}

int args_wrong(const struct args *args, const char *fmt, ...)
{
    va_list ap;

    fprintf(stderr, "rapport %s: ", args->command->name);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    print_help(stderr, args->command);
    return COMMAND_WRONG;
}

static int take_option(struct args *args, const char *word, const char *next, int *used)
{
    const char *takes = args->command->takes;

    if (!place_in(takes, word))
        return args_wrong(args, "there is no option %s", word);
    bool wants = has_value(takes, word);
    if (wants && !next)
        return args_wrong(args, "%s wants a value", word);
    args->options[args->noptions].name = word;
    args->options[args->noptions++].value = wants ? next : "";
    *used = wants ? 2 : 1;
    return COMMAND_DONE;
}

static int take_words(struct args *args, int argc, char **argv)
{
    for (int i = 2, used = 1; i < argc; i += used) {
        used = 1;
        if (args->noptions == MAX_WORDS || args->nwords == MAX_WORDS)
            return args_wrong(args, "too many words");
        if (strncmp(argv[i], "--", 2) != 0)
            args->words[args->nwords++] = argv[i];
        else if (take_option(args, argv[i], i + 1 < argc ? argv[i + 1] : NULL, &used) != 0)
            return COMMAND_WRONG;
    }
    return COMMAND_DONE;
}

int command_main(int argc, char **argv)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    if (argc < 2)
        return print_all(stderr);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
        return print_all(stdout);
    struct args args = {.command = find(argv[1]), .arena = arena};
    if (!args.command) {
        fprintf(stderr, "rapport: there is no command %s\n", argv[1]);
        return print_all(stderr);
    }
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0) {
            print_help(stdout, args.command);
            return COMMAND_DONE;
        }
    if (!secret_start()) {
        fprintf(stderr, "rapport: the system gives no random numbers\n");
        return COMMAND_FAILED;
    }
    args.work = work_begin(arena, time(NULL));
    return take_words(&args, argc, argv) ? COMMAND_WRONG : args.command->run(&args);
}

const char *args_text(const struct args *args, const char *option)
{
    for (size_t i = 0; i < args->noptions; i++)
        if (strcmp(args->options[i].name, option) == 0)
            return args->options[i].value;
    return NULL;
}

const char *args_word(const struct args *args, size_t n)
{
    return n < args->nwords ? args->words[n] : NULL;
}

struct work *args_work(struct args *args)
{
    return &args->work;
}

const char *command_where(struct args *args)
{
    const char *dir = args_text(args, "--data"), *url = args_text(args, "--database");
    struct buf path = {.arena = args->arena};

    if ((dir != NULL) == (url != NULL)) {
        args_wrong(args, "say where the data is, by --data DIR or by --database URL");
        return NULL;
    }
    if (url)
        return url;
    buf_addf(&path, "%s/rapport.db", dir);
    return arena_copy(args->arena, buf_str(&path)).at;
}

static void print_fault(const struct args *args, enum err err)
{
    struct str text = args->work.fault.text;

    if (text.len == 0 && err == ERR_NOT_FOUND)
        text = S("there is no such scheme or person");
    if (text.len == 0)
        text = S("nothing was changed; see above");
    fprintf(stderr, "rapport %s: %.*s\n", args->command->name, ARG(text));
}

/* The data of an installation that was made before, brought up to date. */
static struct db *open_made(struct args *args, const char *where)
{
    struct stat found;

    if (!db_is_postgres(where) && stat(where, &found) != 0) {
        fprintf(stderr, "rapport %s: there is no installation here; make one by rapport init\n",
                args->command->name);
        return NULL;
    }
    struct db *db = db_open(where);
    if (db && db_migrate(db) != OK) {
        db_close(db);
        return NULL;
    }
    return db;
}

/* public and then team; either may be NULL. */
struct part {
    struct str slug;
    const struct str *made_slug; /* of the scheme that public has made; NULL: slug is known */
    bool is_each;                /* team: for every scheme, and slug is not looked at */
    enum err (*team)(struct work *work, const struct team_access *by, void *with);
    enum err (*public)(struct work *work, const struct public_access *by, void *with);
    void *with;
};

/* For the links that are printed: as given, or where serve listens by default. */
static struct str base_url(const struct args *args)
{
    const char *given = args_text(args, "--base-url");

    return given ? str_of(given) : S("http://127.0.0.1:8080");
}

static enum err run_steps(struct db *db, struct args *args, const struct part *part)
{
    if (part->public)
        TRY(access_command_public(db, &args->work, part->public, part->with));
    if (part->is_each)
        return access_command_each(db, &args->work, part->team, part->with);
    struct str slug = part->made_slug ? *part->made_slug : part->slug;
    if (!part->team || (part->made_slug && slug.len == 0))
        return OK;
    return access_command(db, &args->work, slug, part->team, part->with);
}

static enum err run_part(struct db *db, struct args *args, const struct part *part)
{
    args->site.base_url = base_url(args);
    TRY(installation_load(db, &args->work, &args->site));
    return run_steps(db, args, part);
}

static int run_in(struct db *db, struct args *args, const struct part *part,
                  enum err (*run)(struct db *db, struct args *args, const struct part *part))
{
    if (!db)
        return COMMAND_FAILED;
    enum err err = db_begin(db, DB_WRITE);
    if (err == OK)
        err = db_end(db, run(db, args, part));
    db_close(db);
    if (err != OK)
        print_fault(args, err);
    return err == OK ? COMMAND_DONE : COMMAND_FAILED;
}

static int run_on_data(struct args *args, const struct part *part)
{
    const char *where = command_where(args);

    return where ? run_in(open_made(args, where), args, part, run_part) : COMMAND_WRONG;
}

/* The data of an installation that is made now. */
static struct db *open_new(struct args *args, const char *where)
{
    const char *dir = args_text(args, "--data");

    if (dir && mkdir(dir, 0700) != 0 && errno != EEXIST) {
        fprintf(stderr, "rapport %s: %s: %s\n", args->command->name, dir, strerror(errno));
        return NULL;
    }
    struct db *db = db_open(where);
    if (db && db_migrate(db) == OK)
        return db;
    db_close(db);
    fprintf(stderr, "rapport %s: no database can be made there\n", args->command->name);
    return NULL;
}

int command_new(struct args *args,
                enum err (*first)(struct work *work, const struct public_access *by, void *with),
                enum err (*then)(struct work *work, const struct team_access *by, void *with),
                const struct str *slug, void *with)
{
    const char *where = command_where(args);
    struct part part = {.public = first, .team = then, .made_slug = slug, .with = with};

    if (!where)
        return COMMAND_WRONG;
    args->site.base_url = base_url(args);
    args->work.site = &args->site;
    return run_in(open_new(args, where), args, &part, run_steps);
}

int command_scheme(struct args *args,
                   enum err (*first)(struct work *work, const struct public_access *by, void *with),
                   enum err (*then)(struct work *work, const struct team_access *by, void *with),
                   const struct str *slug, void *with)
{
    return run_on_data(
        args, &(struct part){.public = first, .team = then, .made_slug = slug, .with = with});
}

int command_public(struct args *args,
                   enum err (*run)(struct work *work, const struct public_access *by, void *with),
                   void *with)
{
    return run_on_data(args, &(struct part){.public = run, .with = with});
}

int command_team(struct args *args, struct str slug,
                 enum err (*run)(struct work *work, const struct team_access *by, void *with),
                 void *with)
{
    return run_on_data(args, &(struct part){.slug = slug, .team = run, .with = with});
}

int command_each_scheme(struct args *args,
                        enum err (*run)(struct work *work, const struct team_access *by,
                                        void *with),
                        void *with)
{
    return run_on_data(args, &(struct part){.is_each = true, .team = run, .with = with});
}

void command_progress(const char *doing, int64_t done, int64_t of)
{
    if (!isatty(STDERR_FILENO) || of <= 0)
        return;
    int filled = (int)(done * BAR_LETTERS / of);
    fprintf(stderr, "\r%-24s [%.*s%*s] %lld of %lld", doing, filled,
            "##############################", BAR_LETTERS - filled, "", (long long)done,
            (long long)of);
    if (done == of)
        fputc('\n', stderr);
    fflush(stderr);
}
