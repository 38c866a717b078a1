#include "support/given_mail.h"

#include <criterion/criterion.h>

static const char refer[] = "/s/alumni/pairs/3/questions/60/refer";
static const char questions[] = "/s/alumni/pairs/3/questions";

static struct form form_of(struct arena *arena, const char *text)
{
    struct form form;

    cr_assert(form_parse(arena, str_of(text), &form) == OK);
    return form;
}

static struct world *given_question(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(
        world,
        "INSERT INTO question (scheme, id, pair, words, state, place, written_at, changed_at)"
        " VALUES (1, 60, 3, 'How is patent law learned', 'queued', 1, 1, 1),"
        " (1, 61, 3, 'Mine alone', 'private', 2, 1, 1);"
        "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 70, 'topic', 'Law');"
        "INSERT INTO resource (scheme, id, kind, title, words, changed_at) VALUES"
        " (1, 80, 'service', 'Careers service', 'Mondays', 1);"
        "INSERT INTO resource_tag (scheme, resource, tag) VALUES (1, 80, 70);");
    return world;
}

static int64_t is_in(struct world *world, const char *state)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "SELECT count(*) FROM question WHERE id = 60 AND state = '%s'%c", state, '\0');
    return count_of(world, sql.at);
}

Test(referral, P12_I_do_not_know_points_somewhere_and_the_mentee_decides)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_question(arena);
    struct str page;

    cr_expect(visit(world, 8, GET, questions, (struct form){0}, &page) == OK);
    cr_expect(has(page, "href=\"/s/alumni/pairs/3/questions/60/refer\""));
    cr_expect(visit(world, 8, GET, refer, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Careers service") && has(page, "How is patent law learned"));
    cr_expect(visit(world, 8, POST, refer, form_of(arena, "do=point"), &page) == ERR_INVALID);
    cr_expect(visit(world, 8, POST, refer, form_of(arena, "do=point&resource=80&line=Ask+for+Jo"),
                    &page) == OK);
    cr_expect(is_in(world, "queued") == 1, "nothing moves before the mentee says so");
    cr_expect(visit(world, 8, POST, refer, form_of(arena, "do=point&resource=80"), &page) ==
              ERR_CONFLICT);
    cr_expect(visit(world, 7, GET, questions, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Ravi knows where to look") && has(page, "Ask for Jo"));
    cr_expect(visit(world, 7, POST, mail_link_at(world, "referral_proposed", 7, 0),
                    form_of(arena, "do=yes"), &page) == OK);
    cr_expect(is_in(world, "referred") == 1);
}

static void given_referred(struct world *world)
{
    struct str page;

    cr_assert(visit(world, 8, POST, refer, form_of(world->arena, "do=point&resource=80"), &page) ==
              OK);
    cr_assert(visit(world, 7, POST, mail_link_at(world, "referral_proposed", 7, 0),
                    form_of(world->arena, "do=yes"), &page) == OK);
}

Test(referral, after_two_weeks_the_mentee_is_asked_once_and_useful_ends_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_question(arena);
    struct str page;

    given_referred(world);
    world->now += 13 * INT64_C(86400);
    cr_expect(run_job(world, "referral_ask", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'referral_asked'") == 0);
    world->now += 2 * INT64_C(86400);
    cr_expect(run_job(world, "referral_ask", 1) == OK);
    cr_expect(run_job(world, "referral_ask", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'referral_asked'") == 1);
    cr_expect(visit(world, 7, POST, mail_link_at(world, "referral_asked", 7, 0),
                    form_of(arena, "do=yes"), &page) == OK);
    cr_expect(is_in(world, "answered") == 1);
    cr_expect(has(mail_to(world, "referral_outcome", 8), "was useful"));
}

Test(referral, what_did_not_help_is_back_in_the_queue_and_counted_by_topic_without_its_words)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_question(arena);
    struct str page;

    given_referred(world);
    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/questions/60", form_of(arena, "do=queued"),
                    &page) == OK);
    cr_expect(is_in(world, "queued") == 1);
    cr_expect(has(mail_to(world, "referral_outcome", 8), "back in the queue"));
    cr_expect(
        count_of(world, "SELECT count(*) FROM referral WHERE state = 'not_useful' AND tag = 70") ==
        1);
    cr_expect(visit(world, 8, POST, refer, form_of(arena, "do=nobody&topic=70"), &page) == OK);
    cr_expect(is_in(world, "queued") == 1, "it stays the mentee's to ask");
    cr_expect(has(mail_to(world, "referral_nobody", 7), "stays in your queue"));
    cr_expect(visit(world, 5, GET, "/s/alumni/team/resources", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Law") && has(page, "2") && !has(page, "patent"));
}

Test(referral, a_mentee_who_looks_elsewhere_alone_is_asked_too)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_question(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, "/s/alumni/pairs/3/questions/60",
                    form_of(arena, "do=referred&pointed_to=The+library"), &page) == OK);
    world->now += 15 * INT64_C(86400);
    cr_expect(run_job(world, "referral_ask", 1) == OK);
    cr_expect(has(mail_to(world, "referral_asked", 7), "The library"));
}

Test(referral, is_not_for_a_private_question_nor_for_others)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_question(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    cr_expect(visit(world, 8, GET, "/s/alumni/pairs/3/questions/61/refer", (struct form){0},
                    &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 7, GET, refer, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 7, POST, refer, form_of(arena, "do=point&resource=80"), &page) ==
              ERR_INVALID);
    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, refer, (struct form){0}, &page) == ERR_NOT_FOUND);
}
