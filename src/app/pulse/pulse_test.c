#include "support/given.h"

#include <criterion/criterion.h>

static const char pulse[] = "/s/alumni/pairs/3/pulse";
static const char team[] = "/s/alumni/team/pairs/3";

static struct form answer(struct arena *arena, const char *face, const char *line, bool contact)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 3);

    fields[0] = (struct field){S("face"), str_of(face)};
    fields[1] = (struct field){S("line"), str_of(line)};
    fields[2] = (struct field){S("contact"), contact ? S("yes") : S("")};
    return (struct form){fields, 3};
}

Test(pulse, the_team_reads_it_and_the_partner_never_does)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char *const pages[] = {"", "/pulse", "/progress", "/messages", "/help"};
    struct str page;

    cr_expect(visit(world, 7, POST, pulse, answer(arena, "1", "He never answers", false), &page) ==
              OK);
    cr_expect(visit(world, 5, GET, team, (struct form){0}, &page) == OK);
    cr_expect(has(page, "He never answers") && has(page, "Not working"));
    cr_expect(visit(world, 7, GET, pulse, (struct form){0}, &page) == OK);
    cr_expect(has(page, "He never answers"), "one's own stands on one's own page");
    for (size_t i = 0; i < COUNT(pages); i++) {
        struct buf path = {.arena = arena};
        buf_addf(&path, "/s/alumni/pairs/3%s%c", pages[i], 0);
        cr_expect(visit(world, 8, GET, path.at, (struct form){0}, &page) == OK, "%s", path.at);
        cr_expect(!has(page, "He never answers") && !has(page, "Not working.") &&
                      !has(page, "Pulse"),
                  "%s", path.at);
    }
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0);
}

Test(pulse, please_contact_me_raises_the_hand)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 8, POST, pulse, answer(arena, "3", "A word, please", true), &page) ==
              OK);
    cr_expect(count_of(world, "SELECT person FROM hand WHERE lowered_at IS NULL") == 8);
    cr_expect(visit(world, 5, GET, "/s/alumni/team", (struct form){0}, &page) == OK);
    cr_expect(has(page, "asks the team to get in touch"));
}

Test(pulse, what_was_asked_last_is_answered_and_the_rest_stays_unanswered)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "INSERT INTO pulse (scheme, id, pair, person, asked_at) VALUES"
                      " (1, 1, 3, 7, 1799000000), (1, 2, 3, 7, 1799900000),"
                      " (1, 3, 3, 8, 1799950000)");
    cr_expect(visit(world, 7, POST, pulse, answer(arena, "4", "", false), &page) == OK);
    cr_expect(count_of(world, "SELECT id FROM pulse WHERE answered_at IS NOT NULL") == 2);
    cr_expect(visit(world, 7, POST, pulse, answer(arena, "5", "", false), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM pulse") == 3);
}

Test(pulse, none_of_the_five_is_refused_and_the_line_is_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, pulse, answer(arena, "6", "Kept text", false), &page) ==
              ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("face")) && has(page, "Kept text"));
    cr_expect(visit(world, 9, POST, pulse, answer(arena, "3", "", false), &page) == ERR_NOT_FOUND);
    cr_expect(count_of(world, "SELECT count(*) FROM pulse") == 0);
}
