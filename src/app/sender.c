#include "app/sender.h"

#include "app/access/access.h"
#include "db/db.h"
#include "mail/outbox.h"

static struct work work_at(struct arena *arena, const struct site *site, int64_t now)
{
    struct work work = work_begin(arena, now);

    if (site)
        work.site = site;
    return work;
}

static enum err take(struct work *work, const struct public_access *by, void *with)
{
    return outbox_take(work, by, with);
}

struct settled {
    const struct due_mail_row *mail;
    struct post_answer answer;
};

static enum err settle(struct work *work, const struct public_access *by, void *with)
{
    const struct settled *settled = with;

    return outbox_settle(work, by, settled->mail, &settled->answer);
}

static enum err in_transaction(struct db *db, struct work *work,
                               enum err (*run)(struct work *, const struct public_access *, void *),
                               void *with)
{
    TRY(db_begin(db, DB_WRITE));
    return db_end(db, access_command_public(db, work, run, with));
}

enum err sender_round(struct db *db, struct post *post, const struct site *site, int64_t now,
                      size_t *ret)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_at(arena, site, now);
    struct due_mail_rows due;

    TRY(in_transaction(db, &work, take, &due));
    for (size_t i = 0; i < due.len; i++) {
        struct settled settled = {.mail = &due.at[i]};
        outbox_send(post, &work, settled.mail, &settled.answer);
        TRY(in_transaction(db, &work, settle, &settled));
    }
    *ret = due.len;
    return OK;
}
