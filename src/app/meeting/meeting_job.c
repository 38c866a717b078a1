/* meeting_job.c - what the clock does to meetings: reminders, lapsed offers, silence after. */
#include "app/meeting/meeting_inside.h"
#include "app/meeting/meeting_letter.h"
#include "app/nudge/nudge.h"
#include "app/scheme/scheme.h"

#include "ical/when.h"

#include "meeting_lapsed_txt.h"
#include "meeting_over_txt.h"
#include "meeting_waiting_txt.h"

enum { NEAR_DAYS = 2 };

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

static struct nudge_to waiting_to(const struct waiting_meeting_row *row)
{
    return (struct nudge_to){.person = row->person,
                             .pair = row->pair,
                             .about = row->offered_at.at,
                             .object = row->id.n,
                             .version = row->version,
                             .name = row->name,
                             .other = row->other,
                             .zone = row->zone,
                             .slug = row->slug,
                             .since = day_of(row->offered_at.at),
                             .days = row->reply_days};
}

/* Times wait for as long as the two agreed, or are so near that a later word would be too late. */
static bool has_waited(struct work *work, const struct waiting_meeting_row *row)
{
    int64_t days = work->today.n - day_of(row->offered_at.at).n - row->rested;
    bool is_near = row->first_at.at - work->now < (int64_t)NEAR_DAYS * DAY_SECONDS;

    return days >= row->reply_days || (is_near && days >= 1);
}

static enum err find_waiting(struct work *work, const struct scheme_access *by,
                             const struct nudge *nudge, struct nudge_found *found)
{
    struct waiting_meeting_rows waiting;
    struct scheme_rules rules;

    (void)nudge;
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(meeting_list_waiting(work, by, work->now, rules.reply_days, &waiting));
    for (size_t i = 0; i < waiting.len; i++) {
        struct nudge_to to = waiting_to(&waiting.at[i]);
        if (has_waited(work, &waiting.at[i]))
            nudge_add(found, &to);
    }
    return OK;
}

static enum err write_waiting(struct work *work, const struct job_access *by,
                              const struct nudge *nudge, const struct nudge_to *to,
                              struct mail_text *text)
{
    struct buf body = {.arena = work->arena};
    struct meeting_letter letter = {.from = to->other, .place = zone_place(work->arena, to->zone)};

    (void)nudge;
    meeting_waiting_txt(&body, &letter, to->since);
    text->subject = text_of(work, "%.*s waits for your answer", ARG(to->other));
    text->cost = S("One tap, 20 seconds");
    text->body = buf_str(&body);
    text->button = S("See the times");
    return link_to(work, by, to->person, to->pair, MEETING_PICK, (struct meeting_id){to->object},
                   to->version, &text->path);
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

static enum err find_over(struct work *work, const struct scheme_access *by,
                          const struct nudge *nudge, struct nudge_found *found)
{
    int64_t week_ago = work->now - (int64_t)MEETING_FORGET_DAYS * DAY_SECONDS;
    struct over_meeting_rows over;

    (void)nudge;
    TRY(meeting_list_over(work, by, week_ago, work->now, &over));
    for (size_t i = 0; i < over.len; i++)
        nudge_add(found, &(struct nudge_to){.person = over.at[i].person,
                                            .pair = over.at[i].pair,
                                            .about = over.at[i].id.n,
                                            .object = over.at[i].id.n,
                                            .name = over.at[i].name,
                                            .other = over.at[i].other,
                                            .zone = over.at[i].zone,
                                            .slug = over.at[i].slug});
    return OK;
}

/* Each answer is a link of its own that comes with it chosen: two taps in all. */
static enum err over_choices(struct work *work, const struct job_access *by,
                             const struct nudge_to *to, struct mail_text *text)
{
    static const struct {
        struct str label;
        int64_t choice;
    } marks[] = {{{"Yes, on time", 12}, AFTER_ON_TIME},
                 {{"Yes, one of us was late", 23}, AFTER_LATE},
                 {{"No, it did not come about", 25}, AFTER_MISSED}};
    struct mail_choice *choices = NEW_ARRAY(work->arena, struct mail_choice, COUNT(marks));

    for (size_t i = 0; i < COUNT(marks); i++) {
        struct act_to target = {.scheme = scheme_key(job_scheme(by)),
                                .person = to->person,
                                .pair = to->pair,
                                .object = to->object,
                                .choice = marks[i].choice};
        choices[i].label = marks[i].label;
        TRY(act_link(work, job_nobody(by), &meeting_acts.at[MEETING_AFTER], &target,
                     &choices[i].path));
    }
    text->choices = choices;
    text->nchoices = COUNT(marks);
    return OK;
}

static enum err write_over(struct work *work, const struct job_access *by,
                           const struct nudge *nudge, const struct nudge_to *to,
                           struct mail_text *text)
{
    const struct zone *zone = zone_or_utc(work, to->zone);
    struct buf body = {.arena = work->arena};
    struct meeting_start_row meeting;

    (void)nudge;
    if (!zone)
        return ERR_BROKEN;
    TRY(meeting_starts(work, by, (struct meeting_id){to->object}, &meeting));
    struct meeting_letter letter = {
        .from = to->other, .when = when_text(work->arena, zone, meeting.starts_at.at, work->now)};
    meeting_over_txt(&body, &letter);
    text->subject = text_of(work, "How did it go with %.*s?", ARG(to->other));
    text->cost = S("One tap, 15 seconds");
    text->body = buf_str(&body);
    return over_choices(work, by, to, text);
}

static const struct nudge nudge_rows[] = {
    {NUDGE_MEETING_WAITING, &meeting_mail_rows[LETTER_WAITING], find_waiting, write_waiting},
    {NUDGE_MEETING_OVER, &meeting_mail_rows[LETTER_OVER], find_over, write_over},
};
const struct nudges meeting_nudges = LIST(nudge_rows);

/* A week without a word, and it is unknown how it went. */
static enum err forget(struct work *work, const struct job_access *by)
{
    return meeting_forget(work, by, work->now - (int64_t)MEETING_FORGET_DAYS * DAY_SECONDS,
                          work->now);
}

static const struct job job_rows[] = {
    {"meeting_lapse", 900, lapse, "Ends offers whose last time is past"},
    {"meeting_forget", 3600, forget, "Leaves it unknown how a meeting went that nobody spoke of"},
};
const struct jobs meeting_jobs = LIST(job_rows);
