#include "app/account/account.h"
#include "app/account/account_inside.h"

#include <stdio.h>

struct wish {
    struct str email, url;
};

static enum err make_link(struct work *work, const struct public_access *by, void *with)
{
    struct wish *wish = with;

    return account_link_new(work, by, wish->email, S("/me/start"), LINK_S, false, &wish->url);
}

static int login_link(struct args *args)
{
    struct wish wish = {.email = str_of(args_text(args, "--email"))};
    int status = wish.email.len == 0 ? args_wrong(args, "--email wants an address")
                                     : command_public(args, make_link, &wish);

    if (status == COMMAND_DONE)
        printf("%.*s\n", ARG(wish.url));
    return status;
}

static int forget_second(struct args *args)
{
    struct str email = str_of(args_text(args, "--email"));

    if (email.len == 0)
        return args_wrong(args, "--email wants an address");
    return command_public(args, account_second_forget, &email);
}

static const struct command rows[] = {
    {"forget-second-factor", "--data DIR | --database URL --email ADDRESS",
     "Take the second factor off somebody who has lost it and all codes.", forget_second},
    {"login-link", "--data DIR | --database URL --email ADDRESS [--base-url URL]",
     "Print a link that signs this person in, once, within 15 minutes.", login_link},
};
const struct commands account_commands = LIST(rows);
