/* demo_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/command.h"
#include "app/demo/demo_people.h"
#include "app/rehearse.h"

extern const struct commands demo_commands;

/* What happens to a pair on some day. */
enum demo_act {
    DEMO_MENTEE_SAYS_YES,
    DEMO_MENTOR_SAYS_YES,
    DEMO_MENTOR_SAYS_NO,
    DEMO_HELLO,
    DEMO_AIM,
    DEMO_PROPOSE,
    DEMO_AGREE,
    DEMO_GOAL,
    DEMO_GO_ON,
    DEMO_QUESTION,
    DEMO_OFFER,
    DEMO_PICK,
    DEMO_MARK_BOTH,
    DEMO_MARK_MISSED,
    DEMO_RECORD,
    DEMO_PROMISE,
    DEMO_KEEP,
    DEMO_MENTEE_WRITES,
    DEMO_MENTOR_WRITES,
    DEMO_HAND,
    DEMO_NOTE,
    DEMO_ACT_COUNT
};

enum { DEMO_STEPS_MOST = 160, DEMO_SLOT_DAYS = 5 };

struct demo_step {
    int16_t day; /* since the pairs were offered */
    int16_t act; /* enum demo_act */
};

/* What lies before one pair, day by day. */
struct demo_script {
    struct demo_step steps[DEMO_STEPS_MOST];
    size_t len, done;
};

struct demo_pair {
    struct pair_id id;
    struct person_id mentee, mentor;
    const char *mentee_zone;
    int interval; /* days between meetings */
    struct demo_script script;
};

struct demo {
    struct arena *arena; /* for what lives as long as the demo */
    struct rehearsal *rehearsal;
    struct str slug;
    struct day first; /* when the pairs were offered */
    int days;         /* from then until yesterday */
    size_t people;
    struct person_id coordinator;
    struct demo_pair *pairs;
    size_t npairs;
};

/* Write what lies before a pair. n: which of them; the first ones go well, for those who look. */
void demo_write_script(struct demo *demo, struct demo_pair *pair, size_t n);

/* Do one thing of the story. What the rules refuse does not happen, as in life; only what could not
 * be stored is an error.
 */
MUST_USE enum err demo_do(struct demo *demo, struct demo_pair *pair, enum demo_act act);

/* Make the scheme, bring people in, match and publish. */
MUST_USE enum err demo_open(struct demo *demo);

/* The pairs that were offered, without their scripts. */
MUST_USE enum err demo_find_pairs(struct demo *demo);

/* What the story has besides meetings: a list of resources, a file or two, a pair that ended. */
MUST_USE enum err demo_finish(struct demo *demo);

/* Live through the days. */
MUST_USE enum err demo_live(struct demo *demo);
