/* shortlist_pages.c - the team puts a list together; a mentor chooses, from the mail or signed in. */
#include "app/shortlist/shortlist_inside.h"

#include "app/act/act.h"
#include "app/introduction/introduction.h"
#include "app/scheme/scheme.h"
#include "shortlist_choose_html.h"
#include "shortlist_new_html.h"
#include "shortlist_sql.h"
#include "web/frame.h"
#include "web/web.h"

enum { SHOWN = 15 };

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

/* --- the team */

static enum err new_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct shortlist_candidates candidates = {0};
    struct shortlist_waiting_rows open;
    struct matching_load load;
    struct scheme_rules rules;
    struct str typed = request->method == POST ? form_text(request, S("mentor"))
                                               : query_text(request, S("mentor"));
    int64_t mentor = 0;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    if (!rules.has_last_word)
        return ERR_NOT_FOUND;
    TRY(matching_load(work, by, &load));
    TRY(shortlist_open(work, by, &open));
    if (str_number(typed, &mentor) == OK)
        TRY(shortlist_find(work, &load, (struct participant_id){mentor}, SHOWN, &candidates));
    struct frame *frame = frame_new(request, FRAME_TEAM, S("Let a mentor choose"));
    frame->at = AT_MATCHING;
    frame->back = say(work->arena, "%.*s/team/waiting", ARG(request->viewer.scheme_path));
    frame->back_to = S("Back to the waiting list");
    shortlist_new_html(request->out, frame,
                       (struct shortlist_mentors){load.mentors, load.input.mentors.len}, mentor,
                       candidates, open, work->fault);
    return OK;
}

static enum err send(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct participant_id *mentees =
        NEW_ARRAY(work->arena, struct participant_id, request->form.len + 1);
    size_t len = 0;
    int64_t mentor;

    if (str_number(form_text(request, S("mentor")), &mentor) != OK)
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < request->form.len; i++) {
        int64_t mentee;
        if (str_eq(request->form.at[i].name, S("mentee")) &&
            str_number(request->form.at[i].value, &mentee) == OK)
            mentees[len++] = (struct participant_id){mentee};
    }
    enum err err = shortlist_send(work, by, (struct participant_id){mentor}, mentees, len);
    if (err == ERR_INVALID)
        TRY(new_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/shortlists", ARG(request->viewer.scheme_path));
    return OK;
}

/* --- the mentor */

static enum err choose_page(struct request *request, const struct scheme_access *by,
                            struct shortlist_id id)
{
    struct shortlist_person_rows people;
    struct shortlist_row list;

    TRY(shortlist_get(request->work, by, id, &list));
    TRY(shortlist_people(request->work, by, id, &people));
    struct frame *frame = frame_new(request, FRAME_TASK, S("Whom would you like to help?"));
    shortlist_choose_html(request->out, frame, people, str_eq(list.state, S("sent")),
                          request->work->fault);
    return OK;
}

static enum err choose(struct request *request, const struct scheme_access *by,
                       struct shortlist_id id, struct str *ret)
{
    struct str which = form_text(request, S("mentee"));
    int64_t mentee;

    *ret = S("Thank you. The mentee is asked, and you are introduced as soon as they say yes.");
    if (str_eq(which, S("none"))) {
        *ret = S("Thank you for looking. You hear from us when somebody else may suit you.");
        return shortlist_pass(request->work, by, id);
    }
    if (str_number(which, &mentee) != OK)
        return work_fail(request->work, ERR_INVALID, S("mentee"),
                         S("Choose one of them, or none."));
    return shortlist_choose(request->work, by, id, (struct participant_id){mentee});
}

static enum err show_page(struct request *request, const struct scheme_access *by)
{
    return choose_page(request, by, (struct shortlist_id){request_key(request, S("shortlist"))});
}

static enum err choose_send(struct request *request, const struct scheme_access *by)
{
    struct shortlist_id id = {request_key(request, S("shortlist"))};
    struct str sentence;
    enum err err = choose(request, by, id, &sentence);

    if (err == ERR_INVALID)
        TRY(choose_page(request, by, id));
    TRY(err);
    request_go_to(request, "%.*s/home", ARG(request->viewer.scheme_path));
    return OK;
}

static enum err link_show(struct request *request, const struct scheme_access *by)
{
    struct shortlist_id id = {act_call(request).object};
    struct shortlist_row list;

    TRY(shortlist_get(request->work, by, id, &list));
    if (!str_eq(list.state, S("sent")))
        return act_is_stale(request, S("This list is over. Nothing is lost."), (struct str){0});
    return choose_page(request, by, id);
}

static enum err link_run(struct request *request, const struct scheme_access *by)
{
    struct str sentence;

    TRY(choose(request, by, (struct shortlist_id){act_call(request).object}, &sentence));
    act_came_to(request, sentence, (struct str){0});
    return OK;
}

static const struct act act_rows[] = {
    {"shortlist_choose", MEMBER(link_show), MEMBER(link_run), "Choose one of a few mentees"},
};
const struct acts shortlist_acts = LIST(act_rows);

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/shortlists", TEAM(new_page), "Put a list together for one mentor"},
    {POST, "/s/{scheme}/team/shortlists", TEAM(send), "Send a mentor a few mentees to choose from"},
    {GET, "/s/{scheme}/shortlists/{shortlist}", MEMBER(show_page), "A few mentees to choose from"},
    {POST, "/s/{scheme}/shortlists/{shortlist}", MEMBER(choose_send),
     "Choose one of them, or none"},
};
const struct routes shortlist_routes = LIST(rows);
