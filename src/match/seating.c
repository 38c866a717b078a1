#include "match/seating.h"

struct match_seating match_seating_new(struct work *work, const struct match_graph *graph,
                                       int64_t bonus)
{
    struct match_seating seating = {
        .graph = graph,
        .bonus = (int32_t)bonus,
        .gain = NEW_ARRAY(work->arena, int32_t, graph->mentees),
        .price = NEW_ARRAY(work->arena, int32_t, graph->mentors),
        .mentor_of = NEW_ARRAY(work->arena, int32_t, graph->mentees),
        .base = NEW_ARRAY(work->arena, size_t, (size_t)graph->mentors + 1),
        .count = NEW_ARRAY(work->arena, uint32_t, graph->mentors),
        .at = NEW_ARRAY(work->arena, size_t, graph->mentees),
    };

    for (uint32_t i = 0; i < graph->mentees; i++)
        seating.mentor_of[i] = MATCH_NOBODY;
    for (size_t edge = 0; edge < graph->start[graph->mentees]; edge++)
        seating.count[graph->to[edge]]++;
    for (uint32_t j = 0; j < graph->mentors; j++) {
        uint32_t most = graph->places[j] < seating.count[j] ? graph->places[j] : seating.count[j];
        seating.base[j + 1] = seating.base[j] + most;
        seating.count[j] = 0;
    }
    seating.member = NEW_ARRAY(work->arena, uint32_t, seating.base[graph->mentors]);
    return seating;
}

void match_seat(struct match_seating *seating, uint32_t mentee, uint32_t mentor)
{
    size_t at = seating->base[mentor] + seating->count[mentor]++;

    seating->member[at] = mentee;
    seating->at[mentee] = at;
    seating->mentor_of[mentee] = (int32_t)mentor;
}

void match_unseat(struct match_seating *seating, uint32_t mentee)
{
    uint32_t mentor = (uint32_t)seating->mentor_of[mentee];
    size_t last = seating->base[mentor] + --seating->count[mentor];
    uint32_t moved = seating->member[last];

    seating->member[seating->at[mentee]] = moved;
    seating->at[moved] = seating->at[mentee];
    seating->mentor_of[mentee] = MATCH_NOBODY;
}

void match_seating_tighten(struct match_seating *seating)
{
    const struct match_graph *graph = seating->graph;

    for (uint32_t i = 0; i < graph->mentees; i++) {
        int32_t gain = 0, here = -1;
        for (size_t edge = graph->start[i]; edge < graph->start[i + 1]; edge++) {
            int32_t left = match_edge_worth(seating, edge) - seating->price[graph->to[edge]];
            gain = left > gain ? left : gain;
            if ((int32_t)graph->to[edge] == seating->mentor_of[i])
                here = left;
        }
        seating->gain[i] = gain;
        if (seating->mentor_of[i] != MATCH_NOBODY && here != gain)
            match_unseat(seating, i);
    }
}
