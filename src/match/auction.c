/* auction.c - prices that are nearly right, found by bidding.
 *
 * The forward auction (Bertsekas, A distributed algorithm for the assignment problem, 1979) with
 * the places of a mentor as similar objects (Bertsekas and Castañon, The auction algorithm for the
 * transportation problem, 1989): a mentee bids for the mentor who leaves them most, as high as makes
 * them indifferent to the next best, and a little higher; the bid takes the cheapest place. How much
 * higher is scaled down from round to round (Bertsekas, 1979), so that neither a war over a few
 * mentors nor a plateau of equal edges takes many small bids. A round starts from the prices of the
 * one before, so that places may stay free at a price: repair.c and lower.c mend what is left.
 */
#include "match/seating.h"

enum {
    FIRST_RAISE = 8, /* of all that an edge can be worth: the first round is rough */
    NEXT_RAISE = 4,  /* each round after it as many times finer, down to one point */
};

struct auction {
    struct match_seating *seating;
    int32_t *bids;     /* of each place taken, as seating->member: a heap by mentor, lowest first */
    int32_t *reserve;  /* of each mentor: the price of a free place */
    int32_t raise;     /* points: by how much a bid is higher than it need be */
    uint32_t *waiting; /* mentees who are to bid, last in first out */
    size_t waiting_len;
};

/* What stands at one place of a heap moves with its bid. */
static void put(struct auction *auction, size_t at, int32_t bid, uint32_t mentee)
{
    auction->bids[at] = bid;
    auction->seating->member[at] = mentee;
    auction->seating->at[mentee] = at;
}

static void rise(struct auction *auction, size_t base, size_t place, int32_t bid, uint32_t mentee)
{
    while (place > 0) {
        size_t above = (place - 1) / 2;
        if (auction->bids[base + above] <= bid)
            break;
        put(auction, base + place, auction->bids[base + above],
            auction->seating->member[base + above]);
        place = above;
    }
    put(auction, base + place, bid, mentee);
}

static void sink(struct auction *auction, size_t base, size_t len, int32_t bid, uint32_t mentee)
{
    size_t place = 0;

    for (;;) {
        size_t below = 2 * place + 1;
        if (below >= len)
            break;
        if (below + 1 < len && auction->bids[base + below + 1] < auction->bids[base + below])
            below++;
        if (bid <= auction->bids[base + below])
            break;
        put(auction, base + place, auction->bids[base + below],
            auction->seating->member[base + below]);
        place = below;
    }
    put(auction, base + place, bid, mentee);
}

static void take_place(struct auction *auction, uint32_t mentee, uint32_t mentor, int32_t bid)
{
    struct match_seating *seating = auction->seating;
    size_t base = seating->base[mentor];

    seating->mentor_of[mentee] = (int32_t)mentor;
    if (match_has_place(seating, mentor)) {
        rise(auction, base, seating->count[mentor]++, bid, mentee);
    } else {
        uint32_t out = seating->member[base];
        seating->mentor_of[out] = MATCH_NOBODY;
        auction->waiting[auction->waiting_len++] = out;
        sink(auction, base, seating->count[mentor], bid, mentee);
    }
    seating->price[mentor] =
        match_has_place(seating, mentor) ? auction->reserve[mentor] : auction->bids[base];
}

static void bid(struct auction *auction, uint32_t mentee)
{
    const struct match_seating *seating = auction->seating;
    const struct match_graph *graph = seating->graph;
    int32_t best = 0, next = 0;
    size_t best_edge = 0;

    for (size_t edge = graph->start[mentee]; edge < graph->start[mentee + 1]; edge++) {
        int32_t left = match_edge_worth(seating, edge) - seating->price[graph->to[edge]];
        if (left <= next)
            continue;
        if (left > best) {
            next = best;
            best = left;
            best_edge = edge;
        } else {
            next = left;
        }
    }
    uint32_t mentor = best > 0 ? graph->to[best_edge] : 0;
    if (best > 0 && graph->places[mentor] > 0)
        take_place(auction, mentee, mentor,
                   match_edge_worth(seating, best_edge) - next + auction->raise);
}

/* Does this mentee have to bid? Not if nobody leaves them more than raise above what they have. */
static bool has_to_bid(const struct match_seating *seating, uint32_t mentee, int32_t raise)
{
    const struct match_graph *graph = seating->graph;
    int32_t best = 0, here = -1;

    for (size_t edge = graph->start[mentee]; edge < graph->start[mentee + 1]; edge++) {
        int32_t left = match_edge_worth(seating, edge) - seating->price[graph->to[edge]];
        if (left > best)
            best = left;
        if ((int32_t)graph->to[edge] == seating->mentor_of[mentee])
            here = left;
    }
    if (seating->mentor_of[mentee] == MATCH_NOBODY)
        return best > 0;
    return here + raise < best || here < 0;
}

/* Prices stay; whoever would leave has to bid again. */
static void open_round(struct auction *auction, int32_t raise)
{
    struct match_seating *seating = auction->seating;
    const struct match_graph *graph = seating->graph;

    auction->raise = raise;
    for (uint32_t i = 0; i < graph->mentees; i++) {
        if (!has_to_bid(seating, i, raise))
            continue;
        if (seating->mentor_of[i] != MATCH_NOBODY)
            match_unseat(seating, i);
        auction->waiting[auction->waiting_len++] = i;
    }
    for (uint32_t j = 0; j < graph->mentors; j++) {
        auction->reserve[j] = seating->price[j];
        for (uint32_t m = 0; m < seating->count[j]; m++)
            auction->bids[seating->base[j] + m] = seating->price[j];
    }
}

/* Bring all prices down by what is common to them, at most by so many points. */
static void take_off(struct match_seating *seating, int32_t most)
{
    const struct match_graph *graph = seating->graph;

    for (uint32_t j = 0; j < graph->mentors; j++)
        if (graph->places[j] > 0 && seating->price[j] < most)
            most = seating->price[j];
    for (uint32_t j = 0; j < graph->mentors; j++)
        if (graph->places[j] > 0)
            seating->price[j] -= most;
}

/* A mentee whom rough bids have priced out does not come back by themselves, so none is: bids are
 * made as if placing somebody counted a full score at least, and what that adds to all prices is
 * taken off again.
 */
void match_auction(struct work *work, struct match_seating *seating)
{
    const struct match_graph *graph = seating->graph;
    int32_t bonus = seating->bonus;
    struct auction auction = {
        .seating = seating,
        .bids = NEW_ARRAY(work->arena, int32_t, seating->base[graph->mentors]),
        .reserve = NEW_ARRAY(work->arena, int32_t, graph->mentors),
        .waiting = NEW_ARRAY(work->arena, uint32_t, graph->mentees),
    };

    if (seating->bonus < MATCH_FULL)
        seating->bonus = MATCH_FULL;
    for (int32_t raise = (MATCH_FULL + seating->bonus) / FIRST_RAISE;; raise /= NEXT_RAISE) {
        open_round(&auction, raise > 1 ? raise : 1);
        while (auction.waiting_len > 0)
            bid(&auction, auction.waiting[--auction.waiting_len]);
        if (raise <= 1)
            break;
    }
    take_off(seating, seating->bonus - bonus);
    seating->bonus = bonus;
}
