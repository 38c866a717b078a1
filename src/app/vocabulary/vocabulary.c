#include "app/vocabulary/vocabulary_inside.h"

#include "vocabulary_sql.h"

static enum err put_names(struct work *work, const struct team_access *by, struct tag_id tag,
                          struct str names)
{
    while (names.len > 0) {
        struct str name = str_trim(str_cut(&names, ','));
        if (name.len > 0)
            TRY(vocabulary_put_name(work, by, tag, vocabulary_lower(work->arena, name)));
    }
    return OK;
}

/* The n-th word of this name and kind, from 1; 0: none. */
static size_t find(const struct vocabulary_words *words, struct str kind, struct str name)
{
    for (size_t i = 0; i < words->len; i++)
        if (str_eq(words->at[i].kind, kind) && str_eq(words->at[i].name, name))
            return i + 1;
    return 0;
}

static enum err relate(struct work *work, const struct team_access *by,
                       const struct vocabulary_words *words, const struct tag_id *tags, size_t at)
{
    struct str related = words->at[at].related;

    while (related.len > 0) {
        size_t other = find(words, words->at[at].kind, str_trim(str_cut(&related, ',')));
        if (other == 0 || other == at + 1)
            continue;
        struct tag_id a = tags[at], b = tags[other - 1];
        TRY(vocabulary_relate(work, by, a.n < b.n ? a : b, a.n < b.n ? b : a));
    }
    return OK;
}

enum err vocabulary_load(struct work *work, const struct team_access *by)
{
    struct vocabulary_words words;
    size_t line;

    if (vocabulary_parse(work->arena, vocabulary_shipped(), &words, &line) != OK)
        return ERR_BROKEN;
    struct tag_id *tags = NEW_ARRAY(work->arena, struct tag_id, words.len + 1);
    for (size_t i = 0; i < words.len; i++) {
        const struct vocabulary_word *word = &words.at[i];
        struct maybe_tag_id above = {word->above > 0, {0}};
        struct vocabulary_put_row row;
        if (word->above > 0)
            above.at = tags[word->above - 1];
        TRY(vocabulary_put(work, by, (struct tag_id){work_new_key(work)}, word->kind, word->name,
                           above, &row));
        tags[i] = row.id;
        TRY(put_names(work, by, row.id, word->names));
    }
    for (size_t i = 0; i < words.len; i++)
        TRY(relate(work, by, &words, tags, i));
    return OK;
}

enum err vocabulary_find(struct work *work, const struct scheme_access *by, struct str kind,
                         struct str typed, bool *ret_found, struct tag_id *ret)
{
    struct vocabulary_named_rows rows;

    TRY(vocabulary_named(work, by, kind, vocabulary_lower(work->arena, typed), &rows));
    *ret_found = rows.len > 0;
    if (rows.len > 0)
        *ret = rows.at[0].id;
    return OK;
}

const struct concept vocabulary_concept = {
    .name = "vocabulary",
    .routes = &vocabulary_routes,
};
