#include "app/busy/rest.h"

#include "app/scheme/policy.h"
#include "app/scheme/scheme_text.h"

#include <stdlib.h>

struct rests rests_of_scheme(struct arena *arena, const struct scheme_rules *rules)
{
    struct rests rests = {NEW_ARRAY(arena, struct rest, SCHEME_CLOSURES), 0};

    for (size_t i = 0; i < SCHEME_CLOSURES; i++)
        if (rules->closures[i].from.is_set)
            rests.at[rests.len++] =
                (struct rest){rules->closures[i].from.at, rules->closures[i].to.at};
    return rests_sorted(rests);
}

static int by_first_day(const void *one, const void *other)
{
    const struct rest *a = one, *b = other;

    return a->from.n < b->from.n ? -1 : a->from.n > b->from.n;
}

struct rests rests_sorted(struct rests rests)
{
    if (rests.len > 1)
        qsort(rests.at, rests.len, sizeof(*rests.at), by_first_day);
    return rests;
}

int64_t rests_days(struct rests rests, struct day after, struct day upto)
{
    int64_t counted = after.n, days = 0; /* all up to here are counted */

    for (size_t i = 0; i < rests.len; i++) {
        int64_t from = rests.at[i].from.n > counted ? rests.at[i].from.n : counted + 1;
        int64_t until = rests.at[i].until.n < upto.n ? rests.at[i].until.n : upto.n;
        if (until < from)
            continue;
        days += until - from + 1;
        counted = until;
    }
    return days;
}

struct maybe_day rests_until(struct rests rests, struct day day)
{
    struct maybe_day until = {0};

    for (size_t i = 0; i < rests.len; i++) {
        const struct rest *rest = &rests.at[i];
        int64_t reached = until.is_set ? until.at.n + 1 : day.n;
        if (rest->from.n <= reached && rest->until.n >= reached)
            until = (struct maybe_day){true, rest->until};
    }
    return until;
}

int64_t rhythm_scaled(int64_t days, int64_t agreed_days, int64_t scheme_days)
{
    int64_t scaled = scheme_days > 0 ? days * agreed_days / scheme_days : days;

    return days > 0 && scaled < 1 ? 1 : scaled;
}

bool scheme_asks_notes(const struct scheme_rules *rules)
{
    return policy_may(rules, ACT_PROGRESS_NOTE, ROLE_MENTEE);
}
