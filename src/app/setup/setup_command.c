#include "app/account/account.h"
#include "app/installation/installation.h"
#include "app/setup/setup_inside.h"

#include <stdio.h>

enum { FIRST_LINK_S = 14 * 86400 };

/* What is asked for, and what comes of it. */
struct wish {
    struct str name, email, template, scheme_name;
    struct str slug, url;
    struct person_id person;
};

static enum err make_scheme(struct work *work, const struct public_access *by, struct wish *wish)
{
    struct str place = wish->name.len > 0 ? wish->name : work->site->name;

    if (wish->template.len == 0)
        return OK;
    return scheme_add_from(work, by, wish->template, wish->scheme_name, place, &wish->slug);
}

/* Names are not guessed: until they say otherwise, people are called by their address. */
static enum err make_person(struct work *work, const struct public_access *by, struct wish *wish)
{
    return account_person_find_or_add(work, by, wish->email, wish->email, S("Europe/London"),
                                      &wish->person);
}

static enum err make_installation(struct work *work, const struct public_access *by, void *with)
{
    struct wish *wish = with;

    enum err err = installation_add(work, by, wish->name, false);
    if (err == ERR_CONFLICT)
        return work_fail(work, err, (struct str){0},
                         S("there is an installation here already; rapport scheme adds a scheme"));
    TRY(err);
    TRY(make_person(work, by, wish));
    TRY(make_scheme(work, by, wish));
    struct buf go_to = {.arena = work->arena};
    if (wish->slug.len > 0)
        buf_addf(&go_to, "/s/%.*s/team", ARG(wish->slug));
    else
        buf_add(&go_to, S("/me/sign-in"));
    return account_link_new(work, by, wish->email, buf_str(&go_to), FIRST_LINK_S, false,
                            &wish->url);
}

static enum err begin_scheme(struct work *work, const struct team_access *by, void *with)
{
    const struct wish *wish = with;

    return scheme_begin(work, by, wish->template, wish->scheme_name, wish->person);
}

static int init_command(struct args *args)
{
    struct wish wish = {
        .name = str_of(args_text(args, "--name")),
        .email = str_of(args_text(args, "--email")),
        .template = str_of(args_text(args, "--template")),
        .scheme_name = str_of(args_text(args, "--scheme-name")),
    };

    if (wish.name.len == 0 || wish.email.len == 0)
        return args_wrong(args, "--name and --email are needed");
    int status = command_new(args, make_installation, begin_scheme, &wish.slug, &wish);
    if (status != COMMAND_DONE)
        return status;
    printf("%.*s\n", ARG(wish.url));
    if (wish.slug.len > 0)
        printf("/s/%.*s\n", ARG(wish.slug));
    return COMMAND_DONE;
}

static enum err add_scheme(struct work *work, const struct public_access *by, void *with)
{
    struct wish *wish = with;

    TRY(make_person(work, by, wish));
    return make_scheme(work, by, wish);
}

static int scheme_command(struct args *args)
{
    struct wish wish = {
        .email = str_of(args_text(args, "--email")),
        .template = str_of(args_text(args, "--template")),
        .scheme_name = str_of(args_text(args, "--scheme-name")),
    };

    if (wish.template.len == 0 || wish.email.len == 0)
        return args_wrong(args, "--template and --email are needed");
    int status = command_scheme(args, add_scheme, begin_scheme, &wish.slug, &wish);
    if (status == COMMAND_DONE)
        printf("/s/%.*s\n", ARG(wish.slug));
    return status;
}

static const struct command rows[] = {
    {"init",
     "--data DIR | --database URL --name NAME --email ADDRESS "
     "[--template alumni|six-months|charity] [--scheme-name NAME] [--base-url URL]",
     "Make an installation, and with a template its first scheme; prints a link that signs you in "
     "once, within 14 days.",
     init_command},
    {"scheme",
     "--data DIR | --database URL --template alumni|six-months|charity --email ADDRESS "
     "[--scheme-name NAME]",
     "Make one more scheme, led by whoever has this address.", scheme_command},
};
const struct commands setup_commands = LIST(rows);
