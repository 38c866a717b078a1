/* path.h - a mentor's path: three turns of it, in their own words.
 *
 * A title says where somebody is; the turns say how they got there, detours included, and are what
 * a mentee asks about first. Read with the introduction and in the kit. Table: path_turn.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

enum { PATH_TURNS = 3, PATH_WORDS_MAX = 300 }; /* letters; the table checks the same */

extern const struct concept path_concept;

/* Say the turns anew; empty ones are left out. ERR_INVALID: too long; the field is "turn1" to
 * "turn3". ERR_NOT_FOUND: whoever acts is no mentor here.
 */
MUST_USE enum err path_set(struct work *work, const struct scheme_access *by,
                           const struct str turns[PATH_TURNS]);

/* The path of one who takes part, as everybody reads it: empty where nothing is said. */
MUST_USE enum err path_html_of(struct work *work, const struct scheme_access *by,
                               struct participant_id participant, struct html *ret);
