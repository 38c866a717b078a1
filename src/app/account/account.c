#include "app/account/account.h"

#include "account_mail_txt.h"
#include "account_sql.h"
#include "app/account/account_inside.h"
#include "base/email.h"
#include "base/secret.h"
#include "web/http.h"

enum { REFILL_PER_S = 33 }; /* thousandths of a try: one each 30 s, ten in 5 minutes */

struct str account_way(struct str to)
{
    bool is_ours = str_starts(to, S("/")) && !str_starts(to, S("//")) && to.len < 500;

    for (size_t i = 0; i < to.len; i++)
        is_ours &= (unsigned char)to.at[i] > 0x20 && to.at[i] != '\\' && to.at[i] != 0x7F;
    return is_ours ? to : S("/");
}

struct known {
    const char *mark, *name; /* what a User-Agent holds, and what people call it */
};

/* Order matters: Edge calls itself Chrome too, and Chrome calls itself Safari. */
static const struct known browsers[] = {{"Firefox", "Firefox"}, {"Edg", "Edge"},
                                        {"OPR", "Opera"},       {"Chrome", "Chrome"},
                                        {"Safari", "Safari"},   {"", "Another browser"}};
static const struct known systems[] = {
    {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},      {"Windows", "Windows"},
    {"Mac", "Mac"},         {"Linux", "Linux"},   {"", "another system"}};

static const char *name_in(const struct known *known, struct str agent)
{
    while (!str_has(agent, str_of(known->mark)))
        known++;
    return known->name;
}

struct str account_device(struct arena *arena, struct str agent)
{
    struct buf name = {.arena = arena};

    buf_addf(&name, "%s on %s", name_in(browsers, agent), name_in(systems, agent));
    return buf_str(&name);
}

enum err account_person_find_or_add(struct work *work, const struct public_access *by,
                                    struct str name, struct str email, struct str zone,
                                    struct person_id *ret)
{
    struct str address = email_key(work->arena, email);
    struct person_id id = {work_new_key(work)};
    struct account_person_rows found;

    struct str fault = email_fault(str_trim(email));

    if (fault.len > 0)
        return work_fail(work, ERR_INVALID, S("email"), fault);
    if (name.len == 0 || str_letters(name) > 200)
        return work_fail(work, ERR_INVALID, S("name"), S("Please give a name, up to 200 letters."));
    TRY(account_person_add(work, by, id, name, address, zone.len ? zone : S("Europe/London"),
                           work->now));
    TRY(account_person(work, by, address, &found));
    if (found.len == 0)
        return ERR_BROKEN;
    TRY(account_insert(work, by, found.at[0].id, work->now));
    *ret = found.at[0].id;
    return OK;
}

static enum err add_link(struct work *work, const struct public_access *by, struct person_id person,
                         struct str go_to, struct str flow, struct str code, int64_t within_s,
                         bool lasts, struct str *ret)
{
    struct arena *arena = work->arena;
    struct sign_in_id id = {work_new_key(work)};
    struct str token = secret_new(arena);
    struct buf path = {.arena = arena};

    TRY(account_sign_in_add(work, by, id, secret_hash(arena, token), code, flow, person,
                            account_way(go_to), lasts, work->now + within_s));
    buf_addf(&path, "/sign-in/%.*s", ARG(token));
    *ret = buf_str(&path);
    return OK;
}

enum err account_link_new(struct work *work, const struct public_access *by, struct str email,
                          struct str go_to, int64_t within_s, bool lasts, struct str *ret)
{
    struct buf url = {.arena = work->arena};
    struct account_person_rows found;
    struct str path;

    TRY(account_person(work, by, email_key(work->arena, email), &found));
    if (found.len == 0)
        return work_fail(work, ERR_NOT_FOUND, S("email"), S("nobody has this address"));
    TRY(account_insert(work, by, found.at[0].id, work->now));
    TRY(add_link(work, by, found.at[0].id, go_to, (struct str){0}, (struct str){0}, within_s, lasts,
                 &path));
    buf_addf(&url, "%.*s%.*s", ARG(work->site->base_url), ARG(path));
    *ret = buf_str(&url);
    return OK;
}

struct str account_code_hash(struct arena *arena, struct str flow, struct str code)
{
    struct buf both = {.arena = arena};

    buf_addf(&both, "%.*s/%.*s", ARG(flow), ARG(code));
    return secret_hash(arena, buf_str(&both));
}

enum { SIGN_IN_MAIL };
static const struct mail mail_rows[] = {
    [SIGN_IN_MAIL] = {"sign_in", MAIL_NEEDED, "Your sign-in link",
                      "Signs a person in who asked for it."},
};
const struct mails account_mails = LIST(mail_rows);

enum err account_ask(struct request *request, const struct public_access *by, struct str email,
                     struct str go_to)
{
    struct work *work = request->work;
    struct str flow = secret_hash(work->arena, request->visit_token);
    struct str code = secret_code(work->arena), path;
    struct str hash = account_code_hash(work->arena, flow, code);
    struct buf once = {.arena = work->arena}, body = {.arena = work->arena};
    struct account_person_rows found;

    TRY(account_person(work, by, email_key(work->arena, email), &found));
    if (found.len == 0)
        return OK;
    TRY(account_insert(work, by, found.at[0].id, work->now));
    TRY(add_link(work, by, found.at[0].id, go_to, flow, hash, LINK_S, false, &path));
    buf_addf(&once, "sign_in/%lld", (long long)work_new_key(work));
    account_mail_txt(&body, found.at[0].name, work->site->name, code);
    struct mail_text text = {.cost = S("One tap, good for 15 minutes"),
                             .body = buf_str(&body),
                             .button = S("Go to the sign-in page"),
                             .path = path};
    return mail_queue_text(work, by, &mail_rows[SIGN_IN_MAIL], found.at[0].id, buf_str(&once),
                           &text);
}

static enum err add_session(struct request *request, const struct public_access *by,
                            struct person_id person, struct str go_to, bool is_strong)
{
    struct work *work = request->work;
    const struct site *site = work->site;
    struct str token = secret_new(work->arena);
    struct session_id id = {work_new_key(work)};
    struct buf cookie = {.arena = work->arena};

    TRY(account_session_add(work, by, id, secret_hash(work->arena, token), person,
                            account_device(work->arena, request->agent), is_strong, work->now,
                            work->now + SESSION_IDLE_S));
    TRY(account_session_prune(work, by, person, work->now));
    buf_addf(&cookie, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
             ARG(http_session_cookie(site)), ARG(token), SESSION_IDLE_S,
             site->is_secure ? "; Secure" : "");
    request->reply.cookies[0] = buf_str(&cookie);
    request->reply.go_to = account_way(go_to);
    return OK;
}

enum err account_enter(struct request *request, const struct public_access *by,
                       struct person_id person, struct str go_to)
{
    bool is_asked;

    TRY(account_activate(request->work, by, person, request->work->now));
    TRY(account_second_asked(request, by, person, go_to, &is_asked));
    return is_asked ? OK : add_session(request, by, person, go_to, false);
}

enum err account_enter_strong(struct request *request, const struct public_access *by,
                              struct person_id person, struct str go_to)
{
    return add_session(request, by, person, go_to, true);
}

enum err account_end_others(struct request *request, const struct person_access *by)
{
    return account_sessions_end_others(request->work, by, request->session);
}

enum err account_try(struct request *request, const struct public_access *by, const char *what,
                     struct str whose, int64_t most, bool *ret_is_over)
{
    struct work *work = request->work;
    struct buf bucket = {.arena = work->arena};
    struct throttled_row throttled;

    buf_addf(&bucket, "%s/%.*s", what, ARG(whose));
    TRY(account_throttle(work, by, secret_mac(work->arena, work->site->secret, buf_str(&bucket)),
                         work->now, REFILL_PER_S, most * 1000, &throttled));
    *ret_is_over = throttled.spent > most * 1000;
    return OK;
}

enum err account_check_password(struct work *work, struct str password)
{
    static const char *const common[] = {"password", "qwerty", "123456",
                                         "letmein",  "mentor", "rapport"};
    struct str lower = email_key(work->arena, password);

    if (str_letters(password) < PASSWORD_LEAST)
        return work_fail(work, ERR_INVALID, S("password"),
                         S("Please use at least 12 letters. A few words in a row are good."));
    if (str_letters(password) > PASSWORD_MOST)
        return work_fail(work, ERR_INVALID, S("password"), S("Please use at most 128 letters."));
    for (size_t i = 0; i < COUNT(common); i++)
        if (str_starts(lower, str_of(common[i])))
            return work_fail(work, ERR_INVALID, S("password"),
                             S("This begins like a password that is guessed first. Please choose "
                               "another."));
    return OK;
}

const struct concept account_concept = {
    .name = "account",
    .routes = &account_routes,
    .commands = &account_commands,
    .mails = &account_mails,
};
