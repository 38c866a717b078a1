#include "mail/letter.h"

#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct letter a_letter(void)
{
    return (struct letter){
        .from = {S("Fenwick Mentoring"), S("mentoring@example.org")},
        .to = {S("Zoë \"Z\" O'Brien, PhD"), S("zoe@example.org")},
        .subject = S("Amara offers three times"),
        .message_id = S("abc.1@example.org"),
        .thread = S("pair-3.xyz@example.org"),
        .written_at = 1800000000,
        .text = S("Hello\n.\nGrüße\n"),
        .html = S("<p>Grüße</p>\n"),
    };
}

/* What Python's email package makes of it. */
static struct str read_back(struct arena *arena, const struct letter *letter)
{
    const char *dir = given_folder(arena);
    struct buf path = {.arena = arena}, command = {.arena = arena};
    struct str bytes;

    cr_assert(letter_write(arena, letter, &bytes) == OK);
    buf_addf(&path, "%s/mail.eml%c", dir, '\0');
    FILE *file = fopen(path.at, "wbe");
    cr_assert(file && fwrite(bytes.at, 1, bytes.len, file) == bytes.len && fclose(file) == 0);
    buf_addf(&command, "/usr/bin/python3 tests/counterparts/read_mail.py %s%c", path.at, '\0');
    struct str said = said_by(arena, command.at);
    cr_expect(has(said, "defects: []\nascii: true\nbare: false\nlongest: True\n"), "%.*s",
              ARG(said));
    return said;
}

Test(mail_letter, a_mail_is_read_back_as_it_was_written)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct letter letter = a_letter();
    struct str said = read_back(arena, &letter);

    cr_expect(has(said, "tree: multipart/alternative text/plain text/html\n"));
    cr_expect(has(said, "to-name: \"Zoë \\\"Z\\\" O'Brien, PhD\"\nto-address: zoe@example.org\n"));
    cr_expect(has(said, "Subject: \"Amara offers three times\"\n"));
    cr_expect(has(said, "Message-ID: \"<abc.1@example.org>\"\n"));
    cr_expect(has(said, "In-Reply-To: \"<pair-3.xyz@example.org>\"\n"));
    cr_expect(has(said, "Auto-Submitted: \"auto-generated\"\n"));
    cr_expect(has(said, "text/plain encoding: quoted-printable\n"));
    cr_expect(has(said, "text/plain body: \"Hello\\r\\n.\\r\\nGrüße\\r\\n\"\n"));
    cr_expect(!has(said, "List-Unsubscribe"));
}

Test(mail_letter, long_names_and_subjects_in_any_script_arrive_whole)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct letter letter = a_letter();
    struct buf name = {.arena = arena}, wanted = {.arena = arena};

    for (int i = 0; i < 80; i++)
        buf_add(&name, S("語"));
    letter.to.name = buf_str(&name);
    letter.subject = buf_str(&name);
    buf_addf(&wanted, "to-name: \"%.*s\"%c", ARG(buf_str(&name)), '\0');
    struct str said = read_back(arena, &letter);
    cr_expect(has(said, wanted.at), "%.*s", ARG(said));
    buf_addf(&name, "\"%c", '\0');
    cr_expect(has(said, name.at));
}

Test(mail_letter, an_invitation_stands_where_calendars_look_for_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct letter letter = a_letter();

    letter.calendar = S("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n");
    letter.calendar_method = "REQUEST";
    struct str said = read_back(arena, &letter);
    cr_expect(has(said, "tree: multipart/mixed multipart/alternative text/plain text/html "
                        "text/calendar application/ics\n"),
              "%.*s", ARG(said));
    cr_expect(has(said, "text/calendar encoding: base64\ntext/calendar disposition: None\n"
                        "text/calendar charset: utf-8 method: REQUEST\n"));
    cr_expect(has(said, "application/ics disposition: attachment\n"));
}

Test(mail_letter, a_line_break_in_a_name_or_subject_makes_no_header)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct letter letter = a_letter();

    letter.to.name = S("x\r\nBcc: evil@example.org");
    letter.subject = S("y\r\nBcc: evil@example.org\x00");
    letter.from.name = S("z\nBcc: evil@example.org");
    struct str said = read_back(arena, &letter);
    cr_expect(!has(said, "\nBcc:"), "%.*s", ARG(said));
    cr_expect(has(said, "Subject: \"yBcc: evil@example.org\"\n"), "%.*s", ARG(said));
}

Test(mail_letter, a_bad_address_or_text_is_refused_and_not_mended)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct letter letter = a_letter();
    struct str bytes;

    letter.to.address = S("a@x.example>\r\nRCPT TO:<evil@x.example");
    cr_expect(letter_write(arena, &letter, &bytes) == ERR_INVALID);
    letter = a_letter();
    letter.from.address = S("no address");
    cr_expect(letter_write(arena, &letter, &bytes) == ERR_INVALID);
    letter = a_letter();
    letter.text = S("\xFF\xFE");
    cr_expect(letter_write(arena, &letter, &bytes) == ERR_INVALID);
    letter = a_letter();
    letter.message_id = S("a b");
    cr_expect(letter_write(arena, &letter, &bytes) == ERR_INVALID);
}

Test(mail_letter, a_reminder_can_be_stopped_with_one_click)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct letter letter = a_letter();

    letter.unsubscribe_url = S("https://mentoring.example.org/u/abcdefghijklmnopqrstuvwxyz234567");
    struct str said = read_back(arena, &letter);
    cr_expect(has(said, "List-Unsubscribe: \"<https://mentoring.example.org/u/abc"));
    cr_expect(has(said, "List-Unsubscribe-Post: \"List-Unsubscribe=One-Click\"\n"));
}
