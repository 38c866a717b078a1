/* concern.h - a worry about somebody's safety or conduct.
 *
 * Anybody raises one, named or not. It goes to the safeguarding lead and the deputy, never to one
 * whom it names, and neither the team nor a command has a way to it (trust.md section 2). Its
 * words are sealed with a key that does not stand in the database. Entries are only added.
 * Tables: concern, concern_named, concern_entry.
 */
#pragma once

#include "app/concept.h"
#include "base/base.h"

extern const struct concept concern_concept;

/* The key that concerns are sealed with: file, or, where that is NULL, concern.key in the data
 * directory, made there at the first start. dir NULL: no data directory. False: it cannot be read
 * or made; stderr says why.
 */
bool concern_key_load(struct arena *arena, const char *file, const char *dir, struct str *ret);
