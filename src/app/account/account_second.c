#include "app/account/account.h"
#include "app/account/account_inside.h"

#include "account_codes_html.h"
#include "account_second_ask_html.h"
#include "account_second_html.h"
#include "account_second_sql.h"
#include "base/email.h"
#include "base/secret.h"
#include "base/totp.h"
#include "web/frame.h"
#include "web/http.h"

enum { WAIT_S = 600, CODES = 10, CODE_LETTERS = 10, TRIES = 10 };

/* --- signing in */

enum err account_second_asked(struct request *request, const struct public_access *by,
                              struct person_id person, struct str go_to, bool *ret_is_asked)
{
    struct work *work = request->work;
    const struct site *site = work->site;
    struct buf cookie = {.arena = work->arena};
    struct shown_factor_rows factor;

    TRY(second_of(work, by, person, &factor));
    *ret_is_asked = factor.len > 0;
    if (factor.len == 0)
        return OK;
    struct str token = secret_new(work->arena);
    TRY(second_wait_add(work, by, secret_hash(work->arena, token), person, account_way(go_to),
                        work->now + WAIT_S));
    buf_addf(&cookie, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
             ARG(http_session_cookie(site)), ARG(token), WAIT_S, site->is_secure ? "; Secure" : "");
    request->reply.cookies[0] = buf_str(&cookie);
    request->reply.go_to = S("/sign-in/second");
    return OK;
}

static enum err find_waiting(struct request *request, const struct public_access *by,
                             struct second_waiting_rows *ret)
{
    struct work *work = request->work;

    return second_wait_find(work, by, secret_hash(work->arena, request->session_token), work->now,
                            ret);
}

static enum err show_ask(struct request *request, struct str name)
{
    account_second_ask_html(request->out, frame_new(request, FRAME_TASK, S("One more step")), name,
                            request->work->fault);
    return OK;
}

enum err account_second_ask_page(struct request *request, const struct public_access *by)
{
    struct second_waiting_rows waiting;

    TRY(find_waiting(request, by, &waiting));
    if (waiting.len > 0)
        return show_ask(request, waiting.at[0].name);
    request->reply.go_to = S("/sign-in");
    return OK;
}

/* Letters and digits alone, in lower case: codes are typed with blanks and dashes. */
static struct str plain_code(struct arena *arena, struct str text)
{
    struct str lower = email_key(arena, text);
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < lower.len; i++)
        if ((lower.at[i] >= 'a' && lower.at[i] <= 'z') ||
            (lower.at[i] >= '0' && lower.at[i] <= '9'))
            buf_add(&out, (struct str){lower.at + i, 1});
    return buf_str(&out);
}

static struct str code_hash(struct arena *arena, struct person_id person, struct str code)
{
    struct buf both = {.arena = arena};

    buf_addf(&both, "%lld/%.*s", (long long)person.n, ARG(code));
    return secret_hash(arena, buf_str(&both));
}

/* Is it the code of now, not used before, or one of those for when the app is lost? */
static enum err take_code(struct work *work, const struct public_access *by,
                          struct person_id person, struct str secret, struct str code,
                          bool *ret_is_right)
{
    struct used_step_row used;
    struct used_code_row recovered;
    int64_t step;
    enum err err = totp_step(secret, code, work->now, &step) == OK
                       ? second_use(work, by, person, step, &used)
                       : second_recover(work, by, person, code_hash(work->arena, person, code),
                                        work->now, &recovered);

    *ret_is_right = err == OK;
    return err == ERR_NOT_FOUND ? OK : err;
}

/* A wrong code stays counted, so the unit ends well and says 422 itself. */
enum err account_second_enter(struct request *request, const struct public_access *by)
{
    struct work *work = request->work;
    struct second_waiting_rows waiting;
    struct buf whose = {.arena = work->arena};
    bool is_over, is_right = false;

    TRY(find_waiting(request, by, &waiting));
    if (waiting.len == 0)
        return account_second_ask_page(request, by);
    const struct second_waiting_row *row = &waiting.at[0];
    buf_addf(&whose, "%lld", (long long)row->person.n);
    TRY(account_try(request, by, "second", buf_str(&whose), TRIES, &is_over));
    if (!is_over)
        TRY(take_code(work, by, row->person, row->secret,
                      plain_code(work->arena, form_text(request, S("code"))), &is_right));
    if (is_right) {
        TRY(second_wait_end(work, by, secret_hash(work->arena, request->session_token), work->now));
        return account_enter_strong(request, by, row->person, row->go_to);
    }
    request->reply.status = is_over ? 429 : 422;
    work_say(work, S("code"),
             is_over ? S("That was tried often just now. Please wait a minute, then try again.")
                     : S("This code does not fit, or was used already. Wait for the next one."));
    return show_ask(request, row->name);
}

/* --- setting it up */

/* In groups of four, as people type it. */
static struct str in_groups(struct arena *arena, struct str secret)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < secret.len; i++)
        buf_addf(&out, "%s%c", i > 0 && i % 4 == 0 ? " " : "", secret.at[i]);
    return buf_str(&out);
}

enum err account_second_page(struct request *request, const struct person_access *by)
{
    struct work *work = request->work;
    struct second_view view = {.fault = work->fault};
    struct own_factor_rows factor;
    struct codes_left_row left;

    TRY(second_get(work, by, &factor));
    TRY(second_codes_left(work, by, &left));
    view.is_wanted = query_text(request, S("wanted")).len > 0;
    view.has_begun = factor.len > 0;
    view.is_on = factor.len > 0 && factor.at[0].confirmed_at.is_set;
    view.codes_left = left.n;
    if (view.has_begun && !view.is_on) {
        view.secret = in_groups(work->arena, factor.at[0].secret);
        view.key = factor.at[0].secret;
        view.site = work->site->name;
        view.email = request->viewer.email;
    }
    view.frame = frame_new(request, FRAME_OPEN, S("A second factor"));
    view.frame->back = S("/me/sign-in");
    view.frame->back_to = S("How you sign in");
    account_second_html(request->out, &view);
    return OK;
}

static enum err add_codes(struct work *work, const struct person_access *by, struct str ret[CODES])
{
    TRY(second_codes_remove(work, by));
    for (size_t i = 0; i < CODES; i++) {
        struct buf shown = {.arena = work->arena};
        struct str code = secret_new(work->arena);
        code.len = CODE_LETTERS;
        TRY(second_code_add(work, by, code_hash(work->arena, person_actor(by), code)));
        buf_addf(&shown, "%.*s-%.*s", CODE_LETTERS / 2, code.at, CODE_LETTERS / 2,
                 code.at + CODE_LETTERS / 2);
        ret[i] = buf_str(&shown);
    }
    return OK;
}

/* The codes are shown by this answer and by no other. */
static enum err confirm(struct request *request, const struct person_access *by, struct str secret)
{
    struct work *work = request->work;
    struct str code = plain_code(work->arena, form_text(request, S("code"))), codes[CODES];
    struct confirmed_factor_row row;
    int64_t step;

    if (totp_step(secret, code, work->now, &step) != OK)
        return work_fail(
            work, ERR_INVALID, S("code"),
            S("This code does not fit. Look whether the clock of your device is right, "
              "and type the newest one."));
    TRY(second_confirm(work, by, work->now, step, &row));
    TRY(add_codes(work, by, codes));
    TRY(second_session_strong(work, by, request->session));
    TRY(account_end_others(request, by));
    account_codes_html(request->out, frame_new(request, FRAME_OPEN, S("Keep these codes")),
                       (struct shown_codes){codes, CODES});
    return OK;
}

static enum err turn_off(struct request *request, const struct person_access *by, struct str secret)
{
    struct work *work = request->work;
    struct buf whose = {.arena = work->arena};
    bool is_right = false, is_over;

    buf_addf(&whose, "%lld", (long long)person_actor(by).n);
    TRY(account_try(request, person_nobody(by), "second", buf_str(&whose), TRIES, &is_over));
    if (!is_over)
        TRY(take_code(work, person_nobody(by), person_actor(by), secret,
                      plain_code(work->arena, form_text(request, S("code"))), &is_right));
    if (!is_right) {
        request->reply.status = is_over ? 429 : 422;
        work_say(work, S("code"), S("This code does not fit, or was used already."));
        return account_second_page(request, by);
    }
    TRY(second_remove(work, by));
    TRY(second_codes_remove(work, by));
    TRY(account_end_others(request, by));
    request->reply.go_to = S("/me/second-factor");
    return OK;
}

enum err account_second_set(struct request *request, const struct person_access *by)
{
    struct work *work = request->work;
    struct own_factor_rows factor;

    TRY(second_get(work, by, &factor));
    request->reply.go_to = S("/me/second-factor");
    if (factor.len == 0)
        return second_begin(work, by, totp_secret_new(work->arena), work->now);
    if (form_has(request, S("do"), S("leave")) && !factor.at[0].confirmed_at.is_set)
        return second_remove(work, by);
    request->reply.go_to = (struct str){0};
    if (factor.at[0].confirmed_at.is_set)
        return turn_off(request, by, factor.at[0].secret);
    enum err err = confirm(request, by, factor.at[0].secret);
    if (err == ERR_INVALID)
        TRY(account_second_page(request, by));
    return err;
}

enum err account_second_forget(struct work *work, const struct public_access *by, void *with)
{
    struct str *email = with;
    struct forgotten_factor_row row;
    enum err err = second_forget(work, by, email_key(work->arena, *email), &row);

    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_NOT_FOUND, S("email"),
                         S("nobody with this address has a second factor"));
    TRY(err);
    return second_forget_codes(work, by, row.person);
}
