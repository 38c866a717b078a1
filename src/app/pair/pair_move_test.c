#include "app/pair/pair_move.h"

#include <criterion/criterion.h>
#include <string.h>

/* A pair that has just been introduced; each case changes what it is about. */
static struct pair_facts new_pair(enum role reader)
{
    return (struct pair_facts){.reader = reader,
                               .other = reader == ROLE_MENTEE ? S("Ingrid") : S("Amara"),
                               .state = PAIR_INTRODUCED,
                               .may_propose = reader == ROLE_MENTEE,
                               .next_day = S("Thursday")};
}

static struct pair_facts settled(enum role reader)
{
    struct pair_facts facts = new_pair(reader);

    facts.state = PAIR_ACTIVE;
    facts.has_greeted = facts.has_met = facts.has_goal = true;
    facts.terms = TERMS_SETTLED;
    return facts;
}

static void expect(const struct pair_facts *facts, enum mover whose, const char *what,
                   const char *path)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct pair_move move = pair_move_of(arena, S(""), facts);

    cr_expect(move.whose == whose && str_eq(move.what, str_of(what)) &&
                  str_eq(move.path, str_of(path)),
              "%.*s -> %.*s instead of %s -> %s", ARG(move.what), ARG(move.path), what, path);
    cr_expect((move.whose == MOVE_YOURS) == (move.button.len > 0 && move.minutes > 0),
              "a move of yours has a button and a cost, another has neither");
}

Test(pair_move, the_mentee_begins_and_the_mentor_waits)
{
    struct pair_facts mentee = new_pair(ROLE_MENTEE), mentor = new_pair(ROLE_MENTOR);

    expect(&mentee, MOVE_YOURS, "Say hello to Ingrid", "/hello");
    expect(&mentor, MOVE_THEIRS, "Amara writes first", "");
    mentee.has_greeted = mentor.has_greeted = mentor.is_answer_due = true;
    expect(&mentee, MOVE_YOURS, "Offer Ingrid a few times", "/meetings/new");
    expect(&mentor, MOVE_YOURS, "Answer Amara", "/messages");
    mentee.is_answer_due = true;
    expect(&mentee, MOVE_YOURS, "Offer Ingrid a few times", "/meetings/new");
    mentee.is_terms_first = true;
    expect(&mentee, MOVE_YOURS, "Propose how you two will work", "/agreement");
}

Test(pair_move, times_that_are_offered_are_the_others_move)
{
    struct pair_facts mentee = settled(ROLE_MENTEE), mentor = settled(ROLE_MENTOR);

    mentee.offer = mentor.offer = (struct maybe_int){true, 41};
    mentee.is_offer_mine = true;
    expect(&mentee, MOVE_THEIRS, "Your times are with Ingrid", "");
    expect(&mentor, MOVE_YOURS, "Pick a time for Amara", "/meetings/41");
    mentee.suggestion = mentee.offer;
    expect(&mentee, MOVE_YOURS, "Ingrid suggests another time", "/meetings/41");
    mentor.offer.is_set = false;
    expect(&mentor, MOVE_THEIRS, "Amara offers times next", "");
}

Test(pair_move, before_a_meeting_the_mentee_prepares_and_the_mentor_reads)
{
    struct pair_facts mentee = settled(ROLE_MENTEE), mentor = settled(ROLE_MENTOR);

    mentee.next = mentor.next = (struct maybe_int){true, 7};
    expect(&mentee, MOVE_YOURS, "Prepare for Thursday", "/meetings/7/prepare");
    expect(&mentor, MOVE_NOBODYS, "Nothing needs you until Thursday", "");
    mentee.is_brief_shared = mentor.is_brief_shared = true;
    expect(&mentee, MOVE_NOBODYS, "Nothing needs you until Thursday", "");
    expect(&mentor, MOVE_NOBODYS, "Nothing needs you until Thursday", "");
    mentor.is_next_near = true;
    expect(&mentor, MOVE_YOURS, "Read what Amara would like to talk about", "/meetings/7/prepare");
}

Test(pair_move, what_is_over_comes_before_all_else)
{
    struct pair_facts facts = settled(ROLE_MENTEE);

    facts.unmarked = (struct maybe_int){true, 9};
    facts.next = (struct maybe_int){true, 10};
    facts.terms = TERMS_THEIRS;
    expect(&facts, MOVE_YOURS, "Say how it went with Ingrid", "/meetings/9/after");
    facts.unmarked.is_set = false;
    expect(&facts, MOVE_YOURS, "Read what Ingrid proposes", "/agreement");
}

Test(pair_move, the_agreement_may_wait_for_the_first_meeting)
{
    struct pair_facts facts = new_pair(ROLE_MENTEE);

    facts.has_greeted = true;
    facts.offer = (struct maybe_int){true, 1};
    facts.is_offer_mine = true;
    expect(&facts, MOVE_YOURS, "Propose how you two will work", "/agreement");
    facts.terms = TERMS_UNNEEDED;
    expect(&facts, MOVE_YOURS, "Write down one thing you would like to reach", "/goals");
    facts.has_goal = true;
    facts.terms = TERMS_MINE;
    facts.offer.is_set = false;
    facts.next = (struct maybe_int){true, 1};
    facts.is_brief_shared = true;
    expect(&facts, MOVE_THEIRS, "Your proposal is with Ingrid", "");
}

Test(pair_move, a_pair_that_rests_or_has_ended_asks_for_nothing)
{
    struct pair_facts facts = new_pair(ROLE_MENTEE);

    facts.unmarked = (struct maybe_int){true, 9};
    facts.state = PAIR_PAUSED;
    expect(&facts, MOVE_NOBODYS, "You two are taking a break", "");
    facts.state = PAIR_OVER;
    expect(&facts, MOVE_NOBODYS, "Your mentoring with Ingrid has ended", "");
    facts.state = PAIR_OFFERED;
    facts.has_said_yes = true;
    expect(&facts, MOVE_NOBODYS, "Waiting for a yes", "");
    facts.has_said_yes = false;
    expect(&facts, MOVE_YOURS, "Say whether Ingrid suits you", "/introduction");
}

Test(pair_move, whoever_is_away_is_asked_for_nothing_and_the_other_neither)
{
    struct pair_facts facts = settled(ROLE_MENTEE);

    facts.unmarked = (struct maybe_int){true, 9};
    facts.other_away = S("3 March");
    expect(&facts, MOVE_NOBODYS, "Ingrid is away until 3 March", "");
    facts.away = S("8 March");
    expect(&facts, MOVE_NOBODYS, "You are away until 8 March", "");
    facts.state = PAIR_PAUSED;
    expect(&facts, MOVE_NOBODYS, "You two are taking a break", "");
}

Test(pair_move, how_it_is_going_is_told_when_nothing_else_is_to_do)
{
    struct pair_facts facts = settled(ROLE_MENTEE);

    facts.is_note_due = true;
    expect(&facts, MOVE_YOURS, "Offer Ingrid a few times", "/meetings/new");
    facts.offer = (struct maybe_int){true, 41};
    facts.is_offer_mine = true;
    expect(&facts, MOVE_YOURS, "Tell Ingrid how it is going", "/progress");
    facts.is_note_due = false;
    expect(&facts, MOVE_THEIRS, "Your times are with Ingrid", "");
}

Test(pair_move, several_pairs_are_counted_in_one_sentence)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct pair_move moves[] = {{.whose = MOVE_YOURS, .minutes = 1},
                                {.whose = MOVE_THEIRS},
                                {.whose = MOVE_YOURS, .minutes = 3}};

    cr_expect(str_eq(pair_moves_head(arena, moves, 3), S("Two things this week, about 4 minutes")));
    cr_expect(str_eq(pair_moves_head(arena, moves, 1), S("One thing this week, about 1 minute")));
    cr_expect(str_eq(pair_moves_head(arena, moves + 1, 1), S("Nothing needs you this week")));
}
