/* application.h - a person's request to take part in a cohort in one role.
 *
 * It answers the form of the scheme text that was in force when it was started, whatever becomes
 * of that form. Whoever fills it in is known by the cookie of their browser, by the link that was
 * mailed to them, or by being signed in; nobody else finds it, and whether an address has applied
 * is told to its owner alone. started -> sent <-> asked; sent -> accepted | declined;
 * any -> withdrawn; started -> lapsed. Tables: application, application_answer.
 */
#pragma once

#include "app/concept.h"
#include "app/scheme/scheme.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept application_concept;

enum { APPLICATION_LAPSE_DAYS = 14 }; /* after applications close */

/* Who is filling in a form. */
struct application_visit {
    enum role role;
    struct str cookie;      /* SHA-256 of it, in hex */
    struct str scheme_path; /* "/s/fenwick" */
};

/* Begin one, or come back to one that was begun: whoever gives an address is mailed a link to go
 * on, and goes on at once unless the address has one already that is filled in elsewhere.
 * zone: in which a newcomer reads times; empty: the scheme's. ERR_INVALID: no name, no address, no
 * such zone, or applications are closed.
 * ret_goes_on: false: only the mailed link leads on.
 */
MUST_USE enum err application_start(struct work *work, const struct visitor_access *by,
                                    const struct application_visit *visit, struct str name,
                                    struct str email, struct str zone, bool *ret_goes_on);

/* Send it to the team. ERR_INVALID: an answer that is wanted is missing, or the person has not
 * agreed; the fault's field is the key of the answer.
 */
MUST_USE enum err application_send(struct work *work, const struct visitor_access *by,
                                   const struct application_visit *visit, bool has_agreed);

/* Let the applicant take part: a participant with a profile and the scheme's words.
 * ERR_CONFLICT: it is decided already, or they take part in this role.
 */
MUST_USE enum err application_accept(struct work *work, const struct team_access *by,
                                     struct application_id application);

/* Say no, with a text that the applicant reads. ERR_INVALID: no text. ERR_CONFLICT as above. */
MUST_USE enum err application_decline(struct work *work, const struct team_access *by,
                                      struct application_id application, struct str reason);

/* Ask for something more. ERR_INVALID: no text. ERR_CONFLICT as above. */
MUST_USE enum err application_ask(struct work *work, const struct team_access *by,
                                  struct application_id application, struct str text,
                                  struct str scheme_path);
