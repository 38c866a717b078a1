#include "sheet/roster.h"

#include "sheet/reading.h"

/* Only good records count as seen: where the first of two cannot come in, the second may. */
static void refuse_twice(struct reading *reading, const struct roster_person *person)
{
    size_t number = lookup_find(&reading->numbers, person->number);
    size_t email = lookup_find(&reading->emails, person->email);

    if (number > 0)
        reading_tell(
            reading, ROSTER_NUMBER, ROSTER_ERROR,
            "The same number as record %zu: the same person twice. Only the first comes in.",
            number);
    else if (email > 0)
        reading_tell(reading, ROSTER_EMAIL, ROSTER_ERROR,
                     "The same address as record %zu. Two people cannot share one.", email);
}

static void read_record(struct reading *reading)
{
    reading->is_bad = false;
    struct roster_person person = reading_person(reading);
    refuse_twice(reading, &person);

    if (reading->is_bad) {
        reading->skipped++;
        return;
    }
    lookup_put(&reading->numbers, person.number, person.record);
    lookup_put(&reading->emails, person.email, person.record);
    reading->people[reading->people_len++] = person;
}

static void find_columns(struct reading *reading, const struct roster_columns *columns)
{
    for (size_t i = 0; i < ROSTER_FIELD_COUNT; i++)
        reading->column[i] = NO_COLUMN;
    for (size_t i = columns->len; i-- > 0;)
        reading->column[columns->of[i]] = i;
    /* These two are never read, whatever the cells hold. */
    reading->column[ROSTER_LEFT_OUT] = NO_COLUMN;
    reading->column[ROSTER_HEADS_UP] = NO_COLUMN;
}

static enum err need_columns(struct work *work, const struct reading *reading)
{
    if (reading->column[ROSTER_EMAIL] == NO_COLUMN)
        return work_fail(
            work, ERR_INVALID, S("columns"),
            S("No column is taken for the e-mail address. Choose which one holds it."));
    if (reading->column[ROSTER_NAME] == NO_COLUMN &&
        reading->column[ROSTER_FIRST_NAME] == NO_COLUMN &&
        reading->column[ROSTER_LAST_NAME] == NO_COLUMN)
        return work_fail(work, ERR_INVALID, S("columns"),
                         S("No column is taken for the name. Choose which one holds it."));
    return OK;
}

enum err roster_read(struct work *work, const struct sheet *sheet,
                     const struct roster_columns *columns, enum roster_as as,
                     const struct roster_vocabulary *vocabulary, struct roster *ret)
{
    size_t records = sheet->len - columns->header;
    struct reading reading = {
        .work = work,
        .header = &sheet->rows[columns->header],
        .as = as,
        .interests = words_index_new(work->arena, vocabulary->interests),
        .topics = words_index_new(work->arena, vocabulary->topics),
        .numbers = lookup_new(work->arena, records),
        .emails = lookup_new(work->arena, records),
        .people = NEW_ARRAY(work->arena, struct roster_person, records),
    };

    find_columns(&reading, columns);
    TRY(need_columns(work, &reading));
    for (size_t i = columns->header + 1; i < sheet->len; i++) {
        reading.row = &sheet->rows[i];
        reading.record = i - columns->header + 1;
        read_record(&reading);
    }
    *ret = (struct roster){
        .people = reading.people,
        .len = reading.people_len,
        .problems = reading.problems,
        .problem_count = reading.problem_len,
        .unknowns = reading.unknowns,
        .unknown_count = reading.unknown_len,
        .skipped = reading.skipped,
    };
    return OK;
}
