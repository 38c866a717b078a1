#include "app/scheme/scheme_inside.h"

#include "app/scheme/settings_view.h"

enum { LINES_MAX = 400 };

struct lines {
    struct str at[LINES_MAX];
    size_t len;
};

static struct lines *lines_of(struct arena *arena, struct str text)
{
    struct lines *lines = NEW(arena, struct lines);

    while (text.len > 0 && lines->len < LINES_MAX)
        lines->at[lines->len++] = str_trim(str_cut(&text, '\n'));
    return lines;
}

/* common[i][j]: how many lines of old from i on and of new from j on can be kept, in order: the
 * longest common subsequence, by dynamic programming (Wagner and Fischer 1974).
 */
static uint16_t (*common_of(struct arena *arena, const struct lines *old,
                            const struct lines *new))[LINES_MAX + 1]
{
    uint16_t(*common)[LINES_MAX + 1] = arena_alloc(arena, old->len + 1, sizeof(*common));

    for (size_t i = old->len; i-- > 0;)
        for (size_t j = new->len; j-- > 0;) {
            uint16_t down = common[i + 1][j], right = common[i][j + 1];
            common[i][j] = down > right ? down : right;
            if (str_eq(old->at[i], new->at[j]))
                common[i][j] = (uint16_t)(common[i + 1][j + 1] + 1);
        }
    return common;
}

static void add(struct settings_changes *changes, bool is_new, struct str text)
{
    if (text.len > 0)
        changes->at[changes->len++] = (struct settings_change){is_new, text};
}

struct settings_changes scheme_compare(struct arena *arena, struct str old_text,
                                       struct str new_text)
{
    const struct lines *old = lines_of(arena, old_text), *new = lines_of(arena, new_text);
    uint16_t(*common)[LINES_MAX + 1] = common_of(arena, old, new);
    struct settings_changes changes = {
        NEW_ARRAY(arena, struct settings_change, old->len + new->len), 0};
    size_t i = 0, j = 0;

    while (i < old->len || j < new->len) {
        bool is_kept = i < old->len && j < new->len &&str_eq(old->at[i], new->at[j]);
        if (is_kept) {
            i++;
            j++;
        } else if (j == new->len || (i < old->len && common[i + 1][j] >= common[i][j + 1])) {
            add(&changes, false, old->at[i++]);
        } else {
            add(&changes, true, new->at[j++]);
        }
    }
    return changes;
}
