#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

static const char close_path[] = "/s/alumni/pairs/3/close";
static const char end_path[] = "/s/alumni/pairs/3/close/end";
static const char keepsake[] = "/s/alumni/pairs/3/keepsake";
static const char team[] = "/s/alumni/team/endings";

struct said {
    const char *name, *value;
};

static struct form said(struct arena *arena, size_t len, const struct said *fields)
{
    struct field *at = NEW_ARRAY(arena, struct field, len + 1);

    for (size_t i = 0; i < len; i++)
        at[i] = (struct field){str_of(fields[i].name), str_of(fields[i].value)};
    return (struct form){at, len};
}

#define FORM(...)                                                                                  \
    said(arena, sizeof((struct said[]){__VA_ARGS__}) / sizeof(struct said),                        \
         (struct said[]){__VA_ARGS__})

static void given_state(struct world *world, const char *state)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "UPDATE pair SET state = '%s'%s WHERE scheme = 1 AND id = 3%c", state,
             str_starts(str_of(state), S("completed")) || str_eq(str_of(state), S("ended"))
                 ? ", ended_at = 5"
                 : "",
             '\0');
    given_rows(world, sql.at);
}

static int64_t is_in(struct world *world, const char *state)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "SELECT count(*) FROM pair WHERE scheme = 1 AND id = 3 AND state = '%s'%c",
             state, '\0');
    return count_of(world, sql.at);
}

static int64_t waiting_offer(struct world *world)
{
    return count_of(world, "SELECT coalesce(max(id), 0) FROM ending_offer WHERE state = 'open'");
}

static const char *number(struct arena *arena, int64_t n)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%lld%c", (long long)n, '\0');
    return out.at;
}

static enum err answer(struct world *world, int64_t person, const char *word)
{
    struct arena *arena = world->arena;
    struct str page;

    return visit(world, person, POST, close_path,
                 FORM({"offer", number(arena, waiting_offer(world))}, {"do", word}), &page);
}

Test(ending, P12_either_ends_it_alone_in_three_taps_and_the_other_reads_no_reason)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, close_path, (struct form){0}, &page) == OK);
    cr_expect(has(page, "href=\"/s/alumni/pairs/3/close/end\""));
    cr_expect(visit(world, 7, GET, end_path, (struct form){0}, &page) == OK);
    cr_expect(has(page, "End your mentoring with Ravi?"));
    cr_expect(visit(world, 7, POST, end_path, FORM({"reason", "He talks of golf"}), &page) == OK);
    cr_expect(is_in(world, "ended") == 1);

    struct str mail = mail_to(world, "ending_ended", 8);
    cr_expect(has(mail, "has come to its end") && !has(mail, "golf") && !has(mail, "Ada ended"));
    cr_expect(visit(world, 8, GET, close_path, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Look back") && !has(page, "golf"));
    cr_expect(visit(world, 5, GET, team, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ada and Ravi") && has(page, "Ended, without blame"));
    cr_expect(!has(page, "golf"), "what one keeps for oneself the team does not read");
}

Test(ending, a_reason_for_the_team_is_read_by_the_team_and_never_by_the_other)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 8, POST, end_path, FORM({"reason", "No time"}, {"sees", "team"}),
                    &page) == OK);
    cr_expect(visit(world, 5, GET, team, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ravi tells you: No time"));
    cr_expect(!has(mail_to(world, "ending_ended", 7), "No time"));
    cr_expect(visit(world, 7, GET, close_path, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "No time"));
    cr_expect(visit(world, 7, GET, keepsake, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "No time"));
}

Test(ending, nothing_holds_an_ending_up_and_nothing_ends_twice)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct {
        const char *state;
        enum err ends, offers;
    } states[] = {
        {"introduced", OK, ERR_CONFLICT},
        {"active", OK, OK},
        {"paused", OK, ERR_CONFLICT},
        {"closing", OK, OK},
        {"completed", ERR_CONFLICT, ERR_CONFLICT},
        {"completed_early", ERR_CONFLICT, ERR_CONFLICT},
        {"ended", ERR_CONFLICT, ERR_CONFLICT},
    };
    struct str page;

    for (size_t i = 0; i < COUNT(states); i++) {
        struct world *world = given_two_schemes(arena);
        given_state(world, states[i].state);
        cr_expect(visit(world, 7, POST, close_path, FORM({"do", "early"}), &page) ==
                      states[i].offers,
                  "offered from %s", states[i].state);
        cr_expect(visit(world, 7, POST, end_path, (struct form){0}, &page) == states[i].ends,
                  "ended from %s", states[i].state);
        cr_expect(waiting_offer(world) == 0, "what waited is dropped");
    }
    struct world *world = given_two_schemes(arena);
    given_state(world, "offered");
    cr_expect(visit(world, 7, POST, end_path, (struct form){0}, &page) != OK);
    cr_expect(is_in(world, "offered") == 1, "an offer is answered, not ended");
}

Test(ending, one_offers_to_complete_early_and_only_the_other_can_agree)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_state(world, "active");
    cr_expect(visit(world, 7, POST, close_path, FORM({"do", "early"}), &page) == OK);
    cr_expect(answer(world, 7, "yes") == ERR_CONFLICT, "nobody agrees with themselves");
    cr_expect(visit(world, 7, POST, close_path, FORM({"do", "early"}), &page) == ERR_CONFLICT);
    cr_expect(visit(world, 8, POST, mail_link_at(world, "ending_offered", 8, 0),
                    FORM({"do", "yes"}), &page) == OK);
    cr_expect(is_in(world, "completed_early") == 1);
    cr_expect(has(mail_to(world, "ending_completed", 7), "have completed"));
    cr_expect(has(mail_to(world, "ending_completed", 8), "keepsake"));
}

Test(ending, not_now_changes_nothing_and_the_other_is_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_state(world, "active");
    cr_expect(visit(world, 8, POST, close_path, FORM({"do", "early"}), &page) == OK,
              "a mentor may offer it too");
    cr_expect(answer(world, 7, "no") == OK);
    cr_expect(is_in(world, "active") == 1);
    cr_expect(has(mail_to(world, "ending_answered", 8), "Ada would rather go on"));
}

Test(ending, the_mentee_asks_for_more_time_and_the_mentor_agrees)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_state(world, "closing");
    given_rows(world, "UPDATE pair SET ends_on = 20840 WHERE scheme = 1 AND id = 3");
    cr_expect(visit(world, 8, POST, close_path, FORM({"do", "extend"}, {"until", "2027-06-01"}),
                    &page) == ERR_INVALID);
    cr_expect(has(world->fault.text, "Your yes is asked for"), "it is the mentee's to ask");
    cr_expect(visit(world, 7, POST, close_path, FORM({"do", "extend"}, {"until", "2027-01-02"}),
                    &page) == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("until")) && has(page, "2027-01-02"));
    cr_expect(visit(world, 7, POST, close_path, FORM({"do", "extend"}, {"until", "2027-06-01"}),
                    &page) == OK);
    cr_expect(answer(world, 8, "yes") == OK);
    cr_expect(is_in(world, "active") == 1, "closing goes back to active");
    cr_expect(count_of(world, "SELECT ends_on FROM pair WHERE scheme = 1 AND id = 3") == 20970);
    cr_expect(has(mail_to(world, "ending_until", 7), "1 June 2027"));
}

Test(ending, beyond_the_cohort_the_team_approves)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_state(world, "active");
    given_rows(world, "UPDATE cohort SET runs_to = 20900 WHERE scheme = 1");
    cr_expect(visit(world, 7, POST, close_path, FORM({"do", "extend"}, {"until", "2027-06-01"}),
                    &page) == OK);
    cr_expect(answer(world, 8, "yes") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE ends_on = 20970") == 0);
    cr_expect(visit(world, 5, GET, team, (struct form){0}, &page) == OK);
    cr_expect(has(page, "go on until 1 June 2027"));
    int64_t offer = count_of(world, "SELECT id FROM ending_offer WHERE state = 'agreed'");
    cr_expect(visit(world, 7, POST, team, FORM({"approve", number(arena, offer)}), &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 5, POST, team, FORM({"approve", number(arena, offer)}), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE ends_on = 20970") == 1);
    cr_expect(visit(world, 5, POST, team, FORM({"approve", number(arena, offer)}), &page) ==
              ERR_CONFLICT);
}

Test(ending, nobody_is_paired_anew_before_the_team_has_seen_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char free_places[] =
        "SELECT count(*) FROM participant WHERE scheme = 1 AND state = 'ready' AND used < capacity";
    struct str page;

    cr_expect(visit(world, 7, POST, end_path, (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM closure WHERE pair = 3") == 2,
              "both are offered to look back, at once");
    cr_expect(count_of(world, free_places) == 0);
    cr_expect(visit(world, 5, POST, team, FORM({"seen", "3"}), &page) == OK);
    cr_expect(count_of(world, free_places) == 2);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE scheme = 1 AND id = 8") == 1,
              "the mentor's other pair keeps its place");
    cr_expect(visit(world, 5, POST, team, FORM({"seen", "3"}), &page) == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE scheme = 1 AND id = 8") == 1);
}

Test(ending, the_team_ends_a_pair_with_a_reason_that_both_are_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char path[] = "/s/alumni/team/pairs/3/end";
    struct str page;

    cr_expect(visit(world, 5, POST, path, FORM({"reason", " "}), &page) == ERR_INVALID);
    cr_expect(visit(world, 7, POST, path, FORM({"reason", "x"}), &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 5, POST, path, FORM({"reason", "Ravi moves abroad"}), &page) == OK);
    cr_expect(has(mail_to(world, "ending_ended", 7), "Ravi moves abroad"));
    cr_expect(has(mail_to(world, "ending_ended", 8), "Ravi moves abroad"));
    cr_expect(is_in(world, "ended") == 1);
}

Test(ending, the_last_two_weeks_begin_by_themselves_and_then_it_is_completed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_state(world, "active");
    given_rows(world,
               "UPDATE pair SET ends_on = 20850 WHERE scheme = 1 AND id = 3"); /* in 17 days */
    cr_expect(run_job(world, "ending_due", 1) == OK);
    cr_expect(is_in(world, "active") == 1);
    world->now += 4 * INT64_C(86400);
    cr_expect(run_job(world, "ending_due", 1) == OK);
    cr_expect(is_in(world, "closing") == 1);
    cr_expect(has(mail_to(world, "ending_closing", 7), "ask Ravi for more time"));
    world->now += 13 * INT64_C(86400);
    cr_expect(run_job(world, "ending_due", 1) == OK);
    cr_expect(is_in(world, "closing") == 1, "its last day is still a day of it");
    world->now += 86400;
    cr_expect(run_job(world, "ending_due", 1) == OK);
    cr_expect(run_job(world, "ending_due", 1) == OK);
    cr_expect(is_in(world, "completed") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'ending_completed'") == 2);
}

Test(ending, once_both_have_looked_back_it_is_completed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_state(world, "active");
    given_rows(world, "UPDATE pair SET ends_on = 20840 WHERE scheme = 1 AND id = 3");
    cr_expect(run_job(world, "ending_due", 1) == OK);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/close/touch", (struct form){0}, &page) ==
              OK);
    cr_expect(is_in(world, "closing") == 1);
    cr_expect(visit(world, 8, POST, "/s/alumni/pairs/3/close/aims", FORM({"do", "skip"}), &page) ==
              OK);
    cr_expect(is_in(world, "completed") == 1);
}

Test(ending, a_pair_that_is_over_leaves_the_signals)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/help", FORM({"line", "Help"}), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE pair = 3") == 1);
    cr_expect(visit(world, 7, POST, end_path, (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM signal WHERE pair = 3 AND scheme = 1") == 0);
}
