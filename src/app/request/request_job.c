/* request_job.c - what the clock does to requests: they lapse, are overtaken, are reminded of. */
#include "app/request/request_inside.h"

#include "app/audit/audit.h"
#include "jobs/jobs.h"
#include "request_sql.h"

enum { DAY_S = 86400, FIRST_DAYS = 3, LAST_DAYS = 1, MOST_REMINDERS = 2 };

static enum err lapse_one(struct work *work, const struct scheme_access *by,
                          const struct request_lapsed_row *lapsed)
{
    struct request_ended_row row;
    enum err err = request_lapse(work, by, lapsed->id, work->now, &row);

    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    if (!lapsed->heard_at.is_set)
        TRY(listing_miss(work, by, lapsed->mentor));
    TRY(request_tell(work, by, LETTER_EXPIRED, lapsed->id, 0));
    TRY(request_tell(work, by, LETTER_LAPSED, lapsed->id, 0));
    return audit_add(work, by, "request_expired", lapsed->id.n);
}

static enum err lapse(struct work *work, const struct job_access *by)
{
    struct request_lapsed_rows rows;

    TRY(request_list_lapsed(work, job_scheme(by), work->now, &rows));
    for (size_t i = 0; i < rows.len; i++)
        TRY(lapse_one(work, job_scheme(by), &rows.at[i]));
    return request_overtake_all(work, job_scheme(by));
}

/* The last one is counted as the second, so that a short clock brings no third. */
static enum err remind(struct work *work, const struct job_access *by)
{
    struct request_due_rows rows;

    TRY(request_list_due(work, job_scheme(by), work->now, (int64_t)FIRST_DAYS * DAY_S,
                         (int64_t)LAST_DAYS * DAY_S, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const struct request_due_row *row = &rows.at[i];
        bool is_asked = str_eq(row->state, S("asked"));
        int64_t count = row->is_last ? MOST_REMINDERS : row->reminders + 1;
        TRY(request_set_reminded(work, job_scheme(by), row->id, count));
        TRY(request_tell(work, job_scheme(by), is_asked ? LETTER_OWED : LETTER_WAITS, row->id,
                         row->turned_at + count)); /* each turn is an occasion of its own */
    }
    return OK;
}

static const struct job job_rows[] = {
    {"request_lapse", 60, lapse, "Ends requests that lapsed or can come to nothing any more"},
    {"request_remind", 3600, remind, "Reminds of requests that wait for an answer"},
};
const struct jobs request_jobs = LIST(job_rows);
