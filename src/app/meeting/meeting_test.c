#include "app/meeting/meeting.h"

#include "support/given_mail.h"
#include "support/given_meeting.h"

#include <criterion/criterion.h>

static const char meetings[] = "/s/alumni/pairs/3/meetings";

Test(meeting, a_mentee_sees_times_in_both_zones_and_offers_some)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/meetings/new", (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "When could you meet Ravi?"));
    cr_expect(has(page, "Times are in <b class=\"b\">London</b>. Ravi sees them in New York time, "
                        "5 hours earlier."));
    cr_expect(has(page, "<b>5:30pm</b><small>12:30pm in New York</small>"));
    cr_expect(has(page, "Only Ravi sees this"));
    given_meeting_offer(world);
    cr_expect(meetings_in(world, "offered") == 1 &&
              count_of(world, "SELECT count(*) FROM slot") == 2);
    struct str mail = mail_to(world, "meeting_offered", 8);
    cr_expect(has(mail, "Subject: Ada offers two times\n"));
    cr_expect(has(mail, "Thursday 21 January, 12:30pm (New York)\nhttp://127.0.0.1:8080/a/"));
    cr_expect(has(mail, "Friday 22 January, 11:00am (New York)\n"), "%.*s", ARG(mail));
    cr_expect(has(mail, "Ada writes: About the <placement>"));
}

Test(meeting, between_two_changes_of_clocks_both_zones_are_right)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;
    struct form form = form_of(arena, "slot", "2027-03-12T17:30", "slot", "2027-03-16T17:30",
                               "slot", "2027-03-30T17:30", "how", "video", NULL);

    world->now = 1804500000; /* 8 March 2027 */
    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/meetings/new", (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "The clocks change in New York on Sunday 14 March"));
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == OK);
    struct str mail = mail_to(world, "meeting_offered", 8);
    cr_expect(has(mail, "Friday 12 March, 12:30pm (New York)"));
    cr_expect(has(mail, "Tuesday 16 March, 1:30pm (New York)"));
    cr_expect(has(mail, "Tuesday 30 March, 12:30pm (New York)"));
    cr_expect(count_of(world, "SELECT count(*) FROM slot WHERE wall_s = 63000 AND"
                              " zone = 'Europe/London'") == 3);
}

Test(meeting, an_offer_has_two_to_five_times_to_come_in_waking_hours)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct {
        const char *first, *second, *how, *field;
    } cases[] = {
        {"2027-01-21T17:30", NULL, "video", "slot"},
        {"2027-01-21T17:30", "2027-01-21T17:30", "video", "slot"},
        {"2027-01-21T17:30", "2027-01-14T17:30", "video", "slot"},
        {"2027-01-21T17:30", "2029-01-14T17:30", "video", "slot"},
        {"2027-01-21T17:30", "tomorrow", "video", "slot"},
        {"2027-01-21T17:30", "2027-01-22T17:30", "pigeon", "how"},
        {"2027-01-21T17:30", "2027-01-22T09:00", "video", "may_be_quiet"}, /* 4am for Ravi */
    };
    struct str page;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct form form =
            form_of(arena, "slot", cases[i].first, "how", cases[i].how, "line", "keep me",
                    cases[i].second ? "slot" : NULL, cases[i].second, NULL);
        cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) ==
                      ERR_INVALID,
                  "case %zu", i);
        cr_expect(str_eq(world->fault.field, str_of(cases[i].field)), "case %zu: %.*s", i,
                  ARG(world->fault.field));
        cr_expect(has(page, "keep me") && has(page, "value=\"2027-01-21T17:30\" checked"),
                  "case %zu: what was typed is gone", i);
    }
    cr_expect(count_of(world, "SELECT count(*) FROM meeting") == 0);
    struct form form = form_of(arena, "slot", "2027-01-21T17:30", "slot", "2027-01-22T09:00", "how",
                               "video", "may_be_quiet", "yes", NULL);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == OK);
}

Test(meeting, a_mentor_may_not_offer_and_is_told_what_they_can_do)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form = form_of(arena, "slot", "2027-01-21T17:30", "slot", "2027-01-22T17:30", "how",
                               "video", NULL);
    struct str page;

    cr_expect(visit(world, 8, GET, "/s/alumni/pairs/3/meetings/new", (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "In this scheme mentees offer times.") && has(page, "We met"));
    cr_expect(visit(world, 8, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == ERR_INVALID);
    cr_expect(has(world->fault.text, "In this scheme mentees offer times. You can"));
    cr_expect(count_of(world, "SELECT count(*) FROM meeting") == 0);
}

Test(meeting, both_get_an_invitation_that_names_only_them)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_meeting_set(world);
    struct str ada = mail_to(world, "meeting_set", 7), ravi = mail_to(world, "meeting_set", 8);
    cr_expect(has(ada, "Subject: Meeting with Ravi: Thursday 21 January, 5:30pm (London)\n"));
    cr_expect(has(ada, "Thursday 21 January, 5:30pm (London), which is 12:30pm in New York."));
    cr_expect(has(ada, "METHOD:REQUEST\n") && has(ada, "SEQUENCE:0\n"));
    cr_expect(has(ada, "DTSTART;TZID=Europe/London:20270121T173000\n"));
    cr_expect(has(ada, "mailto:ada@example.org") && !has(ada, "ravi@example.org"));
    cr_expect(has(ravi, "DTSTART;TZID=America/New_York:20270121T123000\n"));
    cr_expect(has(ravi, "mailto:ravi@example.org") && !has(ravi, "ada@example.org"));
    cr_expect(has(ravi, "I can't make it\nhttp://127.0.0.1:8080/a/"));
    cr_expect(count_of(world, "SELECT wall_s FROM meeting") == 63000);
}

Test(meeting, a_move_and_a_cancellation_reach_both_calendars)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form moved = form_of(arena, "day1", "2027-01-25", "time1", "16:00", "how", "phone",
                                "minutes", "30", "place", "+44 20 7946 0000", NULL);
    struct str page;

    given_meeting_set(world);
    const char *old = mail_link_at(world, "meeting_set", 8, 0);
    world->now += 60;
    cr_expect(visit(world, 7, POST, meeting_path(world, "/move"), moved, &page) == OK, "%.*s",
              ARG(world->fault.text));
    struct str ravi = mail_to(world, "meeting_set", 8);
    cr_expect(has(ravi, "Subject: Moved, meeting with Ada: Monday 25 January, 11:00am (New York)"));
    cr_expect(has(ravi, "SEQUENCE:1\n") && has(ravi, "METHOD:REQUEST\n"));
    cr_expect(visit(world, 0, GET, old, (struct form){0}, &page) == OK);
    cr_expect(has(page, "It is set already: Monday 25 January"));

    world->now += 60;
    const char *cannot = mail_link_at(world, "meeting_set", 8, 0);
    cr_expect(visit(world, 0, GET, cannot, (struct form){0}, &page) == OK);
    cr_expect(has(page, "make it?") && meetings_in(world, "set") == 1);
    cr_expect(visit(world, 0, POST, cannot, form_of(arena, "line", "Ill, sorry", NULL), &page) ==
              OK);
    cr_expect(meetings_in(world, "cancelled") == 1);
    struct str ada = mail_to(world, "meeting_cancelled", 7);
    cr_expect(has(ada, "METHOD:CANCEL\n") && has(ada, "STATUS:CANCELLED\n"));
    cr_expect(has(ada, "SEQUENCE:2\n") && has(ada, "Ravi writes: Ill, sorry"));
    cr_expect(mail_to(world, "meeting_cancelled", 8).len > 0);
    cr_expect(count_of(world, "SELECT count(DISTINCT uid) FROM meeting") == 1);
}

Test(meeting, a_mentor_asks_to_move_and_the_mentee_picks)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form times = form_of(arena, "day1", "2027-01-26", "time1", "13:00", "line",
                                "A late meeting came up", NULL);
    struct buf slot = {.arena = arena};
    struct str page;

    given_meeting_set(world);
    cr_expect(visit(world, 8, POST, meeting_path(world, "/move"), times, &page) == ERR_INVALID);
    cr_expect(visit(world, 8, POST, meeting_path(world, "/suggest"), times, &page) == OK, "%.*s",
              ARG(world->fault.text));
    struct str mail = mail_to(world, "meeting_suggested", 7);
    cr_expect(has(mail, "Subject: Ravi suggests a time\n"));
    cr_expect(has(mail, "Tuesday 26 January, 6:00pm (London)"), "%.*s", ARG(mail));
    buf_addf(&slot, "%lld%c",
             (long long)count_of(world, "SELECT id FROM slot WHERE is_suggested = 1"), '\0');
    cr_expect(visit(world, 0, POST, mail_link_at(world, "meeting_suggested", 7, 0),
                    form_of(arena, "slot", slot.at, NULL), &page) == OK);
    cr_expect(count_of(world, "SELECT sequence FROM meeting") == 1);
    cr_expect(count_of(world, "SELECT wall_s FROM meeting WHERE zone = 'America/New_York'") ==
              46800);
}

Test(meeting, none_of_these_brings_the_mentors_own_times)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_meeting_offer(world);
    const char *link = mail_link_at(world, "meeting_offered", 8, 2);
    cr_expect(visit(world, 0, POST, link, form_of(arena, "slot", "none", NULL), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "Please give one to three times."));
    cr_expect(visit(world, 0, POST, link,
                    form_of(arena, "slot", "none", "day1", "2027-01-27", "time1", "12:00", NULL),
                    &page) == OK);
    cr_expect(meetings_in(world, "offered") == 1);
    cr_expect(has(mail_to(world, "meeting_suggested", 7), "Wednesday 27 January, 5:00pm (London)"));
    cr_expect(visit(world, 7, GET, meeting_path(world, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ravi suggests another time"));
}

Test(meeting, withdrawn_times_can_no_longer_be_picked)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_meeting_offer(world);
    const char *link = mail_link_at(world, "meeting_offered", 8, 0);
    cr_expect(visit(world, 7, POST, meeting_path(world, "/cancel"), (struct form){0}, &page) == OK);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "These times were withdrawn"));
    cr_expect(mail_to(world, "meeting_withdrawn", 8).len > 0);
    cr_expect(mail_to(world, "meeting_cancelled", 8).len == 0);
}

Test(meeting, a_time_fixed_elsewhere_is_in_both_calendars_and_can_be_corrected)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form = form_of(arena, "day1", "2027-01-21", "time1", "12:30", "how", "in_person",
                               "minutes", "60", "place", "Café", NULL);
    struct str page;

    cr_expect(visit(world, 8, POST, "/s/alumni/pairs/3/meetings/fixed", form, &page) == OK, "%.*s",
              ARG(world->fault.text));
    cr_expect(meetings_in(world, "set") == 1);
    cr_expect(has(mail_to(world, "meeting_set", 7), "Thursday 21 January, 5:30pm (London)"));
    cr_expect(has(mail_to(world, "meeting_set", 7), "We did not fix this time\n"));
    const char *link = mail_link_at(world, "meeting_set", 7, 0);
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(meetings_in(world, "cancelled") == 1);
}

Test(meeting, nobody_is_in_two_meetings_at_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form = form_of(arena, "day1", "2027-01-21", "time1", "18:00", "how", "video", NULL);
    struct str page;

    given_meeting_set(world); /* Ravi, 17:30 to 18:15 in London */
    cr_expect(visit(world, 9, POST, "/s/alumni/pairs/4/meetings/fixed", form, &page) ==
              ERR_CONFLICT);
    cr_expect(has(world->fault.text, "has another meeting at this time"));
    form = form_of(arena, "day1", "2027-01-21", "time1", "18:15", "how", "video", NULL);
    cr_expect(visit(world, 9, POST, "/s/alumni/pairs/4/meetings/fixed", form, &page) == OK);
}

Test(meeting, only_the_pair_itself_sees_its_meetings)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct {
        int64_t person;
        enum err err;
    } cases[] = {{0, ERR_DENIED},
                 {7, OK},
                 {8, OK},
                 {9, ERR_NOT_FOUND},
                 {5, ERR_NOT_FOUND},
                 {4, ERR_NOT_FOUND},
                 {6, ERR_NOT_FOUND},
                 {99, ERR_NOT_FOUND}};
    static const char *const rests[] = {"", "/move", "/cancel", "/calendar", "/suggest"};
    struct str page;

    given_meeting_set(world);
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t r = 0; r < COUNT(rests); r++)
            cr_expect(visit(world, cases[i].person, GET, meeting_path(world, rests[r]),
                            (struct form){0}, &page) == cases[i].err,
                      "person %lld at %s", (long long)cases[i].person, rests[r]);
}

Test(meeting, a_meeting_of_another_pair_is_no_meeting_of_ours)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const rests[] = {"/cancel", "/move", "/suggest", "/after", ""};
    struct str page;

    given_meeting_set(world);
    for (size_t i = 0; i < COUNT(rests); i++) {
        struct buf path = {.arena = arena};
        buf_addf(&path, "/s/alumni/pairs/4/meetings/%lld%s%c",
                 (long long)count_of(world, "SELECT id FROM meeting"), rests[i], '\0');
        struct form form = form_of(arena, "mark", "on_time", "day1", "2027-01-25", "time1", "16:00",
                                   "how", "video", "slot", "1", NULL);
        cr_expect(visit(world, 9, POST, path.at, form, &page) == ERR_NOT_FOUND, "%s", rests[i]);
    }
    cr_expect(meetings_in(world, "set") == 1);
}

Test(meeting, a_pair_that_is_over_sets_no_more_meetings)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form = form_of(arena, "slot", "2027-01-21T17:30", "slot", "2027-01-22T17:30", "how",
                               "video", NULL);
    struct str page;

    given_rows(world, "UPDATE pair SET state = 'ended' WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == ERR_CONFLICT);
    cr_expect(visit(world, 7, GET, meetings, (struct form){0}, &page) == OK);
    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/meetings/new", (struct form){0}, &page) ==
              OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/pairs/3")), "an old mail leads to what is left");
}

Test(meeting, the_file_for_a_calendar_is_the_entry_of_the_invitation)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str file;

    given_meeting_set(world);
    cr_expect(visit(world, 7, GET, meeting_path(world, "/calendar"), (struct form){0}, &file) ==
              OK);
    cr_expect(has(file, "DTSTART;TZID=Europe/London:20270121T173000\r\n"));
    cr_expect(has(file, "mailto:ada@example.org") && !has(file, "ravi@example.org"));
}

/* An agreement of pair 3: three quarters of an hour, in peace from 21:00 to 8:00. */
static void given_agreement(struct world *world)
{
    given_rows(
        world,
        "INSERT INTO agreement (scheme, id, pair, version, state, written_by, interval_days,"
        " length_min, place, place_line, channels, reply_days, notice_h, quiet_from, quiet_to,"
        " is_quiet_weekend, silence, boundaries, confidentiality, changed_at, accepted_at)"
        " VALUES (1, 1, 3, 1, 'accepted', 7, 21, 45, 'phone', '', 'messages', 3, 24, 1260,"
        " 480, 0, 'again', '', '', 1, 1)");
}

Test(meeting, what_the_two_agreed_is_chosen_beforehand)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_agreement(world);
    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/meetings/new", (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "value=\"phone\" checked") && has(page, "value=\"45\" checked"));
}

Test(meeting, agreed_quiet_hours_hold_an_offer_until_it_is_sent_now)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_agreement(world);
    world->now = 1799985600; /* 15 January, 4:00 in London: 23:00 in New York */
    given_meeting_offer(world);
    cr_expect(count_of(world, "SELECT next_at - queued_at FROM mail") == 32400); /* 8:00 there */
    cr_expect(visit(world, 7, GET, meeting_path(world, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "The mail waits until Friday 15 January, 8:00am (New York)"));
    cr_expect(visit(world, 8, POST, meeting_path(world, "/send-now"), (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 7, POST, meeting_path(world, "/send-now"), (struct form){0}, &page) ==
              OK);
    cr_expect(count_of(world, "SELECT next_at - queued_at FROM mail") == 0);
    cr_expect(visit(world, 7, GET, meeting_path(world, ""), (struct form){0}, &page) == OK);
    cr_expect(!has(page, "The mail waits"));
}

Test(meeting, what_begins_within_a_day_is_not_held)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_agreement(world);
    world->now = 1800504000; /* 21 January, 4:00 in London */
    given_meeting_offer(world);
    cr_expect(count_of(world, "SELECT next_at - queued_at FROM mail") == 0);
}

Test(meeting, a_scheme_may_want_the_agreement_first)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form = form_of(arena, "slot", "2027-01-21T17:30", "slot", "2027-01-22T16:00", "how",
                               "video", NULL);
    struct str page;

    given_rows(world, "UPDATE scheme_text SET body = 'scheme \"Alumni\"\nshape agreement before\n'"
                      " WHERE scheme = 1");
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == ERR_INVALID,
              "%.*s", ARG(world->fault.text));
    cr_expect(has(world->fault.text, "settle the agreement before your first meeting"));
    given_agreement(world);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == OK);
}
