/* act_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "act_sql.h"
#include "app/act/act.h"

/* One visit of a link; stands in request->prepared while its handler runs. */
struct act_visit {
    struct act_row row;
    const struct act *act;
    struct str sentence, go_on; /* what came of it */
    bool is_stale;
};

extern const struct routes act_routes;

/* The act of this name among all concepts; NULL: none. */
const struct act *act_find(struct str name);
