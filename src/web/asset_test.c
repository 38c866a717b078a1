#include "web/asset.h"

#include "assets.h"

#include <criterion/criterion.h>
#include <string.h>

Test(asset, is_found_at_its_whole_path_only)
{
    cr_assert(asset_find(S(ASSET_APP_CSS)) != NULL);
    cr_expect(strcmp(asset_find(S(ASSET_APP_CSS))->type, "text/css; charset=utf-8") == 0);
    cr_expect(asset_find(S("/static/app.css")) == NULL);
    cr_expect(asset_find(S("/static/")) == NULL);
    cr_expect(asset_find(S("/static/../app.css")) == NULL);
    cr_expect(asset_find(S("")) == NULL);
}

Test(asset, is_sent_in_a_coding_that_the_browser_takes)
{
    static const struct {
        const char *accepts, *encoding;
    } cases[] = {
        {"gzip, deflate, br", "br"},
        {"gzip", "gzip"},
        {"gzip;q=0.5, br;q=0", "gzip"},
        {"", NULL},
        {"identity", NULL},
        {"brotli", NULL},
        {"br;q=0.000", NULL},
        {"br ; q=0.001", "br"},
        {"deflate,gzip;q=1", "gzip"},
    };
    const struct asset *css = asset_find(S(ASSET_APP_CSS));
    const struct asset *font = asset_find(S(ASSET_MANROPE_400_WOFF2));
    const char *encoding;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(asset_bytes(css, str_of(cases[i].accepts), &encoding).len > 1000);
        cr_expect_str_eq(encoding ? encoding : "-", cases[i].encoding ? cases[i].encoding : "-");
    }
    cr_expect(asset_bytes(font, S("br, gzip"), &encoding).len > 1000);
    cr_expect(encoding == NULL, "a font is pressed already");
}

Test(asset, the_style_sheet_names_the_fonts_by_their_content)
{
    const char *encoding;
    struct str css = asset_bytes(asset_find(S(ASSET_APP_CSS)), S(""), &encoding);
    static const char *const paths[] = {ASSET_MANROPE_400_WOFF2, ASSET_MANROPE_EXT_600_WOFF2};

    for (size_t i = 0; i < COUNT(paths); i++)
        cr_expect(memmem(css.at, css.len, paths[i], strlen(paths[i])) != NULL, "%s", paths[i]);
}

/* interface.md §13: what a first visit may cost. */
Test(asset, what_a_first_visit_loads_stays_small)
{
    static const struct {
        const char *path;
        size_t most_kib;
    } bars[] = {
        {ASSET_APP_CSS, 10},           {ASSET_APP_JS, 6},
        {ASSET_ICONS_SVG, 4},          {ASSET_MANROPE_400_WOFF2, 16},
        {ASSET_MANROPE_600_WOFF2, 16},
    };
    const char *encoding;

    for (size_t i = 0; i < COUNT(bars); i++) {
        const struct asset *asset = asset_find(str_of(bars[i].path));
        cr_expect(asset_bytes(asset, S("br"), &encoding).len <= bars[i].most_kib << 10, "%s",
                  bars[i].path);
    }
}
