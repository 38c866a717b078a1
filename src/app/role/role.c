#include "app/role/role.h"

#include "app/account/account.h"
#include "app/audit/audit.h"
#include "app/role/role_inside.h"
#include "app/scheme/scheme.h"
#include "ical/when.h"
#include "mail/mail.h"
#include "role_invited_txt.h"
#include "role_list_html.h"
#include "role_sql.h"
#include "web/frame.h"

enum { ROLE_INVITED };
static const struct mail mail_rows[] = {
    [ROLE_INVITED] = {"role_invited", MAIL_NEEDED, "You are asked to help run a scheme",
                      "Tells somebody that a lead has given them a role."},
};
static const struct mails role_mails = LIST(mail_rows);

static const struct {
    const char *word, *name, *does, *a; /* a: "a coordinator" */
    bool is_team;
} kinds[] = {
    {"coordinator", "Coordinator", "Runs the scheme day by day", "a coordinator", true},
    {"lead", "Lead", "Answers for the scheme, invites others, reads who did what", "a lead", true},
    {"safeguarding_lead", "Safeguarding lead",
     "Reads concerns; everybody sees the name. Takes the place of whoever is it now",
     "the safeguarding lead", false},
    {"safeguarding_deputy", "Deputy of the safeguarding lead",
     "Reads concerns too. Takes the place of whoever is it now", "the deputy safeguarding lead",
     false},
};

static size_t kind_at(struct str word)
{
    size_t i = 0;

    while (i < COUNT(kinds) && !str_eq(word, str_of(kinds[i].word)))
        i++;
    return i;
}

static struct str day_in_words(struct request *request, int64_t at)
{
    const struct zone *zone;

    if (zone_find(request->work->arena, request->viewer.zone, &zone) != OK &&
        zone_find(request->work->arena, S("Europe/London"), &zone) != OK)
        return (struct str){0};
    return when_day(request->work->arena, zone, at, request->work->now);
}

static enum err look_at_holders(struct request *request, const struct team_access *by,
                                struct role_view *view)
{
    struct arena *arena = request->work->arena;
    struct held_role_rows rows;
    size_t leads = 0;

    TRY(role_list(request->work, by, &rows));
    struct role_holder *at = NEW_ARRAY(arena, struct role_holder, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        leads += str_eq(rows.at[i].role, S("lead"));
    for (size_t i = 0; i < rows.len; i++) {
        const struct held_role_row *row = &rows.at[i];
        size_t kind = kind_at(row->role);
        if (kind == COUNT(kinds))
            return ERR_BROKEN;
        at[i] = (struct role_holder){
            .person = row->person.n,
            .name = row->name,
            .email = row->email,
            .word = row->role,
            .role = str_of(kinds[kind].name),
            .since = day_in_words(request, row->given_at),
            .is_me = row->person.n == request->actor.n,
            .may_go = kinds[kind].is_team && (leads > 1 || !str_eq(row->role, S("lead"))),
        };
    }
    view->holders = (struct role_holders){at, rows.len};
    return OK;
}

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct arena *arena = request->work->arena;
    struct role_view view = {.fault = request->work->fault};
    struct role_choice *choices = NEW_ARRAY(arena, struct role_choice, COUNT(kinds));
    struct str chosen = form_text(request, S("role"));
    struct buf back = {.arena = arena};

    TRY(look_at_holders(request, by, &view));
    for (size_t i = 0; i < COUNT(kinds); i++)
        choices[i] = (struct role_choice){
            str_of(kinds[i].word), str_of(kinds[i].name), str_of(kinds[i].does),
            chosen.len > 0 ? str_eq(chosen, str_of(kinds[i].word)) : i == 0};
    view.choices = (struct role_choices){choices, COUNT(kinds)};
    view.name = form_text(request, S("name"));
    view.email = form_text(request, S("email"));
    view.frame = frame_new(request, FRAME_TEAM, S("Who runs this scheme"));
    view.frame->at = AT_SETTINGS;
    buf_addf(&back, "%.*s/team/settings", ARG(request->viewer.scheme_path));
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("Settings");
    if (query_text(request, S("invited")).len > 0)
        view.frame->notice = S("Done. A mail with a way in is on its way.");
    if (query_text(request, S("taken")).len > 0)
        view.frame->notice = S("Done. The role is theirs no more, from this moment.");
    role_list_html(request->out, &view);
    return OK;
}

static enum err mail_invited(struct request *request, const struct team_access *by,
                             struct person_id person, size_t kind)
{
    struct work *work = request->work;
    const struct viewer *viewer = &request->viewer;
    struct buf body = {.arena = work->arena}, path = {.arena = work->arena};
    struct buf once = {.arena = work->arena};

    role_invited_txt(&body, viewer->name, viewer->scheme_name, str_of(kinds[kind].a));
    buf_addf(&path, "%.*s/%s", ARG(viewer->scheme_path),
             kinds[kind].is_team ? "team" : "safeguarding");
    buf_addf(&once, "role_invited/%lld", (long long)work_new_key(work));
    const struct mail_text text = {.body = buf_str(&body),
                                   .button = S("Go to the page"),
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(team_scheme(by))};
    return mail_queue_text(work, team_nobody(by), &mail_rows[ROLE_INVITED], person, buf_str(&once),
                           &text);
}

/* Who looks after safety stands in the text of the scheme, which everybody can read. */
static enum err name_in_text(struct work *work, const struct team_access *by, bool is_deputy,
                             struct str name, struct str email)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    struct scheme_contact *contact = is_deputy ? &rules.deputy : &rules.safeguarding;
    *contact = (struct scheme_contact){.name = name, .email = email};
    return scheme_text_write(work, by, &rules, NULL);
}

static enum err invite(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct str name = form_text(request, S("name")), email = form_text(request, S("email"));
    size_t kind = kind_at(form_text(request, S("role")));
    struct person_id person;
    struct given_role_row given;

    if (kind == COUNT(kinds))
        return work_fail(work, ERR_INVALID, S("role"), S("Please choose a role."));
    TRY(account_person_find_or_add(work, team_nobody(by), name, email, (struct str){0}, &person));
    if (!kinds[kind].is_team)
        TRY(name_in_text(work, by, str_eq(str_of(kinds[kind].word), S("safeguarding_deputy")), name,
                         email));
    else {
        enum err err = role_give(work, by, person, str_of(kinds[kind].word), work->now, &given);
        if (err == ERR_NOT_FOUND)
            return work_fail(work, ERR_INVALID, S("email"), S("They have this role already."));
        TRY(err);
    }
    TRY(audit_add(work, team_scheme(by), "role_given", person.n));
    return mail_invited(request, by, person, kind);
}

static enum err invite_page(struct request *request, const struct team_access *by)
{
    enum err err = invite(request, by);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    request_go_to(request, "%.*s/team/roles?invited=1", ARG(request->viewer.scheme_path));
    return err;
}

static enum err take_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct person_id person = {request_key(request, S("person"))};
    struct taken_role_row taken;
    enum err err = role_take(work, by, person, form_text(request, S("role")), &taken);

    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, (struct str){0},
                         S("They have it no more, or are the only lead: a scheme keeps one. Invite "
                           "another lead first."));
    TRY(err);
    TRY(audit_add(work, team_scheme(by), "role_taken", person.n));
    if (person.n == request->actor.n) /* this page may be theirs no more */
        request->reply.go_to = S("/me");
    else
        request_go_to(request, "%.*s/team/roles?taken=1", ARG(request->viewer.scheme_path));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/roles", LEAD(list_page), "Who runs this scheme"},
    {POST, "/s/{scheme}/team/roles", LEAD(invite_page), "Give somebody a role"},
    {POST, "/s/{scheme}/team/roles/{person}", LEAD(take_page), "Take a role back"},
};
static const struct routes role_routes = LIST(rows);

const struct concept role_concept = {
    .name = "role",
    .routes = &role_routes,
    .mails = &role_mails,
};
