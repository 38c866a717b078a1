#include "support/given.h"

#include <criterion/criterion.h>

static const char timeline[] = "/s/alumni/pairs/3/timeline";

static struct world *given_story(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(
        world,
        "INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, uid, changed_at,"
        " starts_at) VALUES (1, 50, 3, 'met', 7, 'video', 60, 'u1', 1, 1799000000),"
        " (1, 51, 3, 'set', 7, 'video', 60, 'u2', 1, 1800600000);"
        "INSERT INTO record (scheme, meeting, words, written_at) VALUES"
        " (1, 50, 'We spoke of <law>', 1799000100);"
        "INSERT INTO takeaway (scheme, meeting, person, words, written_at) VALUES"
        " (1, 50, 8, 'Ask twice', 1799000200);"
        "INSERT INTO question (scheme, id, pair, words, state, place, written_at, changed_at)"
        " VALUES (1, 60, 3, 'How did you begin', 'answered', 1, 1, 1799000300),"
        " (1, 61, 3, 'Am I too slow', 'private', 2, 1, 1799000300);"
        "INSERT INTO message (scheme, id, pair, author, body, sent_at) VALUES"
        " (1, 70, 3, 7, 'Thank you for today', 1799000400);");
    return world;
}

Test(timeline, tells_everything_newest_first_with_the_braid_as_sentence_and_table)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_story(arena);
    struct str page;

    cr_expect(visit(world, 8, GET, timeline, (struct form){0}, &page) == OK);
    cr_expect(has(page, "class=\"braid wide\"") && has(page, "class=\"braid narrow\""));
    cr_expect(has(page, "You have met once") && has(page, "<th scope=\"col\">Day</th>"));
    cr_expect(has(page, "We spoke of &lt;law&gt;") && has(page, "Ravi took along"));
    cr_expect(has(page, "A question answered") && has(page, "How did you begin"));
    cr_expect(has(page, "Thank you for today") && has(page, "You were introduced"));
    cr_expect(!has(page, "Am I too slow"), "what is private is in nobody's story");
}

Test(timeline, shows_one_kind_when_asked_and_all_for_a_kind_that_is_none)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_story(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/timeline?kind=takeaway", (struct form){0},
                    &page) == OK);
    cr_expect(has(page, "Ask twice") && !has(page, "Thank you for today"));
    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/timeline?kind=golf", (struct form){0},
                    &page) == OK);
    cr_expect(has(page, "Ask twice") && has(page, "Thank you for today"));
}

Test(timeline, goes_back_page_by_page)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    for (int i = 0; i < 65; i++) {
        struct buf sql = {.arena = arena};
        buf_addf(&sql,
                 "INSERT INTO message (scheme, id, pair, author, body, sent_at) VALUES"
                 " (1, %d, 3, 7, 'Line %d.', %d)%c",
                 100 + i, i, 1799000000 + i, '\0');
        given_rows(world, sql.at);
    }
    cr_expect(visit(world, 7, GET, timeline, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Line 64.") && has(page, "Line 5.") && !has(page, "Line 4."));
    cr_expect(has(page, "before=1799000005"));
    cr_expect(visit(world, 7, GET, "/s/alumni/pairs/3/timeline?before=1799000005", (struct form){0},
                    &page) == OK);
    cr_expect(has(page, "Line 4.") && !has(page, "Line 5."));
}

Test(timeline, is_for_the_two_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_story(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, timeline, (struct form){0}, &page) == ERR_NOT_FOUND);
}
