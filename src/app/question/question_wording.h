/* question_wording.h - what may open a closed question: a few gentle rules about its wording.
 *
 * Pure, in English, and always a suggestion: a question that keeps its words is as welcome. The
 * rules are listed on the page of questions, so that nobody has to guess them.
 */
#pragma once

#include "base/base.h"

enum wording {
    WORDING_FINE,
    WORDING_SEVERAL, /* more than one question in one */
    WORDING_LEADING, /* its answer is in it */
    WORDING_CHOICE,  /* this or that */
    WORDING_CLOSED,  /* yes or no */
    WORDING_COUNT
};

/* A rule as a person reads it. */
struct wording_rule {
    const char *finds;      /* what the rule looks for */
    const char *suggestion; /* what it says, beside the question */
    const char *from, *to;  /* an example */
};

/* The first rule that these words meet, or WORDING_FINE. */
enum wording wording_of(struct str words);

/* Not for WORDING_FINE. */
const struct wording_rule *wording_rule(enum wording wording);

struct wording_rules {
    const struct wording_rule *at;
    size_t len;
};

/* All of them, in the order in which they are tried. */
struct wording_rules wording_rules(void);
