/* braid.h - the drawing of a pair's history: two strands on a line of days, together at each
 * meeting, a little apart after other contact, fully apart in silence.
 *
 * Pure: the same history gives the same drawing. Whoever calls decides what may be shown: the
 * two see everything, the team no contact but the day of the last trace, and that only once
 * a silence signal is shown to it. Nothing can be learned from the drawing alone: it carries
 * its sentence, and braid_list() gives the same as rows.
 *
 * Source of the curves: the interface design, section 9.
 */
#pragma once

#include "base/base.h"

struct days {
    const struct day *at;
    size_t len;
};

struct braid {
    struct day from;       /* the introduction */
    struct day until;      /* the pair's end date; before from: taken as from */
    struct day today;      /* outside from..until: the nearer of the two */
    int interval;          /* days between meetings, as agreed; below 1: taken as 21 */
    struct days met;       /* in any order, days may repeat */
    struct days planned;   /* further days by the rhythm; see braid_plan() */
    struct days contact;   /* messages and the like, up to today */
    struct maybe_day next; /* the meeting that is set */
    bool is_mirrored;      /* right to left: time runs to the left */
};

enum braid_size { BRAID_WIDE, BRAID_NARROW, BRAID_MINI, BRAID_SIZE_COUNT };

/* One day of the drawing, for tests and for other drawings of the same. */
struct braid_point {
    double gap;  /* 0: they meet, 1: fully apart */
    double side; /* +1: the mentee's strand is below, -1: above */
    double sep;  /* -1..1: smoothed, signed distance */
    double x, y; /* of the mentee's strand, in units of the view box */
};

/* day: counted from the first day shown, 0 to the last one shown. */
struct braid_point braid_at(const struct braid *braid, enum braid_size size, double day,
                            struct arena *arena);

/* Who the sentence speaks to. */
enum braid_voice {
    BRAID_YOU, /* the two: "You have met 3 times: ..." */
    BRAID_THEY /* the team: "They have met 3 times, last on ..." */
};

/* Everything that the drawing says, as one or more sentences. */
struct str braid_sentence(struct arena *arena, const struct braid *braid, enum braid_voice voice);

/* Write the drawing as <svg role="img">, with label as its name. */
void braid_put(struct buf *out, const struct braid *braid, enum braid_size size, struct str label);

/* The same as rows, earliest first. what: "Met", "Next meeting", "Planned", "In touch". */
struct braid_row {
    struct day on;
    struct str what;
};

struct braid_rows {
    struct braid_row *at;
    size_t len;
};

struct braid_rows braid_list(struct arena *arena, const struct braid *braid);

/* The further days by the rhythm: every interval days after the meeting that is set (or the
 * last one, or today), up to the end date; at most 60.
 */
struct days braid_plan(struct arena *arena, const struct braid *braid);
