#include "app/timeline/timeline.h"

#include "app/agreement/agreement.h"
#include "app/meeting/meeting.h"
#include "app/message/message.h"
#include "app/timeline/timeline_inside.h"
#include "ical/when.h"

#include "timeline_list_html.h"
#include "timeline_sql.h"

enum {
    PAGE = 60,
    DEFAULT_LENGTH = 182, /* days, where a pair has no last one */
};

static struct braid window_of(struct work *work, const struct pair_two *two)
{
    struct day from = two->introduced_at.is_set ? day_of(two->introduced_at.at) : work->today;
    struct day until =
        two->ends_on.is_set ? two->ends_on.at : (struct day){from.n + DEFAULT_LENGTH};

    if (two->ended_at.is_set) { /* the drawing ends where they did */
        struct day over_on = day_of(two->ended_at.at);
        return (struct braid){.from = from, .until = over_on, .today = over_on};
    }
    return (struct braid){.from = from, .until = until, .today = work->today};
}

enum err timeline_braid(struct work *work, const struct pair_access *by, const struct pair_two *two,
                        struct braid *ret)
{
    struct story story = {0};
    struct message_look messages;
    struct rhythm rhythm;

    *ret = window_of(work, two);
    TRY(message_look(work, by, &story, &messages));
    TRY(agreement_rhythm_find(work, pair_scheme(by), pair_key(by), &rhythm));
    TRY(meeting_days(work, by, &ret->met, &ret->next));
    ret->interval = (int)rhythm.interval_days;
    ret->contact = messages.days;
    if (two->state == PAIR_OVER)
        ret->next = (struct maybe_day){0};
    else
        ret->planned = braid_plan(work->arena, ret);
    return OK;
}

static struct str said(struct arena *arena, struct str name, const char *what)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%.*s%s", ARG(name), what);
    return buf_str(&out);
}

/* What stands above an entry, for each kind and what it came to. */
static const struct {
    struct str kind, state;
    const char *title; /* behind the name of who did it; or, starting in upper case, alone */
} titles[] = {
    {{"meeting", 7}, {"met", 3}, "You met"},
    {{"meeting", 7}, {"missed", 6}, "You did not meet"},
    {{"takeaway", 8}, {"takeaway", 8}, " took along"},
    {{"message", 7}, {"message", 7}, " wrote"},
    {{"question", 8}, {"answered", 8}, "A question answered"},
    {{"question", 8}, {"referred", 8}, "A question pointed on"},
    {{"agreement", 9}, {"agreement", 9}, "You agreed on how you work together"},
    {{"note", 4}, {"well", 4}, ": going well"},
    {{"note", 4}, {"mixed", 5}, ": mixed"},
    {{"note", 4}, {"stuck", 5}, ": stuck"},
    {{"introduced", 10}, {"introduced", 10}, "You were introduced"},
    {{"ended", 5}, {"ended", 5}, "Your mentoring came to its end"},
    {{"ended", 5}, {"completed", 9}, "You completed your mentoring"},
    {{"ended", 5}, {"completed_early", 15}, "You completed your mentoring early"},
};

static struct str title_of(struct arena *arena, const struct timeline_row_row *row)
{
    for (size_t i = 0; i < COUNT(titles); i++) {
        if (!str_eq(titles[i].kind, row->kind) || !str_eq(titles[i].state, row->title))
            continue;
        bool is_alone = titles[i].title[0] >= 'A' && titles[i].title[0] <= 'Z';
        return is_alone ? str_of(titles[i].title) : said(arena, row->name, titles[i].title);
    }
    return row->name;
}

static enum err list_entries(struct work *work, const struct pair_access *by, int64_t before,
                             struct timeline_view *view)
{
    struct timeline_row_rows rows;
    const struct zone *zone;

    TRY(zone_find(work->arena, view->two.me.zone, &zone));
    TRY(timeline_list(work, by, before, view->kind, &rows));
    if (rows.len > PAGE) {
        rows.len = PAGE;
        view->earlier = (struct maybe_int){true, rows.at[PAGE - 1].at};
    }
    struct timeline_entry *at = NEW_ARRAY(work->arena, struct timeline_entry, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++) {
        const struct timeline_row_row *row = &rows.at[i];
        at[i] = (struct timeline_entry){.when = when_day(work->arena, zone, row->at, work->now),
                                        .title = title_of(work->arena, row),
                                        .text = row->words,
                                        .is_met = str_eq(row->title, S("met")),
                                        .is_message = str_eq(row->kind, S("message")),
                                        .is_mentors = row->is_mentors};
    }
    view->entries = (struct timeline_entries){at, rows.len};
    return OK;
}

static const struct timeline_choice kinds[] = {
    {{"", 0}, {"Everything", 10}, false},       {{"meeting", 7}, {"Meetings", 8}, false},
    {{"message", 7}, {"Messages", 8}, false},   {{"takeaway", 8}, {"Takeaways", 9}, false},
    {{"question", 8}, {"Questions", 9}, false}, {{"note", 4}, {"How it goes", 11}, false},
};

/* Only a kind that there is; anything else is everything. */
static void choose(struct arena *arena, struct str asked, struct timeline_view *view)
{
    struct timeline_choice *at = NEW_ARRAY(arena, struct timeline_choice, COUNT(kinds));
    size_t chosen = 0;

    for (size_t i = 0; i < COUNT(kinds); i++) {
        at[i] = kinds[i];
        if (str_eq(kinds[i].word, asked))
            chosen = i;
    }
    at[chosen].is_chosen = true;
    view->kind = kinds[chosen].word;
    view->choices = (struct timeline_choices){at, COUNT(kinds)};
}

static struct html drawing_of(struct arena *arena, const struct braid *braid, struct str words)
{
    struct buf out = {.arena = arena};

    braid_put(&out, braid, BRAID_NARROW, words);
    braid_put(&out, braid, BRAID_WIDE, words);
    return (struct html){buf_str(&out)};
}

static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct timeline_view view = {0};
    struct buf title = {.arena = work->arena}, back = {.arena = work->arena};
    int64_t before;
    struct braid braid;

    TRY(pair_two_get(work, by, &view.two));
    if (str_number(query_text(request, S("before")), &before) != OK)
        before = INT64_MAX;
    choose(work->arena, query_text(request, S("kind")), &view);
    TRY(timeline_braid(work, by, &view.two, &braid));
    TRY(list_entries(work, by, before, &view));
    view.story = braid_sentence(work->arena, &braid, BRAID_YOU);
    view.braid = drawing_of(work->arena, &braid, view.story);
    view.days = braid_list(work->arena, &braid);
    buf_addf(&title, "You and %.*s so far", ARG(view.two.other.name));
    buf_addf(&back, "Back to you and %.*s", ARG(view.two.other.name));
    view.frame = frame_new(request, FRAME_PAIR, buf_str(&title));
    view.frame->back = view.frame->pair;
    view.frame->back_to = buf_str(&back);
    timeline_list_html(request->out, &view);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/timeline", PAIR_MEMBER(list_page),
     "The story so far: the braid, and everything the two did"},
};
static const struct routes timeline_routes = LIST(rows);

const struct concept timeline_concept = {.name = "timeline", .routes = &timeline_routes};
