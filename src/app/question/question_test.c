#include "app/question/question.h"

#include "support/given.h"

#include <criterion/criterion.h>

static const char queue[] = "/s/alumni/pairs/3/questions";

static struct form form_of(struct arena *arena, const char *name, const char *value,
                           const char *other, const char *other_value)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){str_of(name), str_of(value)};
    fields[1] = (struct field){str_of(other), str_of(other_value)};
    return (struct form){fields, 2};
}

/* Write a question as the mentee of pair 3. */
static void write_one(struct world *world, const char *words, const char *sees)
{
    struct str page;

    cr_assert(visit(world, 7, POST, queue, form_of(world->arena, "words", words, "sees", sees),
                    &page) == OK);
}

static const char *path_of(struct world *world, const char *words)
{
    struct buf path = {.arena = world->arena}, sql = path;

    buf_addf(&sql, "SELECT id FROM question WHERE words LIKE '%s%%'", words);
    buf_addf(&path, "%s/%lld", queue, (long long)count_of(world, sql.at));
    return path.at;
}

static enum err press(struct world *world, int64_t person, const char *words, const char *act)
{
    struct str page;

    return visit(world, person, POST, path_of(world, words),
                 form_of(world->arena, "do", act, "pointed_to", "The careers library"), &page);
}

static bool is_in_state(struct world *world, const char *words, const char *state)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "SELECT count(*) FROM question WHERE words LIKE '%s%%' AND state = '%s'", words,
             state);
    return count_of(world, sql.at) == 1;
}

Test(question, a_private_question_is_the_mentees_alone_until_it_is_shared)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    write_one(world, "What is <hard> about it?", "me");
    cr_expect(visit(world, 7, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(has(page, "What is &lt;hard&gt; about it?") && has(page, "Only you see this"));
    cr_expect(visit(world, 8, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "What is") && has(page, "Nothing shared yet"));

    cr_expect(press(world, 7, "What is", "share") == OK);
    cr_expect(visit(world, 8, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(has(page, "What is &lt;hard&gt; about it?") && !has(page, "<textarea"));
}

Test(question, only_the_mentee_writes_orders_and_ends)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const acts[] = {"up", "down", "answered", "dropped", "keep", "save"};
    struct str page;

    write_one(world, "What next?", "both");
    cr_expect(visit(world, 8, POST, queue, form_of(arena, "words", "Mine", "sees", "both"),
                    &page) == ERR_INVALID);
    cr_expect(has(page, "In this scheme the mentee writes the questions"));
    for (size_t i = 0; i < COUNT(acts); i++)
        cr_expect(press(world, 8, "What next", acts[i]) == ERR_NOT_FOUND, "%s", acts[i]);
    cr_expect(is_in_state(world, "What next", "queued"));
    cr_expect(visit(world, 8, GET, path_of(world, "What next"), (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}

Test(question, a_question_needs_words_that_fit_and_keeps_what_was_typed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf words = {.arena = arena};
    struct str page;

    cr_expect(visit(world, 7, POST, queue, form_of(arena, "words", "  ", "sees", "both"), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "Write what you would like to ask.") &&
              has(page, "value=\"both\" checked"));
    for (int i = 0; i < 501; i++)
        buf_add(&words, S("\xc3\xa9"));
    buf_add(&words, S("\0"));
    cr_expect(visit(world, 7, POST, queue, form_of(arena, "words", words.at, "sees", "me"),
                    &page) == ERR_INVALID);
    cr_expect(has(page, "\xc3\xa9\xc3\xa9</textarea>") && has(page, "aria-invalid=\"true\""));
    cr_expect(count_of(world, "SELECT count(*) FROM question") == 0);
}

Test(question, its_states_change_only_as_the_life_cycle_says)
{
    static const bool may[QUESTION_STATE_COUNT][QUESTION_STATE_COUNT] = {
        [QUESTION_PRIVATE] = {[QUESTION_QUEUED] = true},
        [QUESTION_QUEUED] = {[QUESTION_RAISED] = true,
                             [QUESTION_ANSWERED] = true,
                             [QUESTION_REFERRED] = true,
                             [QUESTION_DROPPED] = true},
        [QUESTION_RAISED] =
            {[QUESTION_ANSWERED] = true, [QUESTION_REFERRED] = true, [QUESTION_DROPPED] = true},
        [QUESTION_REFERRED] = {[QUESTION_ANSWERED] = true, [QUESTION_QUEUED] = true},
    };

    for (enum question_state from = QUESTION_PRIVATE; from < QUESTION_STATE_COUNT; from++)
        for (enum question_state to = QUESTION_PRIVATE; to < QUESTION_STATE_COUNT; to++)
            cr_expect(question_may_become(from, to) == may[from][to], "%d to %d", from, to);
}

Test(question, a_referred_question_ends_as_useful_or_comes_back)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    write_one(world, "Who knows patents?", "both");
    cr_expect(press(world, 7, "Who", "referred") == OK);
    cr_expect(is_in_state(world, "Who", "referred"));
    cr_expect(visit(world, 7, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(has(page, "The careers library") && has(page, "Did it help?"));
    cr_expect(press(world, 7, "Who", "queued") == OK && is_in_state(world, "Who", "queued"));
    cr_expect(press(world, 7, "Who", "answered") == OK && is_in_state(world, "Who", "answered"));
    cr_expect(press(world, 7, "Who", "queued") == ERR_CONFLICT);
}

Test(question, a_question_moves_past_its_neighbour_and_stops_at_the_ends)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    write_one(world, "One", "me");
    write_one(world, "Two", "me");
    write_one(world, "Three", "me");
    cr_expect(press(world, 7, "Three", "up") == OK && press(world, 7, "Three", "up") == OK);
    cr_expect(press(world, 7, "Three", "up") == OK && press(world, 7, "Two", "down") == OK);
    cr_expect(count_of(world, "SELECT place FROM question WHERE words = 'Three'") == 1);
    cr_expect(count_of(world, "SELECT place FROM question WHERE words = 'One'") == 2);
    cr_expect(count_of(world, "SELECT place FROM question WHERE words = 'Two'") == 3);
}

Test(question, a_suggestion_on_wording_stands_beside_it_until_the_words_are_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    write_one(world, "Did you like it?", "both");
    cr_expect(visit(world, 7, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(has(page, "One word would answer this."));
    cr_expect(visit(world, 8, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "One word would answer this."), "it is between the mentee and the page");
    cr_expect(press(world, 7, "Did", "keep") == OK);
    cr_expect(visit(world, 7, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "One word would answer this."));
}

Test(question, one_that_nobody_else_has_seen_can_be_taken_away_and_no_other)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);

    write_one(world, "Mine?", "me");
    write_one(world, "Ours?", "both");
    cr_expect(press(world, 7, "Mine", "remove") == OK);
    cr_expect(press(world, 7, "Ours", "remove") == ERR_NOT_FOUND);
    cr_expect(count_of(world, "SELECT count(*) FROM question") == 1);
}

Test(question, when_the_pair_is_over_it_can_be_read_and_not_changed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    write_one(world, "What next?", "both");
    given_rows(world, "UPDATE pair SET state = 'ended' WHERE scheme = 1 AND id = 3;");
    cr_expect(visit(world, 7, GET, queue, (struct form){0}, &page) == OK);
    cr_expect(has(page, "What next?") && !has(page, "<textarea"));
    cr_expect(visit(world, 7, POST, queue, form_of(arena, "words", "More?", "sees", "me"), &page) ==
              ERR_INVALID);
    cr_expect(has(page, "can be read, and no longer changed"));
}

Test(question, a_question_of_another_pair_is_not_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf path = {.arena = arena};
    struct str page;

    write_one(world, "Ours?", "both");
    buf_addf(&path, "/s/alumni/pairs/4/questions/%lld",
             (long long)count_of(world, "SELECT id FROM question"));
    cr_expect(visit(world, 9, GET, path.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 9, POST, path.at, form_of(arena, "do", "answered", "x", ""), &page) ==
              ERR_NOT_FOUND);
}
