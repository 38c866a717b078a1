#include "app/moving/moving.h"

#include "app/access/access.h"
#include "support/given_seekers.h"

#include <criterion/criterion.h>

struct moved {
    struct str bytes;
    bool is_dry;
    struct moving_plan plan;
};

static enum err move_in(struct work *work, const struct team_access *by, void *with)
{
    struct moved *moved = with;

    return moving_at_once(work, by, S("pairs.csv"), moved->bytes, moved->is_dry, &moved->plan);
}

static struct moved moved_in(struct world *world, struct str bytes, bool is_dry)
{
    struct work work = work_begin(world->arena, world->now);
    struct moved moved = {.bytes = bytes, .is_dry = is_dry};
    enum err err = access_command(world->db, &work, S("alumni"), move_in, &moved);

    cr_assert(err == OK, "%d: %.*s", err, ARG(work.fault.text));
    return moved;
}

static const char two[] = "Mentee email,Mentor email,Start,End\n"
                          "AMARA@example.org,ingrid@example.org,2026-10-12,\n"
                          "theo@example.org,rosa@example.org,01/11/2026,30.06.2027\n";

Test(moving, pairs_come_in_with_their_start_and_nobody_is_sent_a_mail)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct moved moved = moved_in(world, str_of(two), false);

    cr_expect(moved.plan.steps.len == 2 && moved.plan.skips == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 20 AND mentor = 30 "
                              "AND state = 'active' AND introduced_at / 86400 = 20738") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 21 AND mentor = 31 "
                              "AND ends_on = 20999") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE id IN (20, 21, 30) "
                              "AND state = 'placed' AND used = 1") == 3);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 31 AND state = 'ready'") ==
              1);
}

Test(moving, a_dry_run_changes_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    cr_expect(moved_in(world, str_of(two), true).plan.steps.len == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE scheme = 1") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM moving") == 0);
}

Test(moving, each_row_that_cannot_come_in_says_why)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 31, 21, 1)");
    struct moved moved = moved_in(world,
                                  S("mentee,mentor,start,end\n"
                                    "nobody@example.org,ingrid@example.org,2026-10-12,\n"
                                    "amara@example.org,amara@example.org,2026-10-12,\n"
                                    "amara@example.org,ingrid@example.org,soon,\n"
                                    "amara@example.org,ingrid@example.org,2031-10-12,\n"
                                    "amara@example.org,ingrid@example.org,2025-10-12,2026-01-01\n"
                                    "theo@example.org,rosa@example.org,2026-10-12,\n"
                                    "amara@example.org,ingrid@example.org,2026-10-12,\n"
                                    "theo@example.org,ingrid@example.org,2026-10-12,\n"),
                                  false);
    static const char *const reasons[] = {"Nobody among the mentees",
                                          "Nobody among the mentors",
                                          "This is no day",
                                          "still to come",
                                          "over already",
                                          "never a pair",
                                          "no place left"};

    cr_assert(moved.plan.problems.len == COUNT(reasons), "%zu", moved.plan.problems.len);
    for (size_t i = 0; i < COUNT(reasons); i++)
        cr_expect(has(moved.plan.problems.at[i].reason, reasons[i]), "%zu: %.*s", i,
                  ARG(moved.plan.problems.at[i].reason));
    cr_expect(moved.plan.problems.at[0].record == 2);
    cr_expect(moved.plan.steps.len == 1 && moved.plan.steps.at[0].record == 8);
}

Test(moving, a_list_without_its_columns_is_refused_by_name)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct work work = work_begin(arena, world->now);
    struct moved moved = {.bytes = S("mentee,start\na,b\n")};

    cr_expect(access_command(world->db, &work, S("alumni"), move_in, &moved) == ERR_INVALID);
    cr_expect(has(work.fault.text, "No column is called mentor"));
}

Test(moving, it_is_undone_until_something_is_made_of_a_pair)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct buf path = {.arena = arena};
    struct str page;

    moved_in(world, str_of(two), false);
    buf_addf(&path, "/s/alumni/team/pairs/moving/%lld",
             (long long)count_of(world, "SELECT id FROM moving"));
    given_rows(world, "INSERT INTO goal (scheme, id, pair, title) SELECT 1, 77, id, 'Bridges'"
                      " FROM pair WHERE mentee = 20");
    cr_expect(visit(world, 5, POST, path.at, given_form(arena, "undo", "1", NULL, NULL, NULL, NULL),
                    &page) == ERR_INVALID);
    cr_expect(has(page, "cannot be undone any more"));
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee IN (20, 21)") == 2);
    given_rows(world, "DELETE FROM goal WHERE id = 77");
    cr_assert(visit(world, 5, POST, path.at, given_form(arena, "undo", "1", NULL, NULL, NULL, NULL),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee IN (20, 21)") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE id IN (20, 21, 30, 31) "
                              "AND state = 'ready' AND used = 0") == 4);
}
