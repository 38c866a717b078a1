#include "app/resource/resource_inside.h"

#include "resource_form_html.h"
#include "resource_list_html.h"

static bool is_chosen(const struct request *request, struct tag_id tag)
{
    struct buf value = {.arena = request->work->arena};

    buf_addf(&value, "%lld", (long long)tag.n);
    return form_has(request, S("topic"), buf_str(&value));
}

/* The topics of the scheme; chosen are those that were ticked in the form. */
static enum err list_topics(struct request *request, const struct scheme_access *by,
                            struct topic_choices *ret)
{
    struct resource_topic_rows rows;

    TRY(resource_topics(request->work, by, &rows));
    *ret = (struct topic_choices){
        NEW_ARRAY(request->work->arena, struct topic_choice, rows.len + 1), rows.len};
    for (size_t i = 0; i < rows.len; i++)
        ret->at[i] = (struct topic_choice){rows.at[i].id.n, rows.at[i].name,
                                           is_chosen(request, rows.at[i].id)};
    return OK;
}

static bool is_about(struct str topics, struct str topic)
{
    while (topics.at && topics.len > 0)
        if (str_eq(str_trim(str_cut(&topics, ',')), topic))
            return true;
    return false;
}

/* Only those about the topic that was asked for, and only topics that something is about. */
static void filter(const struct request *request, struct resource_view *view)
{
    struct arena *arena = request->work->arena;
    struct resource *kept = NEW_ARRAY(arena, struct resource, view->list.len + 1);
    struct topic_choices used = {NEW_ARRAY(arena, struct topic_choice, view->topics.len + 1), 0};
    struct str chosen = {0};
    size_t len = 0;
    int64_t topic = 0;

    if (str_number(query_text(request, S("topic")), &topic) != OK)
        topic = 0;
    for (size_t i = 0; i < view->topics.len; i++) {
        struct topic_choice choice = view->topics.at[i];
        bool is_used = false;
        for (size_t k = 0; k < view->list.len && !is_used; k++)
            is_used = is_about(view->list.at[k].topics, choice.name);
        choice.is_chosen = choice.id == topic;
        if (choice.is_chosen)
            chosen = choice.name;
        if (is_used)
            used.at[used.len++] = choice;
    }
    view->topics = used;
    view->is_filtered = chosen.len > 0;
    for (size_t i = 0; i < view->list.len; i++)
        if (!view->is_filtered || is_about(view->list.at[i].topics, chosen))
            kept[len++] = view->list.at[i];
    view->list = (struct resources){kept, len};
}

static enum err list_page(struct request *request, const struct scheme_access *by)
{
    struct resource_view view = {.is_team = request->viewer.is_team};
    struct buf back = {.arena = request->work->arena};

    TRY(resource_list_all(request->work, by, &view.list));
    TRY(list_topics(request, by, &view.topics));
    filter(request, &view);
    view.frame = frame_new(request, FRAME_PAIR, S("Resources and services"));
    buf_addf(&back, "%.*s/home", ARG(request->viewer.scheme_path));
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("Back to your page");
    resource_list_html(request->out, &view);
    return OK;
}

/* --- the team's */

static void type_in(const struct request *request, struct resource_view *view)
{
    view->is_service = form_text(request, S("kind"));
    view->title = form_text(request, S("title"));
    view->link = form_text(request, S("link"));
    view->words = form_text(request, S("words"));
}

static enum err team_page(struct request *request, const struct team_access *by)
{
    struct resource_view view = {.fault = request->work->fault, .is_team = true, .is_new = true};

    TRY(resource_list_all(request->work, team_scheme(by), &view.list));
    TRY(list_topics(request, team_scheme(by), &view.topics));
    TRY(referral_gaps_get(request->work, by, &view.gaps));
    type_in(request, &view);
    view.frame = frame_new(request, FRAME_TEAM, S("Resources and services"));
    view.frame->at = AT_SETTINGS;
    resource_form_html(request->out, &view);
    return OK;
}

/* The topics that were ticked. */
static size_t ticked(const struct request *request, struct tag_id *tags, size_t most)
{
    size_t len = 0;

    for (size_t i = 0; i < request->form.len && len < most; i++)
        if (str_eq(request->form.at[i].name, S("topic")) &&
            str_number(request->form.at[i].value, &tags[len].n) == OK)
            len++;
    return len;
}

static struct resource_words words_of(const struct request *request)
{
    return (struct resource_words){form_has(request, S("kind"), S("service")),
                                   form_text(request, S("title")), form_text(request, S("link")),
                                   form_text(request, S("words"))};
}

static enum err add_form(struct request *request, const struct team_access *by)
{
    struct resource_words words = words_of(request);
    struct tag_id tags[RESOURCE_TAGS_MAX];
    size_t ntags = ticked(request, tags, COUNT(tags));
    struct resource_id id;

    enum err err = resource_write(request->work, by, &words, tags, ntags, &id);
    if (err == ERR_INVALID)
        TRY(team_page(request, by));
    request_go_to(request, "%.*s", ARG(request->path));
    return err;
}

/* What stands, unless something else was typed. */
static enum err fill_in(struct request *request, const struct team_access *by,
                        struct resource_id id, struct resource_view *view)
{
    struct resource_one_row one;
    struct resource_tag_rows tags;

    TRY(resource_get(request->work, team_scheme(by), id, &one));
    if (request->method == POST) {
        type_in(request, view);
        return OK;
    }
    view->is_service = one.kind;
    view->title = one.title;
    view->link = one.link;
    view->words = one.words;
    TRY(resource_tags(request->work, team_scheme(by), &tags));
    for (size_t i = 0; i < tags.len; i++)
        for (size_t k = 0; k < view->topics.len && tags.at[i].resource.n == id.n; k++)
            if (view->topics.at[k].id == tags.at[i].tag.n)
                view->topics.at[k].is_chosen = true;
    return OK;
}

static enum err edit_page(struct request *request, const struct team_access *by)
{
    struct resource_view view = {.fault = request->work->fault, .is_team = true};
    struct buf back = {.arena = request->work->arena};

    TRY(list_topics(request, team_scheme(by), &view.topics));
    TRY(fill_in(request, by, (struct resource_id){request_key(request, S("resource"))}, &view));
    view.frame = frame_new(request, FRAME_TEAM, S("Change what stands on the list"));
    view.frame->at = AT_SETTINGS;
    buf_addf(&back, "%.*s/team/resources", ARG(request->viewer.scheme_path));
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("Back to the list");
    resource_form_html(request->out, &view);
    return OK;
}

static enum err change(struct request *request, const struct team_access *by, struct resource_id id)
{
    struct resource_words words = words_of(request);
    struct tag_id tags[RESOURCE_TAGS_MAX];
    size_t ntags = ticked(request, tags, COUNT(tags));

    if (form_has(request, S("do"), S("retire")))
        return resource_retire(request->work, by, id);
    return resource_change(request->work, by, id, &words, tags, ntags);
}

static enum err edit_form(struct request *request, const struct team_access *by)
{
    enum err err = change(request, by, (struct resource_id){request_key(request, S("resource"))});

    if (err == ERR_INVALID)
        TRY(edit_page(request, by));
    request_go_to(request, "%.*s/team/resources", ARG(request->viewer.scheme_path));
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/resources", MEMBER(list_page), "What the scheme points its people to"},
    {GET, "/s/{scheme}/team/resources", TEAM(team_page), "The list of resources and services"},
    {POST, "/s/{scheme}/team/resources", TEAM(add_form), "Put a resource or service on the list"},
    {GET, "/s/{scheme}/team/resources/{resource}", TEAM(edit_page), "Change one of the list"},
    {POST, "/s/{scheme}/team/resources/{resource}", TEAM(edit_form),
     "Change one of the list, or take it off"},
};
const struct routes resource_routes = LIST(rows);
