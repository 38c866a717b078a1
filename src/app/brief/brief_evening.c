#include "app/brief/brief_inside.h"
#include "brief_mail_txt.h"
#include "brief_sql.h"
#include "ical/when.h"

enum { EVENING = 18 * 3600, LOOK_AHEAD = 48 * 3600 }; /* seconds */

const struct mail brief_mail_rows[] = {
    [BRIEF_FOR_MENTOR] = {"brief", MAIL_EVENT, "What you will talk about tomorrow",
                          "Brings a mentor the mentee's page the evening before a meeting."},
    [BRIEF_WANTED] = {"brief_wanted", MAIL_REMINDER, "What would you like to talk about?",
                      "Reminds a mentee of the page before a meeting."},
};
const struct mails brief_mails = LIST(brief_mail_rows);

static bool is_shared(struct maybe_int flag)
{
    return flag.is_set && flag.at != 0;
}

/* The body: the whole page, or where to find it, or a kind word where nothing is shared. */
static enum err body_of(struct work *work, const struct job_access *by,
                        const struct due_brief_row *due, struct buf *body)
{
    struct due_question_rows questions;
    struct due_action_rows actions;
    struct str since = is_shared(due->is_since_shared) ? due->since_words.at : S("");
    struct str stuck = is_shared(due->is_stuck_shared) ? due->stuck_words.at : S("");

    if (due->shared_at.is_set && !is_shared(due->is_whole)) {
        buf_addf(body, "%.*s has prepared and keeps it on your page rather than in a mail.",
                 ARG(due->mentee));
        return OK;
    }
    TRY(brief_due_questions(work, by, due->meeting, &questions));
    TRY(brief_due_actions(work, by, due->pair, &actions));
    if (!due->shared_at.is_set || since.len + stuck.len + questions.len == 0) {
        buf_addf(body,
                 "%.*s has not shared anything for this meeting. That is fine: people prepare in "
                 "many ways. What has changed since you last spoke is a good place to begin.\n\n",
                 ARG(due->mentee));
        since = stuck = S("");
        questions.len = 0;
    }
    brief_mail_txt(body, due, since, stuck, questions, actions);
    return OK;
}

static enum err send_one(struct work *work, const struct job_access *by,
                         const struct due_brief_row *due, const struct zone *zone)
{
    struct buf once = {.arena = work->arena}, body = once, subject = once, path = once;
    struct scheme_path_row scheme;

    TRY(brief_scheme(work, by, &scheme));
    TRY(body_of(work, by, due, &body));
    buf_addf(&once, "brief/%lld/%lld", (long long)due->meeting.n, (long long)due->starts_at);
    buf_addf(&subject, "%.*s and you, %.*s", ARG(due->mentee),
             ARG(when_text(work->arena, zone, due->starts_at, work->now)));
    buf_addf(&path, "/s/%.*s/pairs/%lld/meetings/%lld/prepare", ARG(scheme.slug),
             (long long)due->pair.n, (long long)due->meeting.n);
    struct mail_text text = {
        .subject = buf_str(&subject),
        .cost = S("One page, two minutes"),
        .body = buf_str(&body),
        .button = S("Read it on one page"),
        .path = buf_str(&path),
        .scheme = scheme_key(job_scheme(by)),
        .pair = due->pair,
    };
    return mail_queue_text(work, job_nobody(by), &brief_mail_rows[BRIEF_FOR_MENTOR], due->mentor,
                           buf_str(&once), &text);
}

/* Is it the evening before, where the mentor is? A meeting that was set later than that still
 * gets its page.
 */
static bool is_evening_before(const struct zone *zone, int64_t now, int64_t starts_at)
{
    struct wall evening = zone_wall(zone, starts_at);

    evening.on.n--;
    evening.second = EVENING;
    return now >= zone_instant(zone, evening);
}

static enum err send_due(struct work *work, const struct job_access *by)
{
    struct due_brief_rows due;

    TRY(brief_due(work, by, work->now, work->now + LOOK_AHEAD, &due));
    for (size_t i = 0; i < due.len; i++) {
        const struct zone *zone;
        TRY(zone_get(work, due.at[i].mentor_zone, &zone));
        if (is_evening_before(zone, work->now, due.at[i].starts_at))
            TRY(send_one(work, by, &due.at[i], zone));
    }
    return OK;
}

static const struct job job_rows[] = {
    {"brief_evening", 600, send_due, "Sends mentors the brief the evening before a meeting"},
};
const struct jobs brief_jobs = LIST(job_rows);
