/* kit.h - the first-meeting kit: one page for the two, made from what both said.
 *
 * What they have in common, what each hopes for and gives, the mentor's path and side, what was
 * told early, the rhythm, and how to begin. It prints. It has no table of its own.
 */
#pragma once

#include "app/concept.h"

extern const struct concept kit_concept;
