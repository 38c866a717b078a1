/* pair.h - a mentee and a mentor together: who they are, where they stand, their home.
 *
 * The home is put together from cards that other concepts write (x_card() in their headers);
 * this concept knows whose move it is (pair_move.h), the story so far (story.h) and how to ask
 * the team for help. Tables: pair, hand.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

struct request;

extern const struct concept pair_concept;

enum pair_state {
    PAIR_OFFERED,
    PAIR_INTRODUCED,
    PAIR_ACTIVE,
    PAIR_PAUSED,
    PAIR_CLOSING,
    PAIR_OVER, /* completed, completed early, or ended */
};

struct pair_person {
    struct person_id id;
    struct str name, zone;
};

/* A pair as one of its two sees it. */
struct pair_two {
    enum role reader; /* ROLE_MENTEE or ROLE_MENTOR */
    struct pair_person me, other;
    enum pair_state state;
    bool has_said_yes;   /* whoever reads, to being introduced */
    bool must_look_back; /* whoever reads is offered to look back, and has not (app/ending) */
    struct maybe_int introduced_at;
    struct maybe_day ends_on;
    struct maybe_int ended_at;
    struct str reasons; /* why these two, one a line */
    struct str path;    /* of the pair's pages: "/s/fenwick/pairs/3" */
    struct str scheme_name;
    struct str headline, employer, city, about, hopes, gains; /* of the other; may be empty */
};

MUST_USE enum err pair_two_get(struct work *work, const struct pair_access *by,
                               struct pair_two *ret);

const struct pair_person *pair_mentee(const struct pair_two *two);
const struct pair_person *pair_mentor(const struct pair_two *two);

/* "Only Ingrid Solberg sees this": the words beside an input that only the other reads. */
struct str pair_seen(struct arena *arena, const struct pair_two *two);

/* The pair's own path: "/s/fenwick/pairs/3". */
struct str pair_path(const struct request *request, const struct pair_access *by);

/* May the two still change things? A pair that is over is read only. */
bool pair_is_open(const struct pair_two *two);

enum { HAND_LINE_MAX = 500 }; /* letters; the table checks the same limit */

/* Somebody of a pair asks the team for help. */
struct hand {
    struct hand_id id;
    struct pair_id pair;
    struct person_id person;
    struct str name, other_name; /* whose hand it is, and the other of the pair */
    struct str line;             /* to the team; may be empty */
    int64_t raised_at;
};

struct hands {
    const struct hand *at;
    size_t len;
};

/* Raise the hand of whoever acts, or put other words to one that is up. line: to the team. */
MUST_USE enum err hand_ask(struct work *work, const struct pair_access *by, struct str line);

/* The hands that are up, oldest first; at most 200. */
MUST_USE enum err hand_list(struct work *work, const struct team_access *by, struct hands *ret);

/* The team has seen to it. ERR_NOT_FOUND: no such hand, or it is down already. */
MUST_USE enum err hand_settle(struct work *work, const struct team_access *by, struct hand_id hand);
