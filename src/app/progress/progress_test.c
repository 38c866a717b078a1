#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

static const char progress[] = "/s/alumni/pairs/3/progress";

static struct form form_of(struct arena *arena, const char *name, const char *value,
                           const char *other, const char *other_value, bool is_told)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 3);

    fields[0] = (struct field){str_of(name), str_of(value)};
    fields[1] = (struct field){str_of(other), str_of(other_value)};
    fields[2] = (struct field){S("tell"), is_told ? S("team") : S("")};
    return (struct form){fields, 3};
}

static enum err write_note(struct world *world, int64_t person, const char *line, bool is_told)
{
    struct str page;

    return visit(world, person, POST, progress,
                 form_of(world->arena, "word", "3", "line", line, is_told), &page);
}

Test(progress, a_note_reaches_the_other_by_page_and_by_mail_and_nobody_else)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const int64_t others[] = {4, 5, 6, 9, 99};
    struct str page;

    cr_expect(write_note(world, 7, "I <dread> the interviews", false) == OK);
    cr_expect(visit(world, 8, GET, progress, (struct form){0}, &page) == OK);
    cr_expect(has(page, "I &lt;dread&gt; the interviews") && has(page, "Stuck at the moment"));
    struct str mail = mail_to(world, "progress_wrote", 8);
    cr_expect(has(mail, "I <dread> the interviews") && has(mail, "Only you have this note"));
    for (size_t i = 0; i < COUNT(others); i++)
        cr_expect(visit(world, others[i], GET, progress, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 5, GET, "/s/alumni/team/pairs/3", (struct form){0}, &page) == OK);
    cr_expect(!has(page, "dread"));
}

Test(progress, the_team_reads_a_note_only_if_it_was_ticked_on_that_note)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(write_note(world, 7, "For the two of us", false) == OK);
    cr_expect(write_note(world, 7, "For the team as well", true) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM progress_told") == 1);
    cr_expect(visit(world, 5, GET, "/s/alumni/team/pairs/3", (struct form){0}, &page) == OK);
    cr_expect(has(page, "For the team as well") && !has(page, "For the two of us"));
    cr_expect(visit(world, 8, GET, progress, (struct form){0}, &page) == OK);
    cr_expect(has(page, "The team was told too"), "the other knows who else reads it");
}

Test(progress, the_other_answers_from_the_mail_and_the_link_shows_it_then)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_assert(write_note(world, 7, "Slowly", false) == OK);
    const char *link = mail_link_at(world, "progress_wrote", 8, 0);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Slowly") &&
              count_of(world, "SELECT count(replied_at) FROM progress_note") == 0);
    cr_expect(visit(world, 0, POST, link, form_of(arena, "reply", " ", "", "", false), &page) ==
              ERR_INVALID);
    cr_expect(visit(world, 0, POST, link, form_of(arena, "reply", "So did I.", "", "", false),
                    &page) == OK);
    cr_expect(visit(world, 0, GET, link, (struct form){0}, &page) == OK);
    cr_expect(has(page, "Your answer is on its way to Ada"));
    cr_expect(has(mail_to(world, "progress_replied", 7), "So did I."));
    cr_expect(visit(world, 7, GET, progress, (struct form){0}, &page) == OK);
    cr_expect(has(page, "So did I."));
}

Test(progress, nobody_answers_a_note_of_their_own_or_of_another_pair)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf field = {.arena = arena}, key = {.arena = arena};
    struct str page;

    cr_assert(write_note(world, 7, "Mine", false) == OK);
    long long id = count_of(world, "SELECT id FROM progress_note");
    buf_addf(&field, "reply-%lld%c", id, 0);
    buf_addf(&key, "%lld%c", id, 0);
    cr_expect(visit(world, 7, POST, progress,
                    form_of(arena, "note", key.at, field.at, "Well said", false),
                    &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 9, POST, "/s/alumni/pairs/4/progress",
                    form_of(arena, "note", key.at, field.at, "Well said", false),
                    &page) == ERR_NOT_FOUND);
}

Test(progress, a_note_without_a_word_is_refused_and_the_line_is_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    cr_expect(visit(world, 7, POST, progress,
                    form_of(arena, "word", "", "line", "Kept text", false), &page) == ERR_INVALID);
    cr_expect(str_eq(world->fault.field, S("word")) && has(page, "Kept text"));
    cr_expect(visit(world, 7, POST, progress, form_of(arena, "word", "4", "line", "", false),
                    &page) == ERR_INVALID);
    cr_expect(count_of(world, "SELECT count(*) FROM progress_note") == 0);
}

Test(progress, a_scheme_without_notes_says_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;

    given_rows(world, "UPDATE scheme_text SET body = body || '\npolicy progress-note off\n'"
                      " WHERE scheme = 1");
    cr_expect(write_note(world, 7, "", false) == ERR_INVALID);
    cr_expect(visit(world, 7, GET, progress, (struct form){0}, &page) == OK);
    cr_expect(has(page, "In this scheme nobody can write a progress note."));
}
