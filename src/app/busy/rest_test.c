#include "app/busy/rest.h"

#include "app/scheme/scheme_text.h"

#include <criterion/criterion.h>

static int64_t days(const struct rest *spans, size_t len, int64_t after, int64_t upto)
{
    struct rest at[8];

    for (size_t i = 0; i < len; i++)
        at[i] = spans[i];
    return rests_days(rests_sorted((struct rests){at, len}), (struct day){after},
                      (struct day){upto});
}

Test(rest, a_day_in_two_spans_counts_once)
{
    static const struct rest spans[] = {{{20}, {24}}, {{10}, {14}}, {{13}, {16}}, {{22}, {23}}};

    cr_expect(days(spans, 4, 0, 30) == 12, "10 to 16 and 20 to 24");
    cr_expect(days(spans, 4, 12, 21) == 6, "13 to 16, 20 and 21");
    cr_expect(days(spans, 4, 16, 19) == 0);
    cr_expect(days(spans, 0, 0, 30) == 0);
}

Test(rest, it_is_over_when_the_last_of_those_that_touch_is)
{
    struct rest at[] = {{{10}, {14}}, {{15}, {17}}, {{20}, {22}}};
    struct rests rests = {at, COUNT(at)};

    cr_expect(rests_until(rests, (struct day){12}).at.n == 17);
    cr_expect(rests_until(rests, (struct day){22}).at.n == 22);
    cr_expect(!rests_until(rests, (struct day){18}).is_set);
    cr_expect(!rests_until(rests, (struct day){9}).is_set);
}

Test(rest, what_a_scheme_sets_moves_with_the_interval_that_a_pair_agreed)
{
    cr_expect(rhythm_scaled(28, 28, 28) == 28);
    cr_expect(rhythm_scaled(28, 14, 28) == 14);
    cr_expect(rhythm_scaled(42, 56, 28) == 84);
    cr_expect(rhythm_scaled(0, 56, 28) == 0 && rhythm_scaled(1, 7, 28) == 1);
}

Test(rest, a_scheme_rests_on_its_closures)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct scheme_rules rules;
    struct scheme_error error;

    cr_assert(scheme_text_parse(arena, S("scheme \"S\""), &rules, &error) == OK);
    cr_expect(rests_of_scheme(arena, &rules).len == 0);
    cr_assert(scheme_text_parse(arena,
                                S("scheme \"S\"\nclosure first 1970-04-01 first-to 1970-04-10\n"
                                  "closure second 1970-02-10 second-to 1970-02-20"),
                                &rules, &error) == OK);
    struct rests rests = rests_of_scheme(arena, &rules);
    cr_expect(rests.len == 2 && rests.at[0].from.n == 40 && rests.at[1].until.n == 99);
    cr_expect(scheme_text_parse(arena, S("scheme \"S\"\nclosure first 1970-04-01"), &rules,
                                &error) == ERR_INVALID,
              "a first day without a last");
}
