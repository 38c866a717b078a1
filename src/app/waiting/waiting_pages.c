/* waiting_pages.c - the list for the team, proposals for one who waits, and the card for them. */
#include "app/waiting/waiting_inside.h"

#include "app/audit/audit.h"
#include "app/introduction/introduction.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "waiting_sql.h"
#include "web/frame.h"
#include "web/web.h"

#include "waiting_card_html.h"
#include "waiting_list_html.h"
#include "waiting_one_html.h"

enum { REASON_MAX = 500 };

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

enum err waiting_card(struct request *request, const struct scheme_access *by, struct html *ret)
{
    struct work *work = request->work;
    struct buf out = {.arena = work->arena, .catalogue = request->out->catalogue};
    struct waiting_standing standing;
    struct directory_mentee me;
    struct scheme_rules rules;

    *ret = (struct html){0};
    enum err err = directory_me(work, by, &me);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    err = waiting_standing_get(work, by, me.id, &standing);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    waiting_card_html(&out, request->viewer.scheme_path,
                      waiting_place_says(work->arena, standing.place, standing.of),
                      waiting_odds_says(work->arena, &standing), directory_is_open(&rules));
    ret->markup = buf_str(&out);
    return OK;
}

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    const struct scheme_access *scheme = team_scheme(by);
    struct waiting_line_rows rows;
    struct waiting_free_row free;
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(scheme), &rules));
    TRY(scheme_cohort_get(work, scheme_visitor(scheme), &cohort));
    TRY(waiting_page(work, scheme, cohort.id, 0, &rows));
    TRY(waiting_places(work, scheme, cohort.id, &free));
    struct str title = rows.len == 0   ? S("Nobody waits for a mentor")
                       : rows.len == 1 ? S("One mentee waits for a mentor")
                                       : say(work->arena, "%lld mentees wait for a mentor",
                                             (long long)rows.at[0].of);
    struct frame *frame = frame_new(request, FRAME_TEAM, title);
    frame->at = AT_MATCHING;
    waiting_list_html(request->out, frame, rows, free.places, free.moved, rules.has_last_word != 0,
                      work->today);
    return OK;
}

static enum err one_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    const struct scheme_access *scheme = team_scheme(by);
    struct participant_id id = {request_key(request, S("mentee"))};
    struct waiting_moved_rows moved;
    struct waiting_standing standing;
    struct directory_mentee mentee;
    struct waiting_picks picks;

    TRY(directory_mentee_get(work, scheme, id, &mentee));
    TRY(waiting_standing_get(work, scheme, id, &standing));
    TRY(waiting_picks_get(work, scheme, &mentee, &picks));
    TRY(waiting_move_get(work, by, id, &moved));

    struct frame *frame =
        frame_new(request, FRAME_TEAM, say(work->arena, "A mentor for %.*s", ARG(mentee.name)));
    frame->at = AT_MATCHING;
    frame->back = say(work->arena, "%.*s/team/waiting", ARG(request->viewer.scheme_path));
    frame->back_to = S("Back to the waiting list");
    waiting_one_html(request->out, frame, &mentee, &standing, picks, moved,
                     form_text(request, S("reason")), work->fault);
    return OK;
}

static enum err offer(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct directory_mentee mentee;
    struct pair_id pair;
    int64_t mentor;

    TRY(directory_mentee_get(work, team_scheme(by),
                             (struct participant_id){request_key(request, S("mentee"))}, &mentee));
    if (str_number(form_text(request, S("mentor")), &mentor) != OK)
        return ERR_NOT_FOUND;
    TRY(waiting_offer(work, team_scheme(by), &mentee, (struct participant_id){mentor}, &pair));
    request_go_to(request, "%.*s/team/pairs/%lld", ARG(request->viewer.scheme_path),
                  (long long)pair.n);
    return OK;
}

static enum err move(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct participant_id id = {request_key(request, S("mentee"))};
    struct str reason = form_text(request, S("reason"));
    struct directory_mentee mentee;
    enum err err = OK;

    TRY(directory_mentee_get(work, team_scheme(by), id, &mentee));
    if (form_text(request, S("back")).len > 0) {
        TRY(waiting_move_drop(work, by, id));
        TRY(audit_add(work, team_scheme(by), "waiting_moved_back", id.n));
    } else if (reason.len == 0) {
        err = work_fail(work, ERR_INVALID, S("reason"),
                        S("Say why they come before others: it is counted, and kept."));
    } else if (str_letters(reason) > REASON_MAX) {
        err =
            work_fail(work, ERR_INVALID, S("reason"), S("That is too long: 500 letters at most."));
    } else {
        TRY(waiting_move_set(work, by, id, reason, work->now));
        TRY(audit_add(work, team_scheme(by), "waiting_moved_up", id.n));
    }
    if (err == ERR_INVALID)
        TRY(one_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/waiting/%lld", ARG(request->viewer.scheme_path),
                  (long long)id.n);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/waiting", TEAM(list_page), "Who waits for a mentor, in their order"},
    {GET, "/s/{scheme}/team/waiting/{mentee}", TEAM(one_page),
     "Explained proposals for one who waits"},
    {POST, "/s/{scheme}/team/waiting/{mentee}", TEAM(offer), "Offer a mentor to one who waits"},
    {POST, "/s/{scheme}/team/waiting/{mentee}/move", TEAM(move),
     "Move somebody up the waiting list, with a reason, or back"},
};
const struct routes waiting_routes = LIST(rows);
