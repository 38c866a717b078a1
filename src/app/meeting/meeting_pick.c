/* meeting_pick.c - answering times: on the pair's page, and by the links in mails. */
#include "app/meeting/meeting_inside.h"

#include "ical/when.h"

#include "meeting_cancel_html.h"
#include "meeting_pick_html.h"

enum { SUGGESTED_MOST = 3 };

static struct str sentence(struct work *work, const char *start, struct str rest)
{
    struct buf out = {.arena = work->arena};

    buf_addf(&out, "%s%.*s", start, ARG(rest));
    return buf_str(&out);
}

enum err may_pick_now(struct work *work, const struct pair_access *by, const struct two *two,
                      const struct meeting_row *row, bool *ret_may, bool *ret_suggested)
{
    struct seen_times suggested;
    bool is_mine = row->made_by.n == two->me.id.n;

    TRY(seen_times(work, by, two, row->id, true, 0, &suggested));
    *ret_suggested = is_mine;
    *ret_may = is_mine ? suggested.len > 0 : str_eq(row->state, S("offered"));
    return OK;
}

enum err pick_page(struct request *request, const struct pair_access *by, const struct two *two,
                   const struct meeting_row *row, int64_t choice)
{
    struct work *work = request->work;
    bool may, is_suggested;
    int64_t typed = choice;
    struct buf title = {.arena = work->arena};

    TRY(may_pick_now(work, by, two, row, &may, &is_suggested));
    if (request->method == POST && str_number(form_text(request, S("slot")), &typed) != OK)
        typed = 0;
    buf_addf(&title, is_suggested ? "%.*s suggests another time" : "When suits you to meet %.*s?",
             ARG(two->other.name));
    struct pick pick = {
        .other = two->other.name,
        .title = buf_str(&title),
        .how = how_words(row->how),
        .length = when_length(work->arena, row->minutes),
        .where = row->place,
        .line = is_suggested ? (struct str){0} : row->line,
        .seen = two_seen(work, two),
        .place = zone_place(work->arena, zone_own_name(two->me.zone)),
        .own = own_times_shown(request, SUGGESTED_MOST),
        .own_line = form_text(request, S("line")),
        .version = row->version,
        .is_from_mentee = !two->is_mentee,
        .may_suggest = !is_suggested,
        .wants_none = request->method == POST ? str_eq(form_text(request, S("slot")), S("none"))
                                              : choice == CHOICE_NONE,
    };
    TRY(seen_times(work, by, two, row->id, is_suggested, typed, &pick.times));
    struct frame *frame = meeting_frame(request, two, FRAME_TASK, buf_str(&title));
    meeting_pick_html(request->out, frame, &pick, work->fault);
    return OK;
}

static enum err suggest_instead(struct request *request, const struct pair_access *by,
                                const struct two *two, struct meeting_id meeting,
                                struct str *ret_sentence)
{
    struct meeting_time times[SUGGESTED_MOST];
    size_t len = 0;

    TRY(own_times_read(request, zone_own_name(two->me.zone), SUGGESTED_MOST, times, &len));
    TRY(meeting_suggest(request->work, by, meeting, times, len, form_text(request, S("line"))));
    *ret_sentence = sentence(request->work, "Your times are on their way to ", two->other.name);
    return OK;
}

/* A pick that came too late for one time, while others still stand, is a choice to make anew. */
static enum err pick_again_or(struct request *request, const struct pair_access *by,
                              const struct two *two, struct meeting_id meeting, enum err err)
{
    struct meeting_row now;
    bool may, is_suggested;

    if (err != ERR_CONFLICT)
        return err;
    TRY(meeting_get(request->work, by, meeting, &now));
    TRY(may_pick_now(request->work, by, two, &now, &may, &is_suggested));
    if (!may)
        return err;
    request->work->fault.field = S("slot");
    return ERR_INVALID;
}

enum err pick_form(struct request *request, const struct pair_access *by, const struct two *two,
                   const struct meeting_row *row, struct str *ret_sentence)
{
    struct work *work = request->work;
    struct str choice = form_text(request, S("slot"));
    struct slot_id slot;
    struct meeting_row set;
    int64_t version = row->version;

    if (str_eq(choice, S("none")))
        return suggest_instead(request, by, two, row->id, ret_sentence);
    if (str_number(choice, &slot.n) != OK)
        return work_fail(work, ERR_INVALID, S("slot"), S("Please choose one of the times."));
    if (form_text(request, S("version")).len > 0)
        TRY(form_number(request, S("version"), 1, INT64_MAX, &version));
    enum err err = meeting_pick(work, by, row->id, version, slot);
    TRY(pick_again_or(request, by, two, row->id, err));
    TRY(meeting_get(work, by, row->id, &set));
    *ret_sentence = sentence(work, "It is set: ", time_words(work, two, set.starts_at.at).text);
    return OK;
}

/* What has become of a meeting that a link was made for. */
static struct str what_became(struct work *work, const struct two *two,
                              const struct meeting_row *row)
{
    if (str_eq(row->state, S("set")))
        return sentence(work, "It is set already: ", time_words(work, two, row->starts_at.at).text);
    if (str_eq(row->state, S("cancelled")))
        return row->starts_at.is_set ? S("This meeting was called off")
                                     : S("These times were withdrawn");
    if (str_eq(row->state, S("lapsed")))
        return S("These times have passed by now");
    if (str_eq(row->state, S("offered")))
        return S("Other times have been offered since");
    return S("This meeting is over by now");
}

struct link {
    struct two two;
    struct meeting_row row;
    struct str meetings; /* the page of all meetings, to go on to */
};

static enum err link_get(struct request *request, const struct pair_access *by, struct link *ret)
{
    struct buf path = {.arena = request->work->arena};

    TRY(two_get(request->work, by, &ret->two));
    TRY(meeting_get(request->work, by, (struct meeting_id){act_call(request).object}, &ret->row));
    buf_addf(&path, "%.*s/meetings", ARG(ret->two.path));
    ret->meetings = buf_str(&path);
    return OK;
}

static enum err stale(struct request *request, const struct link *link)
{
    return act_is_stale(request, what_became(request->work, &link->two, &link->row),
                        link->meetings);
}

static enum err pick_is_open(struct request *request, const struct pair_access *by,
                             const struct link *link, bool *ret)
{
    bool is_suggested;

    TRY(may_pick_now(request->work, by, &link->two, &link->row, ret, &is_suggested));
    *ret = *ret && link->row.version == act_call(request).version && link->two.is_open;
    return OK;
}

static enum err pick_show(struct request *request, const struct pair_access *by)
{
    struct link link;
    bool is_open;

    TRY(link_get(request, by, &link));
    TRY(pick_is_open(request, by, &link, &is_open));
    if (!is_open)
        return stale(request, &link);
    return pick_page(request, by, &link.two, &link.row, act_call(request).choice);
}

static enum err pick_run(struct request *request, const struct pair_access *by)
{
    struct link link;
    struct str said = {0};
    bool is_open;

    TRY(link_get(request, by, &link));
    TRY(pick_is_open(request, by, &link, &is_open));
    if (!is_open)
        return stale(request, &link);
    TRY(pick_form(request, by, &link.two, &link.row, &said));
    act_came_to(request, said, link.meetings);
    return OK;
}

/* "I can't make it": the link in an invitation. */
static bool is_set_still(const struct request *request, const struct link *link)
{
    return str_eq(link->row.state, S("set")) && link->row.sequence == act_call(request).version &&
           link->row.starts_at.at > request->work->now;
}

static enum err cancel_show(struct request *request, const struct link *link, struct str title,
                            struct str says, struct str button)
{
    struct seen_meeting seen = seen_meeting(request->work, &link->two, &link->row);
    struct frame *frame = meeting_frame(request, &link->two, FRAME_TASK, title);

    meeting_cancel_html(request->out, frame, &seen, says, button, link->two.other.name,
                        two_seen(request->work, &link->two), request->work->fault);
    return OK;
}

static enum err cannot_show(struct request *request, const struct pair_access *by)
{
    struct link link;

    TRY(link_get(request, by, &link));
    if (!is_set_still(request, &link))
        return stale(request, &link);
    return cancel_show(request, &link, S("Can't you make it?"),
                       S("The meeting leaves both calendars, and the other is told."),
                       S("Call it off"));
}

static enum err cannot_run(struct request *request, const struct pair_access *by)
{
    struct link link;

    TRY(link_get(request, by, &link));
    if (!is_set_still(request, &link))
        return stale(request, &link);
    TRY(meeting_cancel(request->work, by, link.row.id, form_text(request, S("line"))));
    act_came_to(request, sentence(request->work, "Called off. We told ", link.two.other.name),
                link.meetings);
    return OK;
}

static enum err not_so_show(struct request *request, const struct pair_access *by)
{
    struct link link;

    TRY(link_get(request, by, &link));
    if (!is_set_still(request, &link))
        return stale(request, &link);
    return cancel_show(request, &link, S("Did you not fix this time?"),
                       S("It leaves both calendars, and the other is told that it was not so."),
                       S("Take it out of both calendars"));
}

/* "That is not so", of a meeting that the other noted as held. */
static enum err not_met_show(struct request *request, const struct pair_access *by)
{
    struct link link;

    TRY(link_get(request, by, &link));
    return cancel_show(request, &link, S("Did you not meet?"),
                       S("Then it stands as two words side by side, and counts as neither."),
                       S("We did not meet"));
}

static enum err not_met_run(struct request *request, const struct pair_access *by)
{
    struct link link;

    TRY(link_get(request, by, &link));
    TRY(meeting_mark(request->work, by, link.row.id, MARK_MISSED, false, false));
    act_came_to(request, S("Noted. Your word stands beside the other"), link.meetings);
    return OK;
}

static const struct act act_rows[] = {
    [MEETING_PICK] = {"meeting_pick", PAIR_MEMBER(pick_show), PAIR_MEMBER(pick_run),
                      "Pick one of the times that the other put forward"},
    [MEETING_CANNOT] = {"meeting_cannot", PAIR_MEMBER(cannot_show), PAIR_MEMBER(cannot_run),
                        "Call off a meeting that is set"},
    [MEETING_NOT_SO] = {"meeting_not_so", PAIR_MEMBER(not_so_show), PAIR_MEMBER(cannot_run),
                        "Correct a time that the other noted as fixed"},
    [MEETING_NOT_MET] = {"meeting_not_met", PAIR_MEMBER(not_met_show), PAIR_MEMBER(not_met_run),
                         "Correct a meeting that the other noted as held"},
    [MEETING_AFTER] = {"meeting_after", PAIR_MEMBER(meeting_after_show),
                       PAIR_MEMBER(meeting_after_run), "Say how a meeting went"},
};

const struct acts meeting_acts = LIST(act_rows);
