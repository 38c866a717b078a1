#include "support/given_mail.h"
#include "support/given_matching.h"

#include <criterion/criterion.h>

/* Six more of each, so that a run has more pairs than the first five. */
static const char more[] =
    "INSERT INTO person (id, name, email, zone, created_at) VALUES"
    "  (40, 'Mentee A', 'a@example.org', 'Europe/London', 1),"
    "  (41, 'Mentee B', 'b@example.org', 'Europe/London', 1),"
    "  (42, 'Mentee C', 'c@example.org', 'Europe/London', 1),"
    "  (43, 'Mentee D', 'd@example.org', 'Europe/London', 1),"
    "  (44, 'Mentee E', 'e@example.org', 'Europe/London', 1);"
    "INSERT INTO participant (scheme, id, cohort, person, role, state, capacity, used, listed,"
    "  joined_at) VALUES (1, 40, 1, 40, 'mentee', 'ready', 1, 0, 'mentee a', 1),"
    "  (1, 41, 1, 41, 'mentee', 'ready', 1, 0, 'mentee b', 1),"
    "  (1, 42, 1, 42, 'mentee', 'ready', 1, 0, 'mentee c', 1),"
    "  (1, 43, 1, 43, 'mentee', 'ready', 1, 0, 'mentee d', 1),"
    "  (1, 44, 1, 44, 'mentee', 'ready', 1, 0, 'mentee e', 1);"
    "INSERT INTO profile (scheme, participant, headline, languages, channels, times) VALUES"
    "  (1, 40, 'Law', 'English', 'video', 'Weekends'),"
    "  (1, 41, 'Law', 'English', 'video', 'Weekends'),"
    "  (1, 42, 'Law', 'English', 'video', 'Weekends'),"
    "  (1, 43, 'Law', 'English', 'video', 'Weekends'),"
    "  (1, 44, 'Law', 'English', 'video', 'Weekends');"
    "INSERT INTO participant_tag (scheme, participant, tag) VALUES (1, 40, 1), (1, 40, 3),"
    "  (1, 41, 1), (1, 41, 3), (1, 42, 1), (1, 42, 3), (1, 43, 1), (1, 43, 3), (1, 44, 1),"
    "  (1, 44, 3);"
    "UPDATE participant SET capacity = 9 WHERE id = 31;";

static struct world *given_many(struct arena *arena)
{
    struct world *world = given_waiting(arena);

    given_rows(world, more);
    return world;
}

static enum err post(struct world *world, int64_t person, struct str run, const char *what,
                     const char *how)
{
    struct field field = {{"how", 3}, str_of(how)};
    struct str page;

    return visit(world, person, POST, given_below(world->arena, run, what),
                 (struct form){&field, 1}, &page);
}

static int64_t offered(struct world *world)
{
    return count_of(world, "SELECT count(*) FROM pair WHERE state = 'offered'");
}

Test(matching_check, five_are_told_first_and_the_rest_when_the_coordinator_says_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_many(arena);
    struct str run = given_run(world), page;

    cr_assert(post(world, 5, run, "/publish", "five") == OK);
    cr_expect(post(world, 5, run, "/rest", "") == ERR_CONFLICT);
    cr_assert(post(world, 5, run, "/send", "") == OK);
    cr_expect(offered(world) == 5);
    cr_expect(count_of(world, "SELECT min(score) FROM proposal WHERE pair IS NOT NULL") >=
              count_of(world, "SELECT max(score) FROM proposal WHERE pair IS NULL"));
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "3 pairs have not been told yet."));

    /* An answer of the first does not close the run before the rest have been told. */
    const char *link = mail_link_at(world, "introduction_asked", 20, 0);
    struct field yes = {{"answer", 6}, {"yes", 3}};
    cr_expect(visit(world, 0, POST, link, (struct form){&yes, 1}, &page) == OK);
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_assert(post(world, 5, run, "/rest", "") == OK);
    cr_expect(post(world, 5, run, "/rest", "") == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT count(*) FROM proposal WHERE pair IS NULL") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'introduction_asked'") == 16);
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM match_run WHERE state = 'final'") == 1);
}

Test(matching_check, above_the_size_the_scheme_sets_a_second_person_publishes)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_many(arena);
    struct str page;

    given_rows(world, "UPDATE scheme_text SET body = body || '\nmatch second-person 3\n'");
    struct str run = given_run(world);
    cr_expect(visit(world, 5, GET, given_below(arena, run, "/publish"), (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "I have checked it"));
    cr_assert(post(world, 5, run, "/publish", "all") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM match_run WHERE state = 'verified' AND "
                              "checked_by = 5") == 1);
    cr_expect(post(world, 5, run, "/publish", "all") == ERR_CONFLICT);
    cr_expect(visit(world, 4, GET, given_below(arena, run, "/publish"), (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, " has checked it.") && has(page, "Publish 8 pairs"));
    cr_assert(post(world, 4, run, "/publish", "all") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM match_run WHERE state = 'published'") == 1);
}

Test(matching_check, the_mails_of_any_pair_are_shown_as_they_will_be)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_many(arena);
    struct str run = given_run(world), page;

    cr_expect(visit(world, 5, GET, given_below(arena, run, "/publish?who=mentee+c"),
                    (struct form){0}, &page) == OK);
    cr_expect(has(page, "What Mentee C and "));
    cr_expect(has(page, "A mentor for you: ") && has(page, "Could you help "));
    cr_expect(visit(world, 5, GET, given_below(arena, run, "/publish?who=%25"), (struct form){0},
                    &page) == OK);
    cr_expect(has(page, "Nobody in this run is called so"));
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0);
}

Test(matching_check, the_lead_takes_away_what_was_known_of_each_pair_and_nobody_else_does)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    static const char path[] = "/s/alumni/team/matching/known";
    struct str run = given_run(world), page;

    cr_assert(post(world, 5, run, "/publish", "all") == OK);
    cr_assert(post(world, 5, run, "/send", "") == OK);
    given_rows(world, "UPDATE profile SET times = 'Never' WHERE participant = 20;"
                      "UPDATE tag SET name = '=Law' WHERE id = 1");
    cr_expect(visit(world, 4, GET, path, (struct form){0}, &page) == OK);
    cr_expect(has(page, "run,matched_on,objective"));
    cr_expect(has(page, "1,2027-01-15,Balanced,") && has(page, ",Engineering,"));
    cr_expect(has(page, ",Weekends,") && !has(page, "Never") && !has(page, "Amara"));
    cr_expect(visit(world, 5, GET, path, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 20, GET, path, (struct form){0}, &page) == ERR_NOT_FOUND);
}
