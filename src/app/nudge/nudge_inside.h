/* nudge_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/nudge/nudge.h"
#include "app/signal/signal_facts.h"
#include "jobs/jobs.h"
#include "web/frame.h"
#include "web/web.h"

extern const struct jobs nudge_jobs;
extern const struct acts nudge_acts;
extern const struct routes nudge_routes;
extern const struct commands nudge_commands;
extern const struct nudges nudge_rhythm;
extern const struct mails nudge_mails;

enum { NUDGE_ACT_SNOOZE };

PRINTF_LIKE(2, 3) struct str nudge_text(struct arena *arena, const char *fmt, ...);

/* The row of this rank among all concepts; NULL: there is none. */
const struct nudge *nudge_find(int64_t rank);

/* A pair's facts, from which its rhythm is reminded of. */
struct rhythm_facts {
    struct signal_facts facts;
    bool has_offer;     /* times of the pair wait for a pick */
    bool is_unspoken;   /* a meeting was set, and nobody has said yet how it went */
    bool may_propose;   /* the agreement is the mentee's to propose */
    int64_t first_days; /* of the scheme, for what comes before anything is agreed */
    bool needs_agreement;
};

/* Is this one due, and since which day? The first argument that decides is what the two agreed. */
struct rhythm_due {
    bool is_due;
    struct day since;
    int64_t days;
};

struct rhythm_due nudge_rhythm_due(enum nudge_rank rank, const struct rhythm_facts *facts);

/* A row of the list of who would get what. */
struct nudge_line {
    struct str name, kind, verdict;
    bool goes;
};

struct nudge_lines {
    struct nudge_line *at;
    size_t len;
};

struct nudge_lines nudge_lines_of(struct arena *arena, const struct nudge_plan *plan);
