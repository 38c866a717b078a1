/* solve.c - the best pairs, one mentee after another.
 *
 * Successive shortest augmenting paths with prices (Tomizawa 1971; Edmonds and Karp 1972), with
 * places instead of single columns. After each mentee the pairs are the best for all mentees so
 * far, and gains and prices prove it. A search runs from the new mentee over pairs that could be
 * made (at the cost of gain + price - worth, never negative) and over pairs that could be undone
 * (free of cost) to the nearest end: a free place, or somebody who stays without at the loss of
 * their gain. A free place ends the search as soon as nothing nearer is left: going on among
 * equals made dense ties a hundred times slower.
 */
#include "match/frontier.h"
#include "match/problem.h"

enum { NOBODY = -1 };

struct search {
    const struct match_problem *problem;
    int64_t bonus; /* for each mentee placed, as worth */
    int64_t *gains, *prices;
    int32_t *mentor_of;    /* of each mentee */
    int32_t *first, *next; /* a mentor's mentees: first of the mentor, next of the mentee */
    int64_t *used;         /* places of each mentor */

    struct match_frontier frontier;
    int64_t *far;      /* of each mentor seen: its distance */
    uint32_t *via;     /* of each mentor seen: the mentee it was reached from */
    uint32_t *seen_in; /* of each mentor: the number of the search that last saw it */
    uint32_t *settled; /* mentors, nearest first */
    size_t settled_len;
    uint32_t number;

    int64_t best;        /* distance of the nearest end so far */
    int32_t end_mentor;  /* a free place with this mentor, or */
    uint32_t end_mentee; /* this mentee stays without */
};

static struct search search_new(struct work *work, const struct match_problem *problem,
                                int64_t bonus)
{
    struct search search = {
        .problem = problem,
        .bonus = match_worth(bonus, 0),
        .gains = NEW_ARRAY(work->arena, int64_t, problem->mentees),
        .prices = NEW_ARRAY(work->arena, int64_t, problem->mentors),
        .mentor_of = NEW_ARRAY(work->arena, int32_t, problem->mentees),
        .first = NEW_ARRAY(work->arena, int32_t, problem->mentors),
        .next = NEW_ARRAY(work->arena, int32_t, problem->mentees),
        .used = NEW_ARRAY(work->arena, int64_t, problem->mentors),
        .frontier = match_frontier_new(work->arena, problem->mentors),
        .far = NEW_ARRAY(work->arena, int64_t, problem->mentors),
        .via = NEW_ARRAY(work->arena, uint32_t, problem->mentors),
        .seen_in = NEW_ARRAY(work->arena, uint32_t, problem->mentors),
        .settled = NEW_ARRAY(work->arena, uint32_t, problem->mentors),
    };

    for (size_t i = 0; i < problem->mentees; i++)
        search.mentor_of[i] = NOBODY;
    for (size_t j = 0; j < problem->mentors; j++)
        search.first[j] = NOBODY;
    return search;
}

static void place(struct search *search, uint32_t mentee, int32_t mentor)
{
    search->mentor_of[mentee] = mentor;
    search->next[mentee] = search->first[mentor];
    search->first[mentor] = (int32_t)mentee;
    search->used[mentor]++;
}

static void unplace(struct search *search, uint32_t mentee)
{
    int32_t mentor = search->mentor_of[mentee];
    int32_t *link = &search->first[mentor];

    while (*link != (int32_t)mentee)
        link = &search->next[*link];
    *link = search->next[mentee];
    search->mentor_of[mentee] = NOBODY;
    search->used[mentor]--;
}

/* Reach every mentor this mentee, at distance far, could go to. */
static void look_from(struct search *search, uint32_t mentee, int64_t far)
{
    struct match_row row = search->problem->rows[mentee];

    for (size_t i = 0; i < row.len; i++) {
        const struct match_edge *edge = &row.at[i];
        uint32_t mentor = edge->mentor;
        int64_t to =
            far + search->gains[mentee] + search->prices[mentor] - edge->worth - search->bonus;
        bool is_seen = search->seen_in[mentor] == search->number;

        if (to >= search->best || (is_seen && to >= search->far[mentor]))
            continue;
        search->seen_in[mentor] = search->number;
        search->far[mentor] = to;
        search->via[mentor] = mentee;
        if (search->used[mentor] < search->problem->places[mentor]) {
            search->best = to;
            search->end_mentor = (int32_t)mentor;
        } else {
            match_frontier_reach(&search->frontier, mentor, to);
        }
    }
}

/* Whoever stands with a mentor that is settled could go elsewhere, or stay without. */
static void settle(struct search *search, uint32_t mentor)
{
    int64_t far = search->far[mentor];

    search->settled[search->settled_len++] = mentor;
    for (int32_t mentee = search->first[mentor]; mentee != NOBODY; mentee = search->next[mentee]) {
        if (far + search->gains[mentee] < search->best) {
            search->best = far + search->gains[mentee];
            search->end_mentor = NOBODY;
            search->end_mentee = (uint32_t)mentee;
        }
        look_from(search, (uint32_t)mentee, far);
    }
}

static void find_nearest_end(struct search *search, uint32_t from)
{
    search->number++;
    search->settled_len = 0;
    search->best = search->gains[from];
    search->end_mentor = NOBODY;
    search->end_mentee = from;

    look_from(search, from, 0);
    while (search->frontier.len > 0) {
        uint32_t mentor = match_frontier_take(&search->frontier);
        if (search->far[mentor] >= search->best)
            break;
        settle(search, mentor);
    }
    match_frontier_clear(&search->frontier);
}

/* Whoever is nearer than the end moves by the difference: what is used stays tight, and nothing
 * becomes worth more than gain and price.
 */
static void move_prices(struct search *search, uint32_t from)
{
    search->gains[from] -= search->best;
    for (size_t i = 0; i < search->settled_len; i++) {
        uint32_t mentor = search->settled[i];
        int64_t by = search->best - search->far[mentor];
        search->prices[mentor] += by;
        for (int32_t at = search->first[mentor]; at != NOBODY; at = search->next[at])
            search->gains[at] -= by;
    }
}

static void move_people(struct search *search, uint32_t from)
{
    int32_t to = search->end_mentor;

    if (to == NOBODY) {
        if (search->end_mentee == from)
            return;
        to = search->mentor_of[search->end_mentee];
        unplace(search, search->end_mentee);
    }
    for (;;) {
        uint32_t mentee = search->via[to];
        int32_t left = search->mentor_of[mentee];
        if (left != NOBODY)
            unplace(search, mentee);
        place(search, mentee, to);
        if (mentee == from)
            return;
        to = left;
    }
}

static void add_mentee(struct search *search, uint32_t mentee)
{
    struct match_row row = search->problem->rows[mentee];

    for (size_t i = 0; i < row.len; i++) {
        int64_t gain = row.at[i].worth + search->bonus - search->prices[row.at[i].mentor];
        if (gain > search->gains[mentee])
            search->gains[mentee] = gain;
    }
    find_nearest_end(search, mentee);
    move_prices(search, mentee);
    move_people(search, mentee);
}

struct match_answer match_search(struct work *work, const struct match_problem *problem,
                                 int64_t bonus, struct match_watch watch)
{
    struct search search = search_new(work, problem, bonus);

    for (uint32_t i = 0; i < problem->mentees; i++) {
        if (watch.tell)
            watch.tell(watch.with, problem->mentees + i, 2 * problem->mentees);
        add_mentee(&search, i);
    }
    return (struct match_answer){search.mentor_of, search.gains, search.prices, bonus};
}
