#include "support/given_matching.h"

#include <criterion/criterion.h>

static enum err look(struct world *world, struct str run, const char *rest, struct str *ret)
{
    return visit(world, 5, GET, given_below(world->arena, run, rest), (struct form){0}, ret);
}

Test(matching_why, why_not_says_who_has_the_place_and_who_would_move)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(look(world, run, "/why-not", &page) == OK);
    cr_expect(has(page, "Ask about two people"));
    cr_expect(look(world, run, "/why-not?mentee=yara&mentor=rosa", &page) == OK);
    cr_expect(has(page, "Others fit better") && has(page, "<li>Theo Daly, "));
    cr_expect(has(page, "If they were a pair all the same") && has(page, "1 would lose theirs"));
    cr_expect(look(world, run, "/why-not?mentee=theo&mentor=rosa", &page) == OK);
    cr_expect(has(page, "They are proposed to each other"));
    cr_expect(look(world, run, "/why-not?mentee=yara", &page) == ERR_INVALID);
}

Test(matching_why, a_block_that_a_person_set_is_named_and_no_coordinator_lifts_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    static const struct field fields[] = {{{"mentee", 6}, {"yara", 4}},
                                          {{"mentor", 6}, {"rosa", 4}},
                                          {{"reason", 6}, {"They met", 8}}};
    struct str page;

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 22, 31, 1)");
    struct str run = given_run(world);
    cr_expect(look(world, run, "/why-not?mentee=yara&mentor=rosa", &page) == OK);
    cr_expect(has(page, "A rule keeps them apart") && has(page, "never a pair"));
    cr_expect(!has(page, "Lift the rule"));
    cr_expect(visit(world, 5, POST, given_below(arena, run, "/why-not"),
                    (struct form){fields, COUNT(fields)}, &page) == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT count(*) FROM pin") == 0);
}

Test(matching_why, a_rule_of_the_scheme_is_lifted_for_two_with_a_reason_and_on_record)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    static const struct field fields[] = {{{"mentee", 6}, {"yara", 4}},
                                          {{"mentor", 6}, {"rosa", 4}},
                                          {{"reason", 6}, {"They met", 8}}};
    struct str page;

    given_rows(world, "UPDATE profile SET languages = 'Welsh' WHERE participant = 22;"
                      "UPDATE profile SET languages = 'English' WHERE participant = 31");
    struct str run = given_run(world);
    cr_expect(look(world, run, "/why-not?mentee=yara&mentor=rosa", &page) == OK);
    cr_expect(has(page, "no language in common") && has(page, "Lift the rule and pin them"));
    cr_expect(visit(world, 5, POST, given_below(arena, run, "/why-not"), (struct form){fields, 2},
                    &page) == ERR_INVALID);
    cr_expect(has(page, "Say why the rule does not hold"));
    cr_expect(visit(world, 5, POST, given_below(arena, run, "/why-not"),
                    (struct form){fields, COUNT(fields)}, &page) == OK);
    cr_expect(count_of(world, "SELECT lifted FROM pin WHERE mentee = 22 AND mentor = 31") > 0);
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE act = 'rule_lifted'") == 1);
}

Test(matching_why, whoever_has_nobody_is_told_the_cheapest_change_and_it_can_be_tried)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(look(world, run, "/alone", &page) == OK);
    cr_expect(has(page, "One more place with ") && has(page, " would do."));
    cr_expect(has(page, "/what-if?try=1&amp;place=%23"));
    cr_expect(look(world, run, "/what-if?try=1&place=%2331", &page) == OK);
    cr_expect(has(page, "1 would gain a mentor"));
}

Test(matching_why, objectives_stand_side_by_side)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(look(world, run, "/objectives", &page) == OK);
    cr_expect(has(page, "Balanced") && has(page, "Most people first"));
    cr_expect(has(page, "Highest total") && has(page, "Stable") && has(page, "This run"));
}

Test(matching_why, a_group_below_the_smallest_is_not_shown)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(look(world, run, "/groups?of=area", &page) == OK);
    cr_expect(has(page, "not shown") && !has(page, ">Engineering<"));
}

Test(matching_why, pairs_that_would_both_rather_are_listed_with_what_each_would_gain)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str page;

    given_rows(world, "INSERT INTO pin (scheme, id, cohort, mentee, mentor, set_by, set_at) VALUES "
                      "(1, 1, 1, 22, 31, 5, 1); UPDATE participant SET capacity = 2 WHERE id = 31");
    struct str run = given_run(world);
    cr_expect(look(world, run, "/blocking", &page) == OK);
    cr_expect(has(page, "There are none in this run."));
}

Test(matching_why, a_changed_run_says_who_has_changed_and_what)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    given_rows(world, "UPDATE profile SET times = 'Evenings' WHERE participant = 20;"
                      "UPDATE participant SET capacity = 2 WHERE id = 31;"
                      "UPDATE participant SET state = 'away' WHERE id = 21;"
                      "INSERT INTO pin (scheme, id, cohort, mentee, mentor, set_by, set_at) VALUES "
                      "(1, 1, 1, 22, 31, 5, 1)");
    cr_expect(look(world, run, "", &page) == OK);
    cr_expect(has(page, "Amara Okafor has changed: free times."));
    cr_expect(has(page, "Rosa Mbeki has room for 2, not 1."));
    cr_expect(has(page, "Theo Daly does not wait for a partner any more."));
    cr_expect(has(page, "Yara Zaman is pinned to Rosa Mbeki."));
    cr_expect(look(world, run, "/publish", &page) == OK);
    cr_expect(has(page, "Theo Daly does not wait") && !has(page, "Publish 2 pairs"));
}

Test(matching_why, whom_a_person_has_blocked_stays_theirs)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES "
                      "(1, 20, 31, 2000000000)");
    cr_expect(look(world, run, "", &page) == OK);
    cr_expect(has(page, "Who is kept apart from whom is not the same."));
    cr_expect(!has(page, "Amara Okafor and Rosa Mbeki"));
}
