#include "app/profile/profile.h"

#include <criterion/criterion.h>

#include "support/given.h"

static const char own[] = "/s/alumni/profile";

static struct world *given_form(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(
        world,
        "UPDATE scheme_text SET body = 'scheme \"Alumni\"\n"
        "field as mentee key course ask \"What do you study?\" kind line most 20 required yes"
        " stamp cohort because \"So\"\n"
        "field as mentee key topics ask \"Which help?\" kind some of \"Interviews|Confidence\""
        " tags \"topic\" most 2 required no stamp cohort because \"So\"\n"
        "field as mentee key channels ask \"How?\" kind some of \"Video|In person|Phone\""
        " most 3 required no stamp cohort because \"So\"\n"
        "field as mentor key capacity ask \"How many?\" kind number most 5 required yes"
        " stamp team because \"So\"\n' WHERE scheme = 1;"
        "UPDATE profile SET course = 'Law', hopes = 'A job', channels = 'video';"
        "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 11, 'topic', 'Interviews'),"
        " (1, 12, 'topic', 'Confidence'), (1, 13, 'interest', 'Law');"
        "INSERT INTO participant_tag (scheme, participant, tag) VALUES (1, 7, 11), (1, 7, 13);");
    return world;
}

static enum err post(struct world *world, int64_t person, const struct field *fields, size_t len,
                     struct str *ret)
{
    return visit(world, person, POST, own, (struct form){fields, len}, ret);
}

Test(profile, one_sees_what_is_said_of_one_and_who_reads_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_form(arena);
    struct str page;

    cr_expect(visit(world, 7, GET, own, (struct form){0}, &page) == OK);
    cr_expect(has(page, "value=\"Law\"") && has(page, "value=\"Interviews\" checked"));
    cr_expect(has(page, "value=\"Video\" checked") && has(page, "Everyone in this scheme"));
}

Test(profile, what_one_puts_right_is_kept_and_the_rest_stays)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_form(arena);
    static const struct field fields[] = {{{"course", 6}, {"Geography", 9}},
                                          {{"topics", 6}, {"Confidence", 10}},
                                          {{"channels", 8}, {"In person", 9}}};
    struct str page;

    cr_expect(post(world, 7, fields, 3, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE participant = 7"
                              " AND course = 'Geography' AND headline = 'Geography'"
                              " AND hopes = 'A job' AND channels = 'in_person'") == 1);
    cr_expect(count_of(world, "SELECT sum(tag) FROM participant_tag WHERE participant = 7") == 25,
              "one topic for another; the area of work is not asked for here");
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE course = 'Geography'") == 1,
              "nobody else's");
}

Test(profile, a_fault_keeps_what_was_typed_and_changes_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_form(arena);
    static const struct field fields[] = {{{"course", 6}, {"More than twenty letters", 24}},
                                          {{"topics", 6}, {"Confidence", 10}}};
    struct str page;

    cr_expect(post(world, 7, fields, 2, &page) == ERR_INVALID);
    cr_expect(has(page, "More than twenty letters") && has(page, "value=\"Confidence\" checked"));
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE course <> 'Law'") == 0);
    cr_expect(count_of(world, "SELECT sum(tag) FROM participant_tag WHERE participant = 7") == 24);
}

Test(profile, a_mentor_never_has_fewer_places_than_mentees)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_form(arena);
    static const struct field one[] = {{{"capacity", 8}, {"1", 1}}};
    static const struct field none[] = {{{"capacity", 8}, {"none", 4}}};
    struct str page;

    cr_expect(post(world, 8, one, 1, &page) == OK);
    cr_expect(count_of(world, "SELECT capacity FROM participant WHERE id = 8") == 2);
    cr_expect(post(world, 8, none, 1, &page) == ERR_INVALID);
}

Test(profile, who_takes_no_part_is_led_to_their_account_and_a_stranger_finds_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_form(arena);
    struct str page;

    cr_expect(visit(world, 5, GET, own, (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/me")));
    cr_expect(visit(world, 99, GET, own, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 0, GET, own, (struct form){0}, &page) == ERR_DENIED);
}
