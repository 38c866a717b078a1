/* pulse.h - how it is going, from one person to the people who run the scheme: five faces, a line
 * if they like, and "please contact me".
 *
 * The team sees it; the partner never does, and no query that a partner's page runs reads another
 * person's. Asked by mail as often as the scheme says, given at any time. Table: pulse.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum { PULSE_FACES = 5, PULSE_LINE_MAX = 500 }; /* letters; the table checks the same limits */

extern const struct concept pulse_concept;

/* Tell the team; what was asked last is answered with it. wants_contact: raises one's hand too.
 * ERR_INVALID: no face, too long, the pair is over, or the scheme has none.
 */
MUST_USE enum err pulse_give(struct work *work, const struct pair_access *by, int64_t face,
                             struct str line, bool wants_contact);

/* "Good", of 1 to PULSE_FACES; 1 is the worst. */
struct str pulse_says(int64_t face);

struct pulse_told {
    struct str name, says, line;
    int64_t face, answered_at;
};

struct pulse_tolds {
    const struct pulse_told *at;
    size_t len;
};

/* What the two of a pair told the team, newest first; at most 12. */
MUST_USE enum err pulse_told_list(struct work *work, const struct team_access *by,
                                  struct pair_id pair, struct pulse_tolds *ret);
