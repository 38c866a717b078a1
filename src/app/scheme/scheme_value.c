#include "app/scheme/scheme_inside.h"
#include "ical/zone.h"

/* How a value of each unit is written, and what to say of one that is not. */
static const struct {
    const char *letter, *wanted;
} units[] = {
    [UNIT_TEXT] = {"", "a text in quotes"},
    [UNIT_DAY] = {"", "a day, as in 2027-03-08"},
    [UNIT_COUNT] = {"", "a number"},
    [UNIT_MINUTES] = {"m", "a number of minutes, as in 60m"},
    [UNIT_HOURS] = {"h", "a number of hours, as in 24h"},
    [UNIT_DAYS] = {"d", "a number of days, as in 28d"},
    [UNIT_WEEKS] = {"w", "a number of weeks, as in 26w"},
    [UNIT_MONTHS] = {"m", "a number of months, as in 12m"},
    [UNIT_CLOCK] = {"", "a time of day, as in 21:00"},
    [UNIT_CHOICE] = {"", "one of the words that may stand here"},
    [UNIT_FLAG] = {"", "yes or no"},
    [UNIT_ZONE] = {"", "a time zone, as in Europe/London"},
};
_Static_assert(COUNT(units) == UNIT_COUNTED, "every unit needs its words");

/* "Expected one of batch, rolling." */
static void put_words(struct buf *out, struct str choices)
{
    const char *between = "Expected one of ";

    while (choices.len > 0) {
        struct str says = str_cut(&choices, '|'), word = str_cut(&says, '=');
        if (word.len == 0)
            continue;
        buf_addf(out, "%s%.*s", between, ARG(word));
        between = ", ";
    }
    buf_add(out, S("."));
}

static enum err refuse(struct arena *arena, const struct scheme_option *option, struct str *why)
{
    struct buf out = {.arena = arena};

    if (option->unit == UNIT_CHOICE)
        put_words(&out, str_of(option->choices));
    else if (option->unit == UNIT_TEXT)
        buf_addf(&out, "This text may have %lld letters at most, and at least %lld.",
                 (long long)option->most, (long long)option->least);
    else if (option->unit == UNIT_CLOCK || option->unit == UNIT_DAY || option->unit == UNIT_FLAG ||
             option->unit == UNIT_ZONE)
        buf_addf(&out, "Expected %s.", units[option->unit].wanted);
    else
        buf_addf(&out, "Expected %s, from %lld to %lld.", units[option->unit].wanted,
                 (long long)option->least, (long long)option->most);
    *why = buf_str(&out);
    return ERR_INVALID;
}

static enum err parse_number(const struct scheme_option *option, struct str value, int64_t *ret)
{
    struct str letter = str_of(units[option->unit].letter);

    if (str_ends(value, letter)) /* a form sends the number alone */
        value.len -= letter.len;
    return str_number(value, ret);
}

static enum err parse_clock(struct str value, int64_t *ret)
{
    struct str minutes = value, hours = str_cut(&minutes, ':');
    int64_t h, m;

    if (hours.len > 2 || minutes.len != 2 || str_number(hours, &h) != OK ||
        str_number(minutes, &m) != OK || h < 0 || h > 23 || m < 0 || m > 59)
        return ERR_INVALID;
    *ret = h * 60 + m;
    return OK;
}

static enum err parse_word(struct str words, struct str value, int64_t *ret)
{
    for (int64_t i = 0; words.at; i++) {
        struct str says = str_cut(&words, '|');
        if (str_eq(str_cut(&says, '='), value) && value.len > 0) {
            *ret = i;
            return OK;
        }
    }
    return ERR_INVALID;
}

static enum err parse_int(const struct scheme_option *option, struct str value, int64_t *ret)
{
    switch (option->unit) {
    case UNIT_CLOCK:
        return parse_clock(value, ret);
    case UNIT_CHOICE:
        return parse_word(str_of(option->choices), value, ret);
    case UNIT_FLAG:
        return parse_word(S("no|yes"), value, ret);
    case UNIT_COUNT:
    case UNIT_MINUTES:
    case UNIT_HOURS:
    case UNIT_DAYS:
    case UNIT_WEEKS:
    case UNIT_MONTHS:
        return parse_number(option, value, ret);
    case UNIT_TEXT:
    case UNIT_DAY:
    case UNIT_ZONE:
    case UNIT_COUNTED:
        break;
    }
    return ERR_INVALID;
}

/* One line of text within its bounds. */
static bool text_fits(const struct scheme_option *option, struct str value)
{
    int64_t letters = (int64_t)str_letters(value);

    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.at[i] < ' ')
            return false;
    return letters >= option->least && letters <= option->most;
}

static bool is_zone(struct str value)
{
    size_t len;
    const struct zone_name *names = zone_names(&len);

    for (size_t i = 0; i < len; i++)
        if (str_eq(str_of(names[i].name), value))
            return zone_is_offered(&names[i]);
    return value.len == 0;
}

static enum err set_day(struct str value, struct maybe_day *into)
{
    struct day day;

    if (value.len == 0) {
        *into = (struct maybe_day){0};
        return OK;
    }
    TRY(day_parse(value, &day));
    *into = (struct maybe_day){true, day};
    return OK;
}

enum err scheme_option_set(struct arena *arena, const struct scheme_option *option,
                           struct str value, void *in, struct str *why)
{
    void *place = (char *)in + option->offset;
    int64_t number;

    if (option->unit == UNIT_TEXT || option->unit == UNIT_ZONE) {
        if (!text_fits(option, value) || (option->unit == UNIT_ZONE && !is_zone(value)))
            return refuse(arena, option, why);
        *(struct str *)place = value;
        return OK;
    }
    if (option->unit == UNIT_DAY)
        return set_day(value, place) == OK ? OK : refuse(arena, option, why);
    if (parse_int(option, value, &number) != OK || number < option->least || number > option->most)
        return refuse(arena, option, why);
    *(int64_t *)place = number;
    return OK;
}

static struct str nth_word(const char *words, int64_t n)
{
    struct str rest = str_of(words), word = str_cut(&rest, '|');

    while (n-- > 0)
        word = str_cut(&rest, '|');
    return str_cut(&word, '=');
}

void scheme_option_put(struct buf *out, const struct scheme_option *option, const void *in)
{
    const void *place = (const char *)in + option->offset;
    const struct maybe_day *day = place;
    const int64_t *number = place;

    switch (option->unit) {
    case UNIT_TEXT:
    case UNIT_ZONE:
        buf_add(out, *(const struct str *)place);
        return;
    case UNIT_DAY:
        if (day->is_set)
            day_put(out, day->at);
        return;
    case UNIT_CLOCK:
        buf_addf(out, "%02lld:%02lld", (long long)*number / 60, (long long)*number % 60);
        return;
    case UNIT_CHOICE:
        buf_add(out, nth_word(option->choices, *number));
        return;
    case UNIT_FLAG:
        buf_add(out, *number ? S("yes") : S("no"));
        return;
    case UNIT_COUNT:
    case UNIT_MINUTES:
    case UNIT_HOURS:
    case UNIT_DAYS:
    case UNIT_WEEKS:
    case UNIT_MONTHS:
        buf_addf(out, "%lld%s", (long long)*number, units[option->unit].letter);
        return;
    case UNIT_COUNTED:
        break;
    }
}
