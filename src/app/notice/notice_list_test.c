#include "support/given.h"

#include <criterion/criterion.h>

static struct form one_line(struct arena *arena, const char *body)
{
    struct field *field = NEW(arena, struct field);

    *field = (struct field){S("body"), str_of(body)};
    return (struct form){field, 1};
}

Test(notice_list, tells_one_what_they_were_told_newest_first_and_nobody_else)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 8, GET, "/me/notices", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Nothing yet"));
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/messages", one_line(arena, "Secret"),
                    &page) == OK);
    cr_expect(visit(world, 8, GET, "/me/notices", (struct form){0}, &page) == OK);
    cr_expect(has(page, "<a href=\"/s/alumni/pairs/3/messages\">Ada wrote to you</a>"));
    cr_expect(!has(page, "Secret"), "a subject, and never what is said");
    cr_expect(visit(world, 7, GET, "/me/notices", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "wrote to you"));
    cr_expect(visit(world, 0, GET, "/me/notices", (struct form){0}, &page) == ERR_DENIED);
}

Test(notice_list, leads_to_the_pair_where_the_mail_holds_a_link_of_one_use)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct field early = {S("do"), S("early")};
    struct str page;

    given_rows(world, "UPDATE pair SET state = 'active' WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/close", (struct form){&early, 1}, &page) ==
              OK);
    cr_expect(visit(world, 8, GET, "/me/notices", (struct form){0}, &page) == OK);
    cr_expect(has(page, "<a href=\"/s/alumni/pairs/3\">Ada offers to complete early</a>"));
    cr_expect(!has(page, "/a/"));
}
