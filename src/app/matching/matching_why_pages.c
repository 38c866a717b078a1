/* matching_why_pages.c - what a coordinator asks of a run: why not these two, what other objectives
 * would cost, who would rather have each other, and how groups fare.
 */
#include "app/audit/audit.h"
#include "app/matching/matching_inside.h"
#include "app/matching/matching_why.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "match/certificate.h"
#include "match/problem.h"
#include "matching_sql.h"
#include "web/frame.h"
#include "web/web.h"

#include "matching_blocking_html.h"
#include "matching_groups_html.h"
#include "matching_objectives_html.h"
#include "matching_why_not_html.h"

/* A run with the people as they are, and what it proposes to them. */
struct asked {
    struct matching_run_view run;
    bool is_live; /* the rest is there: nothing has changed since */
    struct matching_load load;
    struct match_result result;
};

static enum err ask(struct request *request, const struct team_access *by, struct asked *ret)
{
    struct work *work = request->work;
    struct match_run_id id = {request_key(request, S("run"))};
    struct match_seed_row seed;

    TRY(matching_view_run(request, by, id, &ret->run));
    ret->is_live = str_eq(ret->run.state, S("verified")) && ret->run.is_current;
    if (!ret->is_live)
        return OK;
    TRY(match_run_seed(work, by, id, &seed));
    TRY(matching_load_run(work, by, id, &ret->load));
    return certificate_parse(work, &ret->load.input, seed.certificate, &ret->result);
}

static struct frame *run_frame(const struct request *request, const struct matching_run_view *run,
                               struct str title)
{
    struct frame *frame = matching_frame(request, title);

    frame->back = run->path;
    frame->back_to =
        matching_text(request->work->arena, "Back to run %lld", (long long)run->number);
    return frame;
}

/* --- why not these two */

static const struct match_pair *pair_of(const struct match_result *result, size_t mentee)
{
    for (size_t i = 0; i < result->len; i++)
        if (result->pairs[i].mentee == mentee)
            return &result->pairs[i];
    return NULL;
}

static void view_instead(struct work *work, const struct asked *asked,
                         const struct match_why_not *why, struct matching_why_not_view *view)
{
    struct matching_next *at = NEW_ARRAY(work->arena, struct matching_next, why->instead_len);

    for (size_t i = 0; i < why->instead_len; i++)
        at[i] = (struct matching_next){asked->load.mentees[why->instead[i].mentee].name,
                                       why->instead[i].score};
    view->instead = (struct matching_nexts){at, why->instead_len};
}

/* Whatever it takes to make them a pair: who would move. */
static enum err view_forced(struct work *work, const struct team_access *by,
                            const struct asked *asked, size_t mentee, size_t mentor,
                            struct matching_why_not_view *view)
{
    struct matching_whatif whatif = {
        .pinned_mentee = asked->load.mentees[mentee].participant,
        .pinned_mentor = asked->load.mentors[mentor].participant,
    };

    TRY(matching_whatif_try(work, by, asked->run.id, &asked->load, &whatif, &view->forced));
    view->is_forced = true;
    return OK;
}

static enum err view_why_not(struct request *request, const struct team_access *by,
                             const struct asked *asked, struct matching_why_not_view *view)
{
    struct work *work = request->work;
    const struct matching_load *load = &asked->load;
    size_t mentee, mentor;

    TRY(matching_who_find(work, load->mentees, load->input.mentees.len, view->mentee, S("mentee"),
                          &mentee));
    TRY(matching_who_find(work, load->mentors, load->input.mentors.len, view->mentor, S("mentor"),
                          &mentor));
    if (mentee == load->input.mentees.len || mentor == load->input.mentors.len)
        return work_fail(work, ERR_INVALID,
                         mentee == load->input.mentees.len ? S("mentee") : S("mentor"),
                         S("Name both of the two, please."));

    struct match_why_not why = match_why_not(work, &load->input, &asked->result, mentee, mentor);
    const struct match_pair *has = pair_of(&asked->result, mentee);
    view->is_answered = true;
    view->mentee_name = load->mentees[mentee].name;
    view->mentor_name = load->mentors[mentor].name;
    view->mentee_id = load->mentees[mentee].participant;
    view->mentor_id = load->mentors[mentor].participant;
    view->is_pair = has && has->mentor == mentor;
    view->rule = why.rule == MATCH_NO_RULE ? (struct str){0} : matching_rule_words(why.rule);
    view->may_lift = why.rule != MATCH_NO_RULE && match_rule_may_be_lifted(why.rule);
    view->score = why.score;
    view->cost = why.cost;
    view->places = load->input.mentors.at[mentor].places;
    if (has)
        view->has = (struct matching_next){load->mentors[has->mentor].name, has->score};
    view_instead(work, asked, &why, view);
    if (why.rule == MATCH_NO_RULE && !view->is_pair)
        return view_forced(work, by, asked, mentee, mentor, view);
    return OK;
}

static enum err why_not_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct asked *asked = NEW(work->arena, struct asked);
    bool is_post = request->method == POST;
    struct matching_why_not_view view = {
        .mentee = is_post ? form_text(request, S("mentee")) : query_text(request, S("mentee")),
        .mentor = is_post ? form_text(request, S("mentor")) : query_text(request, S("mentor")),
        .reason = form_text(request, S("reason")),
    };
    struct fault fault = work->fault;
    enum err err = OK;

    TRY(ask(request, by, asked));
    view.is_live = asked->is_live;
    if (view.is_live && (view.mentee.len > 0 || view.mentor.len > 0))
        err = view_why_not(request, by, asked, &view);
    if (err != OK && err != ERR_INVALID)
        return err;

    struct str title = S("Why not these two?");
    if (view.is_answered && !view.is_pair)
        title = matching_text(work->arena, "Why not %.*s and %.*s?", ARG(view.mentee_name),
                              ARG(view.mentor_name));
    if (fault.text.len == 0)
        fault = work->fault;
    struct frame *frame = run_frame(request, &asked->run, title);
    frame->has_error = fault.text.len > 0;
    matching_why_not_html(request->out, frame, &asked->run, &view, fault);
    return err;
}

/* Pin two people whom a rule keeps apart that a coordinator may lift: an act of its own, with a
 * reason (product.md section 8).
 */
static enum err lift(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct asked *asked = NEW(work->arena, struct asked);
    size_t mentee, mentor;
    int64_t score;

    TRY(ask(request, by, asked));
    if (!asked->is_live)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("This run is not what it was when you looked. Run again first."));
    const struct matching_load *load = &asked->load;
    TRY(matching_who_find(work, load->mentees, load->input.mentees.len,
                          form_text(request, S("mentee")), S("mentee"), &mentee));
    TRY(matching_who_find(work, load->mentors, load->input.mentors.len,
                          form_text(request, S("mentor")), S("mentor"), &mentor));
    if (mentee == load->input.mentees.len || mentor == load->input.mentors.len)
        return ERR_NOT_FOUND;
    enum match_rule rule = match_rule_of(&load->input, mentee, mentor,
                                         match_is_blocked(&load->input, mentee, mentor), &score);
    if (!match_rule_may_be_lifted(rule))
        return work_fail(work, ERR_CONFLICT, S(""), matching_rule_words(rule));
    TRY(matching_pin(work, by, load->mentees[mentee].participant, load->mentors[mentor].participant,
                     rule, form_text(request, S("reason"))));
    return audit_add(work, team_scheme(by), "rule_lifted", load->mentees[mentee].participant.n);
}

static enum err lift_page(struct request *request, const struct team_access *by)
{
    enum err err = lift(request, by);

    if (err == ERR_INVALID)
        TRY(why_not_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/matching?did=pinned", ARG(request->viewer.scheme_path));
    return OK;
}

/* --- who would rather */

static enum err blocking_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct asked *asked = NEW(work->arena, struct asked);
    struct matching_blocking blocking = {0};

    TRY(ask(request, by, asked));
    if (asked->is_live)
        blocking = matching_blocking_find(work, &asked->load, &asked->result);
    struct frame *frame =
        run_frame(request, &asked->run, S("Who would both rather have each other"));
    matching_blocking_html(request->out, frame, &asked->run, asked->is_live, blocking);
    return OK;
}

/* --- objectives */

static enum err objectives_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct asked *asked = NEW(work->arena, struct asked);
    struct matching_objectives objectives = {0};

    TRY(ask(request, by, asked));
    if (asked->is_live && matching_is_working(request, &asked->run))
        return OK;
    if (asked->is_live)
        TRY(matching_objectives_try(work, &asked->load, &asked->result, &objectives));
    struct frame *frame = run_frame(request, &asked->run, S("What each objective would cost"));
    matching_objectives_html(request->out, frame, &asked->run, objectives);
    return OK;
}

/* --- groups */

static struct str group_of(const struct match_member_row *row, struct str kind)
{
    if (str_eq(kind, S("area")))
        return row->interests;
    if (str_eq(kind, S("place")))
        return row->city;
    return str_eq(kind, S("language")) ? row->languages : row->course;
}

static enum err groups_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct str kind = query_text(request, S("of"));
    struct matching_run_view run;
    struct match_member_rows rows;
    struct scheme_rules rules;

    TRY(matching_view_run(request, by, (struct match_run_id){request_key(request, S("run"))},
                          &run));
    TRY(match_members(work, by, run.id, &rows));
    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    struct matching_member *members = NEW_ARRAY(work->arena, struct matching_member, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        members[i] = (struct matching_member){group_of(&rows.at[i], kind), rows.at[i].score.is_set,
                                              rows.at[i].score.at};
    struct matching_groups groups = matching_groups_of(
        work->arena, (struct matching_members){members, rows.len}, rules.min_group);
    struct frame *frame = run_frame(request, &run, S("How groups fare in this run"));
    matching_groups_html(request->out, frame, &run, kind, groups, rules.min_group);
    return OK;
}

#define RUN "/s/{scheme}/team/matching/runs/{run}"
static const struct route rows[] = {
    {GET, RUN "/why-not", TEAM_SLOWLY(why_not_page), "Why two people are not proposed"},
    {POST, RUN "/why-not", TEAM(lift_page),
     "Pin two people and lift a rule for them, with a reason"},
    {GET, RUN "/blocking", TEAM_SLOWLY(blocking_page),
     "Pairs that would both rather have each other"},
    {GET, RUN "/objectives", TEAM_SLOWLY(objectives_page),
     "What each objective would place, and what it would cost"},
    {GET, RUN "/groups", TEAM(groups_page), "How groups of mentees fare, none too small"},
};
#undef RUN
static const struct routes routes = LIST(rows);

const struct concept matching_why_concept = {.name = "matching_why", .routes = &routes};
