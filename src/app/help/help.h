/* help.h - plain pages in every scheme and outside of one: whom to turn to, what becomes of what
 * one writes, and how well the pages can be used by everybody. No tables.
 */
#pragma once

#include "app/concept.h"

extern const struct concept help_concept;
