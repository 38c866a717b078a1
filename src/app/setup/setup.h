/* setup.h - what a new scheme still needs, and the command that makes one. No tables. */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"
#include "web/html.h"

struct request;

extern const struct concept setup_concept;

/* The set-up list as a card, for Today and the cohort's page; empty once the cohort is open. */
MUST_USE enum err setup_card(struct request *request, const struct team_access *by,
                             struct html *ret);
