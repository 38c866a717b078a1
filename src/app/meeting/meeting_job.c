/* meeting_job.c - what the clock does to meetings: reminders, lapsed offers, silence after. */
#include "app/meeting/meeting_inside.h"
#include "app/meeting/meeting_letter.h"

#include "ical/when.h"

#include "meeting_lapsed_txt.h"
#include "meeting_over_txt.h"
#include "meeting_waiting_txt.h"

enum { WAIT_DAYS = 3 };

PRINTF_LIKE(2, 3) static struct str text_of(struct work *work, const char *fmt, ...)
{
    struct buf out = {.arena = work->arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

static enum err link_to(struct work *work, const struct job_access *by, struct person_id person,
                        struct pair_id pair, enum meeting_act act, struct meeting_id meeting,
                        int64_t version, struct str *ret)
{
    struct act_to to = {.scheme = scheme_key(job_scheme(by)),
                        .person = person,
                        .pair = pair,
                        .object = meeting.n,
                        .version = version};

    return act_link(work, job_nobody(by), &meeting_acts.at[act], &to, ret);
}

static struct mail_text mail_from(const struct job_access *by, struct pair_id pair,
                                  const struct buf *body)
{
    return (struct mail_text){
        .body = buf_str(body), .scheme = scheme_key(job_scheme(by)), .pair = pair};
}

static const struct zone *zone_or_utc(struct work *work, struct str name)
{
    const struct zone *zone = NULL;

    if (zone_get(work, name, &zone) != OK && zone_get(work, S("Etc/UTC"), &zone) != OK)
        return NULL;
    return zone;
}

static enum err remind_of_offer(struct work *work, const struct job_access *by,
                                const struct waiting_meeting_row *row)
{
    struct buf body = {.arena = work->arena};
    struct meeting_letter letter = {.from = row->mentee_name,
                                    .place = zone_place(work->arena, row->mentor_zone)};

    TRY(meeting_set_reminded(work, by, row->id, work->now));
    meeting_waiting_txt(&body, &letter);
    struct mail_text text = mail_from(by, row->pair, &body);
    text.subject = text_of(work, "%.*s waits for your answer", ARG(row->mentee_name));
    text.cost = S("One tap, 20 seconds");
    text.button = S("See the times");
    TRY(link_to(work, by, row->mentor, row->pair, MEETING_PICK, row->id, row->version, &text.path));
    return mail_queue_text(
        work, job_nobody(by), &meeting_mails.at[LETTER_WAITING], row->mentor,
        text_of(work, "meeting_waiting/%lld/%lld", (long long)row->id.n, (long long)row->version),
        &text);
}

static enum err remind(struct work *work, const struct job_access *by)
{
    struct waiting_meeting_rows waiting;

    TRY(meeting_list_waiting(work, by, work->now - (int64_t)WAIT_DAYS * DAY_SECONDS, work->now,
                             &waiting));
    for (size_t i = 0; i < waiting.len; i++)
        TRY(remind_of_offer(work, by, &waiting.at[i]));
    return OK;
}

static enum err lapse_one(struct work *work, const struct job_access *by,
                          const struct lapsed_meeting_row *row)
{
    struct buf body = {.arena = work->arena};
    struct meeting_letter letter = {.from = row->mentor_name};

    TRY(meeting_lapse(work, by, row->id, work->now));
    if (row->made_by.n != row->mentee.n)
        return OK;
    meeting_lapsed_txt(&body, &letter);
    struct mail_text text = mail_from(by, row->pair, &body);
    text.button = S("Offer new times");
    text.path =
        text_of(work, "/s/%.*s/pairs/%lld/meetings/new", ARG(row->slug), (long long)row->pair.n);
    return mail_queue_text(work, job_nobody(by), &meeting_mails.at[LETTER_LAPSED], row->mentee,
                           text_of(work, "meeting_lapsed/%lld", (long long)row->id.n), &text);
}

static enum err lapse(struct work *work, const struct job_access *by)
{
    struct lapsed_meeting_rows lapsed;

    TRY(meeting_list_lapsed(work, by, work->now, &lapsed));
    for (size_t i = 0; i < lapsed.len; i++)
        TRY(lapse_one(work, by, &lapsed.at[i]));
    return OK;
}

static enum err ask_one(struct work *work, const struct job_access *by,
                        const struct over_meeting_row *row, struct person_id to,
                        struct str zone_name, struct str other)
{
    const struct zone *zone = zone_or_utc(work, zone_name);
    struct buf body = {.arena = work->arena};

    if (!zone)
        return ERR_BROKEN;
    struct meeting_letter letter = {
        .from = other, .when = when_text(work->arena, zone, row->starts_at, work->now)};
    meeting_over_txt(&body, &letter);
    struct mail_text text = mail_from(by, row->pair, &body);
    text.subject = text_of(work, "How did it go with %.*s?", ARG(other));
    text.cost = S("One tap, 15 seconds");
    text.button = S("Say how it went");
    TRY(link_to(work, by, to, row->pair, MEETING_AFTER, row->id, 0, &text.path));
    return mail_queue_text(work, job_nobody(by), &meeting_mails.at[LETTER_OVER], to,
                           text_of(work, "meeting_over/%lld", (long long)row->id.n), &text);
}

/* A week without a word, and it is unknown how it went. */
static enum err ask(struct work *work, const struct job_access *by)
{
    int64_t week_ago = work->now - (int64_t)MEETING_FORGET_DAYS * DAY_SECONDS;
    struct over_meeting_rows over;

    TRY(meeting_forget(work, by, week_ago, work->now));
    TRY(meeting_list_over(work, by, week_ago, work->now, &over));
    for (size_t i = 0; i < over.len; i++) {
        const struct over_meeting_row *row = &over.at[i];
        TRY(ask_one(work, by, row, row->mentee, row->mentee_zone, row->mentor_name));
        TRY(ask_one(work, by, row, row->mentor, row->mentor_zone, row->mentee_name));
        TRY(meeting_set_asked(work, by, row->id, work->now));
    }
    return OK;
}

static const struct job job_rows[] = {
    {"meeting_remind", 3600, remind, "Reminds of offered times that wait for an answer"},
    {"meeting_lapse", 900, lapse, "Ends offers whose last time is past"},
    {"meeting_ask", 900, ask, "Asks after a meeting how it went"},
};
const struct jobs meeting_jobs = LIST(job_rows);
