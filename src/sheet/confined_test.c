#include "sheet/confined.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

Test(confined, a_sheet_is_read_as_it_is_without)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct str bytes = S("n;m\r\nZo\xEB;\"two\nlines\"\r\n;\r\n1\r\n");
    struct sheet plain, confined;

    cr_assert(sheet_read(&work, bytes, &plain) == OK);
    cr_assert(sheet_read_confined(&work, bytes, &confined) == OK, "%.*s", ARG(work.fault.text));
    cr_expect(confined.encoding == plain.encoding && confined.delimiter == plain.delimiter);
    cr_assert(confined.len == plain.len);
    for (size_t i = 0; i < plain.len; i++)
        for (size_t j = 0; j < 3; j++)
            cr_expect(str_eq(sheet_cell(&confined.rows[i], j), sheet_cell(&plain.rows[i], j)));
}

Test(confined, what_is_refused_is_told_in_the_same_words)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet;

    cr_expect(sheet_read_confined(&work, S("PK\x03\x04"), &sheet) == ERR_INVALID);
    cr_expect(str_starts(work.fault.text, S("This is an Excel workbook")));
    cr_expect(str_eq(work.fault.field, S("file")));
}

/* Try what nothing in there should be able to do, and say which of it worked. */
static void break_out(void *with)
{
    char worked[4] = {'-', '-', '-', '-'};
    int inherited = *(int *)with;

    if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0)
        worked[0] = 'f';
    if (socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0)
        worked[1] = 's';
    if (fork() >= 0)
        worked[2] = 'c';
    if (write(inherited, "x", 1) == 1)
        worked[3] = 'w';
    confined_write(worked, sizeof(worked));
}

Test(confined, the_child_has_no_files_no_network_and_no_children)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    int file = open("/dev/null", O_WRONLY | O_CLOEXEC);
    struct str said;

    cr_assert(confined_run(arena, break_out, &file, 100, &said) == OK);
    cr_expect(str_eq(said, S("----")), "%.*s", ARG(said));
    close(file);
}

static void die(void *with)
{
    (void)with;
    confined_write("half", 4);
    abort();
}

static void say_much(void *with)
{
    (void)with;
    for (int i = 0; i < 1000; i++)
        confined_write("0123456789", 10);
}

Test(confined, a_child_that_dies_or_says_too_much_gives_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct str said;

    cr_assert(confined_run(arena, die, NULL, 100, &said) == OK);
    cr_expect(said.at == NULL);
    cr_assert(confined_run(arena, say_much, NULL, 5000, &said) == OK);
    cr_expect(said.at == NULL);
    cr_assert(confined_run(arena, say_much, NULL, 10000, &said) == OK);
    cr_expect(said.len == 10000);
}
