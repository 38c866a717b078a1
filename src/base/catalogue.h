/* catalogue.h - what people read, in another language than the English of the templates.
 *
 * English is the key. Templates carry it, `make catalogue` lists it all in build/catalogue.en, and
 * a copy of that file with other words behind "<" is a language; no template is rewritten for it.
 * Without a catalogue, and for what one does not have, the English stands.
 *
 *   language cy
 *   plural 1                numbers with a form of their own; all others take the last form
 *   > Goals
 *   < Nodau
 *   > One goal.|{1} goals.  values are {1} {2}, forms are parted by |
 *   < Un nod.|{1} nod.
 */
#pragma once

#include "base/base.h"

struct catalogue;

/* Views into text. ERR_INVALID: line *ret_line is no line of a catalogue, has "<" or ">" in its
 * words, or has other values than its English.
 */
MUST_USE enum err catalogue_parse(struct arena *arena, struct str text,
                                  const struct catalogue **ret, int *ret_line);

/* "cy"; "en-GB" where there is none. */
struct str catalogue_language(const struct catalogue *catalogue);

/* The words for this English. */
struct str catalogue_say(const struct catalogue *catalogue, struct str english);

/* The same for what is counted: the form for n. */
struct str catalogue_count(const struct catalogue *catalogue, struct str english, int64_t n);

/* A message that is being written, value by value: a translation may turn them round. */
struct message {
    struct str rest;
    int value; /* the one to write now, from 1 */
};

/* Write up to the next value. False: that was the end. */
bool message_next(struct message *message, struct buf *out);
