/* directory_search.c - what the address of a search says, and how it is written again. */
#include "app/directory/directory_inside.h"

#include "directory_sql.h"
#include "web/web.h"

/* The choices of one field of the mentors' form, as "|A|B|". */
static struct str choices_of(struct arena *arena, const struct scheme_rules *rules, struct str key)
{
    for (size_t i = 0; i < rules->fields.len; i++) {
        const struct scheme_field *field = &rules->fields.at[i];
        if (field->role == ROLE_MENTOR && str_eq(field->key, key))
            return directory_say(arena, "|%.*s|", ARG(field->choices));
    }
    return (struct str){0};
}

static bool is_chosen(const struct request *request, const char *field, int64_t tag)
{
    struct str key = directory_say(request->work->arena, "%lld", (long long)tag);

    for (size_t i = 0; i < request->query.len; i++)
        if (str_eq(request->query.at[i].name, str_of(field)) &&
            str_eq(request->query.at[i].value, key))
            return true;
    return false;
}

static bool has_way(const struct request *request, const char *way)
{
    for (size_t i = 0; i < request->query.len; i++)
        if (str_eq(request->query.at[i].name, S("how")) &&
            str_eq(request->query.at[i].value, str_of(way)))
            return true;
    return false;
}

static struct directory_choices take_choices(const struct request *request,
                                             const struct directory_tag_rows *rows,
                                             const char *kind)
{
    struct directory_choice *choices =
        NEW_ARRAY(request->work->arena, struct directory_choice, rows->len + 1);
    size_t len = 0;

    for (size_t i = 0; i < rows->len; i++)
        if (str_eq(rows->at[i].kind, str_of(kind)))
            choices[len++] = (struct directory_choice){rows->at[i].id.n, rows->at[i].name,
                                                       is_chosen(request, kind, rows->at[i].id.n)};
    return (struct directory_choices){choices, len};
}

static struct str keys_of(struct arena *arena, struct directory_choices choices)
{
    struct buf keys = {.arena = arena};

    for (size_t i = 0; i < choices.len; i++)
        if (choices.at[i].is_on)
            buf_addf(&keys, "%s%lld,", keys.len == 0 ? "," : "", (long long)choices.at[i].tag);
    return buf_str(&keys);
}

/* "12.345.678": where the page before ended. Anything else begins anew. */
static void take_after(struct str after, struct directory_search *search)
{
    int64_t fit, lot, id;

    if (str_number(str_cut(&after, '.'), &fit) != OK || !after.at ||
        str_number(str_cut(&after, '.'), &lot) != OK || !after.at || str_number(after, &id) != OK)
        return;
    search->is_after = true;
    search->fit = fit;
    search->lot = lot;
    search->id = id;
}

static void add_part(struct buf *out, struct str part)
{
    if (part.len > 0)
        buf_addf(out, "%s%.*s", out->len > 0 ? ", " : "", ARG(part));
}

static struct str summary_of(struct arena *arena, const struct directory_filters *filters)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < filters->topics.len; i++)
        if (filters->topics.at[i].is_on)
            add_part(&out, filters->topics.at[i].name);
    for (size_t i = 0; i < filters->interests.len; i++)
        if (filters->interests.at[i].is_on)
            add_part(&out, filters->interests.at[i].name);
    add_part(&out, filters->by_video ? S("Video") : S(""));
    add_part(&out, filters->by_phone ? S("Phone") : S(""));
    add_part(&out, filters->in_person ? S("In person") : S(""));
    add_part(&out, filters->has_studied ? S("A graduate") : S(""));
    return out.len > 0 ? buf_str(&out) : S("Choose what matters to you");
}

enum err directory_read_search(struct request *request, const struct scheme_access *by,
                               const struct scheme_rules *rules, struct directory_search *search,
                               struct directory_filters *filters)
{
    struct arena *arena = request->work->arena;
    struct directory_tag_rows rows;

    TRY(directory_tags(request->work, by,
                       directory_say(arena, "%.*s%.*s", ARG(choices_of(arena, rules, S("topics"))),
                                     ARG(choices_of(arena, rules, S("interests")))),
                       &rows));
    *filters = (struct directory_filters){
        .text = query_text(request, S("q")),
        .topics = take_choices(request, &rows, "topic"),
        .interests = take_choices(request, &rows, "interest"),
        .by_video = has_way(request, "video"),
        .by_phone = has_way(request, "phone"),
        .in_person = has_way(request, "in_person"),
        .has_studied = query_text(request, S("graduate")).len > 0,
    };
    if (filters->text.len > 100)
        filters->text.len = 100;
    if (!str_is_utf8(filters->text))
        filters->text = (struct str){0};
    *search = (struct directory_search){
        .text = filters->text,
        .topics = keys_of(arena, filters->topics),
        .interests = keys_of(arena, filters->interests),
        .by_video = filters->by_video,
        .in_person = filters->in_person,
        .by_phone = filters->by_phone,
        .has_studied = filters->has_studied,
    };
    take_after(query_text(request, S("after")), search);
    filters->is_any = search->text.len + search->topics.len + search->interests.len > 0 ||
                      search->by_video || search->in_person || search->by_phone ||
                      search->has_studied;
    filters->summary = summary_of(arena, filters);
    return OK;
}

/* Bytes that may stand in a query string as they are (RFC 3986 section 2.3). */
static void add_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_plain)
            buf_add(out, (struct str){text.at + i, 1});
        else
            buf_addf(out, "%%%02X", (unsigned char)c);
    }
}

static void add_keys(struct buf *out, const char *field, struct str keys)
{
    while (keys.len > 0) {
        struct str key = str_cut(&keys, ',');
        if (key.len > 0)
            buf_addf(out, "&%s=%.*s", field, ARG(key));
    }
}

struct str directory_query(struct arena *arena, const struct directory_search *search)
{
    struct buf out = {.arena = arena};

    buf_add(&out, S("?q="));
    add_escaped(&out, search->text);
    add_keys(&out, "topic", search->topics);
    add_keys(&out, "interest", search->interests);
    buf_addf(&out, "%s%s%s%s", search->by_video ? "&how=video" : "",
             search->by_phone ? "&how=phone" : "", search->in_person ? "&how=in_person" : "",
             search->has_studied ? "&graduate=1" : "");
    return buf_str(&out);
}
