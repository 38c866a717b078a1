#include "app/act/act.h"

#include "support/given_mail.h"
#include "support/given_meeting.h"

#include <criterion/criterion.h>

Test(act, a_link_shows_on_get_and_acts_on_post_and_then_shows_what_it_came_to)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf slot = {.arena = arena};
    struct str page;

    given_meeting_offer(world);
    const char *link = mail_link_at(world, "meeting_offered", 8, 1);
    buf_addf(&slot, "%lld%c",
             (long long)count_of(world, "SELECT id FROM slot ORDER BY starts_at DESC LIMIT 1"),
             '\0');
    for (int i = 0; i < 3; i++) { /* scanners open every link, some more than once */
        cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
        cr_expect(has(page, "When suits you to meet Ada?"));
        cr_expect(has(page, "Friday 22 January, 11:00am (New York)"));
        cr_expect(meetings_in(world, "set") == 0);
        cr_expect(count_of(world, "SELECT count(*) FROM act WHERE used_at IS NOT NULL") == 0);
    }
    struct form form = form_of(arena, "slot", slot.at, NULL);
    cr_expect(visit(world, 0, POST, link, form, &page) == OK);
    cr_expect(str_eq(world->go_to, str_of(link)));
    cr_expect(count_of(world, "SELECT starts_at FROM meeting WHERE state = 'set'") == 1800633600);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "<h1>It is set: Friday 22 January, 11:00am (New York)</h1>"));
    cr_expect(visit(world, 0, POST, link, form, &page) == OK && world->go_to.len == 0);
    cr_expect(has(page, "It is set: Friday 22 January, 11:00am (New York)"));
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'meeting_set'") == 2);
}

Test(act, the_slot_of_the_link_is_chosen_beforehand)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf chosen = {.arena = arena};
    struct str page;

    given_meeting_offer(world);
    buf_addf(&chosen, "value=\"%lld\" checked%c",
             (long long)count_of(world, "SELECT id FROM slot ORDER BY starts_at LIMIT 1"), '\0');
    cr_expect(visit(world, 0, GET, mail_link_at(world, "meeting_offered", 8, 0), (struct form){0},
                    &page) == OK);
    cr_expect(has(page, chosen.at));
}

Test(act, of_two_picks_one_wins_and_the_other_gets_a_clear_page)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;
    struct buf slot = {.arena = arena};

    given_meeting_offer(world);
    const char *other = mail_link_at(world, "meeting_offered", 8, 1);
    buf_addf(&slot, "%lld%c",
             (long long)count_of(world, "SELECT id FROM slot ORDER BY starts_at LIMIT 1"), '\0');
    struct form form = form_of(arena, "slot", slot.at, "version", "1", NULL);
    cr_expect(visit(world, 8, POST, meeting_path(world, ""), form, &page) == OK);
    cr_expect(visit(world, 8, POST, meeting_path(world, ""), form, &page) == ERR_CONFLICT);
    cr_expect(has(world->fault.text, "answered or changed since"));
    cr_expect(visit(world, 0, POST, other, form_of(arena, "slot", slot.at, NULL), &page) == OK);
    cr_expect(has(page, "It is set already: Thursday 21 January, 12:30pm (New York)"));
    cr_expect(visit(world, 0, GET, other, (struct form){0}, &page) == OK);
    cr_expect(has(page, "It is set already"));
    cr_expect(meetings_in(world, "set") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'meeting_set'") == 2);
}

Test(act, a_link_ends_with_its_days_its_offer_and_its_pair)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_meeting_offer(world);
    const char *old = mail_link_at(world, "meeting_offered", 8, 0);
    world->now += 60;
    given_meeting_offer(world); /* other times in their place */
    cr_expect(visit(world, 0, GET, old, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Other times have been offered since"));
    const char *link = mail_link_at(world, "meeting_offered", 8, 0);
    world->now += (int64_t)ACT_DAYS * 86400 + 1;
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "This link has ended"));
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "This link has ended") && meetings_in(world, "set") == 0);
    world->now -= (int64_t)ACT_DAYS * 86400;
    given_rows(world, "UPDATE pair SET state = 'not_taken' WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "This link has ended"));
}

Test(act, somebody_else_who_is_signed_in_is_asked_first)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf yes = {.arena = arena};
    struct str page;

    given_meeting_offer(world);
    const char *link = mail_link_at(world, "meeting_offered", 8, 0);
    buf_addf(&yes, "%s?me=yes%c", link, '\0');
    cr_expect(visit(world, 7, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Are you Ravi?") && !has(page, "Thursday 21 January"));
    cr_expect(visit(world, 7, GET, yes.at, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Thursday 21 January"));
}

Test(act, a_link_that_nobody_was_sent_is_no_page)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char link[] = "/a/abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
    struct str page;

    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 8, POST, link, (struct form){0}, &page) == ERR_NOT_FOUND);
}
