/* notice.h - what the program tells one person, and how a person stops a kind of it.
 *
 * Every reminder carries a link of its own, /u/{token}, that stops its kind for the person it was
 * sent to. A mail program may post to it without showing a page (RFC 8058). Table: mail_stop.
 */
#pragma once

#include "app/concept.h"
#include "base/base.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept notice_concept;

struct post;
struct runner;

/* One round of the outbox: take what is due, send it, keep what came of each. Three kinds of step,
 * none inside another: a transaction that takes, sending outside any transaction, a transaction
 * for each result. What a round does not finish, a later one does. ret: how many were taken.
 */
MUST_USE enum err notice_send(const struct runner *runner, struct post *post, size_t *ret);
