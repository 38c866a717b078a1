#include "sheet/roster.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an export of ours holds in its two columns of choices. */
static const struct roster_word areas[] = {
    {1, {"Technology", 10}}, {2, {"Business", 8}},        {3, {"Finance", 7}},
    {4, {"Law", 3}},         {5, {"Media and arts", 14}}, {6, {"Engineering", 11}},
    {7, {"Health", 6}},      {8, {"Public sector", 13}},  {9, {"Environment", 11}},
    {10, {"Research", 8}},   {11, {"Charity", 7}},        {12, {"Education", 9}},
};
static const struct roster_word helps[] = {
    {21, {"Placements and internships", 26}},
    {22, {"CVs and applications", 20}},
    {23, {"Interviews", 10}},
    {24, {"Confidence", 10}},
    {25, {"Choosing a direction", 20}},
    {26, {"Further study", 13}},
    {27, {"Networking", 10}},
    {28, {"Work and family", 15}},
    {29, {"Starting a business", 19}},
    {30, {"Professional registration", 25}},
    {31, {"Moving abroad", 13}},
    {32, {"Presenting", 10}},
};

/* What truth.tsv calls it, the column that is to blame, and a part of the reason. */
static const struct {
    const char *wrong, *column, *part;
} kinds[] = {
    {"bad email", "email", "not an e-mail"},
    {"duplicate email (case)", "email", "same address"},
    {"capacity not a number", "Mentees (max)", "not a number"},
    {"capacity zero", "Mentees (max)", "0 mentees"},
    {"header injection in email", "email", "line break"},
    {"formula in a cell", "Employer", "formula"},
    {"missing name", "First name", "missing"},
    {"missing email", "email", "missing"},
    {"unknown career area", "Career area", "no word"},
    {"very long text", "What do you hope to achieve", "at most 2000"},
    {"html in a name", "Preferred name", "< or >"},
    {"same person twice", "Student number", "twice"},
};

/* The whole file; its at is NULL where there is none. */
static struct str file_at(struct arena *arena, const char *folder, const char *name)
{
    char path[200];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return (struct str){0};

    enum { ROOM = 1 << 20 };
    char *bytes = arena_alloc(arena, ROOM, 1);
    size_t len = fread(bytes, 1, ROOM, file);
    fclose(file);
    return (struct str){bytes, len};
}

static bool has(struct str text, const char *part)
{
    return text.len > 0 && memmem(text.at, text.len, part, strlen(part));
}

static bool told(const struct roster *roster, size_t record, size_t kind)
{
    for (size_t i = 0; i < roster->problem_count; i++) {
        const struct roster_problem *problem = &roster->problems[i];
        if (problem->record == record && problem->level == ROSTER_ERROR &&
            has(problem->column, kinds[kind].column) && has(problem->reason, kinds[kind].part))
            return true;
    }
    return false;
}

static size_t kind_of(struct str wrong)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(wrong, str_of(kinds[i].wrong)))
            return i;
    cr_assert_fail("no such kind: %.*s", ARG(wrong));
    return 0;
}

/* Each line of the truth about one file is told, and no other record is kept out. */
static void agrees(struct work *work, const char *folder, const char *name, enum roster_as as)
{
    static const struct roster_vocabulary words = {LIST(areas), LIST(helps)};
    char csv[40];
    snprintf(csv, sizeof(csv), "%s.csv", name);
    struct str truth = file_at(work->arena, folder, "truth.tsv");
    struct sheet sheet;
    struct roster_columns columns;
    struct roster roster;
    bool *is_bad;
    size_t bad = 0;

    cr_assert(sheet_read(work, file_at(work->arena, folder, csv), &sheet) == OK);
    roster_guess(&sheet, &columns);
    cr_assert(roster_read(work, &sheet, &columns, as, &words, &roster) == OK);
    is_bad = NEW_ARRAY(work->arena, bool, sheet.len + 1);
    while (truth.at) {
        struct str line = str_cut(&truth, '\n');
        if (!str_eq(str_cut(&line, '\t'), str_of(name)))
            continue;
        size_t record = strtoul(str_cut(&line, '\t').at, NULL, 10);
        cr_expect(told(&roster, record, kind_of(line)), "%s %s %zu %.*s", folder, name, record,
                  ARG(line));
        bad += !is_bad[record];
        is_bad[record] = true;
    }
    cr_expect(bad > 0 && roster.skipped == bad, "%s %s: %zu kept out", folder, name,
              roster.skipped);
    cr_expect(roster.len + bad == sheet.len - 1, "%s %s: no good record is lost", folder, name);
    for (size_t i = 0; i < roster.len; i++)
        cr_expect(!is_bad[roster.people[i].record]);
}

static void both_agree(const char *folder)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);

    if (!file_at(arena, folder, "truth.tsv").at)
        cr_skip_test("%s is not beside this checkout", folder);
    agrees(&work, folder, "mentors", ROSTER_AS_MENTORS);
    agrees(&work, folder, "mentees", ROSTER_AS_MENTEES);
}

Test(truth, the_small_exports_of_ours_are_read_as_they_should)
{
    both_agree("tests/fixtures/import");
}

Test(truth, the_small_samples_are_read_as_they_should)
{
    both_agree("../shared/data/small");
}

Test(truth, the_samples_of_a_whole_scheme_are_read_as_they_should)
{
    both_agree("../shared/data/fenwick");
}
