/* scheme.h - a standing offer of mentoring: its text in versions, and its cohorts.
 *
 * The rules come from the adopted text of the highest version (scheme_text.h); policy.h says who
 * may do what. Tables: scheme, scheme_text, cohort, role, and tag where a form brings its words.
 */
#pragma once

#include "app/scheme/scheme_text.h"
#include "base/work.h"
#include "db/access.h"

/* The rules in force. A scheme without a text has the usual ones.
 * ERR_BROKEN: the text that was adopted is no text.
 */
MUST_USE enum err scheme_rules_get(struct work *work, const struct visitor_access *by,
                                   struct scheme_rules *ret);

/* One running of the scheme. */
struct scheme_cohort {
    struct cohort_id id;
    struct str name, state; /* state: product.md section 4.1 */
    struct maybe_day opens_on, closes_on, runs_from, runs_to;
};

/* The cohort that is prepared or under way: the newest that is not archived.
 * ERR_NOT_FOUND: there is none.
 */
MUST_USE enum err scheme_cohort_get(struct work *work, const struct visitor_access *by,
                                    struct scheme_cohort *ret);

/* May people apply to this cohort now? A rolling scheme takes people while it runs. */
bool scheme_is_open(const struct scheme_rules *rules, const struct scheme_cohort *cohort);
