#include "app/demo/demo_inside.h"

#include "app/agreement/agreement.h"
#include "app/aim/aim.h"
#include "app/goal/goal.h"
#include "app/introduction/introduction.h"
#include "app/meeting/meeting.h"
#include "app/message/message.h"
#include "app/progress/progress.h"
#include "app/question/question.h"
#include "demo_sql.h"

/* A part of the story, told as one of the two. The words were drawn before. */
struct part {
    struct demo_pair *pair;
    struct str words, more;
    int64_t draw;
};

static enum err say_yes(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    bool is_introduced;

    return introduction_accept(work, pair_scheme(by), part->pair->id, &is_introduced);
}

static enum err say_no(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;

    return introduction_decline(work, pair_scheme(by), part->pair->id, S("time"));
}

static enum err write_message(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;

    return message_send(work, by, part->words, (struct str){0});
}

static enum err name_aim(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct aim_id aim;

    return aim_set(work, by, part->words, true, &aim);
}

static enum err propose(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct agreement_terms terms;

    TRY(agreement_terms_get(work, by, &terms));
    terms.interval_days = part->pair->interval;
    terms.length_min = part->pair->interval == 14 ? 30 : 45;
    terms.reply_days = 3 + part->draw % 5;
    TRY(agreement_write(work, by, &terms));
    return agreement_propose(work, by);
}

static enum err agree(struct work *work, const struct pair_access *by, void *with)
{
    struct demo_text_rows open;

    (void)with;
    TRY(demo_hash(work, by, &open));
    return open.len > 0 ? agreement_accept(work, by, open.at[0].hash) : OK;
}

static enum err set_goal(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct goal_words words = {.title = part->words,
                               .due_on = {true, {work->today.n + 60 + part->draw % 60}}};
    struct goal_id goal;
    struct step_id step;

    TRY(goal_set(work, by, &words, &goal));
    TRY(goal_add_step(work, by, goal, part->more, &step));
    if (part->draw % 2)
        TRY(goal_tick(work, by, goal, step, true));
    return goal_add_step(work, by, goal, S("Tell my mentor how it went"), &step);
}

/* Tick the step that is open and add another, as one does after a meeting. */
static enum err go_on(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct demo_step_rows open;
    struct step_id step;

    TRY(demo_steps(work, by, &open));
    if (open.len == 0)
        return OK;
    TRY(goal_tick(work, by, open.at[0].goal, open.at[0].id, true));
    return goal_add_step(work, by, open.at[0].goal, part->words, &step);
}

static enum err ask(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct question_id question;

    return question_write(work, by, part->words, part->draw % 4 != 0, &question);
}

/* Two or three evenings, the first of them the day the script has in mind. */
static enum err offer(struct work *work, const struct pair_access *by, void *with)
{
    static const int32_t hours[] = {17 * 3600 + 1800, 12 * 3600 + 1800, 18 * 3600};
    const struct part *part = with;
    struct meeting_time times[3];
    struct meeting_plan plan = {.how = part->draw % 3 ? S("video") : S("in_person"),
                                .minutes = 45,
                                .place = part->draw % 3 ? S("https://meet.example.org/room")
                                                        : S("The cafe by the library"),
                                .may_be_quiet = true};
    struct meeting_id meeting;

    for (int i = 0; i < 3; i++) {
        struct wall wall = {{work->today.n + DEMO_SLOT_DAYS + i},
                            hours[(part->draw + i) % (int)COUNT(hours)]};
        TRY(meeting_time_in(work, str_of(part->pair->mentee_zone), wall, &times[i]));
    }
    return meeting_offer(work, by, times, 2 + (size_t)part->draw % 2, &plan, &meeting);
}

static enum err pick(struct work *work, const struct pair_access *by, void *with)
{
    struct demo_slot_rows slots;

    (void)with;
    TRY(demo_slots(work, by, &slots));
    if (slots.len == 0)
        return OK;
    return meeting_pick(work, by, slots.at[0].meeting, slots.at[0].version, slots.at[0].slot);
}

static enum err last(struct work *work, const struct pair_access *by, struct meeting_id *ret)
{
    struct demo_meeting_rows met;

    TRY(demo_last_meeting(work, by, work->now, &met));
    *ret = met.len > 0 ? met.at[0].id : (struct meeting_id){0};
    return met.len > 0 ? OK : ERR_NOT_FOUND;
}

static enum err mark(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct meeting_id meeting;

    TRY(last(work, by, &meeting));
    return meeting_mark(work, by, meeting, part->draw % 9 ? MARK_ON_TIME : MARK_LATE, false, false);
}

static enum err mark_missed(struct work *work, const struct pair_access *by, void *with)
{
    struct meeting_id meeting;

    (void)with;
    TRY(last(work, by, &meeting));
    return meeting_mark(work, by, meeting, MARK_MISSED, false, false);
}

static enum err write_record(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct demo_question_rows open;
    struct meeting_id meeting;

    TRY(last(work, by, &meeting));
    TRY(record_write(work, by, meeting, part->words));
    TRY(takeaway_keep(work, by, meeting, part->more));
    TRY(demo_questions(work, by, &open));
    if (open.len == 0)
        return OK;
    return question_become(work, by, open.at[0].id, QUESTION_ANSWERED, (struct str){0});
}

static enum err confirm_record(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct meeting_id meeting;

    TRY(last(work, by, &meeting));
    TRY(record_answer(work, by, meeting, true, (struct str){0}));
    return part->draw % 2 ? takeaway_keep(work, by, meeting, part->more) : OK;
}

static enum err promise(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    struct meeting_id meeting;
    struct action_id action;

    TRY(last(work, by, &meeting));
    return action_promise(work, by, meeting, part->words,
                          (struct maybe_day){true, {work->today.n + 14}}, &action);
}

/* Mostly it goes well. */
static enum err write_note(struct work *work, const struct pair_access *by, void *with)
{
    const struct part *part = with;
    const struct progress_words words = {
        .word = part->draw % 5   ? PROGRESS_WELL
                : part->draw % 2 ? PROGRESS_MIXED
                                 : PROGRESS_STUCK,
    };

    return progress_write(work, by, &words);
}

static enum err keep(struct work *work, const struct pair_access *by, void *with)
{
    struct demo_action_rows open;

    (void)with;
    TRY(demo_action(work, by, &open));
    return open.len > 0 ? action_keep(work, by, open.at[0].id) : OK;
}

/* Which part each act is, in whose name, and where its words come from. */
static const struct {
    enum err (*run)(struct work *work, const struct pair_access *by, void *with);
    enum err (*also)(struct work *work, const struct pair_access *by, void *with); /* the other */
    bool is_mentors;
    struct str (*words)(struct rehearsal *rehearsal), (*more)(struct rehearsal *rehearsal);
} acts[] = {
    [DEMO_MENTEE_SAYS_YES] = {.run = say_yes},
    [DEMO_MENTOR_SAYS_YES] = {.run = say_yes, .is_mentors = true},
    [DEMO_MENTOR_SAYS_NO] = {.run = say_no, .is_mentors = true},
    [DEMO_HELLO] = {.run = write_message, .words = demo_mentee_message},
    [DEMO_AIM] = {.run = name_aim, .is_mentors = true, .words = demo_aim},
    [DEMO_PROPOSE] = {.run = propose},
    [DEMO_AGREE] = {.run = agree, .is_mentors = true},
    [DEMO_GOAL] = {.run = set_goal, .words = demo_goal, .more = demo_action_words},
    [DEMO_GO_ON] = {.run = go_on, .words = demo_action_words},
    [DEMO_QUESTION] = {.run = ask, .words = demo_question},
    [DEMO_OFFER] = {.run = offer},
    [DEMO_PICK] = {.run = pick, .is_mentors = true},
    [DEMO_MARK_BOTH] = {.run = mark, .also = mark},
    [DEMO_MARK_MISSED] = {.run = mark_missed, .also = mark_missed},
    [DEMO_RECORD] = {.run = write_record,
                     .also = confirm_record,
                     .words = demo_record,
                     .more = demo_takeaway},
    [DEMO_PROMISE] = {.run = promise, .words = demo_action_words},
    [DEMO_KEEP] = {.run = keep},
    [DEMO_MENTEE_WRITES] = {.run = write_message, .words = demo_mentee_message},
    [DEMO_MENTOR_WRITES] = {.run = write_message, .is_mentors = true, .words = demo_mentor_message},
    [DEMO_HAND] = {0},
    [DEMO_NOTE] = {.run = write_note},
};
_Static_assert(COUNT(acts) == DEMO_ACT_COUNT, "every act needs its part");

/* What the rules refuse does not happen; what could not be stored ends the story. */
static enum err unless_refused(enum err err)
{
    return err == ERR_BUSY || err == ERR_BROKEN ? err : OK;
}

static enum err raise_hand(struct demo *demo, const struct demo_pair *pair)
{
    static const struct field fields[] = {
        {{"line", 4}, {"We have not found a time for weeks, and I would like advice.", 60}}};
    struct buf path = {.arena = arena_new()};

    buf_addf(&path, "/s/%.*s/pairs/%lld/help", ARG(demo->slug), (long long)pair->id.n);
    enum err err = rehearse_send(demo->rehearsal, pair->mentee, buf_str(&path),
                                 (struct form){fields, COUNT(fields)}, NULL);
    arena_free(path.arena);
    return unless_refused(err);
}

enum err demo_do(struct demo *demo, struct demo_pair *pair, enum demo_act act)
{
    struct rehearsal *rehearsal = demo->rehearsal;
    struct person_id first = acts[act].is_mentors ? pair->mentor : pair->mentee;
    struct person_id other = acts[act].is_mentors ? pair->mentee : pair->mentor;

    if (act == DEMO_HAND)
        return raise_hand(demo, pair);
    struct part part = {.pair = pair, .draw = (int64_t)rehearse_draw(rehearsal, 1000)};
    if (acts[act].words)
        part.words = acts[act].words(rehearsal);
    if (acts[act].more)
        part.more = acts[act].more(rehearsal);
    TRY(unless_refused(
        rehearse_pair(rehearsal, demo->slug, first, pair->id, acts[act].run, &part)));
    if (!acts[act].also)
        return OK;
    return unless_refused(
        rehearse_pair(rehearsal, demo->slug, other, pair->id, acts[act].also, &part));
}
