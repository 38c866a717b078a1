/* brief_nudge.c - reminding a mentee of the page before a meeting, which can be shared from there. */
#include "app/act/act.h"
#include "app/brief/brief_inside.h"
#include "app/nudge/nudge.h"
#include "app/scheme/scheme.h"

#include "brief_quick_html.h"
#include "brief_sql.h"
#include "brief_wanted_txt.h"
#include "ical/when.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

static enum err find_wanted(struct work *work, const struct scheme_access *by,
                            const struct nudge *nudge, struct nudge_found *found)
{
    struct wanted_brief_rows wanted;
    struct scheme_rules rules;

    (void)nudge;
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (!policy_may(&rules, ACT_WRITE_BRIEF, ROLE_MENTEE))
        return OK;
    TRY(brief_wanted(work, by, work->now, work->now + rules.brief_h * HOUR_S + DAY_S, &wanted));
    for (size_t i = 0; i < wanted.len; i++)
        nudge_add(found, &(struct nudge_to){.person = wanted.at[i].person,
                                            .pair = wanted.at[i].pair,
                                            .about = wanted.at[i].starts_at.at,
                                            .object = wanted.at[i].meeting.n,
                                            .name = wanted.at[i].name,
                                            .other = wanted.at[i].other,
                                            .zone = wanted.at[i].zone,
                                            .slug = wanted.at[i].slug});
    return OK;
}

static enum err write_wanted(struct work *work, const struct job_access *by,
                             const struct nudge *nudge, const struct nudge_to *to,
                             struct mail_text *text)
{
    struct buf body = {.arena = work->arena}, subject = {.arena = work->arena};
    struct act_to target = {.scheme = scheme_key(job_scheme(by)),
                            .person = to->person,
                            .pair = to->pair,
                            .object = to->object};
    struct brief_start_row meeting;
    const struct zone *zone;

    (void)nudge;
    TRY(brief_starts(work, by, (struct meeting_id){to->object}, &meeting));
    TRY(zone_get(work, to->zone, &zone));
    brief_wanted_txt(&body, to->other,
                     when_text(work->arena, zone, meeting.starts_at.at, work->now));
    buf_addf(&subject, "What would you like to talk about with %.*s?", ARG(to->other));
    text->subject = buf_str(&subject);
    text->cost = S("One line, two minutes");
    text->body = buf_str(&body);
    text->button = S("Say it in a line");
    return act_link(work, job_nobody(by), &brief_acts.at[BRIEF_ACT_SHARE], &target, &text->path);
}

static const struct nudge nudge_rows[] = {
    {NUDGE_BRIEF_DUE, &brief_mail_rows[BRIEF_WANTED], find_wanted, write_wanted},
};
const struct nudges brief_nudges = LIST(nudge_rows);

/* --- from the mail: one line is a brief too */

static enum err page_of(struct request *request, const struct pair_access *by,
                        struct brief_page *ret)
{
    struct buf path = {.arena = request->work->arena};
    int64_t meeting = act_call(request).object;
    enum err err = brief_look(request->work, by, (struct meeting_id){meeting}, ret);

    buf_addf(&path, "%.*s/meetings/%lld/prepare", ARG(pair_path(request, by)), (long long)meeting);
    if (err == ERR_NOT_FOUND || (err == OK && ret->is_over))
        return act_is_stale(request, S("This meeting is over, moved or called off by now"),
                            pair_path(request, by));
    TRY(err);
    if (ret->is_shared || ret->lines.version > 0)
        return act_is_stale(request, S("You have begun this page already"), buf_str(&path));
    return OK;
}

static bool is_rendered(const struct request *request)
{
    return request->out->len > 0;
}

static enum err share_show(struct request *request, const struct pair_access *by)
{
    struct buf title = {.arena = request->work->arena};
    struct brief_page page = {0};

    TRY(page_of(request, by, &page));
    if (is_rendered(request))
        return OK;
    buf_addf(&title, "What would you like to talk about with %.*s?", ARG(page.two.other.name));
    struct frame *frame = frame_new(request, FRAME_TASK, buf_str(&title));
    brief_quick_html(request->out, frame, &page, form_text(request, S("words")),
                     request->work->fault);
    return OK;
}

static enum err share_run(struct request *request, const struct pair_access *by)
{
    struct str words = form_text(request, S("words"));
    struct buf said = {.arena = request->work->arena}, path = said;
    struct brief_page page = {0};

    TRY(page_of(request, by, &page));
    if (is_rendered(request))
        return OK;
    if (words.len == 0)
        return work_fail(request->work, ERR_INVALID, S("words"), S("One line is enough."));
    if (str_letters(words) > BRIEF_WORDS_MAX)
        return work_fail(request->work, ERR_INVALID, S("words"), S("Use at most 2,000 letters."));
    struct brief_lines lines = {.stuck = words, .is_stuck_shared = true, .is_whole = true};
    TRY(brief_write(request->work, by, page.meeting, &lines, true));
    buf_addf(&said, "%.*s gets it the evening before", ARG(page.two.other.name));
    buf_addf(&path, "%.*s/meetings/%lld/prepare", ARG(pair_path(request, by)),
             (long long)page.meeting.n);
    act_came_to(request, buf_str(&said), buf_str(&path));
    return OK;
}

static const struct act act_rows[] = {
    [BRIEF_ACT_SHARE] = {"brief_share", PAIR_MEMBER(share_show), PAIR_MEMBER(share_run),
                         "Say in a line what one would like to talk about"},
};
const struct acts brief_acts = LIST(act_rows);
