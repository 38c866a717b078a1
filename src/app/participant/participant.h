/* participant.h - who takes part in a cohort of a scheme, in which role, and what they offer
 * and seek.
 *
 * One person may be a mentee and a mentor; each is a participant of its own with a profile. An
 * address belongs to one person of the whole installation. A participant is gated, ready, placed,
 * away or left; ready without a partner is the waiting list. Tables: participant, profile,
 * participant_tag.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept participant_concept;

struct participant_tags {
    const struct tag_id *at;
    size_t len;
};

/* What is said of one who takes part. Texts are empty where nothing was said. */
struct participant_facts {
    struct str name, email; /* email in lower case (base/email.h) */
    struct str external;    /* number in the list they come from */
    int64_t capacity;       /* mentees at once; 1 for a mentee */
    struct str headline;    /* a mentor's work, a mentee's course and year */
    struct str employer, course, year, city, country, about, hopes, gains;
    struct str languages, channels, times; /* by "; " */
    struct participant_tags tags;
};

/* "mentee" or "mentor", as tables and paths say it. */
struct str participant_role_word(enum role role);

/* Let a person take part. Whoever is not known by this address becomes a person with an account
 * that is invited; whoever is keeps the name they gave themselves.
 * is_gated: not searched, matched or asked until the scheme's gate is passed.
 * ERR_CONFLICT: takes part in this role already.
 */
MUST_USE enum err participant_admit(struct work *work, const struct team_access *by,
                                    struct cohort_id cohort, enum role role, bool is_gated,
                                    const struct participant_facts *facts,
                                    struct participant_id *ret);

/* Say something else of one who takes part. The address stays, and so does the name of who has
 * signed in before. A mentor never gets fewer places than they have mentees.
 */
MUST_USE enum err participant_revise(struct work *work, const struct team_access *by,
                                     struct participant_id participant,
                                     const struct participant_facts *facts);

/* Give a mentor one more place. ERR_NOT_FOUND: no such mentor. */
MUST_USE enum err participant_add_place(struct work *work, const struct team_access *by,
                                        struct participant_id mentor);

/* Whoever acts has done what the scheme's gate asks: they are ready, in each role they wait in. */
MUST_USE enum err participant_pass_gate(struct work *work, const struct scheme_access *by);

/* Take out somebody who came in by mistake and to whom nothing has happened yet. The person and
 * their account stay: they may have another place.
 * ERR_CONFLICT: something refers to them.
 */
MUST_USE enum err participant_take_out(struct work *work, const struct team_access *by,
                                       struct participant_id participant);

/* "Law LLB, year 2": how a mentee is introduced in one line. Empty without a course. */
struct str participant_headline(struct arena *arena, struct str course, struct str year);

/* The name as lists order and search it: Latin letters without marks, in lower case. */
struct str participant_listed(struct arena *arena, struct str name);
