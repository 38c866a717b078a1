#include "web/plot.h"

#include <criterion/criterion.h>
#include <string.h>

static int count(struct str text, const char *part)
{
    int n = 0;
    size_t len = strlen(part);

    for (size_t i = 0; i + len <= text.len; i++)
        n += memcmp(text.at + i, part, len) == 0;
    return n;
}

Test(plot, an_axis_ends_at_a_round_number_above_the_highest_bar)
{
    static const struct {
        int64_t most, top;
    } cases[] = {{0, 4},   {1, 4},   {4, 4},    {5, 8},      {9, 10},
                 {11, 20}, {77, 80}, {82, 100}, {1001, 2000}};

    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(plot_top(cases[i].most) == cases[i].top, "%lld", (long long)cases[i].most);
}

Test(plot, stages_show_each_part_once_and_name_them_all)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct plot_part parts[] = {
        {{"Introduced", 10}, 22}, {{"Agreed <how>", 12}, 0}, {{"Quiet", 5}, 30}};
    struct buf out = {.arena = arena};

    plot_stages_put(&out, S("52 pairs by stage"), parts, COUNT(parts));
    cr_expect(count(buf_str(&out), "aria-label=\"52 pairs by stage\"") == 1);
    cr_expect(count(buf_str(&out), "height=\"34\"") == 2, "an empty part has no width");
    cr_expect(count(buf_str(&out), "Agreed &lt;how&gt;") == 1);
    cr_expect(count(buf_str(&out), "nan") == 0);
}

Test(plot, bars_come_in_two_widths_with_their_numbers)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct plot_bar at[] = {
        {{"21 Sep", 6}, {"21 September", 12}, 12, {true, 20}, false},
        {{NULL, 0}, {"28 September", 12}, 31, {false, 0}, true},
    };
    struct plot_bars bars = {.finding = S("Rising"),
                             .name_head = S("Week of"),
                             .n_head = S("Held"),
                             .aim_head = S("Agreed"),
                             .at = at,
                             .len = COUNT(at)};
    struct buf out = {.arena = arena};

    plot_bars_put(&out, &bars);
    cr_expect(count(buf_str(&out), "role=\"img\"") == 2);
    cr_expect(count(buf_str(&out), "<td class=\"num\">31</td>") == 1);
    cr_expect(count(buf_str(&out), "<td>none</td>") == 1);
    cr_expect(count(buf_str(&out), "class=\"exp\"") == 2);
}

Test(plot, nothing_to_draw_is_no_trouble)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct plot_bars bars = {.finding = S("Nothing yet")};
    struct buf out = {.arena = arena};

    plot_bars_put(&out, &bars);
    plot_stages_put(&out, S("No pairs yet"), NULL, 0);
    cr_expect(count(buf_str(&out), "nan") == 0 && count(buf_str(&out), "inf") == 0);
}
