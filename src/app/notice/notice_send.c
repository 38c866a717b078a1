#include "app/notice/notice.h"

#include "app/notice/notice_inside.h"
#include "mail/outbox.h"

#include <stdio.h>

struct turn {
    struct arena *arena; /* of this round; the units' own end with them */
    int64_t now;
    struct due_mail_rows due;
    const struct due_mail_row *mail;
    const struct post_answer *answer;
};

static struct str kept(struct turn *turn, struct str text)
{
    return arena_copy(turn->arena, text);
}

/* What is read in a unit of work is gone after it, so it is copied. */
static enum err take(struct work *work, const struct public_access *by, void *with)
{
    struct turn *turn = with;
    struct due_mail_rows due;

    TRY(outbox_take(work, by, &due));
    turn->now = work->now;
    turn->due.at = NEW_ARRAY(turn->arena, struct due_mail_row, due.len);
    turn->due.len = due.len;
    for (size_t i = 0; i < due.len; i++) {
        struct due_mail_row *mail = &turn->due.at[i];
        *mail = due.at[i];
        mail->address = kept(turn, mail->address);
        mail->message = kept(turn, mail->message);
    }
    return OK;
}

static enum err settle(struct work *work, const struct public_access *by, void *with)
{
    const struct turn *turn = with;

    return outbox_settle(work, by, turn->mail, turn->answer);
}

/* What is not kept stays leased, and goes again with the same Message-ID when that is over. */
static enum err send_all(const struct runner *runner, struct post *post, struct turn *turn)
{
    struct work work = work_begin(turn->arena, turn->now);

    work.site = runner->site;
    for (size_t i = 0; i < turn->due.len; i++) {
        struct post_answer answer = {0};
        outbox_send(post, &work, &turn->due.at[i], &answer);
        turn->mail = &turn->due.at[i];
        turn->answer = &answer;
        TRY(runner->write(runner->self, settle, turn));
    }
    return OK;
}

enum err notice_send(const struct runner *runner, struct post *post, size_t *ret)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct turn turn = {.arena = arena};

    TRY(runner->write(runner->self, take, &turn));
    TRY(send_all(runner, post, &turn));
    *ret = turn.due.len;
    return OK;
}

static struct post *open_post(const struct site *site)
{
    const struct smtp_settings settings = {.url = str_of(site->smtp),
                                           .password_file = str_of(site->smtp_password)};
    struct post *post = NULL;

    enum err err = site->mail_dir ? post_to_folder(str_of(site->mail_dir), &post)
                                  : post_to_server(&settings, &post);
    if (err != OK)
        fprintf(stderr, "rapport: mail waits: %s cannot be used\n",
                site->mail_dir ? site->mail_dir : site->smtp);
    return post;
}

static void send_due(const struct runner *runner)
{
    size_t taken;

    if (!runner->site->mail_dir && !runner->site->smtp)
        return; /* mails wait until the server is told how they leave */
    struct post *post = open_post(runner->site);
    if (post && notice_send(runner, post, &taken) != OK)
        fprintf(stderr, "rapport: mail waits: the database is busy\n");
    post_free(post);
}

static const struct round rows[] = {
    {"send_mail", 1, send_due, "Sends the mails that are due"},
};
const struct rounds notice_rounds = LIST(rows);
