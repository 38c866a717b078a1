/* shortlist.h - a mentor has the last word: the team sends a few explained proposals, the mentor
 * chooses one, and that mentee is asked.
 *
 * Only whom the rules allow for these two, at or above the floor, stands on it. Choosing takes the
 * two places as every introduction does; whoever is not chosen never hears of it and keeps their
 * place. One list at a time for a mentor; it lapses after the days of a request.
 *
 * Tables: shortlist, shortlist_mentee.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept shortlist_concept;

enum { SHORTLIST_MOST = 5 };

/* Send a list to a mentor. ERR_INVALID: nobody, or more than SHORTLIST_MOST, or one who does not
 * wait or whom a rule keeps away. ERR_CONFLICT: they have one to choose from.
 */
MUST_USE enum err shortlist_send(struct work *work, const struct team_access *by,
                                 struct participant_id mentor, const struct participant_id *mentees,
                                 size_t len);

/* The mentor who acts chooses; the mentee is asked. ERR_CONFLICT: it is over, or that mentee has
 * somebody by now.
 */
MUST_USE enum err shortlist_choose(struct work *work, const struct scheme_access *by,
                                   struct shortlist_id id, struct participant_id mentee);

/* The mentor who acts wants none of them. */
MUST_USE enum err shortlist_pass(struct work *work, const struct scheme_access *by,
                                 struct shortlist_id id);
