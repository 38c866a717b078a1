/* directory.h - mentors with room, as a mentee may search them: the reason first, no numbers.
 *
 * Who is away, full, or has let two requests in a row lapse without a word is not shown, and is
 * told so on the same page. A block, a pair that has been or an earlier no hides two people from
 * each other. The order is the fit, then the lot of the day: never the name or who came first.
 * There is a directory where the scheme lets mentees ask mentors, or rank them.
 *
 * Table: listing. The rest is read from participant, profile and tag.
 */
#pragma once

#include "app/concept.h"
#include "app/scheme/scheme.h"
#include "base/work.h"
#include "db/access.h"
#include "match/match.h"

extern const struct concept directory_concept;

enum { DIRECTORY_PAGE = 12, DIRECTORY_MOST = 13, DIRECTORY_MISSED = 2 };

/* What speaks for two people, in the scheme's words. */
struct directory_fit {
    enum match_rule rule; /* that keeps them apart, the floor left out; MATCH_NO_RULE: none */
    int64_t score;        /* for the team alone */
    struct match_points points;
    struct str reasons;    /* one a line, for both of them */
    struct str areas;      /* "Engineering and Research": both chose them */
    struct str help;       /* sought and offered */
    struct str near, like; /* where neither is the same: sought, and close to it offered */
};

/* Somebody who seeks a mentor. */
struct directory_mentee {
    struct participant_id id;
    struct person_id person;
    struct cohort_id cohort;
    struct str state, name, headline, hopes;
    struct str course, city, languages, channels, times;
    struct str topics, interests; /* by ";" */
    int64_t room;
};

struct directory_mentor {
    struct participant_id id;
    struct person_id person;
    struct str name, zone, headline, employer, course, year, city, country, about;
    struct str languages, channels, times;
    struct str topics, interests; /* by ";" */
    struct str reply;             /* "Usually answers within 2 days"; empty: not known yet */
    int64_t room;
    bool is_shown; /* not away, not full, not silent */
    struct directory_fit fit;
};

struct directory_mentors {
    const struct directory_mentor *at;
    size_t len;
    int64_t found; /* in all */
    int64_t fit, lot, id;
    bool has_more; /* after fit, lot and id */
};

/* What a search asks for. {0}: everybody. */
struct directory_search {
    struct str text;                    /* anywhere in what a mentor says, or a name of a word */
    struct str topics, interests;       /* keys of tags, ",3,17,"; any of them will do */
    bool by_video, in_person, by_phone; /* none: any way */
    bool has_studied;                   /* a graduate */
    bool is_after;                      /* fit, lot and id say where the page begins */
    int64_t fit, lot, id;
};

/* May mentees look for mentors themselves in this scheme? */
bool directory_is_open(const struct scheme_rules *rules);

/* Where whoever acts seeks a mentor. ERR_NOT_FOUND: they do not. */
MUST_USE enum err directory_me(struct work *work, const struct scheme_access *by,
                               struct directory_mentee *ret);

/* The same for somebody else, for the team and for jobs. */
MUST_USE enum err directory_mentee_get(struct work *work, const struct scheme_access *by,
                                       struct participant_id mentee, struct directory_mentee *ret);

/* A page of mentors with the reason for each, the best fit first. most: 1..DIRECTORY_MOST. */
MUST_USE enum err directory_find(struct work *work, const struct scheme_access *by,
                                 const struct directory_mentee *mentee,
                                 const struct directory_search *search, size_t most,
                                 struct directory_mentors *ret);

/* One mentor, with what speaks for the two. ERR_NOT_FOUND: none that this mentee may know of. */
MUST_USE enum err directory_get(struct work *work, const struct scheme_access *by,
                                const struct directory_mentee *mentee, struct participant_id mentor,
                                struct directory_mentor *ret);

/* Up to two who fit as well as another mentor would have. */
MUST_USE enum err directory_similar(struct work *work, const struct scheme_access *by,
                                    const struct directory_mentee *mentee,
                                    struct participant_id other, struct directory_mentors *ret);
