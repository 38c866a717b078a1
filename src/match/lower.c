/* lower.c - from exact gains to exact prices: no free place may have a price.
 *
 * The mirror of repair.c. A search runs from a mentor who has a price and a free place, over the
 * mentees they could take and, free of cost, to the mentors those would leave, to the nearest end:
 * somebody without a mentor, or a mentor whose price may fall to 0 since a place becomes free. All
 * mentees of a mentor whose price falls gain by it. On plateaus all are led on together, as there.
 */
#include "match/frontier.h"
#include "match/seating.h"

enum {
    NEAR = 64, /* as in repair.c */
    PLATEAU = 64,
    FEW = 8,
    MOST_POOR = 6
};

/* A mentor on a path, the mentee being tried for them, and how far their edges have been tried. */
struct step {
    uint32_t mentor, mover;
    size_t edge;
};

struct lower {
    struct match_seating *seating;
    size_t *start; /* the edges by mentor */
    uint32_t *from;
    uint16_t *score;

    struct match_frontier frontier;
    uint32_t *near; /* mentors as near as what is being settled */
    size_t near_len;
    int64_t level;     /* how far that lies */
    int64_t *far;      /* of each mentor seen */
    uint32_t *mover;   /* of each mentor seen: who would leave them */
    uint32_t *towards; /* and to whom */
    uint32_t *seen, *done, *settled;
    size_t settled_len;
    uint32_t search;
    struct step *steps;

    int64_t best;       /* how far the nearest end so far is */
    int32_t end_mentor; /* whose price falls to 0, or */
    uint32_t end_mentee, end_towards;
};

/* The edges the other way round, by counting. */
static void turn_over(struct work *work, struct lower *lower)
{
    const struct match_graph *graph = lower->seating->graph;
    size_t edges = graph->start[graph->mentees];

    lower->start = NEW_ARRAY(work->arena, size_t, (size_t)graph->mentors + 2);
    lower->from = NEW_ARRAY(work->arena, uint32_t, edges);
    lower->score = NEW_ARRAY(work->arena, uint16_t, edges);
    for (size_t edge = 0; edge < edges; edge++)
        lower->start[graph->to[edge] + 2]++;
    for (uint32_t j = 2; j <= graph->mentors; j++)
        lower->start[j] += lower->start[j - 1];
    for (uint32_t i = 0; i < graph->mentees; i++)
        for (size_t edge = graph->start[i]; edge < graph->start[i + 1]; edge++) {
            size_t at = lower->start[graph->to[edge] + 1]++;
            lower->from[at] = i;
            lower->score[at] = graph->score[edge];
        }
}

static void end_at_mentor(struct lower *lower, uint32_t mentor, int64_t far)
{
    if (far + lower->seating->price[mentor] >= lower->best)
        return;
    lower->best = far + lower->seating->price[mentor];
    lower->end_mentor = (int32_t)mentor;
}

static void look_from(struct lower *lower, uint32_t mentor, int64_t far)
{
    const struct match_seating *seating = lower->seating;

    for (size_t edge = lower->start[mentor]; edge < lower->start[mentor + 1]; edge++) {
        uint32_t mentee = lower->from[edge];
        int32_t left = seating->mentor_of[mentee];
        int64_t to = far + seating->gain[mentee] + seating->price[mentor] - lower->score[edge] -
                     seating->bonus;
        if (to >= lower->best || left == (int32_t)mentor)
            continue;
        if (left == MATCH_NOBODY) {
            lower->best = to;
            lower->end_mentor = MATCH_NOBODY;
            lower->end_mentee = mentee;
            lower->end_towards = mentor;
            continue;
        }
        if (lower->seen[left] == lower->search && to >= lower->far[left])
            continue;
        lower->seen[left] = lower->search;
        lower->far[left] = to;
        lower->mover[left] = mentee;
        lower->towards[left] = mentor;
        end_at_mentor(lower, (uint32_t)left, to);
        if (to == far)
            lower->near[lower->near_len++] = (uint32_t)left;
        else
            match_frontier_reach(&lower->frontier, (uint32_t)left, to);
    }
}

static void move_prices(struct lower *lower)
{
    struct match_seating *seating = lower->seating;

    for (size_t s = 0; s < lower->settled_len; s++) {
        uint32_t mentor = lower->settled[s];
        int32_t by = (int32_t)(lower->best - lower->far[mentor]);
        if (by <= 0)
            continue;
        seating->price[mentor] -= by;
        for (uint32_t m = 0; m < seating->count[mentor]; m++)
            seating->gain[seating->member[seating->base[mentor] + m]] += by;
    }
}

static void move_people(struct lower *lower, uint32_t from)
{
    struct match_seating *seating = lower->seating;
    uint32_t mentor = lower->end_towards, moved = lower->end_mentee;

    if (lower->end_mentor != MATCH_NOBODY) {
        if ((uint32_t)lower->end_mentor == from)
            return;
        moved = lower->mover[lower->end_mentor];
        mentor = lower->towards[lower->end_mentor];
        match_unseat(seating, moved);
    }
    while (mentor != from) {
        uint32_t next = lower->mover[mentor];
        match_unseat(seating, next);
        match_seat(seating, moved, mentor);
        moved = next;
        mentor = lower->towards[mentor];
    }
    match_seat(seating, moved, from);
}

static void begin(struct lower *lower)
{
    match_frontier_clear(&lower->frontier);
    lower->search++;
    lower->near_len = lower->settled_len = 0;
    lower->level = 0;
    lower->best = INT64_MAX;
}

static void start_from(struct lower *lower, uint32_t mentor)
{
    lower->seen[mentor] = lower->search;
    lower->far[mentor] = 0;
    end_at_mentor(lower, mentor, 0);
    lower->near[lower->near_len++] = mentor;
}

/* Settle what is nearer than the nearest end. false: given up after most mentors. */
static bool settle_all(struct lower *lower, size_t most)
{
    for (;;) {
        uint32_t mentor;
        if (lower->near_len > 0) {
            mentor = lower->near[--lower->near_len];
        } else if (lower->frontier.len > 0) {
            mentor = match_frontier_take(&lower->frontier);
            if (lower->done[mentor] == lower->search)
                continue;
            lower->level = lower->far[mentor];
        } else {
            return true;
        }
        if (lower->level >= lower->best)
            return true;
        if (lower->settled_len == most)
            return false;
        if (lower->done[mentor] == lower->search)
            continue;
        lower->done[mentor] = lower->search;
        lower->settled[lower->settled_len++] = mentor;
        look_from(lower, mentor, lower->level);
    }
}

static bool is_too_dear(const struct lower *lower, uint32_t mentor)
{
    return lower->seating->price[mentor] > 0 && match_has_place(lower->seating, mentor);
}

/* One mentor alone, place by place. false: given up. */
static bool lower_one(struct lower *lower, uint32_t mentor, size_t most)
{
    while (is_too_dear(lower, mentor)) {
        begin(lower);
        start_from(lower, mentor);
        if (!settle_all(lower, most))
            return false;
        move_prices(lower);
        move_people(lower, mentor);
    }
    return true;
}

/* --- all together */

/* The next mentee over a tight edge who has nobody, or whose mentor no path has tried. */
static bool next_mover(struct lower *lower, struct step *step)
{
    const struct match_seating *seating = lower->seating;

    for (; step->edge < lower->start[step->mentor + 1]; step->edge++) {
        uint32_t mentee = lower->from[step->edge];
        int32_t left = seating->mentor_of[mentee];
        if (left == (int32_t)step->mentor ||
            (left != MATCH_NOBODY && lower->seen[left] == lower->search) ||
            seating->gain[mentee] + seating->price[step->mentor] !=
                lower->score[step->edge] + seating->bonus)
            continue;
        if (left != MATCH_NOBODY)
            lower->seen[left] = lower->search;
        step->mover = mentee;
        return true;
    }
    return false;
}

/* Each mentee on the path leaves for the mentor before. */
static void move_path(struct lower *lower, size_t depth)
{
    for (size_t at = 0; at <= depth; at++) {
        const struct step *step = &lower->steps[at];
        if (lower->seating->mentor_of[step->mover] != MATCH_NOBODY)
            match_unseat(lower->seating, step->mover);
        match_seat(lower->seating, step->mover, step->mentor);
    }
}

/* Depth first over tight edges to somebody without a mentor, or a mentor without a price. */
static bool find_path(struct lower *lower, uint32_t from)
{
    const struct match_seating *seating = lower->seating;
    size_t depth = 0;

    lower->steps[0] = (struct step){.mentor = from, .edge = lower->start[from]};
    for (;;) {
        struct step *step = &lower->steps[depth];
        if (!next_mover(lower, step)) {
            if (depth == 0)
                return false;
            depth--;
            continue;
        }
        int32_t left = seating->mentor_of[step->mover];
        if (left == MATCH_NOBODY || seating->price[left] == 0) {
            move_path(lower, depth);
            return true;
        }
        lower->steps[++depth] = (struct step){.mentor = (uint32_t)left, .edge = lower->start[left]};
    }
}

/* Lead on as many of these mentors as one set of prices allows; the others stay in the list. */
static size_t lower_many(struct lower *lower, uint32_t *mentors, size_t len)
{
    size_t left = 0;

    begin(lower);
    for (size_t i = 0; i < len; i++)
        start_from(lower, mentors[i]);
    settle_all(lower, SIZE_MAX);
    move_prices(lower);
    lower->search++;
    for (size_t i = 0; i < len; i++)
        lower->seen[mentors[i]] = lower->search;
    for (size_t i = 0; i < len; i++) {
        while (is_too_dear(lower, mentors[i]) && find_path(lower, mentors[i]))
            continue;
        if (is_too_dear(lower, mentors[i]))
            mentors[left++] = mentors[i];
    }
    return left;
}

static struct lower lower_new(struct work *work, struct match_seating *seating)
{
    uint32_t mentors = seating->graph->mentors;
    struct lower lower = {
        .seating = seating,
        .frontier = match_frontier_new(work->arena, mentors),
        .near = NEW_ARRAY(work->arena, uint32_t, mentors),
        .far = NEW_ARRAY(work->arena, int64_t, mentors),
        .mover = NEW_ARRAY(work->arena, uint32_t, mentors),
        .towards = NEW_ARRAY(work->arena, uint32_t, mentors),
        .seen = NEW_ARRAY(work->arena, uint32_t, mentors),
        .done = NEW_ARRAY(work->arena, uint32_t, mentors),
        .settled = NEW_ARRAY(work->arena, uint32_t, mentors),
        .steps = NEW_ARRAY(work->arena, struct step, (size_t)mentors + 1),
    };

    turn_over(work, &lower);
    return lower;
}

void match_lower(struct work *work, struct match_seating *seating)
{
    const struct match_graph *graph = seating->graph;
    uint32_t *dear = NEW_ARRAY(work->arena, uint32_t, graph->mentors);
    size_t len = 0, left = 0, poor = 0;

    for (uint32_t j = 0; j < graph->mentors; j++)
        if (seating->price[j] > 0 && match_has_place(seating, j))
            dear[len++] = j;
    if (len == 0)
        return;

    struct lower lower = lower_new(work, seating);
    for (size_t i = 0; i < len; i++)
        if (left > PLATEAU + i / 2 || !lower_one(&lower, dear[i], NEAR))
            dear[left++] = dear[i];
    while (left > FEW && poor < MOST_POOR) {
        size_t before = left;
        left = lower_many(&lower, dear, left);
        poor = before - left < before / 16 ? poor + 1 : 0;
    }
    for (size_t i = 0; i < left; i++)
        lower_one(&lower, dear[i], SIZE_MAX);
}
