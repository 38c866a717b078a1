#include "app/introduction/introduction.h"

#include "app/access/access.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <string.h>

/* Mentee 20 (Amara), mentors 30 (Ingrid, one place) and 31 (Rosa, two), mentee 21 (Theo). */
static const char people[] =
    "INSERT INTO person (id, name, email, zone, created_at) VALUES"
    "  (20, 'Amara Okafor', 'amara@example.org', 'Europe/London', 1),"
    "  (21, 'Theo Daly', 'theo@example.org', 'Europe/London', 1),"
    "  (30, 'Ingrid Solberg', 'ingrid@example.org', 'Europe/Oslo', 1),"
    "  (31, 'Rosa Mbeki', 'rosa@example.org', 'Europe/London', 1);"
    "INSERT INTO participant (scheme, id, cohort, person, role, state, capacity, used, joined_at)"
    "  VALUES (1, 20, 1, 20, 'mentee', 'ready', 1, 0, 1), (1, 21, 1, 21, 'mentee', 'ready', 1, 0, 1),"
    "  (1, 30, 1, 30, 'mentor', 'ready', 1, 0, 1), (1, 31, 1, 31, 'mentor', 'ready', 2, 0, 1);"
    "INSERT INTO profile (scheme, participant, headline, city, hopes, gains) VALUES"
    "  (1, 20, 'Civil Engineering, year 3', 'Leeds', 'A summer placement', ''),"
    "  (1, 21, 'Law', '', '', ''),"
    "  (1, 30, 'Structural engineer', 'Oslo', '', 'hear how students see us'),"
    "  (1, 31, 'Solicitor', 'York', '', '');";

struct offering {
    struct introduction of;
    struct pair_id pair;
};

static enum err offer(struct work *work, const struct team_access *by, void *with)
{
    struct offering *offering = with;

    return introduction_offer(work, team_scheme(by), &offering->of, &offering->pair);
}

static enum err withdraw(struct work *work, const struct team_access *by, void *with)
{
    const struct offering *offering = with;

    return introduction_withdraw(work, team_scheme(by), offering->pair);
}

static enum err as_team(struct world *world,
                        enum err (*run)(struct work *, const struct team_access *, void *),
                        void *with)
{
    struct work work = work_begin(world->arena, world->now);

    return access_command(world->db, &work, S("alumni"), run, with);
}

static struct world *given_people(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, people);
    return world;
}

static struct offering offered(struct world *world, int64_t mentee, int64_t mentor)
{
    struct offering offering = {
        .of = {{1},
               {mentee},
               {mentor},
               S("The same area of work: Engineering.\nBoth speak English.")}};

    enum err err = as_team(world, offer, &offering);
    cr_assert(err == OK, "%d", err);
    return offering;
}

static struct form answer(struct arena *arena, const char *yes_or_no, const char *reason)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){S("answer"), str_of(yes_or_no)};
    fields[1] = (struct field){S("reason"), str_of(reason)};
    return (struct form){fields, 2};
}

static const char *link_of(struct world *world, int64_t person)
{
    return mail_link_at(world, "introduction_asked", person, 0);
}

Test(introduction, both_are_asked_with_reasons_and_a_link_of_their_own)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct str page;

    offered(world, 20, 30);
    struct str mentee = mail_to(world, "introduction_asked", 20);
    struct str mentor = mail_to(world, "introduction_asked", 30);
    cr_expect(has(mentee, "A mentor for you: Ingrid Solberg"));
    cr_expect(has(mentee, "- The same area of work: Engineering."));
    cr_expect(!has(mentee, "ingrid@example.org"));
    cr_expect(has(mentor, "Could you help Amara Okafor?") && has(mentor, "A summer placement"));
    cr_expect(visit(world, 0, GET, link_of(world, 20), (struct form){0}, &page) == OK);
    cr_expect(has(page, "Would Ingrid Solberg suit you as a mentor?"));
    cr_expect(has(page, "Yes, introduce us"));
    cr_expect(count_of(world, "SELECT count(*) FROM pair_yes") == 0, "looking changes nothing");
}

Test(introduction, two_yeses_introduce_and_carry_the_text_they_were_said_to)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct str page;

    offered(world, 20, 30);
    const char *mentee = link_of(world, 20), *mentor = link_of(world, 30);
    cr_expect(visit(world, 0, POST, mentee, answer(arena, "yes", ""), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'introduced' "
                              "AND mentee = 20") == 0);
    cr_expect(visit(world, 0, GET, mentee, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Thank you."));
    cr_expect(visit(world, 0, POST, mentor, answer(arena, "yes", ""), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'introduced' "
                              "AND mentee = 20 AND ends_on > 20000") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM pair_yes WHERE text = 1") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE id IN (20, 30) "
                              "AND state = 'placed' AND used = 1") == 2);
    cr_expect(has(mail_to(world, "introduction_made", 20), "Offer times"));
    cr_expect(has(mail_to(world, "introduction_made", 30), "What to do first: nothing"));
}

Test(introduction, a_yes_said_twice_is_one_yes)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct offering offering = offered(world, 20, 30);
    struct buf path = {.arena = arena};
    struct str page;

    buf_addf(&path, "/s/alumni/pairs/%lld/introduction", (long long)offering.pair.n);
    for (size_t i = 0; i < 2; i++)
        cr_expect(visit(world, 20, POST, path.at, answer(arena, "yes", ""), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair_yes") == 1);
    cr_expect(visit(world, 20, GET, path.at, (struct form){0}, &page) == OK);
    cr_expect(has(page, "You have said yes. You are introduced once Ingrid Solberg has too."));
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE mentee = 20 "
                              "AND state = 'offered'") == 1);
}

Test(introduction, a_no_tells_the_other_in_neutral_words_and_frees_both_places)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct str page;

    offered(world, 20, 30);
    const char *mentee = link_of(world, 20), *mentor = link_of(world, 30);
    cr_expect(visit(world, 0, POST, mentor, answer(arena, "no", ""), &page) == ERR_INVALID);
    cr_expect(visit(world, 0, POST, mentor, answer(arena, "no", "known"), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'not_taken'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE id IN (20, 30) "
                              "AND state = 'ready' AND used = 0") == 2);
    struct str told = mail_to(world, "introduction_not_taken", 20);
    cr_expect(has(told, "will not happen this time") && !has(told, "know"));
    cr_expect(mail_to(world, "introduction_not_taken", 30).len == 0);
    cr_expect(visit(world, 0, POST, mentee, answer(arena, "yes", ""), &page) == OK);
    cr_expect(has(page, "will not happen this time"));
    cr_expect(count_of(world, "SELECT count(*) FROM pair_yes") == 0, "accept after decline");
}

Test(introduction, nobody_gets_more_than_they_have_room_for)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct offering second = {.of = {{1}, {21}, {30}, S("")}};

    offered(world, 20, 30);
    cr_expect(as_team(world, offer, &second) == ERR_CONFLICT);
    second.of.mentee_place = (struct participant_id){20};
    second.of.mentor_place = (struct participant_id){31};
    cr_expect(as_team(world, offer, &second) == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT sum(used) FROM participant WHERE id IN (20, 21, 30, 31)") ==
              2);
}

Test(introduction, who_is_blocked_is_never_offered)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct offering offering = {.of = {{1}, {20}, {30}, S("")}};

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 30, 20, 1)");
    cr_expect(as_team(world, offer, &offering) == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT sum(used) FROM participant WHERE id IN (20, 30)") == 0);
}

Test(introduction, an_offer_is_withdrawn_until_somebody_has_answered)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct offering one = offered(world, 20, 30), two = offered(world, 21, 31);
    struct str page;

    cr_expect(as_team(world, withdraw, &one) == OK);
    cr_expect(has(mail_to(world, "introduction_withdrawn", 20), "too soon"));
    cr_expect(as_team(world, withdraw, &one) == ERR_CONFLICT);
    cr_expect(visit(world, 0, POST, link_of(world, 21), answer(arena, "yes", ""), &page) == OK);
    cr_expect(as_team(world, withdraw, &two) == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 30") == 0);
    cr_expect(count_of(world, "SELECT used FROM participant WHERE id = 31") == 1);
}

Test(introduction, an_offer_is_answered_by_its_two_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_people(arena);
    struct offering offering = offered(world, 20, 30);
    struct buf path = {.arena = arena};
    struct str page;

    buf_addf(&path, "/s/alumni/pairs/%lld/introduction", (long long)offering.pair.n);
    cr_expect(visit(world, 21, POST, path.at, answer(arena, "yes", ""), &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 5, GET, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 30, GET, path.at, (struct form){0}, &page) == OK);
}

Test(introduction, P3_each_previews_exactly_what_the_other_will_see)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str own, others;

    given_rows(
        world,
        "UPDATE profile SET about = 'I build <bridges>', gains = 'Patience' WHERE scheme = 1"
        " AND participant = 8;"
        "INSERT INTO path_turn (scheme, participant, n, words) VALUES (1, 8, 1, 'I failed');"
        "UPDATE pair SET state = 'offered', introduced_at = NULL WHERE scheme = 1 AND id = 3");
    cr_assert(visit(world, 8, GET, "/s/alumni/profile/seen", (struct form){0}, &own) == OK);
    cr_assert(visit(world, 7, GET, "/s/alumni/pairs/3/introduction", (struct form){0}, &others) ==
              OK);
    const char *from =
        memmem(own.at, own.len, "<section class=\"card stack\" aria-labelledby=\"who\"", 47);
    cr_assert(from);
    const char *to = memmem(from, (size_t)(own.at + own.len - from), "</section>", 10);
    cr_assert(to);
    struct str card = {from, (size_t)(to - from)};
    cr_expect(has(card, "I build &lt;bridges&gt;") && has(card, "I failed") &&
              has(card, "Patience"));
    cr_expect(str_has(others, card), "the very same card");
    cr_expect(visit(world, 99, GET, "/s/alumni/profile/seen", (struct form){0}, &own) ==
              ERR_NOT_FOUND);
}
