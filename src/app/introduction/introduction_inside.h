/* introduction_inside.h - what the files of the concept share. */
#pragma once

#include "app/introduction/introduction.h"
#include "web/html.h"

struct routes;
struct acts;
struct mails;

extern const struct routes introduction_routes;
extern const struct acts introduction_acts;
extern const struct mails introduction_mails;

/* An offer as one of the two reads it. */
struct offered {
    struct pair_id pair;
    bool is_mentor; /* whoever reads */
    bool is_answered_by_me;
    struct str state, reasons;
    struct str name, headline, employer, course, year, city, about, hopes, gains; /* of the other */
    struct html path; /* the other's, where they are a mentor */
};

/* ERR_NOT_FOUND: no pair of whoever acts. */
MUST_USE enum err introduction_get(struct work *work, const struct scheme_access *by,
                                   struct pair_id pair, struct offered *ret);

/* What whoever acts says of themselves, as the other would read it. ERR_NOT_FOUND: no such place. */
MUST_USE enum err introduction_self_get(struct work *work, const struct scheme_access *by,
                                        bool is_mentor, struct offered *ret);

/* Which mail to send; introduction_mail.c. */
enum introduction_occasion { ASKED, INTRODUCED, NOT_TAKEN, WITHDRAWN, OCCASION_COUNT };

struct person_place {
    struct person_id person;
    struct participant_id place;
};

/* Mail to one of a pair about the other. */
MUST_USE enum err introduction_tell(struct work *work, const struct scheme_access *by,
                                    enum introduction_occasion occasion, struct pair_id pair,
                                    struct person_place to, struct person_place about,
                                    struct str reasons);

/* The act that a link in the mail is for, in introduction_pages.c. */
extern const struct act *const introduction_answer;
