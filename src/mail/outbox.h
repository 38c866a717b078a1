/* outbox.h - send what is queued: take a few, send them outside any transaction, settle each.
 *
 * A mail that was taken and not settled, because the program ended between, is taken again when
 * its lease is over, with the same bytes and Message-ID: at least once, never lost. What cannot be
 * sent is tried again after 1, 5, 15 and 60 minutes, then every hour, and given up after 48 hours.
 * A server that asks for what is not configured (TLS, a login) stops nothing for good: its mails
 * wait as for a server that is away.
 * Table: mail.
 */
#pragma once

#include "base/work.h"
#include "mail/post.h"
#include "mail_sql.h"

enum { OUTBOX_LEASE_S = 300, OUTBOX_GIVE_UP_S = 48 * 3600 };

/* Lease up to 50 mails that are due. One transaction, which writes. */
MUST_USE enum err outbox_take(struct work *work, const struct public_access *by,
                              struct due_mail_rows *ret);

/* Send one, outside any transaction. */
void outbox_send(struct post *post, struct work *work, const struct due_mail_row *mail,
                 struct post_answer *ret);

/* Keep what came of it. One transaction, which writes. */
MUST_USE enum err outbox_settle(struct work *work, const struct public_access *by,
                                const struct due_mail_row *mail, const struct post_answer *answer);

/* Seconds until a mail that has been tried this often is tried again. */
int64_t outbox_delay(int64_t attempts);
