#include "app/account/account.h"
#include "app/account/account_inside.h"

#include "account_link_html.h"
#include "account_me_html.h"
#include "account_password_html.h"
#include "account_sent_html.h"
#include "account_sign_in_html.h"
#include "account_sql.h"
#include "account_start_html.h"
#include "account_ways_html.h"
#include "base/email.h"
#include "base/secret.h"
#include "belong_sql.h"
#include "web/frame.h"

#include <string.h>

enum { TRIES = 10, TRIES_FROM = 60 }; /* at once, for one address and for one place */

static struct frame *task(struct request *request, struct str title)
{
    return frame_new(request, FRAME_TASK, title);
}

/* --- by a mailed link or code */

static enum err show_sign_in(struct request *request, struct str email, struct str to)
{
    account_sign_in_html(request->out, task(request, S("Sign in")), email, to,
                         request->work->fault);
    return OK;
}

static enum err sign_in_page(struct request *request, const struct public_access *by)
{
    (void)by;
    return show_sign_in(request, (struct str){0}, account_way(query_text(request, S("to"))));
}

/* Too many lately: said in words, and kept in the count, so this is no error of the unit. */
static void too_many(struct request *request, struct str field)
{
    request->reply.status = 429;
    work_say(request->work, field,
             S("That was tried often just now. Please wait a minute, then try again."));
}

static enum err ask(struct request *request, const struct public_access *by)
{
    struct str email = form_text(request, S("email")),
               to = account_way(form_text(request, S("to")));
    struct str fault = email_fault(email);
    bool is_over, is_over_from;

    if (fault.len > 0) {
        work_say(request->work, S("email"), fault);
        TRY(show_sign_in(request, email, to));
        return ERR_INVALID;
    }
    TRY(account_try(request, by, "ask", email_key(request->work->arena, email), TRIES, &is_over));
    TRY(account_try(request, by, "ask from", request->from, TRIES_FROM, &is_over_from));
    if (is_over || is_over_from) {
        too_many(request, S("email"));
        return show_sign_in(request, email, to);
    }
    TRY(account_ask(request, by, email, to));
    request->reply.go_to = S("/sign-in/sent");
    return OK;
}

static enum err sent_page(struct request *request, const struct public_access *by)
{
    (void)by;
    account_sent_html(request->out, task(request, S("Look at your e-mail")), request->work->fault);
    return OK;
}

static struct str digits_of(struct arena *arena, struct str text)
{
    struct buf digits = {.arena = arena};

    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9')
            buf_add(&digits, (struct str){text.at + i, 1});
    return buf_str(&digits);
}

/* A wrong code stays counted, so the unit ends well and says 422 itself. */
static enum err code(struct request *request, const struct public_access *by)
{
    struct work *work = request->work;
    struct str flow = secret_hash(work->arena, request->visit_token);
    struct str typed = digits_of(work->arena, form_text(request, S("code")));
    struct used_sign_in_row used;

    TRY(account_code_try(work, by, flow, work->now));
    enum err err = account_code_use(work, by, flow, account_code_hash(work->arena, flow, typed),
                                    work->now, &used);
    if (err == OK)
        return account_enter(request, by, used.person, used.go_to);
    if (err != ERR_NOT_FOUND)
        return err;
    request->reply.status = 422;
    work_say(work, S("code"),
             S("This code does not fit. After five wrong ones, ask for another mail."));
    return sent_page(request, by);
}

static enum err link_page(struct request *request, const struct public_access *by)
{
    struct work *work = request->work;
    struct open_sign_in_rows open;

    TRY(account_sign_in_find(work, by, secret_hash(work->arena, request_word(request, S("token"))),
                             work->now, &open));
    account_link_html(request->out, task(request, S("Sign in")), open.len > 0,
                      open.len > 0 ? open.at[0].name : (struct str){0});
    return OK;
}

static enum err link_use(struct request *request, const struct public_access *by)
{
    struct work *work = request->work;
    struct used_sign_in_row used;

    enum err err = account_sign_in_use(
        work, by, secret_hash(work->arena, request_word(request, S("token"))), work->now, &used);
    if (err == ERR_NOT_FOUND)
        return link_page(request, by);
    TRY(err);
    return account_enter(request, by, used.person, used.go_to);
}

/* --- by a password */

static enum err show_password(struct request *request, struct str email)
{
    account_password_html(request->out, task(request, S("Sign in with a password")), email,
                          request->work->fault);
    return OK;
}

static enum err password_page(struct request *request, const struct public_access *by)
{
    (void)by;
    return show_password(request, (struct str){0});
}

/* Before the writer is entered: the hash takes its time, and the same for an unknown address. */
static enum err password_first(struct request *request, const struct public_access *by)
{
    struct work *work = request->work;
    struct account_person_rows found;
    struct str kept = {0};

    TRY(account_person(work, by, email_key(work->arena, form_text(request, S("email"))), &found));
    if (found.len > 0 && found.at[0].password.is_set)
        kept = found.at[0].password.at;
    struct person_id *person = NEW(work->arena, struct person_id);
    if (password_fits(kept, form_raw(request, S("password"))))
        *person = found.at[0].id;
    request->prepared = person;
    return OK;
}

static enum err password_enter(struct request *request, const struct public_access *by)
{
    const struct person_id *person = request->prepared;
    struct str email = form_text(request, S("email"));
    bool is_over, is_over_from;

    TRY(account_try(request, by, "password", email_key(request->work->arena, email), TRIES,
                    &is_over));
    TRY(account_try(request, by, "password from", request->from, TRIES_FROM, &is_over_from));
    if (is_over || is_over_from) {
        too_many(request, S("email"));
        return show_password(request, email);
    }
    if (person && person->n != 0)
        return account_enter(request, by, *person, S("/"));
    request->reply.status = 422;
    work_say(request->work, S("password"),
             S("The address and the password do not fit together. A link by e-mail always "
               "works."));
    return show_password(request, email);
}

/* --- being signed in */

static enum err start_page(struct request *request, const struct public_access *by)
{
    struct listed_scheme_rows schemes;

    if (request->actor.n != 0) {
        request->reply.go_to = S("/me/start");
        return OK;
    }
    TRY(account_schemes(request->work, by, &schemes));
    if (schemes.len == 1) {
        request_go_to(request, "/s/%.*s", ARG(schemes.at[0].slug));
        return OK;
    }
    account_start_html(request->out, frame_new(request, FRAME_OPEN, request->work->site->name),
                       schemes);
    return OK;
}

/* Straight to the only place; where there are several, or none, the account lists them. */
static enum err me_start(struct request *request, const struct person_access *by)
{
    struct belong_rows own;

    TRY(belong_list(request->work, by, &own));
    if (own.len == 1)
        request_go_to(request, "/s/%.*s/%.*s", ARG(own.at[0].slug), ARG(own.at[0].part));
    else
        request->reply.go_to = S("/me");
    return OK;
}

static enum err me_page(struct request *request, const struct person_access *by)
{
    struct listed_scheme_rows schemes;
    struct belong_rows own;

    TRY(belong_list(request->work, by, &own));
    TRY(account_schemes(request->work, person_nobody(by), &schemes));
    account_me_html(request->out, frame_new(request, FRAME_OPEN, S("Your account")),
                    request->viewer.email, request->viewer.zone, own, schemes);
    return OK;
}

static enum err sign_in_ways(struct request *request, const struct person_access *by)
{
    struct session_rows sessions;
    struct kept_password_rows kept;

    TRY(account_sessions(request->work, by, request->work->now, &sessions));
    TRY(account_password_get(request->work, by, &kept));
    struct frame *frame = frame_new(request, FRAME_OPEN, S("How you sign in"));
    frame->back = S("/me");
    frame->back_to = S("Your account");
    account_ways_html(request->out, frame, request->viewer.email,
                      kept.len > 0 && kept.at[0].password.is_set, sessions, request->session,
                      request->work->fault);
    return OK;
}

static enum err session_end(struct request *request, const struct person_access *by)
{
    struct session_id session = {request_key(request, S("session"))};

    TRY(account_session_end(request->work, by, session));
    request->reply.go_to = S("/me/sign-in");
    return OK;
}

static enum err sign_out(struct request *request, const struct person_access *by)
{
    struct buf cookie = {.arena = request->work->arena};
    const struct site *site = request->work->site;

    TRY(account_session_end(request->work, by, request->session));
    buf_addf(&cookie, "%s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0%s",
             site->is_secure ? "__Host-rapport" : "rapport", site->is_secure ? "; Secure" : "");
    request->reply.cookies[0] = buf_str(&cookie);
    request->reply.go_to = S("/");
    return OK;
}

static enum err set_first(struct request *request, const struct person_access *by)
{
    struct str password = form_raw(request, S("password"));
    struct str *hash = NEW(request->work->arena, struct str);

    (void)by;
    if (account_check_password(request->work, password) == OK)
        *hash = password_hash(request->work->arena, password);
    request->work->fault = (struct fault){0};
    request->prepared = hash;
    return OK;
}

static enum err set_password(struct request *request, const struct person_access *by)
{
    const struct str *hash = request->prepared;
    enum err err = account_check_password(request->work, form_raw(request, S("password")));

    if (err != OK) {
        TRY(sign_in_ways(request, by));
        return err;
    }
    if (!hash || hash->len == 0)
        return ERR_BROKEN;
    TRY(account_password_set(request->work, by, *hash, request->work->now));
    TRY(account_sessions_end_others(request->work, by, request->session));
    request->reply.go_to = S("/me/sign-in");
    return OK;
}

static const struct route rows[] = {
    {GET, "/", ANYONE(start_page), "The schemes of this installation"},
    {GET, "/me", SIGNED_IN(me_page), "This person's account, and where they take part"},
    {GET, "/me/zone", SIGNED_IN(account_zone_page), "The time zone a person reads times in"},
    {POST, "/me/zone", SIGNED_IN(account_zone_save), "Choose a time zone"},
    {GET, "/me/start", SIGNED_IN(me_start), "Lead a person to where they take part"},
    {GET, "/sign-in", ANYONE(sign_in_page), "Ask for a link to sign in"},
    {POST, "/sign-in", ANYONE(ask), "Mail a link to whoever has this address"},
    {GET, "/sign-in/sent", ANYONE(sent_page), "A link is on its way; or type its code"},
    {POST, "/sign-in/code", ANYONE(code), "Sign in by the code of a mail"},
    {GET, "/sign-in/password", ANYONE(password_page), "Sign in with a password"},
    {POST, "/sign-in/password", ANYONE_AFTER(password_first, password_enter),
     "Sign in with a password"},
    {GET, "/sign-in/second", ANYONE(account_second_ask_page), "Ask for the second factor"},
    {POST, "/sign-in/second", ANYONE(account_second_enter), "Sign in with the second factor"},
    {GET, "/me/second-factor", SIGNED_IN(account_second_page), "This person's second factor"},
    {POST, "/me/second-factor", SIGNED_IN(account_second_set), "Set it up, or turn it off"},
    {GET, "/sign-in/{token}", ANYONE(link_page), "Show what a mailed link does"},
    {POST, "/sign-in/{token}", ANYONE(link_use), "Sign in by a mailed link"},
    {GET, "/me/sign-in", SIGNED_IN(sign_in_ways), "How this person signs in, and where"},
    {POST, "/me/password", SIGNED_IN_AFTER(set_first, set_password), "Set a password"},
    {POST, "/me/sessions/{session}", SIGNED_IN(session_end), "Sign one device out"},
    {POST, "/sign-out", SIGNED_IN(sign_out), "Sign out here"},
};

const struct routes account_routes = LIST(rows);
