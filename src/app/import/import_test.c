#include "app/import/import.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/given_mail.h"

static const char new_import[] = "/s/alumni/team/people/import";

static const char vocabulary[] =
    "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 1, 'interest', 'Law'),"
    "  (1, 2, 'interest', 'Technology'), (1, 3, 'interest', 'Health'),"
    "  (1, 11, 'topic', 'Interviews'), (1, 12, 'topic', 'Confidence');"
    "INSERT INTO tag_synonym (scheme, name, tag) VALUES (1, 'software', 2);";

static struct world *given_words(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, vocabulary);
    return world;
}

static struct form form_of(struct arena *arena, const char *const pairs[][2], size_t len)
{
    struct field *fields = NEW_ARRAY(arena, struct field, len);

    for (size_t i = 0; i < len; i++)
        fields[i] = (struct field){str_of(pairs[i][0]), str_of(pairs[i][1])};
    return (struct form){fields, len};
}

/* Upload a list as its coordinator. ret: the path of the import. */
static const char *given_list(struct world *world, const char *as, const char *sheet)
{
    const char *const pairs[][2] = {{"as", as}};
    struct file *file = NEW(world->arena, struct file);
    struct buf path = {.arena = world->arena};
    struct str page;

    world->now += 60; /* one after the other */
    *file = (struct file){S("file"), S("list.csv"), str_of(sheet)};
    world->files = (struct files){file, 1};
    cr_assert(visit(world, 5, POST, new_import, form_of(world->arena, pairs, 1), &page) == OK,
              "%.*s", ARG(world->fault.text));
    buf_addf(&path, "%s/%lld", new_import,
             (long long)count_of(world, "SELECT max(id) FROM import"));
    return path.at;
}

static struct str see(struct world *world, const char *path)
{
    struct str page;

    cr_assert(visit(world, 5, GET, path, (struct form){0}, &page) == OK, "%s", path);
    return page;
}

static const char *under(struct world *world, const char *path, const char *part)
{
    struct buf whole = {.arena = world->arena};

    buf_addf(&whole, "%s/%s", path, part);
    return whole.at;
}

static void carry_out(struct world *world, const char *path, const char *tell)
{
    const char *const pairs[][2] = {{"tell", tell}};
    struct str page;

    enum err err = visit(world, 5, POST, path, form_of(world->arena, pairs, 1), &page);
    cr_assert(err == OK, "%d %.*s", err, ARG(world->fault.text));
}

static const char mentors[] =
    "ID;First name;Last name;Email;Employer;Sector;Can help with;Mentees (max);How\n"
    "1;Ann;Lee;Ann@Example.org;Kerr Bank;software;Interviews;2;Video\n"
    "2;Bo;Ek;bo@example.org;;Law;Confidence; 1;Either\n"
    "3;;;nobody@example.org;;Law;;1;Video\n";

Test(import, nothing_is_saved_before_it_is_confirmed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentor", mentors);

    cr_expect(has(see(world, under(world, path, "columns")), "Kerr Bank"));
    struct str page = see(world, path);
    cr_expect(has(page, "<h1>2 people would come in, 1 cannot</h1>"));
    cr_expect(has(page, "The name is missing."));
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE email LIKE '%ann%'") == 0);

    carry_out(world, path, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE role = 'mentor'"
                              " AND state = 'ready' AND external IN ('1', '2')") == 2);
    cr_expect(count_of(world, "SELECT capacity FROM participant WHERE external = '1'") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE tag IN (2, 11)") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM account WHERE state = 'invited'") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM mail") == 0, "nobody is told");
    cr_expect(count_of(world, "SELECT length(sheet) FROM import") == 0, "the file is not kept");
    cr_expect(has(see(world, path), "<h1>2 people came in</h1>"));
    cr_expect(has(see(world, "/s/alumni/team/people?q=ann"), ">Ann Lee</a>"));
}

Test(import, a_city_that_names_a_zone_sets_the_clock_of_who_lives_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentor",
                                  "ID;First name;Last name;Email;Sector;City;Mentees (max)\n"
                                  "1;Ann;Lee;ann@example.org;Law;New York;2\n"
                                  "2;Bo;Ek;bo@example.org;Law;Birmingham;1\n");

    carry_out(world, path, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE email = 'ann@example.org'"
                              " AND zone = 'America/New_York'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE email = 'bo@example.org'"
                              " AND zone = (SELECT zone FROM scheme WHERE id = 1)") == 1);
}

Test(import, the_same_list_twice_changes_nothing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);

    carry_out(world, given_list(world, "mentor", mentors), "no");
    const char *again = given_list(world, "mentor", mentors);
    cr_expect(has(see(world, again), "<h1>Nothing new in this list</h1>"));
    carry_out(world, again, "no");
    carry_out(world, again, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE role = 'mentor'"
                              " AND external IN ('1', '2')") == 2);
}

Test(import, a_later_list_changes_what_it_says_and_leaves_the_rest)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);

    carry_out(world, given_list(world, "mentor", mentors), "no");
    const char *path = given_list(world, "mentor",
                                  "ID,Name,Email,Employer,Sector\n"
                                  "1,Ann Lee-Ek,other@example.org,,Health\n");
    struct str page = see(world, path);
    cr_expect(has(page, "Ann Lee-Ek: name, topics"));
    cr_expect(has(page, "left to its owner to change"));
    carry_out(world, path, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE name = 'Ann Lee-Ek'"
                              " AND email = 'ann@example.org'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE employer = 'Kerr Bank'") == 1,
              "an empty cell changes nothing");
    cr_expect(count_of(world, "SELECT capacity FROM participant WHERE external = '1'") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE tag IN (3, 11)") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE external = '2'") == 1,
              "who is absent stays");
}

Test(import, an_import_is_undone_as_long_as_nothing_depends_on_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *first = given_list(world, "mentor", mentors), *second;
    struct str page;

    carry_out(world, first, "no");
    second = given_list(world, "mentor",
                        "ID,Name,Email,City\n1,Ann,ann@example.org,Leeds\n"
                        "4,Di,di@example.org,York\n");
    carry_out(world, second, "no");
    cr_expect(visit(world, 5, POST, under(world, first, "undo"), (struct form){0}, &page) ==
                  ERR_INVALID,
              "a later list has changed one of them");
    cr_expect(has(page, "cannot be undone any more"));
    cr_expect(visit(world, 5, POST, under(world, second, "undo"), (struct form){0}, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM participant WHERE external = '4'") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE city = 'Leeds'") == 0);
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE name = 'Ann Lee'") == 1);
    cr_expect(has(see(world, second), "The import is undone"));
}

Test(import, what_a_mentee_alone_may_tell_is_not_kept)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentee",
                                  "Name,University email,Something I am working on,Career area\n"
                                  "Ann,ann@example.org,being on time,Law\n");

    cr_expect(count_of(world, "SELECT count(*) FROM import WHERE sheet LIKE '%on time%'") == 0);
    carry_out(world, path, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE about LIKE '%on time%'"
                              " OR hopes LIKE '%on time%'") == 0);
}

Test(import, a_column_said_to_be_theirs_alone_is_taken_out_at_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentee",
                                  "Name,Email,Habits,Town\nAnn,ann@example.org,being late,Hull\n");
    static const char *const pairs[][2] = {
        {"column", "name"}, {"column", "email"}, {"column", "heads_up"}, {"column", "city"}};
    struct str page;

    cr_expect(count_of(world, "SELECT count(*) FROM import WHERE sheet LIKE '%late%'") == 1);
    cr_expect(visit(world, 5, POST, under(world, path, "columns"), form_of(arena, pairs, 4),
                    &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM import WHERE sheet LIKE '%late%'") == 0);
    carry_out(world, path, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM profile WHERE city = 'Hull'") == 1);
}

Test(import, a_column_that_is_wanted_is_asked_for)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentee", "x,y\nAnn,ann@example.org\n");
    static const char *const wrong[][2] = {{"column", "name"}, {"column", "left_out"}};
    static const char *const right[][2] = {{"column", "name"}, {"column", "email"}};
    const char *columns = under(world, path, "columns");
    struct str page;

    cr_expect(visit(world, 5, POST, columns, form_of(arena, wrong, 2), &page) == ERR_INVALID);
    cr_expect(has(page, "No column is taken for the e-mail address"));
    cr_expect(visit(world, 5, POST, columns, form_of(arena, right, 2), &page) == OK);
    cr_expect(has(see(world, path), "<h1>1 person would come in</h1>"));
}

Test(import, an_unknown_word_is_given_a_meaning_and_the_record_comes_in)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentee",
                                  "Name,Email,Career area\nAnn,ann@example.org,Wizardry\n"
                                  "Bo,bo@example.org,Sorcery\nDi,di@example.org,tech?\n");
    static const char *const pairs[][2] = {{"word", "interests Wizardry"}, {"means", "3"},
                                           {"word", "interests Sorcery"},  {"means", "0"},
                                           {"word", "interests tech?"},    {"means", ""}};
    struct str page = see(world, path);

    cr_expect(has(page, "<h1>1 person would come in, 2 cannot</h1>"));
    cr_expect(has(page, "“Wizardry”</label>") && has(page, "is read as “Technology”"));
    cr_expect(visit(world, 5, POST, under(world, path, "words"), form_of(arena, pairs, 6), &page) ==
              OK);
    cr_expect(has(see(world, path), "<h1>3 people would come in</h1>"));
    carry_out(world, path, "no");
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE tag = 3") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE tag = 2") == 1);
}

Test(import, whom_one_is_not_to_be_matched_with_is_blocked_once_they_take_part)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentee",
                                  "Name,Email,Do not match me with\n"
                                  "Cy,cy@example.org,Ánn Lee\nDi,di@example.org,none\n");

    cr_expect(has(see(world, path), "Nobody called “Ánn Lee” is among the mentors yet"));
    carry_out(world, path, "no");
    cr_expect(has(see(world, path), "is never to be matched with Ánn Lee"));
    cr_expect(count_of(world, "SELECT count(*) FROM block") == 0);
    carry_out(world, given_list(world, "mentor", mentors), "no");
    cr_expect(count_of(world, "SELECT count(*) FROM block JOIN person ON person.id = block.person"
                              " WHERE person.name = 'Cy' AND block.set_by IS NULL") == 1);
}

Test(import, each_new_person_is_invited_when_the_team_says_so)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path =
        given_list(world, "mentee", "Name,Email\nCy,cy@example.org\nDi,di@example.org\n");

    carry_out(world, path, "yes");
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'import_invitation'") == 2);
    int64_t cy = count_of(world, "SELECT id FROM person WHERE email = 'cy@example.org'");
    cr_expect(has(mail_to(world, "import_invitation", cy), "It is yours to tell your mentor"));
}

Test(import, who_came_in_quietly_can_be_invited_later_and_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentor", mentors);
    struct str page;

    carry_out(world, path, "no");
    cr_expect(has(see(world, path), "Invite all 2 now"));
    for (int i = 0; i < 2; i++)
        cr_expect(visit(world, 5, POST, under(world, path, "invite"), (struct form){0}, &page) ==
                  OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'import_invitation'") == 2);
    cr_expect(!has(see(world, path), "Invite all"));
}

Test(import, a_scheme_without_words_takes_those_of_its_first_list)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    static const char list[] = "Name,Email,Sector\nAnn,ann@example.org,Law; Magic\n";

    carry_out(world, given_list(world, "mentor", list), "no");
    cr_expect(count_of(world, "SELECT count(*) FROM tag WHERE kind = 'interest'") == 2);
    cr_expect(has(see(world, given_list(world, "mentor", list)), "Nothing new in this list"));
}

Test(import, a_bad_file_is_refused_beside_its_field)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    struct file file = {S("file"), S("list.xlsx"), S("PK\x03\x04")};
    static const char *const as[][2] = {{"as", "mentor"}};
    struct str page;

    cr_expect(visit(world, 5, POST, new_import, (struct form){0}, &page) == ERR_INVALID);
    cr_expect(has(page, "Say who is in the list."));
    cr_expect(visit(world, 5, POST, new_import, form_of(arena, as, 1), &page) == ERR_INVALID);
    cr_expect(has(page, "Choose the file with your list."));
    world->files = (struct files){&file, 1};
    cr_expect(visit(world, 5, POST, new_import, form_of(arena, as, 1), &page) == ERR_INVALID);
    cr_expect(has(page, "This is an Excel workbook"));
    cr_expect(count_of(world, "SELECT count(*) FROM import") == 0);
}

Test(import, the_rows_to_look_at_can_be_taken_along)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentor", "=Name,Email,Name\nAnn,n/a,Ann\n");
    struct str list = see(world, under(world, path, "problems"));

    cr_expect(has(list, "2,Email,"), "%.*s", ARG(list));
    cr_expect(has(list, ",no\r\n"));
}

Test(import, a_list_of_another_scheme_is_not_there)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_words(arena);
    const char *path = given_list(world, "mentor", mentors);
    struct buf other = {.arena = arena};
    struct str page;

    given_rows(world, "INSERT INTO role (scheme, person, role, given_at) VALUES (2, 5, 'lead', 1)");
    buf_addf(&other, "/s/staff%s", path + strlen("/s/alumni"));
    cr_expect(visit(world, 5, GET, other.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 7, GET, path, (struct form){0}, &page) == ERR_NOT_FOUND);
}
