#include "app/agreement/agreement.h"
#include "app/aim/aim.h"
#include "app/brief/brief.h"
#include "app/busy/busy.h"
#include "app/goal/goal.h"
#include "app/heads_up/heads_up.h"
#include "app/meeting/meeting.h"
#include "app/message/message.h"
#include "app/pair/pair_inside.h"
#include "app/progress/progress.h"
#include "app/signal/signal_facts.h"
#include "app/today/today.h"

#include "ical/when.h"
#include "pair_page_html.h"
#include "web/braid.h"

enum {
    DEFAULT_LENGTH = 182, /* days, where the pair has no last one */
    NOON = 43200,         /* seconds of the day */
    NEAR_S = 172800,      /* the next meeting is so near that its brief is for now */
};

/* "Structural engineer at Arne Bru, Oslo", of what is there. */
static struct str lede_of(struct arena *arena, const struct pair_two *two)
{
    struct buf out = {.arena = arena};

    buf_add(&out, two->headline);
    if (two->employer.len > 0)
        buf_addf(&out, "%s%.*s", out.len > 0 ? " at " : "", ARG(two->employer));
    if (two->city.len > 0)
        buf_addf(&out, "%s%.*s", out.len > 0 ? ", " : "", ARG(two->city));
    return buf_str(&out);
}

/* "Month 2 of 6", counted from the introduction in months of 30 days and a half. */
static struct str month_of(struct work *work, const struct pair_two *two)
{
    struct buf out = {.arena = work->arena};
    double month = 30.44;

    if (!two->introduced_at.is_set || !two->ends_on.is_set)
        return (struct str){0};
    int64_t from = day_of(two->introduced_at.at).n;
    int64_t all = (int64_t)((double)(two->ends_on.at.n - from) / month + 0.5);
    int64_t now = (int64_t)((double)(work->today.n - from) / month) + 1;
    if (all < 1 || now > all)
        return (struct str){0};
    buf_addf(&out, "Month %lld of %lld", (long long)now, (long long)all);
    return buf_str(&out);
}

/* A meeting is told by its day, so it stands at noon of it. */
static void tell_meetings(struct pair_view *view, const struct zone *zone)
{
    for (size_t i = 0; i < view->history.met.len; i++)
        story_add(&view->story,
                  (struct story_entry){
                      .at = zone_instant(zone, (struct wall){view->history.met.at[i], NOON}),
                      .kind = STORY_MET,
                      .title = S("You met")});
}

static enum err tell_story(struct work *work, struct pair_view *view)
{
    const struct zone *zone;

    TRY(zone_get(work, view->two.me.zone, &zone));
    tell_meetings(view, zone);
    for (size_t i = 0; i < view->story.len; i++)
        view->story.at[i].when = when_day(work->arena, zone, view->story.at[i].at, work->now);
    return OK;
}

static struct html braid_of(struct arena *arena, struct braid *braid)
{
    struct buf out = {.arena = arena};

    braid->planned = braid_plan(arena, braid);
    struct str words = braid_sentence(arena, braid, BRAID_YOU);
    braid_put(&out, braid, BRAID_NARROW, words);
    braid_put(&out, braid, BRAID_WIDE, words);
    return (struct html){buf_str(&out)};
}

static enum pair_terms terms_of(const struct agreement_facts *agreement)
{
    if (agreement->is_theirs_open)
        return TERMS_THEIRS;
    if (agreement->is_mine_open)
        return TERMS_MINE;
    if (agreement->is_accepted)
        return TERMS_SETTLED;
    return agreement->is_needed ? TERMS_NONE : TERMS_UNNEEDED;
}

/* The window of the drawing: from the introduction to the end, or half a year. */
static struct braid history_of(struct work *work, const struct pair_two *two,
                               const struct rhythm *rhythm)
{
    struct day from = two->introduced_at.is_set ? day_of(two->introduced_at.at) : work->today;
    struct day until =
        two->ends_on.is_set ? two->ends_on.at : (struct day){from.n + DEFAULT_LENGTH};
    struct day over_on = two->ended_at.is_set ? day_of(two->ended_at.at) : work->today;

    return (struct braid){.from = from,
                          .until = two->ended_at.is_set ? over_on : until,
                          .today = over_on,
                          .interval = (int)rhythm->interval_days};
}

static struct maybe_int maybe_key(struct meeting_id id)
{
    return (struct maybe_int){id.n != 0, id.n};
}

/* "Thursday", where the reader is. */
static enum err weekday_of(struct work *work, struct str zone_name, int64_t at, struct str *ret)
{
    const struct zone *zone;

    TRY(zone_get(work, zone_name, &zone));
    struct str day = when_day(work->arena, zone, at, work->now);
    *ret = str_cut(&day, ' ');
    return OK;
}

/* What is known of the meetings, and how the next one is prepared. */
static enum err look_at_meetings(struct work *work, const struct pair_access *by,
                                 const struct pair_two *two, struct pair_facts *facts)
{
    struct meeting_facts meetings;
    struct brief_facts brief;

    TRY(meeting_facts(work, by, &meetings));
    TRY(brief_facts_get(work, by, &brief));
    facts->next = maybe_key(meetings.next);
    facts->offer = maybe_key(meetings.offer);
    facts->is_offer_mine = meetings.offer_is_mine;
    if (meetings.is_suggested)
        facts->suggestion = facts->offer.is_set ? facts->offer : facts->next;
    facts->unmarked = maybe_key(meetings.unmarked);
    facts->has_met = meetings.met > 0;
    facts->has_greeted =
        facts->has_greeted || facts->has_met || facts->next.is_set || facts->offer.is_set;
    facts->is_brief_shared = brief.is_shared;
    facts->is_next_near = meetings.next_at - work->now < NEAR_S;
    return facts->next.is_set ? weekday_of(work, two->me.zone, meetings.next_at, &facts->next_day)
                              : OK;
}

/* Who is away, and whether it is time to say how it is going. */
static enum err look_at_rests(struct work *work, const struct pair_access *by,
                              const struct rhythm *rhythm, struct pair_view *view,
                              struct pair_facts *facts)
{
    TRY(busy_now_get(work, by, &view->rest));
    if (view->rest.mine.is_set)
        facts->away = signal_day(work->arena, view->rest.mine.at, work->today);
    if (view->rest.theirs.is_set)
        facts->other_away = signal_day(work->arena, view->rest.theirs.at, work->today);
    return progress_is_due(work, by, rhythm->interval_days, view->two.introduced_at,
                           &facts->is_note_due);
}

enum err pair_look(struct request *request, const struct pair_access *by, struct pair_view *view)
{
    struct work *work = request->work;
    struct message_look messages;
    struct agreement_facts agreement;
    bool has_goal;

    TRY(pair_two_get(work, by, &view->two));
    TRY(message_look(work, by, &view->story, &messages));
    TRY(agreement_story(work, by, &view->story));
    TRY(agreement_facts_get(work, by, &agreement));
    TRY(goal_is_set(work, by, &has_goal));
    struct pair_facts facts = {.reader = view->two.reader,
                               .has_said_yes = view->two.has_said_yes,
                               .other = view->two.other.name,
                               .state = view->two.state,
                               .has_greeted = messages.has_mentee_written,
                               .is_answer_due = messages.is_answer_due,
                               .terms = terms_of(&agreement),
                               .may_propose = agreement.may_propose,
                               .is_terms_first = agreement.is_needed_first,
                               .has_goal = has_goal,
                               .must_look_back = view->two.must_look_back};
    TRY(look_at_meetings(work, by, &view->two, &facts));
    TRY(look_at_rests(work, by, &agreement.rhythm, view, &facts));
    view->move = pair_move_of(work->arena, pair_path(request, by), &facts);
    view->history = history_of(work, &view->two, &agreement.rhythm);
    view->history.contact = messages.days;
    return OK;
}

/* What the other concepts show of this pair. */
static enum err put_cards(struct request *request, const struct pair_access *by,
                          struct pair_view *view)
{
    struct buf main = {.arena = request->work->arena}, aside = main;
    struct html card;

    TRY(meeting_card(request, by, &card));
    put_html(&main, card);
    TRY(brief_card(request, by, &card));
    put_html(&main, card);
    view->cards = (struct html){buf_str(&main)};
    TRY(goal_card(request, by, &card));
    put_html(&aside, card);
    TRY(agreement_card(request, by, &card));
    put_html(&aside, card);
    TRY(aim_card(request, by, view->two.other.name, view->two.gains, &card));
    put_html(&aside, card);
    TRY(heads_up_card(request, by, view->two.other.name, &card));
    put_html(&aside, card);
    TRY(today_card(request, by, &card));
    put_html(&aside, card);
    busy_card(request, by, view->two.other.name, &view->rest, &card);
    put_html(&aside, card);
    view->aside = (struct html){buf_str(&aside)};
    return OK;
}

enum err pair_page(struct request *request, const struct pair_access *by)
{
    struct arena *arena = request->work->arena;
    struct pair_view view = {0};
    struct buf title = {.arena = arena};

    TRY(pair_look(request, by, &view));
    TRY(meeting_days(request->work, by, &view.history.met, &view.history.next));
    TRY(tell_story(request->work, &view));
    TRY(put_cards(request, by, &view));
    view.braid = braid_of(arena, &view.history);
    buf_addf(&title, "You and %.*s", ARG(view.two.other.name));
    view.frame = frame_new(request, FRAME_PAIR, buf_str(&title));
    view.frame->at = AT_HOME;
    view.lede = lede_of(arena, &view.two);
    view.month = month_of(request->work, &view.two);
    view.my_initials = frame_initials(arena, view.two.me.name);
    view.other_initials = frame_initials(arena, view.two.other.name);
    pair_page_html(request->out, &view);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/home", MEMBER(pair_home_page), "What needs you: the pairs you are part of"},
    {GET, "/s/{scheme}/pairs/{pair}", PAIR_MEMBER(pair_page), "The home of a pair"},
    {GET, "/s/{scheme}/pairs/{pair}/hello", PAIR_MEMBER(hello_page), "How to begin"},
    {POST, "/s/{scheme}/pairs/{pair}/hello", PAIR_MEMBER(hello_send), "Say hello to the other"},
    {GET, "/s/{scheme}/pairs/{pair}/help", PAIR_MEMBER(hand_page), "How to get help"},
    {POST, "/s/{scheme}/pairs/{pair}/help", PAIR_MEMBER(hand_raise),
     "Raise a hand to the scheme team, or take it down"},
};

const struct routes pair_routes = LIST(rows);
