#include "sheet/roster.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The vocabulary of the shipped templates, as far as these tests need it. */
static const struct roster_word areas[] = {
    {1, {"Technology", 10}},    {2, {"Law", 3}},     {3, {"Health", 6}},
    {4, {"Public sector", 13}}, {5, {"Finance", 7}}, {1, {"Software", 8}},
};
static const struct roster_word helps[] = {
    {11, {"Interviews", 10}},
    {12, {"CVs and applications", 20}},
    {13, {"Confidence", 10}},
};
static const struct roster_vocabulary words = {LIST(areas), LIST(helps)};

static struct roster read_as(struct work *work, struct str text, enum roster_as as)
{
    struct sheet sheet;
    struct roster_columns columns;
    struct roster roster;

    cr_assert(sheet_read(work, text, &sheet) == OK, "%.*s", ARG(work->fault.text));
    roster_guess(&sheet, &columns);
    cr_assert(roster_read(work, &sheet, &columns, as, &words, &roster) == OK, "%.*s",
              ARG(work->fault.text));
    return roster;
}

/* Whether a problem of that level is told of the record and column, with part in its reason. */
static bool told(const struct roster *roster, size_t record, const char *column,
                 enum roster_level level, const char *part)
{
    for (size_t i = 0; i < roster->problem_count; i++) {
        const struct roster_problem *problem = &roster->problems[i];
        if (problem->record == record && problem->level == level &&
            str_eq(problem->column, str_of(column)) &&
            memmem(problem->reason.at, problem->reason.len, part, strlen(part)))
            return true;
    }
    return false;
}

Test(roster, a_good_record_comes_in_as_it_is_written)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct roster roster = read_as(
        &work,
        S("Constituent ID;Title;First name;Last name;Preferred email;Class of;Degree;Employer;Job "
          "title;Sector;Can help with;Mentees (max);How;When;Do not match me with\n"
          "0012/1;Dr;Zo\xC3\xAB;de la Cruz;Zoe@Example.ORG;2010;Law LLB;Arne Bru;Solicitor;law;"
          "\"Interviews; interviews; CVs and applications\";3;Either;\"Mon evening; Lunchtimes\";"
          "\"Ann Lee; Bo Ek\"\n"),
        ROSTER_AS_MENTORS);

    cr_assert(roster.len == 1 && roster.problem_count == 0);
    const struct roster_person *zoe = &roster.people[0];
    cr_expect(zoe->record == 2);
    cr_expect(str_eq(zoe->number, S("0012/1")));
    cr_expect(str_eq(zoe->name, S("Zo\xC3\xAB de la Cruz")));
    cr_expect(str_eq(zoe->email, S("zoe@example.org")));
    cr_expect(str_eq(zoe->channels, S("video; in_person")));
    cr_expect(str_eq(zoe->times, S("Mon evening; Lunchtimes")));
    cr_expect(zoe->capacity == 3);
    cr_expect(zoe->interests.len == 1 && zoe->interests.at[0].tag == 2);
    cr_expect(zoe->topics.len == 2, "each tag once");
    cr_expect(zoe->blocks.len == 2 && str_eq(zoe->blocks.at[1], S("Bo Ek")));
}

Test(roster, each_bad_cell_is_told_by_record_and_column_and_keeps_the_record_out)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct roster roster = read_as(&work,
                                   S("Name,Email,Capacity,Sector,Employer\n"
                                     "A,n/a,1,Law,\n"
                                     "B,,1,Law,\n"
                                     "\n"
                                     "C,\"c@example.org\nBcc: d@example.org\",1,Law,\n"
                                     ",d@example.org,1,Law,\n"
                                     "<b>E</b>,e@example.org,1,Law,\n"
                                     "F,f@example.org,two,Law,\n"
                                     "G,g@example.org,0,Law,\n"
                                     "H,h@example.org,21,Law,\n"
                                     "I,i@example.org,1,Wizardry,\n"
                                     "J,j@example.org,1,Law,\"=HYPERLINK(\"\"x\"\")\"\n"
                                     "K,k@example.org,1,Law,\x01\n"
                                     "L,l@example.org l2@example.org,1,Law,\n"
                                     "M,m@example.org,1,Law,-\n"),
                                   ROSTER_AS_MENTORS);

    cr_expect(told(&roster, 2, "Email", ROSTER_ERROR, "n/a"));
    cr_expect(told(&roster, 3, "Email", ROSTER_ERROR, "missing"));
    cr_expect(told(&roster, 4, "Email", ROSTER_ERROR, "line break"));
    cr_expect(told(&roster, 5, "Name", ROSTER_ERROR, "missing"));
    cr_expect(told(&roster, 6, "Name", ROSTER_ERROR, "< or >"));
    cr_expect(told(&roster, 7, "Capacity", ROSTER_ERROR, "“two” is not a number"));
    cr_expect(told(&roster, 8, "Capacity", ROSTER_ERROR, "0 mentees"));
    cr_expect(told(&roster, 9, "Capacity", ROSTER_ERROR, "at most 20"));
    cr_expect(told(&roster, 10, "Sector", ROSTER_ERROR, "Wizardry"));
    cr_expect(told(&roster, 11, "Employer", ROSTER_ERROR, "formula"));
    cr_expect(told(&roster, 12, "Employer", ROSTER_ERROR, "not text"));
    cr_expect(told(&roster, 13, "Email", ROSTER_ERROR, "one e-mail address only"));
    cr_expect(roster.len == 1 && str_eq(roster.people[0].name, S("M")), "the good one comes in");
    cr_expect(roster.skipped == 12);
}

Test(roster, the_same_person_twice_comes_in_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct roster roster = read_as(&work,
                                   S("ID,Name,Email,Capacity\n"
                                     "1,A,a@example.org,1\n"
                                     "2,B,A@EXAMPLE.ORG,1\n"
                                     "1,A,other@example.org,1\n"
                                     "3,C,c@example.org,none\n"
                                     "3,C,c@example.org,1\n"),
                                   ROSTER_AS_MENTORS);

    cr_expect(told(&roster, 3, "Email", ROSTER_ERROR, "record 2"));
    cr_expect(told(&roster, 4, "ID", ROSTER_ERROR, "record 2"));
    cr_expect(told(&roster, 5, "Capacity", ROSTER_ERROR, "none"));
    cr_expect(roster.len == 2 && roster.people[1].record == 6,
              "where the first of two cannot come in, the second may");
}

Test(roster, a_free_answer_is_read_as_the_one_word_it_comes_near)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct roster roster = read_as(&work,
                                   S("Name,Email,Career area\n"
                                     "A,a@example.org,tech / product??\n"
                                     "B,b@example.org,Not sure yet\n"
                                     "C,c@example.org,\n"
                                     "D,d@example.org,software\n"
                                     "E,e@example.org,Law; Magic\n"),
                                   ROSTER_AS_MENTEES);

    cr_assert(roster.len == 5);
    cr_expect(told(&roster, 2, "Career area", ROSTER_WARNING, "is read as “Technology”"));
    cr_expect(roster.people[0].interests.at[0].tag == 1);
    cr_expect(roster.people[1].interests.len == 0);
    cr_expect(roster.people[2].interests.len == 0);
    cr_expect(roster.people[3].interests.at[0].tag == 1, "another name for it");
    cr_expect(told(&roster, 6, "Career area", ROSTER_WARNING, "Magic"));
    cr_expect(roster.people[4].interests.len == 1);
    cr_expect(roster.problem_count == 2);
    cr_expect(roster.unknown_count == 2 && roster.unknowns[0].read_as == 1);
}

Test(roster, a_part_that_is_a_name_says_more_than_one_that_begins_alike)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    static const struct roster_word many[] = {{1, {"Technology", 10}},
                                              {2, {"Product design", 14}},
                                              {3, {"Technical writing", 17}},
                                              {1, {"tech", 4}}};
    struct roster_vocabulary vocabulary = {LIST(many), {0}};
    struct sheet sheet;
    struct roster_columns columns;
    struct roster roster;

    cr_assert(sheet_read(&work,
                         S("Name,Email,Sector\nA,a@example.org,tech / product??\n"
                           "B,b@example.org,techniques\n"),
                         &sheet) == OK);
    roster_guess(&sheet, &columns);
    cr_assert(roster_read(&work, &sheet, &columns, ROSTER_AS_MENTEES, &vocabulary, &roster) == OK);
    cr_expect(told(&roster, 2, "Sector", ROSTER_WARNING, "is read as “Technology”"));
    cr_expect(roster.people[0].interests.at[0].tag == 1);
}

Test(roster, a_word_may_be_given_a_meaning_or_none)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    static const struct roster_word chosen[] = {
        {2, {"Law", 3}}, {2, {"Wizardry", 8}}, {0, {"Magic", 5}}};
    struct roster_vocabulary vocabulary = {LIST(chosen), {0}};
    struct sheet sheet;
    struct roster_columns columns;
    struct roster roster;

    cr_assert(sheet_read(&work,
                         S("Name,Email,Sector,Topics\nA,a@example.org,Wizardry,anything goes\n"
                           "B,b@example.org,magic,\n"),
                         &sheet) == OK);
    roster_guess(&sheet, &columns);
    cr_assert(roster_read(&work, &sheet, &columns, ROSTER_AS_MENTEES, &vocabulary, &roster) == OK);
    cr_expect(roster.len == 2 && roster.problem_count == 0);
    cr_expect(roster.people[0].interests.at[0].tag == 2);
    cr_expect(roster.people[1].interests.len == 0);
    cr_expect(str_eq(roster.people[0].topics.at[0].name, S("anything goes")),
              "without words any is taken");
}

Test(roster, what_a_spreadsheet_rounded_is_left_out_and_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct roster roster = read_as(&work,
                                   S("ID,Name,Email,Class of\n"
                                     "4.47701E+11,A,a@example.org,2010\n"
                                     "00071,B,b@example.org,long ago\n"),
                                   ROSTER_AS_MENTORS);

    cr_expect(roster.len == 2);
    cr_expect(told(&roster, 2, "ID", ROSTER_WARNING, "rounded"));
    cr_expect(roster.people[0].number.len == 0);
    cr_expect(str_eq(roster.people[1].number, S("00071")), "zeros in front stay");
    cr_expect(told(&roster, 3, "Class of", ROSTER_WARNING, "long ago"));
}

Test(roster, titles_above_the_header_are_passed_over)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct roster roster = read_as(&work,
                                   S("Mentors of the year,,\nPrinted,on a Monday,\n\n"
                                     "Known as,Surname,E-mail address\nAnn,Lee,ann@example.org\n"),
                                   ROSTER_AS_MENTORS);

    cr_expect(roster.len == 1 && roster.people[0].record == 2);
    cr_expect(str_eq(roster.people[0].name, S("Ann Lee")));
}

Test(roster, columns_may_be_chosen_and_two_are_needed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet;
    struct roster_columns columns;
    struct roster roster;

    cr_assert(sheet_read(&work, S("x,y\nAnn,ann@example.org\n"), &sheet) == OK);
    roster_guess(&sheet, &columns);
    cr_expect(columns.header == 0 && columns.len == 2 && columns.of[0] == ROSTER_LEFT_OUT);
    cr_expect(roster_read(&work, &sheet, &columns, ROSTER_AS_MENTEES, &words, &roster) ==
              ERR_INVALID);
    columns.of[1] = ROSTER_EMAIL;
    cr_expect(roster_read(&work, &sheet, &columns, ROSTER_AS_MENTEES, &words, &roster) ==
              ERR_INVALID);
    columns.of[0] = ROSTER_NAME;
    cr_assert(roster_read(&work, &sheet, &columns, ROSTER_AS_MENTEES, &words, &roster) == OK);
    cr_expect(roster.len == 1);
}

Test(roster, what_a_mentee_alone_may_tell_is_taken_out_of_the_file)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct sheet sheet;
    struct roster_columns columns;

    cr_assert(sheet_read(&work,
                         S("Name,Something I am working on,Email,Something I am working on\n"
                           "\"Lee, Ann\",being on time,ann@example.org,speaking up\n"
                           "\"Bo \"\"B\"\" Ek\",speaking up,bo@example.org\n"),
                         &sheet) == OK);
    roster_guess(&sheet, &columns);
    struct str kept = sheet_without(arena, &sheet, &columns, ROSTER_HEADS_UP);
    cr_expect(str_eq(kept, S("Name,Email\r\n\"Lee, Ann\",ann@example.org\r\n"
                             "\"Bo \"\"B\"\" Ek\",bo@example.org\r\n")),
              "%.*s", ARG(kept));
}

Test(roster, each_field_has_a_name_that_is_found_again)
{
    for (size_t i = 0; i < ROSTER_FIELD_COUNT; i++) {
        enum roster_field field;
        cr_expect(roster_field_parse(roster_field_name((enum roster_field)i), &field) == OK);
        cr_expect(field == i);
    }
    enum roster_field field;
    cr_expect(roster_field_parse(S("shoe size"), &field) == ERR_INVALID);
}
