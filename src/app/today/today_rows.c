#include "app/today/today_rows.h"

struct today_lines today_lines_of(struct arena *arena, const struct signal_facts *facts,
                                  const struct signals *signals, const struct signal_names *names)
{
    struct today_line *lines = NEW_ARRAY(arena, struct today_line, signals->len);

    for (size_t i = 0; i < signals->len; i++) {
        const struct signal_found *found = &signals->at[i];
        lines[i] = (struct today_line){
            .why = signal_why(arena, facts, found, names),
            .sum = signal_sum(arena, facts, found),
            .is_red = found->level == LEVEL_RED,
            .rule = found->signal,
        };
    }
    return (struct today_lines){lines, signals->len};
}

struct facts_so_far {
    struct arena *arena;
    struct day today;
    struct today_fact *at;
    size_t len;
};

static void add(struct facts_so_far *list, const char *icon, const char *name, struct str value)
{
    list->at[list->len++] = (struct today_fact){icon, str_of(name), value};
}

static struct str day_or(const struct facts_so_far *list, struct maybe_day day, const char *other)
{
    return day.is_set ? signal_day(list->arena, day.at, list->today) : str_of(other);
}

static struct str meetings(const struct facts_so_far *list, const struct signal_facts *facts)
{
    struct buf out = {.arena = list->arena};

    if (facts->met == 0)
        return S("Not yet");
    if (facts->met == 1)
        buf_add(&out, S("Once, on "));
    else
        buf_addf(&out, "%lld times, last on ", (long long)facts->met);
    buf_add(&out, day_or(list, facts->met_on, "a day not known"));
    return buf_str(&out);
}

static struct str rhythm(const struct facts_so_far *list, const struct signal_facts *facts)
{
    struct buf out = {.arena = list->arena};

    buf_addf(&out, "Every %lld days, a reply within %lld%s", (long long)facts->interval,
             (long long)facts->reply, facts->agreed_on.is_set ? "" : ", as the scheme has it");
    return buf_str(&out);
}

/* The last trace is the pair's own until their silence is a signal. */
static bool is_quiet(const struct signals *signals)
{
    for (size_t i = 0; i < signals->len; i++)
        if (signals->at[i].signal == SIGNAL_SILENCE)
            return true;
    return false;
}

struct today_seen today_seen_of(struct arena *arena, const struct signal_facts *facts,
                                const struct signals *signals, const struct signal_names *names)
{
    struct facts_so_far list = {arena, facts->today, NEW_ARRAY(arena, struct today_fact, 9), 0};

    add(&list, "pair", "Introduced", signal_day(arena, facts->since, facts->today));
    add(&list, "agreement", "Agreement", day_or(&list, facts->agreed_on, "Not yet"));
    add(&list, "clock", "Rhythm", rhythm(&list, facts));
    add(&list, "calendar", "Met", meetings(&list, facts));
    add(&list, "calendar-add", "Next meeting", day_or(&list, facts->next_on, "None set"));
    add(&list, "goal", "Goals", facts->goals > 0 ? S("There are some") : S("None yet"));
    if (is_quiet(signals))
        add(&list, "message", "Last trace of either", day_or(&list, facts->trace_on, "None"));
    if (facts->rest_until.is_set)
        add(&list, "pause", "Away or resting until",
            signal_day(arena, facts->rest_until.at, facts->today));
    add(&list, "flag", "Ends", day_or(&list, facts->ends_on, "No day set"));
    return (struct today_seen){
        .stage = str_of(signal_stage_name(signal_stage(facts, signals))),
        .signals = today_lines_of(arena, facts, signals, names),
        .facts = {list.at, list.len},
        .figured_on = facts->today,
    };
}
