/* policy.h - who may do what in a scheme: product.md section 5 as a table of data.
 *
 * The same rows drive pages, refusals, settings and a test of every cell. A scheme may switch an
 * act to another row of its own; what is fixed has one row.
 */
#pragma once

#include "base/work.h"
#include "db/access.h"

struct scheme_rules;

enum policy_act {
    ACT_FIRST_CONTACT,
    ACT_CHOOSE_PARTNER,
    ACT_PROPOSE_RHYTHM,
    ACT_ACCEPT_AGREEMENT,
    ACT_OFFER_TIMES,
    ACT_MOVE_MEETING,
    ACT_CANCEL_MEETING,
    ACT_WRITE_BRIEF,
    ACT_WRITE_GOALS,
    ACT_WRITE_RECORD,
    ACT_ACTIONS,
    ACT_QUESTIONS,
    ACT_PROGRESS_NOTE,
    ACT_AIMS,
    ACT_HEADS_UP,
    ACT_MARK_MEETING,
    ACT_BUSY_PERIOD,
    ACT_PULSE,
    ACT_PAUSE,
    ACT_END_PAIR,
    ACT_COMPLETE_EARLY,
    ACT_REVEAL_CONTACT,
    ACT_HAND_ON_HISTORY,
    ACT_DECIDE_APPLICATION,
    ACT_PUBLISH_RUN,
    ACT_PIN_BLOCK,
    ACT_CHANGE_TEXT,
    ACT_OPEN_SEALED,
    ACT_READ_AUDIT,
    ACT_COUNT
};

/* What a role may do about an act, weakest first. */
enum may {
    MAY_NOT,
    MAY_SEE,     /* that it happened, not what was said */
    MAY_SUGGEST, /* beside, without changing */
    MAY_ANSWER,  /* their word is asked for: agrees, confirms, picks, answers */
    MAY_LATER,   /* once the days of whoever does it first are over */
    MAY_DO,
};

enum { POLICY_WAYS = 4, POLICY_ROLES = 4 };

/* One way that a scheme may settle an act. */
struct policy_way {
    const char *word;            /* in the scheme text: "mentee"; NULL: no more ways */
    const char *says;            /* on the settings page */
    enum may cell[POLICY_ROLES]; /* mentee, mentor, coordinator, lead */
};

struct policy {
    const char *word;    /* in the scheme text: "offer-times" */
    const char *verb;    /* "offer times": after who does it, and as a label */
    const char *suggest; /* what whoever may suggest can do instead: "You can suggest one." */
    const char *answer;  /* likewise for whoever may answer */
    struct policy_way way[POLICY_WAYS]; /* the first is the default; only one: fixed */
};

extern const struct policy policies[ACT_COUNT];

/* What this role may do about the act. A role outside the table may do nothing. */
enum may policy_get(const struct scheme_rules *rules, enum policy_act act, enum role role);

/* May they do it themselves, now? */
bool policy_may(const struct scheme_rules *rules, enum policy_act act, enum role role);

/* Why not, and the next best act: "In this scheme mentees offer times. You can suggest one." */
struct str policy_refusal(struct work *work, const struct scheme_rules *rules, enum policy_act act,
                          enum role role);

/* ERR_INVALID with the refusal as fault, unless they may. */
MUST_USE enum err policy_need(struct work *work, const struct scheme_rules *rules,
                              enum policy_act act, enum role role);
