#include "support/given_matching.h"

#include <criterion/criterion.h>

/* What a what-if may not touch. */
static int64_t stored(struct world *world)
{
    return count_of(world, "SELECT (SELECT count(*) FROM match_run) * 1000 + "
                           "(SELECT count(*) FROM proposal) * 100 + "
                           "(SELECT count(*) FROM pin) * 10 + (SELECT count(*) FROM block) + "
                           "(SELECT sum(capacity) FROM participant) * 10000");
}

static enum err try_it(struct world *world, struct str run, const char *query, struct str *ret)
{
    struct buf rest = {.arena = world->arena};

    buf_addf(&rest, "/what-if?try=1&%s%c", query, '\0');
    return visit(world, 5, GET, given_below(world->arena, run, rest.at), (struct form){0}, ret);
}

Test(matching_whatif, one_more_place_seats_who_was_left_and_the_run_stays_as_it_is)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;
    int64_t before = stored(world);

    cr_expect(try_it(world, run, "place=rosa", &page) == OK, "%.*s", ARG(world->fault.text));
    cr_expect(has(page, "One person’s mentor would change"));
    cr_expect(has(page, "1 would gain a mentor") && has(page, "Yara Zaman"));
    cr_expect(stored(world) == before);
    cr_expect(count_of(world, "SELECT count(*) FROM proposal WHERE mentee = 22") == 0);
}

Test(matching_whatif, a_block_says_who_gets_somebody_else_and_what_it_costs)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(try_it(world, run, "block_mentee=Theo&block_mentor=Rosa+Mbeki", &page) == OK);
    cr_expect(has(page, "Theo Daly") && has(page, "Yara Zaman") && has(page, "Worst off: "));
    cr_expect(count_of(world, "SELECT count(*) FROM block") == 0);
}

Test(matching_whatif, weights_and_floor_are_tried_together)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(try_it(world, run, "topics=0&interests=900&floor=1000", &page) == OK);
    cr_expect(has(page, "Both columns are counted with the weights you try"));
    cr_expect(try_it(world, run, "", &page) == ERR_INVALID);
    cr_expect(has(page, "Change something first"));
}

/* The known failure of another product: a wish that overrides a hard criterion without a word. */
Test(matching_whatif, no_pin_overrides_what_a_person_has_blocked)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str page;

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 20, 31, 1)");
    struct str run = given_run(world);
    cr_expect(try_it(world, run, "pin_mentee=Amara&pin_mentor=Rosa", &page) == ERR_INVALID);
    cr_expect(has(page, "Amara Okafor cannot be pinned to Rosa Mbeki: "));
    cr_expect(has(page, "never a pair"));
    cr_expect(try_it(world, run, "topics=1000&floor=0&place=Rosa", &page) == OK);
    cr_expect(!has(page, "</span>Rosa Mbeki</span><b class=\"by\">Amara"));
}

Test(matching_whatif, a_name_that_several_have_is_asked_for_with_its_number)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(try_it(world, run, "place=nobody+such", &page) == ERR_INVALID);
    cr_expect(has(page, "Nobody in this run is called nobody such."));
    cr_expect(try_it(world, run, "place=b", &page) == ERR_INVALID);
    cr_expect(has(page, "Ingrid Solberg #30 (Structural engineer)"));
    cr_expect(try_it(world, run, "place=b+%2331", &page) == OK);
    cr_expect(try_it(world, run, "pin_mentee=Amara", &page) == ERR_INVALID);
    cr_expect(has(page, "Name both of the two"));
}

static enum err keep(struct world *world, struct str run, struct form form)
{
    struct str page;

    return visit(world, 5, POST, given_below(world->arena, run, "/what-if"), form, &page);
}

Test(matching_whatif, what_is_kept_is_a_run_of_its_own_with_its_own_rules)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;
    static const struct field fields[] = {{{"topics", 6}, {"100", 3}}, {{"floor", 5}, {"50", 2}}};

    cr_assert(keep(world, run, (struct form){fields, COUNT(fields)}) == OK, "%.*s",
              ARG(world->fault.text));
    struct str kept = given_path(arena, world->go_to);
    cr_expect(count_of(world, "SELECT floor FROM match_run WHERE number = 2 AND is_own = 1 AND "
                              "state = 'verified' AND topics = 100") == 50);
    cr_expect(count_of(world, "SELECT count(*) FROM match_run WHERE number = 1 AND is_own = 0 AND "
                              "state = 'verified'") == 1);
    cr_expect(visit(world, 5, GET, given_below(arena, kept, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Kept as a run") || has(page, "Check and publish"));
    cr_expect(
        visit(world, 5, POST, given_below(arena, kept, "/publish"), (struct form){0}, &page) == OK);
}

Test(matching_whatif, a_place_a_pin_and_a_block_that_are_kept_hold_from_then_on)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;
    static const struct field fields[] = {{{"place", 5}, {"Rosa", 4}},
                                          {{"pin_mentee", 10}, {"Yara", 4}},
                                          {{"pin_mentor", 10}, {"Rosa", 4}},
                                          {{"block_mentee", 12}, {"Theo", 4}},
                                          {{"block_mentor", 12}, {"Ingrid", 6}}};

    cr_assert(keep(world, run, (struct form){fields, COUNT(fields)}) == OK, "%.*s",
              ARG(world->fault.text));
    struct str kept = given_path(arena, world->go_to);
    cr_expect(count_of(world, "SELECT capacity FROM participant WHERE id = 31") == 2);
    cr_expect(count_of(world, "SELECT mentor FROM pin WHERE mentee = 22") == 31);
    cr_expect(count_of(world, "SELECT count(*) FROM block WHERE set_by IS NOT NULL") == 1);
    cr_expect(count_of(world, "SELECT placed FROM match_run WHERE number = 2") == 3);
    cr_expect(visit(world, 5, GET, given_below(arena, kept, ""), (struct form){0}, &page) == OK);
    cr_expect(!has(page, "Something has changed since this run"));
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Something has changed since this run"));
    cr_expect(keep(world, run, (struct form){fields, COUNT(fields)}) == ERR_CONFLICT);
}

Test(matching_whatif, nothing_is_tried_beside_a_run_that_is_not_current)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    given_rows(world, "UPDATE participant SET state = 'away' WHERE id = 30");
    cr_expect(try_it(world, run, "place=Rosa", &page) == OK);
    cr_expect(has(page, "Run again, then come back"));
}
