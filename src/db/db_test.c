#include "db/db.h"

#include "support/store.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char two_schemes[] =
    "INSERT INTO scheme (id, slug, name, made_at) VALUES (1, 'alumni', 'Alumni', 1),"
    "  (2, 'staff', 'Staff', 1);"
    "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 1, 'topic', 'Interviews'),"
    "  (2, 1, 'topic', 'Confidence'), (2, 2, 'topic', 'Writing');";

static const struct query add_tag = {
    .name = "add_tag",
    .sqlite = "INSERT INTO tag (scheme, id, kind, name) VALUES (?1, ?2, 'topic', ?3)",
    .postgres = "INSERT INTO tag (scheme, id, kind, name) VALUES ($1, $2, 'topic', $3)",
    .kinds = "iit",
    .scheme = 1,
};

static const struct query count_tags = {
    .name = "count_tags",
    .sqlite = "SELECT count(*) FROM tag WHERE scheme = ?1",
    .postgres = "SELECT count(*) FROM tag WHERE scheme = $1",
    .kinds = "i",
    .scheme = 1,
};

static enum err take_number(struct work *work, const struct value row[], void *into)
{
    (void)work;
    *(int64_t *)into = row[0].number;
    return OK;
}

static enum err add(struct db *db, struct work *work, int64_t scheme, int64_t id, const char *name)
{
    const struct value params[] = {{.kind = VALUE_INT, .number = scheme},
                                   {.kind = VALUE_INT, .number = id},
                                   {.kind = VALUE_TEXT, .text = str_of(name)}};

    return db_run(db, work, &add_tag, params, COUNT(params), NULL, NULL);
}

static int64_t tags_of(struct db *db, struct work *work, int64_t scheme)
{
    const struct value params[] = {{.kind = VALUE_INT, .number = scheme}};
    int64_t count = -1;

    cr_assert(db_run(db, work, &count_tags, params, 1, take_number, &count) == OK);
    return count;
}

static struct store given_tags(struct arena *arena)
{
    return store_new(arena, "two_tags", two_schemes);
}

Test(db, what_a_unit_did_is_stored_when_it_ends_well_and_undone_otherwise)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);

    cr_expect(db_begin(store.db, DB_WRITE) == OK);
    cr_expect(add(store.db, &work, 1, 2, "Law") == OK);
    cr_expect(db_end(store.db, ERR_INVALID) == ERR_INVALID);
    cr_expect(tags_of(store.db, &work, 1) == 1);

    cr_expect(db_begin(store.db, DB_WRITE) == OK);
    cr_expect(add(store.db, &work, 1, 2, "Law") == OK);
    cr_expect(tags_of(store.db, &work, 1) == 2, "a unit sees what it wrote");
    cr_expect(db_end(store.db, OK) == OK);
    cr_expect(tags_of(store.db, &work, 1) == 2);
}

Test(db, a_refused_statement_changes_nothing_and_the_unit_goes_on)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);

    cr_expect(db_begin(store.db, DB_WRITE) == OK);
    cr_expect(add(store.db, &work, 1, 2, "Law") == OK);
    cr_expect(add(store.db, &work, 1, 2, "the key again") == ERR_CONFLICT);
    cr_expect(add(store.db, &work, 1, 3, "") == ERR_CONFLICT, "too short a name");
    cr_expect(tags_of(store.db, &work, 1) == 2);
    cr_expect(add(store.db, &work, 1, 4, "Money") == OK);
    cr_expect(add(store.db, &work, 1, 4, "Money") == ERR_CONFLICT);
    cr_expect(db_end(store.db, OK) == OK, "also when the last one was refused");
    cr_expect(tags_of(store.db, &work, 1) == 3);
}

Test(db, units_of_a_group_are_stored_together_and_each_may_be_undone_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);

    static const struct {
        const char *name;
        enum err added, ended;
    } units[] = {
        {"Law", OK, OK},
        {"Money", OK, ERR_INVALID}, /* its handler found something wrong later */
        {"Law", ERR_CONFLICT, ERR_CONFLICT},
        {"Money", OK, OK},
    };

    cr_expect(db_group_begin(store.db) == OK);
    for (size_t i = 0; i < COUNT(units); i++) {
        cr_expect(db_begin(store.db, DB_WRITE) == OK);
        cr_expect(add(store.db, &work, 1, 10 + (int64_t)i, units[i].name) == units[i].added);
        cr_expect(db_end(store.db, units[i].ended) == units[i].ended);
    }
    cr_expect(db_group_end(store.db) == OK);
    cr_expect(tags_of(store.db, &work, 1) == 3);
}

Test(db, a_full_disk_in_a_group_never_looks_like_success)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);
    static const char too_big[] = "INSERT INTO scheme_text (scheme, id, version, body, written_at)"
                                  " VALUES (1, 9, 9, CAST(randomblob(30000) AS TEXT), 1)";

    if (store_is_postgres())
        return;
    cr_assert(db_script(store.db, "PRAGMA max_page_count = 1") == OK, "as large as it is now");
    cr_expect(db_group_begin(store.db) == OK);
    cr_expect(db_begin(store.db, DB_WRITE) == OK);
    enum err first = db_end(store.db, add(store.db, &work, 1, 2, "Law"));
    cr_expect(db_begin(store.db, DB_WRITE) == OK);
    cr_expect(db_end(store.db, db_script(store.db, too_big)) == ERR_BUSY);
    bool has_begun = db_begin(store.db, DB_WRITE) == OK;
    cr_expect(!has_begun || db_end(store.db, OK) != ERR_BROKEN);
    bool is_stored = db_group_end(store.db) == OK && first == OK;
    cr_expect(tags_of(store.db, &work, 1) == (is_stored ? 2 : 1));

    cr_assert(db_script(store.db, "PRAGMA max_page_count = 100000") == OK);
    cr_expect(db_begin(store.db, DB_WRITE) == OK && add(store.db, &work, 1, 3, "Money") == OK);
    cr_expect(db_end(store.db, OK) == OK, "it goes on without being started again");
}

static enum err take_all(struct work *work, const struct value row[], void *into)
{
    struct value *to = into;

    (void)work;
    for (size_t i = 0; i < 5; i++)
        to[i] = row[i];
    return OK;
}

Test(db, numbers_text_bytes_and_nothing_come_back_as_they_were)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);
    struct work work = work_begin(arena, 0);
    static const struct query add_all = {
        .name = "add_all",
        .sqlite = "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5)",
        .postgres = "INSERT INTO thing VALUES ($1, $2, $3, $4, $5)",
        .kinds = "itbti",
    };
    static const struct query get_all = {
        .name = "get_all",
        .sqlite = "SELECT n, t, b, empty, absent FROM thing",
        .postgres = "SELECT n, t, b, empty, absent FROM thing",
    };
    const struct value params[] = {
        {.kind = VALUE_INT, .number = INT64_MIN},
        {.kind = VALUE_TEXT, .text = S("Zo\xC3\xAB's 'words'\n")},
        {.kind = VALUE_BYTES, .text = {"a\0\xFFz", 4}},
        {.kind = VALUE_TEXT},
        {.kind = VALUE_NULL},
    };
    struct value row[5];

    cr_assert(db_script(store.db, store_is_postgres()
                                      ? "CREATE TABLE thing (n BIGINT, t TEXT, b BYTEA,"
                                        " empty TEXT, absent SMALLINT)"
                                      : "CREATE TABLE thing (n INTEGER, t TEXT, b BLOB,"
                                        " empty TEXT, absent INTEGER) STRICT") == OK);
    cr_expect(db_run(store.db, &work, &add_all, params, 5, NULL, NULL) == OK);
    cr_expect(db_run(store.db, &work, &get_all, NULL, 0, take_all, row) == OK);
    cr_expect(row[0].kind == VALUE_INT && row[0].number == INT64_MIN);
    cr_expect(row[1].kind == VALUE_TEXT && str_eq(row[1].text, params[1].text));
    cr_expect(row[2].kind == VALUE_BYTES && str_eq(row[2].text, params[2].text));
    cr_expect(row[3].kind == VALUE_TEXT && row[3].text.len == 0);
    cr_expect(row[4].kind == VALUE_NULL);
}

static enum err stop_at_two(struct work *work, const struct value row[], void *into)
{
    (void)work;
    (void)row;
    return ++*(int *)into == 2 ? ERR_INVALID : OK;
}

Test(db, a_streamed_query_ends_where_its_taker_wants_and_leaves_the_connection_usable)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);
    static const struct query all = {
        .name = "all_tags",
        .sqlite = "SELECT name FROM tag ORDER BY name",
        .postgres = "SELECT name FROM tag ORDER BY name",
        .is_streamed = true,
        .is_across = true,
    };
    int seen = 0;

    cr_expect(db_begin(store.db, DB_READ) == OK);
    cr_expect(db_run(store.db, &work, &all, NULL, 0, stop_at_two, &seen) == ERR_INVALID);
    cr_expect(seen == 2);
    cr_expect(tags_of(store.db, &work, 2) == 2);
    cr_expect(db_end(store.db, OK) == OK);
}

Test(db, a_thousand_statements_are_kept_and_told_apart)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);
    struct work work = work_begin(arena, 0);
    struct query *queries = NEW_ARRAY(arena, struct query, 1000);

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < 1000; i++) {
            struct buf sql = {.arena = arena};
            int64_t number = -1;
            buf_addf(&sql, "SELECT CAST(%zu AS BIGINT)", i);
            if (round == 0)
                queries[i] =
                    (struct query){.name = "number", .sqlite = arena_copy(arena, buf_str(&sql)).at};
            queries[i].postgres = queries[i].sqlite;
            cr_expect(db_run(store.db, &work, &queries[i], NULL, 0, take_number, &number) == OK);
            cr_expect(number == (int64_t)i);
        }
}

Test(db, row_level_security_shows_only_the_scheme_that_the_query_names)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);
    /* Each forgets the scheme in its text; the generator would refuse them. */
    struct query forgets = {.name = "all_tags", .postgres = "SELECT count(*) FROM tag"};
    struct query names = {.name = "all_tags",
                          .postgres = "SELECT count(*) FROM tag WHERE $1 > 0",
                          .kinds = "i",
                          .scheme = 1};
    struct query across = forgets, writes = names;
    const struct value two[] = {{.kind = VALUE_INT, .number = 2}};
    int64_t count = -1;

    if (!store_is_postgres())
        return;
    across.is_across = true;
    writes.postgres = "UPDATE tag SET name = 'mine' WHERE $1 > 0 AND id = 1";
    cr_expect(db_begin(store.db, DB_WRITE) == OK);
    cr_expect(db_run(store.db, &work, &forgets, NULL, 0, take_number, &count) == OK && count == 0);
    cr_expect(db_run(store.db, &work, &names, two, 1, take_number, &count) == OK && count == 2);
    cr_expect(db_run(store.db, &work, &across, NULL, 0, take_number, &count) == OK && count == 3);
    cr_expect(db_run(store.db, &work, &writes, two, 1, NULL, NULL) == OK);
    cr_expect(db_end(store.db, OK) == OK);
    cr_expect(db_begin(store.db, DB_READ) == OK);
    cr_expect(db_run(store.db, &work, &forgets, NULL, 0, take_number, &count) == OK && count == 0,
              "nothing of the unit before is left");
    cr_expect(db_end(store.db, OK) == OK);
}

Test(db, the_programs_role_may_neither_change_tables_nor_lift_the_wall)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);

    if (!store_is_postgres())
        return;
    cr_expect(db_script(store.db, "ALTER TABLE tag DISABLE ROW LEVEL SECURITY") == ERR_BROKEN);
    cr_expect(db_script(store.db, "DROP TABLE tag") == ERR_BROKEN);
    cr_expect(db_script(store.db, "DELETE FROM migration") == ERR_BROKEN);
    cr_expect(db_migrate(store.db) == OK, "nothing to do needs no right");
}

Test(db, of_two_units_that_read_what_the_other_writes_one_is_to_run_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);

    if (!store_is_postgres())
        return; /* there units run one after the other */
    struct db *other = db_open(store.where);
    cr_expect(db_begin(store.db, DB_WRITE) == OK && db_begin(other, DB_WRITE) == OK);
    cr_expect(tags_of(store.db, &work, 1) == 1 && tags_of(other, &work, 1) == 1);
    cr_expect(add(store.db, &work, 1, 2, "Law") == OK && add(other, &work, 1, 3, "Money") == OK);
    cr_expect(db_end(store.db, OK) == OK && db_trouble(store.db) == DB_FINE);
    cr_expect(db_end(other, OK) == ERR_BUSY && db_trouble(other) == DB_AGAIN);
    cr_expect(db_begin(other, DB_WRITE) == OK);
    cr_expect(tags_of(other, &work, 1) == 2 && add(other, &work, 1, 3, "Money") == OK);
    cr_expect(db_end(other, OK) == OK && db_trouble(other) == DB_FINE);
    db_close(other);
}

Test(db, a_lost_connection_is_made_anew_and_the_unit_runs_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);
    static const char cut[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                              " WHERE usename = 'rapport' AND datname = current_database()";

    if (!store_is_postgres())
        return;
    cr_expect(tags_of(store.db, &work, 1) == 1);
    cr_expect(db_begin(store.db, DB_WRITE) == OK && add(store.db, &work, 1, 2, "Law") == OK);
    cr_assert(db_script(store.beside, cut) == OK);
    cr_expect(add(store.db, &work, 1, 3, "Money") == ERR_BUSY);
    cr_expect(db_end(store.db, OK) == ERR_BUSY && db_trouble(store.db) == DB_AGAIN);
    cr_expect(db_begin(store.db, DB_WRITE) == OK && add(store.db, &work, 1, 2, "Law") == OK);
    cr_expect(db_end(store.db, OK) == OK);
    cr_expect(tags_of(store.db, &work, 1) == 2);
}

Test(db, a_connection_lost_before_the_commit_is_answered_is_unknown_never_success)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);
    static const char cut[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                              " WHERE usename = 'rapport' AND datname = current_database()";

    if (!store_is_postgres())
        return;
    cr_expect(db_begin(store.db, DB_WRITE) == OK && add(store.db, &work, 1, 2, "Law") == OK);
    cr_assert(db_script(store.beside, cut) == OK);
    cr_expect(db_end(store.db, OK) == ERR_BUSY && db_trouble(store.db) == DB_UNKNOWN);
    cr_expect(tags_of(store.db, &work, 1) == 1);
}

Test(db, a_warning_at_commit_is_unknown_never_success)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 0);
    /* As a cancelled wait for a standby does: a WARNING, then COMMIT. */
    static const char warn_at_commit[] =
        "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE WARNING 'not on the standby'; RETURN NULL; END $$;"
        "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON tag DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION warn()";

    if (!store_is_postgres())
        return;
    cr_assert(db_script(store.beside, warn_at_commit) == OK);
    cr_expect(db_begin(store.db, DB_WRITE) == OK && add(store.db, &work, 1, 2, "Law") == OK);
    cr_expect(db_end(store.db, OK) == ERR_BUSY && db_trouble(store.db) == DB_UNKNOWN);
}

Test(db, an_address_with_a_password_in_it_is_refused)
{
    cr_expect(db_open("postgresql://ann:secret@localhost/rapport") == NULL);
    cr_expect(db_open("postgresql://ann@localhost/rapport?password=secret") == NULL);
}

Test(db, a_data_directory_has_one_owner)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    char dir[] = "/tmp/rapport-lock.XXXXXX";
    struct buf file = {.arena = arena};
    int status = -1;

    cr_assert(mkdtemp(dir) && db_lock_dir(dir));
    pid_t child = fork();
    if (child == 0)
        _exit(db_lock_dir(dir) ? 0 : 7);
    cr_expect(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
    cr_expect(!db_lock_dir("/nowhere/at/all"));
    buf_addf(&file, "%s/lock", dir);
    unlink(arena_copy(arena, buf_str(&file)).at);
    rmdir(dir);
}

static enum err take_row(struct work *work, const struct value row[], void *into)
{
    struct buf *out = into;

    (void)work;
    buf_addf(out, "%.*s/%s ", ARG(row[0].text), row[1].kind == VALUE_NULL ? "none" : "some");
    return OK;
}

Test(db, a_reading_unit_asks_the_same_once_and_a_writing_unit_each_time)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = given_tags(arena);
    struct work work = work_begin(arena, 1), other = work_begin(arena, 1);
    static const struct query names = {
        .name = "names",
        .sqlite = "SELECT name, parent FROM tag WHERE scheme = ?1 ORDER BY id",
        .postgres = "SELECT name, parent FROM tag WHERE scheme = $1 ORDER BY id",
        .kinds = "i",
        .scheme = 1,
    };
    struct value scheme = {.kind = VALUE_INT, .number = 2};
    struct buf once = {.arena = arena}, again = once;

    cr_assert(db_begin(store.db, DB_READ) == OK);
    cr_expect(db_run(store.db, &work, &names, &scheme, 1, take_row, &once) == OK);
    cr_expect(db_run(store.db, &work, &names, &scheme, 1, take_row, &again) == OK);
    cr_expect(str_eq(buf_str(&once), S("Confidence/none Writing/none ")));
    cr_expect(str_eq(buf_str(&once), buf_str(&again)));
    cr_expect(tags_of(store.db, &work, 1) == 1 && tags_of(store.db, &work, 2) == 2,
              "another scheme is another question");
    cr_assert(db_end(store.db, OK) == OK);
    cr_assert(db_begin(store.db, DB_WRITE) == OK);
    cr_expect(tags_of(store.db, &work, 2) == 2);
    cr_expect(add(store.db, &work, 2, 3, "Listening") == OK);
    cr_expect(tags_of(store.db, &work, 2) == 3, "what it wrote itself");
    cr_assert(db_end(store.db, OK) == OK);
    cr_assert(db_begin(store.db, DB_READ) == OK);
    cr_expect(tags_of(store.db, &work, 2) == 3, "the next transaction asks anew");
    cr_expect(tags_of(store.db, &other, 2) == 3);
    cr_assert(db_end(store.db, OK) == OK);
}
