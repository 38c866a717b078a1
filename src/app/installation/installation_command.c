#include "app/installation/installation.h"

#include "app/command.h"
#include "app/concept.h"
#include "app/server.h"
#include "base/catalogue.h"
#include "base/data_map.h"
#include "base/email.h"
#include "base/setting.h"
#include "db/db.h"
#include "mail/post.h"
#include "web/web.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char version[] = "0.1.0";

static int print_version(struct args *args)
{
    (void)args;
    printf("rapport %s\n", version);
    return COMMAND_DONE;
}

/* A JSON string; the rows hold plain English only. */
static void print_json_text(const char *name, const char *text, const char *end)
{
    printf("\"%s\":\"", name);
    for (; *text; text++)
        printf(*text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    printf("\"%s", end);
}

static void print_route(const struct route *route, bool is_json, bool is_first)
{
    if (!is_json) {
        printf("%-5s%-54s %-12s %s\n", web_method_name(route->method), route->path,
               web_access_name(route->gate.access), route->does);
        return;
    }
    printf("%s\n{", is_first ? "" : ",");
    print_json_text("method", web_method_name(route->method), ",");
    print_json_text("path", route->path, ",");
    print_json_text("access", web_access_name(route->gate.access), ",");
    print_json_text("sentence", route->does, "}");
}

static int print_routes(struct args *args)
{
    bool is_json = args_text(args, "--json") != NULL, is_first = true;

    printf("%s", is_json ? "[" : "");
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t r = 0; concepts[i]->routes && r < concepts[i]->routes->len; r++) {
            print_route(&concepts[i]->routes->at[r], is_json, is_first);
            is_first = false;
        }
    printf("%s", is_json ? "\n]\n" : "");
    return COMMAND_DONE;
}

static int print_settings(struct args *args)
{
    (void)args;
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t s = 0; concepts[i]->settings && s < concepts[i]->settings->len; s++) {
            const struct setting *setting = &concepts[i]->settings->at[s];
            printf("# %s From %lld to %lld.\n#%s = %lld\n", setting->does,
                   (long long)setting->least, (long long)setting->most, setting->name,
                   (long long)setting->by_default);
        }
    return COMMAND_DONE;
}

static int print_data_map(struct args *args)
{
    (void)args;
    printf("column\tabout\tclass\tstamp\tfor\tbasis\tkeep\texport\terase\n");
    for (size_t i = 0; i < data_map_len; i++) {
        const struct data_row *row = &data_map[i];
        printf("%s.%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", row->table, row->column, row->about,
               row->class, row->stamp, row->purpose, row->basis, row->keep, row->export,
               row->erase);
    }
    return COMMAND_DONE;
}

static int migrate(struct args *args)
{
    const char *where = command_where(args);
    if (!where)
        return COMMAND_WRONG;
    if (args_text(args, "--data") && !db_lock_dir(args_text(args, "--data")))
        return COMMAND_FAILED;
    struct db *db = db_open(where);
    bool is_done = db && db_migrate(db) == OK;

    db_close(db);
    return is_done ? COMMAND_DONE : COMMAND_FAILED;
}

static enum err move_clock(struct work *work, const struct public_access *by, void *with)
{
    return installation_move_clock(work, by, *(const struct day *)with);
}

static int clock_command(struct args *args)
{
    const char *text = args_text(args, "--today");
    struct day day;

    if (!text || day_parse(str_of(text), &day) != OK)
        return args_wrong(args, "--today wants a day as 2027-05-03");
    return command_public(args, move_clock, &day);
}

static void say_ready(const char *base_url, void *with)
{
    (void)with;
    printf("Rapport is ready at %s\n", base_url);
    fflush(stdout);
}

static void close_file(FILE **file)
{
    if (*file)
        fclose(*file);
}

/* A language for the pages. Lives as long as the command. */
static bool read_catalogue(struct args *args, const char *path, const struct catalogue **ret)
{
    CLEANUP(close_file) FILE *file = fopen(path, "re");
    struct buf text = {.arena = args_work(args)->arena};
    char part[4096];
    size_t len;
    int line;

    if (!file) {
        fprintf(stderr, "rapport serve: %s: %s\n", path, strerror(errno));
        return false;
    }
    while ((len = fread(part, 1, sizeof(part), file)) > 0)
        buf_add(&text, (struct str){part, len});
    if (catalogue_parse(text.arena, buf_str(&text), ret, &line) == OK)
        return true;
    fprintf(stderr,
            "rapport serve: %s:%d: this line is no line of a catalogue, or its words bring "
            "markup or values that the English has not\n",
            path, line);
    return false;
}

static int serve_command(struct args *args)
{
    const char *where = command_where(args), *smtp = args_text(args, "--smtp");
    if (!where)
        return COMMAND_WRONG;
    const char *password_file = args_text(args, "--smtp-password-file");
    const struct smtp_settings settings = {.url = str_of(smtp),
                                           .password_file = str_of(password_file)};
    const char *defect = smtp ? smtp_settings_defect(&settings) : NULL;
    if (defect)
        return args_wrong(args, "%s", defect);
    const char *from = args_text(args, "--mail-from");
    if (from && email_fault(str_of(from)).len > 0)
        return args_wrong(args, "--mail-from: %.*s", ARG(email_fault(str_of(from))));
    const char *listen = args_text(args, "--listen"), *words = args_text(args, "--catalogue");
    const struct catalogue *catalogue = NULL;
    if (words && !read_catalogue(args, words, &catalogue))
        return COMMAND_FAILED;
    return server_run(&(struct server_options){
        .where = where,
        .dir = args_text(args, "--data"),
        .listen = listen ? listen : "127.0.0.1:8080",
        .base_url = args_text(args, "--base-url"),
        .smtp = smtp,
        .smtp_password = password_file,
        .mail_dir = args_text(args, "--mail-dir"),
        .mail_from = from,
        .concern_key = args_text(args, "--concern-key"),
        .catalogue = catalogue,
        .is_quiet = args_text(args, "--quiet") != NULL,
        .ready = say_ready,
    });
}

static const struct command command_rows[] = {
    {"serve",
     "--data DIR | --database URL [--listen ADDRESS:PORT] [--base-url URL] [--smtp URL] "
     "[--smtp-password-file FILE] [--mail-dir DIR] [--mail-from ADDRESS] [--catalogue FILE] "
     "[--concern-key FILE] [--quiet]",
     "Serve an installation.", serve_command},
    {"migrate", "--data DIR | --database URL", "Bring the schema of a database up to date.",
     migrate},
    {"routes", "[--json]", "Print every route with its access.", print_routes},
    {"settings", "", "Print every setting with its default, as a sample file.", print_settings},
    {"data-map", "", "Print what each column holds and what becomes of it, as TSV.",
     print_data_map},
    {"clock", "--data DIR | --database URL --today DATE",
     "Move the clock of a demo, and only of a demo.", clock_command},
    {"version", "", "Print the version.", print_version},
};
static const struct commands installation_commands = LIST(command_rows);

const struct concept installation_concept = {
    .name = "installation",
    .commands = &installation_commands,
};
