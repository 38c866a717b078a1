#include "app/report/report.h"

#include "app/report/report_inside.h"
#include "app/scheme/scheme.h"
#include "report_page_html.h"
#include "report_sql.h"
#include "web/frame.h"
#include "web/plot.h"
#include "web/web.h"

#include <stdarg.h>

enum { DAY_S = 86400, WEEK_S = 7 * DAY_S, WEEKS = 12, FIGURES = 6, FIRST_YEAR = 2000 };

/* A month of the calendar: 0 is January 2000. */
struct month {
    int64_t n;
};

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

static struct str month_word(struct arena *arena, struct month month)
{
    return say(arena, "%04lld-%02lld", FIRST_YEAR + (long long)month.n / 12,
               (long long)month.n % 12 + 1);
}

static struct str month_name(struct arena *arena, struct month month)
{
    return say(arena, "%s %lld", months[month.n % 12], FIRST_YEAR + (long long)month.n / 12);
}

/* The first day of a month. */
static struct day first_day(struct arena *arena, struct month month)
{
    struct day day = {0};
    struct str text = say(arena, "%.*s-01", ARG(month_word(arena, month)));

    return day_parse(text, &day) == OK ? day : (struct day){0};
}

static struct month month_of(struct arena *arena, struct day day)
{
    struct month month = {(day.n - first_day(arena, (struct month){0}).n) / 31};

    while (first_day(arena, (struct month){month.n + 1}).n <= day.n)
        month.n++;
    return month;
}

/* ?month=2027-01, when it is one and not to come; else the month of today. */
static struct month asked_month(struct request *request)
{
    struct arena *arena = request->work->arena;
    struct month now = month_of(arena, request->work->today);
    struct day day;
    struct str text = say(arena, "%.*s-01", ARG(query_text(request, S("month"))));

    if (day_parse(text, &day) != OK || day.n < first_day(arena, (struct month){0}).n)
        return now;
    struct month asked = month_of(arena, day);
    return asked.n < now.n ? asked : now;
}

/* A share of at least the smallest group; below it nothing is said, so that nobody is guessed. */
static struct figure share(struct arena *arena, const char *name, int64_t part, int64_t whole,
                           const char *things, int64_t least, const char *means)
{
    struct figure figure = {str_of(name), S("–"), (struct str){0}, str_of(means)};

    if (whole < least) {
        figure.of = say(arena, "Fewer than %lld %s, so not shown", (long long)least, things);
        return figure;
    }
    figure.value = say(arena, "%lld%%", (long long)((part * 100 + whole / 2) / whole));
    figure.of = say(arena, "%lld of %lld %s", (long long)part, (long long)whole, things);
    return figure;
}

static struct figure reach_of(struct arena *arena, const struct reach_row *reach)
{
    return (struct figure){
        S("Take part"), say(arena, "%lld", (long long)reach->mentees + (long long)reach->mentors),
        say(arena, "%lld mentees, %lld mentors; %lld applied this month", (long long)reach->mentees,
            (long long)reach->mentors, (long long)reach->applied),
        S("People accepted by the end of the month who have not left. Somebody who is both counts "
          "as both.")};
}

static enum err look_at_figures(struct request *request, const struct team_access *by,
                                int64_t since, int64_t until, struct report_view *view)
{
    struct work *work = request->work;
    struct arena *arena = work->arena;
    struct figure *at = NEW_ARRAY(arena, struct figure, FIGURES);
    struct scheme_rules rules;
    struct reach_row reach;
    struct pair_count_row pairs;
    struct outcome_row outcomes;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    TRY(report_reach(work, by, since, until, &reach));
    TRY(report_pairs(work, by, since, until, &pairs));
    TRY(report_outcomes(work, by, until, &outcomes));
    int64_t least = rules.min_group;
    at[0] = reach_of(arena, &reach);
    at[1] = share(arena, "Placed", reach.placed, reach.mentees, "mentees", least,
                  "Mentees who take part and had a partner at the end of the month.");
    at[2] = share(arena, "Met", pairs.met, pairs.ran, "pairs", least,
                  "Pairs that ran at any time in the month and met at least once in it.");
    at[3] =
        share(arena, "In their rhythm", pairs.kept, pairs.due, "pairs", least,
              "Pairs whose last meeting was, at the end of the month, no longer ago than the "
              "interval they agreed and a quarter of it. New pairs count once that time is over.");
    at[4] = share(arena, "Met a goal", outcomes.goals_met, outcomes.goal_pairs, "pairs", least,
                  "Pairs that looked back on their goals at the end, until this month, where the "
                  "mentee said that at least one was reached.");
    at[5] = share(arena, "Mentors who met an aim", outcomes.aims_met, outcomes.aim_mentors,
                  "mentors", least,
                  "Mentors who were asked at the end, until this month, and said yes. Partly does "
                  "not count.");
    view->figures = (struct figures){at, FIGURES};
    view->lede =
        pairs.ran < least
            ? S("There are too few pairs for shares yet.")
            : say(arena, "%lld of %lld pairs met, and %lld of %lld mentees have a partner.",
                  (long long)pairs.met, (long long)pairs.ran, (long long)reach.placed,
                  (long long)reach.mentees);
    return OK;
}

/* Meetings a week that the agreed intervals come to, rounded. */
static enum err expected_a_week(struct work *work, const struct team_access *by, int64_t until,
                                int64_t *ret)
{
    struct rhythm_count_rows rhythms;
    int64_t thousandths = 0;

    TRY(report_rhythms(work, by, until, &rhythms));
    for (size_t i = 0; i < rhythms.len; i++)
        if (rhythms.at[i].every_days > 0)
            thousandths += rhythms.at[i].n * 7000 / rhythms.at[i].every_days;
    *ret = (thousandths + 500) / 1000;
    return OK;
}

static enum err draw_weeks(struct request *request, const struct team_access *by, int64_t until,
                           struct report_view *view)
{
    struct work *work = request->work;
    int64_t since = until - WEEKS * (int64_t)WEEK_S, expected, sum = 0;
    struct plot_bar bars[WEEKS] = {0};
    struct met_week_rows weeks;
    struct buf *out = NEW(work->arena, struct buf);

    TRY(report_weeks(work, by, since, until, &weeks));
    TRY(expected_a_week(work, by, until, &expected));
    for (size_t i = 0; i < WEEKS; i++) {
        struct buf day = {.arena = work->arena};
        day_put(&day, day_of(since + (int64_t)i * WEEK_S));
        bars[i] = (struct plot_bar){.label = say(work->arena, "%zu", i + 1),
                                    .name = say(work->arena, "Week from %.*s", ARG(buf_str(&day))),
                                    .aim = {true, expected}};
    }
    for (size_t i = 0; i < weeks.len; i++)
        if (weeks.at[i].week >= 0 && weeks.at[i].week < WEEKS) {
            bars[weeks.at[i].week].n = weeks.at[i].n;
            sum += weeks.at[i].n;
        }
    const struct plot_bars plot = {
        .finding =
            say(work->arena, "%lld meetings in 12 weeks; what the pairs agreed comes to about %lld",
                (long long)sum, (long long)expected * WEEKS),
        .name_head = S("Week"),
        .n_head = S("Meetings"),
        .aim_head = S("As agreed"),
        .at = bars,
        .len = WEEKS,
    };
    out->arena = work->arena;
    plot_bars_put(out, &plot);
    view->weeks_say = plot.finding;
    view->weeks = (struct html){buf_str(out)};
    return OK;
}

/* A month that is not over counts until now. */
static enum err report_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct arena *arena = work->arena;
    struct month month = asked_month(request), now = month_of(arena, work->today);
    struct month before = {month.n - 1}, after = {month.n + 1};
    struct report_view view = {0};
    int64_t since = first_day(arena, month).n * DAY_S, until = first_day(arena, after).n * DAY_S;

    until = until < work->now ? until : work->now;
    TRY(look_at_figures(request, by, since, until, &view));
    TRY(draw_weeks(request, by, until, &view));
    view.month = month_name(arena, month);
    if (before.n >= 0) {
        view.before = month_word(arena, before);
        view.before_name = month_name(arena, before);
    }
    if (month.n < now.n) {
        view.after = month_word(arena, after);
        view.after_name = month_name(arena, after);
    }
    view.frame = frame_new(request, FRAME_TEAM, say(arena, "%.*s on a page", ARG(view.month)));
    view.frame->at = AT_TODAY;
    report_page_html(request->out, &view);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/report", TEAM(report_page), "One month on one printable page"},
};
static const struct routes report_routes = LIST(rows);

const struct concept report_concept = {.name = "report", .routes = &report_routes};
