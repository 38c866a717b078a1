#include "app/report/report.h"

#include "support/given.h"

#include <criterion/criterion.h>

/* Eight pairs of scheme 1 that ran in January 2027, introduced on 1 November 2026 with an interval
 * of 28 days. Pairs 101 to 106 met on 10 January, 107 on 1 December, 108 never.
 */
static struct world *given_eight_pairs(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    world->now = 1801440000; /* 1 February 2027 */
    given_rows(world, "UPDATE pair SET introduced_at = NULL, state = 'not_taken' WHERE scheme = 1");
    for (int i = 1; i <= 8; i++) {
        struct buf sql = {.arena = arena};
        buf_addf(&sql,
                 "INSERT INTO person (id, name, email, created_at) VALUES"
                 " (%d, 'Me', 'me%d@x.org', 1), (%d, 'Mr', 'mr%d@x.org', 1);"
                 "INSERT INTO participant (scheme, id, cohort, person, role, state, capacity, used,"
                 " joined_at) VALUES (1, %d, 1, %d, 'mentee', 'placed', 1, 1, 1),"
                 " (1, %d, 1, %d, 'mentor', 'placed', 1, 1, 1);"
                 "INSERT INTO pair (scheme, id, cohort, mentee, mentor, mentee_place, mentor_place,"
                 " state, offered_at, introduced_at) VALUES"
                 " (1, %d, 1, %d, %d, %d, %d, 'active', 1, 1793491200);%c",
                 200 + i, i, 300 + i, i, 200 + i, 200 + i, 300 + i, 300 + i, 100 + i, 200 + i,
                 300 + i, 200 + i, 300 + i, 0);
        given_rows(world, sql.at);
        sql.len = 0;
        buf_addf(
            &sql,
            "INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, uid, starts_at,"
            " changed_at) VALUES (1, %d, %d, '%s', %d, 'video', 60, 'u%d', %d, 1);%c",
            400 + i, 100 + i, i == 8 ? "cancelled" : "met", 200 + i, i,
            i == 7 ? 1796083200 : 1799539200, 0);
        given_rows(world, sql.at);
    }
    cr_assert(run_job(world, "signal_figure", 1) == OK);
    given_rows(world, "UPDATE signal SET every_days = 28 WHERE scheme = 1");
    return world;
}

static struct str see(struct world *world, const char *path)
{
    struct str page;

    cr_expect(visit(world, 4, GET, path, (struct form){0}, &page) == OK);
    return page;
}

static const char january[] = "/s/alumni/team/report?month=2027-01";

Test(report, counts_what_a_month_brought)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_eight_pairs(arena);
    struct str page = see(world, january);

    cr_expect(has(page, "<h1>January 2027 on a page</h1>"));
    cr_expect(has(page, "75%") && has(page, "6 of 8 pairs"), "met");
    cr_expect(has(page, "8 of 10 mentees"), "placed");
    cr_expect(has(page, "7 meetings in 12 weeks"));
    page = see(world, "/s/alumni/team/report?month=2026-12");
    cr_expect(has(page, "1 of 8 pairs"), "one met in December");
}

Test(report, says_nothing_of_fewer_than_the_smallest_group)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page = see(world, "/s/alumni/team/report");

    cr_expect(has(page, "Fewer than 5 pairs, so not shown"));
    cr_expect(!has(page, "of 2 pairs") && has(page, "too few pairs"));
}

Test(report, counts_goals_and_aims_from_what_was_said_at_the_end)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_eight_pairs(arena);

    given_rows(world, "INSERT INTO closure (scheme, pair, person, offered_at, done_at)"
                      " SELECT 1, id, mentee, 1, 5 FROM pair WHERE scheme = 1 AND id > 100;"
                      "INSERT INTO closure (scheme, pair, person, offered_at, done_at, aims_met)"
                      " SELECT 1, id, mentor, 1, 5, CASE WHEN id < 103 THEN 'yes' ELSE 'partly' END"
                      " FROM pair WHERE scheme = 1 AND id > 100;"
                      "INSERT INTO closure_goal (scheme, pair, goal, word)"
                      " SELECT 1, id, 1, CASE WHEN id < 106 THEN 'reached' ELSE 'let_go' END"
                      " FROM pair WHERE scheme = 1 AND id > 100;");
    struct str page = see(world, january);
    cr_expect(has(page, "63%") && has(page, "5 of 8 pairs"));
    cr_expect(has(page, "25%") && has(page, "2 of 8 mentors"));
}

Test(report, a_month_to_come_and_one_that_is_none_are_this_month)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(has(see(world, "/s/alumni/team/report?month=2031-01"), "January 2027 on a page"));
    cr_expect(has(see(world, "/s/alumni/team/report?month=13"), "January 2027 on a page"));
    cr_expect(visit(world, 7, GET, january, (struct form){0}, &page) == ERR_NOT_FOUND);
}
