/* graph_inside.h - what the objectives on plain instances share. */
#pragma once

#include "match/graph.h"

/* The edge of a pair that has one. */
size_t match_edge_of(const struct match_graph *graph, uint32_t mentee, uint32_t mentor);

/* No two who would both rather have each other (graph_stable.c). */
struct match_plan match_graph_stable(struct work *work, const struct match_graph *graph);
