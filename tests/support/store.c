#include "support/store.h"

#include "db/db.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The server's address with another role and database: "postgresql://ROLE@/NAME?host=DIR". */
static const char *address(struct arena *arena, const char *role, const char *name)
{
    struct buf url = {.arena = arena};
    const char *server = getenv("TEST_POSTGRES");
    const char *host = server ? strstr(server, "?host=") : NULL;

    cr_assert(host, "TEST_POSTGRES is not as tests/support/postgres.sh makes it");
    buf_addf(&url, "postgresql://%s@/%s%s", role, name, host);
    return arena_copy(arena, buf_str(&url)).at;
}

bool store_is_postgres(void)
{
    return getenv("TEST_POSTGRES") != NULL;
}

static void close_db(void *db)
{
    db_close(db);
}

static struct db *open_until_end(struct arena *arena, const char *where)
{
    struct db *db = db_open(where);

    cr_assert(db, "cannot open %s", where);
    arena_at_end(arena, close_db, db);
    return db;
}

/* "DROP DATABASE", a name of ours, and what follows. */
static void must(struct arena *arena, struct db *db, const char *act, const char *name,
                 const char *rest)
{
    struct buf sql = {.arena = arena};

    buf_addf(&sql, "%s %s %s", act, name, rest);
    cr_assert(db_script(db, arena_copy(arena, buf_str(&sql)).at) == OK);
}

struct gone {
    struct arena *arena;
    const char *name;
};

static void drop(void *thing)
{
    const struct gone *gone = thing;
    struct db *admin = db_open(address(gone->arena, "postgres", "postgres"));

    must(gone->arena, admin, "DROP DATABASE", gone->name, "");
    db_close(admin);
}

static enum err take_number(struct work *work, const struct value row[], void *into)
{
    (void)work;
    *(int64_t *)into = row[0].number;
    return OK;
}

static bool is_there(struct arena *arena, struct db *admin, const char *name)
{
    static const struct query find = {
        .name = "database_is_there",
        .postgres = "SELECT count(*) FROM pg_database WHERE datname = $1",
        .kinds = "t",
    };
    const struct value params[] = {{.kind = VALUE_TEXT, .text = str_of(name)}};
    struct work work = work_begin(arena, 0);
    int64_t count = 0;

    cr_assert(db_run(admin, &work, &find, params, 1, take_number, &count) == OK);
    return count > 0;
}

/* The migrated and filled database that tests copy. Tests run side by side: one makes it. */
static const char *template_for(struct arena *arena, struct db *admin, const char *name,
                                const char *script)
{
    struct buf full = {.arena = arena};

    buf_addf(&full, "template_%s", name);
    const char *template = arena_copy(arena, buf_str(&full)).at;
    must(arena, admin, "SELECT", "pg_advisory_lock(1)", "");
    if (!is_there(arena, admin, template)) {
        must(arena, admin, "CREATE DATABASE", "filling", "OWNER rapport_owner");
        struct db *owner = db_open(address(arena, "rapport_owner", "filling"));
        cr_assert(owner && db_migrate(owner) == OK);
        db_close(owner);
        struct db *beside = db_open(address(arena, "postgres", "filling"));
        cr_assert(beside && db_script(beside, script) == OK);
        db_close(beside);
        must(arena, admin, "ALTER DATABASE filling RENAME TO", template, "");
    }
    must(arena, admin, "SELECT", "pg_advisory_unlock(1)", "");
    return template;
}

/* A copy of files is the fastest way to a small database: about 10 ms. */
static const char *copy_of(struct arena *arena, struct db *admin, const char *template)
{
    static unsigned made;
    struct buf name = {.arena = arena};
    struct gone *gone = NEW(arena, struct gone);

    buf_addf(&name, "test_%d_%u", (int)getpid(), ++made);
    *gone = (struct gone){arena, arena_copy(arena, buf_str(&name)).at};
    struct buf how = {.arena = arena};
    buf_addf(&how, "OWNER rapport_owner TEMPLATE %s STRATEGY file_copy", template);
    must(arena, admin, "CREATE DATABASE", gone->name, arena_copy(arena, buf_str(&how)).at);
    arena_at_end(arena, drop, gone);
    return gone->name;
}

struct store store_new(struct arena *arena, const char *name, const char *script)
{
    struct store store = {0};

    if (!store_is_postgres()) {
        store.db = store.beside = open_until_end(arena, ":memory:");
        cr_assert(db_migrate(store.db) == OK && db_script(store.db, script) == OK);
        return store;
    }
    struct db *admin = db_open(address(arena, "postgres", "postgres"));
    cr_assert(admin, "no server");
    const char *copy = copy_of(arena, admin, template_for(arena, admin, name, script));
    db_close(admin);
    store.where = address(arena, "rapport", copy);
    store.db = open_until_end(arena, store.where);
    store.beside = open_until_end(arena, address(arena, "postgres", copy));
    return store;
}

struct store store_bare(struct arena *arena)
{
    struct store store = {0};

    if (!store_is_postgres()) {
        store.db = store.beside = open_until_end(arena, ":memory:");
        return store;
    }
    struct db *admin = db_open(address(arena, "postgres", "postgres"));
    cr_assert(admin, "no server");
    const char *copy = copy_of(arena, admin, "template1");
    db_close(admin);
    store.where = address(arena, "rapport_owner", copy);
    store.db = store.beside = open_until_end(arena, store.where);
    return store;
}
