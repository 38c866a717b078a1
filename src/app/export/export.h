/* export.h - the team's tables as spreadsheets: people, pairs, applications.
 *
 * They hold what the pages of the team show and nothing of what a pair writes. Each is taken by a
 * form that posts, so that it is written into the record of who did what. A cell that a program
 * could take for a formula begins with an apostrophe (sheet_put_shown). No tables of its own.
 */
#pragma once

#include "app/concept.h"

extern const struct concept export_concept;
