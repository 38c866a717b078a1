#include "app/setup/setup.h"

#include "app/setup/setup_inside.h"
#include "setup_cohort_html.h"
#include "setup_list_html.h"
#include "web/frame.h"

/* Each state of a cohort: what it means, and the step that the team takes next. */
static const struct stage {
    const char *state, *title, *says, *next, *button, *warns;
} stages[] = {
    {"draft", "This cohort is being prepared", "Nobody can apply yet, and nobody is told anything.",
     "open", "Open applications",
     "Once it is open, people can apply, and it does not go back to being prepared."},
    {"open", "Applications are open", "People apply; you read what comes in under Applications.",
     "selecting", "Close applications",
     "Nobody can apply after that. Who has begun can still finish within 14 days."},
    {"selecting", "Applications are closed", "Decide about those that are waiting.", "matching",
     "Go on to matching", "Those you have not decided about stay where they are."},
    {"matching", "Pairs are being found", "The first run that you publish starts the cohort.", "",
     "", ""},
    {"running", "Pairs are meeting", "Today shows who could use a hand.", "closing",
     "Start closing", "Pairs are asked to look back and to close well."},
    {"closing", "Pairs are closing", "Each pair closes in its own time.", "follow_up",
     "Go on to the follow-up", "What the pairs wrote stays with them until retention removes it."},
    {"follow_up", "The follow-up is under way", "Months later you ask what came of it.", "archived",
     "Archive this cohort", "It stays readable, and nothing in it can be changed."},
};

static const struct stage *stage_of(struct str state)
{
    size_t i = 0;
    while (i + 1 < COUNT(stages) && !str_eq(state, str_of(stages[i].state)))
        i++;
    return &stages[i];
}

static enum err cohort_page(struct request *request, const struct team_access *by)
{
    const struct visitor_access *visitor = scheme_visitor(team_scheme(by));
    struct scheme_cohort cohort;
    struct scheme_rules rules;
    struct setup_steps steps = {0};

    TRY(scheme_cohort_get(request->work, visitor, &cohort));
    TRY(scheme_rules_get(request->work, visitor, &rules));
    const struct stage *stage = stage_of(cohort.state);
    bool is_draft = str_eq(cohort.state, S("draft"));
    if (is_draft)
        steps = setup_steps_of(request->work->arena, &rules, request->viewer.scheme_path);
    struct frame *frame = frame_new(request, FRAME_TEAM, str_of(stage->title));
    frame->at = AT_SETTINGS;
    if (query_text(request, S("moved")).len > 0)
        frame->notice = S("Done.");
    setup_cohort_html(request->out, frame, str_of(stage->title), str_of(stage->says), steps,
                      is_draft && !steps.may_open ? S("") : str_of(stage->next),
                      str_of(stage->button), str_of(stage->warns), request->work->fault);
    return OK;
}

static enum err cohort_move(struct request *request, const struct team_access *by)
{
    enum err err = scheme_cohort_move(request->work, by, form_text(request, S("to")));

    if (err == ERR_INVALID)
        TRY(cohort_page(request, by));
    request_go_to(request, "%.*s/team/cohort?moved=1", ARG(request->viewer.scheme_path));
    return err;
}

enum err setup_card(struct request *request, const struct team_access *by, struct html *ret)
{
    const struct visitor_access *visitor = scheme_visitor(team_scheme(by));
    struct buf out = {.arena = request->work->arena};
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    enum err err = scheme_cohort_get(request->work, visitor, &cohort);
    if (err == OK && str_eq(cohort.state, S("draft"))) {
        TRY(scheme_rules_get(request->work, visitor, &rules));
        setup_list_html(&out,
                        setup_steps_of(request->work->arena, &rules, request->viewer.scheme_path),
                        request->viewer.scheme_path);
    }
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    *ret = (struct html){buf_str(&out)};
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/cohort", TEAM(cohort_page), "Where the cohort stands"},
    {POST, "/s/{scheme}/team/cohort", TEAM(cohort_move), "Move the cohort on"},
};
const struct routes setup_routes = LIST(rows);
