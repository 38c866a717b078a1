#include "support/given.h"

#include <criterion/criterion.h>

Test(help, can_be_read_by_anybody)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const paths[] = {"/help", "/privacy", "/accessibility", "/s/alumni/help"};
    struct str page;

    for (size_t i = 0; i < COUNT(paths); i++) {
        cr_expect(visit(world, 0, GET, paths[i], (struct form){0}, &page) == OK, "%s", paths[i]);
        cr_expect(visit(world, 7, GET, paths[i], (struct form){0}, &page) == OK, "%s", paths[i]);
    }
    cr_expect(visit(world, 0, GET, "/s/nowhere/help", (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(help, names_the_people_of_the_scheme)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE scheme_text SET body = '"
                      "scheme \"Alumni\"\n"
                      "safeguarding name \"Mo Haddad\" phone \"020 7946 0018\"\n"
                      "' WHERE scheme = 1");
    cr_expect(visit(world, 0, GET, "/s/alumni/help", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Mo Haddad") && has(page, "020 7946 0018"), "%.*s", ARG(page));
}

Test(help, lets_anybody_choose_dark_pages)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct field dark[] = {{{"theme", 5}, {"dark", 4}}};
    struct str page;

    cr_expect(visit(world, 0, POST, "/accessibility", (struct form){dark, 1}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/accessibility")));
}
