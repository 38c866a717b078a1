/* matching_plain_command.h - rapport match and verify-match on plain instances. */
#pragma once

#include "app/command.h"
#include "match/match.h"

/* What --objective, --floor, --bonus and --stay say, into rules that hold what they are otherwise.
 * false: it was said what is wrong.
 */
bool matching_take_rules(const struct args *args, int64_t most_bonus, struct match_rules *rules);

int matching_plain_run(struct args *args);
int matching_plain_verify(struct args *args);
int matching_plain_make(struct args *args); /* --instance-from-seed */
