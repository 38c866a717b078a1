#include "app/agreement/agreement_step.h"

enum { MAX_CHOICES = 26, CLOCK_STEP = 60 }; /* minutes */

static const struct {
    const char *word, *title, *hint;
} steps[] = {
    [STEP_RHYTHM] = {"rhythm", "How often, and how long?",
                     "A rhythm you can both keep beats one that sounds keen. It can be changed."},
    [STEP_PLACE] = {"place", "Where will you meet?", ""},
    [STEP_CHANNELS] = {"channels", "How do you reach each other in between?",
                       "What you leave out is a no: neither of you has to wonder."},
    [STEP_REPLIES] = {"replies", "How soon do you answer?",
                      "Nudges go by what you choose here, so nobody is chased too early."},
    [STEP_BOUNDARIES] = {"boundaries", "What is outside of this?",
                         "Things the two of you would rather say now than find out later. It may "
                         "stay empty."},
    [STEP_CONFIDENTIALITY] = {"confidentiality", "What stays between you?", ""},
};
_Static_assert(COUNT(steps) == STEP_COUNT, "each step has its words");

struct str agreement_step_word(enum agreement_step step)
{
    return str_of(steps[step].word);
}

enum agreement_step agreement_step_of(struct str word)
{
    enum agreement_step step = STEP_RHYTHM;

    while (step < STEP_COUNT && !str_eq(word, str_of(steps[step].word)))
        step++;
    return step;
}

/* --- asking */
static struct str number_text(struct arena *arena, int64_t n)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%lld", (long long)n);
    return buf_str(&out);
}

static void say_every(struct buf *out, int64_t days)
{
    buf_add(out, S("Every "));
    put_interval(out, days);
}

static void say_within(struct buf *out, int64_t days)
{
    buf_add(out, days == 1 || days == 7 ? S("Within a ") : S("Within "));
    put_interval(out, days);
}

static void say_before(struct buf *out, int64_t hours)
{
    buf_addf(out, "%lld hours before", (long long)hours);
}

/* Numbers to choose from, and the one that is chosen where it is none of them. */
static struct choices numbers(struct arena *arena, const int64_t offered[], size_t len, int64_t now,
                              void (*say)(struct buf *out, int64_t n))
{
    struct choice *choices = NEW_ARRAY(arena, struct choice, MAX_CHOICES);
    size_t n = 0;
    bool is_offered = false;

    for (size_t i = 0; i < len; i++)
        is_offered |= offered[i] == now;
    for (size_t i = 0; i < len + (is_offered ? 0 : 1); i++) {
        int64_t number = i < len ? offered[i] : now;
        struct buf says = {.arena = arena};
        say(&says, number);
        choices[n++] = (struct choice){number_text(arena, number), buf_str(&says), number == now};
    }
    return (struct choices){choices, n};
}

static struct choices words(struct arena *arena, const struct agreement_word offered[], size_t len,
                            unsigned on)
{
    struct choice *choices = NEW_ARRAY(arena, struct choice, len);

    for (size_t i = 0; i < len; i++) {
        struct buf says = {.arena = arena};
        buf_add(&says, str_of(offered[i].says));
        says.at[0] &= ~0x20; /* a label begins with a capital */
        choices[i] = (struct choice){str_of(offered[i].word), buf_str(&says), (on & 1U << i) != 0};
    }
    return (struct choices){choices, len};
}

/* The hours of a day, and a time that is none of them. */
static struct choices clocks(struct arena *arena, int64_t now)
{
    int64_t hours[24];

    for (int64_t i = 0; i < 24; i++)
        hours[i] = i * CLOCK_STEP;
    return numbers(arena, hours, COUNT(hours), now, put_clock);
}

static struct asks copied(struct arena *arena, const struct ask asks[], size_t len)
{
    struct ask *copy = NEW_ARRAY(arena, struct ask, len);

    for (size_t i = 0; i < len; i++)
        copy[i] = asks[i];
    return (struct asks){copy, len};
}

static struct asks ask_rhythm(struct arena *arena, const struct agreement_terms *terms)
{
    static const int64_t days[] = {7, 14, 21, 28, 42}, minutes[] = {30, 45, 60, 90};
    const struct ask asks[] = {
        {.kind = ASK_ONE,
         .name = S("every"),
         .label = S("How often"),
         .choices = numbers(arena, days, COUNT(days), terms->interval_days, say_every)},
        {.kind = ASK_ONE,
         .name = S("length"),
         .label = S("How long"),
         .choices = numbers(arena, minutes, COUNT(minutes), terms->length_min, put_length)},
    };

    return copied(arena, asks, COUNT(asks));
}

static struct asks ask_place(struct arena *arena, const struct agreement_terms *terms)
{
    const struct ask asks[] = {
        {.kind = ASK_ONE,
         .name = S("place"),
         .label = S("Where"),
         .choices = words(arena, agreement_places, PLACE_COUNT, 1U << terms->place)},
        {.kind = ASK_LINE,
         .name = S("place_line"),
         .label = S("Where exactly, if you know already"),
         .hint = S("A café half way, a link, a number to ring. Optional, up to 200 letters."),
         .value = terms->place_line,
         .most = AGREEMENT_LINE_MAX},
    };

    return copied(arena, asks, COUNT(asks));
}

static struct asks ask_channels(struct arena *arena, const struct agreement_terms *terms)
{
    const struct ask asks[] = {
        {.kind = ASK_SOME,
         .name = S("channels"),
         .label = S("Yes to"),
         .choices = words(arena, agreement_channels, AGREEMENT_CHANNELS, terms->channels)},
    };

    return copied(arena, asks, COUNT(asks));
}

static struct asks ask_replies(struct arena *arena, const struct agreement_terms *terms)
{
    static const int64_t days[] = {1, 2, 3, 5, 7, 14}, hours[] = {12, 24, 48, 72};
    struct choice *weekend = NEW(arena, struct choice);
    *weekend = (struct choice){S("1"), S("Weekends are quiet too"), terms->is_quiet_weekend};
    const struct ask asks[] = {
        {.kind = ASK_ONE,
         .name = S("reply"),
         .label = S("We answer each other"),
         .choices = numbers(arena, days, COUNT(days), terms->reply_days, say_within)},
        {.kind = ASK_ONE,
         .name = S("notice"),
         .label = S("If a meeting has to move, we say so at least"),
         .choices = numbers(arena, hours, COUNT(hours), terms->notice_h, say_before)},
        {.kind = ASK_PICK,
         .name = S("quiet_from"),
         .label = S("Quiet hours begin"),
         .hint = S("No message arrives in them, and no meeting is set, unless you say so."),
         .choices = clocks(arena, terms->quiet_from)},
        {.kind = ASK_PICK,
         .name = S("quiet_to"),
         .label = S("and end"),
         .hint = S("The same time twice means no quiet hours."),
         .choices = clocks(arena, terms->quiet_to)},
        {.kind = ASK_SOME, .name = S("weekend"), .label = S("Weekends"), .choices = {weekend, 1}},
        {.kind = ASK_ONE,
         .name = S("silence"),
         .label = S("If one of us does not answer in that time"),
         .choices = words(arena, agreement_silences, SILENCE_COUNT, 1U << terms->silence)},
    };

    return copied(arena, asks, COUNT(asks));
}

static struct asks ask_long(struct arena *arena, struct str name, struct str label, struct str hint,
                            struct str value)
{
    const struct ask ask = {ASK_LONG, name, label, hint, {0}, value, AGREEMENT_LONG_MAX};

    return copied(arena, &ask, 1);
}

void agreement_step_ask(struct arena *arena, enum agreement_step step,
                        const struct agreement_terms *terms, struct agreement_view *view)
{
    view->title = str_of(steps[step].title);
    view->hint = str_of(steps[step].hint);
    view->nth = (int64_t)step + 1;
    switch (step) {
    case STEP_RHYTHM:
        view->asks = ask_rhythm(arena, terms);
        break;
    case STEP_PLACE:
        view->asks = ask_place(arena, terms);
        break;
    case STEP_CHANNELS:
        view->asks = ask_channels(arena, terms);
        break;
    case STEP_REPLIES:
        view->asks = ask_replies(arena, terms);
        break;
    case STEP_BOUNDARIES:
        view->asks = ask_long(arena, S("boundaries"), S("What we leave out"),
                              S("For example: no help with applications to my own employer; no "
                                "reading of whole essays. Up to 1,000 letters."),
                              terms->boundaries);
        break;
    case STEP_CONFIDENTIALITY:
        view->fixed = view->now.rules.prose[PROSE_CONFIDENTIALITY];
        view->asks = ask_long(arena, S("confidentiality"), S("Anything to add"),
                              S("For example: what may be told to a tutor. It adds to the words "
                                "above and cannot take from them. Up to 1,000 letters."),
                              terms->confidentiality);
        break;
    case STEP_COUNT:
        break;
    }
}

/* --- taking */
static enum err take_word(struct request *request, struct str name,
                          const struct agreement_word offered[], size_t len, size_t *ret)
{
    for (size_t i = 0; i < len; i++)
        if (str_eq(form_text(request, name), str_of(offered[i].word))) {
            *ret = i;
            return OK;
        }
    return work_fail(request->work, ERR_INVALID, name, S("Choose one of these."));
}

static enum err take_number(struct request *request, struct str name, int64_t *ret)
{
    int64_t n;

    if (str_number(form_text(request, name), &n) != OK)
        return work_fail(request->work, ERR_INVALID, name, S("Choose one of these."));
    *ret = n;
    return OK;
}

static enum err take_replies(struct request *request, struct agreement_terms *terms)
{
    size_t silence = terms->silence;

    TRY(take_number(request, S("reply"), &terms->reply_days));
    TRY(take_number(request, S("notice"), &terms->notice_h));
    TRY(take_number(request, S("quiet_from"), &terms->quiet_from));
    TRY(take_number(request, S("quiet_to"), &terms->quiet_to));
    terms->is_quiet_weekend = form_has(request, S("weekend"), S("1"));
    TRY(take_word(request, S("silence"), agreement_silences, SILENCE_COUNT, &silence));
    terms->silence = (enum agreement_silence)silence;
    return OK;
}

static void take_channels(struct request *request, struct agreement_terms *terms)
{
    terms->channels = 0;
    for (unsigned i = 0; i < AGREEMENT_CHANNELS; i++)
        if (form_has(request, S("channels"), str_of(agreement_channels[i].word)))
            terms->channels |= 1U << i;
}

enum err agreement_step_take(struct request *request, enum agreement_step step,
                             struct agreement_terms *terms)
{
    size_t place = terms->place;

    switch (step) {
    case STEP_RHYTHM:
        TRY(take_number(request, S("every"), &terms->interval_days));
        TRY(take_number(request, S("length"), &terms->length_min));
        break;
    case STEP_PLACE:
        terms->place_line = form_text(request, S("place_line"));
        TRY(take_word(request, S("place"), agreement_places, PLACE_COUNT, &place));
        terms->place = (enum agreement_place)place;
        break;
    case STEP_CHANNELS:
        take_channels(request, terms);
        break;
    case STEP_REPLIES:
        TRY(take_replies(request, terms));
        break;
    case STEP_BOUNDARIES:
        terms->boundaries = form_text(request, S("boundaries"));
        break;
    case STEP_CONFIDENTIALITY:
        terms->confidentiality = form_text(request, S("confidentiality"));
        break;
    case STEP_COUNT:
        return ERR_NOT_FOUND;
    }
    return agreement_terms_check(request->work, terms);
}
