#include "web/asset.h"

#include "assets.h"

#include <string.h>

const struct asset *asset_find(struct str path)
{
    if (!str_starts(path, S("/static/")))
        return NULL;
    for (size_t i = 0; i < assets_len; i++)
        if (str_eq(path, str_of(assets[i].path)))
            return &assets[i];
    return NULL;
}

/* "q=0", "q=0.000": not wanted at all. */
static bool is_refused(struct str weight)
{
    struct str value = str_trim(weight);

    if (!str_starts(value, S("q=0")))
        return false;
    for (size_t i = 3; i < value.len; i++)
        if (value.at[i] != '.' && value.at[i] != '0')
            return false;
    return true;
}

static bool takes(struct str accepts, struct str coding)
{
    while (accepts.at) {
        struct str weight = str_cut(&accepts, ','), name = str_trim(str_cut(&weight, ';'));
        if (str_eq(name, coding))
            return !is_refused(weight);
    }
    return false;
}

static struct str all_of(struct bytes bytes)
{
    return (struct str){bytes.at, (size_t)(bytes.end - bytes.at)};
}

struct str asset_bytes(const struct asset *asset, struct str accepts, const char **encoding)
{
    if (asset->brotli.at && takes(accepts, S("br"))) {
        *encoding = "br";
        return all_of(asset->brotli);
    }
    if (asset->gzip.at && takes(accepts, S("gzip"))) {
        *encoding = "gzip";
        return all_of(asset->gzip);
    }
    *encoding = NULL;
    return all_of(asset->plain);
}
