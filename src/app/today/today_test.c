#include "app/today/today.h"

#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

static const int64_t day = 86400;

static const char today[] = "/s/alumni/team";

static void given(struct world *world, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void given(struct world *world, const char *fmt, ...)
{
    struct buf sql = {.arena = world->arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&sql, fmt, ap);
    va_end(ap);
    given_rows(world, buf_str(&sql).at);
}

static long long ago(const struct world *world, int64_t days)
{
    return (long long)(world->now - days * day);
}

/* Both pairs of scheme 1 were introduced 50 days ago, agreed on every 28 days, set a goal, met
 * twice, the last time yesterday: there is nothing to say about them.
 */
static struct world *given_pairs_that_are_well(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    for (long long pair = 3; pair <= 4; pair++) {
        given(
            world,
            "UPDATE pair SET introduced_at = %lld, state = 'active' WHERE scheme = 1 AND id = %lld;"
            "INSERT INTO agreement (scheme, id, pair, version, state, written_by, scheme_text,"
            "  interval_days, length_min, place, place_line, channels, reply_days, notice_h,"
            "  quiet_from, quiet_to, is_quiet_weekend, silence, boundaries, confidentiality,"
            "  changed_at, accepted_at) VALUES (1, %lld, %lld, 1, 'accepted', 7, 1, 28, 60,"
            "  'video', '', 'messages', 7, 24, 1260, 480, 0, 'again', '', '', %lld, %lld);"
            "INSERT INTO goal (scheme, id, pair, title, changed_at) VALUES (1, %lld, %lld,"
            "  'A goal nobody else may read', %lld);",
            ago(world, 50), pair, pair, pair, ago(world, 45), ago(world, 45), pair, pair,
            ago(world, 3));
        for (long long n = 1; n <= 2; n++)
            given(world,
                  "INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, starts_at,"
                  "  uid, changed_at) VALUES (1, %lld, %lld, 'met', 7, 'video', 60, %lld, 'u%lld',"
                  "  %lld);",
                  pair * 10 + n, pair, ago(world, n == 1 ? 29 : 1), pair * 10 + n,
                  ago(world, n == 1 ? 29 : 1));
    }
    return world;
}

static struct str look(struct world *world, int64_t person, const char *path)
{
    struct str page = {0};

    cr_expect(visit(world, person, GET, path, (struct form){0}, &page) == OK, "%s", path);
    return page;
}

static struct form form_of(struct arena *arena, const char *name, const char *value,
                           const char *other, const char *other_value)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){str_of(name), str_of(value)};
    fields[1] = (struct field){str_of(other), str_of(other_value)};
    return (struct form){fields, 2};
}

/* Pair 3 last met 90 days ago, changed a goal 80 days ago, and has been silent since. */
static void given_silence(struct world *world)
{
    given(world,
          "UPDATE pair SET introduced_at = %lld WHERE scheme = 1 AND id = 3;"
          "UPDATE agreement SET accepted_at = %lld, changed_at = 1 WHERE scheme = 1 AND pair = 3;"
          "UPDATE meeting SET starts_at = %lld, changed_at = 1 WHERE scheme = 1 AND pair = 3;"
          "UPDATE goal SET changed_at = %lld WHERE scheme = 1 AND pair = 3;",
          ago(world, 100), ago(world, 95), ago(world, 90), ago(world, 80));
    cr_assert(run_job(world, "signal_figure", 1) == OK);
}

Test(today, a_scheme_without_figures_says_when_they_come)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page = look(world, 5, today);

    cr_expect(has(page, "<h1>Nobody needs a hand today</h1>"));
    cr_expect(has(page, "Not figured yet") && has(page, "No pairs yet."));
}

Test(today, pairs_that_are_well_are_counted_and_not_listed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    cr_expect(run_job(world, "signal_figure", 1) == OK);
    struct str page = look(world, 5, today);
    cr_expect(has(page, "<h1>Nobody needs a hand today</h1>") && has(page, "Nobody today."));
    cr_expect(has(page, "2 pairs by stage: Meeting steadily 2."));
    cr_expect(has(page, "100%") && has(page, "2 of 2 pairs"));
}

Test(today, a_quiet_pair_is_listed_with_its_sum_and_one_remedy)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given_silence(world);
    struct str page = look(world, 5, today);
    cr_expect(has(page, "<h1>1 pair could use a hand today</h1>"));
    cr_expect(has(page, "Ada <span class=\"mute\">and</span> Ravi"));
    cr_expect(has(page, "Last met 90 days ago.") && has(page, "Quiet for 80 days."));
    cr_expect(has(page, "last trace 27 October 2026, every 28 days agreed, 80 active days: 2.8"));
    cr_expect(has(page, "href=\"/s/alumni/team/pairs/3/write\">Write to both</a>"));
    cr_expect(has(page, "Quiet 1"));
}

Test(today, the_team_and_the_pair_read_the_very_same_row_and_no_content)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given_silence(world);
    struct str page = look(world, 5, "/s/alumni/team/pairs/3");
    cr_expect(has(page, "Every 28 days, a reply within 7") && has(page, "2 times, last on"));
    cr_expect(has(page, "Last trace of either") && has(page, "What this page never shows"));
    cr_expect(!has(page, "A goal nobody else may read") && has(page, "There are some"));
}

Test(today, a_snoozed_row_comes_back_on_its_day)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    static const char row[] = "/s/alumni/team/signals/3";
    struct str page;

    given_silence(world);
    cr_expect(visit(world, 5, POST, row, form_of(arena, "do", "snooze", "until", "2027-01-14"),
                    &page) == ERR_INVALID);
    cr_expect(has(page, "Give a day to come"));
    cr_expect(visit(world, 5, POST, row, form_of(arena, "do", "snooze", "until", "2027-01-18"),
                    &page) == OK);
    cr_expect(has(look(world, 5, today), "Nobody needs a hand today"));
    world->now += 2 * day;
    cr_expect(has(look(world, 5, today), "Nobody needs a hand today"));
    world->now += day;
    cr_expect(has(look(world, 5, today), "1 pair could use a hand today"));
    cr_expect(count_of(world, "SELECT count(*) FROM signal_answer WHERE kind = 'snoozed'") == 3);
}

Test(today, a_false_alarm_is_silent_until_it_is_another_one_and_is_counted)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    struct str page;

    given_silence(world);
    cr_expect(visit(world, 5, POST, "/s/alumni/team/signals/3",
                    form_of(arena, "do", "false alarm", "until", ""), &page) == OK);
    cr_expect(has(look(world, 5, today), "Nobody needs a hand today"));
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(has(look(world, 5, today), "Nobody needs a hand today"));
    cr_expect(count_of(world, "SELECT count(*) FROM signal_answer WHERE kind = 'false_alarm'") ==
              3);
    cr_expect(has(look(world, 5, "/s/alumni/team/pairs"), "<th scope=\"row\">Quiet</th><td>1<"));
    /* they meet, and are silent again */
    given(world, "UPDATE meeting SET starts_at = %lld WHERE pair = 3;", ago(world, 85));
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(has(look(world, 5, today), "1 pair could use a hand today"));
}

Test(today, a_letter_begins_with_kind_words_goes_by_mail_and_clears_the_row_for_a_week)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    static const char letter[] = "/s/alumni/team/pairs/3/write";
    struct str page;

    given_silence(world);
    page = look(world, 5, letter);
    cr_expect(has(page, "Dear Ada and Ravi,") && has(page, "value=\"both\" checked"));
    cr_expect(visit(world, 5, POST, letter, form_of(arena, "to", "both", "body", " "), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "Write what you would like to say.") &&
              has(page, "value=\"both\" checked"));
    cr_expect(visit(world, 5, POST, letter, form_of(arena, "to", "both", "body", "How are you?"),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'team_wrote' AND"
                              " recipient IN (7, 8)") == 2);
    cr_expect(has(look(world, 5, today), "Nobody needs a hand today"));
    cr_expect(has(look(world, 5, "/s/alumni/team/pairs/3"), "Cleo wrote on 15 January."));
    world->now += 7 * day;
    cr_expect(has(look(world, 5, today), "1 pair could use a hand today"));
}

Test(today, a_quiet_pair_is_asked_once_and_a_tap_in_the_mail_ends_the_silence)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    struct str page;

    given_silence(world);
    cr_expect(run_job(world, "nudge", 1) == OK);
    cr_expect(run_job(world, "nudge", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'in_touch'") == 2);
    cr_expect(has(mail_to(world, "in_touch", 8), "Are you and Ada in touch?"));

    const char *link = mail_link_at(world, "in_touch", 8, 0);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Yes, we are in touch"));
    cr_expect(count_of(world, "SELECT count(*) FROM in_touch") == 0, "looking changes nothing");
    cr_expect(visit(world, 0, POST, link, (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE stage = 5") == 0);
    cr_expect(!has(look(world, 5, today), "Quiet for"));
}

Test(today, one_of_the_two_can_say_on_their_page_that_they_are_in_touch)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    struct str page;

    given_silence(world);
    cr_expect(visit(world, 9, POST, "/s/alumni/pairs/3/in-touch", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/in-touch", (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE ask_on IS NOT NULL") == 0);
    cr_expect(run_job(world, "nudge", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'in_touch'") == 0);
}

Test(today, a_raised_hand_stands_first_and_is_settled_by_a_letter)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    struct str page;

    given_silence(world);
    cr_expect(visit(world, 8, POST, "/s/alumni/pairs/4/help",
                    form_of(arena, "do", "raise", "line", "Please call"), &page) == OK);
    page = look(world, 5, today);
    cr_expect(has(page, "2 pairs could use a hand today"));
    cr_expect(has(page, "Ravi asks the team to get in touch.") && has(page, "Write to Ravi"));
    cr_expect(has(look(world, 5, "/s/alumni/team/pairs/4"), "Please call"), "that is to the team");
    cr_expect(count_of(world, "SELECT place FROM signal WHERE pair = 4") == 1);
    cr_expect(visit(world, 5, POST, "/s/alumni/team/pairs/4/write",
                    form_of(arena, "to", "mentor", "body", "I am here."), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM hand WHERE lowered_at IS NULL") == 0);
    cr_expect(has(look(world, 5, today), "1 pair could use a hand today"));
}

Test(today, the_team_goes_through_the_list_one_by_one)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    struct str page;

    given_silence(world);
    cr_expect(has(look(world, 5, today), "href=\"/s/alumni/team/queue/1\">Go through the 1"));
    look(world, 5, "/s/alumni/team/queue/1");
    cr_expect(str_eq(world->go_to, S("/s/alumni/team/pairs/3?queue=1")));
    page = look(world, 5, "/s/alumni/team/pairs/3?queue=1");
    cr_expect(has(page, "1 of 1") && has(page, "href=\"/s/alumni/team/queue/2\""));
    cr_expect(visit(world, 5, POST, "/s/alumni/team/signals/3",
                    form_of(arena, "do", "false alarm", "queue", "1"), &page) == OK);
    cr_expect(str_eq(world->go_to, S("/s/alumni/team/queue/1")));
    look(world, 5, "/s/alumni/team/queue/1");
    cr_expect(str_eq(world->go_to, S("/s/alumni/team")), "nobody is left");
}

Test(today, a_mentee_without_a_mentor_is_listed_after_two_weeks)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given(world,
          "INSERT INTO participant (scheme, id, cohort, person, role, state, joined_at) VALUES"
          "  (1, 99, 1, 99, 'mentee', 'ready', %lld);",
          ago(world, 14));
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    struct str page = look(world, 5, today);
    cr_expect(has(page, "1 person could use a hand today"));
    cr_expect(has(page, "Stranger") && has(page, "Without a mentor for 14 days."));
    cr_expect(has(page, "href=\"/s/alumni/team/matching\">Look for a mentor</a>"));
}

Test(today, a_pair_that_ends_leaves_the_list_and_the_numbers)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given_silence(world);
    given(world, "UPDATE pair SET state = 'ended', ended_at = %lld WHERE scheme = 1 AND id = 3;",
          ago(world, 0));
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    struct str page = look(world, 5, today);
    cr_expect(has(page, "Nobody needs a hand today") && has(page, "1 pair, start to finish"));
    cr_expect(visit(world, 5, GET, "/s/alumni/team/pairs/3", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}

Test(today, what_is_figured_holds_nobody_back_from_being_taken_out)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given(world,
          "INSERT INTO participant (scheme, id, cohort, person, role, state, joined_at) VALUES"
          "  (1, 99, 1, 99, 'mentee', 'ready', %lld);",
          ago(world, 14));
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    given_rows(world, "DELETE FROM participant WHERE id = 99;");
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE participant IS NOT NULL") == 0);
}

Test(today, figuring_again_without_a_change_writes_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given_silence(world);
    given_rows(world, "UPDATE signal SET figured_on = 1;");
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE figured_on = 1") == 2);
}

Test(today, people_whom_mail_does_not_reach_are_named_until_a_later_one_does)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    static const char add[] = "INSERT INTO mail (id, once, recipient, address, kind, message_id,"
                              "  message, subject, queued_at, next_at, %s) VALUES (%d, '%d', %d,"
                              "  'gone@example.org', 'brief', '<%d@x>', '', '', 1, 1, %lld);";

    given(world, add, "failed_at", 1, 1, 7, 1, ago(world, 2));
    given(world, add, "failed_at", 2, 2, 10, 2, ago(world, 2)); /* of another scheme */
    struct str page = look(world, 5, today);
    cr_expect(has(page, "Mail does not reach them") && has(page, "Ada <span"));
    cr_expect(!has(page, "Zoe"));
    given(world, add, "sent_at", 3, 3, 7, 3, ago(world, 1));
    cr_expect(!has(look(world, 5, today), "Mail does not reach them"));
}

Test(today, the_table_lists_pairs_with_the_most_urgent_first)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);

    given_silence(world);
    struct str page = look(world, 5, "/s/alumni/team/pairs");
    const char *ada = memmem(page.at, page.len, "Ada and Ravi", 12);
    const char *tom = memmem(page.at, page.len, "Tom and Ravi", 12);
    cr_expect(ada && tom && ada < tom);
    cr_expect(!has(page, "Zoe"), "she is in another scheme");
    cr_expect(!has(look(world, 5, "/s/alumni/team/pairs?after=0.4"), "Ada and Ravi"));
}

Test(today, nobody_but_the_team_of_the_scheme_comes_in)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_pairs_that_are_well(arena);
    static const char *const paths[] = {"/s/alumni/team", "/s/alumni/team/pairs",
                                        "/s/alumni/team/pairs/3", "/s/alumni/team/pairs/3/write"};
    struct str page;

    given_silence(world);
    for (size_t i = 0; i < COUNT(paths); i++)
        for (int64_t person = 6; person <= 10; person++)
            cr_expect(visit(world, person, GET, paths[i], (struct form){0}, &page) == ERR_NOT_FOUND,
                      "%lld enters %s", (long long)person, paths[i]);
    cr_expect(visit(world, 5, GET, "/s/staff/team", (struct form){0}, &page) == ERR_NOT_FOUND);
}
