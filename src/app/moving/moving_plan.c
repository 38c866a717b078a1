/* moving_plan.c - which records of a list of pairs can come in, and why the others cannot. */
#include "app/moving/moving_inside.h"

#include "app/scheme/scheme.h"
#include "base/email.h"
#include "base/lookup.h"
#include "moving_sql.h"

#include <ctype.h>

enum { WEEK = 7, NOWHERE = SHEET_MOST_COLUMNS };

enum column { COLUMN_MENTEE, COLUMN_MENTOR, COLUMN_STARTS, COLUMN_ENDS, COLUMN_COUNT };

struct planning {
    struct work *work;
    struct sheet sheet;
    size_t columns[COLUMN_COUNT];
    struct moving_person_rows people;
    struct lookup found[2]; /* mentees, mentors: by address and number, the n-th of people from 1 */
    int64_t *room;          /* of each of people, less what this list takes */
    struct moving_step *steps;
    struct roster_problem *problems;
    size_t steps_len, problems_len;
    struct day ends_by_default;
    int64_t length_weeks;
};

static struct str lower(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.len + 1, 1);

    for (size_t i = 0; i < text.len; i++)
        copy[i] = (char)tolower((unsigned char)text.at[i]);
    return (struct str){copy, text.len};
}

static bool is_any(struct str name, const char *const words[])
{
    for (; *words; words++)
        if (str_has(name, str_of(*words)))
            return true;
    return false;
}

/* The first column whose name holds one of the words. */
static size_t find_column(struct arena *arena, const struct sheet_row *header,
                          const char *const words[])
{
    for (size_t i = 0; i < header->len; i++)
        if (is_any(lower(arena, header->cells[i]), words))
            return i;
    return NOWHERE;
}

static enum err find_columns(struct planning *planning)
{
    static const char *const mentees[] = {"mentee", "student", NULL};
    static const char *const mentors[] = {"mentor", NULL};
    static const char *const starts[] = {"start", "since", "began", "introduced", "from", NULL};
    static const char *const ends[] = {"end", "until", NULL};
    struct arena *arena = planning->work->arena;
    const struct sheet_row *header = &planning->sheet.rows[0];

    planning->columns[COLUMN_MENTEE] = find_column(arena, header, mentees);
    planning->columns[COLUMN_MENTOR] = find_column(arena, header, mentors);
    planning->columns[COLUMN_STARTS] = find_column(arena, header, starts);
    planning->columns[COLUMN_ENDS] = find_column(arena, header, ends);
    if (planning->columns[COLUMN_MENTEE] == NOWHERE)
        return work_fail(
            planning->work, ERR_INVALID, S("file"),
            S("No column is called mentee. It holds each mentee's address or number."));
    if (planning->columns[COLUMN_MENTOR] == NOWHERE)
        return work_fail(
            planning->work, ERR_INVALID, S("file"),
            S("No column is called mentor. It holds each mentor's address or number."));
    if (planning->columns[COLUMN_STARTS] == NOWHERE)
        return work_fail(planning->work, ERR_INVALID, S("file"),
                         S("No column is called start. It holds the day each pair began."));
    return OK;
}

static struct str cell(const struct planning *planning, size_t record, enum column column)
{
    return planning->columns[column] == NOWHERE
               ? (struct str){0}
               : str_trim(sheet_cell(&planning->sheet.rows[record - 1], planning->columns[column]));
}

/* Keep this record out. */
static bool refuse(struct planning *planning, size_t record, enum column column, struct str reason)
{
    planning->problems[planning->problems_len++] = (struct roster_problem){
        record, str_trim(sheet_cell(&planning->sheet.rows[0], planning->columns[column])),
        ROSTER_ERROR, reason};
    return false;
}

/* "2026-10-12", or "12/10/2026" and "12.10.2026", the day first. */
static bool parse_day(struct str text, struct day *ret)
{
    struct str parts[3], rest = text;
    char sep = str_has(text, S("/")) ? '/' : '.';
    char iso[16];

    if (day_parse(text, ret) == OK)
        return true;
    for (size_t i = 0; i < 3; i++)
        parts[i] = str_cut(&rest, sep);
    int64_t day, month, year;
    if (rest.at || str_number(parts[0], &day) != OK || str_number(parts[1], &month) != OK ||
        str_number(parts[2], &year) != OK || day < 1 || day > 31 || month < 1 || month > 12 ||
        year < 1000 || year > 9999)
        return false;
    const int64_t digits[] = {year / 1000, year / 100 % 10, year / 10 % 10, year % 10};
    for (size_t i = 0; i < 4; i++)
        iso[i] = (char)('0' + digits[i]);
    iso[4] = iso[7] = '-';
    iso[5] = (char)('0' + month / 10);
    iso[6] = (char)('0' + month % 10);
    iso[8] = (char)('0' + day / 10);
    iso[9] = (char)('0' + day % 10);
    return day_parse((struct str){iso, 10}, ret) == OK;
}

/* One of the people, from 1; 0: nobody. */
static size_t find_person(struct planning *planning, struct str text, bool is_mentor)
{
    size_t nth = lookup_find(&planning->found[is_mentor], text);

    return nth ? nth
               : lookup_find(&planning->found[is_mentor], email_key(planning->work->arena, text));
}

static bool take_days(struct planning *planning, size_t record, struct moving_step *step)
{
    struct str starts = cell(planning, record, COLUMN_STARTS);
    struct str ends = cell(planning, record, COLUMN_ENDS);
    struct day today = planning->work->today;

    if (starts.len == 0)
        return refuse(planning, record, COLUMN_STARTS, S("The day they began is missing."));
    if (!parse_day(starts, &step->starts))
        return refuse(planning, record, COLUMN_STARTS,
                      S("This is no day. Write it as 2026-10-12 or 12/10/2026, the day first."));
    if (step->starts.n > today.n)
        return refuse(
            planning, record, COLUMN_STARTS,
            S("This day is still to come: only pairs that run already come in this way."));
    step->ends = (struct day){step->starts.n + planning->length_weeks * WEEK};
    if (step->ends.n <= today.n)
        step->ends = planning->ends_by_default;
    if (ends.len > 0 && !parse_day(ends, &step->ends))
        return refuse(planning, record, COLUMN_ENDS,
                      S("This is no day. Write it as 2026-10-12 or 12/10/2026, the day first."));
    if (step->ends.n <= today.n || step->ends.n <= step->starts.n)
        return refuse(planning, record, COLUMN_ENDS, S("This pair is over already."));
    return true;
}

static bool take_people(struct planning *planning, size_t record, struct moving_step *step,
                        size_t ret[2])
{
    static const char *const nobody[] = {
        "Nobody among the mentees has this address or number. Bring the list of mentees in first.",
        "Nobody among the mentors has this address or number. Bring the list of mentors in first."};
    static const char *const full[] = {"This mentee has a mentor already.",
                                       "This mentor has no place left."};

    for (size_t side = 0; side < 2; side++) {
        enum column column = side ? COLUMN_MENTOR : COLUMN_MENTEE;
        ret[side] = find_person(planning, cell(planning, record, column), side == 1);
        if (ret[side] == 0)
            return refuse(planning, record, column, str_of(nobody[side]));
    }
    const struct moving_person_row *mentee = &planning->people.at[ret[0] - 1];
    const struct moving_person_row *mentor = &planning->people.at[ret[1] - 1];
    if (mentee->person.n == mentor->person.n)
        return refuse(planning, record, COLUMN_MENTOR, S("They are the same person."));
    for (size_t side = 0; side < 2; side++)
        if (planning->room[ret[side] - 1] <= 0)
            return refuse(planning, record, side ? COLUMN_MENTOR : COLUMN_MENTEE,
                          str_of(full[side]));
    step->mentee = mentee->person;
    step->mentee_place = mentee->id;
    step->mentee_name = mentee->name;
    step->mentor = mentor->person;
    step->mentor_place = mentor->id;
    step->mentor_name = mentor->name;
    return true;
}

static enum err plan_one(struct planning *planning, const struct team_access *by, size_t record)
{
    struct moving_step step = {.record = record};
    struct moving_apart_row apart;
    size_t people[2];

    if (!take_people(planning, record, &step, people) || !take_days(planning, record, &step))
        return OK;
    TRY(moving_apart(planning->work, by, step.mentee, step.mentor, &apart));
    if (apart.pairs > 0) {
        (void)refuse(planning, record, COLUMN_MENTOR, S("These two are a pair here already."));
        return OK;
    }
    if (apart.blocks > 0) {
        (void)refuse(planning, record, COLUMN_MENTOR,
                     S("One of these two, or the team, has asked that they are never a pair."));
        return OK;
    }
    planning->room[people[0] - 1]--;
    planning->room[people[1] - 1]--;
    planning->steps[planning->steps_len++] = step;
    return OK;
}

static enum err read_people(struct planning *planning, const struct team_access *by,
                            struct cohort_id cohort)
{
    struct arena *arena = planning->work->arena;

    TRY(moving_people(planning->work, by, cohort, &planning->people));
    size_t len = planning->people.len;
    planning->room = NEW_ARRAY(arena, int64_t, len + 1);
    for (size_t side = 0; side < 2; side++)
        planning->found[side] = lookup_new(arena, 2 * len);
    for (size_t i = 0; i < len; i++) {
        const struct moving_person_row *row = &planning->people.at[i];
        struct lookup *found = &planning->found[str_eq(row->role, S("mentor"))];
        planning->room[i] = row->room;
        lookup_put(found, row->email, i + 1);
        if (row->external.is_set)
            lookup_put(found, row->external.at, i + 1);
    }
    return OK;
}

enum err moving_plan(struct work *work, const struct team_access *by, struct str sheet,
                     struct moving_plan *ret)
{
    struct planning planning = {.work = work};
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    TRY(sheet_read(work, sheet, &planning.sheet));
    TRY(find_columns(&planning));
    TRY(read_people(&planning, by, cohort.id));
    planning.length_weeks = rules.length_weeks;
    planning.ends_by_default = cohort.runs_to.is_set && cohort.runs_to.at.n > work->today.n
                                   ? cohort.runs_to.at
                                   : (struct day){work->today.n + rules.length_weeks * WEEK};
    planning.steps = NEW_ARRAY(work->arena, struct moving_step, planning.sheet.len + 1);
    planning.problems = NEW_ARRAY(work->arena, struct roster_problem, planning.sheet.len + 1);
    for (size_t record = 2; record <= planning.sheet.len; record++)
        TRY(plan_one(&planning, by, record));
    *ret = (struct moving_plan){
        .cohort = cohort.id,
        .steps = {planning.steps, planning.steps_len},
        .problems = {planning.problems, planning.problems_len},
        .skips = (int64_t)planning.problems_len,
    };
    return OK;
}
