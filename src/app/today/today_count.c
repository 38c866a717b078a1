#include "app/today/today_inside.h"

enum { BAR = 1080, GAP = 2 }; /* in units of the drawing's view box */

struct str today_say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

/* "14 pairs and 3 people could use a hand today" */
struct str today_heading(struct arena *arena, const struct signal_numbers *numbers)
{
    long long pairs = (long long)numbers->needing_pairs,
              people = (long long)numbers->needing_people;
    const char *pair_word = pairs == 1 ? "pair" : "pairs";
    const char *person_word = people == 1 ? "person" : "people";

    if (pairs + people == 0)
        return S("Nobody needs a hand today");
    if (people == 0)
        return today_say(arena, "%lld %s could use a hand today", pairs, pair_word);
    if (pairs == 0)
        return today_say(arena, "%lld %s could use a hand today", people, person_word);
    return today_say(arena, "%lld %s and %lld %s could use a hand today", pairs, pair_word, people,
                     person_word);
}

static struct str percent(struct arena *arena, int64_t part, int64_t whole)
{
    if (whole == 0)
        return S("–");
    return today_say(arena, "%lld%%", (long long)((part * 100 + whole / 2) / whole));
}

static struct str out_of(struct arena *arena, int64_t part, int64_t whole)
{
    return today_say(arena, "%lld of %lld pairs", (long long)part, (long long)whole);
}

static struct today_numbers four(struct arena *arena, const struct signal_numbers *numbers)
{
    struct today_number *four = NEW_ARRAY(arena, struct today_number, 4);
    int64_t pairs = numbers->pairs;

    four[0] =
        (struct today_number){"Met in the last 30 days", percent(arena, numbers->met_lately, pairs),
                              out_of(arena, numbers->met_lately, pairs)};
    four[1] = (struct today_number){"Agreement made", percent(arena, numbers->agreements, pairs),
                                    out_of(arena, numbers->agreements, pairs)};
    four[2] = (struct today_number){"Next meeting set", percent(arena, numbers->next_set, pairs),
                                    out_of(arena, numbers->next_set, pairs)};
    four[3] = (struct today_number){
        "Waiting for a mentor", today_say(arena, "%lld", (long long)numbers->waiting),
        numbers->waiting_long > 0
            ? today_say(arena, "%lld for over 2 weeks", (long long)numbers->waiting_long)
            : S("Nobody for over 2 weeks")};
    return (struct today_numbers){four, 4};
}

/* The parts of the bar share its width by their numbers; one that is empty is left out. */
static struct today_bar bar_of(struct arena *arena, const struct signal_numbers *numbers)
{
    static const char *const styles[] = {"", "f1", "f2", "f3", "f4", "f5"};
    _Static_assert(COUNT(styles) == SIGNAL_STAGE_COUNT, "a stage without a style");
    struct today_bar_part *parts = NEW_ARRAY(arena, struct today_bar_part, SIGNAL_STAGE_COUNT);
    size_t len = 0;
    double x = 0;

    for (enum signal_stage stage = SIGNAL_STAGE_INTRODUCED; stage < SIGNAL_STAGE_COUNT; stage++) {
        int64_t n = numbers->stages[stage];
        double width = BAR * (double)n / (double)numbers->pairs;
        if (n == 0)
            continue;
        parts[len++] = (struct today_bar_part){
            .style = styles[stage],
            .name = signal_stage_name(stage),
            .x = today_say(arena, "%.1f", x),
            .width = today_say(arena, "%.1f", width > 2 * GAP ? width - GAP : width),
            .n = n,
        };
        x += width;
    }
    return (struct today_bar){parts, len};
}

static struct str sentence_of(struct arena *arena, const struct today_bar *bar, int64_t pairs)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%lld pairs by stage: ", (long long)pairs);
    for (size_t i = 0; i < bar->len; i++)
        buf_addf(&out, "%s%s %lld", i == 0 ? "" : ", ", bar->at[i].name, (long long)bar->at[i].n);
    buf_add(&out, S("."));
    return buf_str(&out);
}

static struct str quiet_told(struct arena *arena, const struct signal_numbers *numbers)
{
    int64_t quiet = numbers->stages[SIGNAL_STAGE_QUIET];

    if (quiet == 0)
        return (struct str){0};
    return today_say(arena, "%lld of %lld quiet %s written to already",
                     (long long)numbers->quiet_told, (long long)quiet,
                     quiet == 1 ? "pair" : "pairs");
}

void today_count(struct arena *arena, const struct signal_numbers *numbers, struct today_view *view)
{
    view->pairs = numbers->pairs;
    view->numbers = four(arena, numbers);
    if (numbers->pairs == 0)
        return;
    view->bar = bar_of(arena, numbers);
    view->bar_heading = numbers->pairs == 1 ? S("1 pair, start to finish")
                                            : today_say(arena, "%lld pairs, start to finish",
                                                        (long long)numbers->pairs);
    view->bar_sentence = sentence_of(arena, &view->bar, numbers->pairs);
    view->quiet_told = quiet_told(arena, numbers);
    if (numbers->ends_soon > 0)
        view->ends_soon = today_say(arena, "%lld %s near the end with no meeting set.",
                                    (long long)numbers->ends_soon,
                                    numbers->ends_soon == 1 ? "pair is" : "pairs are");
}
