/* agreement_step.h - the six pages of choices, from terms to form and back. */
#pragma once

#include "app/agreement/agreement_view.h"

/* "rhythm", "place" ...: the last part of the path. */
struct str agreement_step_word(enum agreement_step step);

/* STEP_COUNT: no such step. */
enum agreement_step agreement_step_of(struct str word);

/* Fill in what the page of a step asks, with these terms as its answers. */
void agreement_step_ask(struct arena *arena, enum agreement_step step,
                        const struct agreement_terms *terms, struct agreement_view *view);

/* Take the answers of a step out of the form. ERR_INVALID: one is none; fault names its field. */
MUST_USE enum err agreement_step_take(struct request *request, enum agreement_step step,
                                      struct agreement_terms *terms);
