/* instance.h - plain instances made from a seed: the same on every machine, to measure and to test. */
#pragma once

#include "match/graph.h"

enum match_family {
    MATCH_LIKELY,  /* as schemes are: fields, people who fit within them, a few elsewhere */
    MATCH_PLANTED, /* a best plan is known: a third of all edges are tight, no place stays free */
    MATCH_UNIFORM, /* anybody with anybody, every score as likely as any other */
    MATCH_PLATEAU, /* anybody with anybody, four scores only */
    MATCH_WAR,     /* everybody wants the same few */
    MATCH_FAMILY_COUNT
};

/* Each mentee has about edges_each mentors to go to, each at most once. */
struct match_graph match_instance(struct work *work, enum match_family family, uint32_t mentees,
                                  uint32_t mentors, uint32_t edges_each, uint64_t seed);
