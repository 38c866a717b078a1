#include "app/nudge/nudge.h"
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

/* Both of the two, about the silence that began on that day. */
static void add_both(const struct silent_row *row, struct nudge_found *found)
{
    struct nudge_to to = {.person = row->mentee,
                          .pair = row->pair,
                          .about = row->since_on.n,
                          .name = row->mentee_name,
                          .other = row->mentor_name,
                          .zone = row->mentee_zone,
                          .slug = row->slug,
                          .since = row->since_on};

    nudge_add(found, &to);
    to.person = row->mentor;
    to.name = row->mentor_name;
    to.other = row->mentee_name;
    to.zone = row->mentor_zone;
    nudge_add(found, &to);
}

/* Before their silence is told to anybody, the two are asked. */
static enum err find_silent(struct work *work, const struct scheme_access *by,
                            const struct nudge *nudge, struct nudge_found *found)
{
    struct silent_rows rows;

    (void)nudge;
    TRY(today_to_ask(work, by, &rows));
    for (size_t i = 0; i < rows.len; i++)
        add_both(&rows.at[i], found);
    return OK;
}

static enum err write_silent(struct work *work, const struct job_access *by,
                             const struct nudge *nudge, const struct nudge_to *to,
                             struct mail_text *text)
{
    struct buf body = {.arena = work->arena};
    struct act_to link = {.scheme = scheme_key(job_scheme(by)),
                          .person = to->person,
                          .pair = to->pair,
                          .object = to->pair.n};

    (void)nudge;
    today_ask_txt(&body, to->other, to->since);
    text->subject = today_say(work->arena, "Are you and %.*s in touch?", ARG(to->other));
    text->cost = S("One tap");
    text->body = buf_str(&body);
    text->button = S("Yes, we are in touch");
    return act_link(work, job_nobody(by), &act_rows[0], &link, &text->path);
}

static const struct nudge nudge_rows[] = {
    {NUDGE_IN_TOUCH, &today_mail_rows[TODAY_IN_TOUCH], find_silent, write_silent},
};
const struct nudges today_nudges = LIST(nudge_rows);
