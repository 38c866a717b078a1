#include "app/request/request.h"

#include "support/given_seekers.h"

#include <criterion/criterion.h>

enum { DAY_S = 86400 };

static struct form form_of(struct arena *arena, const char *name, const char *value)
{
    return given_form(arena, name, value, NULL, NULL, NULL, NULL);
}

static enum err ask(struct world *world, int64_t mentee, int64_t mentor, const char *hopes)
{
    struct buf path = {.arena = world->arena};
    struct str page;

    buf_addf(&path, "/s/alumni/mentors/%lld/ask", (long long)mentor);
    return visit(world, mentee, POST, path.at, form_of(world->arena, "hopes", hopes), &page);
}

static enum err tap(struct world *world, const char *kind, int64_t person, struct form form,
                    struct str *page)
{
    return visit(world, 0, POST, mail_link_at(world, kind, person, 0), form, page);
}

static enum err decline(struct world *world, int64_t mentor)
{
    struct str page;

    return tap(world, "request_sent", mentor,
               given_form(world->arena, "answer", "no", "why", "time", "line", "Ask Rosa!"), &page);
}

Test(request, asking_brings_the_mentor_hopes_and_reasons_and_one_link)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_assert(ask(world, 20, 30, "A summer placement") == OK);
    struct str mail = mail_to(world, "request_sent", 30);
    cr_expect(has(mail, "Amara Okafor asks you to be their mentor"));
    cr_expect(has(mail, "A summer placement") && has(mail, "Engineering"));
    cr_expect(!has(mail, "amara@example.org"));
    cr_expect(visit(world, 0, GET, mail_link_at(world, "request_sent", 30, 0), (struct form){0},
                    &page) == OK);
    cr_expect(has(page, "Yes, introduce us") && has(page, "Ask a question first"));
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 20") == 0);
}

Test(request, a_yes_introduces_the_two_at_once_with_both_yeses)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_assert(ask(world, 20, 30, "A placement") == OK);
    cr_assert(tap(world, "request_sent", 30, form_of(arena, "answer", "yes"), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 20 AND mentor = 30 "
                              "AND state = 'introduced'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM pair_yes WHERE person IN (20, 30)") == 2);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 30") == 1);
    cr_expect(has(mail_to(world, "introduction_made", 20), "Ingrid Solberg"));
    cr_expect(has(mail_to(world, "introduction_made", 30), "Amara Okafor"));
}

Test(request, the_others_are_told_when_a_mentee_is_taken_and_when_a_mentor_is)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_assert(ask(world, 20, 30, "A placement") == OK);
    cr_assert(ask(world, 20, 31, "A placement") == OK);
    world->now += 60;
    cr_assert(ask(world, 21, 30, "A start") == OK);
    /* the newest link to Ingrid is Theo's: he is taken by her, so Amara's to her is overtaken */
    cr_assert(tap(world, "request_sent", 30, form_of(arena, "answer", "yes"), &page) == OK);
    cr_expect(has(mail_to(world, "request_taken", 20), "Ingrid Solberg has no room any more"));
    cr_expect(has(mail_to(world, "request_taken", 20), "Rosa Mbeki"), "somebody else is named");
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE settled_at IS NULL") == 1);

    cr_assert(tap(world, "request_sent", 31, form_of(arena, "answer", "yes"), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE settled_at IS NULL") == 0);
}

Test(request, a_mentor_hears_when_the_mentee_was_placed_by_somebody_else)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    cr_assert(ask(world, 20, 30, "A placement") == OK);
    given_rows(world, "UPDATE participant SET state = 'placed', used = 1 WHERE id = 20");
    cr_assert(run_job(world, "request_lapse", 1) == OK);
    cr_expect(has(mail_to(world, "request_overtaken", 30), "does not look for a mentor any more"));
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE state = 'overtaken'") == 1);
}

Test(request, three_may_be_open_and_no_more)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    given_rows(world, "UPDATE participant SET capacity = 3 WHERE id IN (30, 31);"
                      "INSERT INTO participant_tag (scheme, participant, tag) VALUES (1, 32, 1);"
                      "UPDATE profile SET languages = 'English' WHERE participant = 33;");
    cr_assert(ask(world, 20, 30, "x") == OK);
    cr_assert(ask(world, 20, 31, "x") == OK);
    cr_assert(ask(world, 20, 32, "x") == OK);
    cr_expect(ask(world, 20, 33, "x") == ERR_INVALID);
    cr_expect(has(world->fault.text, "as many as you may"));
    cr_expect(ask(world, 20, 30, "x") == ERR_CONFLICT, "not the same one twice");
    cr_assert(decline(world, 31) == OK);
    cr_expect(ask(world, 20, 33, "x") == OK, "an answered one makes room");
}

Test(request, no_rule_is_defeated_by_asking)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    cr_expect(ask(world, 20, 33, "x") == ERR_INVALID, "no language in common");
    cr_expect(has(world->fault.text, "no language"));
    cr_expect(ask(world, 20, 32, "x") == ERR_INVALID, "nothing in common");
    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 30, 20, 1)");
    cr_expect(ask(world, 20, 30, "x") == ERR_NOT_FOUND, "a block does not even show");
    given_rows(world, "UPDATE participant SET used = 2, state = 'placed' WHERE id = 31");
    cr_expect(ask(world, 20, 31, "x") == ERR_CONFLICT, "full");
    cr_expect(count_of(world, "SELECT count(*) FROM request") == 0);
}

Test(request, what_is_hoped_for_must_be_said_and_is_kept_when_too_long)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    char long_text[702] = {0};

    for (size_t i = 0; i < 701; i++)
        long_text[i] = 'a';
    cr_expect(ask(world, 20, 30, "") == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("hopes")));
    cr_expect(ask(world, 20, 30, long_text) == ERR_INVALID);
}

Test(request, asking_first_stops_the_clock_and_leaves_three_days_after_the_answer)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;
    int64_t asked = world->now;

    cr_assert(ask(world, 20, 30, "A placement") == OK);
    world->now = asked + 6LL * DAY_S;
    cr_assert(tap(world, "request_sent", 30,
                  given_form(arena, "answer", "ask", "what", "Which branch?", NULL, NULL),
                  &page) == OK);
    cr_expect(has(mail_to(world, "request_asked", 20), "Which branch?"));

    world->now = asked + 20LL * DAY_S;
    cr_assert(run_job(world, "request_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE state = 'asked'") == 1,
              "never expired while the mentor's question is unanswered");
    /* the link in that mail is good for 14 days: 6 + 14 */
    world->now = asked + 19LL * DAY_S;
    cr_assert(tap(world, "request_asked", 20, form_of(arena, "answer", "Bridges"), &page) == OK);
    cr_expect(has(mail_to(world, "request_replied", 30), "Bridges"));
    world->now = asked + 22LL * DAY_S - 60;
    cr_assert(run_job(world, "request_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE state = 'sent'") == 1);
    world->now = asked + 22LL * DAY_S;
    cr_assert(run_job(world, "request_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE state = 'expired'") == 1);
}

Test(request, it_lapses_after_seven_days_with_two_reminders_and_both_are_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    int64_t asked = world->now;

    cr_assert(ask(world, 20, 30, "A placement") == OK);
    for (int64_t hour = 0; hour < 7LL * 24; hour++) {
        world->now = asked + hour * 3600;
        cr_assert(run_job(world, "request_remind", 1) == OK);
        int64_t days = hour / 24;
        int64_t sent = count_of(world, "SELECT count(*) FROM mail WHERE kind = 'request_waits'");
        cr_assert(sent == (days >= 6   ? 2
                           : days >= 3 ? 1
                                       : 0),
                  "%lld after %lld h", (long long)sent, (long long)hour);
    }
    world->now = asked + 7LL * DAY_S;
    cr_assert(run_job(world, "request_lapse", 1) == OK);
    cr_expect(has(mail_to(world, "request_expired", 20), "Rosa Mbeki"));
    cr_expect(has(mail_to(world, "request_lapsed", 30), "has lapsed"));
    cr_expect(count_of(world, "SELECT missed FROM listing WHERE participant = 30") == 1);
    cr_assert(run_job(world, "request_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT missed FROM listing WHERE participant = 30") == 1);
}

Test(request, a_no_is_kind_and_names_two_others)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_assert(ask(world, 20, 30, "A placement") == OK);
    cr_expect(tap(world, "request_sent", 30, form_of(arena, "answer", "no"), &page) == ERR_INVALID);
    cr_expect(has(page, "Choose what comes nearest"));
    cr_assert(decline(world, 30) == OK);
    struct str mail = mail_to(world, "request_declined", 20);
    cr_expect(has(mail, "I do not have the time just now") && has(mail, "Ask Rosa!"));
    cr_expect(has(mail, "Rosa Mbeki"));
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE id IN (20, 30) "
                              "AND state = 'ready' AND used = 0") == 2);
    cr_expect(ask(world, 20, 31, "x") == OK);
}

Test(request, the_two_read_it_and_nobody_else_does)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct buf path = {.arena = arena};
    struct str page;

    cr_assert(ask(world, 20, 30, "A secret hope") == OK);
    buf_addf(&path, "/s/alumni/requests/%lld",
             (long long)count_of(world, "SELECT id FROM request"));
    cr_expect(visit(world, 20, GET, path.at, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Take it back"));
    cr_expect(visit(world, 30, GET, path.at, (struct form){0}, &page) == OK);
    cr_expect(has(page, "A secret hope"));
    for (size_t i = 0; i < 3; i++) {
        int64_t others[] = {21, 31, 5};
        cr_expect(visit(world, others[i], GET, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    }
    cr_expect(visit(world, 20, POST, path.at, form_of(arena, "answer", "yes"), &page) ==
                  ERR_NOT_FOUND,
              "nobody says yes for the other");
    cr_expect(visit(world, 20, GET, "/s/alumni/requests", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ingrid Solberg"));
}

Test(request, a_mentee_takes_one_back_and_the_mentor_hears)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct buf path = {.arena = arena};
    struct str page;

    cr_assert(ask(world, 20, 30, "x") == OK);
    const char *link = mail_link_at(world, "request_sent", 30, 0);
    buf_addf(&path, "/s/alumni/requests/%lld/withdraw",
             (long long)count_of(world, "SELECT id FROM request"));
    cr_assert(visit(world, 20, POST, path.at, (struct form){0}, &page) == OK);
    cr_expect(has(mail_to(world, "request_withdrawn", 30), "taken the request back"));
    cr_expect(visit(world, 0, POST, link, form_of(arena, "answer", "yes"), &page) != ERR_BROKEN);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 20") == 0);
}

Test(request, a_yes_without_room_says_so_and_changes_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_assert(ask(world, 20, 30, "x") == OK);
    given_rows(world, "UPDATE participant SET used = 1 WHERE id = 30");
    cr_expect(tap(world, "request_sent", 30, form_of(arena, "answer", "yes"), &page) ==
              ERR_CONFLICT);
    cr_expect(has(world->fault.text, "Nothing is lost"));
    cr_expect(count_of(world, "SELECT count(*) FROM request WHERE state = 'sent'") == 1);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 20") == 0);
}
