#include "app/concern/concern.h"

#include "base/secret.h"
#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 20 is the safeguarding lead of scheme 1, 21 the deputy; 22 looks after safety in scheme 2. */
static struct world *given_guards(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, "INSERT INTO person (id, name, email, created_at) VALUES"
                      " (20, 'Dilnoza', 'd@example.org', 1), (21, 'Femi', 'f@example.org', 1),"
                      " (22, 'Gro', 'g@example.org', 1);"
                      "INSERT INTO role (scheme, person, role, given_at) VALUES"
                      " (1, 20, 'safeguarding_lead', 1), (1, 21, 'safeguarding_deputy', 1),"
                      " (2, 22, 'safeguarding_lead', 1);");
    return world;
}

static const char raise[] = "/s/alumni/concern";

/* name=value, parted by "&". */
static struct form form_of(struct arena *arena, const char *text)
{
    struct form form;

    cr_assert(form_parse(arena, str_of(text), &form) == OK);
    return form;
}

static int64_t only_concern(struct world *world)
{
    return count_of(world, "SELECT max(id) FROM concern");
}

static const char *path_of(struct world *world, const char *before)
{
    struct buf path = {.arena = world->arena};

    buf_addf(&path, "%s/%lld%c", before, (long long)only_concern(world), 0);
    return path.at;
}

static struct str send(struct world *world, int64_t person, const char *path, const char *form)
{
    struct str page;

    cr_expect(visit(world, person, POST, path, form_of(world->arena, form), &page) == OK, "%.*s",
              ARG(world->fault.text));
    return page;
}

static struct str see(struct world *world, int64_t person, const char *path)
{
    struct str page;

    cr_expect(visit(world, person, GET, path, (struct form){0}, &page) == OK, "%s", path);
    return page;
}

static const char guarded[] = "/s/alumni/safeguarding";

Test(concern, two_taps_lead_from_any_page_to_the_numbers_and_the_form)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    cr_expect(has(see(world, 7, "/s/alumni/pairs/3"), "href=\"/s/alumni/pairs/3/help\""));
    cr_expect(has(see(world, 7, "/s/alumni/pairs/3/help"), "href=\"/s/alumni/pairs/3/concern\""));
    cr_expect(has(see(world, 5, "/s/alumni/team"), "href=\"/s/alumni/help\""));
    cr_expect(has(see(world, 0, "/s/alumni/help"), "href=\"/s/alumni/concern\""));

    struct str page = see(world, 0, raise);
    const char *numbers = strstr(arena_copy(arena, page).at, "112 or 999");
    const char *form = strstr(arena_copy(arena, page).at, "<textarea");
    cr_assert(numbers && form);
    cr_expect(has(page, "Dilnoza and Femi") && has(page, "Only Dilnoza and Femi can read this"));
}

Test(concern, numbers_of_the_scheme_stand_before_the_form)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    given_rows(world, "UPDATE scheme_text SET body = '"
                      "scheme \"Alumni\"\n"
                      "numbers first \"110: police\" second \"0800 111 0111: to talk\"\n"
                      "' WHERE scheme = 1");
    const char *page = arena_copy(arena, see(world, 0, raise)).at;
    const char *first = strstr(page, "110: police"), *second = strstr(page, "0800 111 0111");
    cr_assert(first && second);
    cr_expect(first < second && second < strstr(page, "<textarea"));
}

Test(concern, nothing_said_is_refused_and_the_text_is_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, raise, form_of(arena, "body=&reach=by+phone"), &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("body")) && has(page, "by phone"));
    cr_expect(count_of(world, "SELECT count(*) FROM concern") == 0);
}

Test(concern, lead_and_deputy_are_told_that_something_waits_and_not_what)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    send(world, 7, raise, "body=He+shouted&who=named");
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'concern_waits'") == 2);
    cr_expect(!has(mail_to(world, "concern_waits", 20), "shouted"));
    cr_expect(has(see(world, 20, guarded), "1 concern is open") &&
              has(see(world, 20, guarded), "Ada"));
    cr_expect(!has(see(world, 20, path_of(world, guarded)), "He shouted"),
              "not before it is opened");
    cr_expect(has(send(world, 20, path_of(world, guarded), "do=read"), "He shouted"));
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE act = 'concern_read'"
                              " AND actor = 20") == 1);
}

Test(concern, nobody_else_reads_it_nor_learns_that_it_is_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);
    static const int64_t others[] = {4, 5, 6, 8, 9, 10, 22, 99};
    struct str page, absent;

    send(world, 7, raise, "body=He+shouted&who=named");
    for (size_t i = 0; i < COUNT(others); i++) {
        const char *const paths[] = {guarded, path_of(world, guarded), path_of(world, raise)};
        for (size_t j = 0; j < COUNT(paths); j++) {
            cr_expect(visit(world, others[i], GET, paths[j], (struct form){0}, &page) ==
                          ERR_NOT_FOUND,
                      "%d enters %s", (int)others[i], paths[j]);
            cr_expect(visit(world, others[i], POST, paths[j], form_of(arena, "do=read&body=x"),
                            &page) == ERR_NOT_FOUND);
        }
    }
    cr_expect(visit(world, 20, GET, "/s/alumni/safeguarding/77", (struct form){0}, &absent) ==
              ERR_NOT_FOUND);
    cr_expect(!has(see(world, 5, "/s/alumni/team"), "oncern is"));
    cr_expect(count_of(world, "SELECT count(*) FROM concern_entry") == 1);
}

Test(concern, whoever_it_names_does_not_see_that_it_exists)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);
    struct str page;

    send(world, 7, raise, "body=About+Dilnoza&who=named&about=20");
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE recipient = 20") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE recipient = 21") == 1);
    cr_expect(has(see(world, 20, guarded), "No concern is open"));
    cr_expect(visit(world, 20, GET, path_of(world, guarded), (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 20, POST, path_of(world, guarded),
                    form_of(arena, "do=act&kind=received&n=1"), &page) == ERR_NOT_FOUND);
    cr_expect(has(send(world, 21, path_of(world, guarded), "do=read"), "About Dilnoza"));
    cr_expect(visit(world, 7, POST, raise, form_of(arena, "body=All&about=20&about=21"), &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("about")) && has(page, "All"));
}

Test(concern, the_other_of_a_pair_may_be_named_and_messages_are_handed_on)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    given_rows(world, "INSERT INTO message (scheme, id, pair, author, body, sent_at) VALUES"
                      " (1, 51, 3, 8, 'Come to my house', 5), (1, 52, 3, 8, 'Another one', 6),"
                      " (1, 53, 4, 8, 'To somebody else', 7);"
                      "INSERT INTO role (scheme, person, role, given_at) VALUES"
                      " (1, 8, 'safeguarding_deputy', 1);");
    cr_expect(has(see(world, 7, "/s/alumni/pairs/3/concern"), "Come to my house"));
    send(world, 7, "/s/alumni/pairs/3/concern",
         "body=Not+right&who=named&about=8&message=51&message=53");
    struct str page = send(world, 20, path_of(world, guarded), "do=read");
    cr_expect(has(page, "Come to my house"));
    cr_expect(!has(page, "Another one") && !has(page, "To somebody else"));
    cr_expect(has(see(world, 8, guarded), "No concern is open"));
}

Test(concern, without_a_name_no_name_is_stored_and_the_way_back_works_for_its_holder)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    struct str page = send(world, 7, raise, "body=I+saw+it&who=unnamed&reach=After+six");
    cr_expect(has(page, "Keep this address"));
    const char *way = strstr(arena_copy(arena, page).at, "/s/alumni/concern/kept/");
    cr_assert(way);
    struct str path = {way, strlen("/s/alumni/concern/kept/") + SECRET_LETTERS};
    const char *back = arena_copy(arena, path).at;
    cr_expect(count_of(world, "SELECT count(*) FROM concern WHERE raiser IS NOT NULL") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM concern_entry WHERE author IS NOT NULL") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM audit_entry WHERE actor = 7") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM form_once WHERE go_to LIKE '%kept%'") == 0);
    cr_expect(has(see(world, 0, back), "I saw it") && has(see(world, 0, back), "After six"));
    send(world, 0, back, "body=And+again");
    page = send(world, 20, path_of(world, guarded), "do=read");
    cr_expect(has(page, "And again") && has(page, "Somebody unnamed") && !has(page, "Ada"));
}

Test(concern, the_raiser_sees_each_step_and_the_words_for_them_and_no_note)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    send(world, 7, raise, "body=He+shouted&who=named");
    const char *mine = path_of(world, raise), *theirs = path_of(world, guarded);
    cr_expect(has(see(world, 7, mine), "It is sent. Somebody will have read it by"));
    send(world, 20, theirs, "do=act&kind=received&n=1&body=Rang+her&words=Thank+you");
    struct str page = see(world, 7, mine);
    cr_expect(has(page, "Somebody has read it") && has(page, "Thank you"));
    cr_expect(!has(page, "Rang her"));
    cr_expect(has(mail_to(world, "concern_answer", 7), "There is an answer"));
    cr_expect(!has(mail_to(world, "concern_answer", 7), "Thank you"));
    send(world, 20, theirs, "do=act&kind=closed&n=2&body=None+needed,+because");
    cr_expect(has(see(world, 7, mine), "It is closed"));
    send(world, 7, mine, "body=Again+today");
    send(world, 20, theirs, "do=act&kind=reopened&n=4");
    cr_expect(has(see(world, 7, mine), "It was opened again"));
}

Test(concern, steps_keep_their_order_and_closing_wants_a_reason)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);
    struct str page;
    static const struct {
        const char *form;
        enum err err;
    } tries[] = {
        {"do=act&kind=closed&n=1&body=x", ERR_INVALID},    /* not received yet */
        {"do=act&kind=passed_on&n=1&body=x", ERR_INVALID}, /* likewise */
        {"do=act&kind=received&n=1", OK},
        {"do=act&kind=noted&n=1&body=late", ERR_CONFLICT}, /* seen before the step above */
        {"do=act&kind=received&n=2", ERR_INVALID},         /* twice */
        {"do=act&kind=closed&n=2&body=", ERR_INVALID},     /* no reason */
        {"do=act&kind=assessing&n=2", OK},
        {"do=act&kind=closed&n=3&body=Settled", OK},
        {"do=act&kind=acting&n=4", ERR_INVALID}, /* closed */
        {"do=act&kind=noted&n=4&body=Still", OK},
    };

    send(world, 7, raise, "body=He+shouted&who=named");
    for (size_t i = 0; i < COUNT(tries); i++)
        cr_expect(visit(world, 20, POST, path_of(world, guarded), form_of(arena, tries[i].form),
                        &page) == tries[i].err,
                  "%s: %.*s", tries[i].form, ARG(world->fault.text));
}

Test(concern, after_one_working_day_the_deputy_is_called_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    send(world, 7, raise, "body=He+shouted&who=named"); /* a Friday */
    world->now += 172800;
    cr_expect(run_job(world, "concern_clock", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM concern_entry WHERE kind = 'called'") == 0);
    world->now += 86400 + 1;
    cr_expect(run_job(world, "concern_clock", 1) == OK);
    cr_expect(run_job(world, "concern_clock", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM concern_entry WHERE kind = 'called'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'concern_waits'"
                              " AND recipient = 21") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'concern_waits'"
                              " AND recipient = 20") == 1);
    cr_expect(has(see(world, 20, guarded), "Past its working day"));
}

Test(concern, what_is_stored_is_sealed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);

    send(world, 7, raise, "body=He+shouted&who=named");
    cr_expect(count_of(world, "SELECT count(*) FROM concern_entry WHERE body LIKE '%shouted%'") ==
              0);
}

Test(concern, a_flood_without_names_is_stopped)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_guards(arena);
    struct str page;

    for (int i = 0; i < 20; i++)
        send(world, 0, raise, "body=x");
    cr_expect(visit(world, 0, POST, raise, form_of(arena, "body=x"), &page) == ERR_INVALID);
    send(world, 7, raise, "body=x&who=named");
}

Test(concern, what_is_sealed_opens_with_its_key_in_its_place_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct str open, sealed = secret_seal(arena, S("key"), S("a|1"), S("He shouted"));

    cr_expect(secret_open(arena, S("key"), S("a|1"), sealed, &open));
    cr_expect(str_eq(open, S("He shouted")));
    cr_expect(!secret_open(arena, S("kez"), S("a|1"), sealed, &open));
    cr_expect(!secret_open(arena, S("key"), S("a|2"), sealed, &open));
    cr_expect(!secret_open(arena, S("key"), S("a|1"), S("AAAA"), &open));
}

Test(concern, the_key_is_made_once_and_read_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    char dir[] = "/tmp/concern-key-XXXXXX";
    struct str key = {0}, again = {0};
    struct buf path = {.arena = arena};

    cr_assert(secret_start() && mkdtemp(dir));
    cr_expect(concern_key_load(arena, NULL, dir, &key) && key.len == SECRET_LETTERS);
    cr_expect(concern_key_load(arena, NULL, dir, &again) && str_eq(key, again));
    buf_addf(&path, "%s/concern.key%c", dir, 0);
    unlink(path.at);
    rmdir(dir);
    cr_expect(!concern_key_load(arena, path.at, dir, &key), "a file that is not there");
}
