/* training.h - what somebody reads, answers and accepts before they are matched (F26).
 *
 * A scheme that has a text for it and gates a role (scheme text: text training, quiz, gate) holds
 * whoever has the role back until it is done; then the program says that they are ready. Table:
 * training.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

extern const struct concept training_concept;

/* For the home of somebody without a pair: that they are held back until it is done. Empty for
 * everybody else.
 */
MUST_USE enum err training_card(struct request *request, const struct scheme_access *by,
                                struct html *ret);
