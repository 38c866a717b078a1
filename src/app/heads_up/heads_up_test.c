#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

static const char heads_up[] = "/s/alumni/pairs/3/heads-up";

static struct form field_of(struct arena *arena, const char *name, const char *value,
                            const char *other, const char *other_value)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 2);

    fields[0] = (struct field){str_of(name), str_of(value)};
    fields[1] = (struct field){str_of(other), str_of(other_value)};
    return (struct form){fields, 2};
}

static enum err tell(struct world *world, int64_t person, const char *words)
{
    struct str page;

    return visit(world, person, POST, heads_up, field_of(world->arena, "words", words, "", ""),
                 &page);
}

Test(heads_up, the_other_reads_it_and_nobody_else_on_any_page_or_in_any_mail)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    static const char *const team[] = {"/s/alumni/team", "/s/alumni/team/pairs",
                                       "/s/alumni/team/pairs/3", "/s/alumni/team/people"};
    struct str page;

    cr_expect(tell(world, 7, "I run late") == OK);
    cr_expect(visit(world, 8, GET, heads_up, (struct form){0}, &page) == OK);
    cr_expect(has(page, "I run late") && has(page, "How can I help?"));
    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, heads_up, (struct form){0}, &page) == ERR_NOT_FOUND);
    for (size_t i = 0; i < COUNT(team); i++) {
        cr_expect(visit(world, 5, GET, team[i], (struct form){0}, &page) == OK, "%s", team[i]);
        cr_expect(!has(page, "I run late"), "%s", team[i]);
    }
    cr_expect(visit(world, 9, GET, "/s/alumni/pairs/4/heads-up", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "I run late"), "a mentor's other mentee reads nothing of it");
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0);
}

Test(heads_up, how_can_i_help_is_asked_without_a_word_of_it_in_the_mail)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf key = {.arena = arena}, field = {.arena = arena};
    struct str page;

    cr_assert(tell(world, 7, "I run late") == OK);
    long long id = count_of(world, "SELECT id FROM heads_up");
    buf_addf(&key, "%lld%c", id, 0);
    buf_addf(&field, "helps-%lld%c", id, 0);
    cr_expect(visit(world, 7, POST, heads_up, field_of(arena, "ask", key.at, "", ""), &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 8, POST, heads_up, field_of(arena, "ask", key.at, "", ""), &page) == OK);
    struct str mail = mail_to(world, "heads_up_asked", 7);
    cr_expect(mail.len > 0 && !has(mail, "run late"));
    cr_expect(visit(world, 7, POST, heads_up,
                    field_of(arena, "answer", key.at, field.at, "Do not wait for me"),
                    &page) == OK);
    cr_expect(visit(world, 8, GET, heads_up, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Do not wait for me"));
}

Test(heads_up, three_are_plenty_and_one_can_be_taken_back)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf key = {.arena = arena};
    struct str page;

    for (int i = 0; i < 3; i++)
        cr_expect(tell(world, 7, "A habit") == OK);
    cr_expect(tell(world, 7, "A fourth") == ERR_INVALID);
    cr_expect(tell(world, 8, "The mentor has one too") == OK);
    buf_addf(&key, "%lld%c",
             (long long)count_of(world, "SELECT min(id) FROM heads_up WHERE author = 7"), 0);
    cr_expect(visit(world, 8, POST, heads_up, field_of(arena, "back", key.at, "", ""), &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 7, POST, heads_up, field_of(arena, "back", key.at, "", ""), &page) ==
              OK);
    cr_expect(tell(world, 7, "A fourth") == OK && tell(world, 7, "") == ERR_INVALID);
}
