/* vocabulary.h - the scheme's own words: topics of help, areas of work, courses and skills.
 *
 * A new scheme begins with some 590 that ship with the program (words.vocabulary), each with other
 * names, the word above it and words that have to do with it. Coordinators change, merge and add.
 * A word is found by any of its names, in either case. What somebody types that names none is kept
 * as a suggestion for the team: never dropped, never scored.
 *
 * Tables: tag, tag_synonym, tag_related, tag_suggestion.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

extern const struct concept vocabulary_concept;

/* Add the words that ship and are not there yet; what is there stays as it is. */
MUST_USE enum err vocabulary_load(struct work *work, const struct team_access *by);

/* The word of a kind that has this name, or this other name. *ret_found is false: none has. */
MUST_USE enum err vocabulary_find(struct work *work, const struct scheme_access *by,
                                  struct str kind, struct str typed, bool *ret_found,
                                  struct tag_id *ret);
