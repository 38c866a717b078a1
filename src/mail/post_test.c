#include "mail/post.h"

#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *joined(struct arena *arena, const char *dir, const char *name)
{
    struct buf path = {.arena = arena};

    buf_addf(&path, "%s/%s%c", dir, name, '\0');
    return path.at;
}

static struct str url_of(struct arena *arena, const char *user, const char *host, int port)
{
    struct buf url = {.arena = arena};

    buf_addf(&url, "smtp://%s%s:%d", user, host, port);
    return buf_str(&url);
}

static void free_post(void *post)
{
    post_free(post);
}

static struct post *given_post(struct arena *arena, const struct smtp_settings *settings)
{
    struct post *post;

    cr_assert(post_to_server(settings, &post) == OK);
    arena_at_end(arena, free_post, post);
    return post;
}

static struct post_answer sent(struct post *post, const char *to)
{
    struct envelope envelope = {.name = S("1-a"),
                                .from = S("mentoring@example.org"),
                                .to = str_of(to),
                                .bytes = S("Subject: x\r\n\r\nHello\r\n.\r\nEnd\r\n")};
    struct post_answer answer;

    post_send(post, &envelope, &answer);
    return answer;
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "we");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void make_certificate(struct arena *arena, const char *dir, const char *name)
{
    struct buf command = {.arena = arena};

    buf_addf(&command,
             "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
             " -subj /CN=localhost -addext subjectAltName=DNS:localhost"
             " -keyout %s/%s.key -out %s/%s.crt 2>/dev/null%c",
             dir, name, dir, name, '\0');
    cr_assert(system(command.at) == 0);
}

Test(mail_post, a_mail_arrives_whole_and_a_lone_dot_stays_one)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    int port = given_sink(arena, dir, "");
    struct post *post =
        given_post(arena, &(struct smtp_settings){.url = url_of(arena, "", "127.0.0.1", port)});

    cr_expect(sent(post, "zoe@example.org").result == POST_SENT);
    cr_expect(sent(post, "max@example.org").result == POST_SENT);
    cr_expect(str_eq(file_text(arena, joined(arena, dir, "1.eml")),
                     S("mentoring@example.org zoe@example.org\n"
                       "Subject: x\r\n\r\nHello\r\n.\r\nEnd\r\n")));
    cr_expect(has(file_text(arena, joined(arena, dir, "2.eml")), " max@example.org\n"));
}

Test(mail_post, refused_and_not_now_are_told_apart)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    int port = given_sink(arena, dir, "");
    struct post *post =
        given_post(arena, &(struct smtp_settings){.url = url_of(arena, "", "127.0.0.1", port)});
    struct post_answer gone = sent(post, "gone@example.org");
    struct post_answer later = sent(post, "later@example.org");
    struct post_answer full = sent(post, "full@example.org");

    cr_expect(gone.result == POST_REFUSED && gone.code == 550, "%d %d", gone.result, gone.code);
    cr_expect(later.result == POST_LATER && later.code == 451, "%d %d", later.result, later.code);
    cr_expect(full.result == POST_REFUSED && full.code == 552, "%d %d", full.result, full.code);
    cr_expect(sent(post, "zoe@example.org").result == POST_SENT);
}

Test(mail_post, nobody_at_the_door_is_no_server)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    struct smtp_settings settings;
    {
        CLEANUP(arena_free_ptr) struct arena *while_open = arena_new();
        settings.url = url_of(arena, "", "127.0.0.1", given_sink(while_open, dir, ""));
    }
    struct post *post = given_post(arena, &(struct smtp_settings){.url = settings.url});

    cr_expect(sent(post, "zoe@example.org").result == POST_NO_SERVER);
}

Test(mail_post, a_login_needs_tls_a_trusted_certificate_and_the_right_password)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    struct buf more = {.arena = arena};

    make_certificate(arena, dir, "ours");
    make_certificate(arena, dir, "theirs");
    write_text(joined(arena, dir, "right"), "correct horse\n");
    write_text(joined(arena, dir, "wrong"), "battery\n");
    buf_addf(&more, "--tls %s/ours.crt %s/ours.key --login rapport 'correct horse'%c", dir, dir,
             '\0');
    int secure = given_sink(arena, dir, more.at), plain = given_sink(arena, dir, "");
    struct smtp_settings settings = {.url = url_of(arena, "rapport@", "localhost", secure),
                                     .password_file = str_of(joined(arena, dir, "right")),
                                     .ca_file = str_of(joined(arena, dir, "ours.crt"))};

    cr_expect(sent(given_post(arena, &settings), "zoe@example.org").result == POST_SENT);

    struct smtp_settings wrong = settings;
    wrong.password_file = str_of(joined(arena, dir, "wrong"));
    struct post_answer answer = sent(given_post(arena, &wrong), "zoe@example.org");
    cr_expect(answer.result == POST_MISCONFIGURED && answer.code == 535, "%d", answer.code);

    wrong = settings;
    wrong.ca_file = str_of(joined(arena, dir, "theirs.crt"));
    cr_expect(sent(given_post(arena, &wrong), "zoe@example.org").result == POST_MISCONFIGURED);

    wrong = settings;
    wrong.url = url_of(arena, "rapport@", "localhost", plain);
    cr_expect(sent(given_post(arena, &wrong), "zoe@example.org").result == POST_MISCONFIGURED);
}

Test(mail_post, settings_that_cannot_work_are_refused_with_the_reason)
{
    static const struct {
        const char *url, *password_file;
        const char *why; /* NULL: they can */
    } cases[] = {
        {"smtp://mail.example.org", "", NULL},
        {"smtps://u@mail.example.org:465", "/f", NULL},
        {"smtp://u:secret@mail.example.org", "/f", "a password does not belong"},
        {"smtp://u:@mail.example.org", "/f", "a password does not belong"},
        {"http://mail.example.org", "", "is written as"},
        {"smtp://", "", "is written as"},
        {"smtp://mail.example.org/path", "", "is written as"},
        {"smtp://a@b@mail.example.org", "/f", "is written as"},
        {"smtp://mail.example.org\r\nx", "", "is written as"},
        {"smtp://u@mail.example.org", "", "needs --smtp-password-file"},
        {"smtp://mail.example.org", "/f", "needs a user name"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct smtp_settings settings = {.url = str_of(cases[i].url),
                                         .password_file = str_of(cases[i].password_file)};
        const char *why = smtp_settings_defect(&settings);
        cr_expect(cases[i].why ? why && has(str_of(why), cases[i].why) : !why, "%s: %s",
                  cases[i].url, why);
    }
}

Test(mail_post, an_address_that_would_be_two_is_never_sent_to)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    int port = given_sink(arena, dir, "");
    struct post *post =
        given_post(arena, &(struct smtp_settings){.url = url_of(arena, "", "127.0.0.1", port)});

    cr_expect(sent(post, "a@x.example>\r\nRCPT TO:<evil@x.example").result == POST_REFUSED);
    cr_expect(file_text(arena, joined(arena, dir, "1.eml")).len == 0);
}

Test(mail_post, a_folder_gets_one_whole_file_each)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    struct post *post;

    cr_assert(post_to_folder(str_of(dir), &post) == OK);
    arena_at_end(arena, free_post, post);
    cr_expect(sent(post, "zoe@example.org").result == POST_SENT);
    cr_expect(sent(post, "zoe@example.org").result == POST_SENT); /* again: the same file */
    struct buf command = {.arena = arena};
    buf_addf(&command, "ls -A %s%c", dir, '\0');
    cr_expect(str_eq(said_by(arena, command.at), S("1-a.eml\n")));
    cr_expect(has(file_text(arena, joined(arena, dir, "1-a.eml")), "Hello\r\n.\r\n"));
}

Test(mail_post, a_name_that_leaves_the_folder_is_not_written)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    static const char *const names[] = {"../x", "", ".x", "a/b", "a b"};
    struct post *post;

    cr_assert(post_to_folder(str_of(dir), &post) == OK);
    arena_at_end(arena, free_post, post);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct envelope envelope = {.name = str_of(names[i]), .bytes = S("x")};
        struct post_answer answer;
        post_send(post, &envelope, &answer);
        cr_expect(answer.result == POST_LATER, "%s", names[i]);
    }
}

Test(mail_post, a_full_disk_leaves_nothing_half_written_and_the_mail_for_later)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const char *dir = given_folder(arena);
    struct rlimit small = {8, RLIM_INFINITY}, before;
    struct post *post;

    cr_assert(post_to_folder(str_of(dir), &post) == OK);
    arena_at_end(arena, free_post, post);
    signal(SIGXFSZ, SIG_IGN);
    cr_assert(getrlimit(RLIMIT_FSIZE, &before) == 0 && setrlimit(RLIMIT_FSIZE, &small) == 0);
    struct post_answer answer = sent(post, "zoe@example.org");
    cr_assert(setrlimit(RLIMIT_FSIZE, &before) == 0);
    cr_expect(answer.result == POST_LATER && answer.said[0]);
    struct buf command = {.arena = arena};
    buf_addf(&command, "ls -A %s%c", dir, '\0');
    cr_expect(said_by(arena, command.at).len == 0);
}

Test(mail_post, a_folder_that_is_not_there_is_said_at_the_start)
{
    struct post *post;

    cr_expect(post_to_folder(S("/nonexistent/folder"), &post) == ERR_BROKEN);
}
