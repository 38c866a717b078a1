/* demo.h - a sample scheme with months of history, for trying and for tests.
 *
 * The history comes about through the rules, day by day (rehearse.h), and is the same for the same
 * seed, number of people and day. No table of its own.
 */
#pragma once

#include "app/concept.h"

extern const struct concept demo_concept;
