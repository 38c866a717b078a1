/* request.h - a mentee asks one mentor to be theirs, and the mentor answers.
 *
 * Asking is the mentee's yes to conduct and confidentiality, so a mentor's yes introduces the two
 * at once; it takes a place with each by the same conditional UPDATE as every introduction. A
 * mentee has so many open as the scheme says, each on a seat of its own that no two share. A
 * request lapses after the scheme's days; while what the mentor asked first is unanswered it does
 * not, and afterwards at least three days are left. Whoever's request cannot come to anything any
 * more is told so.
 *
 * Tables: request; and listing, where a mentor's answers are counted.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept request_concept;

/* An open request of a mentee. */
struct request_asked {
    struct request_id id;
    struct participant_id mentor;
    int64_t seat;
};

struct request_open {
    const struct request_asked *at;
    size_t len;
};

/* The open requests of one mentee. */
MUST_USE enum err request_open_of(struct work *work, const struct scheme_access *by,
                                  struct participant_id mentee, struct request_open *ret);

/* Ask a mentor, as whoever acts. hopes: what they hope for, 1 to 600 letters.
 * ERR_INVALID: hopes; or a rule keeps the two apart, or so many are open already. ERR_NOT_FOUND:
 * no such mentor. ERR_CONFLICT: no room any more, or asked already.
 */
MUST_USE enum err request_ask(struct work *work, const struct scheme_access *by,
                              struct participant_id mentor, struct str hopes,
                              struct request_id *ret);

/* The mentor who acts says yes, and the two are introduced.
 * ERR_NOT_FOUND: no request to them. ERR_CONFLICT: it is over, or one of the two has no room.
 */
MUST_USE enum err request_accept(struct work *work, const struct scheme_access *by,
                                 struct request_id id, struct pair_id *ret);

/* The mentor who acts says not this time. why: "time", "fit", "full" or "unsaid"; line: a kind
 * word, which may be empty. ERR_INVALID: no such reason, or too long a line.
 */
MUST_USE enum err request_decline(struct work *work, const struct scheme_access *by,
                                  struct request_id id, struct str why, struct str line);

/* The mentor who acts asks something first; the clock stops. ERR_INVALID: nothing asked. */
MUST_USE enum err request_ask_first(struct work *work, const struct scheme_access *by,
                                    struct request_id id, struct str what);

/* The mentee who acts answers, and the clock goes on. ERR_INVALID: no answer. */
MUST_USE enum err request_reply(struct work *work, const struct scheme_access *by,
                                struct request_id id, struct str answer);

/* The mentee who acts takes it back. */
MUST_USE enum err request_withdraw(struct work *work, const struct scheme_access *by,
                                   struct request_id id);
