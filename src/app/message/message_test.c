#include "support/given.h"

#include <criterion/criterion.h>

static const char messages[] = "/s/alumni/pairs/3/messages";

static struct form message(struct arena *arena, const char *body, const char *wish)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){S("body"), str_of(body)};
    fields[1] = (struct field){S("wish"), str_of(wish)};
    return (struct form){fields, 2};
}

Test(message, what_one_writes_the_other_reads_escaped_and_gets_by_mail)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Nobody has written yet"));
    cr_expect(visit(world, 7, POST, messages, message(arena, "Hello <Ravi>", "Just an ear"),
                    &page) == OK);
    cr_expect(str_eq(world->go_to, str_of(messages)));
    cr_expect(visit(world, 8, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Hello &lt;Ravi&gt;") && has(page, "Just an ear"));
    cr_expect(count_of(world, "SELECT recipient FROM mail WHERE kind = 'message_wrote'") == 8);
}

Test(message, nothing_and_too_much_are_refused_and_the_text_is_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf long_wish = {.arena = arena};
    struct str page;

    for (int i = 0; i < 201; i++)
        buf_add(&long_wish, S("x"));
    buf_addf(&long_wish, "%c", 0);
    cr_expect(visit(world, 7, POST, messages, message(arena, "  ", ""), &page) == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("body")) && has(page, "<title>Error: "));
    cr_expect(visit(world, 7, POST, messages, message(arena, "Kept text", long_wish.at), &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("wish")) && has(page, "Kept text"));
    cr_expect(count_of(world, "SELECT count(*) FROM message") == 0);
}

Test(message, only_the_two_read_what_they_write)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    cr_expect(visit(world, 7, POST, messages, message(arena, "Secret", ""), &page) == OK);
    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, messages, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 9, GET, "/s/alumni/pairs/4/messages", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "Secret"), "a mentor's other pair reads nothing of it");
}

Test(message, a_long_talk_is_read_page_by_page)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    for (int i = 0; i < 40; i++) {
        struct buf body = {.arena = arena};
        buf_addf(&body, "Message number %d.%c", i, 0);
        world->now += 60;
        cr_assert(visit(world, 7, POST, messages, message(arena, body.at, ""), &page) == OK);
    }
    cr_expect(visit(world, 8, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Message number 39.") && has(page, "Message number 10."));
    cr_expect(!has(page, "Message number 9.") && has(page, "?before="));
}

Test(message, a_pair_that_is_over_can_be_read_and_no_more)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE pair SET state = 'ended', ended_at = 5 WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 7, POST, messages, message(arena, "Too late", ""), &page) ==
              ERR_INVALID);
    cr_expect(visit(world, 7, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "<textarea"));
}

static void given_file(struct world *world, const char *name, struct str bytes)
{
    struct file *file = NEW(world->arena, struct file);

    *file = (struct file){S("file"), str_of(name), bytes};
    world->files = (struct files){file, 1};
}

Test(message, a_file_is_a_download_for_the_two_and_for_nobody_else)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {4, 5, 6, 9, 10, 99};
    struct buf path = {.arena = arena};
    struct str page;

    given_file(world, "../My <CV>.exe", S("%PDF-1.7 what I did\0so far"));
    cr_expect(visit(world, 7, POST, messages, message(arena, "Here it is", ""), &page) == OK);
    cr_expect(visit(world, 8, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(has(page, "My CV.pdf") && has(page, "1 KiB"));
    buf_addf(&path, "/s/alumni/pairs/3/attachments/%lld%c",
             (long long)count_of(world, "SELECT id FROM attachment"), '\0');
    cr_expect(visit(world, 8, GET, path.at, (struct form){0}, &page) == OK);
    cr_expect(str_eq(page, S("%PDF-1.7 what I did\0so far")), "the same bytes come back");
    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    path.len = 0;
    buf_addf(&path, "/s/alumni/pairs/4/attachments/%lld%c",
             (long long)count_of(world, "SELECT id FROM attachment"), '\0');
    cr_expect(visit(world, 8, GET, path.at, (struct form){0}, &page) == ERR_NOT_FOUND,
              "not through the mentor's other pair either");
}

Test(message, a_file_that_is_not_what_we_take_is_refused_and_nothing_is_sent)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    enum { TOO_MANY = 5242881 };
    char *large = NEW_ARRAY(arena, char, TOO_MANY);
    struct str page;

    given_file(world, "cv.pdf", S("MZ\x90 a program that says it is a paper"));
    cr_expect(visit(world, 7, POST, messages, message(arena, "Kept text", ""), &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("file")) && has(page, "Kept text"));
    for (size_t i = 0; i < TOO_MANY; i++)
        large[i] = 'a';
    given_file(world, "long.txt", (struct str){large, TOO_MANY});
    cr_expect(visit(world, 7, POST, messages, message(arena, "Kept text", ""), &page) ==
              ERR_INVALID);
    cr_expect(count_of(world, "SELECT count(*) FROM message") == 0);
    given_file(world, "", S(""));
    cr_expect(visit(world, 7, POST, messages, message(arena, "No file", ""), &page) == OK,
              "what a browser sends where none was chosen");
}

Test(message, its_mail_waits_out_the_quiet_hours_that_the_two_agreed_and_the_page_says_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    /* Quiet from 3am to 3pm; where Ravi is, it is 3am (15 January 2027, 08:00 UTC). */
    given_rows(
        world,
        "INSERT INTO agreement (scheme, id, pair, version, state, written_by, interval_days,"
        " length_min, place, place_line, channels, reply_days, notice_h, quiet_from, quiet_to,"
        " is_quiet_weekend, silence, boundaries, confidentiality, changed_at, accepted_at)"
        " VALUES (1, 80, 3, 1, 'accepted', 7, 21, 60, 'video', '', 'messages', 7, 24, 180,"
        " 900, 1, 'again', '', '', 1, 1)");
    cr_expect(visit(world, 7, POST, messages, message(arena, "Good night", ""), &page) == OK);
    cr_expect(count_of(world, "SELECT next_at FROM mail WHERE kind = 'message_wrote'") ==
                  1800000000 + 12 * 3600 - 1800000000 % 3600,
              "3pm in New York");
    cr_expect(visit(world, 7, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(has(page, "waits out the quiet hours, until Friday 15 January, 3:00pm (New York)"));
    cr_expect(visit(world, 8, GET, messages, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Good night") && !has(page, "waits out"));
    cr_expect(has(page, "Report this") && has(page, "kept until"));
}
