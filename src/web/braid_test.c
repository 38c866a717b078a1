#include "web/braid.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { START = 20731 }; /* 5 October 2026 */

static struct days days_of(struct arena *arena, const int *at, size_t len)
{
    struct day *days = NEW_ARRAY(arena, struct day, len + 1);

    for (size_t i = 0; i < len; i++)
        days[i] = (struct day){START + at[i]};
    return (struct days){days, len};
}

#define DAYS(...)                                                                                  \
    days_of(arena, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* The history that the design gives its values for. */
static struct braid example(struct arena *arena)
{
    return (struct braid){.from = {START},
                          .until = {START + 177},
                          .today = {START + 49},
                          .interval = 21,
                          .met = DAYS(3, 24, 38),
                          .next = {true, {START + 52}},
                          .planned = DAYS(73, 101, 122, 143, 164),
                          .contact = DAYS(0, 12, 20, 31, 40, 47)};
}

static int count(struct str text, const char *part)
{
    int n = 0;
    size_t len = strlen(part);

    for (size_t i = 0; i + len <= text.len; i++)
        n += memcmp(text.at + i, part, len) == 0;
    return n;
}

static struct str drawing(struct arena *arena, const struct braid *braid, enum braid_size size)
{
    struct buf out = {.arena = arena};

    braid_put(&out, braid, size, S("History"));
    cr_expect(count(buf_str(&out), "nan") == 0 && count(buf_str(&out), "inf") == 0);
    return buf_str(&out);
}

Test(braid, has_the_values_of_the_design)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = example(arena);
    static const struct {
        double day, gap, side, sep, x_narrow, y_narrow, x_wide, y_wide;
    } rows[] = {
        {0, .2857, 1, .3405, 14.0, 44.2, 14.0, 60.3},
        {3, 0, -1, 0, 19.6, 36.0, 31.8, 48.0},
        {7, .3810, -1, -.5144, 27.0, 23.7, 55.6, 29.5},
        {12, .3200, -1, -.5632, 36.2, 22.5, 85.3, 27.7},
        {31, .3200, 1, .5462, 71.4, 49.1, 198.2, 67.7},
        {45, .4152, -1, -.5899, 97.4, 21.8, 281.5, 26.8},
        {49, .2857, -1, -.3786, 104.8, 26.9, 305.2, 34.4},
        {60, .7619, 1, .9032, 125.2, 57.7, 370.6, 80.5},
        {100, .0952, -1, -.1446, 199.3, 32.5, 608.4, 42.8},
        {177, 1, -1, -.9995, 342.0, 12.0, 1066.0, 12.0},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct braid_point narrow = braid_at(&braid, BRAID_NARROW, rows[i].day, arena);
        struct braid_point wide = braid_at(&braid, BRAID_WIDE, rows[i].day, arena);
        cr_expect_float_eq(narrow.gap, rows[i].gap, 1e-3, "day %g", rows[i].day);
        cr_expect(narrow.side == rows[i].side, "day %g", rows[i].day);
        cr_expect_float_eq(narrow.sep, rows[i].sep, 1e-3, "day %g", rows[i].day);
        cr_expect_float_eq(narrow.x, rows[i].x_narrow, .1, "day %g", rows[i].day);
        cr_expect_float_eq(narrow.y, rows[i].y_narrow, .1, "day %g", rows[i].day);
        cr_expect_float_eq(wide.x, rows[i].x_wide, .1, "day %g", rows[i].day);
        cr_expect_float_eq(wide.y, rows[i].y_wide, .1, "day %g", rows[i].day);
    }
}

Test(braid, says_in_words_all_that_it_draws)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = example(arena);
    struct str you = braid_sentence(arena, &braid, BRAID_YOU);

    cr_expect(str_eq(you, S("You have met 3 times: 8 October, 29 October and 12 November. Next "
                            "meeting Thursday 26 November. Five more planned to 31 March.")),
              "%.*s", ARG(you));
    braid.next.is_set = false;
    braid.met = DAYS(3);
    braid.contact = (struct days){0};
    struct str they = braid_sentence(arena, &braid, BRAID_THEY);
    cr_expect(str_eq(they, S("They have met once, on 8 October. Nothing since, for 46 days.")),
              "%.*s", ARG(they));
    braid.met = (struct days){0};
    braid.planned = (struct days){0};
    you = braid_sentence(arena, &braid, BRAID_YOU);
    cr_expect(str_eq(you, S("You have not met yet.")), "%.*s", ARG(you));
}

Test(braid, lists_the_same_as_rows)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = example(arena);
    struct braid_rows rows = braid_list(arena, &braid);

    cr_assert(rows.len == 3 + 1 + 5 + 6);
    for (size_t i = 1; i < rows.len; i++)
        cr_expect(rows.at[i - 1].on.n <= rows.at[i].on.n);
    cr_expect(str_eq(rows.at[0].what, S("In touch")));
    cr_expect(str_eq(rows.at[1].what, S("Met")));
}

Test(braid, is_solid_up_to_today_and_dotted_after_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = example(arena);
    struct str page = drawing(arena, &braid, BRAID_WIDE);

    cr_expect(count(page, "class=\"mr\"") == 1 && count(page, "class=\"me fut\"") == 1);
    cr_expect(count(page, "class=\"knot\"") == 3);
    cr_expect(count(page, "class=\"knot-f\"") == 5);
    cr_expect(count(page, ">Thursday<") == 1);
    cr_expect(count(page, ">Oct<") == 1 && count(page, ">Mar<") == 1);
    braid.today = braid.until;
    page = drawing(arena, &braid, BRAID_WIDE);
    cr_expect(count(page, "fut") == 0, "nothing lies ahead");
    braid.today = braid.from;
    page = drawing(arena, &braid, BRAID_WIDE);
    cr_expect(count(page, "class=\"me\"") == 0, "nothing lies behind");
}

Test(braid, survives_the_edges)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid none = {.from = {START}, .until = {START}, .today = {START}};
    struct braid twice = {.from = {START},
                          .until = {START + 30},
                          .today = {START + 10},
                          .interval = 1,
                          .met = DAYS(0, 0, 5, 5, 30),
                          .contact = DAYS(5, 0)};
    struct braid late = {.from = {START},
                         .until = {START + 30},
                         .today = {START + 900},
                         .interval = 14,
                         .met = DAYS(7, 700)};

    for (enum braid_size size = BRAID_WIDE; size < BRAID_SIZE_COUNT; size++) {
        cr_expect(count(drawing(arena, &none, size), "class=\"me") > 0);
        cr_expect(count(drawing(arena, &twice, size), "class=\"knot\"") > 0);
        cr_expect(count(drawing(arena, &late, size), "class=\"me") > 0);
    }
    cr_expect(braid_at(&twice, BRAID_WIDE, 5, arena).sep == 0, "the knot wins over the contact");
}

Test(braid, without_a_meeting_the_strands_run_apart_and_lean_in_at_a_contact)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = {.from = {START},
                          .until = {START + 100},
                          .today = {START + 60},
                          .interval = 21,
                          .contact = DAYS(40)};

    cr_expect_float_eq(braid_at(&braid, BRAID_WIDE, 80, arena).sep, 1, 1e-6);
    cr_expect(braid_at(&braid, BRAID_WIDE, 40, arena).sep < .7);
}

Test(braid, a_long_history_ends_a_little_after_today)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = {.from = {START},
                          .until = {START + 700},
                          .today = {START + 300},
                          .interval = 21,
                          .met = DAYS(5, 290)};

    cr_expect(count(drawing(arena, &braid, BRAID_NARROW), "class=\"knot\"") == 1,
              "10 intervals are shown, so the first meeting is on the timeline only");
    cr_expect(count(drawing(arena, &braid, BRAID_WIDE), "class=\"knot\"") == 2);
    cr_expect(count(drawing(arena, &braid, BRAID_MINI), "class=\"knot\"") == 1);
}

Test(braid, mirrors_for_right_to_left)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = example(arena);
    double x = braid_at(&braid, BRAID_WIDE, 52, arena).x;

    braid.is_mirrored = true;
    cr_expect_float_eq(braid_at(&braid, BRAID_WIDE, 52, arena).x, 1080 - x, 1e-9);
}

Test(braid, plans_by_the_rhythm_up_to_the_end)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct braid braid = example(arena);
    struct days plan = braid_plan(arena, &braid);

    cr_assert(plan.len == 5);
    cr_expect(plan.at[0].n == START + 73 && plan.at[4].n == START + 157);
    braid.next.is_set = false;
    plan = braid_plan(arena, &braid);
    cr_expect(plan.at[0].n == START + 59, "three weeks after the last meeting");
}
