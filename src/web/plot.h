/* plot.h - small drawings of numbers for the team, made by the server.
 *
 * Each carries its finding as a sentence (its name for a screen reader) and the same numbers
 * as a table. Bars are drawn at two widths, of which the style sheet shows one, so that text
 * keeps its size on a phone. Axes begin at 0. Groups that are too small are left out by
 * whoever calls. Source of the rules: the interface design, section 10.
 */
#pragma once

#include "base/base.h"

/* One part of a whole, in the order of the stages; at most 5 parts have a colour of their own. */
struct plot_part {
    struct str name;
    int64_t n; /* 0 and above */
};

/* A bar of parts with its key: "312 pairs by stage: Introduced 22, ...". */
void plot_stages_put(struct buf *out, struct str finding, const struct plot_part *parts,
                     size_t len);

struct plot_bar {
    struct str label;     /* below the bar; empty: none */
    struct str name;      /* in the table */
    int64_t n;            /* 0 and above */
    struct maybe_int aim; /* a dashed line at this height */
    bool is_quiet;        /* drawn in the colour of silence, with its number above */
};

struct plot_bars {
    struct str finding;
    struct str name_head, n_head, aim_head; /* heads of the table; no aim_head: no such column */
    const struct plot_bar *at;
    size_t len;
};

void plot_bars_put(struct buf *out, const struct plot_bars *bars);

/* The top of an axis for values up to most, and the step between its lines: 4 steps of
 * 1, 2, 2.5 or 5 times a power of ten, never less than 4.
 */
int64_t plot_top(int64_t most);
