/* nudge_rhythm.c - reminders that go by what a pair agreed: one readable table of when and what.
 *
 * I: the agreed interval, R: the agreed reply time, in active days (product.md section 7); the
 * scheme's where nothing is agreed. No number of days stands here that the two could have agreed.
 */
#include "app/nudge/nudge_inside.h"

#include "app/scheme/scheme.h"
#include "nudge_sql.h"

enum {
    MAIL_NO_AGREEMENT,
    MAIL_NO_MEETING,
    MAIL_NEXT,
    MAIL_ANSWER,
    MAIL_STILL,
    MAIL_ENDING,
    MAIL_NO_GOAL,
    MAIL_GOALS,
    MAIL_COUNT
};

/* clang-format off */
static const struct mail mail_rows[] = {
    [MAIL_NO_AGREEMENT] = {"nudge_agreement", MAIL_REMINDER, "How you two will work",
        "Reminds a mentee to propose an agreement."},
    [MAIL_NO_MEETING] = {"nudge_first_meeting", MAIL_REMINDER, "Your first meeting",
        "Reminds a mentee to offer times for the first meeting."},
    [MAIL_NEXT] = {"nudge_next_meeting", MAIL_REMINDER, "Time for your next meeting",
        "Reminds a mentee to offer times when the next meeting is due, as the two agreed."},
    [MAIL_ANSWER] = {"nudge_answer", MAIL_REMINDER, "Somebody waits for your answer",
        "Reminds of something that waits for an answer for as long as the two agreed."},
    [MAIL_STILL] = {"nudge_still_waiting", MAIL_REMINDER, "Still no answer",
        "Says that an answer is long awaited, and what one can do."},
    [MAIL_ENDING] = {"nudge_ending", MAIL_REMINDER, "Your last meeting",
        "Reminds a mentee to arrange a last meeting."},
    [MAIL_NO_GOAL] = {"nudge_goal", MAIL_REMINDER, "A goal for your meetings",
        "Reminds a mentee to write down a goal."},
    [MAIL_GOALS] = {"nudge_goals", MAIL_REMINDER, "Your goals",
        "Reminds a mentee of goals that have been still for long."},
};
_Static_assert(COUNT(mail_rows) == MAIL_COUNT, "a reminder without its mail");
const struct mails nudge_mails = LIST(mail_rows);

/* {other}, {days} and {since} are filled in. path: below the pair's own. */
static const struct wording {
    enum nudge_rank rank;
    const char *subject, *body, *cost, *button, *path;
} wordings[] = {
    [MAIL_NO_AGREEMENT] = {NUDGE_NO_AGREEMENT, "How will you and {other} work together?",
        "You and {other} were introduced on {since} and have not settled yet how often and how you meet. "
        "Six short choices, filled in with what this scheme suggests: you propose, {other} agrees or changes them.",
        "Six choices, four minutes", "Propose it", "/agreement"},
    [MAIL_NO_MEETING] = {NUDGE_NO_MEETING, "Offer {other} a few times",
        "You and {other} were introduced on {since} and no first meeting is set yet. "
        "Two to five times that suit you are enough; {other} taps one. If you have met already, your page has a button for that.",
        "Two minutes", "Offer times", "/meetings/new"},
    [MAIL_NEXT] = {NUDGE_NEXT_MEETING, "Time to meet {other} again?",
        "You two agreed to meet every {days} days, and last met on {since}. "
        "If you offer times now, {other} has time to answer.",
        "Two minutes", "Offer times", "/meetings/new"},
    [MAIL_ANSWER] = {NUDGE_ANSWER_DUE, "{other} waits for your answer",
        "{other} proposed on {since} how you two will work, and has not heard yet. You agreed on answers within {days} days. "
        "A yes, a change or a question: anything is better than nothing.",
        "One look, three minutes", "See what waits", ""},
    [MAIL_STILL] = {NUDGE_STILL_WAITING, "Still no answer from {other}?",
        "What you asked {other} on {since} has waited for twice the {days} days that you two go by. That says nothing about you. "
        "You can ask in another way, offer other times, or let the people who run the scheme lend a hand.",
        "Two minutes", "See what you can do", ""},
    [MAIL_ENDING] = {NUDGE_ENDING_SOON, "A last meeting with {other}",
        "Your mentoring with {other} is planned to end soon, within the {days} days that lie between your meetings, and no meeting is set. "
        "A last one is a good moment to look back and to say what comes next.",
        "Two minutes", "Offer times", "/meetings/new"},
    [MAIL_NO_GOAL] = {NUDGE_NO_GOAL, "What would you like to reach?",
        "You and {other} have met more than once, and no goal is written down. One line gives your meetings a direction, "
        "and \"I am not sure yet\" is one too.",
        "One line, three minutes", "Write a goal", "/goals"},
    [MAIL_GOALS] = {NUDGE_GOALS_STILL, "Are your goals still the right ones?",
        "Your goals have been still since {since}. A tick, a new step, or letting one go: all of it is fine.",
        "One minute", "Look at your goals", "/goals"},
};
/* clang-format on */
_Static_assert(COUNT(wordings) == MAIL_COUNT, "a reminder without words");

static int64_t active(const struct signal_facts *facts, struct day since, int64_t rested)
{
    return facts->today.n - since.n - rested;
}

static struct rhythm_due due_if(bool is_due, struct day since, int64_t days)
{
    return (struct rhythm_due){is_due, since, days};
}

/* Since the introduction, as long as the scheme gives for a first word, nothing was proposed. */
static struct rhythm_due no_agreement(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(f->needs_agreement && f->may_propose && !s->agreed_on.is_set &&
                      !s->asked_on.is_set && active(s, s->since, s->rested.since) >= f->first_days,
                  s->since, f->first_days);
}

static struct rhythm_due no_meeting(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(s->met == 0 && !s->next_on.is_set && !f->has_offer && !f->is_unspoken &&
                      active(s, s->since, s->rested.since) >= f->first_days,
                  s->since, f->first_days);
}

/* So long before the interval is over that the other has the time to answer. */
static struct rhythm_due next_meeting(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;
    int64_t ahead = s->reply < s->interval / 2 ? s->reply : s->interval / 2;

    return due_if(s->met_on.is_set && !s->next_on.is_set && !f->has_offer && !f->is_unspoken &&
                      active(s, s->met_on.at, s->rested.met) >= s->interval - ahead,
                  s->met_on.at, s->interval);
}

/* Times that wait have a reminder of their own, with the times in it. */
static struct rhythm_due answer_due(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(s->asked_on.is_set && !f->has_offer &&
                      active(s, s->asked_on.at, s->rested.asked) >= s->reply,
                  s->asked_on.at, s->reply);
}

static struct rhythm_due still_waiting(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(s->asked_on.is_set && active(s, s->asked_on.at, s->rested.asked) >= 2 * s->reply,
                  s->asked_on.at, s->reply);
}

static struct rhythm_due ending_soon(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(signal_ends_soon(s) && s->ends_on.at.n >= s->today.n && !f->has_offer,
                  s->ends_on.at, s->interval);
}

static struct rhythm_due no_goal(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(s->met >= 2 && s->goals == 0, s->since, s->interval);
}

static struct rhythm_due goals_still(const struct rhythm_facts *f)
{
    const struct signal_facts *s = &f->facts;

    return due_if(s->goals > 0 && s->goal_on.is_set &&
                      active(s, s->goal_on.at, s->rested.goal) >= 3 * s->interval,
                  s->goal_on.at, s->interval);
}

struct rhythm_due nudge_rhythm_due(enum nudge_rank rank, const struct rhythm_facts *facts)
{
    static struct rhythm_due (*const judges[])(const struct rhythm_facts *) = {
        [NUDGE_NO_AGREEMENT] = no_agreement,
        [NUDGE_NO_MEETING] = no_meeting,
        [NUDGE_NEXT_MEETING] = next_meeting,
        [NUDGE_ANSWER_DUE] = answer_due,
        [NUDGE_STILL_WAITING] = still_waiting,
        [NUDGE_ENDING_SOON] = ending_soon,
        [NUDGE_NO_GOAL] = no_goal,
        [NUDGE_GOALS_STILL] = goals_still,
    };

    return (size_t)rank < COUNT(judges) && judges[rank] ? judges[rank](facts)
                                                        : (struct rhythm_due){0};
}

static struct rhythm_facts facts_of(const struct nudge_pair_row *row,
                                    const struct scheme_rules *rules, struct day today)
{
    return (struct rhythm_facts){
        .has_offer = row->has_offer,
        .is_unspoken = row->is_unspoken,
        .first_days = rules->first_contact_days,
        .may_propose = policy_may(rules, ACT_PROPOSE_RHYTHM, ROLE_MENTEE),
        .needs_agreement = policy_get(rules, ACT_ACCEPT_AGREEMENT, ROLE_MENTEE) != MAY_NOT &&
                           rules->agreement != AGREEMENT_NOT_NEEDED,
        .facts = {.today = today,
                  .since = row->since_on,
                  .met_on = row->met_on,
                  .next_on = row->next_on,
                  .asked_on = row->asked_on,
                  .asker = (enum signal_side)row->asker,
                  .agreed_on = row->agreed_on,
                  .goal_on = row->goal_on,
                  .ends_on = row->ends_on,
                  .met = row->met,
                  .goals = row->goals,
                  .interval = row->every_days,
                  .reply = row->reply_days,
                  .rested = {.since = row->rest_since,
                             .met = row->rest_met,
                             .asked = row->rest_asked,
                             .goal = row->rest_goal}}};
}

/* Whoever is to act: the mentee steers; of an open ask, whoever is awaited, or who asked. */
static bool goes_to_mentor(enum nudge_rank rank, const struct rhythm_facts *facts)
{
    if (rank == NUDGE_ANSWER_DUE)
        return facts->facts.asker == SIDE_OF_MENTEE;
    return rank == NUDGE_STILL_WAITING && facts->facts.asker == SIDE_OF_MENTOR;
}

/* What brings the two together is said again when another interval has passed; the rest is said
 * once for each occasion.
 */
static bool goes_again(enum nudge_rank rank)
{
    return rank == NUDGE_NO_AGREEMENT || rank == NUDGE_NO_MEETING || rank == NUDGE_NEXT_MEETING;
}

static struct nudge_to to_of(const struct nudge_pair_row *row, const struct rhythm_facts *facts,
                             enum nudge_rank rank, const struct rhythm_due *due)
{
    bool is_mentors = goes_to_mentor(rank, facts);

    return (struct nudge_to){
        .person = is_mentors ? row->mentor : row->mentee,
        .pair = row->id,
        .about = due->since.n,
        .again_days = goes_again(rank) ? facts->facts.interval : 0,
        .name = is_mentors ? row->mentor_name : row->mentee_name,
        .other = is_mentors ? row->mentee_name : row->mentor_name,
        .zone = is_mentors ? row->mentor_zone : row->mentee_zone,
        .slug = row->slug,
        .since = due->since,
        .days = due->days,
    };
}

static enum err find(struct work *work, const struct scheme_access *by, const struct nudge *nudge,
                     struct nudge_found *found)
{
    struct nudge_pair_rows rows = {0};
    struct scheme_rules rules;
    struct pair_id after = {0};

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    do {
        TRY(nudge_pairs(work, by, after, work->today, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            struct rhythm_facts facts = facts_of(&rows.at[i], &rules, work->today);
            struct rhythm_due due = nudge_rhythm_due(nudge->rank, &facts);
            struct nudge_to to = to_of(&rows.at[i], &facts, nudge->rank, &due);
            if (due.is_due)
                nudge_add(found, &to);
            after = rows.at[i].id;
        }
    } while (rows.len > 0);
    return OK;
}

static struct str filled(struct work *work, const char *words, const struct nudge_to *to)
{
    struct buf out = {.arena = work->arena};
    struct str rest = str_of(words);

    while (rest.at) {
        buf_add(&out, str_cut(&rest, '{'));
        if (!rest.at)
            break;
        struct str name = str_cut(&rest, '}');
        if (str_eq(name, S("other")))
            buf_add(&out, to->other);
        else if (str_eq(name, S("days")))
            buf_addf(&out, "%lld", (long long)to->days);
        else
            buf_add(&out, signal_day(work->arena, to->since, work->today));
    }
    return buf_str(&out);
}

static void write(struct work *work, const struct wording *wording, const struct nudge_to *to,
                  struct mail_text *text)
{
    text->subject = filled(work, wording->subject, to);
    text->body = filled(work, wording->body, to);
    text->cost = str_of(wording->cost);
    text->button = str_of(wording->button);
    text->path = nudge_text(work->arena, "/s/%.*s/pairs/%lld%s", ARG(to->slug),
                            (long long)to->pair.n, wording->path);
}

static enum err write_one(struct work *work, const struct job_access *by, const struct nudge *nudge,
                          const struct nudge_to *to, struct mail_text *text)
{
    (void)by;
    for (size_t i = 0; i < COUNT(wordings); i++)
        if (wordings[i].rank == nudge->rank)
            write(work, &wordings[i], to, text);
    return OK;
}

static const struct nudge rows[] = {
    {NUDGE_ANSWER_DUE, &mail_rows[MAIL_ANSWER], find, write_one},
    {NUDGE_NO_AGREEMENT, &mail_rows[MAIL_NO_AGREEMENT], find, write_one},
    {NUDGE_NO_MEETING, &mail_rows[MAIL_NO_MEETING], find, write_one},
    {NUDGE_NEXT_MEETING, &mail_rows[MAIL_NEXT], find, write_one},
    {NUDGE_STILL_WAITING, &mail_rows[MAIL_STILL], find, write_one},
    {NUDGE_ENDING_SOON, &mail_rows[MAIL_ENDING], find, write_one},
    {NUDGE_NO_GOAL, &mail_rows[MAIL_NO_GOAL], find, write_one},
    {NUDGE_GOALS_STILL, &mail_rows[MAIL_GOALS], find, write_one},
};
_Static_assert(COUNT(rows) == MAIL_COUNT, "a reminder without its row");
const struct nudges nudge_rhythm = LIST(rows);
