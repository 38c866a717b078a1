/* signal_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/signal/signal.h"
#include "jobs/jobs.h"

extern const struct jobs signal_jobs;

/* Figure all pairs and people of a scheme, and its numbers. */
MUST_USE enum err signal_figure_all(struct work *work, const struct scheme_access *by);

/* The row of a pair as its facts are now, not kept. ERR_NOT_FOUND: not under way. */
MUST_USE enum err signal_figure_one(struct work *work, const struct scheme_access *by,
                                    struct pair_id pair, struct signal_kept *ret);

/* The same for whichever row has this key, and keep it. */
MUST_USE enum err signal_figure_again(struct work *work, const struct scheme_access *by,
                                      const struct signal_kept *kept);
