#include "db/keep.h"

#include "db/db.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A data directory with some people in it, and a place for a copy. */
struct place {
    char dir[32], data[64], path[96], copy[64], back[64], back_path[96];
};

static struct place given_data(void)
{
    struct place place = {.dir = "/tmp/rapport-keep.XXXXXX"};

    cr_assert(mkdtemp(place.dir));
    snprintf(place.data, sizeof(place.data), "%s/data", place.dir);
    snprintf(place.path, sizeof(place.path), "%s/rapport.db", place.data);
    snprintf(place.copy, sizeof(place.copy), "%s/copy", place.dir);
    snprintf(place.back, sizeof(place.back), "%s/back", place.dir);
    snprintf(place.back_path, sizeof(place.back_path), "%s/rapport.db", place.back);
    cr_assert(mkdir(place.data, 0700) == 0);
    struct db *db = db_open(place.path);
    cr_assert(db_migrate(db) == OK);
    cr_assert(db_script(db, "INSERT INTO person (id, name, email, created_at)"
                            " VALUES (1, 'Ada', 'ada@example.org', 1)") == OK);
    db_close(db);
    return place;
}

static void clear(const struct place *place)
{
    char command[128];

    snprintf(command, sizeof(command), "rm -rf '%s'", place->dir);
    cr_expect(system(command) == 0); /* NOLINT(cert-env33-c): our own path, in a test */
}

/* Change one byte of a file, counted from its end. */
static void spoil(const char *file, off_t from_end)
{
    int fd = open(file, O_RDWR | O_CLOEXEC);
    char byte = 0;
    off_t at = lseek(fd, -from_end, SEEK_END);

    cr_assert(at >= 0 && pread(fd, &byte, 1, at) == 1);
    byte ^= 1;
    cr_assert(pwrite(fd, &byte, 1, at) == 1);
    close(fd);
}

Test(keep, a_copy_made_while_somebody_writes_comes_back_whole)
{
    struct place place = given_data();
    struct db *writer = db_open(place.path);
    int64_t rows = 0, back = 0;

    cr_expect(db_begin(writer, DB_WRITE) == OK);
    cr_expect(db_script(writer, "INSERT INTO person (id, name, email, created_at)"
                                " VALUES (2, 'Tom', 'tom@example.org', 1)") == OK);
    cr_expect(keep_backup(place.path, place.copy, 7, NULL) == OK);
    cr_expect(db_end(writer, OK) == OK);
    db_close(writer);

    cr_expect(keep_restore(place.copy, place.back, NULL) == OK);
    cr_expect(keep_verify(place.path, NULL, &rows) == OK);
    cr_expect(keep_verify(place.back_path, NULL, &back) == OK);
    cr_expect(back == rows - 1, "what was not yet stored is not in the copy");
    struct db *db = db_open(place.back_path);
    cr_expect(db && db_migrate(db) == OK);
    db_close(db);
    clear(&place);
}

Test(keep, a_copy_is_for_its_owner_alone_and_never_written_over)
{
    struct place place = given_data();
    struct stat found;

    cr_expect(keep_backup(place.path, place.copy, 7, NULL) == OK);
    cr_expect(stat(place.copy, &found) == 0 && (found.st_mode & 0777) == 0600);
    cr_expect(keep_backup(place.path, place.copy, 7, NULL) == ERR_CONFLICT);
    cr_expect(keep_backup(place.path, "/nowhere/at/all", 7, NULL) == ERR_BUSY);
    clear(&place);
}

Test(keep, a_damaged_copy_is_refused_and_leaves_nothing)
{
    static const off_t places[] = {1, 5000, 100000};
    struct place place = given_data();

    for (size_t i = 0; i < COUNT(places); i++) {
        cr_expect(keep_backup(place.path, place.copy, 7, NULL) == OK);
        spoil(place.copy, places[i]);
        cr_expect(keep_restore(place.copy, place.back, NULL) == ERR_INVALID, "case %zu", i);
        cr_expect(access(place.back, F_OK) != 0, "case %zu", i);
        cr_expect(unlink(place.copy) == 0);
    }
    cr_expect(keep_backup(place.path, place.copy, 7, NULL) == OK);
    cr_expect(truncate(place.copy, 20000) == 0);
    cr_expect(keep_restore(place.copy, place.back, NULL) == ERR_INVALID);
    cr_expect(keep_restore(place.path, place.back, NULL) == ERR_INVALID, "not a copy at all");
    clear(&place);
}

Test(keep, a_manifest_that_was_changed_is_refused)
{
    struct place place = given_data();
    struct stat found;

    cr_expect(keep_backup(place.path, place.copy, 7, NULL) == OK);
    cr_assert(stat(place.copy, &found) == 0);
    spoil(place.copy, found.st_size - 22); /* the time it was made */
    cr_expect(keep_restore(place.copy, place.back, NULL) == ERR_INVALID);
    clear(&place);
}

Test(keep, a_directory_that_holds_something_is_not_restored_into)
{
    struct place place = given_data();
    int64_t rows;

    cr_expect(keep_backup(place.path, place.copy, 7, NULL) == OK);
    cr_expect(keep_restore(place.copy, place.data, NULL) == ERR_CONFLICT);
    cr_expect(keep_verify(place.path, NULL, &rows) == OK);
    clear(&place);
}

Test(keep, verify_finds_a_damaged_page_and_a_dangling_reference)
{
    struct place place = given_data();
    int64_t rows;

    struct db *db = db_open(place.path);
    cr_expect(db_script(db, "PRAGMA foreign_keys = OFF;"
                            "INSERT INTO account (person, changed_at) VALUES (77, 1)") == OK);
    db_close(db);
    cr_expect(keep_verify(place.path, NULL, &rows) == ERR_BROKEN);
    db = db_open(place.path);
    cr_expect(db_script(db, "DELETE FROM account; PRAGMA wal_checkpoint(TRUNCATE)") == OK);
    db_close(db);
    cr_expect(keep_verify(place.path, NULL, &rows) == OK);
    for (off_t at = 4096; at < 80000; at += 4096)
        spoil(place.path, at); /* the kind of a page is its first byte */
    cr_expect(keep_verify(place.path, NULL, &rows) == ERR_BROKEN);
    clear(&place);
}
