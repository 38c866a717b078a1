/* agreement_terms.c - terms as words: in the table, on the page and in the text. */
#include "app/agreement/agreement_inside.h"

const struct agreement_word agreement_places[] = {
    [PLACE_VIDEO] = {"video", "By video"},
    [PLACE_IN_PERSON] = {"in_person", "In person"},
    [PLACE_PHONE] = {"phone", "By phone"},
    [PLACE_TURNS] = {"turns", "By turns, as it suits us both"},
};

const struct agreement_word agreement_silences[] = {
    [SILENCE_AGAIN] = {"again",
                       "Whoever waits writes once more, and a week later asks the team for a hand"},
    [SILENCE_CALL] = {"call", "Whoever waits picks up the phone"},
    [SILENCE_PATIENCE] = {"patience", "We leave it until the next meeting, and nobody minds"},
};

const struct agreement_word agreement_channels[] = {
    {"messages", "messages here"},
    {"email", "e-mail"},
    {"phone", "phone calls"},
    {"text", "text messages"},
    {"chat", "a chat app such as WhatsApp or Signal"},
};

/* The place of a word in its table; the table allows no other. */
static size_t place_of(struct str word, const struct agreement_word words[], size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (str_eq(word, str_of(words[i].word)))
            return i;
    return 0;
}

unsigned agreement_channels_of(struct str words)
{
    unsigned channels = 0;

    while (words.len > 0) {
        struct str word = str_cut(&words, ' ');
        for (unsigned i = 0; i < AGREEMENT_CHANNELS; i++)
            if (str_eq(word, str_of(agreement_channels[i].word)))
                channels |= 1U << i;
    }
    return channels;
}

struct str agreement_channel_words(struct arena *arena, unsigned channels)
{
    struct buf out = {.arena = arena};

    for (unsigned i = 0; i < AGREEMENT_CHANNELS; i++)
        if (channels & 1U << i)
            buf_addf(&out, "%s%s", out.len > 0 ? " " : "", agreement_channels[i].word);
    return buf_str(&out);
}

struct agreement_terms agreement_terms_of(const struct agreement_row *row)
{
    return (struct agreement_terms){
        .interval_days = row->interval_days,
        .length_min = row->length_min,
        .place = (enum agreement_place)place_of(row->place, agreement_places, PLACE_COUNT),
        .place_line = row->place_line,
        .channels = agreement_channels_of(row->channels),
        .reply_days = row->reply_days,
        .notice_h = row->notice_h,
        .quiet_from = row->quiet_from,
        .quiet_to = row->quiet_to,
        .is_quiet_weekend = row->is_quiet_weekend,
        .silence =
            (enum agreement_silence)place_of(row->silence, agreement_silences, SILENCE_COUNT),
        .boundaries = row->boundaries,
        .confidentiality = row->confidentiality,
    };
}

struct agreement_terms agreement_terms_offered(const struct scheme_rules *rules)
{
    return (struct agreement_terms){.interval_days = rules->every_days,
                                    .length_min = rules->length_min,
                                    .place = PLACE_VIDEO,
                                    .channels = CHANNEL_MESSAGES | CHANNEL_EMAIL,
                                    .reply_days = rules->reply_days,
                                    .notice_h = rules->notice_h,
                                    .quiet_from = rules->quiet_from,
                                    .quiet_to = rules->quiet_to,
                                    .is_quiet_weekend = rules->is_quiet_weekend != 0,
                                    .silence = SILENCE_AGAIN};
}

static enum err outside(struct work *work, const char *field, const char *text)
{
    return work_fail(work, ERR_INVALID, str_of(field), str_of(text));
}

/* What each number may be, and what to say when it is not; field: of the form. */
struct bound {
    int64_t is, least, most;
    const char *field, *text;
};

static enum err check_lines(struct work *work, const struct agreement_terms *terms)
{
    if (str_letters(terms->place_line) > AGREEMENT_LINE_MAX)
        return outside(work, "place_line", "Please use at most 200 letters.");
    if (str_letters(terms->boundaries) > AGREEMENT_LONG_MAX)
        return outside(work, "boundaries", "Please use at most 1,000 letters.");
    if (str_letters(terms->confidentiality) > AGREEMENT_LONG_MAX)
        return outside(work, "confidentiality", "Please use at most 1,000 letters.");
    return OK;
}

enum err agreement_terms_check(struct work *work, const struct agreement_terms *terms)
{
    const struct bound bounds[] = {
        {terms->interval_days, 1, 366, "every",
         "Say how often you want to meet: from 1 to 366 days."},
        {terms->length_min, 5, 480, "length",
         "Say how long a meeting lasts: from 5 minutes to 8 hours."},
        {terms->reply_days, 1, 60, "reply", "Say in how many days you answer: from 1 to 60."},
        {terms->notice_h, 1, 720, "notice",
         "Say how long before you tell of a change: 1 to 720 hours."},
        {terms->quiet_from, 0, 1439, "quiet_from", "Say when quiet hours begin."},
        {terms->quiet_to, 0, 1439, "quiet_to", "Say when quiet hours end."},
    };

    for (size_t i = 0; i < COUNT(bounds); i++)
        if (bounds[i].is < bounds[i].least || bounds[i].is > bounds[i].most)
            return outside(work, bounds[i].field, bounds[i].text);
    if (terms->channels == 0)
        return outside(work, "channels", "Choose at least one way to reach each other.");
    return check_lines(work, terms);
}

/* "three", "30". */
static void put_number(struct buf *out, int64_t n)
{
    static const char *const words[] = {"no",  "one",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine",  "ten"};

    if (n >= 0 && n < (int64_t)COUNT(words))
        buf_add(out, str_of(words[n]));
    else
        buf_addf(out, "%lld", (long long)n);
}

void put_interval(struct buf *out, int64_t days)
{
    bool is_weeks = days % 7 == 0;
    int64_t n = is_weeks ? days / 7 : days;

    if (n > 1) {
        put_number(out, n);
        buf_add(out, S(" "));
    }
    buf_addf(out, "%s%s", is_weeks ? "week" : "day", n > 1 ? "s" : "");
}

void put_length(struct buf *out, int64_t minutes)
{
    int64_t hours = minutes / 60, rest = minutes % 60;

    if (hours > 0)
        buf_addf(out, "%lld hour%s", (long long)hours, hours > 1 ? "s" : "");
    if (rest > 0)
        buf_addf(out, "%s%lld minutes", hours > 0 ? " " : "", (long long)rest);
}

void put_clock(struct buf *out, int64_t minutes)
{
    int64_t hour = minutes / 60, rest = minutes % 60;

    if (rest == 0 && hour % 12 == 0) {
        buf_add(out, hour == 0 ? S("midnight") : S("noon"));
        return;
    }
    buf_addf(out, "%lld", (long long)(hour % 12 ? hour % 12 : 12));
    if (rest > 0)
        buf_addf(out, ":%02lld", (long long)rest);
    buf_add(out, hour < 12 ? S("am") : S("pm"));
}

static void put_channels(struct buf *out, unsigned channels, const char *last)
{
    size_t left = (size_t)__builtin_popcount(channels);
    bool is_first = true;

    for (unsigned i = 0; i < AGREEMENT_CHANNELS; i++) {
        if (!(channels & 1U << i))
            continue;
        if (!is_first)
            buf_add(out, left == 1 ? str_of(last) : S(", "));
        buf_add(out, str_of(agreement_channels[i].says));
        is_first = false;
        left--;
    }
}

/* A clause's sentence begins with a capital. */
static struct str sentence(struct buf *out)
{
    if (out->len > 0 && out->at[0] >= 'a' && out->at[0] <= 'z')
        out->at[0] = (char)(out->at[0] - 'a' + 'A');
    return buf_str(out);
}

static struct str rhythm_says(struct arena *arena, const struct agreement_terms *terms)
{
    struct buf out = {.arena = arena};

    buf_add(&out, S("Every "));
    put_interval(&out, terms->interval_days);
    buf_add(&out, S(", "));
    put_length(&out, terms->length_min);
    return buf_str(&out);
}

static struct str place_says(struct arena *arena, const struct agreement_terms *terms)
{
    struct buf out = {.arena = arena};

    buf_add(&out, str_of(agreement_places[terms->place].says));
    if (terms->place_line.len > 0)
        buf_addf(&out, ". %.*s", ARG(terms->place_line));
    return buf_str(&out);
}

static struct str channels_say(struct arena *arena, const struct agreement_terms *terms)
{
    struct buf out = {.arena = arena};
    unsigned others = ~terms->channels & ((1U << AGREEMENT_CHANNELS) - 1);

    put_channels(&out, terms->channels, " and ");
    if (others) {
        buf_add(&out, S(". Not "));
        put_channels(&out, others, " or ");
    }
    return sentence(&out);
}

static struct str replies_say(struct arena *arena, const struct agreement_terms *terms)
{
    struct buf out = {.arena = arena};
    bool is_one = terms->reply_days == 1 || terms->reply_days == 7; /* a day, a week */

    buf_add(&out, is_one ? S("Within a ") : S("Within "));
    put_interval(&out, terms->reply_days);
    buf_add(&out, S(", either way"));
    return buf_str(&out);
}

static struct str notice_says(struct arena *arena, const struct agreement_terms *terms)
{
    struct buf out = {.arena = arena};

    buf_add(&out, S("Told at least "));
    if (terms->notice_h % 24 == 0 && terms->notice_h > 24) {
        put_number(&out, terms->notice_h / 24);
        buf_add(&out, S(" days before"));
    } else {
        buf_addf(&out, "%lld hour%s before", (long long)terms->notice_h,
                 terms->notice_h > 1 ? "s" : "");
    }
    return buf_str(&out);
}

static struct str quiet_says(struct arena *arena, const struct agreement_terms *terms)
{
    struct buf out = {.arena = arena};

    if (terms->quiet_from != terms->quiet_to) {
        put_clock(&out, terms->quiet_from);
        buf_add(&out, S(" to "));
        put_clock(&out, terms->quiet_to);
        buf_add(&out, S(" where each of us is"));
    }
    if (terms->is_quiet_weekend)
        buf_add(&out, out.len > 0 ? S(", and weekends") : S("Weekends"));
    return out.len > 0 ? sentence(&out) : S("None");
}

/* A clause is one line of the text. */
static struct str long_says(struct arena *arena, struct str fixed, struct str own)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%.*s%s%.*s", ARG(fixed), fixed.len && own.len ? " " : "", ARG(own));
    for (size_t i = 0; i < out.len; i++)
        if (out.at[i] == '\n')
            out.at[i] = ' ';
    return buf_str(&out);
}

struct agreement_clauses agreement_clauses_of(struct arena *arena, const struct scheme_rules *rules,
                                              const struct agreement_terms *terms)
{
    const struct agreement_clause clauses[] = {
        {STEP_RHYTHM, S("calendar"), S("How often"), rhythm_says(arena, terms)},
        {STEP_PLACE, S("place"), S("Where"), place_says(arena, terms)},
        {STEP_CHANNELS, S("message"), S("Between meetings"), channels_say(arena, terms)},
        {STEP_REPLIES, S("clock"), S("Replies"), replies_say(arena, terms)},
        {STEP_REPLIES, S("move"), S("A change of plan"), notice_says(arena, terms)},
        {STEP_REPLIES, S("bell"), S("Quiet hours"), quiet_says(arena, terms)},
        {STEP_REPLIES, S("pulse"), S("When it goes quiet"),
         str_of(agreement_silences[terms->silence].says)},
        {STEP_BOUNDARIES, S("agreement"), S("Boundaries"),
         long_says(arena, terms->boundaries.len ? S("") : S("Nothing beside the scheme's conduct"),
                   terms->boundaries)},
        {STEP_CONFIDENTIALITY, S("lock"), S("Stays between you"),
         long_says(arena, rules->prose[PROSE_CONFIDENTIALITY], terms->confidentiality)},
    };
    struct agreement_clause *copy = NEW_ARRAY(arena, struct agreement_clause, COUNT(clauses));

    for (size_t i = 0; i < COUNT(clauses); i++)
        copy[i] = clauses[i];
    return (struct agreement_clauses){copy, COUNT(clauses)};
}

struct str agreement_text_of(struct arena *arena, const struct agreement_now *now, int64_t version,
                             const struct agreement_terms *terms)
{
    struct agreement_clauses clauses = agreement_clauses_of(arena, &now->rules, terms);
    const struct pair_two *two = &now->two;
    struct buf out = {.arena = arena};

    buf_addf(&out, "Agreement of %.*s (mentee) and %.*s (mentor)\n%.*s, version %lld\n",
             ARG(pair_mentee(two)->name), ARG(pair_mentor(two)->name), ARG(two->scheme_name),
             (long long)version);
    for (size_t i = 0; i < clauses.len; i++)
        buf_addf(&out, "\n%.*s: %.*s\n", ARG(clauses.at[i].label), ARG(clauses.at[i].says));
    return buf_str(&out);
}

/* Where a line of the text belongs: its label says so. */
static struct agreement_clause clause_in(const struct agreement_clauses *known, struct str line)
{
    for (size_t i = 0; i < known->len; i++) {
        struct agreement_clause clause = known->at[i];
        struct str rest = {line.at + clause.label.len, line.len - clause.label.len};
        if (str_starts(line, clause.label) && str_starts(rest, S(": "))) {
            clause.says = (struct str){rest.at + 2, rest.len - 2};
            return clause;
        }
    }
    return (struct agreement_clause){0};
}

struct agreement_clauses agreement_clauses_in(struct arena *arena, const struct scheme_rules *rules,
                                              const struct agreement_row *row)
{
    struct agreement_terms terms = agreement_terms_of(row);
    struct agreement_clauses known = agreement_clauses_of(arena, rules, &terms);
    struct str text = row->text;
    struct agreement_clause *clauses = NEW_ARRAY(arena, struct agreement_clause, known.len);
    size_t len = 0;

    if (text.len == 0)
        return known;
    while (text.len > 0 && len < known.len) {
        struct agreement_clause clause = clause_in(&known, str_cut(&text, '\n'));
        if (clause.label.len > 0)
            clauses[len++] = clause;
    }
    return (struct agreement_clauses){clauses, len};
}
