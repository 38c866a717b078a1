/* auction.c - prices that are nearly right, found by bidding.
 *
 * The forward auction (Bertsekas, A distributed algorithm for the assignment problem, 1979) with
 * the places of a mentor as similar objects (Bertsekas and Castañon, The auction algorithm for the
 * transportation problem, 1989): a mentee bids for the mentor who leaves them most, as high as makes
 * them indifferent to the next best, and a little higher; the bid takes the cheapest place. Prices
 * start at 0, so only a mentor without a free place ever has one.
 */
#include "match/seating.h"

enum {
    RAISE = 8,      /* points: by which a bid is higher; repair.c mends what that leaves */
    MOST_LOOKS = 30 /* at every edge, on average: a war that goes on is ended by repair.c too */
};

struct auction {
    struct match_seating *seating;
    int32_t *bids;     /* of each place taken, as seating->member: a heap by mentor, lowest first */
    uint32_t *waiting; /* mentees who are to bid, last in first out */
    size_t waiting_len;
    size_t looks;
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
    seating->price[mentor] = match_has_place(seating, mentor) ? 0 : auction->bids[base];
}

static void bid(struct auction *auction, uint32_t mentee)
{
    const struct match_seating *seating = auction->seating;
    const struct match_graph *graph = seating->graph;
    int32_t best = 0, next = 0;
    size_t best_edge = 0;

    auction->looks += graph->start[mentee + 1] - graph->start[mentee];
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
        take_place(auction, mentee, mentor, match_edge_worth(seating, best_edge) - next + RAISE);
}

void match_auction(struct work *work, struct match_seating *seating)
{
    const struct match_graph *graph = seating->graph;
    size_t most = MOST_LOOKS * (graph->start[graph->mentees] + 1);
    struct auction auction = {
        .seating = seating,
        .bids = NEW_ARRAY(work->arena, int32_t, seating->base[graph->mentors]),
        .waiting = NEW_ARRAY(work->arena, uint32_t, graph->mentees),
        .waiting_len = graph->mentees,
    };

    for (uint32_t i = 0; i < graph->mentees; i++)
        auction.waiting[i] = graph->mentees - 1 - i;
    while (auction.waiting_len > 0 && auction.looks < most)
        bid(&auction, auction.waiting[--auction.waiting_len]);
}
