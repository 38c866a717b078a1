#include "app/access/access.h"
#include "app/scheme/scheme.h"
#include "db/db.h"
#include "support/given.h"

#include <criterion/criterion.h>

struct wish {
    struct str template, slug;
};

static enum err add(struct work *work, const struct public_access *by, void *with)
{
    struct wish *wish = with;

    return scheme_add_from(work, by, wish->template, S(""), S("Fenwick"), &wish->slug);
}

static enum err begin(struct work *work, const struct team_access *by, void *with)
{
    const struct wish *wish = with;

    return scheme_begin(work, by, wish->template, S(""), (struct person_id){99});
}

static enum err make(struct world *world, struct work *work, struct wish *wish)
{
    TRY(access_command_public(world->db, work, add, wish));
    return access_command(world->db, work, wish->slug, begin, wish);
}

Test(scheme_new, each_template_makes_a_scheme_with_its_text_team_words_and_cohort)
{
    static const char *const templates[] = {"alumni", "six-months", "charity"};

    for (size_t i = 0; i < COUNT(templates); i++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct world *world = given_two_schemes(arena);
        struct work work = work_begin(arena, world->now);
        struct wish wish = {.template = str_of(templates[i])};

        cr_assert(db_begin(world->db, DB_WRITE) == OK);
        cr_assert(db_end(world->db, make(world, &work, &wish)) == OK, "%s: %.*s", templates[i],
                  ARG(work.fault.text));
        cr_expect(count_of(world, "SELECT count(*) FROM scheme") == 3);
        cr_expect(count_of(world, "SELECT count(*) FROM role WHERE person = 99") == 2);
        cr_expect(count_of(world, "SELECT count(*) FROM scheme_text WHERE scheme > 2"
                                  " AND version = 1 AND adopted_at IS NOT NULL") == 1);
        cr_expect(count_of(world, "SELECT count(*) FROM cohort WHERE scheme > 2"
                                  " AND state = 'draft' AND name = '2027'") == 1);
        cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE scheme > 2") > 550);
    }
}

Test(scheme_new, a_second_scheme_of_a_name_gets_a_slug_of_its_own)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct work work = work_begin(arena, world->now);
    struct wish first = {.template = S("alumni")}, second = first, none = {.template = S("x")};

    cr_assert(db_begin(world->db, DB_WRITE) == OK);
    cr_expect(make(world, &work, &first) == OK && make(world, &work, &second) == OK);
    cr_expect(make(world, &work, &none) == ERR_INVALID);
    cr_assert(db_end(world->db, OK) == OK);
    cr_expect(str_eq(first.slug, S("alumni-mentoring")));
    cr_expect(str_eq(second.slug, S("alumni-mentoring-2")), "%.*s", ARG(second.slug));
}
