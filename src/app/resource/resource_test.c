#include "support/given.h"

#include <criterion/criterion.h>

static const char team[] = "/s/alumni/team/resources", list[] = "/s/alumni/resources";

static struct form form_of(struct arena *arena, const char *text)
{
    struct form form;

    cr_assert(form_parse(arena, str_of(text), &form) == OK);
    return form;
}

Test(resource, the_team_writes_the_list_and_everybody_of_the_scheme_reads_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 70, 'topic', 'Law'),"
                      " (1, 71, 'interest', 'Chess'), (2, 72, 'topic', 'Health');");
    cr_expect(visit(world, 7, POST, team, form_of(arena, "title=X&words=Y"), &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 5, POST, team,
                    form_of(arena, "kind=service&title=Careers+%3Cservice%3E&words=Mondays"
                                   "&link=https%3A%2F%2Fcareers.example.ac.uk&topic=70&topic=71"
                                   "&topic=72"),
                    &page) == OK);
    cr_expect(visit(world, 7, GET, list, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Careers &lt;service&gt;") && has(page, "To turn to"));
    cr_expect(has(page, "href=\"https://careers.example.ac.uk\" rel=\"noreferrer\""));
    cr_expect(has(page, "Law") && !has(page, "Chess") && !has(page, "Health"),
              "only topics, and only the scheme's own");
    cr_expect(visit(world, 10, GET, "/s/staff/resources", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "Careers"), "another scheme has its own list");
    cr_expect(visit(world, 7, GET, "/s/alumni/resources?topic=70", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Careers"));
}

Test(resource, a_link_that_is_none_is_refused_and_the_text_is_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const links[] = {"javascript%3Aalert(1)", "http%3A%2F%2Fplain.example",
                                        "https%3A%2F%2Fa+b.example", "https%3A%2F%2F"};
    struct str page;

    for (size_t i = 0; i < COUNT(links); i++) {
        struct buf form = {.arena = arena};
        buf_addf(&form, "title=Kept+title&link=%s%c", links[i], '\0');
        cr_expect(visit(world, 5, POST, team, form_of(arena, form.at), &page) == ERR_INVALID, "%s",
                  links[i]);
        cr_expect(str_eq(world->fault.field, S("link")) && has(page, "Kept title"));
    }
    cr_expect(visit(world, 5, POST, team, form_of(arena, "title=Nothing"), &page) == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("words")));
}

Test(resource, one_is_changed_and_taken_off)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf path = {.arena = arena};
    struct str page;

    cr_expect(visit(world, 5, POST, team, form_of(arena, "title=Old&words=Y"), &page) == OK);
    buf_addf(&path, "/s/alumni/team/resources/%lld%c",
             (long long)count_of(world, "SELECT id FROM resource"), '\0');
    cr_expect(visit(world, 5, GET, path.at, (struct form){0}, &page) == OK);
    cr_expect(has(page, "value=\"Old\""));
    cr_expect(visit(world, 5, POST, path.at, form_of(arena, "title=New&words=Y&do=save"), &page) ==
              OK);
    cr_expect(visit(world, 7, GET, list, (struct form){0}, &page) == OK);
    cr_expect(has(page, "New") && !has(page, "Old"));
    cr_expect(visit(world, 5, POST, path.at, form_of(arena, "do=retire"), &page) == OK);
    cr_expect(visit(world, 7, GET, list, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Nothing is on the list yet"));
    cr_expect(visit(world, 5, POST, path.at, form_of(arena, "do=retire"), &page) == ERR_NOT_FOUND);
}
