#include "app/participant/participant.h"

#include <criterion/criterion.h>

#include "support/given.h"

static struct str people(struct world *world, const char *query)
{
    struct buf path = {.arena = world->arena};
    struct str page;

    buf_addf(&path, "/s/alumni/team/people%s", query);
    cr_assert(visit(world, 5, GET, path.at, (struct form){0}, &page) == OK);
    return page;
}

Test(participant, a_name_is_listed_and_found_without_its_marks)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct {
        const char *name, *listed;
    } cases[] = {
        {"Zoë Ó Murchú", "zoe o murchu"},
        {"Łukasz Østergård", "lukasz ostergard"},
        {"D'Souza", "d'souza"},
        {"Dvořák", "dvorak"},
        {"\xE6\x9D\x8E\xE5\xA8\x9C", "\xE6\x9D\x8E\xE5\xA8\x9C"},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(str_eq(participant_listed(arena, str_of(cases[i].name)), str_of(cases[i].listed)),
                  "%s", cases[i].name);
}

Test(participant, the_team_sees_everyone_by_name)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page = people(world, "");

    cr_expect(has(page, ">Ada</a>") && has(page, ">Ravi</a>") && has(page, ">Tom</a>"));
    cr_expect(has(page, "2 of 2"), "a mentor's places");
    cr_expect(!has(page, "Zoe"), "who is in another scheme");
    cr_expect(!has(page, "Next 50"));
}

Test(participant, a_list_is_narrowed_by_name_role_and_state)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE participant SET listed = 'ravi' WHERE id = 8");
    cr_expect(has(people(world, "?q=RÂV"), ">Ravi</a>"));
    cr_expect(!has(people(world, "?q=rav"), ">Ada</a>"));
    cr_expect(has(people(world, "?q=%25"), "Nobody is like that"));
    cr_expect(!has(people(world, "?role=mentor"), ">Ada</a>"));
    cr_expect(has(people(world, "?state=away"), "Nobody is like that"));
    cr_expect(has(people(world, "?state=%3Cscript%3E"), ">Ada</a>"));
}

Test(participant, a_long_list_goes_on_where_the_page_before_ended)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf sql = {.arena = arena};

    for (int i = 0; i < 60; i++)
        buf_addf(&sql,
                 "INSERT INTO person (id, name, email, created_at) VALUES (%d, 'P%02d', "
                 "'p%d@example.org', 1);"
                 "INSERT INTO participant (scheme, id, cohort, person, role, joined_at, listed)"
                 " VALUES (1, %d, 1, %d, 'mentee', 1, 'p%02d');"
                 "INSERT INTO profile (scheme, participant) VALUES (1, %d);",
                 1000 + i, i, i, 1000 + i, 1000 + i, i, 1000 + i);
    given_rows(world, buf_str(&sql).at);

    struct str first = people(world, ""), next;
    cr_expect(has(first, "P46<") && !has(first, "P47<"), "three without a name stand first");
    cr_expect(has(first, "after=p46&amp;id=1046\""));
    next = people(world, "?after=p46&id=1046");
    cr_expect(has(next, "P47<") && has(next, "P59<") && !has(next, "P46<"));
    cr_expect(!has(next, "Next 50"));
}

Test(participant, a_person_of_another_scheme_is_not_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 5, GET, "/s/alumni/team/people/8", (struct form){0}, &page) == OK);
    cr_expect(has(page, "<h1>Ravi</h1>") && has(page, "America/New_York"));
    cr_expect(visit(world, 5, GET, "/s/alumni/team/people/10", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 7, GET, "/s/alumni/team/people/8", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}

Test(participant, the_team_sees_whom_one_may_never_be_matched_with)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 7, 8, 1)");
    cr_expect(visit(world, 5, GET, "/s/alumni/team/people/7", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ravi</a>, at their own wish"));
    cr_expect(visit(world, 5, GET, "/s/alumni/team/people/8", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "Ada"), "nothing of it on the other's page");
}

static struct str gaps(struct world *world)
{
    struct str page;

    cr_assert(visit(world, 5, GET, "/s/alumni/team/gaps", (struct form){0}, &page) == OK);
    return page;
}

Test(participant, what_no_free_mentor_offers_stands_first)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_rows(world, "INSERT INTO tag (scheme, id, kind, name) VALUES"
                      " (1, 901, 'topic', 'Interviews'), (1, 902, 'interest', 'Archaeology');"
                      "INSERT INTO person (id, name, email, created_at) VALUES"
                      " (901, 'Mo', 'mo@example.org', 1);"
                      "INSERT INTO participant (scheme, id, cohort, person, role, joined_at)"
                      " VALUES (1, 901, 1, 901, 'mentee', 1);"
                      "UPDATE participant SET capacity = 3 WHERE id = 8;"
                      "INSERT INTO participant_tag (scheme, participant, tag) VALUES"
                      " (1, 901, 901), (1, 901, 902), (1, 8, 901)");
    struct str page = gaps(world);
    cr_expect(has(page, "<h1>1 word has no mentor with room</h1>"));
    cr_expect(has(page, "Archaeology</th><td>interest</td><td class=\"num\">1</td>\n"
                        "<td class=\"num\"><span class=\"tag warn\">none"));
    cr_expect(has(page, "Interviews</th><td>topic</td><td class=\"num\">1</td>\n"
                        "<td class=\"num\">1</td>"));

    given_rows(world, "UPDATE participant SET capacity = 2 WHERE id = 8");
    cr_expect(has(gaps(world), "<h1>2 words have no mentor with room</h1>"), "he is full");
    given_rows(world, "UPDATE participant SET state = 'placed' WHERE id = 901");
    cr_expect(has(gaps(world), "Nobody waits for a partner"));
}

Test(participant, whoever_waits_at_the_gate_is_let_through_by_the_team)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE participant SET state = 'gated' WHERE person IN (7, 10)");
    cr_expect(visit(world, 5, GET, "/s/alumni/team/people/7", (struct form){0}, &page) == OK);
    cr_expect(has(page, "They are ready"));
    cr_expect(visit(world, 5, POST, "/s/alumni/team/people/7/ready", (struct form){0}, &page) ==
              OK);
    cr_expect(visit(world, 5, POST, "/s/alumni/team/people/10/ready", (struct form){0}, &page) ==
              OK);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE state = 'ready'") == 1,
              "and nobody of another scheme");
}
