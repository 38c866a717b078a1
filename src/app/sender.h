/* sender.h - one round of the outbox: take what is due, send it, keep what came of each. */
#pragma once

#include "base/work.h"

struct db;
struct post;

/* Three kinds of step, none inside another: a transaction that takes, sending outside any
 * transaction, a transaction for each result. What a round does not finish, a later one does.
 * ret: how many mails were taken; 0: nothing is due.
 */
MUST_USE enum err sender_round(struct db *db, struct post *post, const struct site *site,
                               int64_t now, size_t *ret);
