/* given_matching.h - people who wait for a partner, and a run over them. */
#pragma once

#include "support/given.h"

/* given_two_schemes() with three mentees and two mentors of scheme 1 with one place each, who share
 * Law (tag 1) or Engineering (2) and Interviews (3). Amara (20) and Ingrid (30) fit best; then Theo
 * (21) and Rosa (31); Yara (22) is left.
 */
struct world *given_waiting(struct arena *arena);

/* Start a run as coordinator 5. ret: its path. */
struct str given_run(struct world *world);

/* A path with more behind it, without what stands behind its "?". */
const char *given_below(struct arena *arena, struct str path, const char *rest);
struct str given_path(struct arena *arena, struct str address);
