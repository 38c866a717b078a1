#include "app/pair/pair.h"
#include "app/today/today_inside.h"

#include "today_ask_html.h"
#include "today_ask_txt.h"
#include "today_sql.h"

/* The page behind the link: one button. */
static enum err ask_show(struct request *request, const struct pair_access *by)
{
    struct pair_two two;
    struct frame *frame;

    TRY(pair_two_get(request->work, by, &two));
    frame = frame_new(request, FRAME_TASK, S("Are you two in touch?"));
    today_ask_html(request->out, frame, two.other.name);
    return OK;
}

static enum err ask_run(struct request *request, const struct pair_access *by)
{
    TRY(signal_in_touch(request->work, by));
    act_came_to(request, S("Good to hear. Nothing shows to the people who run the scheme."),
                today_say(request->work->arena, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path),
                          (long long)pair_key(by).n));
    return OK;
}

static const struct act act_rows[] = {
    {"in_touch", PAIR_MEMBER(ask_show), PAIR_MEMBER(ask_run),
     "Say that the two are in touch elsewhere"},
};
const struct acts today_acts = LIST(act_rows);

/* The same from the pair's home. */
enum err today_in_touch(struct request *request, const struct pair_access *by)
{
    TRY(signal_in_touch(request->work, by));
    request_go_to(request, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path),
                  (long long)pair_key(by).n);
    return OK;
}

static enum err ask_one(struct work *work, const struct job_access *by,
                        const struct silent_row *row, struct person_id to, struct str other)
{
    struct buf body = {.arena = work->arena};
    struct act_to link = {.scheme = scheme_key(job_scheme(by)),
                          .person = to,
                          .pair = row->pair,
                          .object = row->pair.n};
    struct str path;

    TRY(act_link(work, job_nobody(by), &act_rows[0], &link, &path));
    today_ask_txt(&body, other, row->since_on);
    struct mail_text text = {
        .subject = today_say(work->arena, "Are you and %.*s in touch?", ARG(other)),
        .cost = S("One tap"),
        .body = buf_str(&body),
        .button = S("Yes, we are in touch"),
        .path = path,
        .scheme = link.scheme,
        .pair = row->pair,
    };
    struct str once = today_say(work->arena, "in_touch/%lld/%lld", (long long)row->pair.n,
                                (long long)row->since_on.n);
    return mail_queue_text(work, job_nobody(by), &today_mails.at[TODAY_IN_TOUCH], to, once, &text);
}

/* Before their silence is told to anybody, the two are asked. */
static enum err ask(struct work *work, const struct job_access *by)
{
    struct silent_rows rows;

    TRY(today_to_ask(work, by, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const struct silent_row *row = &rows.at[i];
        TRY(ask_one(work, by, row, row->mentee, row->mentor_name));
        TRY(ask_one(work, by, row, row->mentor, row->mentee_name));
        TRY(signal_asked(work, by, row->id, row->since_on));
    }
    return OK;
}

static const struct job job_rows[] = {
    {"today_ask", 3600, ask, "Asks pairs that have gone quiet whether they are in touch elsewhere"},
};
const struct jobs today_jobs = LIST(job_rows);
