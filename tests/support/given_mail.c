#include "support/given_mail.h"

#include "db/db.h"

#include <criterion/criterion.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void remove_folder(void *dir)
{
    char command[128];

    snprintf(command, sizeof(command), "rm -rf '%s'", (const char *)dir);
    cr_assert(system(command) == 0);
}

const char *given_folder(struct arena *arena)
{
    struct buf path = {.arena = arena};

    buf_addf(&path, "/tmp/rapport-test-XXXXXX%c", '\0');
    cr_assert(mkdtemp(path.at));
    arena_at_end(arena, remove_folder, path.at);
    return path.at;
}

static struct str read_all(struct arena *arena, FILE *file)
{
    struct buf out = {.arena = arena};
    char bytes[4096];
    size_t len;

    while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
        buf_add(&out, (struct str){bytes, len});
    return buf_str(&out);
}

struct str said_by(struct arena *arena, const char *command)
{
    FILE *file = popen(command, "r");

    cr_assert(file);
    struct str text = read_all(arena, file);
    cr_assert(pclose(file) == 0, "%s", command);
    return text;
}

struct str file_text(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rbe");

    if (!file)
        return (struct str){0};
    struct str text = read_all(arena, file);
    fclose(file);
    return text;
}

struct sink {
    pid_t pid;
    int input; /* the sink serves until this end of its standard input is closed */
};

static void end_sink(void *thing)
{
    struct sink *sink = thing;

    close(sink->input);
    waitpid(sink->pid, NULL, 0);
}

static void run_sink(const char *dir, const char *more, const int to[2], const int from[2])
{
    char command[512];

    dup2(to[0], STDIN_FILENO);
    dup2(from[1], STDOUT_FILENO);
    for (int fd = 3; fd < 256; fd++)
        close(fd);
    snprintf(command, sizeof(command),
             "exec /usr/bin/python3 tests/counterparts/smtp_sink.py '%s' %s", dir, more);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* The line may come in parts. */
static void read_line(int from, char *line, size_t room)
{
    FILE *file = fdopen(from, "r");

    cr_assert(file && fgets(line, (int)room, file), "the sink did not start");
    fclose(file);
}

int given_sink(struct arena *arena, const char *dir, const char *more)
{
    struct sink *sink = NEW(arena, struct sink);
    char port[16] = "";
    int to[2], from[2];

    cr_assert(pipe(to) == 0 && pipe(from) == 0);
    sink->pid = fork();
    cr_assert(sink->pid >= 0);
    if (sink->pid == 0)
        run_sink(dir, more, to, from);
    close(to[0]);
    close(from[1]);
    sink->input = to[1];
    arena_at_end(arena, end_sink, sink);
    read_line(from[0], port, sizeof(port));
    return (int)strtol(port, NULL, 10);
}

static void add_part(GMimeObject *parent, GMimeObject *part, gpointer into)
{
    (void)parent;
    if (!GMIME_IS_TEXT_PART(part))
        return;
    char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    for (const char *at = text; *at; at++)
        if (*at != '\r')
            buf_add(into, (struct str){at, 1});
    g_free(text);
}

static struct str decoded(struct arena *arena, struct str bytes)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.at, bytes.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    struct buf out = {.arena = arena};

    buf_addf(&out, "Subject: %s\n", g_mime_message_get_subject(message));
    g_mime_message_foreach(message, add_part, &out);
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return buf_str(&out);
}

static enum err keep_text(struct work *work, const struct value row[], void *into)
{
    (void)work;
    *(struct str *)into = row[0].text;
    return OK;
}

struct str mail_to(struct world *world, const char *kind, int64_t person)
{
    struct buf sql = {.arena = world->arena};
    struct query *query = NEW(world->arena, struct query); /* kept by the connection */
    struct work work = work_begin(world->arena, world->now);
    struct str message = {0};

    buf_addf(&sql,
             "SELECT message FROM mail WHERE kind = '%s' AND recipient = %lld"
             " ORDER BY queued_at DESC, id DESC LIMIT 1%c",
             kind, (long long)person, '\0');
    *query =
        (struct query){.name = sql.at, .sqlite = sql.at, .postgres = sql.at, .is_across = true};
    cr_assert(db_run(world->db, &work, query, NULL, 0, keep_text, &message) == OK);
    return message.len > 0 ? decoded(world->arena, message) : message;
}

static bool is_token_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

const char *mail_link_at(struct world *world, const char *kind, int64_t person, size_t n)
{
    struct str mail = mail_to(world, kind, person);
    const char *at = mail.at, *end = mail.at + mail.len;
    struct buf path = {.arena = world->arena};

    for (size_t i = 0; i <= n; i++) {
        at = memmem(at, (size_t)(end - at), "/a/", 3);
        cr_assert(at, "mail %s has no link %zu", kind, n);
        at += 3;
    }
    size_t len = 0;
    while (at + len < end && is_token_letter(at[len]))
        len++;
    buf_addf(&path, "/a/%.*s%c", (int)len, at, '\0');
    return path.at;
}
