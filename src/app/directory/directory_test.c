#include "app/directory/directory.h"

#include "support/given_seekers.h"

#include <criterion/criterion.h>
#include <string.h>

static struct str seen(struct world *world, int64_t person, const char *path)
{
    struct str page;
    enum err err = visit(world, person, GET, path, (struct form){0}, &page);

    cr_assert(err == OK, "%s: %d", path, err);
    return page;
}

Test(directory, each_card_leads_with_what_the_two_share_and_shows_no_number_of_fit)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page = seen(world, 20, "/s/alumni/mentors");

    cr_expect(has(page, "2 mentors, best fit first"));
    cr_expect(has(page, "You both chose <b class=\"b\">Engineering</b>"));
    cr_expect(has(page, "Can help with <b class=\"b\">Interviews</b>"));
    cr_expect(!has(page, "Hugo Tan"), "nothing in common");
    cr_expect(!has(page, "Dan Vik"), "no language in common");
    const char *ingrid = strstr(page.at, "Ingrid Solberg"), *rosa = strstr(page.at, "Rosa Mbeki");
    cr_expect(ingrid && rosa && ingrid < rosa, "who fits better stands first");
}

Test(directory, away_full_and_silent_mentors_are_not_shown_and_are_told_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_expect(has(seen(world, 30, "/s/alumni/mentors"), "You are shown."));
    cr_assert(visit(world, 30, POST, "/s/alumni/mentors",
                    given_form(arena, "away", "yes", NULL, NULL, NULL, NULL), &page) == OK);
    cr_expect(has(seen(world, 30, "/s/alumni/mentors"), "You have said that you are away"));
    cr_expect(!has(seen(world, 20, "/s/alumni/mentors"), "Ingrid Solberg"));
    cr_assert(visit(world, 30, POST, "/s/alumni/mentors",
                    given_form(arena, "away", "no", NULL, NULL, NULL, NULL), &page) == OK);
    cr_expect(has(seen(world, 20, "/s/alumni/mentors"), "Ingrid Solberg"));

    given_rows(world, "INSERT INTO listing (scheme, participant, missed) VALUES (1, 30, 2)");
    cr_expect(!has(seen(world, 20, "/s/alumni/mentors"), "Ingrid Solberg"));
    cr_expect(has(seen(world, 30, "/s/alumni/mentors"), "Two requests in a row"));
    cr_assert(visit(world, 30, POST, "/s/alumni/mentors",
                    given_form(arena, "away", "no", NULL, NULL, NULL, NULL), &page) == OK);
    cr_expect(has(seen(world, 20, "/s/alumni/mentors"), "Ingrid Solberg"));

    given_rows(world, "UPDATE participant SET used = 1 WHERE id = 30");
    cr_expect(!has(seen(world, 20, "/s/alumni/mentors"), "Ingrid Solberg"));
    cr_expect(has(seen(world, 30, "/s/alumni/mentors"), "Your places are taken"));
    page = seen(world, 20, "/s/alumni/mentors/30");
    cr_expect(has(page, "takes nobody at present") && has(page, "Rosa Mbeki"));
}

Test(directory, a_search_finds_by_any_name_of_a_word_and_by_what_a_mentor_says)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    cr_expect(has(seen(world, 20, "/s/alumni/mentors?q=assessment+days"), "Rosa Mbeki"));
    struct str page = seen(world, 20, "/s/alumni/mentors?q=SOLIC");
    cr_expect(has(page, "Rosa Mbeki") && !has(page, "Ingrid Solberg"));
    page = seen(world, 20, "/s/alumni/mentors?how=phone");
    cr_expect(has(page, "Rosa Mbeki") && !has(page, "Ingrid Solberg"));
    page = seen(world, 20, "/s/alumni/mentors?topic=2");
    cr_expect(has(page, "Hugo Tan") && !has(page, "Rosa Mbeki"), "a word chosen counts as a wish");
    page = seen(world, 20, "/s/alumni/mentors?q=%25");
    cr_expect(has(page, "Nobody is like that"), "a wildcard is a letter");
}

Test(directory, where_nobody_is_found_it_says_which_choice_to_leave_out)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page = seen(world, 20, "/s/alumni/mentors?q=zebra&how=video");

    cr_expect(has(page, "Nobody is like that just now"));
    cr_expect(has(page, "Leave out the words you typed"));
    cr_expect(has(page, "2 mentors are there."));
}

Test(directory, a_block_hides_two_people_from_each_other)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    given_rows(world, "INSERT INTO block (scheme, person, other, set_at) VALUES (1, 20, 30, 1)");
    cr_expect(!has(seen(world, 20, "/s/alumni/mentors"), "Ingrid Solberg"));
    cr_expect(has(seen(world, 21, "/s/alumni/mentors"), "Ingrid Solberg"));
    cr_expect(visit(world, 20, GET, "/s/alumni/mentors/30", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 20, GET, "/s/alumni/mentors/21", (struct form){0}, &page) ==
                  ERR_NOT_FOUND,
              "a mentee is no mentor");
}

Test(directory, pages_go_on_by_key_and_show_everybody_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    const char *path = "/s/alumni/mentors";
    size_t found = 0, pages = 0;

    given_rows(world,
               "INSERT INTO person (id, name, email, zone, created_at)"
               "  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)"
               "  SELECT 1000 + i, 'Mentor ' || (1000 + i), 'm' || i || '@example.org',"
               "  'Europe/London', 1 FROM n;"
               "INSERT INTO participant (scheme, id, cohort, person, role, state, capacity,"
               "  joined_at, listed) SELECT 1, id, 1, id, 'mentor', 'ready', 1, 1, lower(name)"
               "  FROM person WHERE id > 1000;"
               "INSERT INTO profile (scheme, participant, languages) SELECT 1, id, 'English'"
               "  FROM person WHERE id > 1000;"
               "INSERT INTO participant_tag (scheme, participant, tag) SELECT 1, id, 1"
               "  FROM person WHERE id > 1000;");
    while (path && pages++ < 10) {
        struct str page = seen(world, 20, path);
        for (const char *at = page.at; (at = strstr(at, "card mcard")); at++)
            found++;
        const char *next = strstr(page.at, "href=\"/s/alumni/mentors?q=&amp;after=");
        struct buf more = {.arena = arena};
        if (next)
            buf_addf(&more, "/s/alumni/mentors?after=%.*s",
                     (int)strcspn(strstr(next, "after=") + 6, "\""), strstr(next, "after=") + 6);
        path = next ? more.at : NULL;
    }
    cr_expect(found == 32, "%zu", found);
    cr_expect(pages == 3, "%zu", pages);
}

Test(directory, there_is_none_where_the_scheme_does_not_let_mentees_ask)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    given_rows(world, "UPDATE scheme_text SET body = 'scheme \"Alumni\"\n' WHERE scheme = 1");
    cr_expect(visit(world, 20, GET, "/s/alumni/mentors", (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 20, GET, "/s/alumni/mentors/30/ask", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}

Test(directory, nobody_looks_around_while_gated_or_placed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    given_rows(world, "UPDATE participant SET state = 'gated' WHERE id = 20");
    page = seen(world, 20, "/s/alumni/mentors");
    cr_expect(has(page, "ready") && !has(page, "Ingrid Solberg"));
    cr_expect(!has(seen(world, 7, "/s/alumni/mentors"), "Ingrid Solberg"), "has a mentor");
    cr_expect(visit(world, 99, GET, "/s/alumni/mentors", (struct form){0}, &page) == ERR_NOT_FOUND);
}

Test(directory, words_that_have_to_do_with_each_other_bring_people_together)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);

    cr_expect(!has(seen(world, 20, "/s/alumni/mentors"), "Hugo Tan"));
    given_rows(world, "INSERT INTO tag_related (scheme, tag, other) VALUES (1, 1, 2)");
    struct str page = seen(world, 20, "/s/alumni/mentors");
    cr_expect(has(page, "Hugo Tan"));
    cr_expect(has(page, "You chose Interviews; close to it is <b class=\"b\">Confidence</b>"));
}
