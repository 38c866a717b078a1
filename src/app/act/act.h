/* act.h - what a link in a mail may do: GET shows, POST acts.
 *
 * A concept declares its acts as rows beside their handlers and names them in its struct concept.
 * act_link() makes a link to one: bound to a person, an act, an object and the object's version,
 * good for 14 days and for one use. It grants that act and no session. Programs that scan mail
 * open every link, so show changes nothing; the second POST shows what the first came to.
 * Table: act.
 */
#pragma once

#include "app/concept.h"
#include "web/web.h"

enum { ACT_DAYS = 14 };

/* show renders the page with the one form (POST to the same path; the link is its own proof, so
 * no form token is needed). run does it and says what came of it with act_came_to(). Both are
 * called with the proof their gate asks for, as if the person of the link were signed in:
 * MEMBER(fn), or PAIR_MEMBER(fn) where the link has a pair, or VISITOR(fn).
 */
struct act {
    const char *name; /* "meeting_pick"; unique among all concepts */
    struct gate show, run;
    const char *does; /* one sentence */
};

struct acts {
    const struct act *at;
    size_t len;
};

/* What a handler of an act is asked for. */
struct act_call {
    int64_t object;  /* the key the link was made for: an offer, a pair */
    int64_t version; /* of the object as it then stood: compare, and call act_is_stale() */
    int64_t choice;  /* preselected: a slot; 0: none */
};

struct act_call act_call(const struct request *request);

/* What to link to. */
struct act_to {
    struct scheme_id scheme;
    struct person_id person;
    struct pair_id pair; /* {0}: about no pair */
    int64_t object, version, choice;
};

/* Make a link, to stand in a mail to that person and nowhere else. ret: its path, "/a/...". */
MUST_USE enum err act_link(struct work *work, const struct public_access *by, const struct act *act,
                           const struct act_to *to, struct str *ret);

/* In run, when it is done: the sentence that this and every later visit of the link shows, and
 * the page it leads on to (empty: none). sentence may be "It is set: Thursday ...".
 */
void act_came_to(struct request *request, struct str sentence, struct str go_on);

/* In show or run: the object has changed since. Renders a page that says so in this sentence and
 * leads on; return what it returns.
 */
MUST_USE enum err act_is_stale(struct request *request, struct str sentence, struct str go_on);

extern const struct concept act_concept;
