#include "sheet/sheet.h"

#include <criterion/criterion.h>
#include <string.h>

static struct sheet read_well(struct work *work, struct str bytes)
{
    struct sheet sheet;

    cr_assert(sheet_read(work, bytes, &sheet) == OK, "%.*s", ARG(work->fault.text));
    return sheet;
}

static bool is_cell(const struct sheet *sheet, size_t row, size_t column, const char *text)
{
    return str_eq(sheet_cell(&sheet->rows[row], column), str_of(text));
}

static bool says(const struct work *work, const char *part)
{
    struct str text = work->fault.text;
    return text.len > 0 && memmem(text.at, text.len, part, strlen(part));
}

Test(sheet, line_breaks_and_doubled_quotes_inside_quotes_are_text)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet = read_well(&work, S("a,b\n\"one\ntwo\",\"say \"\"hello\"\"\"\n"));

    cr_expect(sheet.len == 2);
    cr_expect(is_cell(&sheet, 1, 0, "one\ntwo"));
    cr_expect(is_cell(&sheet, 1, 1, "say \"hello\""));
    cr_expect(is_cell(&sheet, 1, 2, ""));
}

Test(sheet, what_follows_a_closing_quote_is_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet = read_well(&work, S("a,b\n\"one\" and,5\" pipe\n"));

    cr_expect(is_cell(&sheet, 1, 0, "one and"));
    cr_expect(is_cell(&sheet, 1, 1, "5\" pipe"));
}

Test(sheet, empty_records_are_left_out)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet = read_well(&work, S("a;b\n\n;;;\n \n\"\";\" \"\n1;2\n"));

    cr_expect(sheet.len == 2);
    cr_expect(is_cell(&sheet, 1, 1, "2"));
}

Test(sheet, the_delimiter_is_found_or_said)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {
        {"a,b,c\n1,x; y,3\n4,z; w,6\n", ','},
        {"a;b;c\n1;x, y;3\n4;z;6\n", ';'},
        {"a\tb\n1, 2\t3\n", '\t'},
        {"a|b\n1|2\n", '|'},
        {"sep=;\na,b;c,d\n1,2;3,4\n", ';'},
        {"SEP=|\r\na;b|c\r\n1|2\r\n", '|'},
        {"one\ntwo\n", ','},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(read_well(&work, str_of(cases[i].text)).delimiter == cases[i].delimiter, "%zu",
                  i);
    cr_expect(read_well(&work, S("sep=;\na;b\n")).len == 1, "the line itself is no record");
}

Test(sheet, where_records_end_with_crlf_a_bare_lf_is_text)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet = read_well(&work, S("a,b\r\none\ntwo,3\r\n"));

    cr_expect(sheet.len == 2);
    cr_expect(is_cell(&sheet, 1, 0, "one\ntwo"));

    sheet = read_well(&work, S("a,b\n1,2\r\n3,4\n"));
    cr_expect(sheet.len == 3);
    cr_expect(is_cell(&sheet, 1, 1, "2"), "where they end with LF, the CR before one goes");

    sheet = read_well(&work, S("a,b\r1,2\r3,4"));
    cr_expect(sheet.len == 3, "old Macintosh files end them with CR");
}

Test(sheet, the_encoding_is_found_and_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    static const struct {
        struct str bytes;
        enum sheet_encoding encoding;
    } cases[] = {
        {{"n,m\nZo\xC3\xAB,1", 10}, SHEET_UTF8},
        {{"\xEF\xBB\xBFn,m\nZo\xC3\xAB,1", 13}, SHEET_UTF8_MARKED},
        {{"\xFF\xFEn\0,\0m\0\n\0Z\0o\0\xEB\0,\0"
          "1\0",
          20},
         SHEET_UTF16_LE},
        {{"\xFE\xFF\0n\0,\0m\0\n\0Z\0o\0\xEB\0,\0"
          "1",
          20},
         SHEET_UTF16_BE},
        {{"n,m\nZo\xEB,1", 9}, SHEET_WINDOWS_1252},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sheet sheet = read_well(&work, cases[i].bytes);
        cr_expect(sheet.encoding == cases[i].encoding, "%zu", i);
        cr_expect(is_cell(&sheet, 0, 0, "n"), "%zu: the mark is no text", i);
        cr_expect(is_cell(&sheet, 1, 0, "Zo\xC3\xAB"), "%zu", i);
    }
    struct sheet sheet = read_well(&work, S("a,b\n\x93\x80\x94,1\n"));
    cr_expect(is_cell(&sheet, 1, 0, "\xE2\x80\x9C\xE2\x82\xAC\xE2\x80\x9D"));
}

Test(sheet, broken_utf16_becomes_marks_and_never_breaks_utf8)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct str halves = {"\xFF\xFE"
                         "a\0,\0\x00\xD8,\0\x3D\xD8\x00\xDE,\0\x00\xDC\x41",
                         19};
    struct sheet sheet = read_well(&work, halves);

    cr_expect(is_cell(&sheet, 0, 1, "\xEF\xBF\xBD"));
    cr_expect(is_cell(&sheet, 0, 2, "\xF0\x9F\x98\x80"));
    cr_expect(is_cell(&sheet, 0, 3, "\xEF\xBF\xBD\xEF\xBF\xBD"));
}

Test(sheet, what_is_no_sheet_is_refused_in_words)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    static const struct {
        struct str bytes;
        const char *part;
    } cases[] = {
        {{"", 0}, "empty"},
        {{"\n\n,,\n", 5}, "empty"},
        {{"PK\x03\x04", 4}, "Excel workbook"},
        {{"\xD0\xCF\x11\xE0", 4}, "password"},
        {{"%PDF-1.7", 8}, "PDF"},
        {{"a,b\n\0,1\n", 8}, "not a text file"},
        {{"a,b\n1,2\n3,\"open\n4,5\n", 20}, "Record 3, column B: a quotation mark"},
    };
    struct sheet sheet;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(sheet_read(&work, cases[i].bytes, &sheet) == ERR_INVALID, "%zu", i);
        cr_expect(says(&work, cases[i].part), "%zu: %.*s", i, ARG(work.fault.text));
    }
}

/* The text "a,b\n" followed by count times part. */
static struct str repeated(struct arena *arena, const char *part, size_t count)
{
    struct buf text = {.arena = arena};

    buf_add(&text, S("a,b\n"));
    for (size_t i = 0; i < count; i++)
        buf_add(&text, str_of(part));
    return buf_str(&text);
}

Test(sheet, each_limit_is_told_and_its_last_value_passes)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet;

    cr_expect(read_well(&work, repeated(arena, "1,2\n", SHEET_MOST_RECORDS - 1)).len ==
              SHEET_MOST_RECORDS);
    cr_expect(sheet_read(&work, repeated(arena, "1,2\n", SHEET_MOST_RECORDS), &sheet) != OK);
    cr_expect(says(&work, "200,000 rows"));

    cr_expect(read_well(&work, repeated(arena, "1,", SHEET_MOST_COLUMNS)).len == 2);
    cr_expect(sheet_read(&work, repeated(arena, "1,", SHEET_MOST_COLUMNS + 1), &sheet) != OK);
    cr_expect(says(&work, "200 columns"));

    cr_expect(read_well(&work, repeated(arena, "x", SHEET_MOST_CELL)).len == 2);
    cr_expect(sheet_read(&work, repeated(arena, "x", SHEET_MOST_CELL + 1), &sheet) != OK);
    cr_expect(says(&work, "Record 2, column A") && says(&work, "32 KiB"));

    cr_expect(sheet_read(&work, repeated(arena, "x,y\n", SHEET_MOST_BYTES / 4), &sheet) != OK);
    cr_expect(says(&work, "20 MiB"));
}

Test(sheet, a_column_has_the_letters_of_a_spreadsheet)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    cr_expect(str_eq(sheet_column_letters(arena, 0), S("A")));
    cr_expect(str_eq(sheet_column_letters(arena, 25), S("Z")));
    cr_expect(str_eq(sheet_column_letters(arena, 26), S("AA")));
    cr_expect(str_eq(sheet_column_letters(arena, 199), S("GR")));
}
