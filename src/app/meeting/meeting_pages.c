#include "app/meeting/meeting_inside.h"

#include "ical/ical.h"
#include "ical/when.h"

#include "meeting_cancel_html.h"
#include "meeting_list_html.h"
#include "meeting_one_html.h"

static enum err this_meeting(struct request *request, const struct pair_access *by,
                             struct meeting_row *ret)
{
    return meeting_get(request->work, by, (struct meeting_id){request_key(request, S("meeting"))},
                       ret);
}

/* Where a meeting stands on the page of all of them. */
enum part { PART_OFFERS, PART_NEXT, PART_PAST };

static enum part part_of(const struct seen_meeting *seen)
{
    if (str_eq(seen->state, S("offered")))
        return PART_OFFERS;
    return str_eq(seen->state, S("set")) && !seen->is_over ? PART_NEXT : PART_PAST;
}

static struct seen_meetings part_list(struct work *work, const struct two *two,
                                      const struct meeting_rows *meetings, enum part part)
{
    struct seen_meeting *list = NEW_ARRAY(work->arena, struct seen_meeting, meetings->len + 1);
    size_t len = 0;

    for (size_t i = 0; i < meetings->len; i++) {
        struct seen_meeting seen = seen_meeting(work, two, &meetings->at[i]);
        if (part_of(&seen) == part)
            list[len++] = seen;
    }
    return (struct seen_meetings){list, len};
}

static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct meeting_rows meetings;
    struct two two;
    struct buf title = {.arena = work->arena};

    TRY(two_get(work, by, &two));
    TRY(meeting_list(work, by, &meetings));
    struct meetings_page page = {.other = two.other.name,
                                 .path = two.path,
                                 .is_mentee = two.is_mentee,
                                 .is_open = two.is_open};
    page.offers = part_list(work, &two, &meetings, PART_OFFERS);
    page.next = part_list(work, &two, &meetings, PART_NEXT);
    page.past = part_list(work, &two, &meetings, PART_PAST);
    TRY(seen_actions(work, by, &two, (struct meeting_id){0}, &page.actions));
    buf_addf(&title, "Meetings with %.*s", ARG(two.other.name));
    meeting_list_html(request->out, meeting_frame(request, &two, FRAME_PAIR, buf_str(&title)),
                      &page);
    return OK;
}

static struct str title_of(struct work *work, const struct two *two, const struct meeting_row *row)
{
    struct buf title = {.arena = work->arena};

    if (str_eq(row->state, S("offered")))
        buf_addf(&title, "Times offered to %.*s", ARG(two->other.name));
    else
        buf_addf(&title, "Meeting with %.*s", ARG(two->other.name));
    return buf_str(&title);
}

static enum err held_words(struct work *work, const struct pair_access *by, const struct two *two,
                           const struct meeting_row *row, struct str *ret)
{
    struct maybe_int until;

    TRY(mail_held(work, pair_nobody(by), two->other.id, offer_once(work, row->id, row->version),
                  &until));
    if (until.is_set)
        *ret = when_text(work->arena, two->other.zone, until.at, work->now);
    return OK;
}

static enum err send_now_form(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct meeting_row row;
    struct two two;

    TRY(this_meeting(request, by, &row));
    TRY(two_get(work, by, &two));
    if (row.made_by.n != two.me.id.n)
        return ERR_NOT_FOUND;
    TRY(mail_release(work, pair_nobody(by), two.other.id, offer_once(work, row.id, row.version)));
    request_go_to(request, "%.*s/meetings/%lld", ARG(two.path), (long long)row.id.n);
    return OK;
}

static enum err meeting_page_of(struct request *request, const struct pair_access *by,
                                const struct two *two, const struct meeting_row *row)
{
    struct work *work = request->work;
    struct scheme_rules rules;
    struct buf path = {.arena = work->arena};

    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    buf_addf(&path, "%.*s/meetings/%lld", ARG(two->path), (long long)row->id.n);
    struct meeting_page page = {.other = two->other.name,
                                .path = buf_str(&path),
                                .pair = two->path,
                                .meeting = seen_meeting(work, two, row),
                                .is_mine = row->made_by.n == two->me.id.n,
                                .is_mentee = two->is_mentee,
                                .is_open = two->is_open};
    page.is_offered = str_eq(row->state, S("offered"));
    page.is_set = str_eq(row->state, S("set")) && !page.meeting.is_over;
    page.may_move = policy_may(&rules, ACT_MOVE_MEETING, pair_role(by));
    page.may_suggest = !page.may_move;
    TRY(seen_times(work, by, two, row->id, !page.is_mine, 0, &page.times));
    if (page.is_offered && page.is_mine)
        TRY(held_words(work, by, two, row, &page.held));
    meeting_one_html(request->out,
                     meeting_frame(request, two, FRAME_PAIR, title_of(work, two, row)), &page);
    return OK;
}

/* Whoever is asked for a time is shown the times; whoever asked, where it stands. */
static enum err one_page(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;
    bool may, is_suggested;

    TRY(this_meeting(request, by, &row));
    TRY(two_get(request->work, by, &two));
    TRY(may_pick_now(request->work, by, &two, &row, &may, &is_suggested));
    if (may && two.is_open)
        return pick_page(request, by, &two, &row, 0);
    return meeting_page_of(request, by, &two, &row);
}

static enum err one_form(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;
    struct str said;

    TRY(this_meeting(request, by, &row));
    TRY(two_get(request->work, by, &two));
    enum err err = pick_form(request, by, &two, &row, &said);
    if (err == ERR_INVALID)
        TRY(pick_page(request, by, &two, &row, 0));
    TRY(err);
    request_go_to(request, "%.*s/meetings", ARG(two.path));
    return OK;
}

static enum err cancel_page(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;

    TRY(this_meeting(request, by, &row));
    TRY(two_get(request->work, by, &two));
    if (!str_eq(row.state, S("set")))
        return ERR_NOT_FOUND;
    struct seen_meeting seen = seen_meeting(request->work, &two, &row);
    struct frame *frame = meeting_frame(request, &two, FRAME_TASK, S("Can't you make it?"));
    meeting_cancel_html(
        request->out, frame, &seen, S("The meeting leaves both calendars, and the other is told."),
        S("Call it off"), two.other.name, two_seen(request->work, &two), request->work->fault);
    return OK;
}

static enum err cancel_form(struct request *request, const struct pair_access *by)
{
    struct meeting_row row;
    struct two two;

    TRY(this_meeting(request, by, &row));
    TRY(two_get(request->work, by, &two));
    enum err err = meeting_cancel(request->work, by, row.id, form_text(request, S("line")));
    if (err == ERR_INVALID)
        TRY(cancel_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/meetings", ARG(two.path));
    return OK;
}

/* The same entry as in the invitation, for a calendar that did not take it from the mail. */
static enum err calendar_file(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct meeting_row row;
    struct two two;
    struct buf summary = {.arena = work->arena};

    TRY(this_meeting(request, by, &row));
    TRY(two_get(work, by, &two));
    if (!str_eq(row.state, S("set")))
        return ERR_NOT_FOUND;
    buf_addf(&summary, "Mentoring: %.*s", ARG(two.other.name));
    struct ical_event event = {.uid = row.uid,
                               .sequence = row.sequence,
                               .written_at = row.changed_at,
                               .starts_at = row.starts_at.at,
                               .lasts = row.minutes * 60,
                               .zone = zone_own_name(two.me.zone),
                               .summary = buf_str(&summary),
                               .place = row.place.len > 0 ? row.place : how_words(row.how),
                               .organizer = {two.scheme_name, mail_sender(work)},
                               .attendee = {request->viewer.name, request->viewer.email}};
    request->reply.type = S("text/calendar; charset=utf-8");
    request->reply.filename = S("meeting.ics");
    return ical_put(request->out, ICAL_REQUEST, &event);
}

static enum err action_form(struct request *request, const struct pair_access *by)
{
    struct two two;

    TRY(action_keep(request->work, by, (struct action_id){request_key(request, S("action"))}));
    TRY(two_get(request->work, by, &two));
    request_go_to(request, "%.*s/meetings", ARG(two.path));
    return OK;
}

#define MEETINGS "/s/{scheme}/pairs/{pair}/meetings"
#define MEETING  MEETINGS "/{meeting}"

static const struct route rows[] = {
    {GET, MEETINGS, PAIR_MEMBER(list_page), "The meetings of a pair"},
    {GET, MEETINGS "/new", PAIR_MEMBER(meeting_new_page), "Choose times to offer"},
    {POST, MEETINGS "/new", PAIR_MEMBER(meeting_new_form), "Offer two to five times"},
    {GET, MEETINGS "/fixed", PAIR_MEMBER(meeting_fixed_page), "Enter a time fixed elsewhere"},
    {POST, MEETINGS "/fixed", PAIR_MEMBER(meeting_fixed_form), "Note a time fixed elsewhere"},
    {GET, MEETINGS "/met", PAIR_MEMBER(meeting_met_page), "Enter a meeting held elsewhere"},
    {POST, MEETINGS "/met", PAIR_MEMBER(meeting_met_form), "Note a meeting held elsewhere"},
    {GET, MEETING, PAIR_MEMBER(one_page), "One meeting, or the times offered for it"},
    {POST, MEETING, PAIR_MEMBER(one_form), "Pick one of the times, or suggest another"},
    {GET, MEETING "/move", PAIR_MEMBER(meeting_move_page), "Choose another time for a meeting"},
    {POST, MEETING "/move", PAIR_MEMBER(meeting_move_form), "Move a meeting that is set"},
    {GET, MEETING "/suggest", PAIR_MEMBER(meeting_suggest_page), "Choose times to suggest"},
    {POST, MEETING "/suggest", PAIR_MEMBER(meeting_suggest_form), "Suggest one to three times"},
    {POST, MEETING "/send-now", PAIR_MEMBER(send_now_form),
     "Send offered times now, in quiet hours"},
    {GET, MEETING "/cancel", PAIR_MEMBER(cancel_page), "Ask before a meeting is called off"},
    {POST, MEETING "/cancel", PAIR_MEMBER(cancel_form), "Call off a meeting, or withdraw times"},
    {GET, MEETING "/calendar", PAIR_MEMBER(calendar_file), "A meeting for one's calendar"},
    {GET, MEETING "/after", PAIR_MEMBER(meeting_after_page), "How a meeting went"},
    {POST, MEETING "/after", PAIR_MEMBER(meeting_after_form), "Say how a meeting went"},
    {POST, "/s/{scheme}/pairs/{pair}/actions/{action}", PAIR_MEMBER(action_form),
     "Say that a promise is kept"},
};

const struct routes meeting_routes = LIST(rows);
