#include "app/notice/notice.h"

#include "app/access/access.h"
#include "db/db.h"
#include "mail/mail.h"
#include "mail/outbox.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct mail event = {"test_event", MAIL_EVENT, "It happened", "Says what happened."};
static const struct mail reminder = {"test_reminder", MAIL_REMINDER, "Soon", "Says what is near."};

/* What queue_one() queues. */
struct one {
    const struct mail *mail;
    int64_t to;
    const char *once;
    struct mail_text text;
};

static enum err queue_one(struct work *work, const struct public_access *by, void *with)
{
    const struct one *one = with;

    return mail_queue_text(work, by, one->mail, (struct person_id){one->to}, str_of(one->once),
                           &one->text);
}

static enum err queued(struct world *world, struct one one)
{
    struct work work = work_begin(world->arena, world->now);

    cr_assert(db_begin(world->db, DB_WRITE) == OK);
    return db_end(world->db, access_command_public(world->db, &work, queue_one, &one));
}

static void free_post(void *post)
{
    post_free(post);
}

static struct post *given_folder_post(struct world *world, const char *dir)
{
    struct post *post;

    cr_assert(post_to_folder(str_of(dir), &post) == OK);
    arena_at_end(world->arena, free_post, post);
    return post;
}

static enum err write_part(void *self,
                           enum err (*part)(struct work *work, const struct public_access *by,
                                            void *with),
                           void *with)
{
    struct world *world = self;
    struct work work = work_begin(world->arena, world->now);

    TRY(db_begin(world->db, DB_WRITE));
    return db_end(world->db, access_command_public(world->db, &work, part, with));
}

static size_t round_of(struct world *world, struct post *post)
{
    const struct runner runner = {world, work_begin(world->arena, 0).site, write_part};
    size_t taken;

    cr_assert(notice_send(&runner, post, &taken) == OK);
    return taken;
}

static int64_t files(struct arena *arena, const char *dir)
{
    struct buf command = {.arena = arena};
    int64_t n = 0;

    buf_addf(&command, "ls -A %s | wc -l%c", dir, '\0');
    cr_assert(str_number(str_trim(said_by(arena, command.at)), &n) == OK);
    return n;
}

Test(notice_send, a_mail_of_an_occasion_goes_once_to_each_person)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    const char *dir = given_folder(arena);
    struct post *post = given_folder_post(world, dir);

    for (int i = 0; i < 2; i++) {
        cr_expect(queued(world, (struct one){&event, 7, "a", {.body = S("Hello Ada")}}) == OK);
        cr_expect(queued(world, (struct one){&event, 8, "a", {.body = S("Hello Ravi")}}) == OK);
    }
    cr_expect(round_of(world, post) == 2);
    cr_expect(round_of(world, post) == 0);
    cr_expect(files(arena, dir) == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE sent_at IS NOT NULL") == 2);
}

Test(notice_send, a_mail_has_its_frame_in_text_and_in_html)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct mail_choice choices[] = {{{"Thursday <5pm>", 14}, {"/a/abc", 6}}};
    struct one one = {&event,
                      7,
                      "a",
                      {.subject = S("Ravi & you"),
                       .cost = S("One tap"),
                       .body = S("First line\nsecond <b>line\n\nLast"),
                       .choices = choices,
                       .nchoices = 1,
                       .button = S("Pick a time"),
                       .path = S("/a/xyz"),
                       .scheme = {1}}};

    cr_expect(queued(world, one) == OK);
    struct str mail = mail_to(world, "test_event", 7);
    cr_expect(has(mail, "Subject: Ravi & you\n"));
    cr_expect(has(mail, "First line\nsecond <b>line\n\nLast\n\nThursday <5pm>\n"
                        "http://127.0.0.1:8080/a/abc\n\nPick a time:\n"
                        "http://127.0.0.1:8080/a/xyz\n"),
              "%.*s", ARG(mail));
    cr_expect(has(mail, "Alumni. This kind of mail: Says what happened.\n"));
    cr_expect(has(mail, "<p>First line<br>\nsecond &lt;b&gt;line</p>\n<p>Last</p>"));
    cr_expect(has(mail, "href=\"http://127.0.0.1:8080/a/abc\">Thursday &lt;5pm&gt;</a>"));
    cr_expect(has(mail, "<div class=\"cost\">One tap</div>"));
    cr_expect(!has(mail, "/u/"));
}

Test(notice_send, what_was_taken_and_not_settled_goes_again_with_the_same_id)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    const char *dir = given_folder(arena);
    struct post *post = given_folder_post(world, dir);

    cr_expect(queued(world, (struct one){&event, 7, "a", {.body = S("Hello")}}) == OK);
    cr_expect(round_of(world, post) == 1);
    /* As if the program had ended between sending and keeping the result. */
    given_rows(world, "UPDATE mail SET sent_at = NULL, lease = 1800000300");
    cr_expect(round_of(world, post) == 0); /* somebody may still be at it */
    world->now += OUTBOX_LEASE_S + 1;
    cr_expect(round_of(world, post) == 1);
    cr_expect(files(arena, dir) == 1); /* the same name: the same message */
}

Test(notice_send, a_server_that_is_away_loses_nothing_for_two_days)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    const char *dir = given_folder(arena);
    struct post *post = given_folder_post(world, dir);
    struct buf away = {.arena = arena};
    size_t tries = 0;

    cr_expect(queued(world, (struct one){&event, 7, "a", {.body = S("Hello")}}) == OK);
    buf_addf(&away, "%s.away%c", dir, '\0');
    cr_assert(rename(dir, away.at) == 0);
    static const int64_t minutes[] = {0, 1, 5, 15, 60, 60};
    for (size_t i = 0; i < COUNT(minutes); i++) {
        world->now += minutes[i] * 60 - 1;
        cr_expect(minutes[i] == 0 || round_of(world, post) == 0, "%zu: too early", i);
        world->now += 1;
        cr_expect(round_of(world, post) == 1, "try %zu", i);
        tries++;
    }
    cr_expect(count_of(world, "SELECT attempts FROM mail") == (int64_t)tries);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE failure LIKE 'later: %'") == 1);
    cr_assert(rename(away.at, dir) == 0);
    world->now += 3600;
    cr_expect(round_of(world, post) == 1 && files(arena, dir) == 1);
}

Test(notice_send, a_mail_is_given_up_after_two_days)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    const char *dir = given_folder(arena);
    struct post *post = given_folder_post(world, dir);
    struct buf away = {.arena = arena};

    cr_expect(queued(world, (struct one){&event, 7, "a", {.body = S("Hello")}}) == OK);
    buf_addf(&away, "%s.away%c", dir, '\0');
    cr_assert(rename(dir, away.at) == 0);
    world->now += OUTBOX_GIVE_UP_S;
    cr_expect(round_of(world, post) == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE failed_at IS NOT NULL") == 1);
    world->now += 7200;
    cr_expect(round_of(world, post) == 0);
    cr_assert(rename(away.at, dir) == 0);
}

Test(notice_send, what_a_server_refuses_has_failed_and_the_rest_goes_on)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    const char *dir = given_folder(arena);
    struct buf url = {.arena = arena};
    struct post *post;

    given_rows(world, "UPDATE person SET email = 'gone@example.org' WHERE id = 7;"
                      "UPDATE person SET email = 'later@example.org' WHERE id = 9");
    buf_addf(&url, "smtp://127.0.0.1:%d", given_sink(arena, dir, ""));
    cr_assert(post_to_server(&(struct smtp_settings){.url = buf_str(&url)}, &post) == OK);
    arena_at_end(arena, free_post, post);
    for (int64_t person = 7; person <= 10; person++)
        cr_expect(queued(world, (struct one){&event, person, "a", {.body = S("Hello")}}) == OK);
    cr_expect(round_of(world, post) == 4);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE sent_at IS NOT NULL") == 2);
    cr_expect(count_of(world, "SELECT recipient FROM mail WHERE failed_at IS NOT NULL") == 7);
    cr_expect(count_of(world, "SELECT next_at - 1800000000 FROM mail WHERE recipient = 9") == 60);
}

Test(notice_send, a_reminder_waits_out_the_night_where_its_reader_is)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    world->now = 1800000000 + 50400; /* 22:00 in London, 17:00 in New York */
    cr_expect(queued(world, (struct one){&reminder, 7, "a", {.body = S("Hello")}}) == OK);
    cr_expect(queued(world, (struct one){&reminder, 8, "a", {.body = S("Hello")}}) == OK);
    cr_expect(queued(world, (struct one){&event, 7, "a2", {.body = S("Hello")}}) == OK);
    cr_expect(count_of(world, "SELECT next_at - queued_at FROM mail WHERE recipient = 7"
                              " AND kind = 'test_reminder'") == 32400);
    cr_expect(count_of(world, "SELECT next_at - queued_at FROM mail WHERE recipient = 8") == 0);
    cr_expect(count_of(world, "SELECT next_at - queued_at FROM mail WHERE kind = 'test_event'") ==
              0);
}

Test(notice_send, a_mail_that_is_held_leaves_when_its_time_has_come)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    const char *dir = given_folder(arena);
    struct post *post = given_folder_post(world, dir);
    struct one one = {&event, 7, "a", {.body = S("Hello"), .not_before = world->now + 600}};

    cr_expect(queued(world, one) == OK);
    cr_expect(round_of(world, post) == 0);
    world->now += 600;
    cr_expect(round_of(world, post) == 1);
}

/* The path of the n-th "/u/" link in a reminder's text. */
static const char *stop_link_of(struct world *world, int64_t person)
{
    struct str mail = mail_to(world, "test_reminder", person);
    struct buf path = {.arena = world->arena};
    const char *at = memmem(mail.at, mail.len, "/u/", 3);

    cr_assert(at);
    buf_addf(&path, "%.*s%c", 3 + 52, at, '\0');
    return path.at;
}

Test(notice, a_kind_of_reminder_is_stopped_by_post_alone_and_started_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct field again[] = {{{"again", 5}, {"yes", 3}}};
    struct str page;

    cr_expect(queued(world, (struct one){&reminder, 7, "a", {.body = S("x"), .scheme = {1}}}) ==
              OK);
    const char *link = stop_link_of(world, 7);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Stop these mails?") && has(page, "From Alumni"));
    cr_expect(count_of(world, "SELECT count(*) FROM mail_stop WHERE stopped_at IS NOT NULL") == 0);

    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "These mails have stopped") && world->go_to.len == 0);
    cr_expect(queued(world, (struct one){&reminder, 7, "b", {.body = S("x")}}) == OK);
    cr_expect(queued(world, (struct one){&reminder, 8, "b", {.body = S("x")}}) == OK);
    cr_expect(queued(world, (struct one){&event, 7, "c", {.body = S("x")}}) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE once = 'b'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE once = 'c'") == 1);

    cr_expect(visit(world, 0, POST, link, (struct form){again, 1}, &page) == OK);
    cr_expect(queued(world, (struct one){&reminder, 7, "d", {.body = S("x")}}) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE once = 'd'") == 1);
}

Test(notice, the_team_sees_what_could_not_leave_and_tries_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf path = {.arena = arena};
    struct str page;

    given_rows(world, "UPDATE person SET name = 'Ada <A>' WHERE id = 7");
    cr_expect(queued(world, (struct one){&event, 7, "a", {.body = S("Secret")}}) == OK);
    cr_expect(queued(world, (struct one){&event, 10, "b", {.body = S("Of scheme 2")}}) == OK);
    cr_expect(visit(world, 5, GET, "/s/alumni/team/mail", (struct form){0}, &page) == OK);
    cr_expect(has(page, "All mail has left"));
    given_rows(world, "UPDATE mail SET attempts = 1, failed_at = 5, failure = 'refused 550'");
    cr_expect(visit(world, 5, GET, "/s/alumni/team/mail", (struct form){0}, &page) == OK);
    cr_expect(has(page, "1 mail could not leave") && has(page, "Ada &lt;A&gt;"));
    cr_expect(has(page, "refused 550") && !has(page, "Secret"));
    given_rows(world, "UPDATE person SET email = 'new@example.org' WHERE id = 7");
    buf_addf(&path, "/s/alumni/team/mail/%lld%c",
             (long long)count_of(world, "SELECT id FROM mail WHERE recipient = 7"), '\0');
    cr_expect(visit(world, 7, POST, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 5, POST, path.at, (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE failed_at IS NULL AND"
                              " address = 'new@example.org'") == 1);
    path.len = 0;
    buf_addf(&path, "/s/alumni/team/mail/%lld%c",
             (long long)count_of(world, "SELECT id FROM mail WHERE recipient = 10"), '\0');
    cr_expect(visit(world, 5, POST, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(notice, a_link_that_nobody_was_sent_is_no_page)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char link[] = "/u/abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
    struct str page;

    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == ERR_NOT_FOUND);
}
