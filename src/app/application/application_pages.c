#include "app/account/account.h"
#include "app/application/application.h"
#include "app/application/application_inside.h"

#include <string.h>

#include "application_check_html.h"
#include "application_done_html.h"
#include "application_link_html.h"
#include "application_more_html.h"
#include "application_start_html.h"
#include "application_step_html.h"
#include "application_stop_html.h"
#include "base/secret.h"
#include "web/frame.h"

/* "/s/x/apply/mentor/hopes": the role stands in the path. */
static enum role role_of(const struct request *request)
{
    static const char mentor[] = "/apply/mentor";

    return memmem(request->path.at, request->path.len, mentor, strlen(mentor)) ? ROLE_MENTOR
                                                                               : ROLE_MENTEE;
}

static struct application_visit visit_of(const struct request *request)
{
    bool has_cookie = request->visit_token.len > 0;

    return (struct application_visit){
        .role = role_of(request),
        .cookie =
            has_cookie ? secret_hash(request->work->arena, request->visit_token) : (struct str){0},
        .scheme_path = request->viewer.scheme_path,
    };
}

static void go_to(struct request *request, struct str step)
{
    request_go_to(request, "%.*s/apply/%.*s/%.*s", ARG(request->viewer.scheme_path),
                  ARG(participant_role_word(role_of(request))), ARG(step));
}

static struct str path_to(const struct request *request, struct str step)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s/apply/%.*s%s%.*s", ARG(request->viewer.scheme_path),
             ARG(participant_role_word(role_of(request))), step.len > 0 ? "/" : "", ARG(step));
    return buf_str(&path);
}

static struct frame *frame_of(const struct request *request, struct str title, struct str back)
{
    struct frame *frame = frame_new(request, FRAME_TASK, title);

    frame->back = back;
    frame->has_error = request->work->fault.text.len > 0;
    return frame;
}

/* The application that is being filled in, with its form. */
struct mine {
    struct application_visit visit;
    struct application_mine_row row;
    struct application_answers answers;
    struct application_steps steps;
    struct scheme_rules rules;
};

/* ERR_NOT_FOUND: this visit fills in none. */
static enum err find_mine(struct request *request, const struct visitor_access *by,
                          struct mine *ret)
{
    struct work *work = request->work;
    struct application_mine_rows rows;

    ret->visit = visit_of(request);
    TRY(application_mine(work, by, participant_role_word(ret->visit.role), ret->visit.cookie,
                         &rows));
    if (rows.len == 0)
        return ERR_NOT_FOUND;
    ret->row = rows.at[0];
    TRY(application_rules(work, by, ret->row.text, &ret->rules));
    TRY(application_answers_get(work, by, ret->row.id, &ret->answers));
    ret->steps = application_form(work->arena, &ret->rules, ret->visit.role, &ret->answers);
    return OK;
}

static bool is_state(const struct mine *mine, const char *state)
{
    return str_eq(mine->row.state, str_of(state));
}

/* Where somebody who comes back goes on: the first page that wants something, else the check. */
static struct str next_word(const struct mine *mine)
{
    const struct application_question *wanting = application_wanting(&mine->steps);

    if (is_state(mine, "asked"))
        return S("more");
    if (!is_state(mine, "started"))
        return S("done");
    return wanting ? wanting->step : S("check");
}

static bool is_over(const struct mine *mine)
{
    return is_state(mine, "withdrawn") || is_state(mine, "declined") || is_state(mine, "lapsed");
}

static enum err start_form(struct request *request, const struct visitor_access *by)
{
    struct scheme_rules rules;
    struct scheme_cohort cohort = {0};
    enum role role = role_of(request);

    TRY(scheme_rules_get(request->work, by, &rules));
    enum err err = scheme_cohort_get(request->work, by, &cohort);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;

    bool is_open = err == OK && scheme_is_open(&rules, &cohort);
    struct str title = role == ROLE_MENTOR ? S("Be a mentor") : S("Find a mentor");
    struct str name = form_text(request, S("name")), email = form_text(request, S("email"));
    application_start_html(
        request->out, frame_of(request, title, request->viewer.scheme_path), is_open, role,
        name.len > 0 ? name : request->viewer.name, email.len > 0 ? email : request->viewer.email,
        request->viewer.email.len > 0,
        account_zones(request->work->arena, form_text(request, S("zone"))), request->work->fault);
    return OK;
}

static enum err start_page(struct request *request, const struct visitor_access *by)
{
    struct mine mine;
    enum err err = find_mine(request, by, &mine);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (err == OK && !is_over(&mine)) {
        go_to(request, next_word(&mine));
        return OK;
    }
    return start_form(request, by);
}

/* They are under 18: it stops here, kindly, the team is told (F26), and nothing is kept. */
static enum err stop(struct request *request, const struct visitor_access *by)
{
    TRY(application_mail_young(request->work, by));
    application_stop_html(request->out, frame_of(request, S("This scheme is for adults"),
                                                 request->viewer.scheme_path));
    return OK;
}

static enum err begin(struct request *request, const struct visitor_access *by, bool *ret_goes_on)
{
    struct application_visit visit = visit_of(request);
    bool is_signed_in = request->viewer.email.len > 0;

    if (form_text(request, S("adult")).len == 0)
        return work_fail(request->work, ERR_INVALID, S("adult"),
                         S("Say whether you are 18 or over."));
    return application_start(request->work, by, &visit, form_text(request, S("name")),
                             is_signed_in ? request->viewer.email : form_text(request, S("email")),
                             form_text(request, S("zone")), ret_goes_on);
}

static enum err start(struct request *request, const struct visitor_access *by)
{
    bool goes_on = false;

    if (str_eq(form_text(request, S("adult")), S("no")))
        return stop(request, by);
    enum err err = begin(request, by, &goes_on);
    if (err == ERR_INVALID)
        TRY(start_form(request, by));
    if (err == OK && !goes_on)
        go_to(request, S("sent"));
    if (err == OK && goes_on)
        return start_page(request, by);
    return err;
}

static const struct application_step *find_step(const struct mine *mine, struct str word)
{
    for (size_t i = 0; i < mine->steps.len; i++)
        if (str_eq(mine->steps.at[i].word, word))
            return &mine->steps.at[i];
    return NULL;
}

static struct str back_from(const struct request *request, const struct mine *mine,
                            const struct application_step *step)
{
    if (query_text(request, S("change")).len > 0)
        return path_to(request, S("check"));
    for (size_t i = 1; i < mine->steps.len; i++)
        if (str_eq(mine->steps.at[i].word, step->word))
            return path_to(request, mine->steps.at[i - 1].word);
    return request->viewer.scheme_path;
}

static enum err question_page(struct request *request, const struct mine *mine,
                              const struct application_step *step)
{
    application_step_html(request->out,
                          frame_of(request, step->title, back_from(request, mine, step)), step,
                          mine->visit.role == ROLE_MENTOR, request->work->fault);
    return OK;
}

static enum err check_page(struct request *request, const struct visitor_access *by,
                           const struct mine *mine)
{
    (void)by;
    struct str last =
        mine->steps.len > 0 ? mine->steps.at[mine->steps.len - 1].word : (struct str){0};

    application_check_html(
        request->out, frame_of(request, S("Check your answers"), path_to(request, last)),
        &mine->row, mine->steps, path_to(request, (struct str){0}), request->work->fault);
    return OK;
}

static enum err done_page(struct request *request, const struct visitor_access *by,
                          const struct mine *mine)
{
    struct scheme_cohort cohort = {0};

    TRY(scheme_cohort_get(request->work, by, &cohort));
    application_done_html(
        request->out,
        frame_of(request, application_state_title(mine->row.state), request->viewer.scheme_path),
        &mine->row, cohort.closes_on, path_to(request, S("withdraw")));
    return OK;
}

static enum err more_page(struct request *request, const struct mine *mine)
{
    application_more_html(request->out,
                          frame_of(request, S("One more question"), request->viewer.scheme_path),
                          mine->row.asked, form_text(request, S("more")), request->work->fault);
    return OK;
}

/* The mail went out: the same words whether the address is known or not. */
static enum err sent_page(struct request *request)
{
    application_link_html(request->out,
                          frame_of(request, S("Look in your mail"), request->viewer.scheme_path),
                          (struct str){0});
    return OK;
}

static enum err see_step(struct request *request, const struct visitor_access *by)
{
    struct str word = request_word(request, S("step"));
    struct mine mine;

    if (str_eq(word, S("sent")))
        return sent_page(request);
    enum err err = find_mine(request, by, &mine);
    if (err == ERR_NOT_FOUND) { /* whoever has no cookie any more begins, or uses the link */
        request_go_to(request, "%.*s", ARG(path_to(request, (struct str){0})));
        return OK;
    }
    TRY(err);
    if (str_eq(word, S("done")))
        return done_page(request, by, &mine);
    if (str_eq(word, S("more")) && is_state(&mine, "asked"))
        return more_page(request, &mine);
    if (!is_state(&mine, "started")) {
        go_to(request, S("done"));
        return OK;
    }
    if (str_eq(word, S("check")))
        return check_page(request, by, &mine);
    const struct application_step *step = find_step(&mine, word);
    return step ? question_page(request, &mine, step) : ERR_NOT_FOUND;
}

/* Read the answers of one page; all of them, so that nothing typed is lost to the first fault.
 * ret: the page with what was typed, to be shown again.
 */
static enum err read_step(struct request *request, const struct visitor_access *by,
                          const struct mine *mine, const struct application_step *step,
                          struct application_step *ret)
{
    struct work *work = request->work;
    struct application_question *typed =
        NEW_ARRAY(work->arena, struct application_question, step->questions.len);
    struct fault first = {0};
    enum err worst = OK;

    for (size_t i = 0; i < step->questions.len; i++) {
        const struct scheme_field *field = step->questions.at[i].field;
        struct str answer = {0};
        enum err err = application_read(request, field, &answer);
        if (err != OK && worst == OK) {
            first = work->fault;
            worst = err;
        }
        typed[i] = application_retyped(work->arena, &step->questions.at[i], answer);
        if (err == OK)
            TRY(application_put_answer(work, by, mine->row.id, field->key, answer));
    }
    *ret = *step;
    ret->questions.at = typed;
    work->fault = first;
    return worst;
}

static enum err withdraw(struct request *request, const struct visitor_access *by,
                         const struct mine *mine)
{
    struct application_withdrawn_row withdrawn;
    enum err err = application_mark_withdrawn(request->work, by, mine->row.id, (struct str){0},
                                              request->work->now, &withdrawn);

    if (err != OK && err != ERR_NOT_FOUND) /* not found: it was over already */
        return err;
    go_to(request, S("done"));
    return OK;
}

static enum err send(struct request *request, const struct visitor_access *by,
                     const struct mine *mine)
{
    enum err err =
        application_send(request->work, by, &mine->visit, form_text(request, S("agree")).len > 0);

    if (err == ERR_INVALID)
        TRY(check_page(request, by, mine));
    if (err == OK)
        go_to(request, S("done"));
    return err;
}

static enum err answer_more(struct request *request, const struct visitor_access *by,
                            const struct mine *mine)
{
    struct str answer = form_text(request, S("more"));
    struct application_sent_row sent;

    if (answer.len == 0 || str_letters(answer) > 2000) {
        work_say(request->work, S("more"), S("Write your answer here, in at most 2000 letters."));
        TRY(more_page(request, mine));
        return ERR_INVALID;
    }
    TRY(application_put_answer(request->work, by, mine->row.id, S("more"), answer));
    TRY(application_mark_sent(request->work, by, mine->row.id, request->work->now, &sent));
    go_to(request, S("done"));
    return OK;
}

static enum err answer_step(struct request *request, const struct visitor_access *by)
{
    struct str word = request_word(request, S("step"));
    struct mine mine;

    TRY(find_mine(request, by, &mine));
    if (str_eq(word, S("withdraw")))
        return withdraw(request, by, &mine);
    if (str_eq(word, S("more")) && is_state(&mine, "asked"))
        return answer_more(request, by, &mine);
    if (!is_state(&mine, "started")) {
        go_to(request, S("done"));
        return OK;
    }
    if (str_eq(word, S("check")))
        return send(request, by, &mine);

    const struct application_step *step = find_step(&mine, word);
    if (!step)
        return ERR_NOT_FOUND;
    struct application_step typed = *step;
    enum err err = read_step(request, by, &mine, step, &typed);
    if (err == ERR_INVALID)
        TRY(question_page(request, &mine, &typed));
    if (err == OK)
        go_to(request, query_text(request, S("change")).len > 0 ? S("check") : step->next);
    return err;
}

static enum err find_linked(struct request *request, const struct visitor_access *by,
                            struct application_linked_row *ret)
{
    struct str token = request_word(request, S("token"));

    return application_by_hash(request->work, by, secret_hash(request->work->arena, token), ret);
}

static enum err link_page(struct request *request, const struct visitor_access *by)
{
    struct application_linked_row linked;

    TRY(find_linked(request, by, &linked));
    application_link_html(request->out,
                          frame_of(request, S("Your application"), request->viewer.scheme_path),
                          linked.name);
    return OK;
}

static enum err link_use(struct request *request, const struct visitor_access *by)
{
    struct application_visit visit = visit_of(request);
    struct application_linked_row linked;

    TRY(find_linked(request, by, &linked));
    TRY(application_take_over(request->work, by, linked.id, visit.cookie));
    request_go_to(request, "%.*s/apply/%.*s", ARG(request->viewer.scheme_path), ARG(linked.role));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/apply/mentee", VISITOR(start_page), "Begin to apply as a mentee"},
    {POST, "/s/{scheme}/apply/mentee", VISITOR(start), "Say who applies as a mentee"},
    {GET, "/s/{scheme}/apply/mentee/{step}", VISITOR(see_step), "One page of the mentee's form"},
    {POST, "/s/{scheme}/apply/mentee/{step}", VISITOR(answer_step),
     "Answer one page of the mentee's form"},
    {GET, "/s/{scheme}/apply/mentor", VISITOR(start_page), "Begin to apply as a mentor"},
    {POST, "/s/{scheme}/apply/mentor", VISITOR(start), "Say who applies as a mentor"},
    {GET, "/s/{scheme}/apply/mentor/{step}", VISITOR(see_step), "One page of the mentor's form"},
    {POST, "/s/{scheme}/apply/mentor/{step}", VISITOR(answer_step),
     "Answer one page of the mentor's form"},
    {GET, "/s/{scheme}/apply/go-on/{token}", VISITOR(link_page),
     "Show which application a mailed link leads to"},
    {POST, "/s/{scheme}/apply/go-on/{token}", VISITOR(link_use), "Go on with an application here"},
    {GET, "/s/{scheme}/team/applications", TEAM(application_list_page),
     "Applications, the oldest first"},
    {GET, "/s/{scheme}/team/applications/{application}", TEAM(application_one_page),
     "One application"},
    {POST, "/s/{scheme}/team/applications/{application}/accept", TEAM(application_accept_page),
     "Let an applicant take part"},
    {POST, "/s/{scheme}/team/applications/{application}/decline", TEAM(application_decline_page),
     "Say no to an applicant, with reasons"},
    {POST, "/s/{scheme}/team/applications/{application}/ask", TEAM(application_ask_page),
     "Ask an applicant for more"},
};

const struct routes application_routes = LIST(rows);
