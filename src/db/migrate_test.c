#include "db/db.h"

#include "support/store.h"

#include <criterion/criterion.h>

static enum err take_number(struct work *work, const struct value row[], void *into)
{
    (void)work;
    *(int64_t *)into = row[0].number;
    return OK;
}

static int64_t number_of(struct db *db, struct arena *arena, const char *sql)
{
    struct query *query = NEW(arena, struct query);
    struct work work = work_begin(arena, 0);
    int64_t number = -1;

    *query = (struct query){.name = "number_of", .sqlite = sql, .postgres = sql};
    cr_assert(db_run(db, &work, query, NULL, 0, take_number, &number) == OK, "%s", sql);
    return number;
}

static const char applied[] = "SELECT count(*) FROM migration";

Test(migrate, an_empty_database_gets_every_step_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);

    cr_expect(db_migrate(store.db) == OK);
    int64_t first = number_of(store.db, arena, applied);
    cr_expect(db_migrate(store.db) == OK);
    cr_expect(first > 4 && number_of(store.db, arena, applied) == first);
}

Test(migrate, a_newer_database_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);

    cr_expect(db_migrate(store.db) == OK);
    cr_expect(db_script(store.db, "INSERT INTO migration VALUES ('9999_later', '')") == OK);
    cr_expect(db_migrate(store.db) == ERR_INVALID);
}

Test(migrate, a_step_whose_text_has_changed_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);

    cr_expect(db_migrate(store.db) == OK);
    cr_expect(db_script(store.db, "UPDATE migration SET hash = 'x' WHERE name LIKE '0002%'") == OK);
    cr_expect(db_migrate(store.db) == ERR_INVALID);
}

Test(migrate, a_step_that_fails_half_way_leaves_the_schema_before_it_and_can_be_taken_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);
    static const char yes[] =
        "SELECT count(*) FROM migration WHERE name = '0004_pair' OR name > '0004_pair'";

    /* 0004_pair makes pair first and pair_yes after it: the second is in its way. */
    cr_expect(db_script(store.db, "CREATE TABLE pair_yes (n INTEGER)") == OK);
    cr_expect(db_migrate(store.db) == ERR_BROKEN);
    cr_expect(number_of(store.db, arena, yes) == 0);
    cr_expect(db_script(store.db, "CREATE TABLE pair (n INTEGER); DROP TABLE pair") == OK,
              "what it had made is gone");
    cr_expect(db_script(store.db, "DROP TABLE pair_yes") == OK);
    cr_expect(db_migrate(store.db) == OK);
}

Test(migrate, every_table_of_a_scheme_stands_behind_row_level_security)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct store store = store_bare(arena);
    static const char open[] =
        "SELECT count(*) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND a.attname = 'scheme' AND a.attnum = 1"
        "   AND c.relnamespace = 'public'::regnamespace"
        "   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)";

    cr_expect(db_migrate(store.db) == OK);
    if (store_is_postgres())
        cr_expect(number_of(store.db, arena, open) == 0);
}
