#include "mail/outbox.h"

#include "mail/mail.h"

#include <stdio.h>

enum err outbox_take(struct work *work, const struct public_access *by, struct due_mail_rows *ret)
{
    return mail_take(work, by, work->now, work->now + OUTBOX_LEASE_S, ret);
}

void outbox_send(struct post *post, struct work *work, const struct due_mail_row *mail,
                 struct post_answer *ret)
{
    struct buf name = {.arena = work->arena};

    buf_addf(&name, "%lld-%lld", (long long)mail->queued_at, (long long)mail->id.n);
    struct envelope envelope = {.name = buf_str(&name),
                                .from = mail_sender(work),
                                .to = mail->address,
                                .bytes = mail->message};
    post_send(post, &envelope, ret);
}

int64_t outbox_delay(int64_t attempts)
{
    static const int64_t minutes[] = {1, 5, 15, 60};
    int64_t at = attempts < 1 ? 0 : attempts - 1;

    return 60 * minutes[at < (int64_t)COUNT(minutes) ? at : (int64_t)COUNT(minutes) - 1];
}

static struct str failure(struct work *work, const struct post_answer *answer)
{
    struct buf text = {.arena = work->arena};

    buf_addf(&text, "%s", post_result_name(answer->result));
    if (answer->code > 0)
        buf_addf(&text, " %d", answer->code);
    if (answer->said[0])
        buf_addf(&text, ": %s", answer->said);
    return buf_str(&text);
}

enum err outbox_settle(struct work *work, const struct public_access *by,
                       const struct due_mail_row *mail, const struct post_answer *answer)
{
    if (answer->result == POST_SENT)
        return mail_mark_sent(work, by, mail->id, work->now);

    struct str why = failure(work, answer);
    fprintf(stderr, "mail %lld: %.*s\n", (long long)mail->id.n, ARG(why));
    if (answer->result == POST_REFUSED || work->now - mail->queued_at >= OUTBOX_GIVE_UP_S)
        return mail_mark_failed(work, by, mail->id, work->now, why);
    return mail_mark_later(work, by, mail->id, work->now + outbox_delay(mail->attempts), why);
}
