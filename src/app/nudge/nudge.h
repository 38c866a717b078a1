/* nudge.h - reminders that propose one next thing: to whom, when, and never too many.
 *
 * A concept declares a nudge as a row beside its handlers and names it in its struct concept:
 * `find` lists who is due for it, from facts alone, and `write` puts it into words when it goes.
 * Everything a reminder has in common is done here: it goes out once for each occasion (or again
 * after some days), never while one of the two is away, the pair pauses or the scheme is closed,
 * never to who has stopped or snoozed it, no more often a week than the scheme says, and not in
 * the quiet hours that the two agreed. What is due and must wait is due again the next time.
 * The same plan, unsent, is the dry run: names and kinds, never content.
 * Tables: nudge, nudge_snooze.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "mail/mail.h"

/* In the order of what is sent first when not all may be; the number is kept in signed links. */
enum nudge_rank {
    NUDGE_MEETING_OVER = 1, /* how did it go? */
    NUDGE_MEETING_WAITING,  /* times wait for a pick */
    NUDGE_IN_TOUCH,         /* it is quiet: in touch elsewhere? */
    NUDGE_BRIEF_DUE,
    NUDGE_ANSWER_DUE, /* the other waits for an answer */
    NUDGE_NO_AGREEMENT,
    NUDGE_NO_MEETING,
    NUDGE_NEXT_MEETING,  /* by the interval it is time for the next */
    NUDGE_STILL_WAITING, /* one's own ask has no answer */
    NUDGE_ENDING_SOON,
    NUDGE_NOTE_DUE,
    NUDGE_NO_GOAL,
    NUDGE_GOALS_STILL,
    NUDGE_GOAL_DUE,
    NUDGE_PULSE,
    NUDGE_RANKS
};

/* Somebody who is due for a nudge. */
struct nudge_to {
    struct person_id person;
    struct pair_id pair;
    int64_t about; /* the occasion: key of a meeting or goal, or the day it is due since */
    int64_t object, version; /* what it acts on: a meeting, as it stood */
    int64_t again_days;      /* goes again after so many days while it is due; 0: once */
    struct str name, other;  /* of the person, and of the other of the pair */
    struct str zone, slug;   /* where they live; of the scheme's pages */
    struct day since;        /* for the words: last met, offered, asked */
    int64_t days;            /* likewise: as agreed */
};

struct nudge_found {
    struct arena *arena;
    struct nudge_to *at;
    size_t len, room;
};

void nudge_add(struct nudge_found *found, const struct nudge_to *to);

struct nudge {
    enum nudge_rank rank;
    const struct mail *mail; /* MAIL_REMINDER: it can be stopped, and waits out the night */
    enum err (*find)(struct work *work, const struct scheme_access *by, const struct nudge *nudge,
                     struct nudge_found *found);
    /* Fill in subject, cost, body, choices, button and path. */
    enum err (*write)(struct work *work, const struct job_access *by, const struct nudge *nudge,
                      const struct nudge_to *to, struct mail_text *text);
};

struct nudges {
    const struct nudge *at;
    size_t len;
};

extern const struct concept nudge_concept;

/* What becomes of somebody who is due. */
enum nudge_verdict {
    NUDGE_GOES,
    NUDGE_WENT,  /* this occasion had its reminder */
    NUDGE_RESTS, /* somebody is away, or the two pause, or the scheme is closed */
    NUDGE_SNOOZED,
    NUDGE_STOPPED, /* they want no reminders of this kind */
    NUDGE_WAITS,   /* they have had as many this week as the scheme allows */
    NUDGE_VERDICTS
};

struct nudge_planned {
    const struct nudge *nudge;
    struct nudge_to to;
    enum nudge_verdict verdict;
};

struct nudge_plan {
    struct nudge_planned *at;
    size_t len;
};

/* Who would get what if reminders went out now, by person and rank; without what went before. */
MUST_USE enum err nudge_plan_get(struct work *work, const struct scheme_access *by,
                                 struct nudge_plan *ret);

/* "waits: two this week already" */
const char *nudge_verdict_says(enum nudge_verdict verdict);
