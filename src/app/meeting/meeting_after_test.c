#include "app/meeting/meeting.h"

#include "support/given_mail.h"
#include "support/given_meeting.h"

#include <criterion/criterion.h>

Test(meeting, we_met_counts_unless_the_other_says_the_opposite)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form form =
        form_of(arena, "day1", "2027-01-12", "time1", "17:00", "how", "in_person", NULL);
    struct str page;

    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/met", form, &page) == OK, "%.*s",
              ARG(world->fault.text));
    cr_expect(meetings_in(world, "met") == 1);
    const char *link = mail_link_at(world, "meeting_reported", 8, 0);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(meetings_in(world, "met") == 1);
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(meetings_in(world, "unknown") == 1);
    cr_expect(visit(world, 7, GET, meeting_path(world, "/after"), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ravi says you did not meet."));
    form = form_of(arena, "day1", "2027-01-20", "time1", "17:00", "how", "video", NULL);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/met", form, &page) == ERR_INVALID);
}

Test(meeting, after_it_each_says_how_it_went_and_what_it_leaves)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct form mentees =
        form_of(arena, "mark", "on_time", "record", "We read my letter", "takeaway", "Be shorter",
                "action", "Rewrite it", "due_on", "2027-01-30", NULL);
    struct str page;

    given_meeting_set(world);
    cr_expect(visit(world, 7, GET, meeting_path(world, "/after"), (struct form){0}, &page) ==
              ERR_NOT_FOUND); /* not yet */
    world->now = 1800621000;
    cr_expect(visit(world, 7, POST, meeting_path(world, "/after"), form_of(arena, NULL), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "Please say whether you met."));
    cr_expect(visit(world, 7, POST, meeting_path(world, "/after"), mentees, &page) == OK, "%.*s",
              ARG(world->fault.text));
    cr_expect(meetings_in(world, "met") == 1);
    cr_expect(visit(world, 8, GET, meeting_path(world, "/after"), (struct form){0}, &page) == OK);
    cr_expect(has(page, "We read my letter") && has(page, "Ada says you met, on time."));
    cr_expect(has(page, "Be shorter") && has(page, "Rewrite it"));
    cr_expect(visit(world, 8, POST, meeting_path(world, "/after"),
                    form_of(arena, "mark", "late", "confirm", "yes", "record", "mine now", NULL),
                    &page) == OK);
    cr_expect(meetings_in(world, "met") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM record WHERE confirmed_at IS NOT NULL AND"
                              " words = 'We read my letter'") == 1);
}

Test(meeting, two_words_that_differ_stand_side_by_side)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_meeting_set(world);
    world->now = 1800621000;
    cr_expect(visit(world, 7, POST, meeting_path(world, "/after"),
                    form_of(arena, "mark", "missed", NULL), &page) == OK);
    cr_expect(meetings_in(world, "missed") == 1);
    cr_expect(visit(world, 8, POST, meeting_path(world, "/after"),
                    form_of(arena, "mark", "on_time", NULL), &page) == OK);
    cr_expect(meetings_in(world, "unknown") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mark") == 2);
}

Test(meeting, a_promise_is_kept_by_whoever_gave_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf path = {.arena = arena};
    struct str page;

    given_meeting_set(world);
    world->now = 1800621000;
    cr_expect(visit(world, 7, POST, meeting_path(world, "/after"),
                    form_of(arena, "mark", "on_time", "action", "Rewrite it", NULL), &page) == OK);
    buf_addf(&path, "/s/alumni/pairs/3/actions/%lld%c",
             (long long)count_of(world, "SELECT id FROM action"), '\0');
    cr_expect(visit(world, 8, POST, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 7, POST, path.at, (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM action WHERE done_at IS NOT NULL") == 1);
}

Test(meeting, the_clock_reminds_once_lapses_and_asks_how_it_went)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_meeting_offer(world);
    world->now += 432001; /* five days: the first of the times is near */
    for (int i = 0; i < 2; i++)
        cr_expect(run_job(world, "nudge", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'meeting_waiting'") == 1);
    cr_expect(visit(world, 0, GET, mail_link_at(world, "meeting_waiting", 8, 0), (struct form){0},
                    &page) == OK);
    cr_expect(has(page, "Thursday 21 January"));
    world->now = 1800700000; /* past the last time */
    for (int i = 0; i < 2; i++)
        cr_expect(run_job(world, "meeting_lapse", 1) == OK);
    cr_expect(meetings_in(world, "lapsed") == 1);
    cr_expect(count_of(world, "SELECT recipient FROM mail WHERE kind = 'meeting_lapsed'") == 7);
}

Test(meeting, how_it_went_can_be_told_by_the_link_in_the_mail)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_meeting_set(world);
    world->now = 1800560000; /* it is over */
    for (int i = 0; i < 2; i++)
        cr_expect(run_job(world, "nudge", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'meeting_over'") == 2);
    const char *link = mail_link_at(world, "meeting_over", 8, 0);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Did you meet?") && meetings_in(world, "met") == 0);
    cr_expect(visit(world, 0, POST, link, form_of(arena, NULL), &page) == ERR_INVALID);
    cr_expect(has(page, "Please say whether you met."));
    cr_expect(visit(world, 0, POST, link,
                    form_of(arena, "mark", "on_time", "takeaway", "Listen first", NULL),
                    &page) == OK);
    cr_expect(meetings_in(world, "met") == 1);
    cr_expect(count_of(world, "SELECT person FROM takeaway") == 8);
}

Test(meeting, a_week_without_a_word_leaves_it_unknown)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_meeting_set(world);
    world->now = 1800560000 + 7 * 86400;
    cr_expect(run_job(world, "meeting_forget", 1) == OK);
    cr_expect(meetings_in(world, "unknown") == 1);
}
