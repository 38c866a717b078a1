/* message_file.h - what a file is, by what is in it, and what it may be called. Pure.
 *
 * A short list: what two people send each other about work. The name and the type that a browser
 * sends are never trusted; nothing here opens or unpacks a file, and none is ever shown in a page.
 */
#pragma once

#include "base/base.h"

enum {
    MESSAGE_FILES_MAX = 3,                        /* with one message */
    MESSAGE_FILE_MAX = 5 * 1024 * 1024,           /* bytes; the table checks the same */
    MESSAGE_FILES_OF_PAIR_MAX = 50 * 1024 * 1024, /* bytes, all of them */
    MESSAGE_FILE_NAME_MAX = 120                   /* letters; likewise */
};

struct message_file_kind {
    struct str ending; /* ".pdf" */
    struct str type;   /* "application/pdf" */
    bool (*fits)(struct str bytes);
};

/* What these bytes are; NULL: nothing on the list. */
const struct message_file_kind *message_file_kind_of(struct str bytes);

/* The name under which a file is kept: the last part of what was sent, without anything that a
 * file system or a header could take for more, and with the ending of its kind.
 */
struct str message_file_name(struct arena *arena, struct str sent,
                             const struct message_file_kind *kind);

/* "PDF, PNG, JPEG, plain text, Word or OpenDocument text" */
struct str message_file_kinds(void);
