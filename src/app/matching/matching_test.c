#include "support/given_mail.h"
#include "support/given_matching.h"

#include <criterion/criterion.h>
#include <string.h>

static const char matching[] = "/s/alumni/team/matching";

static struct form fields(struct arena *arena, const char *name, const char *value)
{
    struct field *at = NEW_ARRAY(arena, struct field, 1);

    at[0] = (struct field){str_of(name), str_of(value)};
    return (struct form){at, 1};
}

static enum err act(struct world *world, struct str run, const char *what)
{
    struct str page;

    return visit(world, 5, POST, given_below(world->arena, run, what), (struct form){0}, &page);
}

static bool is_state(struct world *world, const char *state)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql,
             "SELECT count(*) FROM match_run WHERE state = '%s' AND number = "
             "(SELECT max(number) FROM match_run)%c",
             state, '\0');
    return count_of(world, sql.at) == 1;
}

static const char *proposal_of(struct world *world, int64_t mentee)
{
    struct buf sql = {.arena = world->arena}, id = {.arena = world->arena};

    buf_addf(&sql, "SELECT max(id) FROM proposal WHERE mentee = %lld%c", (long long)mentee, '\0');
    buf_addf(&id, "%lld%c", (long long)count_of(world, sql.at), '\0');
    return id.at;
}

Test(matching, a_run_proposes_the_best_pairs_and_says_why)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str page;

    cr_expect(visit(world, 5, GET, matching, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Start a run"));
    struct str run = given_run(world);
    cr_expect(is_state(world, "verified"));
    cr_expect(count_of(world, "SELECT count(*) FROM proposal") == 2);
    cr_expect(count_of(world, "SELECT mentor FROM proposal WHERE mentee = 20") == 30);
    cr_expect(count_of(world, "SELECT mentee FROM unplaced") == 22);
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "2 of 3 mentees would have a mentor"));
    cr_expect(has(page, "Amara Okafor") && has(page, "The same area of work: "));
    cr_expect(visit(world, 5, GET, given_below(arena, run, "/alone"), (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "Yara Zaman") && has(page, "fits better"));
}

Test(matching, a_proposal_shows_the_next_best_and_what_blocking_would_change)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;
    struct buf path = {.arena = arena};

    buf_addf(&path, "/proposals/%s", proposal_of(world, 21));
    cr_expect(visit(world, 5, GET, given_below(arena, run, path.at), (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "Theo Daly with Rosa Mbeki"));
    cr_expect(has(page, "If you block this,"));
}

Test(matching, only_a_verified_run_is_published_and_only_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    static const char *const states[] = {"draft",     "frozen", "solved", "infeasible",
                                         "discarded", "undone", "final",  "published"};
    struct str run = given_run(world);

    for (size_t i = 0; i < COUNT(states); i++) {
        struct buf sql = {.arena = arena};
        buf_addf(&sql, "UPDATE match_run SET state = '%s'%c", states[i], '\0');
        given_rows(world, sql.at);
        cr_expect(act(world, run, "/publish") == ERR_CONFLICT, "%s", states[i]);
    }
    given_rows(world, "UPDATE match_run SET state = 'verified'");
    cr_expect(act(world, run, "/publish") == OK);
    cr_expect(act(world, run, "/publish") == ERR_CONFLICT);
    cr_expect(act(world, run, "/discard") == ERR_CONFLICT);
}

Test(matching, a_certificate_that_does_not_hold_is_never_published)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world);

    given_rows(world, "UPDATE match_run SET certificate = replace(certificate, 'worth ', "
                      "'worth 1')");
    cr_expect(act(world, run, "/publish") == ERR_CONFLICT);
    cr_expect(is_state(world, "verified"));
}

Test(matching, a_run_over_people_that_have_changed_is_not_published)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    given_rows(world, "UPDATE participant SET state = 'away' WHERE id = 30");
    cr_expect(act(world, run, "/publish") == ERR_CONFLICT);
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Something has changed since this run"));
}

Test(matching, offers_leave_when_the_hold_is_over_and_not_before)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world);

    cr_assert(act(world, run, "/publish") == OK);
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0);
    world->now += 600;
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'offered'") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 4);
    cr_expect(has(mail_to(world, "introduction_asked", 20), "Ingrid Solberg"));
    cr_expect(is_state(world, "published"));
}

Test(matching, send_now_sends_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world);

    cr_expect(act(world, run, "/send") == ERR_CONFLICT);
    cr_assert(act(world, run, "/publish") == OK);
    cr_expect(act(world, run, "/send") == OK);
    cr_expect(act(world, run, "/send") == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 4);
}

Test(matching, whoever_has_filled_up_by_then_is_passed_over)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world);

    cr_assert(act(world, run, "/publish") == OK);
    given_rows(world, "UPDATE participant SET used = 1 WHERE id = 30");
    cr_expect(act(world, run, "/send") == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'offered'") == 1);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 20") == 0);
}

Test(matching, a_publication_is_undone_without_a_trace_while_it_is_held)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world);

    cr_expect(act(world, run, "/undo") == ERR_CONFLICT);
    cr_assert(act(world, run, "/publish") == OK);
    cr_expect(act(world, run, "/undo") == OK);
    world->now += 600;
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0);
    cr_expect(is_state(world, "undone"));
}

Test(matching, it_is_undone_later_with_a_line_to_each_until_somebody_has_answered)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_assert(act(world, run, "/publish") == OK && act(world, run, "/send") == OK);
    cr_expect(act(world, run, "/undo") == OK);
    cr_expect(has(mail_to(world, "introduction_withdrawn", 20), "too soon"));
    cr_expect(count_of(world, "SELECT sum(used) FROM participant WHERE id >= 20") == 0);

    world->now += 60;
    run = given_run(world);
    cr_assert(act(world, run, "/publish") == OK && act(world, run, "/send") == OK);
    const char *link = mail_link_at(world, "introduction_asked", 20, 0);
    cr_expect(visit(world, 0, POST, link, fields(arena, "answer", "yes"), &page) == OK);
    cr_expect(act(world, run, "/undo") == ERR_CONFLICT);
    cr_expect(run_job(world, "matching_release", 1) == OK);
    cr_expect(is_state(world, "final"));
    cr_expect(act(world, run, "/undo") == ERR_CONFLICT);
}

Test(matching, a_pin_holds_in_the_next_run_and_a_block_keeps_two_apart)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(visit(world, 5, POST, given_below(arena, run, ""),
                    fields(arena, "block", proposal_of(world, 20)), &page) == OK);
    cr_expect(visit(world, 5, POST, given_below(arena, run, ""),
                    fields(arena, "pin", proposal_of(world, 21)), &page) == OK);
    given_run(world);
    cr_expect(is_state(world, "verified"));
    cr_expect(count_of(world, "SELECT count(*) FROM proposal JOIN match_run ON "
                              "match_run.id = proposal.run WHERE number = 2 AND mentee = 20 "
                              "AND mentor = 30") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM proposal JOIN match_run ON "
                              "match_run.id = proposal.run WHERE number = 2 AND mentee = 21 "
                              "AND mentor = 31 AND is_pinned = 1") == 1);
}

Test(matching, pins_that_clash_with_a_rule_stop_the_run_by_name)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_assert(visit(world, 5, POST, given_below(arena, run, ""),
                    fields(arena, "pin", proposal_of(world, 20)), &page) == OK);
    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 30, 20, 1)");
    run = given_run(world);
    cr_expect(is_state(world, "infeasible"));
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Amara Okafor is pinned to Ingrid Solberg. One of them"));
    cr_expect(act(world, run, "/publish") == ERR_CONFLICT);
}

Test(matching, a_pin_against_a_rule_is_refused_beside_the_field)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 20, 30, 1)");
    cr_expect(visit(world, 5, POST, given_below(arena, run, ""),
                    fields(arena, "pin", proposal_of(world, 20)), &page) == ERR_INVALID);
    cr_expect(has(page, "never a pair"));
}

Test(matching, two_runs_are_compared_person_by_person)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_assert(visit(world, 5, POST, given_below(arena, run, ""),
                    fields(arena, "block", proposal_of(world, 20)), &page) == OK);
    struct str again = given_run(world);
    cr_assert(visit(world, 5, GET, given_below(arena, again, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Compare with run 1"));
    struct buf rest = {.arena = arena};
    struct str first = str_of(strrchr(given_below(arena, run, ""), '/'));
    buf_addf(&rest, "/compare%.*s%c", ARG(first), '\0');
    cr_expect(visit(world, 5, GET, given_below(arena, again, rest.at), (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "Amara Okafor") && has(page, "Ingrid Solberg, "));
    cr_expect(visit(world, 5, GET, given_below(arena, again, "/compare/99"), (struct form){0},
                    &page) == ERR_NOT_FOUND);
}

/* Running again must not draw again, or somebody could try until the lots please. */
Test(matching, runs_share_a_seed_until_it_is_revealed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    given_run(world);
    cr_expect(count_of(world, "SELECT count(DISTINCT seed) FROM match_run") == 1);
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(!has(page, "Its seed was <code>"));
    given_rows(world, "UPDATE match_run SET state = 'final'");
    cr_expect(visit(world, 5, GET, given_below(arena, run, ""), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Its seed was <code>"));
    given_run(world);
    cr_expect(count_of(world, "SELECT count(DISTINCT seed) FROM match_run") == 2);
}

Test(matching, with_nobody_to_match_the_page_says_what_is_missing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 5, POST, "/s/alumni/team/matching/runs", (struct form){0}, &page) ==
              ERR_INVALID);
    cr_expect(has(page, "nobody to match yet"));
}

Test(matching, the_check_page_shows_both_mails)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;

    cr_expect(visit(world, 5, GET, given_below(arena, run, "/publish"), (struct form){0}, &page) ==
              OK);
    cr_expect(has(page, "A mentor for you: ") && has(page, "Could you help "));
    cr_expect(has(page, "Publish 2 pairs"));
}

Test(matching, only_the_team_sees_runs_and_scores)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_waiting(arena);
    struct str run = given_run(world), page;
    static const int64_t others[] = {20, 30, 7, 99};

    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, given_below(arena, run, ""), (struct form){0},
                        &page) == ERR_NOT_FOUND);
}
