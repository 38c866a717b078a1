#include "app/account/account.h"

#include "base/secret.h"
#include "support/given.h"

#include <criterion/criterion.h>

/* The form with one field, or two. */
static struct form form_of(struct arena *arena, const char *name, const char *value,
                           const char *name2, const char *value2)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){str_of(name), str_of(value)};
    fields[1] = (struct field){str_of(name2), str_of(value2)};
    return (struct form){fields, name2 ? 2 : 1};
}

static enum err ask(struct world *world, const char *email, struct str *page)
{
    return visit(world, 0, POST, "/sign-in", form_of(world->arena, "email", email, NULL, NULL),
                 page);
}

Test(account, a_known_and_an_unknown_address_get_the_same_answer)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str known, unknown;

    cr_assert(secret_start());
    cr_expect(ask(world, "Ada@Example.org", &known) == OK);
    cr_expect(str_eq(world->go_to, S("/sign-in/sent")));
    cr_expect(ask(world, "nobody@example.org", &unknown) == OK);
    cr_expect(str_eq(world->go_to, S("/sign-in/sent")));
    cr_expect(str_eq(known, unknown));
    cr_expect(count_of(world, "SELECT count(*) FROM sign_in WHERE person = 7") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 1);
}

Test(account, what_is_no_address_is_said_beside_the_field)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const wrong[] = {"", "ada", "ada@", "a@b@c.org", "a@x>\r\nRCPT TO:<e@x.org"};
    struct str page;

    cr_assert(secret_start());
    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect(ask(world, wrong[i], &page) == ERR_INVALID, "case %zu", i);
        cr_expect(str_eq(world->fault.field, S("email")), "case %zu", i);
    }
    cr_expect(count_of(world, "SELECT count(*) FROM sign_in") == 0);
}

Test(account, asking_too_often_is_slowed_and_never_locked_out)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_assert(secret_start());
    for (int i = 0; i < 40; i++)
        cr_expect(ask(world, "ada@example.org", &page) == OK);
    cr_expect(has(page, "Please wait a minute"));
    cr_expect(count_of(world, "SELECT count(*) FROM sign_in") == 10);
    world->now += 90;
    cr_expect(ask(world, "ada@example.org", &page) == OK);
    cr_expect(str_eq(world->go_to, S("/sign-in/sent")));
    cr_expect(count_of(world, "SELECT count(*) FROM sign_in") == 11);
}

/* A link as the mail would hold it: the token is known here, and its hash is stored. */
static const char *given_link(struct world *world, bool lasts)
{
    struct str token = S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql,
             "INSERT INTO sign_in (id, hash, code, flow, person, go_to, lasts, ends_at) "
             "VALUES (1, '%.*s', '', '', 7, '/me/start', %d, %lld)",
             ARG(secret_hash(world->arena, token)), lasts, (long long)world->now + LINK_S);
    given_rows(world, arena_copy(world->arena, buf_str(&sql)).at);
    return "/sign-in/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
}

Test(account, a_link_shows_first_and_signs_in_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_assert(secret_start());
    const char *link = given_link(world, false);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ada"));
    cr_expect(count_of(world, "SELECT count(*) FROM session") == 0, "showing signs nobody in");
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/me/start")));
    cr_expect(count_of(world, "SELECT count(*) FROM session WHERE person = 7") == 1);
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "This link has done its work"));
    cr_expect(count_of(world, "SELECT count(*) FROM session") == 1);
}

Test(account, a_link_that_is_too_old_opens_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_assert(secret_start());
    const char *link = given_link(world, true);
    world->now += LINK_S;
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "This link has done its work"));
    cr_expect(count_of(world, "SELECT count(*) FROM session") == 0);
}

Test(account, going_on_never_leads_to_another_site)
{
    static const char *const wrong[] = {
        "https://example.org", "//example.org", "/\\example.org", "", "javascript:x", "/a b"};

    for (size_t i = 0; i < COUNT(wrong); i++)
        cr_expect(str_eq(account_way(str_of(wrong[i])), S("/")), "%s", wrong[i]);
    cr_expect(str_eq(account_way(S("/s/alumni/home")), S("/s/alumni/home")));
}

Test(account, a_form_without_its_token_does_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_assert(secret_start());
    world->has_no_token = true;
    cr_expect(ask(world, "ada@example.org", &page) == ERR_INVALID);
    cr_expect(count_of(world, "SELECT count(*) FROM sign_in") == 0);
}

Test(account, a_form_sent_twice_works_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form = form_of(arena, "email", "ada@example.org", "once", "a-key");
    struct str page;

    cr_assert(secret_start());
    for (int i = 0; i < 2; i++) {
        cr_expect(visit(world, 0, POST, "/sign-in", form, &page) == OK);
        cr_expect(str_eq(world->go_to, S("/sign-in/sent")));
    }
    cr_expect(count_of(world, "SELECT count(*) FROM sign_in") == 1);
}

Test(account, a_device_is_named_as_people_know_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct str agent = S("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                         "Chrome/120.0 Safari/537.36");

    cr_expect(str_eq(account_device(arena, agent), S("Chrome on Linux")));
    cr_expect(str_eq(account_device(arena, S("x")), S("Another browser on another system")));
}

Test(account, a_password_fits_only_itself)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    cr_assert(secret_start());
    struct str hash = password_hash(arena, S("four words in a row"));
    cr_expect(password_fits(hash, S("four words in a row")));
    cr_expect(!password_fits(hash, S("four words in a ro")));
    cr_expect(!password_fits((struct str){0}, S("")));
}

Test(account, signing_in_leads_straight_to_the_only_place_and_the_account_lists_them_all)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, "/", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/me/start")));
    cr_expect(visit(world, 7, GET, "/me/start", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/home")));
    cr_expect(visit(world, 4, GET, "/me/start", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/team")));
    cr_expect(visit(world, 99, GET, "/me/start", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/me")), "nowhere yet: the account says what there is");

    cr_expect(visit(world, 7, GET, "/me", (struct form){0}, &page) == OK);
    cr_expect(has(page, "/s/alumni/home") && has(page, "/s/alumni/profile"));
    cr_expect(has(page, "/me/sign-in"));
    cr_expect(visit(world, 99, GET, "/me", (struct form){0}, &page) == OK);
    cr_expect(has(page, "These can be joined"));
}

Test(account, a_person_chooses_the_zone_in_which_times_are_shown)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct field oslo = {S("zone"), S("Europe/Oslo")}, nowhere = {S("zone"), S("Mars/Olympus")};
    struct str page;

    cr_expect(visit(world, 7, GET, "/me/zone", (struct form){0}, &page) == OK);
    cr_expect(has(page, "value=\"Europe/London\" selected"));
    cr_expect(visit(world, 7, POST, "/me/zone", (struct form){&nowhere, 1}, &page) == ERR_INVALID);
    cr_expect(has(page, "Choose a time zone from the list."));
    cr_expect(visit(world, 7, POST, "/me/zone", (struct form){&oslo, 1}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE zone = 'Europe/Oslo'"
                              " AND id = 7") == 1);
    cr_expect(visit(world, 7, GET, "/me", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Europe/Oslo"));
}
