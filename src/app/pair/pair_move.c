#include "app/pair/pair_move.h"

/* What a rule says; "{other}", "{day}", "{away}" and "{other_away}" are filled in, "{key}" is the
 * key that it acts on.
 */
struct rule {
    bool (*applies)(const struct pair_facts *facts);
    enum mover whose;
    int minutes;
    const char *what, *why, *button, *path;
};

static bool is_mentee(const struct pair_facts *facts)
{
    return facts->reader == ROLE_MENTEE;
}

static bool is_waiting(const struct pair_facts *facts)
{
    return facts->state == PAIR_OFFERED;
}

static bool must_say_yes(const struct pair_facts *facts)
{
    return is_waiting(facts) && !facts->has_said_yes;
}

static bool is_over(const struct pair_facts *facts)
{
    return facts->state == PAIR_OVER;
}

static bool must_look_back(const struct pair_facts *facts)
{
    return facts->must_look_back;
}

static bool is_over_unseen(const struct pair_facts *facts)
{
    return is_over(facts) && must_look_back(facts);
}

static bool is_paused(const struct pair_facts *facts)
{
    return facts->state == PAIR_PAUSED;
}

static bool is_away(const struct pair_facts *facts)
{
    return facts->away.len > 0;
}

static bool is_other_away(const struct pair_facts *facts)
{
    return facts->other_away.len > 0;
}

static bool must_tell(const struct pair_facts *facts)
{
    return facts->is_note_due;
}

static bool has_unmarked(const struct pair_facts *facts)
{
    return facts->unmarked.is_set;
}

static bool must_pick(const struct pair_facts *facts)
{
    return facts->offer.is_set && !facts->is_offer_mine;
}

static bool got_suggestion(const struct pair_facts *facts)
{
    return facts->suggestion.is_set;
}

static bool must_agree(const struct pair_facts *facts)
{
    return facts->terms == TERMS_THEIRS;
}

static bool must_read(const struct pair_facts *facts)
{
    return !is_mentee(facts) && facts->next.is_set && facts->is_brief_shared && facts->is_next_near;
}

static bool must_greet(const struct pair_facts *facts)
{
    return is_mentee(facts) && !facts->has_greeted;
}

static bool must_answer(const struct pair_facts *facts)
{
    return facts->is_answer_due && !is_mentee(facts);
}

/* A mentee has more to do than to answer, so that comes later. */
static bool may_answer(const struct pair_facts *facts)
{
    return facts->is_answer_due;
}

static bool must_propose_first(const struct pair_facts *facts)
{
    return facts->may_propose && facts->terms == TERMS_NONE && facts->is_terms_first;
}

static bool must_prepare(const struct pair_facts *facts)
{
    return is_mentee(facts) && facts->next.is_set && !facts->is_brief_shared;
}

static bool nothing_arranged(const struct pair_facts *facts)
{
    return !facts->next.is_set && !facts->offer.is_set;
}

static bool must_offer(const struct pair_facts *facts)
{
    return is_mentee(facts) && nothing_arranged(facts);
}

static bool must_propose(const struct pair_facts *facts)
{
    return facts->may_propose && facts->terms == TERMS_NONE;
}

static bool needs_goal(const struct pair_facts *facts)
{
    return is_mentee(facts) && !facts->has_goal;
}

static bool waits_for_pick(const struct pair_facts *facts)
{
    return facts->offer.is_set && facts->is_offer_mine;
}

static bool waits_for_yes(const struct pair_facts *facts)
{
    return facts->terms == TERMS_MINE;
}

static bool waits_for_hello(const struct pair_facts *facts)
{
    return !is_mentee(facts) && !facts->has_greeted;
}

static bool waits_for_offer(const struct pair_facts *facts)
{
    return !is_mentee(facts) && nothing_arranged(facts);
}

static bool is_set(const struct pair_facts *facts)
{
    return facts->next.is_set;
}

static bool always(const struct pair_facts *facts)
{
    (void)facts;
    return true;
}

/* The first rule that applies wins: what is over, what the other waits for, what makes the next
 * meeting good, what makes one at all, what can wait; then whom one is waiting for.
 */
static const struct rule rules[] = {
    /* clang-format off */
    {must_say_yes, MOVE_YOURS, 1, "Say whether {other} suits you",
     "You two are introduced as soon as both of you have said yes. Not this time is a good answer too.",
     "See who it is", "/introduction"},
    {is_waiting, MOVE_NOBODYS, 0, "Waiting for a yes",
     "You have said yes. You two are introduced as soon as {other} has too.", "", ""},
    {is_over_unseen, MOVE_YOURS, 5, "Look back on your time with {other}",
     "Three short pages, and each can be skipped. Your keepsake comes of it.",
     "Look back", "/close"},
    {is_over, MOVE_NOBODYS, 0, "Your mentoring with {other} has ended",
     "Everything you two wrote stays here to read.", "", ""},
    {is_paused, MOVE_NOBODYS, 0, "You two are taking a break",
     "Nothing is expected of either of you until you go on.", "", ""},
    {is_away, MOVE_NOBODYS, 0, "You are away until {away}",
     "Nothing is expected of you, and nothing is counted. If you are back sooner, say so on your page.",
     "", ""},
    {is_other_away, MOVE_NOBODYS, 0, "{other} is away until {other_away}",
     "Nothing is expected of you two until then, and nothing is counted. What you write or offer waits.",
     "", ""},
    {has_unmarked, MOVE_YOURS, 1, "Say how it went with {other}",
     "Did you meet? One tap is enough. There is room for what you take away from it.",
     "Say how it went", "/meetings/{key}/after"},
    {got_suggestion, MOVE_YOURS, 1, "{other} suggests another time",
     "Pick it and it goes into both calendars, or offer times of your own.",
     "See the times", "/meetings/{key}"},
    {must_pick, MOVE_YOURS, 1, "Pick a time for {other}",
     "Picking one puts it in both calendars. You can also do this from the mail.",
     "See the times", "/meetings/{key}"},
    {must_agree, MOVE_YOURS, 3, "Read what {other} proposes",
     "How often, where, and what stays between you two. Say yes to it, or change what does not suit.",
     "Read the proposal", "/agreement"},
    {must_read, MOVE_YOURS, 2, "Read what {other} would like to talk about",
     "One page, so that you arrive with something useful on {day}.",
     "Read it", "/meetings/{key}/prepare"},
    {must_greet, MOVE_YOURS, 2, "Say hello to {other}",
     "A line or two is plenty. There are three first lines to start from.",
     "Say hello", "/hello"},
    {must_answer, MOVE_YOURS, 2, "Answer {other}",
     "{other} wrote last. A short answer keeps things moving.", "Write back", "/messages"},
    {must_propose_first, MOVE_YOURS, 4, "Propose how you two will work",
     "Six short choices, filled in with what this scheme suggests. {other} agrees or changes them.",
     "Propose it", "/agreement"},
    {must_offer, MOVE_YOURS, 2, "Offer {other} a few times",
     "Two to five times that suit you. {other} taps one in the mail, and it goes into both calendars.",
     "Offer times", "/meetings/new"},
    {must_prepare, MOVE_YOURS, 5, "Prepare for {day}",
     "{other} reads it the evening before, and so arrives with something useful.",
     "Prepare for {day}", "/meetings/{key}/prepare"},
    {may_answer, MOVE_YOURS, 2, "Answer {other}",
     "{other} wrote last. A short answer keeps things moving.", "Write back", "/messages"},
    {must_propose, MOVE_YOURS, 4, "Propose how you two will work",
     "Six short choices, filled in with what this scheme suggests. {other} agrees or changes them.",
     "Propose it", "/agreement"},
    {needs_goal, MOVE_YOURS, 3, "Write down one thing you would like to reach",
     "It gives your meetings a direction. I am not sure yet is a goal too.",
     "Write a goal", "/goals"},
    {must_look_back, MOVE_YOURS, 5, "Look back on your time with {other}",
     "Your last days together have begun. Three short pages, and each can be skipped.",
     "Look back", "/close"},
    {must_tell, MOVE_YOURS, 1, "Tell {other} how it is going",
     "One tap, and a line if you like. It keeps {other} informed between meetings.",
     "Write the note", "/progress"},
    {waits_for_pick, MOVE_THEIRS, 0, "Your times are with {other}",
     "You will hear when one is picked. We remind {other} once, after three days.", "", ""},
    {waits_for_yes, MOVE_THEIRS, 0, "Your proposal is with {other}",
     "You will hear when {other} has said yes or changed something.", "", ""},
    {waits_for_hello, MOVE_THEIRS, 0, "{other} writes first",
     "In this scheme the mentee says hello. You will get it by mail.", "", ""},
    {waits_for_offer, MOVE_THEIRS, 0, "{other} offers times next",
     "You will get them by mail, and one tap answers.", "", ""},
    {is_set, MOVE_NOBODYS, 0, "Nothing needs you until {day}",
     "You two meet on {day}. Everything for it is ready.", "", ""},
    {always, MOVE_NOBODYS, 0, "Nothing needs you", "We will write when something does.", "", ""},
    /* clang-format on */
};

/* The key that a rule acts on: of a meeting that is over, of the offer, or of the next meeting. */
static int64_t key_of(const struct pair_facts *facts, const struct rule *rule)
{
    if (rule->applies == has_unmarked)
        return facts->unmarked.at;
    if (rule->applies == must_pick)
        return facts->offer.at;
    return rule->applies == got_suggestion ? facts->suggestion.at : facts->next.at;
}

static struct str filled(struct arena *arena, const char *text, const struct pair_facts *facts,
                         int64_t key)
{
    struct str rest = str_of(text);
    struct buf out = {.arena = arena};

    while (rest.at) {
        buf_add(&out, str_cut(&rest, '{'));
        if (!rest.at)
            break;
        struct str name = str_cut(&rest, '}');
        if (str_eq(name, S("other")))
            buf_add(&out, facts->other);
        else if (str_eq(name, S("day")))
            buf_add(&out, facts->next_day);
        else if (str_eq(name, S("away")))
            buf_add(&out, facts->away);
        else if (str_eq(name, S("other_away")))
            buf_add(&out, facts->other_away);
        else
            buf_addf(&out, "%lld", (long long)key);
    }
    return buf_str(&out);
}

struct pair_move pair_move_of(struct arena *arena, struct str pair, const struct pair_facts *facts)
{
    const struct rule *rule = rules;

    while (!rule->applies(facts))
        rule++;
    int64_t key = key_of(facts, rule);
    struct buf path = {.arena = arena};
    if (rule->path[0] != '\0')
        buf_addf(&path, "%.*s%.*s", ARG(pair), ARG(filled(arena, rule->path, facts, key)));
    return (struct pair_move){rule->whose,
                              rule->minutes,
                              filled(arena, rule->what, facts, key),
                              filled(arena, rule->why, facts, key),
                              filled(arena, rule->button, facts, key),
                              buf_str(&path)};
}

struct str pair_moves_head(struct arena *arena, const struct pair_move *moves, size_t len)
{
    static const char *const numbers[] = {"Nothing", "One", "Two",   "Three", "Four",
                                          "Five",    "Six", "Seven", "Eight", "Nine"};
    struct buf out = {.arena = arena};
    size_t things = 0;
    int minutes = 0;

    for (size_t i = 0; i < len; i++) {
        things += moves[i].whose == MOVE_YOURS;
        minutes += moves[i].minutes;
    }
    if (things == 0)
        return S("Nothing needs you this week");
    if (things < COUNT(numbers))
        buf_add(&out, str_of(numbers[things]));
    else
        buf_addf(&out, "%zu", things);
    buf_addf(&out, " thing%s this week, about %d minute%s", things == 1 ? "" : "s", minutes,
             minutes == 1 ? "" : "s");
    return buf_str(&out);
}
