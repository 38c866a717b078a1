/* message.h - what the two of a pair write to each other.
 *
 * Only the two read a message; the team can see that there was contact, never what was said,
 * and there is no mark of what was read. Tables: message, attachment.
 */
#pragma once

#include "app/concept.h"
#include "app/pair/story.h"
#include "base/work.h"
#include "db/access.h"
#include "web/braid.h"
#include "web/form.h"

enum { MESSAGE_MAX = 4000, MESSAGE_WISH_MAX = 200 }; /* letters; the table checks the same */

extern const struct concept message_concept;

/* Write to the other of the pair, who gets it by mail too, outside the quiet hours that the two
 * agreed. wish: what the writer would like in return, may be empty.
 * ERR_INVALID: nothing written, too long, or the pair is over.
 */
MUST_USE enum err message_send(struct work *work, const struct pair_access *by, struct str body,
                               struct str wish);

/* A message as one of the two may hand it on to whoever looks after safety. */
struct message_copy {
    struct message_id id;
    struct str name, body; /* name: who wrote it */
    int64_t sent_at;
};

struct message_copies {
    const struct message_copy *at;
    size_t len;
};

/* The newest messages of the two, newest first; at most 31. */
MUST_USE enum err message_newest(struct work *work, const struct pair_access *by,
                                 struct message_copies *ret);

/* The same with files. ERR_INVALID, too: too many, too large, or of a kind that is not taken
 * (message_file.h).
 */
MUST_USE enum err message_send_with(struct work *work, const struct pair_access *by,
                                    struct str body, struct str wish, const struct files *files);

/* What the pair's home needs of the messages. */
struct message_look {
    bool is_answer_due;      /* the newest message is the other's */
    bool has_mentee_written; /* ever */
    struct days days;        /* on which the two wrote, in UTC; the 200 newest messages count */
};

/* story: gets the newest messages. */
MUST_USE enum err message_look(struct work *work, const struct pair_access *by, struct story *story,
                               struct message_look *ret);
