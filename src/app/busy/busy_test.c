#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

static const char away[] = "/s/alumni/away";
static const char pause[] = "/s/alumni/pairs/3/pause";

static struct form form_of(struct arena *arena, const char *name, const char *value,
                           const char *other, const char *other_value)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){str_of(name), str_of(value)};
    fields[1] = (struct field){str_of(other), str_of(other_value)};
    return (struct form){fields, 2};
}

static struct str look(struct world *world, int64_t person, const char *path)
{
    struct str page = {0};

    cr_expect(visit(world, person, GET, path, (struct form){0}, &page) == OK, "%s", path);
    return page;
}

static enum err say(struct world *world, int64_t person, const char *span, const char *line)
{
    struct str page;

    return visit(world, person, POST, away, form_of(world->arena, "span", span, "line", line),
                 &page);
}

Test(busy, said_once_it_is_told_to_each_partner_and_the_team_sees_dates_only)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    cr_expect(say(world, 8, "14", "A surgery, do not worry") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM busy_period") == 2, "one for each pair");
    cr_expect(has(mail_to(world, "busy_away", 7), "A surgery, do not worry"));
    cr_expect(has(mail_to(world, "busy_away", 9), "is away from 15 January to 28 January"));
    cr_expect(has(look(world, 7, "/s/alumni/pairs/3"), "is away until 28 January"));
    struct str team = look(world, 5, "/s/alumni/team/pairs/3");
    cr_expect(has(team, "Away or resting until") && has(team, "28 January"));
    cr_expect(!has(team, "surgery"));
}

Test(busy, it_stops_the_clock_of_a_signal_and_does_not_set_it_back)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE pair SET introduced_at = 1798876800 WHERE scheme = 1"); /* 13 days */
    cr_expect(say(world, 7, "14", "") == OK);
    world->now += 14LL * 86400;
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(count_of(world, "SELECT rest_since FROM signal WHERE scheme = 1 AND pair = 3") == 14);
    cr_expect(count_of(world, "SELECT place FROM signal WHERE scheme = 1 AND pair = 3") == 0,
              "13 active days");
    cr_expect(count_of(world, "SELECT place FROM signal WHERE scheme = 1 AND pair = 4") > 0,
              "27 days for the pair beside it");
}

Test(busy, who_was_away_is_welcomed_back_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    cr_expect(say(world, 8, "7", "") == OK);
    world->now += 6LL * 86400;
    cr_expect(run_job(world, "busy_back", 1) == OK);
    cr_expect(mail_to(world, "busy_welcome", 8).len == 0, "the last day is one of them");
    world->now += 86400;
    cr_expect(run_job(world, "busy_back", 1) == OK && run_job(world, "busy_back", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'busy_welcome'") == 1);
}

Test(busy, one_can_be_back_sooner_and_nobody_else_can_say_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf key = {.arena = arena};
    struct str page;

    cr_expect(say(world, 8, "14", "") == OK);
    buf_addf(&key, "%lld%c", (long long)count_of(world, "SELECT max(id) FROM busy_period"), 0);
    cr_expect(visit(world, 7, POST, away, form_of(arena, "back", key.at, "", ""), &page) ==
              ERR_NOT_FOUND);
    world->now += 3LL * 86400;
    cr_expect(visit(world, 8, POST, away, form_of(arena, "back", key.at, "", ""), &page) == OK);
    cr_expect(count_of(world, "SELECT max(until_on - from_on) FROM busy_period") == 2);
    cr_expect(has(mail_to(world, "busy_back", 9), "is back, sooner than planned"));
    cr_expect(!has(look(world, 7, "/s/alumni/pairs/3"), "is away until"));
}

Test(busy, what_makes_no_dates_is_refused_and_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct field fields[] = {{{"span", 4}, {"own", 3}},
                                          {{"from", 4}, {"2027-02-10", 10}},
                                          {{"until", 5}, {"2027-02-01", 10}}};
    struct str page;

    cr_expect(visit(world, 7, POST, away, (struct form){fields, 3}, &page) == ERR_INVALID);
    cr_expect(has(page, "It ends before it begins.") && has(page, "2027-02-10"));
    cr_expect(say(world, 7, "", "") == ERR_INVALID && say(world, 7, "own", "") == ERR_INVALID);
    cr_expect(say(world, 4, "7", "") == ERR_INVALID, "a lead without a pair has nobody to tell");
    cr_expect(count_of(world, "SELECT count(*) FROM busy_period") == 0);
}

Test(busy, a_pair_pauses_and_goes_on_by_itself_on_its_day)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, pause, form_of(arena, "span", "2", "do", "pause"), &page) ==
                  ERR_INVALID,
              "it is not under way yet");
    given_rows(world, "UPDATE pair SET state = 'active' WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 7, POST, pause, form_of(arena, "span", "2", "do", "pause"), &page) ==
              OK);
    cr_expect(has(mail_to(world, "pair_paused", 8), "on hold until 29 January"));
    cr_expect(has(look(world, 8, "/s/alumni/pairs/3"), "You two are taking a break"));
    world->now += 13LL * 86400;
    cr_expect(run_job(world, "busy_back", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'paused'") == 1);
    world->now += 86400;
    cr_expect(run_job(world, "busy_back", 1) == OK && run_job(world, "busy_back", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'paused'") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'pair_goes_on'") == 2);
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(count_of(world, "SELECT rest_since FROM signal WHERE scheme = 1 AND pair = 3") == 14);
}

Test(busy, either_of_the_two_ends_a_pause_and_the_other_is_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE pair SET state = 'active' WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 7, POST, pause, form_of(arena, "span", "4", "do", "pause"), &page) ==
              OK);
    world->now += 5LL * 86400;
    cr_expect(visit(world, 8, POST, pause, form_of(arena, "do", "go on", "", ""), &page) == OK);
    cr_expect(mail_to(world, "pair_goes_on", 7).len > 0 &&
              mail_to(world, "pair_goes_on", 8).len == 0);
    cr_expect(visit(world, 8, POST, pause, form_of(arena, "do", "go on", "", ""), &page) ==
              ERR_INVALID);
    cr_expect(visit(world, 7, POST, pause, form_of(arena, "return_on", "2027-12-01", "span", "own"),
                    &page) == ERR_INVALID,
              "longer than the scheme allows");
    cr_expect(has(page, "a pause lasts 12 weeks at most"));
}

Test(busy, the_closures_of_a_scheme_stop_the_clocks_of_all)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_rows(world, "UPDATE pair SET introduced_at = 1798876800 WHERE scheme = 1;"
                      "UPDATE scheme_text SET body = body || '\nclosure first 2027-01-10 first-to"
                      " 2027-01-14' WHERE scheme = 1");
    cr_expect(run_job(world, "signal_figure", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE scheme = 1 AND rest_since = 5") ==
              2);
}
