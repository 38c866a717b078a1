/* today_rows.h - between what is stored and what is judged and shown. */
#pragma once

#include "app/today/today_view.h"

/* The signals of these facts in words. */
struct today_lines today_lines_of(struct arena *arena, const struct signal_facts *facts,
                                  const struct signals *signals, const struct signal_names *names);

/* The row as the team and the pair read it. */
struct today_seen today_seen_of(struct arena *arena, const struct signal_facts *facts,
                                const struct signals *signals, const struct signal_names *names);

/* What to do about a signal: a label ("Write to Ada"), and whom it is to. */
enum today_to { TO_MENTEE = 1, TO_MENTOR, TO_BOTH, TO_MATCHING };

enum today_to today_remedy(enum signal signal, const struct signal_facts *facts);

struct str today_remedy_label(struct arena *arena, enum today_to to,
                              const struct signal_names *names);

/* A few kind words to begin a letter with; the coordinator changes them as they like. */
struct str today_letter(struct arena *arena, enum signal signal, enum today_to to,
                        const struct signal_names *names, struct str from);
