/* letter.h - one mail as bytes: MIME with plain text, HTML and, if it invites, a calendar.
 *
 * The bytes are ASCII, lines end in CR LF and are at most 998 octets long. With a calendar the
 * parts stand as mail programs want them to show the invitation: text/calendar as the last
 * alternative, without a disposition, and the same bytes once more as a file; nothing else is
 * ever attached.
 */
#pragma once

#include "base/base.h"

struct mailbox {
    struct str name, address;
};

struct letter {
    struct mailbox from, to;
    struct str subject;
    struct str message_id; /* "random@domain", without < > */
    struct str thread;     /* the Message-ID that gathers a pair's mails; empty: none */
    int64_t written_at;    /* s UTC */
    struct str text, html;
    struct str calendar;         /* empty: none */
    const char *calendar_method; /* "REQUEST" or "CANCEL", as in the calendar */
    struct str unsubscribe_url;  /* https address of the one-click page; empty: none */
};

/* Write it. ERR_INVALID: an address is none, or a text is not UTF-8. */
MUST_USE enum err letter_write(struct arena *arena, const struct letter *letter, struct str *ret);
