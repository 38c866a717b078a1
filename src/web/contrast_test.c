/* Contrast of the colours, read from the style sheet itself: text 4.5, control edges and marks 3
 * (WCAG 2.2, 1.4.3 and 1.4.11). A page checker does not see text in drawings and edges of controls.
 */
#include "web/asset.h"

#include "assets.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What stands on what. */
struct use {
    const char *colour, *on; /* on: several, by blanks */
    double least;
};

static const struct use uses[] = {
    {"ink", "paper surface sunk mentee-tint mentor-tint sun-tint", 4.5},
    {"ink2", "paper surface sunk mentee-tint mentor-tint sun-tint", 4.5},
    {"link", "paper surface sunk sun-tint", 4.5},
    {"on-act", "act act-hover", 4.5},
    {"mentee", "paper surface mentee-tint", 4.5},
    {"mentor", "paper surface mentor-tint", 4.5},
    {"surface", "mentee mentor", 4.5},
    {"on-sun", "sun", 4.5},
    {"bad", "surface paper bad-tint", 4.5},
    {"quiet", "surface", 4.5},
    {"bar", "on-bar", 4.5},
    {"paper", "ink", 4.5},
    {"act", "paper surface sun-tint", 3},
    {"ctl", "paper surface sunk sun-tint", 3},
    {"focus", "paper surface sunk sun-tint", 3},
    {"plot", "surface", 3},
    {"plot2", "surface", 3},
};

/* The text behind `start` up to the end of its block. */
static struct str block_of(struct str css, const char *start)
{
    const char *at = memmem(css.at, css.len, start, strlen(start));

    cr_assert(at, "%s is not in the style sheet", start);
    struct str rest = {at, css.len - (size_t)(at - css.at)};
    return str_cut(&rest, '}');
}

/* "--ink: #271a2e" as 0x271a2e. */
static long token(struct str block, struct str name)
{
    while (block.at) {
        struct str line = str_cut(&block, '\n');
        if (!str_starts(line, S("--")))
            continue;
        struct str value = {line.at + 2, line.len - 2}, key = str_cut(&value, ':');
        if (str_eq(key, name) && value.len >= 8 && value.at[1] == '#')
            return strtol(value.at + 2, NULL, 16);
    }
    cr_assert_fail("--%.*s is not set", ARG(name));
    return 0;
}

/* WCAG 2.2, relative luminance. */
static double light(long colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double part = (double)((colour >> (16 - 8 * i)) & 0xFF) / 255;
        part = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
        sum += weights[i] * part;
    }
    return sum;
}

static double contrast(long a, long b)
{
    double x = light(a), y = light(b);

    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

Test(contrast, is_enough_in_light_and_in_dark)
{
    static const char *const themes[] = {":root {", ":root[data-theme=\"dark\"] {"};
    const char *encoding;
    struct str css = asset_bytes(asset_find(S(ASSET_APP_CSS)), S(""), &encoding);

    for (size_t t = 0; t < COUNT(themes); t++) {
        struct str block = block_of(css, themes[t]);
        for (size_t i = 0; i < COUNT(uses); i++) {
            struct str on = str_of(uses[i].on);
            while (on.at) {
                struct str ground = str_cut(&on, ' ');
                double ratio = contrast(token(block, str_of(uses[i].colour)), token(block, ground));
                cr_expect(ratio >= uses[i].least, "%s on %.*s is %.2f in theme %zu", uses[i].colour,
                          ARG(ground), ratio, t);
            }
        }
    }
}

/* The dark values stand twice: for the device's wish and for the reader's own. */
Test(contrast, both_ways_to_dark_have_the_same_colours)
{
    const char *encoding;
    struct str css = asset_bytes(asset_find(S(ASSET_APP_CSS)), S(""), &encoding);
    struct str own = block_of(css, ":root[data-theme=\"dark\"] {");
    struct str device = block_of(css, ":root:not([data-theme=\"light\"]) {");

    str_cut(&own, '\n');
    str_cut(&device, '\n');
    cr_expect(str_eq(own, device));
}
