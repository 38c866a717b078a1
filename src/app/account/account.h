/* account.h - a person's means of signing in: mailed links and codes, a password, sessions.
 *
 * Whether an address is known is never told: the same page, the same work, the same time. Tries
 * are slowed, never locked out, since a lock-out is an attack on whoever is locked out. Tables:
 * person, account, session, sign_in, throttle.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum {
    LINK_S = 15 * 60,           /* a mailed link */
    SESSION_IDLE_S = 30 * 86400 /* a session, from its beginning */
};

extern const struct concept account_concept;

/* A person with this address, new or known, and an account for them. The name of a known person
 * is not changed. email: compared in lower case.
 * ERR_INVALID: no address, or no name.
 */
MUST_USE enum err account_person_find_or_add(struct work *work, const struct public_access *by,
                                             struct str name, struct str email, struct str zone,
                                             struct person_id *ret);

/* A link that signs this person in once, and leads to go_to. within_s: how long it is good. lasts:
 * a demo's, which may be used again. ret: the whole address.
 * ERR_NOT_FOUND: nobody has this address.
 */
MUST_USE enum err account_link_new(struct work *work, const struct public_access *by,
                                   struct str email, struct str go_to, int64_t within_s, bool lasts,
                                   struct str *ret);

/* "Firefox on Linux", from a User-Agent; for people to know a device by, nothing more. */
struct str account_device(struct arena *arena, struct str agent);

/* A time zone to choose. */
struct account_zone {
    struct str name, label; /* "America/New_York", "America: New York" */
    bool is_chosen;
};

struct account_zones {
    const struct account_zone *at;
    size_t len;
};

/* All time zones that people may choose, for account_zone_options_html(). */
struct account_zones account_zones(struct arena *arena, struct str chosen);

/* ERR_INVALID: it is none of them; the fault stands beside the field "zone". */
MUST_USE enum err account_zone_check(struct work *work, struct str zone);

/* A path of ours to go on to, or "/": never another site. */
struct str account_way(struct str to);
