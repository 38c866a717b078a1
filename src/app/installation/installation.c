#include "app/installation/installation.h"

#include "access_sql.h"
#include "app/access/access.h"
#include "base/secret.h"
#include "installation_sql.h"

static enum err load(struct work *work, const struct public_access *by, void *with)
{
    struct access_installation_row made;
    struct site *site = with;

    enum err err = access_installation(work, by, &made);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, (struct str){0},
                         S("nothing has been set up here yet; make an installation by rapport "
                           "init"));
    TRY(err);
    site->name = made.name;
    site->secret = made.secret;
    if (site->base_url.len == 0)
        site->base_url = made.base_url.len > 0 ? made.base_url : work->site->base_url;
    work->site = site;
    work->now += made.shift_s;
    work->today = day_of(work->now);
    return OK;
}

enum err installation_load(struct db *db, struct work *work, struct site *site)
{
    return access_command_public(db, work, load, site);
}

enum err installation_add(struct work *work, const struct public_access *by, struct str name,
                          bool is_demo)
{
    struct str secret = secret_hash(work->arena, secret_new(work->arena));

    if (name.len == 0 || str_letters(name) > 200)
        return work_fail(work, ERR_INVALID, S("name"), S("the name needs 1 to 200 letters"));
    return installation_insert(work, by, name, secret, is_demo, work->now);
}

enum err installation_move_clock(struct work *work, const struct public_access *by,
                                 struct day today)
{
    struct shifted_row shifted;
    int64_t days = today.n - day_of(work->now).n;

    enum err err = installation_shift(work, by, days * 86400, &shifted);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, (struct str){0},
                         S("only the clock of a demo can be moved"));
    return err;
}

enum err installation_serve_at(struct work *work, const struct public_access *by,
                               struct str base_url)
{
    return installation_served(work, by, base_url);
}
