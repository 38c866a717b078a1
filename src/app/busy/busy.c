#include "app/busy/busy.h"

#include "app/busy/busy_inside.h"
#include "app/signal/signal.h"
#include "busy_away_txt.h"
#include "busy_back_txt.h"

static const struct mail mail_rows[] = {
    [BUSY_AWAY] = {"busy_away", MAIL_EVENT, "Away for a while",
                   "Says when the person you are paired with is away."},
    [BUSY_BACK_EARLY] = {"busy_back", MAIL_EVENT, "Back sooner",
                         "Says that the person you are paired with is back."},
    [BUSY_WELCOME] = {"busy_welcome", MAIL_EVENT, "Welcome back",
                      "Greets you when the dates are over on which you were away."},
    [BUSY_PAUSED] = {"pair_paused", MAIL_EVENT, "A pause",
                     "Says that the two of you pause, and until when."},
    [BUSY_GOES_ON] = {"pair_goes_on", MAIL_EVENT, "You two go on",
                      "Says that a pause of the two of you is over."},
};
_Static_assert(COUNT(mail_rows) == BUSY_MAIL_COUNT, "every mail needs its row");
const struct mails busy_mails = LIST(mail_rows);

struct str busy_text(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

struct str busy_day(struct arena *arena, struct day day, struct day today)
{
    return signal_day(arena, day, today);
}

enum err busy_mail(struct work *work, const struct public_access *by, int kind,
                   struct scheme_id scheme, struct pair_id pair, struct person_id to,
                   struct str once, const struct mail_text *text)
{
    struct mail_text whole = *text;

    whole.scheme = scheme;
    whole.pair = pair;
    return mail_queue_text(work, by, &mail_rows[kind], to, once, &whole);
}

static enum err check(struct work *work, const struct busy_dates *dates)
{
    if (dates->from.n < work->today.n)
        return work_fail(work, ERR_INVALID, S("from"),
                         S("This day is past. Begin today or later."));
    if (dates->from.n > work->today.n + 366)
        return work_fail(work, ERR_INVALID, S("from"), S("Choose a day within a year."));
    if (dates->until.n < dates->from.n)
        return work_fail(work, ERR_INVALID, S("until"), S("It ends before it begins."));
    if (dates->until.n - dates->from.n >= BUSY_DAYS_MOST)
        return work_fail(work, ERR_INVALID, S("until"),
                         S("That is more than 120 days. For longer than that a pause or an ending "
                           "is kinder to the other."));
    if (str_letters(dates->line) > BUSY_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("line"), S("Use at most 300 letters."));
    return OK;
}

static enum err tell(struct work *work, const struct scheme_access *by,
                     const struct busy_pair_row *pair, const struct busy_who_row *who,
                     struct busy_period_id id, const struct busy_dates *dates)
{
    struct arena *arena = work->arena;
    struct buf body = {.arena = arena};
    struct str from = busy_day(arena, dates->from, work->today);
    struct str until = busy_day(arena, dates->until, work->today);

    busy_away_txt(&body, who->name, from, until, dates->line);
    struct mail_text text = {
        .subject = busy_text(arena, "%.*s is away until %.*s", ARG(who->name), ARG(until)),
        .cost = S("Nothing to do"),
        .body = buf_str(&body)};
    return busy_mail(
        work, scheme_nobody(by), BUSY_AWAY, scheme_key(by), pair->id, pair->other,
        busy_text(arena, "busy_away/%lld/%lld", (long long)id.n, (long long)pair->id.n), &text);
}

enum err busy_say(struct work *work, const struct scheme_access *by, const struct busy_dates *dates)
{
    struct busy_period_id id = {work_new_key(work)};
    struct busy_pair_rows pairs;
    struct busy_who_row who;

    TRY(check(work, dates));
    TRY(busy_pairs(work, by, &pairs));
    if (pairs.len == 0)
        return work_fail(work, ERR_INVALID, S(""),
                         S("You are in no pair at the moment, so there is nobody to tell."));
    TRY(busy_name(work, by, &who));
    for (size_t i = 0; i < pairs.len; i++) {
        TRY(busy_add(work, by, id, pairs.at[i].id, dates->from, dates->until, dates->line,
                     work->now));
        TRY(tell(work, by, &pairs.at[i], &who, id, dates));
        TRY(signal_figure_pair(work, by, pairs.at[i].id));
    }
    return OK;
}

/* The partner of one of the pairs is told that nobody is away any more. */
static enum err tell_back(struct work *work, const struct scheme_access *by,
                          struct busy_period_id id, const struct busy_pair_row *pair,
                          struct str name)
{
    struct arena *arena = work->arena;
    struct buf body = {.arena = arena};

    busy_back_txt(&body, name);
    struct mail_text text = {.subject = busy_text(arena, "%.*s is back", ARG(name)),
                             .cost = S("Nothing to do"),
                             .body = buf_str(&body)};
    TRY(busy_mail(work, scheme_nobody(by), BUSY_BACK_EARLY, scheme_key(by), pair->id, pair->other,
                  busy_text(arena, "busy_back/%lld/%lld", (long long)id.n, (long long)pair->id.n),
                  &text));
    return signal_figure_pair(work, by, pair->id);
}

/* Taken back where it has not begun, cut short where it has. ERR_NOT_FOUND: neither. */
static enum err end_for(struct work *work, const struct scheme_access *by, struct busy_period_id id,
                        struct pair_id pair)
{
    struct busy_shortened_row shortened;
    struct busy_removed_row removed;
    enum err err = busy_remove(work, by, id, pair, work->today, &removed);

    if (err != ERR_NOT_FOUND)
        return err;
    return busy_shorten(work, by, id, pair, work->today, (struct day){work->today.n - 1},
                        (struct maybe_int){true, work->now}, &shortened);
}

enum err busy_be_back(struct work *work, const struct scheme_access *by, struct busy_period_id id)
{
    struct busy_pair_rows pairs;
    struct busy_who_row who;
    bool is_found = false;

    TRY(busy_pairs(work, by, &pairs));
    TRY(busy_name(work, by, &who));
    for (size_t i = 0; i < pairs.len; i++) {
        enum err err = end_for(work, by, id, pairs.at[i].id);
        if (err == ERR_NOT_FOUND)
            continue;
        TRY(err);
        TRY(tell_back(work, by, id, &pairs.at[i], who.name));
        is_found = true;
    }
    return is_found ? OK : ERR_NOT_FOUND;
}

enum err busy_now_get(struct work *work, const struct pair_access *by, struct busy_now *ret)
{
    struct busy_of_pair_rows rows;

    *ret = (struct busy_now){0};
    TRY(busy_of_pair(work, by, work->today, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const struct busy_of_pair_row *row = &rows.at[i];
        struct maybe_day *now = str_eq(row->kind, S("pause")) ? &ret->both
                                : row->is_mine                ? &ret->mine
                                                              : &ret->theirs;
        if (row->from_on.n <= work->today.n && (!now->is_set || now->at.n < row->until_on.n))
            *now = (struct maybe_day){true, row->until_on};
    }
    return OK;
}

const struct concept busy_concept = {
    .name = "busy",
    .routes = &busy_routes,
    .jobs = &busy_jobs,
    .mails = &busy_mails,
    .acts = &busy_acts,
};
