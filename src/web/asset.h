/* asset.h - the files a page needs: style sheet, script, icons, fonts.
 *
 * Each is part of the program, under a path that holds a hash of its content: what stands
 * at a path never changes, so that a browser may keep it for ever. The paths are macros of
 * "assets.h" (made by tools/assets.sh): S(ASSET_APP_CSS), S(ASSET_ICONS_SVG).
 */
#pragma once

#include "base/base.h"

struct bytes {
    const char *at, *end; /* both NULL: there is none */
};

struct asset {
    const char *path; /* "/static/app.0123456789ab.css" */
    const char *type; /* for Content-Type */
    struct bytes plain, brotli, gzip;
};

/* The asset at this path of a request, or NULL. */
const struct asset *asset_find(struct str path);

/* The bytes for a browser that sent this Accept-Encoding (may be empty).
 * encoding: set to "br", "gzip" or NULL, for Content-Encoding. Answers that may differ by it
 * need "Vary: Accept-Encoding".
 * A coding is taken unless its weight is 0 (RFC 9110 §12.5.3); "*" is not looked at.
 */
struct str asset_bytes(const struct asset *asset, struct str accepts, const char **encoding);
