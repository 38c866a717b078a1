#include "app/demo/demo.h"

#include "app/account/account.h"
#include "app/demo/demo_inside.h"
#include "app/server.h"
#include "demo_sql.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { DAY_S = 86400, STORY_DAYS = 130, PEOPLE = 60, PEOPLE_LEAST = 8, PEOPLE_MOST = 100000 };

struct wish {
    const char *dir;
    const char *where;
    int64_t people, seed;
    struct day today;
    bool has_today;
};

/* Who may be looked over the shoulder, and the ways in: paths, since the port is not known yet. */
struct links {
    struct arena *arena;
    struct str slug, mentee, mentor; /* addresses */
    struct str paths[3];
};

static int read_number(struct args *args, const char *option, int64_t usual, int64_t least,
                       int64_t most, int64_t *ret)
{
    const char *text = args_text(args, option);

    *ret = usual;
    if (!text)
        return COMMAND_DONE;
    if (str_number(str_of(text), ret) != OK || *ret < least || *ret > most)
        return args_wrong(args, "%s wants a number from %lld to %lld", option, (long long)least,
                          (long long)most);
    return COMMAND_DONE;
}

static int read_wish(struct args *args, struct wish *ret)
{
    const char *today = args_text(args, "--today");

    if (read_number(args, "--people", PEOPLE, PEOPLE_LEAST, PEOPLE_MOST, &ret->people) ||
        read_number(args, "--seed", 1, 0, INT64_MAX, &ret->seed))
        return COMMAND_WRONG;
    ret->today = day_of(time(NULL));
    ret->has_today = today != NULL;
    if (today && day_parse(str_of(today), &ret->today) != OK)
        return args_wrong(args, "--today wants a day as 2027-05-03");
    return COMMAND_DONE;
}

/* The folder that was named, made if need be, or one of our own that the system clears away. */
static bool make_dir(struct args *args, struct wish *wish)
{
    static char own[] = "/tmp/rapport-demo-XXXXXX";
    const char *named = args_text(args, "--data");

    wish->dir = named ? named : mkdtemp(own);
    return wish->dir && (!named || mkdir(named, 0700) == 0 || errno == EEXIST);
}

static enum err ways_in(struct work *work, const struct public_access *by, void *with)
{
    struct links *links = with;
    const struct str people[] = {links->mentee, links->mentor, S("coordinator@example.org")};
    struct buf page = {.arena = work->arena};

    for (size_t i = 0; i < COUNT(people); i++) {
        struct str url;
        page.len = 0;
        buf_addf(&page, "/s/%.*s/%s", ARG(links->slug), i == 2 ? "team" : "home");
        TRY(account_link_new(work, by, people[i], buf_str(&page), 10LL * 365 * DAY_S, true, &url));
        url.at += work->site->base_url.len;
        url.len -= work->site->base_url.len;
        links->paths[i] = arena_copy(links->arena, url);
    }
    return OK;
}

static enum err choose(struct work *work, const struct team_access *by, void *with)
{
    struct links *links = with;
    struct demo_people_rows chosen;

    TRY(demo_people(work, by, work->now, &chosen));
    if (chosen.len == 0)
        return work_fail(work, ERR_NOT_FOUND, (struct str){0},
                         S("no pair of this demo has a meeting before it"));
    links->mentee = arena_copy(links->arena, chosen.at[0].mentee);
    links->mentor = arena_copy(links->arena, chosen.at[0].mentor);
    return OK;
}

static enum err tell_story(const struct wish *wish, struct demo *demo)
{
    demo->first.n = wish->today.n - STORY_DAYS - 1;
    demo->people = (size_t)wish->people;
    TRY(demo_open(demo));
    return demo_live(demo);
}

static void print_links(const char *base_url, void *with)
{
    static const char *const roles[] = {"mentee", "mentor", "coordinator"};
    const struct links *links = with;

    for (size_t i = 0; i < COUNT(roles); i++)
        printf("%s %s%.*s\n", roles[i], base_url, ARG(links->paths[i]));
    fflush(stdout);
}

static int make(const struct wish *wish, struct links *links)
{
    struct rehearsal *rehearsal = rehearse_open(wish->where, (uint64_t)wish->seed);
    struct demo demo = {.arena = links->arena, .rehearsal = rehearsal};
    enum err err = OK;

    if (!rehearsal)
        return COMMAND_FAILED;
    if (!rehearse_is_made(rehearsal))
        err = tell_story(wish, &demo);
    rehearse_at(rehearsal, wish->today.n * DAY_S);
    links->slug = demo.slug.len ? demo.slug : S("fenwick-mentoring");
    if (err == OK)
        err = rehearse_team(rehearsal, links->slug, (struct person_id){0}, choose, links);
    rehearse_at(rehearsal, time(NULL));
    if (err == OK)
        err = rehearse_public(rehearsal, ways_in, links);
    if (err == OK && wish->has_today)
        err = rehearse_clock(rehearsal, wish->today);
    if (err == OK)
        err = rehearse_end(rehearsal);
    if (err != OK)
        fprintf(stderr, "rapport demo: %.*s\n", ARG(rehearse_fault(rehearsal)));
    free(demo.pairs);
    rehearse_free(rehearsal);
    return err == OK ? COMMAND_DONE : COMMAND_FAILED;
}

static int demo_command(struct args *args)
{
    const char *listen = args_text(args, "--listen");
    struct wish wish = {0};
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct links links = {.arena = arena};
    struct buf path = {.arena = arena};

    if (read_wish(args, &wish) != COMMAND_DONE)
        return COMMAND_WRONG;
    if (!make_dir(args, &wish)) {
        fprintf(stderr, "rapport demo: no folder for the data: %s\n", strerror(errno));
        return COMMAND_FAILED;
    }
    buf_addf(&path, "%s/rapport.db", wish.dir);
    wish.where = arena_copy(arena, buf_str(&path)).at;
    int status = make(&wish, &links);
    if (status == COMMAND_DONE)
        status = server_run(&(struct server_options){.where = wish.where,
                                                     .dir = wish.dir,
                                                     .listen = listen ? listen : "127.0.0.1:8080",
                                                     .mail_dir = args_text(args, "--mail-dir"),
                                                     .is_quiet = true,
                                                     .ready = print_links,
                                                     .with = &links});
    return status;
}

static const struct command rows[] = {
    {"demo",
     "[--listen ADDRESS:PORT] [--people N] [--seed S] [--today DATE] [--data DIR] [--mail-dir DIR]",
     "Make and serve a sample scheme with months of history; prints a sign-in link for a mentee, a "
     "mentor and a coordinator.",
     demo_command},
};
const struct commands demo_commands = LIST(rows);
