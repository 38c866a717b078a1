/* ending_job.c - what the day does: the last two weeks begin, and then a pair is completed. */
#include "app/ending/ending_inside.h"

enum { CLOSING_DAYS = 14 };

static bool is_in(const struct due_ending_row *due, struct str state)
{
    return str_eq(due->state, state);
}

/* A break that reaches into the last days ends with them: both hear of it as of any ending. */
static enum err start(struct work *work, const struct job_access *by,
                      const struct due_ending_row *due)
{
    if (is_in(due, S("closing")))
        return OK;
    if (is_in(due, S("paused")))
        TRY(ending_wake(work, by, due->pair));
    TRY(ending_start(work, job_scheme(by), due->pair));
    return ending_tell_closing(work, job_scheme(by), due->pair, due->ends_on);
}

/* Two who were introduced and never agreed on anything have nothing to complete. */
static enum err move_on(struct work *work, const struct job_access *by,
                        const struct due_ending_row *due)
{
    const struct how_it_ends completed = {.kind = COMPLETED}, ended = {.kind = ENDED};
    const struct scheme_access *scheme = job_scheme(by);
    bool is_past = due->ends_on.n < work->today.n;

    if (is_in(due, S("introduced"))) {
        TRY(ending_come_to(work, scheme, due->pair, &ended));
        return ending_tell_ended(work, scheme, due->pair, (struct maybe_person_id){0}, S(""));
    }
    TRY(start(work, by, due));
    if (!is_past)
        return OK;
    TRY(ending_come_to(work, scheme, due->pair, &completed));
    return ending_tell_completed(work, scheme, due->pair);
}

static enum err close_due(struct work *work, const struct job_access *by)
{
    struct due_ending_rows due;

    TRY(ending_due(work, by, (struct day){work->today.n + CLOSING_DAYS}, work->today, &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(move_on(work, by, &due.at[i]));
    return OK;
}

static const struct job job_rows[] = {
    {"ending_due", 3600, close_due, "Begins the last two weeks of pairs, and completes them"},
};
const struct jobs ending_jobs = LIST(job_rows);
