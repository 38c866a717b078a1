#include "app/brief/brief.h"

#include "support/given.h"

#include <criterion/criterion.h>

static const int64_t hour = 3600, day = 86400;

static const char prepare[] = "/s/alumni/pairs/3/meetings/31/prepare";
static const char questions[] = "/s/alumni/pairs/3/questions";

/* A meeting of pair 3 in two days, Sunday 17 January 2027 at 08:00 UTC: 03:00 in New York, where
 * the mentor is, so that the evening before begins on Saturday at 23:00 UTC.
 */
static struct world *given_a_meeting(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);
    struct buf sql = {.arena = arena};
    long long at = world->now + 2 * day;

    buf_addf(&sql,
             "INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, starts_at, uid,"
             "  changed_at) VALUES (1, 31, 3, 'set', 7, 'video', 60, %lld, 'u31', 1);",
             at);
    given_rows(world, buf_str(&sql).at);
    return world;
}

/* A form of up to six fields: name, value, name, value ... */
static struct form form_of(struct arena *arena, const char *const *pairs, size_t len)
{
    struct field *fields = NEW_ARRAY(arena, struct field, len / 2);

    for (size_t i = 0; i + 1 < len; i += 2)
        fields[i / 2] = (struct field){str_of(pairs[i]), str_of(pairs[i + 1])};
    return (struct form){fields, len / 2};
}
#define FORM(...)                                                                                  \
    form_of(world->arena, (const char *const[]){__VA_ARGS__},                                      \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static struct str look(struct world *world, int64_t person)
{
    struct str page = {0};

    cr_expect(visit(world, person, GET, prepare, (struct form){0}, &page) == OK);
    return page;
}

static void given_questions(struct world *world)
{
    struct str page;

    cr_assert(visit(world, 7, POST, questions, FORM("words", "How did you begin?", "sees", "both"),
                    &page) == OK);
    cr_assert(visit(world, 7, POST, questions, FORM("words", "What do I fear?", "sees", "me"),
                    &page) == OK);
}

static const char *bring(struct world *world, const char *words)
{
    struct buf sql = {.arena = world->arena}, out = sql;

    buf_addf(&sql, "SELECT id FROM question WHERE words = '%s'", words);
    buf_addf(&out, "bring %lld", (long long)count_of(world, sql.at));
    return out.at;
}

static bool is_in_mail(struct world *world, const char *words)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "SELECT count(*) FROM mail WHERE kind = 'brief' AND message LIKE '%%%s%%'",
             words);
    return count_of(world, sql.at) == 1;
}

Test(brief, what_is_written_is_kept_and_the_mentor_reads_the_shared_lines_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    cr_expect(has(look(world, 8), "has not shared anything for this meeting yet"));
    cr_expect(visit(world, 7, POST, prepare,
                    FORM("since", "Two <applications> sent", "stuck", "My nerves", "stuck-sees",
                         "me", "do", "keep", "version", "0"),
                    &page) == OK);
    cr_expect(has(look(world, 7), "Two &lt;applications&gt; sent"));
    cr_expect(has(look(world, 8), "has not shared anything"), "it is kept, not shared");

    cr_expect(visit(world, 7, POST, prepare,
                    FORM("since", "Two <applications> sent", "stuck", "My nerves", "stuck-sees",
                         "me", "do", "share", "version", "1"),
                    &page) == OK);
    page = look(world, 8);
    cr_expect(has(page, "Two &lt;applications&gt; sent") && !has(page, "My nerves"));
}

Test(brief, questions_come_out_of_the_queue_and_are_raised_when_it_is_shared)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    given_questions(world);
    cr_expect(visit(world, 7, POST, prepare, FORM("do", bring(world, "How did you begin?")),
                    &page) == OK);
    cr_expect(visit(world, 7, POST, prepare,
                    FORM("do", bring(world, "What do I fear?"), "version", "1"), &page) == OK);
    cr_expect(has(look(world, 7), "2 of 3 ready"));
    cr_expect(visit(world, 7, POST, prepare,
                    FORM("do", "share", "version", "2", "words", "And one typed late?"),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM question WHERE state = 'raised'") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM question WHERE state = 'private'") == 1);
    page = look(world, 8);
    cr_expect(has(page, "How did you begin?") && has(page, "And one typed late?"));
    cr_expect(!has(page, "What do I fear?"));
}

Test(brief, a_change_made_elsewhere_is_shown_beside_ones_own_and_not_lost)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, prepare, FORM("since", "On the phone", "do", "keep"), &page) ==
              OK);
    cr_expect(visit(world, 7, POST, prepare, FORM("since", "On the laptop", "do", "keep"), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "On the phone") && has(page, "On the laptop</textarea>"));
    cr_expect(has(page, "name=\"version\" value=\"1\""), "saving again is meant");
    cr_expect(count_of(world, "SELECT count(*) FROM brief WHERE since_words = 'On the phone'") ==
              1);
}

Test(brief, only_the_mentee_of_the_pair_writes_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    cr_expect(visit(world, 8, POST, prepare, FORM("since", "Mine", "do", "share"), &page) ==
              ERR_INVALID);
    cr_expect(count_of(world, "SELECT count(*) FROM brief") == 0);
    cr_expect(visit(world, 9, GET, "/s/alumni/pairs/4/meetings/31/prepare", (struct form){0},
                    &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 5, GET, prepare, (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(brief, a_question_of_another_pair_cannot_be_brought)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    cr_assert(visit(world, 9, POST, "/s/alumni/pairs/4/questions",
                    FORM("words", "Not yours?", "sees", "both"), &page) == OK);
    cr_expect(visit(world, 7, POST, prepare, FORM("do", bring(world, "Not yours?")), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM brief_question") == 0);
}

Test(brief, the_mentor_gets_it_once_the_evening_before_where_they_are)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    given_questions(world);
    cr_assert(visit(world, 7, POST, prepare, FORM("do", bring(world, "How did you begin?")),
                    &page) == OK);
    cr_assert(visit(world, 7, POST, prepare,
                    FORM("since", "It went well", "stuck", "Hush", "stuck-sees", "me", "do",
                         "share", "version", "1"),
                    &page) == OK);
    world->now += day + 14 * hour; /* 22:00 UTC, 17:00 in New York */
    cr_expect(run_job(world, "brief_evening", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'brief'") == 0);
    world->now += hour;
    cr_expect(run_job(world, "brief_evening", 1) == OK);
    cr_expect(run_job(world, "brief_evening", 1) == OK);
    cr_expect(count_of(world, "SELECT recipient FROM mail WHERE kind = 'brief'") == 8);
    cr_expect(is_in_mail(world, "It went well") && is_in_mail(world, "How did you begin?"));
    cr_expect(!is_in_mail(world, "Hush"));
}

Test(brief, with_none_shared_the_mail_says_so_kindly_and_a_link_alone_can_be_chosen)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct str page;

    world->now += 2 * day - hour;
    cr_expect(run_job(world, "brief_evening", 1) == OK);
    cr_expect(is_in_mail(world, "That is fine"));

    given_rows(world, "DELETE FROM notice; DELETE FROM mail;");
    cr_assert(visit(world, 7, POST, prepare,
                    FORM("since", "It went well", "mail", "link", "do", "share"), &page) == OK);
    cr_expect(run_job(world, "brief_evening", 1) == OK);
    cr_expect(!is_in_mail(world, "It went well") && is_in_mail(world, "/meetings/31/prepare"));
}

Test(brief, a_line_that_is_too_long_is_kept_and_pointed_at)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_a_meeting(arena);
    struct buf words = {.arena = arena};
    struct str page;

    for (int i = 0; i < 2001; i++)
        buf_add(&words, S("x"));
    buf_add(&words, S("\0"));
    cr_expect(visit(world, 7, POST, prepare, FORM("stuck", words.at, "do", "share"), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "aria-invalid=\"true\">xxx") && has(page, "href=\"#stuck\""));
}
