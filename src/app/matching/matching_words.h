/* matching_words.h - the engine's codes in words. */
#pragma once

#include "app/matching/matching_input.h"
#include "match/explain.h"

/* Why these two, one sentence a line, for both of them alike: no points, no ranks, nobody else. */
struct str matching_reasons(struct arena *arena, const struct matching_words *words,
                            const struct match_why *why);

/* "No language in common." */
struct str matching_rule_words(enum match_rule rule);

/* "help", "area", "course", "ways to meet", "times", "languages": what a part of a score is. */
struct str matching_part_words(enum match_part part);

/* What the verifier found, in a sentence for the team. */
struct str matching_flaw_words(enum match_flaw flaw);
