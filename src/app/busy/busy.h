/* busy.h - when one of a pair is not to be expected, and when the two rest.
 *
 * A busy period is dates and perhaps a line: said once, told to everybody one is paired with. A
 * pause is the pair's: either begins it with a day of return, either ends it sooner. On such days,
 * and on the scheme's own closures, all clocks stand still (rest.h): no nudge goes out, no signal
 * grows. Behind it the one who was away is welcomed back. The team sees dates only.
 * Tables: busy_period, pause.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;
struct act_to;

enum { BUSY_DAYS_MOST = 120, BUSY_LINE_MAX = 300 }; /* letters; the table checks the same limit */

extern const struct concept busy_concept;

struct busy_dates {
    struct day from, until; /* until: the last day of it */
    struct str line;        /* to each partner; may be empty */
};

/* Say when one is away, to everybody one is paired with in this scheme; each gets a mail.
 * ERR_INVALID: the days lie in the past, end before they begin or are too many, the line is too
 * long, or one is in no pair.
 */
MUST_USE enum err busy_say(struct work *work, const struct scheme_access *by,
                           const struct busy_dates *dates);

/* Be back before the end, or take dates back that have not begun. ERR_NOT_FOUND: none of one's own
 * that is not over.
 */
MUST_USE enum err busy_be_back(struct work *work, const struct scheme_access *by,
                               struct busy_period_id id);

/* Pause the pair up to a day of return.
 * ERR_INVALID: the pair is not under way, or the day is no later day within the longest pause.
 */
MUST_USE enum err busy_pause(struct work *work, const struct pair_access *by, struct day return_on);

/* Go on before that. ERR_INVALID: the pair does not pause. */
MUST_USE enum err busy_go_on(struct work *work, const struct pair_access *by);

/* A link for a mail on which its person says that they are away; choice: days preselected. */
MUST_USE enum err busy_link(struct work *work, const struct public_access *by,
                            const struct act_to *to, struct str *ret);

/* Who of a pair is away today: the last day of it; and the day before the two go on. */
struct busy_now {
    struct maybe_day mine, theirs, both;
};

MUST_USE enum err busy_now_get(struct work *work, const struct pair_access *by,
                               struct busy_now *ret);

/* A line of the pair's home: who is away until when, and the way to say so. */
void busy_card(struct request *request, const struct pair_access *by, struct str other,
               const struct busy_now *now, struct html *ret);
