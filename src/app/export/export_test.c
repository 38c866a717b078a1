#include "app/export/export.h"

#include "support/given.h"

#include <criterion/criterion.h>

static enum err take(struct world *world, int64_t person, const char *text, struct str *page)
{
    struct form form;

    cr_assert(form_parse(world->arena, str_of(text), &form) == OK);
    return visit(world, person, POST, "/s/alumni/team/export", form, page);
}

Test(export, people_come_as_a_table_without_formulas)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE person SET name = '=HYPERLINK(\"x\")' WHERE id = 7;"
                      "UPDATE profile SET city = 'Bath, UK' WHERE scheme = 1 AND participant = 8");
    cr_expect(take(world, 5, "table=people", &page) == OK);
    cr_expect(has(page, "Name,Email,Role,State"));
    cr_expect(has(page, "\"'=HYPERLINK(\"\"x\"\")\",ada@example.org,mentee,placed,1,1,"));
    cr_expect(has(page, "\"Bath, UK\",1970-01-01\r\n"));
    cr_expect(!has(page, "zoe@example.org"), "of another scheme");
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE act = 'export_people'"
                              " AND actor = 5") == 1);
}

Test(export, pairs_come_with_how_often_they_met)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, uid,"
                      " starts_at, changed_at, place) VALUES"
                      " (1, 1, 3, 'met', 7, 'video', 60, 'u1', 86400, 1, 'Secret room'),"
                      " (1, 2, 3, 'met', 7, 'video', 60, 'u2', 172800, 1, '');");
    cr_expect(take(world, 4, "table=pairs", &page) == OK);
    cr_expect(has(page, "Ada,Ravi,introduced,1970-01-01,,2,1970-01-03\r\n"));
    cr_expect(has(page, "Tom,Ravi,introduced,1970-01-01,,0,\r\n") && !has(page, "Secret"));
}

Test(export, nobody_but_the_team_takes_one_and_no_other_table_is_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {6, 7, 8, 99};
    struct str page;

    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(take(world, others[i], "table=people", &page) == ERR_NOT_FOUND);
    cr_expect(take(world, 4, "table=message", &page) == ERR_NOT_FOUND);
    cr_expect(take(world, 4, "table=applications", &page) == OK);
    cr_expect(visit(world, 5, GET, "/s/alumni/team/export", (struct form){0}, &page) == OK);
}
