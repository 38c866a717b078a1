/* keep.h - copies of an installation's data: the commands backup, restore and verify.
 *
 * The work is done in db/keep.h. A PostgreSQL server has tools of its own, which these commands
 * name instead of doing half as well.
 */
#pragma once

#include "app/concept.h"

extern const struct concept keep_concept;
