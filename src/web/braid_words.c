#include "web/braid.h"

#include <stdlib.h>
#include <time.h>

enum { NAMED_AT_MOST = 6, PLANNED_AT_MOST = 60, SILENCE_WORTH_SAYING = 14 };

static void add_date(struct buf *out, struct day day, const char *format)
{
    time_t at = (time_t)(day.n * 86400);
    char month[32], weekday[16];
    struct tm tm;

    gmtime_r(&at, &tm);
    strftime(month, sizeof(month), "%B", &tm);
    strftime(weekday, sizeof(weekday), "%A ", &tm);
    buf_addf(out, "%s%d %s", *format == 'w' ? weekday : "", tm.tm_mday, month);
}

static const char *times_in_words(size_t n, struct buf *room)
{
    static const char *const words[] = {"never", "once", "twice"};

    if (n < COUNT(words))
        return words[n];
    buf_addf(room, "%zu times", n);
    return room->at;
}

static int by_day(const void *a, const void *b)
{
    int64_t x = ((const struct day *)a)->n, y = ((const struct day *)b)->n;
    return (x > y) - (x < y);
}

/* A sorted copy, each day once. */
static struct days sorted(struct arena *arena, struct days days)
{
    struct day *at = NEW_ARRAY(arena, struct day, days.len + 1);
    size_t kept = 0;

    for (size_t i = 0; i < days.len; i++)
        at[i] = days.at[i];
    if (days.len > 0)
        qsort(at, days.len, sizeof(*at), by_day);
    for (size_t i = 0; i < days.len; i++)
        if (kept == 0 || at[i].n != at[kept - 1].n)
            at[kept++] = at[i];
    return (struct days){at, kept};
}

/* "8 October, 29 October and 12 November" */
static void add_dates(struct buf *out, struct days days)
{
    for (size_t i = 0; i < days.len; i++) {
        if (i > 0)
            buf_add(out, i + 1 < days.len ? S(", ") : S(" and "));
        add_date(out, days.at[i], "d");
    }
}

static void say_met(struct buf *out, struct days met, enum braid_voice voice)
{
    struct buf room = {.arena = out->arena};
    const char *who = voice == BRAID_YOU ? "You" : "They";

    if (met.len == 0) {
        buf_addf(out, "%s have not met yet.", who);
        return;
    }
    buf_addf(out, "%s have met %s", who, times_in_words(met.len, &room));
    if (met.len == 1) {
        buf_add(out, S(", on "));
        add_date(out, met.at[0], "d");
    } else if (voice == BRAID_THEY || met.len > NAMED_AT_MOST) {
        buf_add(out, S(", last on "));
        add_date(out, met.at[met.len - 1], "d");
    } else {
        buf_add(out, S(": "));
        add_dates(out, met);
    }
    buf_add(out, S("."));
}

static void say_planned(struct buf *out, const struct braid *braid)
{
    static const char *const numbers[] = {"No",   "One", "Two",   "Three", "Four",
                                          "Five", "Six", "Seven", "Eight", "Nine"};
    size_t n = braid->planned.len;

    if (n == 0)
        return;
    if (n < COUNT(numbers))
        buf_addf(out, " %s more planned to ", numbers[n]);
    else
        buf_addf(out, " %zu more planned to ", n);
    add_date(out, braid->until, "d");
    buf_add(out, S("."));
}

/* Only contact that the caller chose to show can be told here. */
static void say_silence(struct buf *out, const struct braid *braid, struct days met)
{
    int64_t last = met.len > 0 ? met.at[met.len - 1].n : braid->from.n;

    for (size_t i = 0; i < braid->contact.len; i++)
        if (braid->contact.at[i].n > last)
            last = braid->contact.at[i].n;
    int64_t silent = braid->today.n - last;
    if (!braid->next.is_set && silent >= SILENCE_WORTH_SAYING)
        buf_addf(out, " Nothing since, for %lld days.", (long long)silent);
}

struct str braid_sentence(struct arena *arena, const struct braid *braid, enum braid_voice voice)
{
    struct buf out = {.arena = arena};
    struct days met = sorted(arena, braid->met);

    say_met(&out, met, voice);
    if (braid->next.is_set) {
        buf_add(&out, S(" Next meeting "));
        add_date(&out, braid->next.at, "w");
        buf_add(&out, S("."));
    }
    if (voice == BRAID_YOU)
        say_planned(&out, braid);
    else
        say_silence(&out, braid, met);
    return buf_str(&out);
}

static int by_row(const void *a, const void *b)
{
    const struct braid_row *x = a, *y = b;
    return (x->on.n > y->on.n) - (x->on.n < y->on.n);
}

static void add_rows(struct braid_rows *rows, struct days days, struct str what)
{
    for (size_t i = 0; i < days.len; i++)
        rows->at[rows->len++] = (struct braid_row){days.at[i], what};
}

struct braid_rows braid_list(struct arena *arena, const struct braid *braid)
{
    size_t most = braid->met.len + braid->planned.len + braid->contact.len + 1;
    struct braid_rows rows = {NEW_ARRAY(arena, struct braid_row, most), 0};

    add_rows(&rows, sorted(arena, braid->contact), S("In touch"));
    add_rows(&rows, sorted(arena, braid->met), S("Met"));
    if (braid->next.is_set)
        add_rows(&rows, (struct days){&braid->next.at, 1}, S("Next meeting"));
    add_rows(&rows, sorted(arena, braid->planned), S("Planned"));
    qsort(rows.at, rows.len, sizeof(*rows.at), by_row);
    return rows;
}

struct days braid_plan(struct arena *arena, const struct braid *braid)
{
    struct day *at = NEW_ARRAY(arena, struct day, PLANNED_AT_MOST);
    struct days met = sorted(arena, braid->met);
    int64_t from = braid->today.n;
    size_t len = 0;

    if (braid->next.is_set)
        from = braid->next.at.n;
    else if (met.len > 0 && met.at[met.len - 1].n + braid->interval > from)
        from = met.at[met.len - 1].n;
    if (braid->interval < 1)
        return (struct days){at, 0};
    for (int64_t day = from + braid->interval; day <= braid->until.n && len < PLANNED_AT_MOST;
         day += braid->interval)
        at[len++] = (struct day){day};
    return (struct days){at, len};
}
