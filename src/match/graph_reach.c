/* graph_reach.c - could one more mentee be placed? As reach.c, on plain instances (Berge, 1957). */
#include "match/seating.h"

struct reach {
    struct match_seating seating;
    bool *is_seen;     /* of each mentor */
    uint32_t *looking; /* mentees whose rows are still to be looked at */
    size_t len;
};

static bool look_from(struct reach *reach, uint32_t mentee)
{
    const struct match_seating *seating = &reach->seating;
    const struct match_graph *graph = seating->graph;

    for (size_t edge = graph->start[mentee]; edge < graph->start[mentee + 1]; edge++) {
        uint32_t mentor = graph->to[edge];
        if (reach->is_seen[mentor])
            continue;
        reach->is_seen[mentor] = true;
        if (match_has_place(seating, mentor))
            return true;
        for (uint32_t m = 0; m < seating->count[mentor]; m++)
            reach->looking[reach->len++] = seating->member[seating->base[mentor] + m];
    }
    return false;
}

bool match_graph_has_room(struct work *work, const struct match_graph *graph,
                          const int32_t *mentor_of)
{
    struct reach reach = {
        .seating = match_seating_new(work, graph, 0),
        .is_seen = NEW_ARRAY(work->arena, bool, graph->mentors),
        .looking = NEW_ARRAY(work->arena, uint32_t, graph->mentees),
    };

    for (uint32_t i = 0; i < graph->mentees; i++) {
        if (mentor_of[i] == MATCH_NOBODY)
            reach.looking[reach.len++] = i;
        else
            match_seat(&reach.seating, i, (uint32_t)mentor_of[i]);
    }
    while (reach.len > 0)
        if (look_from(&reach, reach.looking[--reach.len]))
            return true;
    return false;
}
