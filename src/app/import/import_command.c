#include "app/import/import.h"
#include "app/import/import_inside.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/moving/moving.h"
#include "app/scheme/scheme.h"
#include "import_sql.h"

/* One run of the command: what it was asked and what came of it. */
struct run {
    struct import_source source;
    const char *path;
    struct str bytes;
    bool is_dry;
    struct import_plan plan;
    struct moving_plan pairs; /* where the list is one of pairs */
};

/* The name of a file without its folders, for show. */
static struct str file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return str_of(slash ? slash + 1 : path);
}

static void show_progress(int64_t done, int64_t of)
{
    command_progress("Importing", done, of);
}

static enum err keep(struct work *work, const struct team_access *by, struct run *run,
                     struct str columns, struct str encoding)
{
    struct import_id import = {work_new_key(work)};

    TRY(import_add(work, by, import, run->source.cohort, participant_role_word(run->source.role),
                   file_name(run->path), encoding, run->source.sheet, columns,
                   (struct maybe_person_id){0}, work->now));
    return import_carry_out(work, by, import, &run->source, &run->plan, false, show_progress);
}

static enum err import_file(struct work *work, const struct team_access *by, void *with)
{
    struct run *run = with;
    struct str columns, encoding;
    struct scheme_cohort cohort;

    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    TRY(import_strip(work, run->bytes, &run->source.sheet, &columns, &encoding));
    run->source.cohort = cohort.id;
    TRY(import_plan(work, by, &run->source, &run->plan));
    return run->is_dry ? OK : keep(work, by, run, columns, encoding);
}

/* The whole file, at most one byte more than a sheet may have. NULL: it cannot be read. */
static bool read_file(struct arena *arena, const char *path, struct str *ret)
{
    enum { ROOM = SHEET_MOST_BYTES + 1 };
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;

    char *bytes = arena_alloc(arena, ROOM, 1);
    size_t len = fread(bytes, 1, ROOM, file);
    bool is_read = !ferror(file);
    fclose(file);
    *ret = (struct str){bytes, len};
    return is_read;
}

/* RFC 8259 §7. The text is UTF-8. */
static void put_json(struct buf *out, struct str text)
{
    buf_add(out, S("\""));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\')
            buf_addf(out, "\\%c", c);
        else if ((unsigned char)c < ' ')
            buf_addf(out, "\\u%04x", (unsigned)c);
        else
            buf_add(out, (struct str){&text.at[i], 1});
    }
    buf_add(out, S("\""));
}

static void put_report(struct buf *out, const struct import_plan *plan)
{
    int64_t skips = plan->keeps + plan->refuses;

    buf_addf(out, "{\"add\":%lld,\"change\":%lld,\"skip\":%lld,\"errors\":[", (long long)plan->adds,
             (long long)plan->changes, (long long)skips);
    for (size_t i = 0; i < plan->problems.len; i++) {
        const struct roster_problem *problem = &plan->problems.at[i];
        buf_addf(out, "%s{\"record\":%zu,\"column\":", i > 0 ? "," : "", problem->record);
        put_json(out, problem->column);
        buf_addf(out, ",\"level\":\"%s\",\"reason\":",
                 problem->level == ROSTER_ERROR ? "error" : "warning");
        put_json(out, problem->reason);
        buf_add(out, S("}"));
    }
    buf_add(out, S("]}\n"));
}

static void put_words(struct buf *out, const struct run *run)
{
    const struct import_plan *plan = &run->plan;

    for (size_t i = 0; i < plan->problems.len; i++) {
        const struct roster_problem *problem = &plan->problems.at[i];
        buf_addf(out, "record %zu, %.*s: %s%.*s\n", problem->record, ARG(problem->column),
                 problem->level == ROSTER_ERROR ? "left out. " : "", ARG(problem->reason));
    }
    buf_addf(out, "%s: %lld added, %lld changed, %lld as they were, %lld left out\n",
             run->is_dry ? "It would be" : "Done", (long long)plan->adds, (long long)plan->changes,
             (long long)plan->keeps, (long long)plan->refuses);
}

static enum err move_in(struct work *work, const struct team_access *by, void *with)
{
    struct run *run = with;

    return moving_at_once(work, by, file_name(run->path), run->bytes, run->is_dry, &run->pairs);
}

/* Pairs that run already: reported as people are, so that one script reads both. */
static int import_pairs(struct args *args, struct str scheme, struct run *run)
{
    struct buf out = {.arena = args_work(args)->arena};
    int status = command_team(args, scheme, move_in, run);

    if (status != COMMAND_DONE)
        return status;
    run->plan.adds = (int64_t)run->pairs.steps.len;
    run->plan.refuses = run->pairs.skips;
    run->plan.problems = (struct import_problems){run->pairs.problems.at, run->pairs.problems.len};
    if (args_text(args, "--json"))
        put_report(&out, &run->plan);
    else
        put_words(&out, run);
    fwrite(out.at, 1, out.len, stdout);
    return COMMAND_DONE;
}

static int import(struct args *args)
{
    const char *as = args_text(args, "--as"), *scheme = args_text(args, "--scheme");
    struct run run = {.path = args_word(args, 0), .is_dry = args_text(args, "--dry-run")};
    struct arena *arena = args_work(args)->arena;
    struct buf out = {.arena = arena};

    if (!as ||
        (strcmp(as, "mentors") != 0 && strcmp(as, "mentees") != 0 && strcmp(as, "pairs") != 0))
        return args_wrong(args, "--as wants mentors, mentees or pairs");
    if (!scheme || !run.path)
        return args_wrong(args, "it wants --scheme SLUG and a FILE");
    if (!read_file(arena, run.path, &run.bytes)) {
        fprintf(stderr, "rapport import: %s: %s\n", run.path, strerror(errno));
        return COMMAND_FAILED;
    }
    if (strcmp(as, "pairs") == 0)
        return import_pairs(args, str_of(scheme), &run);
    run.source.role = strcmp(as, "mentors") == 0 ? ROLE_MENTOR : ROLE_MENTEE;

    int status = command_team(args, str_of(scheme), import_file, &run);
    if (status != COMMAND_DONE)
        return status;
    if (args_text(args, "--json"))
        put_report(&out, &run.plan);
    else
        put_words(&out, &run);
    fwrite(out.at, 1, out.len, stdout);
    return COMMAND_DONE;
}

static const struct command rows[] = {
    {"import",
     "--data DIR | --database URL --scheme SLUG --as mentors|mentees|pairs [--dry-run] [--json] FILE",
     "Bring people in from a CSV or TSV file, or pairs that run already, and say which rows cannot come in and why.",
     import},
};
const struct commands import_commands = LIST(rows);
