/* notice.h - what the program tells one person, and how a person stops a kind of it.
 *
 * Every reminder carries a link of its own, /u/{token}, that stops its kind for the person it was
 * sent to. A mail program may post to it without showing a page (RFC 8058). Table: mail_stop.
 */
#pragma once

#include "app/concept.h"

extern const struct concept notice_concept;
