/* prose.h - the words of a template: kept apart from its markup, since they are the key of the
 * catalogue (base/catalogue.h).
 *
 * A message is what stands between two tags or directives, values in it as {1} {2}. What has no
 * letter is no message. In a .txt template a message is a paragraph.
 */
#pragma once

#include "place.h"
#include "tool.h"

enum { PROSE_VALUES = 9 };

struct prose {
    const char *path;
    bool is_html;
    struct buf *code;   /* the function that is being written */
    struct buf literal; /* markup that waits to be written */
    struct buf message; /* words that wait */
    struct buf list;    /* all messages: "path:line<TAB>words", a line each */
    struct {
        struct str expression;
        const char *put;
        int line;
    } values[PROSE_VALUES];
    size_t nvalues;
    struct str counted; /* of an open {% plural n %}; empty: none */
};

/* Does this letter of the template belong to words, and not to markup? */
bool prose_is_here(const struct prose *prose, const struct place *place, char c);

void prose_markup(struct prose *prose, char c, int line);
void prose_letter(struct prose *prose, char c, int line);

/* A value among words, or elsewhere. */
void prose_value(struct prose *prose, struct str expression, const char *put, int line);

/* Write out what waits. */
void prose_flush(struct prose *prose, int line);

/* Expressions may hold words too: S("Choose up to three.") is looked up, S("title") is not. */
void prose_expression(struct prose *prose, struct buf *out, struct str expression, int line);
