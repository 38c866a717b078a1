/* ending_team.c - what the team sees of endings: that a pair is over, how, and the reasons that
 * were given to the team. Nothing that the two said to each other.
 */
#include "app/ending/ending_inside.h"

#include "ending_for_html.h"
#include "ending_team_html.h"

static struct str how_of(const struct ended_pair_row *row)
{
    if (row->is_by_team)
        return S("Ended by the team");
    if (str_eq(row->kind, ENDED))
        return S("Ended, without blame");
    return str_eq(row->kind, COMPLETED_EARLY) ? S("Completed early") : S("Completed");
}

static struct str title_of(struct arena *arena, const struct endings_waiting_row *waiting)
{
    struct buf out = {.arena = arena};
    int64_t waits = waiting->unseen + waiting->asked;
    long long all = waits;

    if (all == 0)
        return S("Endings: nothing waits for you");
    buf_addf(&out, "%lld thing%s about endings wait%s for you", all, all == 1 ? "" : "s",
             all == 1 ? "s" : "");
    return buf_str(&out);
}

enum err ending_waits(struct work *work, const struct team_access *by, struct str *ret)
{
    struct endings_waiting_row waiting;

    TRY(ending_count(work, by, &waiting));
    *ret = waiting.unseen + waiting.asked > 0 ? title_of(work->arena, &waiting) : (struct str){0};
    return OK;
}

enum err ending_team_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct ending_team_view view = {.fault = work->fault};
    struct endings_waiting_row waiting;
    struct ended_pair_rows rows;

    TRY(ending_count(work, by, &waiting));
    TRY(ending_offer_list(work, by, &view.asked));
    TRY(ending_list(work, by, &rows));
    struct ended_line *lines = NEW_ARRAY(work->arena, struct ended_line, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        lines[i] = (struct ended_line){&rows.at[i], how_of(&rows.at[i])};
    view.ended = (struct ended_lines){lines, rows.len};
    view.frame = frame_new(request, FRAME_TEAM, title_of(work->arena, &waiting));
    view.frame->at = AT_PAIRS;
    ending_team_html(request->out, &view);
    return OK;
}

enum err ending_team_form(struct request *request, const struct team_access *by)
{
    struct pair_id pair;
    struct ending_offer_id offer;

    request_go_to(request, "%.*s/team/endings", ARG(request->viewer.scheme_path));
    if (str_number(form_text(request, S("seen")), &pair.n) == OK)
        return ending_see(request->work, by, pair);
    if (str_number(form_text(request, S("approve")), &offer.n) == OK)
        return ending_decide(request->work, by, offer, true);
    if (str_number(form_text(request, S("refuse")), &offer.n) == OK)
        return ending_decide(request->work, by, offer, false);
    return ERR_NOT_FOUND;
}

enum err ending_for_page(struct request *request, const struct team_access *by)
{
    struct pair_id pair = {request_key(request, S("pair"))};
    struct ending_for_view view = {.fault = request->work->fault,
                                   .reason = form_text(request, S("reason"))};
    struct buf title = {.arena = request->work->arena}, back = title;

    TRY(ending_two(request->work, team_scheme(by), pair, &view.two));
    buf_addf(&title, "End the pair of %.*s and %.*s?", ARG(view.two.mentee_name),
             ARG(view.two.mentor_name));
    buf_addf(&back, "%.*s/team/pairs/%lld", ARG(request->viewer.scheme_path), (long long)pair.n);
    view.frame = frame_new(request, FRAME_TEAM, buf_str(&title));
    view.frame->at = AT_PAIRS;
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("Back: do not end it");
    ending_for_html(request->out, &view);
    return OK;
}

enum err ending_for_form(struct request *request, const struct team_access *by)
{
    enum err err =
        ending_end_for(request->work, by, (struct pair_id){request_key(request, S("pair"))},
                       form_text(request, S("reason")));

    if (err == ERR_INVALID)
        TRY(ending_for_page(request, by));
    request_go_to(request, "%.*s/team/endings", ARG(request->viewer.scheme_path));
    return err;
}
