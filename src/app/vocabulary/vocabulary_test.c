#include "app/vocabulary/vocabulary_inside.h"

#include "app/access/access.h"
#include "support/given_seekers.h"

#include <criterion/criterion.h>

static struct form one(struct arena *arena, const char *name, const char *value)
{
    return given_form(arena, name, value, NULL, NULL, NULL, NULL);
}

static enum err load(struct work *work, const struct team_access *by, void *with)
{
    (void)with;
    return vocabulary_load(work, by);
}

static struct world *given_loaded(struct arena *arena)
{
    struct world *world = given_seekers(arena);
    struct work work = work_begin(arena, world->now);

    cr_assert(access_command(world->db, &work, S("alumni"), load, NULL) == OK);
    return world;
}

Test(vocabulary, what_ships_is_about_six_hundred_words_each_once_with_its_parent)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct vocabulary_words words;
    size_t line, below = 0, named = 0;

    cr_assert(vocabulary_parse(arena, vocabulary_shipped(), &words, &line) == OK, "line %zu", line);
    cr_expect(words.len >= 550 && words.len <= 700, "%zu", words.len);
    for (size_t i = 0; i < words.len; i++) {
        below += words.at[i].above > 0;
        named += words.at[i].names.len > 0;
        for (size_t k = 0; k < i; k++)
            cr_expect(!str_eq(words.at[i].kind, words.at[k].kind) ||
                          !str_eq(words.at[i].name, words.at[k].name),
                      "%.*s stands twice", ARG(words.at[i].name));
    }
    cr_expect(below > 300 && named > 250);
}

Test(vocabulary, a_line_that_hangs_in_the_air_is_named)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct vocabulary_words words;
    size_t line;

    cr_expect(vocabulary_parse(arena, S("topic\nA\n    B\n"), &words, &line) == ERR_INVALID);
    cr_expect(line == 3);
    cr_expect(vocabulary_parse(arena, S("A\n"), &words, &line) == ERR_INVALID);
}

Test(vocabulary, loading_twice_is_loading_once_and_changes_no_word_that_was_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_loaded(arena);
    struct work work = work_begin(arena, world->now);
    int64_t before = count_of(world, "SELECT count(*) FROM tag WHERE scheme = 1");

    cr_expect(before > 550);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE id IN (1, 3)") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE parent = 3") > 10);
    cr_assert(access_command(world->db, &work, S("alumni"), load, NULL) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE scheme = 1") == before);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE scheme = 2") == 0);
}

Test(vocabulary, typing_finds_a_word_by_any_of_its_names)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_loaded(arena);
    struct str page;

    cr_assert(visit(world, 20, POST, "/s/alumni/profile/words",
                    given_form(arena, "topic", "Mock Interview", "interest", "bridges", NULL, NULL),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag JOIN tag ON tag.scheme = 1 "
                              "AND tag.id = tag WHERE participant = 20 AND name IN "
                              "('Practice interviews', 'Structural engineering')") == 2);
    cr_assert(visit(world, 20, GET, "/s/alumni/profile/words", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Structural engineering"));
}

Test(vocabulary, what_names_no_word_is_a_suggestion_and_is_never_scored)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_loaded(arena);
    struct buf path = {.arena = arena};
    struct str page;
    int64_t had = count_of(world, "SELECT count(*) FROM participant_tag WHERE participant = 20");

    cr_assert(visit(world, 20, POST, "/s/alumni/profile/words", one(arena, "interest", "Wizardry"),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE participant = 20") ==
              had);
    cr_assert(visit(world, 5, GET, "/s/alumni/team/vocabulary", (struct form){0}, &page) == OK);
    cr_expect(has(page, "Wizardry") && has(page, "one person"));
    buf_addf(&path, "/s/alumni/team/vocabulary/suggestions/%lld",
             (long long)count_of(world, "SELECT id FROM tag_suggestion"));
    cr_expect(visit(world, 5, POST, path.at, one(arena, "as", "name"), &page) == ERR_INVALID);
    cr_assert(visit(world, 5, POST, path.at,
                    given_form(arena, "as", "name", "of", "Mathematics", NULL, NULL), &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE participant = 20") ==
              had + 1);
    cr_expect(count_of(world, "SELECT count(*) FROM tag_synonym WHERE name = 'wizardry'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM tag_suggestion WHERE settled_at IS NULL") == 0);
}

Test(vocabulary, merging_moves_people_names_and_what_stands_below)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    given_rows(world, "INSERT INTO tag (scheme, id, kind, name, parent) VALUES"
                      " (1, 5, 'topic', 'Nerves', 2), (1, 6, 'topic', 'Being bold', NULL)");
    cr_expect(visit(world, 5, POST, "/s/alumni/team/vocabulary/2",
                    given_form(arena, "merge", "1", "into", "No such", NULL, NULL),
                    &page) == ERR_INVALID);
    cr_assert(visit(world, 5, POST, "/s/alumni/team/vocabulary/2",
                    given_form(arena, "merge", "1", "into", "being bold", NULL, NULL),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE scheme = 1 AND id = 2") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE participant = 32 "
                              "AND tag = 6") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM tag_synonym WHERE tag = 6 "
                              "AND name = 'confidence'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE id = 5 AND parent = 6") == 1);
}

Test(vocabulary, a_word_is_changed_and_none_of_its_name_is_made_twice)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_seekers(arena);
    struct str page;

    cr_assert(visit(world, 5, POST, "/s/alumni/team/vocabulary/1",
                    given_form(arena, "name", "Job interviews", "names", "Interviews, Talks",
                               "related", "confidence"),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM tag_synonym WHERE tag = 1") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM tag_related WHERE tag = 1 AND other = 2") == 1);
    cr_expect(visit(world, 5, POST, "/s/alumni/team/vocabulary",
                    given_form(arena, "kind", "topic", "name", "talks", NULL, NULL),
                    &page) == ERR_INVALID);
    cr_assert(visit(world, 5, POST, "/s/alumni/team/vocabulary",
                    given_form(arena, "kind", "skill", "name", "Welding", NULL, NULL),
                    &page) == OK);
    cr_expect(visit(world, 20, GET, "/s/alumni/team/vocabulary", (struct form){0}, &page) ==
              ERR_NOT_FOUND);
}
