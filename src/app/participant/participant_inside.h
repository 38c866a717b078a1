/* participant_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "web/web.h"

extern const struct routes participant_routes;

/* "Waiting for a partner": a state of a participant as people read it. */
struct str participant_state_says(struct str state);

/* "Has signed in": a state of an account, likewise. */
struct str participant_account_says(struct str state);

/* What a list of people is narrowed to. Empty texts: not narrowed. */
struct participant_filter {
    struct str search, role, state;
    bool is_any, has_more;
};
