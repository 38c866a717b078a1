#include "app/audit/audit.h"

#include "app/access/access.h"
#include "support/given.h"

#include <criterion/criterion.h>

static enum err write_three(struct work *work, const struct team_access *by, void *with)
{
    (void)with;
    for (int64_t thing = 1; thing <= 3; thing++)
        TRY(audit_add(work, team_scheme(by), "pair_introduced", thing));
    return OK;
}

static enum err check(struct work *work, const struct team_access *by, void *with)
{
    return audit_check(work, team_scheme(by), with);
}

static int64_t first_wrong(struct world *world)
{
    struct work work = work_begin(world->arena, world->now);
    int64_t wrong = -1;

    cr_assert(access_command(world->db, &work, S("alumni"), check, &wrong) == OK);
    return wrong;
}

static struct world *given_three_entries(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);
    struct work work = work_begin(arena, world->now);

    cr_assert(access_command(world->db, &work, S("alumni"), write_three, NULL) == OK);
    return world;
}

Test(audit, a_chain_that_nobody_touched_fits)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_three_entries(arena);

    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE scheme = 1") == 3);
    cr_expect(first_wrong(world) == 0);
}

Test(audit, a_changed_entry_shows)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_three_entries(arena);

    given_rows(world, "UPDATE audit_entry SET thing = 9 WHERE scheme = 1 AND n = 2");
    cr_expect(first_wrong(world) == 2);
}

Test(audit, an_entry_taken_out_shows)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_three_entries(arena);

    given_rows(world, "DELETE FROM audit_entry WHERE scheme = 1 AND n = 2");
    cr_expect(first_wrong(world) == 2);
}

Test(audit, entries_cut_off_at_the_end_show)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_three_entries(arena);

    given_rows(world, "DELETE FROM audit_entry WHERE scheme = 1 AND n = 3");
    cr_expect(first_wrong(world) == 3);
}
