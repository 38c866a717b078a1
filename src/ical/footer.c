#include "ical/zone_inside.h"

#include <ctype.h>

/* The least value that 24-bit arithmetic of dates stays far away from overflow with. */
enum { NUMBER_MAX = 9999 };

static bool take_char(struct str *rest, char c)
{
    if (rest->len == 0 || rest->at[0] != c)
        return false;
    rest->at++;
    rest->len--;
    return true;
}

static bool take_number(struct str *rest, int *ret)
{
    int n = 0;

    if (rest->len == 0 || !isdigit((unsigned char)rest->at[0]))
        return false;
    while (rest->len > 0 && isdigit((unsigned char)rest->at[0]) && n <= NUMBER_MAX) {
        n = n * 10 + (rest->at[0] - '0');
        rest->at++;
        rest->len--;
    }
    *ret = n;
    return n <= NUMBER_MAX;
}

/* "GMT" or "<+0330>": the name itself is not used. */
static bool take_name(struct str *rest)
{
    bool is_quoted = take_char(rest, '<');
    size_t len = 0;

    while (len < rest->len &&
           (is_quoted ? rest->at[len] != '>' : isalpha((unsigned char)rest->at[len]) != 0))
        len++;
    rest->at += len;
    rest->len -= len;
    return len >= 3 && (!is_quoted || take_char(rest, '>'));
}

/* "[+-]hh[:mm[:ss]]" in seconds. */
static bool take_time(struct str *rest, int32_t *ret)
{
    bool is_negative = take_char(rest, '-');
    int hours, minutes = 0, seconds = 0;

    if (!is_negative)
        take_char(rest, '+');
    if (!take_number(rest, &hours) || hours > 167)
        return false;
    if (take_char(rest, ':') && !take_number(rest, &minutes))
        return false;
    if (take_char(rest, ':') && !take_number(rest, &seconds))
        return false;
    *ret = (is_negative ? -1 : 1) * (hours * HOUR_SECONDS + minutes * 60 + seconds);
    return minutes < 60 && seconds < 60;
}

static bool take_weekday(struct str *rest, struct yearly *ret)
{
    return take_number(rest, &ret->month) && take_char(rest, '.') &&
           take_number(rest, &ret->week) && take_char(rest, '.') &&
           take_number(rest, &ret->weekday) && ret->month >= 1 && ret->month <= 12 &&
           ret->week >= 1 && ret->week <= 5 && ret->weekday <= 6;
}

static bool take_yearly(struct str *rest, struct yearly *ret)
{
    struct yearly yearly = {.second = 2 * HOUR_SECONDS};

    if (!take_char(rest, ','))
        return false;
    if (take_char(rest, 'M')) {
        yearly.kind = YEARLY_WEEKDAY;
        if (!take_weekday(rest, &yearly))
            return false;
    } else {
        yearly.kind = take_char(rest, 'J') ? YEARLY_JULIAN : YEARLY_DAY;
        if (!take_number(rest, &yearly.day) || yearly.day > 365)
            return false;
    }
    if (take_char(rest, '/') && !take_time(rest, &yearly.second))
        return false;
    *ret = yearly;
    return true;
}

/* POSIX counts west of UTC as positive. */
static bool take_offset(struct str *rest, int32_t *ret)
{
    int32_t west;

    if (!take_time(rest, &west))
        return false;
    *ret = -west;
    return true;
}

static bool take_footer(struct str *rest, struct footer *footer)
{
    footer->is_set = true;
    if (!take_name(rest) || !take_offset(rest, &footer->standard))
        return false;
    if (rest->len == 0)
        return true;

    footer->has_summer = true;
    footer->summer = footer->standard + HOUR_SECONDS;
    if (!take_name(rest))
        return false;
    if (rest->len > 0 && rest->at[0] != ',' && !take_offset(rest, &footer->summer))
        return false;
    return take_yearly(rest, &footer->summer_starts) && take_yearly(rest, &footer->summer_ends);
}

enum err footer_parse(struct str text, struct footer *ret)
{
    struct footer footer = {0};

    if (text.len > 0 && (!take_footer(&text, &footer) || text.len > 0))
        return ERR_BROKEN;
    *ret = footer;
    return OK;
}

/* The civil calendar as arithmetic: a year that starts in March ends with the leap day. */
int64_t day_number(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int year_of(int64_t local)
{
    int64_t day = day_of(local).n;
    int year = (int)(1970 + day / 366);

    while (day_number(year + 1, 1, 1) <= day)
        year++;
    while (day_number(year, 1, 1) > day)
        year--;
    return year;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* 1970-01-01 was a Thursday. */
static int weekday_of(int64_t day)
{
    return (int)(((day + 4) % 7 + 7) % 7);
}

static int64_t nth_weekday(int year, const struct yearly *yearly)
{
    int64_t first = day_number(year, yearly->month, 1);
    int next_month = yearly->month == 12 ? 1 : yearly->month + 1;
    int64_t end = day_number(next_month == 1 ? year + 1 : year, next_month, 1);
    int64_t day =
        first + (yearly->weekday - weekday_of(first) + 7) % 7 + INT64_C(7) * (yearly->week - 1);

    return day < end ? day : day - 7;
}

static int64_t local_change(int year, const struct yearly *yearly)
{
    int64_t new_year = day_number(year, 1, 1), day = 0;

    switch (yearly->kind) {
    case YEARLY_WEEKDAY:
        day = nth_weekday(year, yearly);
        break;
    case YEARLY_JULIAN:
        day = new_year + yearly->day - 1 + (is_leap(year) && yearly->day >= 60);
        break;
    case YEARLY_DAY:
        day = new_year + yearly->day;
        break;
    }
    return day * DAY_SECONDS + yearly->second;
}

struct footer_year footer_year(const struct footer *footer, int year)
{
    return (struct footer_year){local_change(year, &footer->summer_starts) - footer->standard,
                                local_change(year, &footer->summer_ends) - footer->summer};
}

int32_t footer_offset(const struct footer *footer, int64_t at)
{
    int64_t change, before = at;

    if (!footer->has_summer)
        return footer->standard;

    /* The latest change up to this instant decides; it lies in this year or the one before. */
    int year = year_of(at + footer->standard);
    int32_t offset = footer->standard;
    int64_t latest = INT64_MIN;
    for (int y = year - 1; y <= year + 1; y++) {
        struct footer_year both = footer_year(footer, y);
        change = both.summer_from;
        if (change <= before && change > latest) {
            latest = change;
            offset = footer->summer;
        }
        change = both.summer_to;
        if (change <= before && change >= latest) {
            latest = change;
            offset = footer->standard;
        }
    }
    return offset;
}

bool footer_next_change(const struct footer *footer, int64_t after, int64_t *ret)
{
    int64_t next = INT64_MAX;

    if (!footer->has_summer)
        return false;
    int year = year_of(after);
    for (int y = year - 1; y <= year + 2; y++) {
        struct footer_year both = footer_year(footer, y);
        if (both.summer_from > after && both.summer_from < next)
            next = both.summer_from;
        if (both.summer_to > after && both.summer_to < next)
            next = both.summer_to;
    }
    *ret = next;
    return true;
}
