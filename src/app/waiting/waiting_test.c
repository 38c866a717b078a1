#include "app/waiting/waiting.h"

#include "support/given_seekers.h"

#include <criterion/criterion.h>
#include <string.h>

static struct str seen(struct world *world, int64_t person, const char *path)
{
    struct str page;
    enum err err = visit(world, person, GET, path, (struct form){0}, &page);

    cr_assert(err == OK, "%s: %d", path, err);
    return page;
}

/* Four more who wait: 22 (long), 23 (in an earlier cohort), 24 (left alone). */
static struct world *given_waiting(struct arena *arena)
{
    struct world *world = given_seekers(arena);

    given_rows(
        world,
        "INSERT INTO person (id, name, email, zone, created_at) VALUES"
        "  (22, 'Long Waiter', 'l@example.org', 'Europe/London', 1),"
        "  (23, 'Earlier Waiter', 'e@example.org', 'Europe/London', 1),"
        "  (24, 'Left Alone', 'a@example.org', 'Europe/London', 1);"
        "INSERT INTO cohort (scheme, id, name, state) VALUES (1, 9, '2026', 'archived');"
        "UPDATE participant SET joined_at = 1799000000 WHERE id IN (20, 21);"
        "INSERT INTO participant (scheme, id, cohort, person, role, state, joined_at) VALUES"
        "  (1, 22, 1, 22, 'mentee', 'ready', 1790000000),"
        "  (1, 23, 1, 23, 'mentee', 'ready', 1799500000),"
        "  (1, 230, 9, 23, 'mentee', 'ready', 1700000000),"
        "  (1, 24, 1, 24, 'mentee', 'ready', 1799600000);"
        "INSERT INTO profile (scheme, participant) VALUES (1, 22), (1, 23), (1, 230), (1, 24);"
        "INSERT INTO pair (scheme, id, cohort, mentee, mentor, mentee_place, mentor_place, state,"
        "  offered_at, introduced_at) VALUES (1, 50, 1, 24, 8, 24, 8, 'ended', 1, 1);"
        "INSERT INTO ending (scheme, pair, kind, ended_by, ended_at) VALUES (1, 50, 'ended', 8, 2);");
    return world;
}

static void expect_order(struct str page, const char *const names[], size_t len)
{
    const char *before = page.at;

    for (size_t i = 0; i < len; i++) {
        const char *at = strstr(page.at, names[i]);
        cr_assert(at, "%s", names[i]);
        cr_expect(at > before, "%s stands too early", names[i]);
        before = at;
    }
}

Test(waiting, the_order_is_the_published_one)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    const char *const order[] = {"Earlier Waiter", "Left Alone", "Long Waiter"};

    struct str page = seen(world, 5, "/s/alumni/team/waiting");
    cr_expect(has(page, "5 mentees wait for a mentor"));
    expect_order(page, order, COUNT(order));
    cr_expect(has(page, "Waited in an earlier round") && has(page, "Lost a mentor"));
}

Test(waiting, moving_up_needs_a_reason_and_is_counted_and_audited)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    const char *const order[] = {"Theo Daly", "Earlier Waiter"};
    struct str page;

    cr_expect(visit(world, 5, POST, "/s/alumni/team/waiting/21/move", (struct form){0}, &page) ==
              ERR_INVALID);
    cr_expect(has(page, "Say why they come before others"));
    cr_assert(visit(world, 5, POST, "/s/alumni/team/waiting/21/move",
                    given_form(arena, "reason", "Their mentor fell ill", NULL, NULL, NULL, NULL),
                    &page) == OK);
    page = seen(world, 5, "/s/alumni/team/waiting");
    expect_order(page, order, COUNT(order));
    cr_expect(has(page, "One has been moved up with a reason."));
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE act = 'waiting_moved_up'") ==
              1);
    cr_assert(visit(world, 5, POST, "/s/alumni/team/waiting/21/move",
                    given_form(arena, "back", "1", NULL, NULL, NULL, NULL), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM waiting_move") == 0);
}

Test(waiting, whoever_waits_reads_their_standing_and_honest_odds)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str page = seen(world, 22, "/s/alumni/home");

    cr_expect(has(page, "How you stand") && has(page, "Honestly, not soon"));
    page = seen(world, 20, "/s/alumni/home");
    cr_expect(has(page, "2 mentors with room share a word with you"));
    cr_expect(has(page, "Look for a mentor yourself"));
    cr_expect(!has(page, "Long Waiter"), "nobody learns who else waits");
}

Test(waiting, odds_are_mailed_once_and_again_when_they_change)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);

    cr_assert(run_job(world, "waiting_tell", 1) == OK);
    cr_expect(has(mail_to(world, "waiting_odds", 20), "2 mentors with room"));
    cr_expect(has(mail_to(world, "waiting_odds", 22), "Honestly, not soon"));
    int64_t sent = count_of(world, "SELECT count(*) FROM mail WHERE kind = 'waiting_odds'");
    world->now += 8LL * 86400;
    cr_assert(run_job(world, "waiting_tell", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'waiting_odds'") == sent);
    given_rows(world, "UPDATE participant SET state = 'away' WHERE id IN (30, 31)");
    world->now += 8LL * 86400;
    cr_assert(run_job(world, "waiting_tell", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'waiting_odds'") == sent + 2);
}

Test(waiting, the_team_offers_from_explained_proposals_and_no_rule_is_passed_over)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str page = seen(world, 5, "/s/alumni/team/waiting/20");

    cr_expect(has(page, "The same area of work: Engineering.") && has(page, "of 1,000"));
    cr_expect(visit(world, 5, POST, "/s/alumni/team/waiting/20",
                    given_form(arena, "mentor", "33", NULL, NULL, NULL, NULL),
                    &page) == ERR_CONFLICT);
    cr_expect(has(world->fault.text, "no language in common"));
    cr_assert(visit(world, 5, POST, "/s/alumni/team/waiting/20",
                    given_form(arena, "mentor", "30", NULL, NULL, NULL, NULL), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 20 AND mentor = 30 "
                              "AND state = 'offered'") == 1);
    cr_expect(has(mail_to(world, "introduction_asked", 30), "Could you help Amara Okafor?"));
    cr_expect(visit(world, 20, GET, "/s/alumni/team/waiting", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}

Test(waiting, a_newcomer_is_offered_a_mentor_at_once_and_nobody_is_moved)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    cr_assert(run_job(world, "waiting_place", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'offered'") == 0,
              "only where the scheme says so");
    given_rows(world, "UPDATE scheme_text SET body = 'scheme \"Alumni\"\nmatch newcomers yes\n'"
                      " WHERE scheme = 1");
    cr_assert(run_job(world, "waiting_place", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'offered' "
                              "AND mentee IN (20, 21)") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE used > capacity") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'introduced' "
                              "AND scheme = 1") == 2,
              "pairs that are stay");
    cr_assert(run_job(world, "waiting_place", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'offered'") == 2);
}
