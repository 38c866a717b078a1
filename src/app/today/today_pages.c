#include "app/ending/ending.h"
#include "app/scheme/scheme.h"
#include "app/setup/setup.h"
#include "app/today/today_inside.h"
#include "ical/when.h"
#include "today_page_html.h"
#include "today_sql.h"

#include <time.h>

enum { SHOWN = 12, SNOOZE_DAYS = 7, UNREACHED_S = 30 * 86400 };

/* "Alumni Mentoring 2026-27, week 10 of 26" */
static struct str line_of(const struct request *request, const struct scheme_cohort *cohort)
{
    struct work *work = request->work;
    struct buf out = {.arena = work->arena};

    if (!str_starts(cohort->name, request->viewer.scheme_name))
        buf_addf(&out, "%.*s ", ARG(request->viewer.scheme_name));
    buf_add(&out, cohort->name);
    if (!cohort->runs_from.is_set || !cohort->runs_to.is_set ||
        work->today.n < cohort->runs_from.at.n || work->today.n > cohort->runs_to.at.n)
        return buf_str(&out);
    long long week = (work->today.n - cohort->runs_from.at.n) / 7 + 1;
    long long weeks = (cohort->runs_to.at.n - cohort->runs_from.at.n + 6) / 7;
    buf_addf(&out, ", week %lld of %lld", week, weeks);
    return buf_str(&out);
}

/* Which cohort this is, and what it still needs before people can apply. */
static enum err look_at_cohort(struct request *request, const struct team_access *by,
                               struct today_view *view)
{
    struct scheme_cohort cohort;
    enum err err = scheme_cohort_get(request->work, scheme_visitor(team_scheme(by)), &cohort);

    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    view->line = line_of(request, &cohort);
    return str_eq(cohort.state, S("draft")) ? setup_card(request, by, &view->setup) : OK;
}

struct str today_later(struct arena *arena, struct day today)
{
    time_t at = (time_t)((today.n + SNOOZE_DAYS) * 86400);
    struct tm tm;

    gmtime_r(&at, &tm);
    return today_say(arena, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

/* The days on which one pair met, out of those of all that are shown, which stand together. */
static struct days met_of(struct arena *arena, const struct needing_met_rows *met,
                          struct maybe_pair_id pair)
{
    struct day *days = NEW_ARRAY(arena, struct day, met->len);
    size_t len = 0;

    for (size_t i = 0; i < met->len && pair.is_set; i++)
        if (met->at[i].pair.n == pair.at.n)
            days[len++] = day_of(met->at[i].starts_at);
    return (struct days){days, len};
}

/* The reasons after the first one, in a row. */
static struct str more_of(struct arena *arena, const struct today_lines *lines)
{
    struct buf out = {.arena = arena};

    for (size_t i = 1; i < lines->len; i++)
        buf_addf(&out, "%s%.*s", i == 1 ? "" : " ", ARG(lines->at[i].why));
    return buf_str(&out);
}

static void set_remedy(const struct request *request, const struct signal_kept *kept,
                       const struct signals *signals, const struct signal_names *names,
                       struct today_need *need)
{
    struct arena *arena = request->work->arena;
    enum today_to to =
        signals->len > 0 ? today_remedy(signals->at[0].signal, &kept->facts) : TO_MENTEE;

    need->remedy = today_remedy_label(arena, to, names);
    if (to == TO_MATCHING)
        need->remedy_path =
            today_say(arena, "%.*s/team/matching", ARG(request->viewer.scheme_path));
    else
        need->remedy_path = today_say(arena, "%.*s/write", ARG(need->path));
}

static struct today_need need_of(const struct request *request, const struct signal_kept *kept,
                                 const struct needing_name_row *name,
                                 const struct needing_met_rows *met)
{
    struct arena *arena = request->work->arena;
    struct signals signals = signal_told(kept);
    struct signal_names names = {kept->pair.is_set ? name->mentee.at : name->alone.at,
                                 name->mentor.at};
    struct today_lines lines = today_lines_of(arena, &kept->facts, &signals, &names);
    struct today_need need = {
        .mentee = names.mentee,
        .mentor = names.mentor,
        .mentee_av = frame_initials(arena, names.mentee),
        .mentor_av = frame_initials(arena, names.mentor),
        .more = more_of(arena, &lines),
        .braid = today_braid(arena, kept, &signals, met_of(arena, met, kept->pair)),
        .answer_path = today_say(arena, "%.*s/team/signals/%lld", ARG(request->viewer.scheme_path),
                                 (long long)kept->id.n),
    };

    if (kept->pair.is_set)
        need.path = today_pair_path(request, kept->pair.at);
    if (lines.len > 0) {
        need.why = lines.at[0].why;
        need.sum = lines.at[0].sum;
    }
    set_remedy(request, kept, &signals, &names, &need);
    return need;
}

static enum err needs_of(struct request *request, const struct team_access *by,
                         struct today_needs *ret)
{
    struct work *work = request->work;
    struct signal_list kept;
    struct needing_name_rows names;
    struct needing_met_rows met;
    struct today_need *needs;

    TRY(signal_list_needing(work, by, SHOWN, &kept));
    TRY(today_names_today(work, by, work->today, SHOWN, &names));
    TRY(today_met(work, by, work->today, SHOWN, &met));
    needs = NEW_ARRAY(work->arena, struct today_need, kept.len);
    for (size_t i = 0; i < kept.len && i < names.len; i++)
        needs[i] = need_of(request, &kept.at[i], &names.at[i], &met);
    *ret = (struct today_needs){needs, kept.len};
    return OK;
}

static enum err as_of(struct work *work, const struct request *request, int64_t figured_at,
                      struct str *ret)
{
    const struct zone *zone;

    *ret = S("Not figured yet; the first figures come within a quarter of an hour.");
    if (figured_at == 0)
        return OK;
    TRY(zone_get(work, request->viewer.zone, &zone));
    *ret = today_say(work->arena, "As of %.*s.", ARG(when_clock(work->arena, zone, figured_at)));
    return OK;
}

static enum err today_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct arena *arena = work->arena;
    struct today_view view = {.fault = work->fault, .later = today_later(arena, work->today)};
    struct signal_numbers numbers;
    struct frame *frame;

    TRY(signal_numbers_get(work, by, &numbers));
    TRY(needs_of(request, by, &view.needs));
    TRY(look_at_cohort(request, by, &view));
    TRY(today_unreached(work, by, work->now - UNREACHED_S, &view.unreached));
    TRY(ending_waits(work, by, &view.endings));
    TRY(as_of(work, request, numbers.figured_at, &view.as_of));
    today_count(arena, &numbers, &view);
    if (numbers.needing_pairs + numbers.needing_people > (int64_t)view.needs.len)
        view.all = today_say(arena, "All %lld pairs", (long long)numbers.pairs);
    if (numbers.needing_pairs > 0)
        view.queue = today_say(arena, "%.*s/team/queue/1", ARG(request->viewer.scheme_path));
    view.go = today_say(arena, "Go through the %lld", (long long)numbers.needing_pairs);

    frame = frame_new(request, FRAME_TEAM, today_heading(arena, &numbers));
    frame->at = AT_TODAY;
    view.frame = frame;
    today_page_html(request->out, &view);
    return OK;
}

static enum err answer(struct request *request, const struct team_access *by)
{
    struct signal_id id = {request_key(request, S("signal"))};
    struct maybe_day until;

    if (form_has(request, S("do"), S("false alarm")))
        return signal_answer(request->work, by, id, ANSWER_FALSE_ALARM, (struct maybe_day){0});
    TRY(form_day(request, S("until"), &until));
    return signal_answer(request->work, by, id, ANSWER_SNOOZED, until);
}

static enum err answer_page(struct request *request, const struct team_access *by)
{
    enum err err = answer(request, by);

    if (err == ERR_INVALID)
        TRY(today_page(request, by)); /* with the fault on top */
    today_go_on(request);
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team", TEAM(today_page), "Today: who could use a hand, and why"},
    {POST, "/s/{scheme}/team/signals/{signal}", TEAM(answer_page),
     "Put a row of Today off, or call it a false alarm"},
    {POST, "/s/{scheme}/pairs/{pair}/in-touch", PAIR_MEMBER(today_in_touch),
     "Say that the two are in touch elsewhere"},
    {GET, "/s/{scheme}/team/queue/{n}", TEAM(today_queue_page),
     "Go through the pairs of Today, one at a time"},
    {GET, "/s/{scheme}/team/pairs", TEAM(today_pairs_page), "The pairs that are under way"},
    {GET, "/s/{scheme}/team/pairs/{pair}", TEAM(today_pair_page),
     "What is known of a pair: signals with their sums, no content"},
    {GET, "/s/{scheme}/team/pairs/{pair}/write", TEAM(today_write_page),
     "A letter to one or both of a pair, to change and send"},
    {POST, "/s/{scheme}/team/pairs/{pair}/write", TEAM(today_write),
     "Write to one or both of a pair"},
};

const struct routes today_routes = LIST(rows);
