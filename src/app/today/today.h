/* today.h - the team's view: which pairs could use a hand, why, and one thing to do about it.
 *
 * What is shown comes from signal.h, which reads facts alone; here stand names, words and what
 * the team does: write, snooze, call it a false alarm. Nothing that the two of a pair wrote is
 * read on any of these pages. Tables: none of its own.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

extern const struct concept today_concept;

/* The card "What the team sees" on the pair's home: the very row that the team reads. Empty for a
 * pair that is not under way.
 */
MUST_USE enum err today_card(struct request *request, const struct pair_access *by,
                             struct html *ret);
