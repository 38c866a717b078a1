/* matching_whatif_pages.c - what would be different, worked out beside the run and kept if wanted. */
#include "app/matching/matching_inside.h"
#include "app/matching/matching_why.h"
#include "app/matching/matching_words.h"
#include "app/participant/participant.h"
#include "matching_sql.h"
#include "web/frame.h"
#include "web/html.h"
#include "web/web.h"

#include <string.h>

#include "matching_whatif_html.h"
#include "matching_working_html.h"

enum {
    WEIGHT_MOST = 1000,
    AT_ONCE = 500000, /* pairs to look at, for which nobody waits noticeably */
    FIRST_SHOWN = 12, /* people in an answer, seen at once */
    REST_SHOWN = 200, /* and folded away */
};

static const char *const dial_names[MATCH_PART_COUNT] = {
    [MATCH_TOPICS] = "topics",     [MATCH_INTERESTS] = "interests", [MATCH_COURSES] = "courses",
    [MATCH_CHANNELS] = "channels", [MATCH_TIMES] = "times",         [MATCH_LANGUAGES] = "languages",
};

/* A change is asked for in the address and kept by a form: the same fields in both. */
static struct str given(const struct request *request, struct str name)
{
    return request->method == POST ? form_text(request, name) : query_text(request, name);
}

static int64_t given_number(const struct request *request, struct str name, int64_t most,
                            int64_t otherwise)
{
    int64_t number;

    if (str_number(given(request, name), &number) != OK || number < 0)
        return otherwise;
    return number < most ? number : most;
}

static int64_t most_weight(const struct match_rules *rules)
{
    int64_t most = WEIGHT_MOST;

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        most = rules->weights[part] > most ? rules->weights[part] : most;
    return most;
}

static void take_rules(const struct request *request, const struct match_rules *rules,
                       struct matching_whatif *whatif)
{
    int64_t most = most_weight(rules), all = 0;

    for (size_t part = 0; part < MATCH_PART_COUNT; part++) {
        int64_t weight =
            given_number(request, str_of(dial_names[part]), most, rules->weights[part]);
        whatif->has_rules = whatif->has_rules || weight != rules->weights[part];
        whatif->weights[part] = weight;
        all += weight;
    }
    if (all == 0) /* nothing counts: then everything counts as before */
        memcpy(whatif->weights, rules->weights, sizeof(whatif->weights));
    whatif->floor = given_number(request, S("floor"), MATCH_FULL, rules->floor);
    whatif->objective = (enum match_objective)given_number(
        request, S("objective"), MATCH_OBJECTIVE_COUNT - 1, (int64_t)rules->objective);
    whatif->has_rules =
        whatif->has_rules || whatif->floor != rules->floor || whatif->objective != rules->objective;
}

static enum err take_mentee(const struct request *request, const struct matching_load *load,
                            struct str field, struct participant_id *ret)
{
    size_t at;

    TRY(matching_who_find(request->work, load->mentees, load->input.mentees.len,
                          given(request, field), field, &at));
    if (at < load->input.mentees.len)
        *ret = load->mentees[at].participant;
    return OK;
}

static enum err take_mentor(const struct request *request, const struct matching_load *load,
                            struct str field, struct participant_id *ret)
{
    size_t at;

    TRY(matching_who_find(request->work, load->mentors, load->input.mentors.len,
                          given(request, field), field, &at));
    if (at < load->input.mentors.len)
        *ret = load->mentors[at].participant;
    return OK;
}

/* Both of two, or neither. */
static enum err need_both(struct work *work, struct participant_id mentee,
                          struct participant_id mentor, struct str mentee_field,
                          struct str mentor_field)
{
    if ((mentee.n == 0) == (mentor.n == 0))
        return OK;
    return work_fail(work, ERR_INVALID, mentee.n == 0 ? mentee_field : mentor_field,
                     S("Name both of the two, please."));
}

static enum err take_whatif(const struct request *request, const struct matching_load *load,
                            struct matching_whatif *ret)
{
    struct matching_whatif whatif = {.floor = 0};

    take_rules(request, &load->input.rules, &whatif);
    *ret = whatif;
    TRY(take_mentor(request, load, S("place"), &ret->place));
    TRY(take_mentee(request, load, S("pin_mentee"), &ret->pinned_mentee));
    TRY(take_mentor(request, load, S("pin_mentor"), &ret->pinned_mentor));
    TRY(take_mentee(request, load, S("block_mentee"), &ret->blocked_mentee));
    TRY(take_mentor(request, load, S("block_mentor"), &ret->blocked_mentor));
    TRY(need_both(request->work, ret->pinned_mentee, ret->pinned_mentor, S("pin_mentee"),
                  S("pin_mentor")));
    return need_both(request->work, ret->blocked_mentee, ret->blocked_mentor, S("block_mentee"),
                     S("block_mentor"));
}

static bool is_change(const struct matching_whatif *whatif)
{
    return whatif->has_rules || whatif->place.n != 0 || whatif->pinned_mentee.n != 0 ||
           whatif->blocked_mentee.n != 0;
}

struct matching_dial *matching_dials_of(struct arena *arena, const struct match_rules *rules)
{
    struct matching_dial *dials = NEW_ARRAY(arena, struct matching_dial, MATCH_PART_COUNT);
    int64_t most = most_weight(rules);

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        dials[part] = (struct matching_dial){str_of(dial_names[part]),
                                             matching_part_words((enum match_part)part),
                                             rules->weights[part], most};
    return dials;
}

static struct matching_choices objectives_of(const struct request *request,
                                             const struct match_rules *rules)
{
    struct matching_choice *at =
        NEW_ARRAY(request->work->arena, struct matching_choice, MATCH_OBJECTIVE_COUNT);
    int64_t chosen =
        given_number(request, S("objective"), MATCH_OBJECTIVE_COUNT - 1, (int64_t)rules->objective);

    for (int64_t i = 0; i < MATCH_OBJECTIVE_COUNT; i++)
        at[i] = (struct matching_choice){i, matching_objective_words((enum match_objective)i),
                                         i == chosen};
    return (struct matching_choices){at, MATCH_OBJECTIVE_COUNT};
}

static void put_form(const struct request *request, const struct match_rules *rules,
                     struct matching_whatif_view *view)
{
    struct matching_dial *dials = matching_dials_of(request->work->arena, rules);

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        dials[part].value =
            given_number(request, dials[part].name, dials[part].most, dials[part].value);
    view->dials = dials;
    view->floor = given_number(request, S("floor"), MATCH_FULL, rules->floor);
    view->objectives = objectives_of(request, rules);
    view->place = given(request, S("place"));
    view->pin_mentee = given(request, S("pin_mentee"));
    view->pin_mentor = given(request, S("pin_mentor"));
    view->block_mentee = given(request, S("block_mentee"));
    view->block_mentor = given(request, S("block_mentor"));
}

static struct frame *whatif_frame(const struct request *request,
                                  const struct matching_run_view *run, struct str title)
{
    struct frame *frame = matching_frame(request, title);

    frame->back = run->path;
    frame->back_to =
        matching_text(request->work->arena, "Back to run %lld", (long long)run->number);
    return frame;
}

/* The same address, with a word that says the page has been told. */
static struct str told(const struct request *request)
{
    struct buf to = {.arena = request->work->arena};

    buf_addf(&to, "%.*s?told=1", ARG(request->path));
    for (size_t i = 0; i < request->query.len; i++) {
        buf_add(&to, S("&"));
        put_link_part(&to, request->query.at[i].name);
        buf_add(&to, S("="));
        put_link_part(&to, request->query.at[i].value);
    }
    return buf_str(&to);
}

bool matching_is_working(struct request *request, const struct matching_run_view *run)
{
    if (query_text(request, S("told")).len > 0 || run->mentees * run->mentors <= AT_ONCE)
        return false;
    struct frame *frame = whatif_frame(request, run, S("Working it out"));
    frame->go_on = told(request);
    matching_working_html(request->out, frame, run);
    return true;
}

static struct str title_of(struct arena *arena, const struct matching_tried *tried)
{
    if (tried->shifts.len == 0)
        return S("Nothing would change");
    if (tried->shifts.len == 1)
        return S("One person’s mentor would change");
    return matching_text(arena, "%zu people’s mentors would change", tried->shifts.len);
}

static void put_shifts(struct matching_whatif_view *view)
{
    const struct matching_shifts *all = &view->tried.shifts;
    size_t first = all->len < FIRST_SHOWN ? all->len : FIRST_SHOWN, left = all->len - first;
    size_t rest = left < REST_SHOWN ? left : REST_SHOWN;

    view->first = (struct matching_shifts){all->at, first};
    view->rest = (struct matching_shifts){all->at + first, rest};
    view->more = (int64_t)(left - rest);
}

static enum err answer(struct request *request, const struct team_access *by,
                       const struct matching_run_view *run, const struct matching_load *load,
                       struct matching_whatif_view *view)
{
    struct work *work = request->work;
    struct matching_whatif whatif;

    TRY(take_whatif(request, load, &whatif));
    if (!is_change(&whatif))
        return work_fail(work, ERR_INVALID, S("topics"),
                         S("This is the run as it is. Change something first."));
    TRY(matching_whatif_try(work, by, run->id, load, &whatif, &view->tried));
    view->is_tried = true;
    put_shifts(view);
    view->has_new_weights = whatif.has_rules;
    view->has_fact =
        whatif.place.n != 0 || whatif.pinned_mentee.n != 0 || whatif.blocked_mentee.n != 0;
    return OK;
}

/* Only beside what is so now: whoever is no longer in the run cannot be moved in it. */
static bool may_try(const struct matching_run_view *run)
{
    return str_eq(run->state, S("verified")) && run->is_current;
}

static enum err whatif_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct matching_run_view run;
    struct matching_load load;
    struct matching_whatif_view view = {0};
    enum err err = OK;

    TRY(matching_view_run(request, by, (struct match_run_id){request_key(request, S("run"))},
                          &run));
    if (request->method == GET && query_text(request, S("try")).len > 0 &&
        matching_is_working(request, &run))
        return OK;
    TRY(matching_load_run(work, by, run.id, &load));
    put_form(request, &load.input.rules, &view);
    view.may_try = may_try(&run);
    if (view.may_try && given(request, S("try")).len > 0)
        err = answer(request, by, &run, &load, &view);
    if (err != OK && err != ERR_INVALID)
        return err;

    struct frame *frame = whatif_frame(
        request, &run, view.is_tried ? title_of(work->arena, &view.tried) : S("What if"));
    frame->has_error = work->fault.text.len > 0;
    matching_whatif_html(request->out, frame, &run, &view, work->fault);
    return err;
}

/* --- keeping it */

static enum err compute(struct request *request, const struct team_access *by,
                        struct matching_whatif *whatif, struct matching_done **ret)
{
    struct matching_run_view run;
    struct matching_load load;

    TRY(matching_view_run(request, by, (struct match_run_id){request_key(request, S("run"))},
                          &run));
    if (!may_try(&run))
        return work_fail(request->work, ERR_CONFLICT, S(""),
                         S("This run is not what it was when you looked. Run again first."));
    TRY(matching_load_run(request->work, by, run.id, &load));
    TRY(take_whatif(request, &load, whatif));
    if (load.is_own) /* what was kept before stays as it is */
        whatif->has_rules = true;
    return matching_compute(request->work, by, whatif, ret);
}

static enum err keep_first(struct request *request, const struct team_access *by)
{
    struct matching_whatif whatif;
    struct matching_done *done = NULL;
    enum err err = compute(request, by, &whatif, &done);

    if (err == OK)
        request->prepared = done;
    return err == ERR_INVALID ? OK : err;
}

/* A place, a pin and a block are facts: they hold in every run from now on. */
static enum err keep_facts(struct work *work, const struct team_access *by,
                           const struct matching_load *load, const struct matching_whatif *whatif)
{
    struct str reason = S("From a what-if that was kept.");
    const struct matching_who *mentees = load->mentees, *mentors = load->mentors;
    size_t mentee = matching_who_at(mentees, load->input.mentees.len, whatif->blocked_mentee);
    size_t mentor = matching_who_at(mentors, load->input.mentors.len, whatif->blocked_mentor);

    if (whatif->place.n != 0)
        TRY(participant_add_place(work, by, whatif->place));
    if (whatif->pinned_mentee.n != 0)
        TRY(matching_pin(work, by, whatif->pinned_mentee, whatif->pinned_mentor, MATCH_NO_RULE,
                         reason));
    if (whatif->blocked_mentee.n == 0)
        return OK;
    TRY(pin_remove_pair(work, by, whatif->blocked_mentee, whatif->blocked_mentor));
    return matching_block(work, by, mentees[mentee].person, mentors[mentor].person, reason,
                          work->now);
}

static enum err keep(struct request *request, const struct team_access *by,
                     struct match_run_id *ret)
{
    struct work *work = request->work;
    struct matching_done *done = request->prepared;
    struct matching_whatif whatif;
    struct matching_load load;

    if (!done)
        TRY(compute(request, by, &whatif, &done));
    TRY(matching_load_run(work, by, (struct match_run_id){request_key(request, S("run"))}, &load));
    TRY(take_whatif(request, &load, &whatif));
    TRY(keep_facts(work, by, &load, &whatif));
    return matching_store(work, by, done, ret);
}

static enum err keep_page(struct request *request, const struct team_access *by)
{
    struct match_run_id run;
    enum err err = keep(request, by, &run);

    if (err == ERR_INVALID)
        TRY(whatif_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/matching/runs/%lld?did=kept",
                  ARG(request->viewer.scheme_path), (long long)run.n);
    return OK;
}

#define WHAT_IF "/s/{scheme}/team/matching/runs/{run}/what-if"
static const struct route rows[] = {
    {GET, WHAT_IF, TEAM_SLOWLY(whatif_page), "What would be different if something were"},
    {POST, WHAT_IF, TEAM_AFTER(keep_first, keep_page), "Keep a what-if as a new run"},
};
#undef WHAT_IF
static const struct routes routes = LIST(rows);

const struct concept matching_whatif_concept = {.name = "matching_whatif", .routes = &routes};
