/* scheme.h - a standing offer of mentoring: its text in versions, and its cohorts.
 *
 * The rules come from the adopted text of the highest version (scheme_text.h); policy.h says who
 * may do what. Tables: scheme, scheme_text, cohort, role, and tag where a form brings its words.
 */
#pragma once

#include "app/concept.h"
#include "app/scheme/scheme_text.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept scheme_concept;

/* Its path is /s/SLUG. */
MUST_USE enum err scheme_slug_get(struct work *work, const struct visitor_access *by,
                                  struct str *ret);

/* The rules in force. A scheme without a text has the usual ones.
 * ERR_BROKEN: the text that was adopted is no text.
 */
MUST_USE enum err scheme_rules_get(struct work *work, const struct visitor_access *by,
                                   struct scheme_rules *ret);

/* The rules of one version of the text, as an application is bound to them. ERR_NOT_FOUND: none. */
MUST_USE enum err scheme_rules_of(struct work *work, const struct visitor_access *by,
                                  struct scheme_text_id text, struct scheme_rules *ret);

/* Put these rules into the text, as one more version. It is adopted at once where whoever acts
 * may adopt; else it is a draft that the lead adopts. ret_is_adopted may be NULL.
 * ERR_INVALID: the text would be none; the fault says why.
 */
MUST_USE enum err scheme_text_write(struct work *work, const struct team_access *by,
                                    const struct scheme_rules *rules, bool *ret_is_adopted);

/* Let a draft be in force from now on: the scheme's name, the days of its cohort, the words of its
 * vocabulary and who looks after safety follow it.
 * ERR_CONFLICT: it was adopted already, or a later version is in force.
 */
MUST_USE enum err scheme_text_adopt(struct work *work, const struct team_access *by,
                                    struct scheme_text_id text);

/* Make a scheme from a shipped text, in two steps of one transaction: the scheme itself, and what
 * belongs to it, for which its proof is needed. name: empty, the text's own. The person becomes
 * lead and coordinator. ret_slug: its path is /s/SLUG.
 * ERR_INVALID: no such template. ERR_CONFLICT: there are too many schemes of this name.
 */
MUST_USE enum err scheme_add_from(struct work *work, const struct public_access *by,
                                  struct str template, struct str name, struct str place,
                                  struct str *ret_slug);
MUST_USE enum err scheme_begin(struct work *work, const struct team_access *by, struct str template,
                               struct str name, struct person_id person);

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

/* Move the cohort on: open, selecting, matching, running, closing, follow_up, archived.
 * ERR_INVALID: not from where it is, not by this person, or something it needs is missing; the
 * fault says what. ERR_CONFLICT: somebody moved it just now.
 */
MUST_USE enum err scheme_cohort_move(struct work *work, const struct team_access *by,
                                     struct str to);

/* The first pair is there: a cohort that takes applications or matches is running from now on.
 * ERR_INVALID: it was never opened.
 */
MUST_USE enum err scheme_cohort_run(struct work *work, const struct team_access *by);

/* What is missing before a cohort may open; empty: nothing. */
struct str scheme_lacks_safeguarding(const struct scheme_rules *rules);
struct str scheme_lacks_privacy(const struct scheme_rules *rules);
struct str scheme_lacks_agreement(const struct scheme_rules *rules);
struct str scheme_lacks_form(const struct scheme_rules *rules);
struct str scheme_lacks_dates(const struct scheme_rules *rules);

/* Where a line of the guide leads, below the scheme's path; empty: nowhere for this reader. */
struct str scheme_guide_link(struct arena *arena, struct str goes, struct str scheme_path,
                             struct str pair_path);

/* May people apply to this cohort now? A rolling scheme takes people while it runs. */
bool scheme_is_open(const struct scheme_rules *rules, const struct scheme_cohort *cohort);
