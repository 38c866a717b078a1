#include "app/role/role.h"

#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

static const char roles[] = "/s/alumni/team/roles";

static enum err try(struct world *world, int64_t person, const char *path, const char *text,
                    struct str *page)
{
    struct form form;

    cr_assert(form_parse(world->arena, str_of(text), &form) == OK);
    return visit(world, person, POST, path, form, page);
}

Test(role, a_lead_invites_a_coordinator_who_can_then_come_in)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 99, GET, "/s/alumni/team", (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(try(world, 4, roles, "role=coordinator&name=Stranger&email=stranger@example.org",
                  &page) == OK);
    cr_expect(visit(world, 99, GET, "/s/alumni/team", (struct form){0}, &page) == OK);
    cr_expect(visit(world, 99, GET, roles, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(has(mail_to(world, "role_invited", 99), "a coordinator of Alumni"));
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE act = 'role_given'"
                              " AND actor = 4 AND thing = 99") == 1);
    cr_expect(try(world, 4, roles, "role=coordinator&name=S&email=stranger@example.org", &page) ==
              ERR_INVALID);
    cr_expect(has(page, "They have this role already") && has(page, "stranger@example.org"));
}

Test(role, only_a_lead_invites)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {5, 7, 8, 6, 99};
    struct str page;

    for (size_t i = 0; i < COUNT(others); i++) {
        cr_expect(visit(world, others[i], GET, roles, (struct form){0}, &page) == ERR_NOT_FOUND);
        cr_expect(try(world, others[i], roles, "role=lead&name=A&email=a@example.org", &page) ==
                  ERR_NOT_FOUND);
        cr_expect(visit(world, others[i], GET, "/s/alumni/team/audit", (struct form){0}, &page) ==
                  ERR_NOT_FOUND);
    }
}

Test(role, who_loses_a_role_has_lost_it_at_the_next_request)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 5, GET, "/s/alumni/team", (struct form){0}, &page) == OK);
    cr_expect(try(world, 4, "/s/alumni/team/roles/5", "role=coordinator", &page) == OK);
    cr_expect(visit(world, 5, GET, "/s/alumni/team", (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(role, a_scheme_is_handed_over_and_never_without_a_lead)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(try(world, 4, "/s/alumni/team/roles/4", "role=lead", &page) == ERR_CONFLICT);
    cr_expect(try(world, 4, roles, "role=lead&name=Stranger&email=stranger@example.org", &page) ==
              OK);
    cr_expect(try(world, 4, "/s/alumni/team/roles/4", "role=lead", &page) == OK);
    cr_expect(str_eq(world->go_to, S("/me")));
    cr_expect(visit(world, 4, GET, roles, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 99, GET, roles, (struct form){0}, &page) == OK);
}

Test(role, who_looks_after_safety_stands_in_the_text_too)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(try(world, 4, roles, "role=safeguarding_lead&name=Dilnoza&email=d@example.org",
                  &page) == OK);
    cr_expect(visit(world, 0, GET, "/s/alumni/help", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Dilnoza"));
    cr_expect(count_of(world, "SELECT count(*) FROM role WHERE role = 'safeguarding_lead'") == 1);
    cr_expect(try(world, 4, "/s/alumni/team/roles/4", "role=safeguarding_lead", &page) ==
                  ERR_CONFLICT,
              "it is changed in the text");
}

Test(role, the_lead_reads_who_did_what_and_nothing_of_concerns)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(try(world, 4, roles, "role=coordinator&name=S&email=stranger@example.org", &page) ==
              OK);
    cr_expect(visit(world, 4, GET, "/s/alumni/team/audit", (struct form){0}, &page) == OK);
    cr_expect(has(page, "role given") && has(page, "Lena") && has(page, "All entries fit"));
    given_rows(world, "UPDATE audit_entry SET act = 'concern_read' WHERE scheme = 1");
    cr_expect(visit(world, 4, GET, "/s/alumni/team/audit", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "oncern read") && has(page, "does not fit"));
}
