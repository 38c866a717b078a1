#include "app/signal/signal_facts.h"
#include "web/html.h"

struct str signal_day(struct arena *arena, struct day day, struct day today)
{
    struct buf now = {.arena = arena}, then = now;

    put_day(&now, today);
    put_day(&then, day);
    if (str_eq((struct str){now.at + now.len - 4, 4}, (struct str){then.at + then.len - 4, 4}))
        then.len -= 5;
    return buf_str(&then);
}

const char *signal_name(enum signal signal)
{
    static const char *const names[] = {
        [SIGNAL_HAND] = "Raised hand",
        [SIGNAL_ALONE] = "Without a mentor",
        [SIGNAL_NO_MEETING] = "No first meeting",
        [SIGNAL_NO_AGREEMENT] = "No agreement",
        [SIGNAL_SILENCE] = "Quiet",
        [SIGNAL_RHYTHM] = "Rhythm",
        [SIGNAL_REPLY] = "Waiting for a reply",
        [SIGNAL_MISSED] = "Missed meetings",
        [SIGNAL_GOALS] = "Goals",
        [SIGNAL_NOTE] = "Progress note",
        [SIGNAL_PULSE] = "Pulse",
    };
    _Static_assert(COUNT(names) == SIGNAL_COUNT, "a signal without a name");

    return names[signal];
}

static int64_t days_of(const struct signal_facts *facts, const struct signal_found *found)
{
    return facts->today.n - found->since.n;
}

static const char *days_word(int64_t days)
{
    return days == 1 ? "day" : "days";
}

static struct str name_of(const struct signal_names *names, enum signal_side side)
{
    return side == SIDE_OF_MENTOR ? names->mentor : names->mentee;
}

static struct str pulse_why(struct arena *arena, const struct signal_facts *facts, struct str name)
{
    struct buf out = {.arena = arena};

    if (facts->pulse > 0 && facts->pulse <= 2)
        buf_addf(&out, "%.*s says that it does not go well.", ARG(name));
    else if (facts->pulse_fell)
        buf_addf(&out, "%.*s says that it goes less well than before.", ARG(name));
    else
        buf_addf(&out, "%.*s has not answered %lld pulses.", ARG(name),
                 (long long)facts->pulse_open);
    return buf_str(&out);
}

struct str signal_why(struct arena *arena, const struct signal_facts *facts,
                      const struct signal_found *found, const struct signal_names *names)
{
    struct buf out = {.arena = arena};
    long long days = (long long)days_of(facts, found);
    const char *word = days_word(days);

    switch (found->signal) {
    case SIGNAL_HAND:
        buf_addf(&out, "%.*s asks the team to get in touch.", ARG(name_of(names, facts->hand_of)));
        break;
    case SIGNAL_ALONE:
        buf_addf(&out, "Without a mentor for %lld %s.", days, word);
        break;
    case SIGNAL_NO_MEETING:
        buf_addf(&out, "Not met, %lld %s after the introduction.", days, word);
        break;
    case SIGNAL_NO_AGREEMENT:
        buf_addf(&out, "No agreement after %lld %s.", days, word);
        break;
    case SIGNAL_RHYTHM:
        buf_addf(&out, "Last met %lld %s ago.", days, word);
        break;
    case SIGNAL_SILENCE:
        buf_addf(&out, "Quiet for %lld %s.", days, word);
        break;
    case SIGNAL_REPLY:
        buf_addf(&out, "%.*s has waited %lld %s for a reply.", ARG(name_of(names, facts->asker)),
                 days, word);
        break;
    case SIGNAL_MISSED:
        buf_addf(&out, "%lld meetings missed, and no word about why.", (long long)facts->missed);
        break;
    case SIGNAL_GOALS:
        if (facts->goals == 0)
            buf_addf(&out, "No goal after %lld meetings.", (long long)facts->met);
        else
            buf_addf(&out, "Goals untouched for %lld %s.", days, word);
        break;
    case SIGNAL_NOTE:
        buf_addf(&out, "No progress note for %lld %s.", days, word);
        break;
    case SIGNAL_PULSE:
        buf_add(&out, pulse_why(arena, facts, name_of(names, facts->pulse_of)));
        break;
    case SIGNAL_COUNT:
        break;
    }
    return buf_str(&out);
}

/* "every 28 days agreed, 61 active days: 2.2" */
static void add_ratio(struct buf *out, const struct signal_facts *facts,
                      const struct signal_found *found, const char *what, int64_t of)
{
    buf_addf(out, ", %s %lld %s %s, %lld active %s: %lld.%lld", what, (long long)of, days_word(of),
             facts->agreed_on.is_set ? "agreed" : "in this scheme", (long long)found->days,
             days_word(found->days), (long long)(found->value / 100),
             (long long)(found->value / 10 % 10));
}

static void add_days(struct buf *out, const struct signal_found *found, const char *rest)
{
    buf_addf(out, ", %s%lld active %s", rest, (long long)found->days, days_word(found->days));
}

struct str signal_sum(struct arena *arena, const struct signal_facts *facts,
                      const struct signal_found *found)
{
    static const char *const starts[] = {
        [SIGNAL_HAND] = "raised ",
        [SIGNAL_ALONE] = "accepted ",
        [SIGNAL_NO_MEETING] = "introduced ",
        [SIGNAL_NO_AGREEMENT] = "introduced ",
        [SIGNAL_RHYTHM] = "last met ",
        [SIGNAL_SILENCE] = "last trace ",
        [SIGNAL_REPLY] = "asked ",
        [SIGNAL_MISSED] = "last met ",
        [SIGNAL_GOALS] = "goals last touched ",
        [SIGNAL_NOTE] = "last note ",
        [SIGNAL_PULSE] = "said ",
    };
    _Static_assert(COUNT(starts) == SIGNAL_COUNT, "a signal without a sum");
    struct buf out = {.arena = arena};

    if (found->signal == SIGNAL_MISSED)
        buf_addf(&out, "%lld of the last 4 meetings missed, why is not known",
                 (long long)facts->missed);
    else if (found->signal == SIGNAL_GOALS && facts->goals == 0)
        buf_addf(&out, "met %lld times, 0 goals", (long long)facts->met);
    else if (found->signal == SIGNAL_PULSE && facts->pulse == 0)
        buf_addf(&out, "%lld asked for and none given", (long long)facts->pulse_open);
    else if (found->signal == SIGNAL_NOTE && !facts->note_on.is_set)
        buf_add(&out, S("no note since the introduction on "));
    else if (found->signal == SIGNAL_SILENCE && !facts->trace_on.is_set)
        buf_add(&out, S("no trace since the introduction on "));
    else
        buf_add(&out, str_of(starts[found->signal]));
    if (out.at[out.len - 1] != ' ')
        return buf_str(&out);
    buf_add(&out, signal_day(arena, found->since, facts->today));

    switch (found->signal) {
    case SIGNAL_NO_MEETING:
        add_days(&out, found, "0 meetings, ");
        break;
    case SIGNAL_NO_AGREEMENT:
        add_days(&out, found, "0 agreements, ");
        break;
    case SIGNAL_HAND:
    case SIGNAL_ALONE:
        add_days(&out, found, "");
        break;
    case SIGNAL_RHYTHM:
    case SIGNAL_SILENCE:
    case SIGNAL_GOALS:
        add_ratio(&out, facts, found, "every", facts->interval);
        break;
    case SIGNAL_REPLY:
        add_ratio(&out, facts, found, "a reply within", facts->reply);
        break;
    case SIGNAL_NOTE:
        add_ratio(&out, facts, found, "a note every", facts->note_every);
        break;
    case SIGNAL_PULSE:
        buf_addf(&out, ": %lld of 5%s, %lld asked for since", (long long)facts->pulse,
                 facts->pulse_fell ? ", two less than before" : "", (long long)facts->pulse_open);
        break;
    case SIGNAL_MISSED:
    case SIGNAL_COUNT:
        break;
    }
    return buf_str(&out);
}
