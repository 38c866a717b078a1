#include "app/nudge/nudge_inside.h"
#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

enum { TODAY = 20833, DAY_S = 86400 }; /* 15 January 2027, as in given_two_schemes() */

/* A pair that met twice, set a goal and lives by these two numbers; all of it happened `ago`. */
static struct rhythm_facts pair_of(int64_t interval, int64_t reply, int64_t ago)
{
    struct maybe_day then = {true, {TODAY - ago}};

    return (struct rhythm_facts){
        .may_propose = true,
        .needs_agreement = true,
        .first_days = 7,
        .facts = {.today = {TODAY},
                  .since = then.at,
                  .met_on = then,
                  .agreed_on = then,
                  .goal_on = then,
                  .met = 2,
                  .goals = 1,
                  .interval = interval,
                  .reply = reply},
    };
}

/* What each reminder needs to be due at all, apart from the days that have to pass. */
static struct rhythm_facts ready_for(enum nudge_rank rank, int64_t interval, int64_t reply,
                                     int64_t ago)
{
    struct rhythm_facts pair = pair_of(interval, reply, ago);

    if (rank == NUDGE_NO_AGREEMENT)
        pair.facts.agreed_on.is_set = false;
    if (rank == NUDGE_NO_MEETING)
        pair.facts.met = 0;
    if (rank == NUDGE_ANSWER_DUE || rank == NUDGE_STILL_WAITING) {
        pair.facts.asked_on = (struct maybe_day){true, {TODAY - ago}};
        pair.facts.asker = SIDE_OF_MENTEE;
    }
    return pair;
}

/* The first day on which it is due, counted from the day it goes by. */
static int64_t first_day(enum nudge_rank rank, int64_t interval, int64_t reply)
{
    for (int64_t ago = 0; ago < 400; ago++) {
        struct rhythm_facts pair = ready_for(rank, interval, reply, ago);
        if (nudge_rhythm_due(rank, &pair).is_due)
            return ago;
    }
    return -1;
}

static const enum nudge_rank by_interval[] = {NUDGE_NEXT_MEETING, NUDGE_GOALS_STILL};
static const enum nudge_rank by_reply[] = {NUDGE_ANSWER_DUE, NUDGE_STILL_WAITING};

Test(nudge, P11_change_what_the_two_agreed_and_every_reminder_moves_in_proportion)
{
    for (size_t i = 0; i < COUNT(by_interval); i++) {
        int64_t usual = first_day(by_interval[i], 28, 8);
        cr_expect(usual > 0 && first_day(by_interval[i], 14, 4) * 2 == usual, "rank %d",
                  by_interval[i]);
        cr_expect(first_day(by_interval[i], 56, 16) == 2 * usual, "rank %d", by_interval[i]);
    }
    for (size_t i = 0; i < COUNT(by_reply); i++) {
        int64_t usual = first_day(by_reply[i], 28, 7);
        cr_expect(usual > 0 && first_day(by_reply[i], 28, 14) == 2 * usual, "rank %d", by_reply[i]);
    }
    cr_expect(first_day(NUDGE_NO_AGREEMENT, 28, 3) == 7 && first_day(NUDGE_NO_MEETING, 28, 3) == 7,
              "before anything is agreed the scheme's days for a first word hold");
    cr_expect(first_day(NUDGE_ANSWER_DUE, 28, 7) == 7, "the awaited at once the reply time");
    cr_expect(first_day(NUDGE_STILL_WAITING, 28, 7) == 14, "the asker at twice that");
    cr_expect(first_day(NUDGE_NEXT_MEETING, 28, 7) == 21, "so that the other can answer in time");
}

Test(nudge, a_rest_moves_a_reminder_by_as_many_days)
{
    struct rhythm_facts pair = pair_of(28, 7, 34);

    pair.facts.rested.met = 14;
    cr_expect(!nudge_rhythm_due(NUDGE_NEXT_MEETING, &pair).is_due);
    pair.facts.rested.met = 13;
    cr_expect(nudge_rhythm_due(NUDGE_NEXT_MEETING, &pair).is_due);
}

Test(nudge, what_is_arranged_needs_no_reminder)
{
    struct rhythm_facts pair = pair_of(28, 7, 60);

    pair.has_offer = true;
    cr_expect(!nudge_rhythm_due(NUDGE_NEXT_MEETING, &pair).is_due);
    pair.has_offer = false;
    pair.is_unspoken = true;
    cr_expect(!nudge_rhythm_due(NUDGE_NEXT_MEETING, &pair).is_due,
              "say first how the last one went");
    pair.is_unspoken = false;
    pair.facts.next_on = (struct maybe_day){true, {TODAY + 3}};
    cr_expect(!nudge_rhythm_due(NUDGE_NEXT_MEETING, &pair).is_due);
    pair.facts.ends_on = (struct maybe_day){true, {TODAY + 10}};
    cr_expect(!nudge_rhythm_due(NUDGE_ENDING_SOON, &pair).is_due);
    pair.facts.next_on.is_set = false;
    cr_expect(nudge_rhythm_due(NUDGE_ENDING_SOON, &pair).is_due);
}

/* --- through the job */

static int64_t nudged(struct world *world, int64_t person)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "SELECT count(*) FROM nudge WHERE person = %lld%c", (long long)person, 0);
    return count_of(world, sql.at);
}

static void run(struct world *world)
{
    cr_assert(run_job(world, "signal_figure", 1) == OK);
    cr_assert(run_job(world, "nudge", 1) == OK);
}

/* Introduced 40 days ago, and nothing since: there is a lot that could be said to the mentee. */
static struct world *given_much_to_say(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE pair SET introduced_at = 1796544000 WHERE scheme = 1 AND id = 3;"
                      "UPDATE pair SET introduced_at = 1799900000 WHERE scheme = 1 AND id = 4");
    return world;
}

Test(nudge, nobody_gets_more_than_the_scheme_allows_in_a_week)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_much_to_say(arena);

    for (int hour = 0; hour < 5; hour++) {
        run(world);
        world->now += 3600;
    }
    cr_expect(nudged(world, 7) == 2, "%lld", (long long)nudged(world, 7));
    for (int day = 0; day < 6; day++) {
        world->now += DAY_S;
        run(world);
    }
    cr_expect(nudged(world, 7) == 2, "still the same week");
    world->now += DAY_S;
    run(world);
    cr_expect(nudged(world, 7) == 4);
    given_rows(world, "UPDATE scheme_text SET body = body || '\nnudges week 0' WHERE scheme = 1");
    world->now += 8LL * DAY_S;
    run(world);
    cr_expect(nudged(world, 7) == 4, "a scheme may want none");
}

Test(nudge, while_one_of_the_two_is_away_neither_hears_anything)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_much_to_say(arena);
    static const struct field fields[] = {{{"span", 4}, {"14", 2}}};
    struct str page;

    cr_assert(visit(world, 8, POST, "/s/alumni/away", (struct form){fields, 1}, &page) == OK);
    for (int day = 0; day < 13; day++) {
        run(world);
        world->now += DAY_S;
    }
    cr_expect(nudged(world, 7) == 0 && nudged(world, 8) == 0);
    world->now += 2LL * DAY_S;
    run(world);
    cr_expect(nudged(world, 7) > 0);
}

Test(nudge, a_closed_scheme_and_a_pause_are_quiet)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_much_to_say(arena);

    given_rows(world, "UPDATE scheme_text SET body = body || '\nclosure first 2027-01-10 first-to"
                      " 2027-01-20' WHERE scheme = 1");
    run(world);
    cr_expect(nudged(world, 7) == 0);
    world->now += 7LL * DAY_S;
    given_rows(world, "UPDATE pair SET state = 'paused' WHERE scheme = 1 AND id = 3");
    run(world);
    cr_expect(nudged(world, 7) == 0);
}

Test(nudge, one_that_is_put_off_from_the_mail_waits_for_its_day)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_much_to_say(arena);
    static const struct field fields[] = {{{"weeks", 5}, {"4", 1}}};
    struct str page;

    run(world);
    struct str mail = mail_to(world, "nudge_agreement", 7);
    cr_expect(has(mail, "at most 2 a week") && has(mail, "I am away for a while"));
    const char *later = mail_link_at(world, "nudge_agreement", 7, 0);
    cr_expect(visit(world, 0, GET, later, (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM nudge_snooze") == 0, "looking changes nothing");
    cr_expect(visit(world, 0, POST, later, (struct form){fields, 1}, &page) == OK);
    cr_expect(count_of(world, "SELECT until_on FROM nudge_snooze") == TODAY + 28);
    given_rows(world, "DELETE FROM nudge");
    for (int day = 0; day < 27; day++) {
        world->now += DAY_S;
        run(world);
    }
    cr_expect(count_of(world, "SELECT count(*) FROM nudge WHERE kind = 'nudge_agreement'"
                              " AND person = 7") == 0);
    given_rows(world, "DELETE FROM nudge");
    world->now += DAY_S;
    run(world);
    cr_expect(count_of(world, "SELECT count(*) FROM nudge WHERE kind = 'nudge_agreement'"
                              " AND person = 7") == 1);
}

Test(nudge, who_would_get_what_is_listed_by_name_and_kind_and_never_by_content)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_much_to_say(arena);
    struct str page;

    given_rows(world, "INSERT INTO goal (scheme, id, pair, title, due_on) VALUES"
                      " (1, 1, 3, 'A goal nobody else may read', 20834)");
    cr_assert(run_job(world, "signal_figure", 1) == OK);
    cr_expect(visit(world, 5, GET, "/s/alumni/team/nudges", (struct form){0}, &page) == OK);
    cr_expect(has(page, "reminders would go out now") && has(page, "Reminds a mentee of a goal"));
    cr_expect(has(page, "waits: enough for this week"));
    cr_expect(!has(page, "nobody else may read"));
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0 && nudged(world, 7) == 0);
    cr_expect(visit(world, 7, GET, "/s/alumni/team/nudges", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}

Test(nudge, a_note_and_a_pulse_are_given_from_the_mail_in_two_taps)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct field word[] = {{{"word", 4}, {"1", 1}}};
    static const struct field face[] = {{{"face", 4}, {"2", 1}}};
    struct str page;

    given_rows(world, "UPDATE pair SET introduced_at = 1797500000 WHERE scheme = 1 AND id = 3;"
                      "UPDATE pair SET introduced_at = 1799900000 WHERE scheme = 1 AND id = 4;"
                      "UPDATE scheme_text SET body = body || '\nnudges week 14' WHERE scheme = 1");
    run(world);
    const char *well = mail_link_at(world, "progress_due", 7, 0);
    cr_expect(visit(world, 0, GET, well, (struct form){0}, &page) == OK);
    cr_expect(has(page, "value=\"1\" checked"), "it comes with its word chosen");
    cr_expect(visit(world, 0, POST, well, (struct form){word, 1}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM progress_note WHERE word = 'well'") == 1);
    const char *shaky = mail_link_at(world, "pulse_ask", 8, 3);
    cr_expect(visit(world, 0, GET, shaky, (struct form){0}, &page) == OK);
    cr_expect(has(page, "value=\"2\" checked"));
    cr_expect(visit(world, 0, POST, shaky, (struct form){face, 1}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pulse WHERE person = 8 AND face = 2") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM pulse WHERE person = 7 AND face IS NULL") == 1,
              "asked, and not answered yet");
}
