#include "app/agreement/agreement.h"

#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <string.h>

static const char home[] = "/s/alumni/pairs/3/agreement";

static struct form form_of(struct arena *arena, const char *const pairs[][2], size_t len)
{
    struct field *fields = NEW_ARRAY(arena, struct field, len);

    for (size_t i = 0; i < len; i++)
        fields[i] = (struct field){str_of(pairs[i][0]), str_of(pairs[i][1])};
    return (struct form){fields, len};
}

static struct str see(struct world *world, int64_t person, const char *below)
{
    struct buf path = {.arena = world->arena};
    struct str page;

    buf_addf(&path, "%s%s", home, below);
    cr_assert(visit(world, person, GET, arena_copy(world->arena, buf_str(&path)).at,
                    (struct form){0}, &page) == OK,
              "%s", below);
    return page;
}

static enum err post(struct world *world, int64_t person, const char *below,
                     const char *const fields[][2], size_t len, struct str *ret)
{
    struct buf path = {.arena = world->arena};

    buf_addf(&path, "%s%s", home, below);
    return visit(world, person, POST, arena_copy(world->arena, buf_str(&path)).at,
                 form_of(world->arena, fields, len), ret);
}

/* Choose how often and how long, and send the whole to the other. */
static void propose(struct world *world, int64_t person, const char *every, const char *length)
{
    const char *const rhythm[][2] = {{"every", every}, {"length", length}};
    struct str page;

    cr_assert(post(world, person, "/rhythm", rhythm, 2, &page) == OK);
    cr_assert(post(world, person, "/check", NULL, 0, &page) == OK);
}

/* The hash that stands in the form of the page, as this person sees it. */
static const char *hash_on(struct world *world, int64_t person)
{
    struct str page = see(world, person, "");
    static const char mark[] = "name=\"hash\" value=\"";
    const char *at = memmem(page.at, page.len, mark, sizeof(mark) - 1);

    cr_assert(at, "there is no text to agree to");
    return arena_copy(world->arena, (struct str){at + sizeof(mark) - 1, 64}).at;
}

static enum err say_yes(struct world *world, int64_t person, const char *hash)
{
    const char *const yes[][2] = {{"do", "yes"}, {"hash", hash}};
    struct str page;

    return post(world, person, "", yes, 2, &page);
}

static void given_accepted(struct world *world)
{
    propose(world, 7, "21", "45");
    cr_assert(say_yes(world, 8, hash_on(world, 8)) == OK);
}

Test(agreement, the_scheme_s_words_are_set_and_the_mentee_begins)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    cr_expect(has(see(world, 7, ""), "Make the six choices"));
    cr_expect(has(see(world, 7, ""), "Every four weeks, 1 hour"));
    cr_expect(!has(see(world, 8, ""), "Make the six choices"));
    cr_expect(has(see(world, 8, ""), "Ada proposes first"));
    cr_expect(has(see(world, 7, "/rhythm"), "value=\"28\" checked"));
    cr_expect(has(see(world, 7, "/confidentiality"), "safeguarding lead"));
}

Test(agreement, each_choice_leads_to_the_next_and_the_last_to_the_check)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const struct {
        const char *step, *next, *fields[6][2];
        size_t len;
    } steps[] = {
        {"/rhythm", "/place", {{"every", "21"}, {"length", "45"}}, 2},
        {"/place", "/channels", {{"place", "phone"}, {"place_line", "Ring <me>"}}, 2},
        {"/channels", "/replies", {{"channels", "messages"}, {"channels", "phone"}}, 2},
        {"/replies",
         "/boundaries",
         {{"reply", "3"},
          {"notice", "48"},
          {"quiet_from", "1200"},
          {"quiet_to", "480"},
          {"weekend", "1"},
          {"silence", "call"}},
         6},
        {"/boundaries", "/confidentiality", {{"boundaries", "No essays"}}, 1},
        {"/confidentiality", "/check", {{"confidentiality", "My tutor may know"}}, 1},
    };
    struct str page;

    for (size_t i = 0; i < COUNT(steps); i++) {
        see(world, 7, steps[i].step);
        cr_expect(post(world, 7, steps[i].step, steps[i].fields, steps[i].len, &page) == OK);
        cr_expect(str_ends(world->go_to, str_of(steps[i].next)), "case %zu", i);
    }
    page = see(world, 7, "/check");
    cr_expect(has(page, "Every three weeks, 45 minutes"));
    cr_expect(has(page, "By phone. Ring &lt;me&gt;"));
    cr_expect(has(page, "Messages here and phone calls. Not e-mail, text messages or a chat app"));
    cr_expect(has(page, "Within three days, either way"));
    cr_expect(has(page, "Told at least two days before"));
    cr_expect(has(page, "8pm to 8am where each of us is, and weekends"));
    cr_expect(has(page, "My tutor may know"));
    cr_expect(!has(see(world, 8, ""), "No essays"), "a draft is its writer's alone");
}

Test(agreement, a_choice_that_breaks_its_limits_is_asked_again_with_what_was_typed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    char *long_line = arena_alloc(arena, 202, 1);
    memset(long_line, 'x', 201);
    const struct {
        const char *step, *fields[2][2], *says;
    } cases[] = {
        {"/rhythm", {{"every", "0"}, {"length", "45"}}, "from 1 to 366 days"},
        {"/rhythm", {{"every", "often"}, {"length", "45"}}, "Choose one of these"},
        {"/rhythm", {{"every", "7"}, {"length", "9999"}}, "from 5 minutes to 8 hours"},
        {"/place", {{"place", "moon"}, {"place_line", "keep me"}}, "Choose one of these"},
        {"/place", {{"place", "video"}, {"place_line", long_line}}, "at most 200 letters"},
        {"/channels", {{"channels", "pigeon"}, {"", ""}}, "at least one way"},
    };
    struct str page;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(post(world, 7, cases[i].step, cases[i].fields, 2, &page) == ERR_INVALID,
                  "case %zu", i);
        cr_expect(has(page, cases[i].says) && has(page, "There is a problem"), "case %zu", i);
    }
    cr_expect(post(world, 7, "/place", cases[3].fields, 2, &page) == ERR_INVALID);
    cr_expect(has(page, "value=\"keep me\""));
    cr_expect(count_of(world, "SELECT count(*) FROM agreement") == 0);
}

Test(agreement, both_say_yes_to_the_same_text_and_the_pair_begins)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    propose(world, 7, "21", "45");
    cr_expect(has(see(world, 7, ""), "Waiting for Ravi to agree"));
    cr_expect(has(see(world, 8, ""), "Ada proposes how you two work together"));
    cr_expect(say_yes(world, 7, hash_on(world, 8)) == ERR_INVALID, "not for the other");
    cr_expect(say_yes(world, 8, hash_on(world, 8)) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM agreement_yes WHERE hash = "
                              "(SELECT hash FROM agreement WHERE state = 'accepted')") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE scheme = 1 AND id = 3"
                              "   AND state = 'active' AND active_at = 1800000000") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM pair WHERE state = 'active'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'agreement_proposed'"
                              "   AND recipient = 8") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'agreement_accepted'") == 2);
    cr_expect(has(see(world, 8, ""), "What you and Ada agreed"));
    struct str page;
    cr_expect(visit(world, 8, GET, "/s/alumni/pairs/3", (struct form){0}, &page) == OK);
    cr_expect(has(page, "You both agreed how you will work together"));
    cr_expect(say_yes(world, 8, "x") == ERR_INVALID, "there is nothing more to agree to");
}

Test(agreement, the_mentor_agrees_from_the_mail_without_signing_in)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    propose(world, 7, "21", "45");
    const char *link = mail_link_at(world, "agreement_proposed", 8, 0);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Every three weeks, 45 minutes") && has(page, "Agree to this"));
    cr_expect(count_of(world, "SELECT count(*) FROM agreement WHERE state = 'accepted'") == 0);
    const char *const yes[][2] = {{"hash", hash_on(world, 8)}};
    cr_expect(visit(world, 0, POST, link, form_of(arena, yes, 1), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM agreement WHERE state = 'accepted'") == 1);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "It is settled"));
    cr_expect(has(mail_to(world, "agreement_accepted", 7), "Every three weeks, 45 minutes"));
}

Test(agreement, a_link_to_a_text_that_was_changed_says_so_and_agrees_to_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    propose(world, 7, "21", "45");
    const char *link = mail_link_at(world, "agreement_proposed", 8, 0);
    const char *const yes[][2] = {{"hash", hash_on(world, 8)}};
    propose(world, 7, "14", "45");
    enum err shown = visit(world, 0, GET, link, (struct form){0}, &page);
    cr_expect(shown == OK || shown == ERR_CONFLICT);
    cr_expect(has(page, "answered or changed since"));
    enum err acted = visit(world, 0, POST, link, form_of(arena, yes, 1), &page);
    cr_expect(acted == OK || acted == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT count(*) FROM agreement WHERE state = 'accepted'") == 0);
}

Test(agreement, the_mentor_amends_a_clause_and_both_texts_stand_side_by_side)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    propose(world, 7, "21", "45");
    const char *first = hash_on(world, 8);
    propose(world, 8, "28", "45");
    struct str page = see(world, 7, "");
    cr_expect(has(page, "Ravi proposes") && has(page, "your words"));
    cr_expect(has(page, "Every three weeks, 45 minutes") &&
              has(page, "Every four weeks, 45 minutes"));
    cr_expect(say_yes(world, 7, first) == ERR_CONFLICT, "that is another text");
    cr_expect(say_yes(world, 8, first) == ERR_INVALID, "this is the mentor's own text now");
    cr_expect(say_yes(world, 7, hash_on(world, 7)) == OK);
    cr_expect(count_of(world, "SELECT interval_days FROM agreement WHERE state = 'accepted'") ==
              28);
}

Test(agreement, a_text_that_the_other_has_changed_meanwhile_is_not_answered_blindly)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const weekly[][2] = {{"every", "7"}, {"length", "30"}};
    struct str page;

    propose(world, 7, "21", "45");
    cr_expect(post(world, 8, "/rhythm", weekly, 2, &page) == OK); /* the mentor begins to amend */
    propose(world, 7, "14", "45");                                /* the mentee changes it again */
    cr_expect(post(world, 8, "/check", NULL, 0, &page) == ERR_CONFLICT);
    cr_expect(count_of(world, "SELECT count(*) FROM agreement WHERE state = 'proposed'") == 1);
    cr_expect(count_of(world, "SELECT interval_days FROM agreement WHERE state = 'proposed'") ==
              14);
}

Test(agreement, a_reopened_text_holds_until_both_accept_the_next)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char in_force[] = "SELECT interval_days FROM agreement WHERE state = 'accepted'";
    struct str page;

    given_accepted(world);
    cr_expect(post(world, 8, "/check", NULL, 0, &page) == ERR_INVALID);
    cr_expect(has(page, "what you two agreed already"));
    propose(world, 8, "42", "60"); /* the mentor may reopen as well */
    cr_expect(count_of(world, in_force) == 21);
    cr_expect(has(see(world, 7, ""), "What holds meanwhile"));
    cr_expect(say_yes(world, 7, hash_on(world, 7)) == OK);
    cr_expect(count_of(world, in_force) == 42);
    cr_expect(has(see(world, 7, "/versions/1"), "Every three weeks, 45 minutes"));
    cr_expect(has(see(world, 7, "/versions/1"), "replaced by a later one"));
    cr_expect(has(see(world, 8, "/versions/2"), "Every six weeks, 1 hour"));
    cr_expect(has(see(world, 8, "/versions/2"), "Ada said yes on 15 January 2027"));
    cr_expect(visit(world, 8, GET, "/s/alumni/pairs/3/agreement/versions/3", (struct form){0},
                    &page) == ERR_NOT_FOUND);
}

Test(agreement, the_exact_text_stays_as_it_was_accepted)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    given_accepted(world);
    given_rows(world, "UPDATE agreement SET interval_days = 7 WHERE state = 'accepted'");
    cr_expect(has(see(world, 7, "/versions/1"), "Every three weeks, 45 minutes"));
    cr_expect(count_of(world, "SELECT count(*) FROM agreement WHERE text LIKE"
                              " '%How often: Every three weeks, 45 minutes%'") == 1);
}

Test(agreement, the_mentor_cannot_propose_first_and_is_told_why)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const weekly[][2] = {{"every", "7"}, {"length", "30"}};
    struct str page;

    cr_expect(post(world, 8, "/rhythm", weekly, 2, &page) == ERR_INVALID);
    cr_expect(has(page, "In this scheme mentees propose"));
    cr_expect(has(page, "You can agree, or amend it"));
}

Test(agreement, a_draft_can_be_thrown_away)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const weekly[][2] = {{"every", "7"}, {"length", "30"}}, *const drop[][2] = {
                                                                                   {"do", "drop"}};
    struct str page;

    cr_expect(post(world, 7, "/rhythm", weekly, 2, &page) == OK);
    cr_expect(has(see(world, 7, ""), "You have begun a change"));
    cr_expect(post(world, 7, "", drop, 1, &page) == OK);
    cr_expect(post(world, 7, "", drop, 1, &page) == ERR_NOT_FOUND);
    cr_expect(count_of(world, "SELECT count(*) FROM agreement") == 0);
}

Test(agreement, a_pair_that_is_over_reads_and_changes_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const weekly[][2] = {{"every", "7"}, {"length", "30"}};
    struct str page;

    given_accepted(world);
    given_rows(world, "UPDATE pair SET state = 'ended' WHERE scheme = 1 AND id = 3");
    cr_expect(has(see(world, 7, ""), "You two have come to an end"));
    cr_expect(has(see(world, 7, "/versions/1"), "Every three weeks"));
    cr_expect(post(world, 7, "/rhythm", weekly, 2, &page) == ERR_INVALID);
    cr_expect(has(page, "stays as it is"));
}

Test(agreement, nobody_but_the_two_reads_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {4, 5, 6, 9, 10, 99};
    static const char *const pages[] = {"", "/check", "/rhythm", "/versions/1"};
    struct str page;

    given_accepted(world);
    for (size_t i = 0; i < COUNT(others); i++)
        for (size_t p = 0; p < COUNT(pages); p++) {
            struct buf path = {.arena = arena};
            buf_addf(&path, "%s%s", home, pages[p]);
            cr_expect(visit(world, others[i], GET, arena_copy(arena, buf_str(&path)).at,
                            (struct form){0}, &page) == ERR_NOT_FOUND);
        }
}
