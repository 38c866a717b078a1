#include "app/shortlist/shortlist.h"

#include "support/given_seekers.h"

#include <criterion/criterion.h>

static struct world *given_last_word(struct arena *arena)
{
    struct world *world = given_seekers(arena);

    given_rows(world, "UPDATE scheme_text SET body = 'scheme \"Alumni\"\nmatch last-word yes\n'"
                      " WHERE scheme = 1");
    return world;
}

static enum err sent(struct world *world, const char *mentor, const char *a, const char *b,
                     struct str *page)
{
    return visit(world, 5, POST, "/s/alumni/team/shortlists",
                 given_form(world->arena, "mentor", mentor, "mentee", a, b ? "mentee" : NULL, b),
                 page);
}

static enum err chosen(struct world *world, const char *link, const char *who)
{
    struct str page;

    return visit(world, 0, POST, link,
                 given_form(world->arena, "mentee", who, NULL, NULL, NULL, NULL), &page);
}

Test(shortlist, a_mentor_chooses_one_and_that_one_is_asked)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_last_word(arena);
    struct str page;

    cr_assert(
        visit(world, 5, GET, "/s/alumni/team/shortlists?mentor=30", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Amara Okafor") && has(page, "The same area of work: Engineering."));
    cr_assert(sent(world, "30", "20", "21", &page) == OK);
    const char *link = mail_link_at(world, "shortlist_sent", 30, 0);
    cr_assert(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Amara Okafor") && has(page, "Theo Daly") && !has(page, "1,000"));
    cr_assert(chosen(world, link, "21") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 21 AND mentor = 30 "
                              "AND state = 'offered'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM pair_yes WHERE person = 30") == 1);
    cr_expect(has(mail_to(world, "introduction_asked", 21), "Ingrid Solberg"));
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE recipient = 20") == 0,
              "whoever is not chosen never hears of it");
}

Test(shortlist, nobody_stands_on_it_whom_a_rule_keeps_away)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_last_word(arena);
    struct str page;

    cr_expect(sent(world, "33", "20", NULL, &page) == ERR_INVALID, "no language in common");
    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 20, 30, 1)");
    cr_expect(sent(world, "30", "20", NULL, &page) == ERR_INVALID, "blocked");
    cr_expect(sent(world, "30", "x", NULL, &page) == ERR_INVALID, "nobody");
    cr_expect(count_of(world, "SELECT count(*) FROM shortlist") == 0);
}

Test(shortlist, who_was_taken_meanwhile_can_not_be_chosen_and_the_list_stays)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_last_word(arena);
    struct str page;

    cr_assert(sent(world, "30", "20", "21", &page) == OK);
    cr_expect(sent(world, "30", "20", NULL, &page) == ERR_CONFLICT, "one list at a time");
    given_rows(world, "UPDATE participant SET used = 1 WHERE id = 20");
    const char *link = mail_link_at(world, "shortlist_sent", 30, 0);
    cr_expect(chosen(world, link, "20") == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT count(*) FROM shortlist WHERE state = 'sent'") == 1);
    cr_expect(chosen(world, link, "none") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM shortlist WHERE state = 'passed'") == 1);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 30") == 0);
}

Test(shortlist, it_lapses_and_is_not_there_where_the_scheme_does_not_want_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_last_word(arena);
    struct str page;

    cr_assert(sent(world, "30", "20", NULL, &page) == OK);
    world->now += 8LL * 86400;
    cr_assert(run_job(world, "shortlist_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM shortlist WHERE state = 'lapsed'") == 1);
    given_rows(world, "UPDATE scheme_text SET body = 'scheme \"Alumni\"\n' WHERE scheme = 1");
    cr_expect(visit(world, 5, GET, "/s/alumni/team/shortlists", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}
