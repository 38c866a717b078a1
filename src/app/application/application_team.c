#include "app/application/application.h"
#include "app/application/application_inside.h"

#include "application_list_html.h"
#include "application_one_html.h"
#include "web/frame.h"

enum { PAGE_LINES = 50 };

static const struct {
    const char *word, *says, *title;
} states[] = {
    {"sent", "Waiting for you", "Applications"},
    {"asked", "Asked for more", "Applications, asked for more"},
    {"accepted", "Accepted", "Applications, accepted"},
    {"declined", "Declined", "Applications, declined"},
    {"started", "Not sent yet", "Applications, not sent yet"},
    {"withdrawn", "Taken back", "Applications, taken back"},
    {"lapsed", "Lapsed", "Applications, lapsed"},
    {"shortlisted", "Shortlisted", "Applications, shortlisted"},
};

struct str application_state_says(struct str state)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (str_eq(state, str_of(states[i].word)))
            return str_of(states[i].says);
    return state;
}

struct str application_state_title(struct str state)
{
    static const struct {
        const char *word, *title;
    } titles[] = {
        {"sent", "Your application has arrived"},
        {"shortlisted", "Your application has arrived"},
        {"asked", "One more question"},
        {"withdrawn", "You have taken your application back"},
    };

    for (size_t i = 0; i < COUNT(titles); i++)
        if (str_eq(state, str_of(titles[i].word)))
            return str_of(titles[i].title);
    return S("Your application was decided");
}

/* The state that the page shows; waiting ones where the query says none that we know. */
static size_t state_of(struct str word)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (str_eq(word, str_of(states[i].word)))
            return i;
    return 0;
}

static struct application_tabs tabs_of(struct arena *arena,
                                       const struct application_tally_rows *tally, size_t shown)
{
    struct application_tab *tabs = NEW_ARRAY(arena, struct application_tab, COUNT(states));
    size_t len = 0;

    for (size_t i = 0; i < COUNT(states); i++) {
        struct application_tab tab = {str_of(states[i].word), str_of(states[i].says), 0};
        for (size_t j = 0; j < tally->len; j++)
            if (str_eq(tally->at[j].state, tab.state))
                tab.number = tally->at[j].number;
        if (tab.number > 0 || i == 0 || i == shown)
            tabs[len++] = tab;
    }
    return (struct application_tabs){tabs, len};
}

/* The first tab: what the team has to do is said in a sentence. */
static struct str waiting_title(struct arena *arena, int64_t number)
{
    struct buf title = {.arena = arena};

    if (number == 0)
        return S("No application waits for you");
    buf_addf(&title, "%lld %s for you", (long long)number,
             number == 1 ? "application waits" : "applications wait");
    return buf_str(&title);
}

static int64_t number_in(const struct request *request, struct str name)
{
    int64_t number = 0;

    return str_number(query_text(request, name), &number) == OK ? number : 0;
}

enum err application_list_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    size_t shown = state_of(query_text(request, S("state")));
    struct application_tally_rows tally;
    struct application_line_rows lines;

    TRY(application_tally(work, by, &tally));
    TRY(application_page(work, by, str_of(states[shown].word), number_in(request, S("after")),
                         number_in(request, S("id")), &lines));

    struct application_tabs tabs = tabs_of(work->arena, &tally, shown);
    struct frame *frame = frame_new(request, FRAME_TEAM,
                                    shown == 0 ? waiting_title(work->arena, tabs.at[0].number)
                                               : str_of(states[shown].title));
    bool has_more = lines.len > PAGE_LINES;
    lines.len = has_more ? PAGE_LINES : lines.len;
    frame->at = AT_APPLICATIONS;
    application_list_html(request->out, frame, tabs, lines, str_of(states[shown].word), has_more);
    return OK;
}

static struct application_id id_of(const struct request *request)
{
    return (struct application_id){request_key(request, S("application"))};
}

/* What the coordinator has typed, or what a text begins with. */
static struct application_draft draft_of(const struct request *request,
                                         const struct application_row *row, enum role role)
{
    struct arena *arena = request->work->arena;
    struct str reason = form_text(request, S("reason"));
    struct buf seen = {.arena = arena};

    buf_addf(&seen, "%.*s and the people who run the scheme see this", ARG(row->name));
    return (struct application_draft){
        .seen = buf_str(&seen),
        .asked = form_text(request, S("asked")),
        .reason = reason.len > 0 ? reason : application_kind_no(arena, row->name, role),
    };
}

enum err application_one_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    const struct visitor_access *visitor = scheme_visitor(team_scheme(by));
    struct application_row row;
    struct application_answers answers;
    struct application_double_rows doubles;
    struct scheme_rules rules;
    struct buf back = {.arena = work->arena};

    TRY(application_get(work, by, id_of(request), &row));
    TRY(application_rules(work, visitor, row.text, &rules));
    TRY(application_answers_get(work, visitor, row.id, &answers));
    TRY(application_like(work, by, row.person, participant_listed(work->arena, row.name),
                         &doubles));

    enum role role = str_eq(row.role, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE;
    struct application_draft draft = draft_of(request, &row, role);
    struct frame *frame = frame_new(request, FRAME_TEAM, row.name);
    buf_addf(&back, "%.*s/team/applications", ARG(request->viewer.scheme_path));
    frame->at = AT_APPLICATIONS;
    frame->back = buf_str(&back);
    frame->back_to = S("Back to applications");
    frame->has_error = work->fault.text.len > 0;
    application_one_html(request->out, frame, &row,
                         application_form(work->arena, &rules, role, &answers),
                         application_answer_to(&answers, S("more")), doubles, &draft, work->fault);
    return OK;
}

/* Whatever was decided, the queue is where one goes on; a fault is shown where it was made. */
static enum err decided(struct request *request, const struct team_access *by, enum err err)
{
    if (err == ERR_INVALID)
        TRY(application_one_page(request, by));
    if (err == OK)
        request_go_to(request, "%.*s/team/applications", ARG(request->viewer.scheme_path));
    return err;
}

enum err application_accept_page(struct request *request, const struct team_access *by)
{
    return decided(request, by, application_accept(request->work, by, id_of(request)));
}

enum err application_decline_page(struct request *request, const struct team_access *by)
{
    return decided(
        request, by,
        application_decline(request->work, by, id_of(request), form_text(request, S("reason"))));
}

enum err application_ask_page(struct request *request, const struct team_access *by)
{
    return decided(request, by,
                   application_ask(request->work, by, id_of(request),
                                   form_text(request, S("asked")), request->viewer.scheme_path));
}
