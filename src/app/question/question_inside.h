/* question_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/question/question.h"
#include "web/web.h"

extern const struct routes question_routes;

/* The pair's questions that are open, or that have ended; as question_list_open. */
MUST_USE enum err question_list_of(struct work *work, const struct pair_access *by, bool is_open,
                                   struct questions *ret);

/* One of them. ERR_NOT_FOUND: none, or one that this person may not see. */
MUST_USE enum err question_get(struct work *work, const struct pair_access *by,
                               struct question_id question, struct question *ret);

/* Want no suggestion on its wording. Errors as question_become. */
MUST_USE enum err question_keep(struct work *work, const struct pair_access *by,
                                struct question_id question);

/* Remove a private question. ERR_NOT_FOUND: none, or one that has been shared. */
MUST_USE enum err question_take_away(struct work *work, const struct pair_access *by,
                                     struct question_id question);
