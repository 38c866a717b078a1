#include "app/matching/matching_files.h"

#include <criterion/criterion.h>

static const char mentors[] =
    "Constituent ID;First name;Last name;Preferred email;Sector;Can help with;Languages;"
    "Mentees (max);How;When\r\n"
    "A1;Ingrid;Solberg;ingrid@example.org;Engineering;Interviews;English;2;Either;Weekends\r\n"
    "A2;Rosa;Mbeki;rosa@example.org;Law;Confidence;English;two;Video;Weekends\r\n"
    "A3;Sam;Nowak;sam@example.org;Law;\"Interviews; Confidence\";English;1;Video;Weekends\r\n"
    "A4;Sam;Nowak;sam.nowak@example.org;Law;Networking;English;1;Video;Weekends\r\n";

static const char mentees[] =
    "Student number,Preferred name,Surname,University email,Course,Career area,What would help,"
    "How,When,Languages,City,Do not match me with\n"
    "S1,Amara,Okafor,amara@example.org,Law LLB,law,Interviews,Video,Weekends,English,Leeds,"
    "Sam Nowak\n"
    "S2,Theo,Daly,theo@example.org,Music,Wizardry,Interviews,Video,Weekends,English,Leeds,\n"
    "S3,Yara,Li,yara@example.org,Music,Not sure yet,Interviews,Video,Weekends,English,Leeds,"
    "Nobody Known\n";

static struct matching_files read_files(struct work *work)
{
    struct matching_files files = {0};

    cr_assert(matching_files_read(work, str_of(mentees), str_of(mentors), &files) == OK, "%.*s",
              ARG(work->fault.text));
    return files;
}

Test(matching_files, bad_rows_stay_out_and_good_ones_come_in)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct matching_files files = read_files(&work);

    cr_expect(files.mentors.len == 3 && files.mentors.skipped == 1);
    cr_expect(files.mentees.len == 2 && files.mentees.skipped == 1);
    cr_expect(str_eq(files.input.mentees.at[0].key, S("S1")));
    cr_expect(files.input.mentors.at[0].places == 2);
    cr_expect(match_check(&work, &files.input) == OK);
}

/* "law" of the one and "Law" of the other are one tag. */
Test(matching_files, words_meet_whatever_their_case)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct matching_files files = read_files(&work);
    struct match_list amara = files.input.mentees.at[0].lists[MATCH_INTERESTS];
    struct match_list sam = files.input.mentors.at[1].lists[MATCH_INTERESTS];

    cr_assert(amara.len == 1 && sam.len == 1);
    cr_expect(amara.at[0] == sam.at[0]);
    cr_expect(files.input.mentees.at[1].lists[MATCH_INTERESTS].len == 0, "not sure yet");
}

/* Two people have the name that Amara will not meet: both are kept from her. */
Test(matching_files, a_block_by_name_holds_and_one_that_names_nobody_is_told)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct matching_files files = read_files(&work);

    cr_assert(files.input.blocks_len == 2);
    for (size_t i = 0; i < 2; i++)
        cr_expect(files.input.blocks[i].mentee == 0 && files.input.blocks[i].mentor == i + 1);
    cr_expect(files.blocks_len == 2);
}

Test(matching_files, a_file_that_is_no_list_of_people_is_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct matching_files files;

    cr_expect(matching_files_read(&work, S("a,b\n1,2\n"), str_of(mentors), &files) == ERR_INVALID);
    cr_expect(str_eq(work.fault.field, S("mentees")));
    cr_expect(matching_files_read(&work, str_of(mentees), S(""), &files) == ERR_INVALID);
    cr_expect(str_eq(work.fault.field, S("mentors")));
}
