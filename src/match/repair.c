/* repair.c - from nearly right prices to exact ones, upwards.
 *
 * Shortest augmenting paths on what gain + price exceed a worth by (Jonker and Volgenant, A shortest
 * augmenting path algorithm for dense and sparse linear assignment problems, 1987), with places for
 * columns. A search runs from a mentee who has a gain and nobody, over pairs that could be made and,
 * free of cost, pairs that could be undone, to the nearest end: a free place, or somebody who stays
 * without at the loss of their gain.
 *
 * One mentee after the other is fast where ends are near. On a plateau, where much costs the same,
 * such searches crawl; those that have looked too far are put off and then led on all together, in
 * phases: one search from all of them, then as many paths as the tight edges hold, none crossing
 * another (Hopcroft and Karp, An n^5/2 algorithm for maximum matchings in bipartite graphs, 1973).
 */
#include "match/frontier.h"
#include "match/seating.h"

enum {
    NEAR = 64,    /* mentors that a search alone may settle at first */
    PLATEAU = 64, /* so many put off, and half of all: the others are not tried alone */
    FEW = 8,      /* mentees that are not worth a phase */
    MOST_POOR = 6 /* phases in a row that led few on, before each is led on alone */
};

/* A mentee on a path, and how far its edges and its mentor's mentees have been tried. */
struct step {
    uint32_t mentee;
    int32_t mentor; /* being tried; MATCH_NOBODY */
    size_t edge;
    uint32_t member;
};

struct repair {
    struct match_seating *seating;
    struct match_frontier frontier;
    uint32_t *near; /* mentors as near as what is being settled: no heap for them */
    size_t near_len;
    int64_t *far;    /* of each mentor seen */
    uint32_t *via;   /* of each mentor seen: the mentee it was reached from */
    uint32_t *seen;  /* of each mentor: the search that last saw it */
    uint32_t *done;  /* of each mentor: the search that last settled it */
    uint32_t search; /* the number of this one */
    uint32_t *settled;
    size_t settled_len;
    int64_t level; /* how far what is being settled lies */

    int64_t best;       /* how far the nearest end so far is */
    int32_t end_mentor; /* a free place with them, or */
    uint32_t end_mentee;

    struct step *steps;
};

static void look_from(struct repair *repair, uint32_t mentee, int64_t level)
{
    const struct match_seating *seating = repair->seating;
    const struct match_graph *graph = seating->graph;
    int64_t base = level + seating->gain[mentee];

    for (size_t edge = graph->start[mentee]; edge < graph->start[mentee + 1]; edge++) {
        uint32_t mentor = graph->to[edge];
        int64_t to = base + seating->price[mentor] - match_edge_worth(seating, edge);
        if (to >= repair->best ||
            (repair->seen[mentor] == repair->search && to >= repair->far[mentor]))
            continue;
        repair->seen[mentor] = repair->search;
        repair->far[mentor] = to;
        repair->via[mentor] = mentee;
        if (match_has_place(seating, mentor)) {
            repair->best = to;
            repair->end_mentor = (int32_t)mentor;
        } else if (to == level) {
            repair->near[repair->near_len++] = mentor;
        } else {
            match_frontier_reach(&repair->frontier, mentor, to);
        }
    }
}

static void settle(struct repair *repair, uint32_t mentor)
{
    const struct match_seating *seating = repair->seating;

    repair->done[mentor] = repair->search;
    repair->settled[repair->settled_len++] = mentor;
    for (uint32_t m = 0; m < seating->count[mentor]; m++) {
        uint32_t mentee = seating->member[seating->base[mentor] + m];
        if (repair->level + seating->gain[mentee] < repair->best) {
            repair->best = repair->level + seating->gain[mentee];
            repair->end_mentor = MATCH_NOBODY;
            repair->end_mentee = mentee;
        }
        look_from(repair, mentee, repair->level);
        if (repair->best <= repair->level)
            return;
    }
}

/* Settle what is nearer than the nearest end. false: given up after most mentors. */
static bool settle_all(struct repair *repair, size_t most)
{
    for (;;) {
        uint32_t mentor;
        if (repair->near_len > 0) {
            mentor = repair->near[--repair->near_len];
        } else if (repair->frontier.len > 0) {
            mentor = match_frontier_take(&repair->frontier);
            if (repair->done[mentor] == repair->search)
                continue;
            repair->level = repair->far[mentor];
        } else {
            return true;
        }
        if (repair->level >= repair->best)
            return true;
        if (repair->settled_len == most)
            return false;
        if (repair->done[mentor] != repair->search)
            settle(repair, mentor);
    }
}

static void begin(struct repair *repair)
{
    match_frontier_clear(&repair->frontier);
    repair->near_len = 0;
    repair->settled_len = 0;
    repair->level = 0;
    repair->search++;
    repair->end_mentor = MATCH_NOBODY;
}

/* What is nearer than the end moves by the difference: nothing becomes worth more than gain and
 * price, and every pair stays tight.
 */
static void move_prices(struct repair *repair)
{
    struct match_seating *seating = repair->seating;

    for (size_t s = 0; s < repair->settled_len; s++) {
        uint32_t mentor = repair->settled[s];
        int32_t by = (int32_t)(repair->best - repair->far[mentor]);
        if (by <= 0)
            continue;
        seating->price[mentor] += by;
        for (uint32_t m = 0; m < seating->count[mentor]; m++)
            seating->gain[seating->member[seating->base[mentor] + m]] -= by;
    }
}

static void move_people(struct repair *repair, uint32_t from)
{
    struct match_seating *seating = repair->seating;
    int32_t to = repair->end_mentor;

    if (to == MATCH_NOBODY) {
        if (repair->end_mentee == from)
            return;
        to = seating->mentor_of[repair->end_mentee];
        match_unseat(seating, repair->end_mentee);
    }
    for (;;) {
        uint32_t mentee = repair->via[to];
        int32_t left = seating->mentor_of[mentee];
        if (left != MATCH_NOBODY)
            match_unseat(seating, mentee);
        match_seat(seating, mentee, (uint32_t)to);
        if (mentee == from)
            return;
        to = left;
    }
}

/* One mentee alone. false: given up, and nothing is changed. */
static bool lead_one(struct repair *repair, uint32_t mentee, size_t most)
{
    begin(repair);
    repair->best = repair->seating->gain[mentee];
    repair->end_mentee = mentee;
    look_from(repair, mentee, 0);
    if (!settle_all(repair, most))
        return false;
    repair->seating->gain[mentee] -= (int32_t)repair->best;
    move_prices(repair);
    move_people(repair, mentee);
    return true;
}

/* --- all together */

static bool is_tight(const struct match_seating *seating, uint32_t mentee, size_t edge)
{
    return seating->gain[mentee] + seating->price[seating->graph->to[edge]] ==
           match_edge_worth(seating, edge);
}

static void step_to(struct repair *repair, size_t depth, uint32_t mentee)
{
    repair->steps[depth] =
        (struct step){mentee, MATCH_NOBODY, repair->seating->graph->start[mentee], 0};
}

/* A free place among the tight edges of this mentee, as the mentor of its step. */
static bool find_free(const struct repair *repair, struct step *step)
{
    const struct match_seating *seating = repair->seating;
    const struct match_graph *graph = seating->graph;

    for (size_t edge = graph->start[step->mentee]; edge < graph->start[step->mentee + 1]; edge++)
        if (match_has_place(seating, graph->to[edge]) && is_tight(seating, step->mentee, edge)) {
            step->mentor = (int32_t)graph->to[edge];
            return true;
        }
    return false;
}

/* The next mentor over a tight edge that no path has tried. */
static bool next_mentor(struct repair *repair, struct step *step)
{
    const struct match_seating *seating = repair->seating;
    const struct match_graph *graph = seating->graph;

    for (; step->edge < graph->start[step->mentee + 1]; step->edge++) {
        uint32_t mentor = graph->to[step->edge];
        if (repair->seen[mentor] == repair->search || !is_tight(seating, step->mentee, step->edge))
            continue;
        repair->seen[mentor] = repair->search;
        step->mentor = (int32_t)mentor;
        step->member = 0;
        return true;
    }
    return false;
}

/* Everybody on the path takes the place that the next one leaves. */
static void move_path(struct repair *repair, size_t depth)
{
    for (size_t at = depth + 1; at-- > 0;) {
        const struct step *step = &repair->steps[at];
        if (repair->seating->mentor_of[step->mentee] != MATCH_NOBODY)
            match_unseat(repair->seating, step->mentee);
        match_seat(repair->seating, step->mentee, (uint32_t)step->mentor);
    }
}

/* Depth first over tight edges to a free place, or to somebody whose gain is 0 anyhow. */
static bool find_path(struct repair *repair, uint32_t from)
{
    struct match_seating *seating = repair->seating;
    size_t depth = 0;

    step_to(repair, 0, from);
    if (find_free(repair, &repair->steps[0])) {
        move_path(repair, 0);
        return true;
    }
    for (;;) {
        struct step *step = &repair->steps[depth];
        if (step->mentor == MATCH_NOBODY && !next_mentor(repair, step)) {
            if (depth == 0)
                return false;
            depth--;
            continue;
        }
        if (step->member == seating->count[step->mentor]) {
            step->mentor = MATCH_NOBODY;
            continue;
        }
        uint32_t member = seating->member[seating->base[step->mentor] + step->member++];
        if (seating->gain[member] == 0) {
            match_unseat(seating, member);
            move_path(repair, depth);
            return true;
        }
        step_to(repair, ++depth, member);
        if (find_free(repair, &repair->steps[depth])) {
            move_path(repair, depth);
            return true;
        }
    }
}

/* Lead on as many of these mentees as one set of prices allows; the others stay in the list. */
static size_t lead_many(struct repair *repair, uint32_t *mentees, size_t len)
{
    struct match_seating *seating = repair->seating;
    size_t left = 0;

    begin(repair);
    repair->best = INT64_MAX;
    for (size_t i = 0; i < len; i++)
        if (seating->gain[mentees[i]] < repair->best)
            repair->best = seating->gain[mentees[i]];
    for (size_t i = 0; i < len && repair->best > 0; i++)
        look_from(repair, mentees[i], 0);
    settle_all(repair, SIZE_MAX);
    for (size_t i = 0; i < len; i++)
        seating->gain[mentees[i]] -= (int32_t)repair->best;
    move_prices(repair);
    repair->search++;
    for (size_t i = 0; i < len; i++)
        if (seating->gain[mentees[i]] > 0 && !find_path(repair, mentees[i]))
            mentees[left++] = mentees[i];
    return left;
}

static size_t list_waiting(const struct match_seating *seating, uint32_t *ret)
{
    size_t len = 0;

    for (uint32_t i = 0; i < seating->graph->mentees; i++)
        if (seating->mentor_of[i] == MATCH_NOBODY && seating->gain[i] > 0)
            ret[len++] = i;
    return len;
}

void match_repair(struct work *work, struct match_seating *seating)
{
    const struct match_graph *graph = seating->graph;
    uint32_t *waiting = NEW_ARRAY(work->arena, uint32_t, graph->mentees);
    struct repair repair = {
        .seating = seating,
        .frontier = match_frontier_new(work->arena, graph->mentors),
        .near = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .far = NEW_ARRAY(work->arena, int64_t, graph->mentors),
        .via = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .seen = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .done = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .settled = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .steps = NEW_ARRAY(work->arena, struct step, (size_t)graph->mentors + 1),
    };
    size_t len = list_waiting(seating, waiting), left = 0, poor = 0;

    for (size_t i = 0; i < len; i++)
        if (left > PLATEAU + i / 2 || !lead_one(&repair, waiting[i], NEAR))
            waiting[left++] = waiting[i];
    while (left > FEW && poor < MOST_POOR) {
        size_t before = left;
        left = lead_many(&repair, waiting, left);
        poor = before - left < before / 16 ? poor + 1 : 0;
    }
    for (size_t i = 0; i < left; i++)
        lead_one(&repair, waiting[i], SIZE_MAX);
}
