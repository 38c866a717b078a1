#include "app/resource/resource.h"

#include "app/audit/audit.h"
#include "app/resource/resource_inside.h"

/* A link that a browser opens elsewhere: with a name of a host and without blanks. */
static bool is_link(struct str link)
{
    if (!str_starts(link, S("https://")) || link.len < sizeof("https://a.b") - 1)
        return false;
    for (size_t i = 0; i < link.len; i++)
        if ((unsigned char)link.at[i] <= ' ' || link.at[i] == '"' || link.at[i] == '<')
            return false;
    return true;
}

static enum err check(struct work *work, const struct resource_words *words)
{
    if (words->title.len == 0)
        return work_fail(work, ERR_INVALID, S("title"), S("Give it a title."));
    if (str_letters(words->title) > RESOURCE_TITLE_MAX)
        return work_fail(work, ERR_INVALID, S("title"), S("Please use at most 150 letters."));
    if (words->link.len > 0 && !is_link(words->link))
        return work_fail(work, ERR_INVALID, S("link"),
                         S("A link starts with https:// and has no blanks in it."));
    if (str_letters(words->link) > RESOURCE_LINK_MAX)
        return work_fail(work, ERR_INVALID, S("link"), S("Please use at most 500 letters."));
    if (str_letters(words->words) > RESOURCE_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("words"), S("Please use at most 4,000 letters."));
    if (words->link.len == 0 && words->words.len == 0)
        return work_fail(work, ERR_INVALID, S("words"),
                         S("Give a link, or say here what people should know."));
    return OK;
}

static enum err set_tags(struct work *work, const struct team_access *by, struct resource_id id,
                         const struct tag_id *tags, size_t ntags)
{
    TRY(resource_clear_tags(work, by, id));
    for (size_t i = 0; i < ntags && i < RESOURCE_TAGS_MAX; i++)
        TRY(resource_add_tag(work, by, id, tags[i]));
    return OK;
}

static struct str kind_of(const struct resource_words *words)
{
    return words->is_service ? S("service") : S("resource");
}

enum err resource_write(struct work *work, const struct team_access *by,
                        const struct resource_words *words, const struct tag_id *tags, size_t ntags,
                        struct resource_id *ret)
{
    struct resource_id id = {work_new_key(work)};

    TRY(check(work, words));
    TRY(resource_add(work, by, id, kind_of(words), words->title, words->link, words->words,
                     work->now));
    TRY(set_tags(work, by, id, tags, ntags));
    *ret = id;
    return audit_add(work, team_scheme(by), "resource_written", id.n);
}

enum err resource_change(struct work *work, const struct team_access *by, struct resource_id id,
                         const struct resource_words *words, const struct tag_id *tags,
                         size_t ntags)
{
    struct changed_resource_row row;

    TRY(check(work, words));
    TRY(resource_set(work, by, id, kind_of(words), words->title, words->link, words->words,
                     work->now, &row));
    TRY(set_tags(work, by, id, tags, ntags));
    return audit_add(work, team_scheme(by), "resource_changed", id.n);
}

enum err resource_retire(struct work *work, const struct team_access *by, struct resource_id id)
{
    struct retired_resource_row row;

    TRY(resource_set_retired(work, by, id, work->now, &row));
    return audit_add(work, team_scheme(by), "resource_retired", id.n);
}

static struct str topics_of(struct arena *arena, const struct resource_tag_rows *tags,
                            struct resource_id id)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < tags->len; i++)
        if (tags->at[i].resource.n == id.n)
            buf_addf(&out, "%s%.*s", out.len > 0 ? ", " : "", ARG(tags->at[i].name));
    return buf_str(&out);
}

enum err resource_list_all(struct work *work, const struct scheme_access *by, struct resources *ret)
{
    struct resource_rows rows;
    struct resource_tag_rows tags;

    TRY(resource_list(work, by, &rows));
    TRY(resource_tags(work, by, &tags));
    struct resource *at = NEW_ARRAY(work->arena, struct resource, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct resource){.id = rows.at[i].id,
                                  .is_service = str_eq(rows.at[i].kind, S("service")),
                                  .title = rows.at[i].title,
                                  .link = rows.at[i].link,
                                  .words = rows.at[i].words,
                                  .topics = topics_of(work->arena, &tags, rows.at[i].id)};
    *ret = (struct resources){at, rows.len};
    return OK;
}

const struct concept resource_concept = {.name = "resource", .routes = &resource_routes};
