#include "app/account/account.h"

#include "base/secret.h"
#include "base/totp.h"
#include "support/given.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct str key = {"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 32};
static const char second[] = "/sign-in/second", own[] = "/me/second-factor";

/* A cookie as long as they are, which stands for who has shown the first factor. */
static const char cookie[] = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeff";

static struct world *given_factor(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);
    struct buf sql = {.arena = arena};

    cr_assert(secret_start());
    buf_addf(&sql,
             "INSERT INTO factor (person, secret, made_at, confirmed_at) VALUES (5, '%.*s', 1, 1);"
             "INSERT INTO second_wait (hash, person, go_to, ends_at) VALUES"
             " ('%.*s', 5, '/s/alumni/team', %lld);%c",
             ARG(key), ARG(secret_hash(arena, str_of(cookie))), (long long)world->now + 600, 0);
    given_rows(world, sql.at);
    return world;
}

static const char *code_at(struct world *world, int64_t at)
{
    struct buf out = {.arena = world->arena};
    int64_t code;

    cr_assert(totp_code(key, at / TOTP_STEP_S, &code) == OK);
    buf_addf(&out, "code=%06d%c", (int)code, 0);
    return out.at;
}

static struct str post(struct world *world, int64_t person, const char *path, const char *text)
{
    struct form form;
    struct str page;

    cr_assert(form_parse(world->arena, str_of(text), &form) == OK);
    enum err err = visit(world, person, POST, path, form, &page);
    cr_expect(err == OK || err == ERR_INVALID);
    return page;
}

static int64_t sessions(struct world *world)
{
    return count_of(world, "SELECT count(*) FROM session WHERE person = 5 AND is_strong = 1");
}

Test(second, a_code_lets_in_once_and_an_older_one_not_at_all)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_factor(arena);

    world->session_token = str_of(cookie);
    post(world, 0, second, code_at(world, world->now));
    cr_expect(sessions(world) == 1);
    cr_expect(str_eq(world->go_to, S("/s/alumni/team")));
    cr_expect(count_of(world, "SELECT count(*) FROM second_wait") == 0, "the wait is over");

    world->session_token = str_of(cookie);
    given_rows(world, "INSERT INTO second_wait (hash, person, go_to, ends_at)"
                      " SELECT 'x', 5, '/', 1");
    post(world, 0, second, code_at(world, world->now));
    cr_expect(sessions(world) == 1, "nobody waits behind this cookie any more");
}

Test(second, a_code_seen_over_a_shoulder_is_no_use_again)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_factor(arena);
    struct buf sql = {.arena = arena};

    buf_addf(&sql, "UPDATE factor SET last_step = %lld%c", (long long)world->now / TOTP_STEP_S, 0);
    given_rows(world, sql.at);
    world->session_token = str_of(cookie);
    cr_expect(has(post(world, 0, second, code_at(world, world->now)), "was used already"));
    cr_expect(has(post(world, 0, second, code_at(world, world->now - 30)), "was used already"));
    cr_expect(sessions(world) == 0);
    post(world, 0, second, code_at(world, world->now + 30));
    cr_expect(sessions(world) == 1, "the next one is good");
}

Test(second, guessing_is_slowed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_factor(arena);

    world->session_token = str_of(cookie);
    for (int i = 0; i < 10; i++)
        post(world, 0, second, "code=000000");
    cr_expect(has(post(world, 0, second, code_at(world, world->now)), "tried often"));
    cr_expect(sessions(world) == 0);
    world->now += 120;
    post(world, 0, second, code_at(world, world->now));
    cr_expect(sessions(world) == 1);
}

Test(second, it_is_set_up_with_a_code_and_kept_codes_let_in_once)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct str page;
    struct buf sql = {.arena = arena}, form = {.arena = arena};

    cr_assert(secret_start());
    post(world, 5, own, "x=1");
    cr_expect(count_of(world, "SELECT count(*) FROM factor WHERE confirmed_at IS NULL") == 1);
    buf_addf(&sql, "UPDATE factor SET secret = '%.*s'%c", ARG(key), 0);
    given_rows(world, sql.at);
    cr_expect(visit(world, 5, GET, own, (struct form){0}, &page) == OK);
    cr_expect(has(page, "GEZD GNBV") && has(page, "otpauth://totp/"));
    cr_expect(has(post(world, 5, own, "do=confirm&code=000000"), "does not fit"));
    cr_expect(count_of(world, "SELECT count(*) FROM recovery_code") == 0);

    page = post(world, 5, own, code_at(world, world->now));
    cr_expect(count_of(world, "SELECT count(*) FROM recovery_code WHERE person = 5") == 10);
    const char *kept = strstr(arena_copy(arena, page).at, "<p class=\"b\" dir=\"ltr\">");
    cr_assert(kept);
    buf_addf(&form, "code=%.11s%c", kept + strlen("<p class=\"b\" dir=\"ltr\">"), 0);
    cr_expect(visit(world, 5, GET, own, (struct form){0}, &page) == OK);
    cr_expect(!has(page, "GEZD"), "the key is shown no more");

    world->now += 60;
    sql.len = 0;
    buf_addf(
        &sql,
        "INSERT INTO second_wait (hash, person, go_to, ends_at) VALUES ('%.*s', 5, '/', %lld)%c",
        ARG(secret_hash(arena, str_of(cookie))), (long long)world->now + 600, 0);
    given_rows(world, sql.at);
    world->session_token = str_of(cookie);
    post(world, 0, second, form.at);
    cr_expect(sessions(world) == 1);
    given_rows(world, sql.at);
    post(world, 0, second, form.at);
    cr_expect(sessions(world) == 1, "once");
    world->session_token = (struct str){0};
    cr_expect(has(post(world, 5, own, "code=000000"), "does not fit"));
    post(world, 5, own, code_at(world, world->now));
    cr_expect(count_of(world, "SELECT count(*) FROM factor") == 0);
}

Test(second, a_link_alone_does_not_let_in_who_has_one)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_factor(arena);
    struct str page;
    struct buf sql = {.arena = arena};
    struct form none = {0};

    buf_addf(&sql,
             "INSERT INTO sign_in (id, hash, code, flow, person, go_to, ends_at) VALUES"
             " (1, '%.*s', '', '', 5, '/s/alumni/team', %lld)%c",
             ARG(secret_hash(arena, str_of(cookie))), (long long)world->now + 600, 0);
    given_rows(world, sql.at);
    struct buf path = {.arena = arena};
    buf_addf(&path, "/sign-in/%s%c", cookie, 0);
    cr_expect(visit(world, 0, POST, path.at, none, &page) == OK);
    cr_expect(str_eq(world->go_to, str_of(second)));
    cr_expect(count_of(world, "SELECT count(*) FROM session") == 0);
}

Test(second, a_scheme_that_wants_it_lets_its_team_in_with_it_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    struct buf sql = {.arena = arena};
    struct str page;

    cr_assert(secret_start());
    buf_addf(&sql,
             "UPDATE scheme SET wants_second = 1 WHERE id = 1;"
             "INSERT INTO account (person, state, changed_at) VALUES (5, 'active', 1);"
             "INSERT INTO session (id, hash, person, agent, created_at, seen_at, ends_at) VALUES"
             " (1, '%.*s', 5, '', 1, %lld, %lld)%c",
             ARG(secret_hash(arena, str_of(cookie))), (long long)world->now,
             (long long)world->now + 600, 0);
    given_rows(world, sql.at);
    world->session_token = str_of(cookie);
    cr_expect(visit(world, 0, GET, "/s/alumni/team", (struct form){0}, &page) == OK);
    cr_expect(str_eq(world->go_to, S("/me/second-factor?wanted=1")) && page.len == 0);
    given_rows(world, "UPDATE session SET is_strong = 1");
    cr_expect(visit(world, 0, GET, "/s/alumni/team", (struct form){0}, &page) == OK);
    cr_expect(world->go_to.len == 0 && page.len > 0);
}
