/* introduction.h - two people are asked, and introduced once both have said yes.
 *
 * A pair begins as offered: it holds a place with each of the two, and each gets a mail with a
 * link of their own. Saying yes carries the scheme's conduct and confidentiality. Two yeses make
 * it introduced; one no makes it not taken, which the other learns in neutral words. Places are
 * taken by a conditional UPDATE alone, so no number of parallel yeses goes beyond capacity.
 *
 * Tables: pair (offered, introduced, not_taken), pair_yes, pair_no; and used and state of
 * participant.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept introduction_concept;

/* Whom to bring together, and why. */
struct introduction {
    struct cohort_id cohort;
    struct participant_id mentee_place, mentor_place;
    struct str reasons; /* one a line, in words for both */
};

/* Ask both, by mail, and hold a place with each.
 * ERR_CONFLICT: one of them has no room any more, does not wait for a partner, or will not meet
 * the other.
 */
MUST_USE enum err introduction_offer(struct work *work, const struct scheme_access *by,
                                     const struct introduction *of, struct pair_id *ret);

/* Introduce two of whom one has asked and whoever acts says yes: both yeses are there at once. text:
 * what the one who asked said yes to. ERR_CONFLICT: as introduction_offer(); nothing has changed
 * once the caller's transaction is rolled back.
 */
MUST_USE enum err introduction_meet(struct work *work, const struct scheme_access *by,
                                    const struct introduction *of, struct scheme_text_id text,
                                    struct pair_id *ret);

/* Take an offer back that nobody has answered, and tell both in a line.
 * ERR_CONFLICT: it is answered, or no offer.
 */
MUST_USE enum err introduction_withdraw(struct work *work, const struct scheme_access *by,
                                        struct pair_id pair);

/* Say yes as whoever acts; again is the same as once. ret: both have, so the two are introduced.
 * ERR_NOT_FOUND: no offer to this person. ERR_CONFLICT: it is not open any more.
 */
MUST_USE enum err introduction_accept(struct work *work, const struct scheme_access *by,
                                      struct pair_id pair, bool *ret);

/* Say no as whoever acts. reason: "time", "area", "known" or "other".
 * ERR_INVALID: no such reason. ERR_NOT_FOUND, ERR_CONFLICT: as introduction_accept().
 */
MUST_USE enum err introduction_decline(struct work *work, const struct scheme_access *by,
                                       struct pair_id pair, struct str reason);

/* The mail that asks, as one of the two would get it. */
struct introduction_mail {
    struct str to, subject, body;
};

/* Write the mail that this participant would get about the other, without sending it. */
MUST_USE enum err introduction_preview(struct work *work, const struct scheme_access *by,
                                       struct participant_id to, struct participant_id about,
                                       struct str reasons, struct introduction_mail *ret);

/* The lines of a text that are not empty: reasons, as a list. */
struct introduction_lines {
    const struct str *at;
    size_t len;
};

struct introduction_lines introduction_lines(struct arena *arena, struct str text);

/* "Structural engineer, Tyne Rail, Oslo" */
struct str introduction_who(struct arena *arena, struct str headline, struct str employer,
                            struct str city);
