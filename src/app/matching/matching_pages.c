/* matching_pages.c - the runs of a cohort, and what one proposes, for the team. */
#include "app/matching/matching_inside.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "ical/when.h"
#include "matching_sql.h"
#include "web/frame.h"
#include "web/web.h"

#include "matching_alone_html.h"
#include "matching_compare_html.h"
#include "matching_list_html.h"
#include "matching_proposal_html.h"
#include "matching_run_html.h"

enum { PAGE_LINES = 30, ABOVE_ALL = MATCH_FULL + 1, COMPARED = 500 };

struct frame *matching_frame(const struct request *request, struct str title)
{
    struct frame *frame = frame_new(request, FRAME_TEAM, title);

    frame->at = AT_MATCHING;
    frame->has_error = request->work->fault.text.len > 0;
    return frame;
}

static struct match_run_id run_of(const struct request *request)
{
    return (struct match_run_id){request_key(request, S("run"))};
}

/* What the last act did, by the word it left in the address. */
struct str matching_notice(const struct request *request)
{
    static const struct {
        const char *did, *says;
    } notices[] = {
        {"pinned", "Pinned. Run again to see what it changes."},
        {"unpinned", "No longer pinned. Run again to see what it changes."},
        {"blocked", "Blocked: these two are never proposed to each other. Run again to see what it "
                    "changes."},
        {"unblocked", "No longer blocked."},
        {"kept", "Kept as a run of its own. The run before it stays beside it."},
        {"checked", "Checked by you. A second person of the team publishes it now."},
        {"published", "Published. Nothing has left yet."},
        {"sent", "The offers are on their way."},
        {"undone", "Taken back."},
        {"discarded", "Put aside."},
    };
    struct str did = query_text(request, S("did"));

    for (size_t i = 0; i < COUNT(notices); i++)
        if (str_eq(did, str_of(notices[i].did)))
            return str_of(notices[i].says);
    return (struct str){0};
}

/* --- all runs */

static enum err view_runs(struct request *request, const struct match_run_line_rows *rows,
                          struct matching_run_lines *ret)
{
    struct work *work = request->work;
    struct matching_run_line *lines = NEW_ARRAY(work->arena, struct matching_run_line, rows->len);
    const struct zone *zone;

    TRY(zone_get(work, request->viewer.zone, &zone));
    for (size_t i = 0; i < rows->len; i++) {
        const struct match_run_line_row *row = &rows->at[i];
        lines[i] = (struct matching_run_line){
            .id = row->id,
            .number = row->number,
            .mentees = row->mentees,
            .placed = row->placed,
            .average = row->placed > 0 ? row->total / row->placed : 0,
            .lowest = row->lowest,
            .state = matching_state_says(row->state),
            .made = when_text(work->arena, zone, row->made_at, work->now),
        };
    }
    *ret = (struct matching_run_lines){lines, rows->len};
    return OK;
}

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct scheme_cohort cohort;
    struct matching_ready_row ready;
    struct match_run_line_rows rows;
    struct matching_run_lines runs;
    struct pin_line_rows pins;
    struct team_block_rows blocks;

    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    TRY(matching_ready(work, by, cohort.id, &ready));
    TRY(match_run_list(work, by, cohort.id, &rows));
    TRY(pin_list(work, by, cohort.id, &pins));
    TRY(matching_team_blocks(work, by, &blocks));
    TRY(view_runs(request, &rows, &runs));

    struct frame *frame = matching_frame(request, S("Matching"));
    frame->notice = matching_notice(request);
    matching_list_html(request->out, frame, cohort.name, ready, runs, pins, blocks,
                       request->viewer.is_lead, work->fault);
    return OK;
}

/* Solving takes long, so it is done before the writer is entered. What is wrong with the input
 * is said by the handler proper, which computes again where nothing was prepared.
 */
static enum err start_first(struct request *request, const struct team_access *by)
{
    struct matching_done *done;
    enum err err = matching_compute(request->work, by, NULL, &done);

    if (err == OK)
        request->prepared = done;
    return err == ERR_INVALID ? OK : err;
}

static enum err start_page(struct request *request, const struct team_access *by)
{
    struct matching_done *done = request->prepared;
    struct match_run_id run;
    enum err err = done ? OK : matching_compute(request->work, by, NULL, &done);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    TRY(err);
    TRY(matching_store(request->work, by, done, &run));
    request_go_to(request, "%.*s/team/matching/runs/%lld", ARG(request->viewer.scheme_path),
                  (long long)run.n);
    return OK;
}

/* --- one run */

static int64_t query_number(const struct request *request, struct str name, int64_t otherwise)
{
    int64_t number;

    return str_number(query_text(request, name), &number) == OK ? number : otherwise;
}

static struct str known_show(struct str show)
{
    return str_eq(show, S("check")) || str_eq(show, S("pinned")) ? show : (struct str){0};
}

static enum err view_filter(struct request *request, const struct team_access *by,
                            const struct matching_run_view *run, struct matching_filter *filter,
                            struct matching_lines *lines, struct proposal_id *chosen)
{
    struct work *work = request->work;
    struct proposal_counts_row counts;
    struct proposal_line_rows rows;

    TRY(proposal_count(work, by, run->id, &counts));
    TRY(proposal_page(
        work, by, run->id, str_eq(filter->show, S("pinned")), str_eq(filter->show, S("check")),
        query_number(request, S("after"), ABOVE_ALL), query_number(request, S("id"), 0), &rows));
    size_t len = rows.len > PAGE_LINES ? PAGE_LINES : rows.len;
    filter->all = counts.all_of;
    filter->check = counts.low;
    filter->pinned = counts.pinned;
    filter->has_more = rows.len > PAGE_LINES;
    if (len > 0) {
        filter->after = rows.at[len - 1].score;
        filter->after_id = rows.at[len - 1].id.n;
        chosen->n = query_number(request, S("why"), rows.at[0].id.n);
    }
    *lines = matching_view_lines(work->arena, &rows, len, *chosen);
    return OK;
}

/* What could be turned on this run; NULL: nothing, since it is not as it was. */
static enum err view_dials(struct work *work, const struct team_access *by,
                           const struct matching_run_view *run, struct matching_dial **ret)
{
    struct match_rules rules;

    *ret = NULL;
    if (!str_eq(run->state, S("verified")) || !run->is_current)
        return OK;
    TRY(matching_rules_run(work, by, run->id, &rules));
    *ret = matching_dials_of(work->arena, &rules);
    return OK;
}

static struct str run_title(struct arena *arena, const struct matching_run_view *run)
{
    if (str_eq(run->state, S("infeasible")))
        return S("This run cannot be solved");
    return matching_text(arena, "%lld of %lld mentees would have a mentor", (long long)run->placed,
                         (long long)run->mentees);
}

static enum err run_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct matching_filter filter = {.show = known_show(query_text(request, S("show")))};
    struct matching_run_view run;
    struct matching_lines lines;
    struct matching_why_view why = {0};
    struct matching_dial *dials;
    struct proposal_id chosen = {0};

    TRY(matching_view_run(request, by, run_of(request), &run));
    TRY(view_filter(request, by, &run, &filter, &lines, &chosen));
    if (chosen.n != 0)
        TRY(matching_view_why(request, by, &run, chosen, false, &why));
    TRY(view_dials(work, by, &run, &dials));

    struct frame *frame = matching_frame(request, run_title(work->arena, &run));
    frame->back =
        matching_text(work->arena, "%.*s/team/matching", ARG(request->viewer.scheme_path));
    frame->back_to = S("Back to matching");
    frame->notice = matching_notice(request);
    matching_run_html(request->out, frame, &run, &filter, lines, &why, dials, work->fault);
    return OK;
}

static enum err alone_page(struct request *request, const struct team_access *by)
{
    struct arena *arena = request->work->arena;
    struct matching_run_view run;
    struct unplaced_line_rows rows;

    TRY(matching_view_run(request, by, run_of(request), &run));
    TRY(unplaced_list(request->work, by, run.id, &rows));

    struct frame *frame = matching_frame(request, S("Without a mentor"));
    frame->back = run.path;
    frame->back_to = matching_text(arena, "Back to run %lld", (long long)run.number);
    matching_alone_html(request->out, frame, &run, matching_view_alone(arena, run.path, &rows),
                        str_eq(run.state, S("verified")) && run.is_current);
    return OK;
}

/* The other run is of the same cohort, or it is as if there were none. */
static enum err compare_page(struct request *request, const struct team_access *by)
{
    struct match_run_id other_id = {request_key(request, S("other"))};
    struct matching_run_view run, other;
    struct proposal_change_rows changes;

    TRY(matching_view_run(request, by, run_of(request), &run));
    TRY(matching_view_run(request, by, other_id, &other));
    if (!str_eq(run.cohort, other.cohort))
        return ERR_NOT_FOUND;
    TRY(proposal_changes(request->work, by, run.id, other.id, &changes));
    struct str title = matching_text(request->work->arena, "%s%zu %s between run %lld and run %lld",
                                     changes.len == COMPARED ? "More than " : "", changes.len,
                                     changes.len == 1 ? "change" : "changes",
                                     (long long)other.number, (long long)run.number);
    struct frame *frame = matching_frame(request, title);
    frame->back = run.path;
    frame->back_to = matching_text(request->work->arena, "Back to run %lld", (long long)run.number);
    matching_compare_html(request->out, frame, &run, &other, changes);
    return OK;
}

/* --- one proposal */

static enum err proposal_page_of(struct request *request, const struct team_access *by)
{
    struct arena *arena = request->work->arena;
    struct matching_run_view run;
    struct matching_why_view why;

    TRY(matching_view_run(request, by, run_of(request), &run));
    TRY(matching_view_why(request, by, &run,
                          (struct proposal_id){request_key(request, S("proposal"))}, true, &why));
    struct frame *frame = matching_frame(
        request, matching_text(arena, "%.*s with %.*s", ARG(why.mentee), ARG(why.mentor)));
    frame->back = run.path;
    frame->back_to = matching_text(arena, "Back to run %lld", (long long)run.number);
    frame->notice = matching_notice(request);
    matching_proposal_html(request->out, frame, &run, &why, form_text(request, S("reason")),
                           request->work->fault);
    return OK;
}

static enum err do_pin(struct request *request, const struct team_access *by,
                       const struct proposal_row *row, struct str *ret_did)
{
    *ret_did = S("pinned");
    return matching_pin(request->work, by, row->mentee, row->mentor, MATCH_NO_RULE,
                        form_text(request, S("reason")));
}

static enum err do_unpin(struct request *request, const struct team_access *by,
                         const struct proposal_row *row, struct str *ret_did)
{
    *ret_did = S("unpinned");
    return pin_remove_pair(request->work, by, row->mentee, row->mentor);
}

/* A pin of a pair that is blocked makes no sense, so it goes. */
static enum err do_block(struct request *request, const struct team_access *by,
                         const struct proposal_row *row, struct str *ret_did)
{
    *ret_did = S("blocked");
    TRY(pin_remove_pair(request->work, by, row->mentee, row->mentor));
    return matching_block(request->work, by, row->mentee_person, row->mentor_person,
                          form_text(request, S("reason")), request->work->now);
}

static const struct {
    const char *name;
    enum err (*run)(struct request *request, const struct team_access *by,
                    const struct proposal_row *row, struct str *ret_did);
} deeds[] = {{"pin", do_pin}, {"unpin", do_unpin}, {"block", do_block}};

/* The buttons of a list carry the proposal as their value: pin=7. */
static enum err do_deed(struct request *request, const struct team_access *by,
                        struct match_run_id run, struct str *ret_did)
{
    struct proposal_row row;
    int64_t id;

    for (size_t i = 0; i < COUNT(deeds); i++) {
        if (form_number(request, str_of(deeds[i].name), 1, INT64_MAX, &id) != OK)
            continue;
        TRY(proposal_get(request->work, by, run, (struct proposal_id){id}, &row));
        return deeds[i].run(request, by, &row, ret_did);
    }
    return ERR_NOT_FOUND;
}

static enum err run_deed(struct request *request, const struct team_access *by)
{
    struct match_run_id run = run_of(request);
    struct str show = known_show(form_text(request, S("show"))), did;
    enum err err = do_deed(request, by, run, &did);

    if (err == ERR_INVALID)
        TRY(run_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s?did=%.*s&show=%.*s", ARG(request->path), ARG(did), ARG(show));
    return OK;
}

static enum err proposal_deed(struct request *request, const struct team_access *by)
{
    struct match_run_id run = run_of(request);
    struct str did;
    enum err err = do_deed(request, by, run, &did);

    if (err == ERR_INVALID)
        TRY(proposal_page_of(request, by));
    TRY(err);
    request_go_to(request, "%.*s?did=%.*s", ARG(request->path), ARG(did));
    return OK;
}

/* --- pins and blocks taken off, from the list of them */

static enum err unpin_page(struct request *request, const struct team_access *by)
{
    struct pin_removed_row removed;

    TRY(pin_remove(request->work, by, (struct pin_id){request_key(request, S("pin"))}, &removed));
    request_go_to(request, "%.*s/team/matching?did=unpinned", ARG(request->viewer.scheme_path));
    return OK;
}

static enum err unblock_page(struct request *request, const struct team_access *by)
{
    struct unblocked_row removed;
    int64_t person, other;

    TRY(form_number(request, S("person"), 1, INT64_MAX, &person));
    TRY(form_number(request, S("other"), 1, INT64_MAX, &other));
    TRY(matching_unblock(request->work, by, (struct person_id){person}, (struct person_id){other},
                         &removed));
    request_go_to(request, "%.*s/team/matching?did=unblocked", ARG(request->viewer.scheme_path));
    return OK;
}

#define RUN "/s/{scheme}/team/matching/runs/{run}"
static const struct route rows[] = {
    {GET, "/s/{scheme}/team/matching", TEAM(list_page),
     "Who waits for a partner, and the runs so far"},
    {GET, "/s/{scheme}/team/matching/known", LEAD(matching_known_page),
     "What was known of each pair when it was matched, as CSV"},
    {POST, "/s/{scheme}/team/matching/runs", TEAM_AFTER(start_first, start_page),
     "Run the engine over everybody who waits"},
    {GET, RUN, TEAM(run_page), "What a run proposes"},
    {POST, RUN, TEAM(run_deed), "Pin or block one of the proposals of a run"},
    {GET, RUN "/alone", TEAM(alone_page), "For whom a run found nobody, and why"},
    {GET, RUN "/compare/{other}", TEAM(compare_page), "What is different between two runs"},
    {GET, RUN "/proposals/{proposal}", TEAM(proposal_page_of), "Why two people are proposed"},
    {POST, RUN "/proposals/{proposal}", TEAM(proposal_deed), "Pin or block these two"},
    {POST, "/s/{scheme}/team/matching/pins/{pin}/remove", TEAM(unpin_page), "Take a pin off"},
    {POST, "/s/{scheme}/team/matching/blocks/remove", TEAM(unblock_page),
     "Take off a block that the team has set"},
};
#undef RUN

const struct routes matching_routes = LIST(rows);
