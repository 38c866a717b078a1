#include "app/message/message_file.h"

#include <criterion/criterion.h>

static const char *type_of(struct str bytes)
{
    const struct message_file_kind *kind = message_file_kind_of(bytes);

    return kind ? kind->type.at : "";
}

Test(message_file, is_what_its_content_says)
{
    cr_expect_str_eq(type_of(S("%PDF-1.7\n")), "application/pdf");
    cr_expect_str_eq(type_of(S("\x89PNG\r\n\x1a\nIHDR")), "image/png");
    cr_expect_str_eq(type_of(S("\xff\xd8\xff\xe0JFIF")), "image/jpeg");
    cr_expect_str_eq(type_of(S("My notes.\r\n\tÅse says hello")), "text/plain; charset=utf-8");
    cr_expect_str_eq(type_of(S("PK\x03\x04"
                               "12345678901234567890123456"
                               "mimetypeapplication/vnd.oasis.opendocument.textPK")),
                     "application/vnd.oasis.opendocument.text");
    cr_expect_str_eq(type_of(S("PK\x03\x04....[Content_Types].xml...word/document.xml")),
                     "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

Test(message_file, anything_else_is_nothing)
{
    static const struct str others[] = {
        {"", 0},
        {"MZ\x90\0", 4},               /* a program */
        {"PK\x03\x04program.exe", 15}, /* a zip of something */
        {"\x7f"
         "ELF\x02",
         5},
        {"GIF89a\x01\0", 8},
        {"text with \0 in it", 17},
        {"text with \xff in it", 17},
        {"PK\x03\x04[Content_Types].xml word/document.xml vbaProject.bin", 56}, /* with macros */
        {" %PDF-1.7\x01", 10},
    };

    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(message_file_kind_of(others[i]) == NULL, "%zu", i);
}

Test(message_file, its_name_is_a_name_and_no_path_and_ends_as_it_is)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct message_file_kind *pdf = message_file_kind_of(S("%PDF-"));
    static const struct {
        struct str sent;
        const char *kept;
    } names[] = {
        {{"My CV.pdf", 9}, "My CV.pdf"},
        {{"C:\\Users\\Ada\\cv.PDF", 19}, "cv.pdf"},
        {{"../../etc/passwd", 16}, "passwd.pdf"},
        {{"cv.html", 7}, "cv.pdf"},
        {{"", 0}, "file.pdf"},
        {{"...", 3}, "file.pdf"},
        {{"a\"b;c\r\nd.pdf", 12}, "abcd.pdf"},
        {{"Lebenslauf M\xc3\xbcller.pdf", 22}, "Lebenslauf M\xc3\xbcller.pdf"},
    };

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str kept = message_file_name(arena, names[i].sent, pdf);
        cr_expect(str_eq(kept, str_of(names[i].kept)), "%zu: %.*s", i, ARG(kept));
    }
}
