/* aim.h - what the mentor of a pair hopes to gain: one to three aims, each shared with the mentee
 * or for the mentor alone. Table: aim.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

struct html;
struct request;

enum { AIM_TITLE_MAX = 200, AIM_MOST = 3 }; /* letters; aims in a pair */

extern const struct concept aim_concept;

/* Name an aim. ERR_INVALID: no words or too many, three there already, or not the mentor. */
MUST_USE enum err aim_set(struct work *work, const struct pair_access *by, struct str title,
                          bool is_shared, struct aim_id *ret);

/* Share it, or not. ERR_NOT_FOUND: no such aim, or not the mentor. */
MUST_USE enum err aim_share(struct work *work, const struct pair_access *by, struct aim_id aim,
                            bool is_shared);

/* Take it away. Errors as aim_share. */
MUST_USE enum err aim_remove(struct work *work, const struct pair_access *by, struct aim_id aim);

/* The card of the pair's home: the mentor's aims; for the mentee those that are shared. gains:
 * what the mentor said on the application, other: the mentor's name.
 */
MUST_USE enum err aim_card(struct request *request, const struct pair_access *by, struct str mentor,
                           struct str gains, struct html *ret);
