#include "app/scheme/settings_view.h"

#include "app/scheme/scheme_inside.h"
#include "settings_questions_html.h"
#include "web/frame.h"

#include <string.h>

enum { KEY_MAX = 30 };

/* Which row of scheme_field_options is asked on the page; the rest is fixed with the question. */
static const struct scheme_option *asked(size_t i)
{
    const struct scheme_option *option = &scheme_field_options.at[i];

    return option->label ? option : NULL;
}

static enum role role_of(struct str word)
{
    return str_eq(word, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE;
}

static struct str word_of(enum role role)
{
    return role == ROLE_MENTOR ? S("mentor") : S("mentee");
}

/* The place of a question among the fields; rules->fields.len: there is none. */
static size_t find(const struct scheme_rules *rules, enum role role, struct str key)
{
    size_t i = 0;
    while (i < rules->fields.len &&
           !(rules->fields.at[i].role == (int64_t)role && str_eq(rules->fields.at[i].key, key)))
        i++;
    return i;
}

static struct str swap(struct arena *arena, struct str text, char from, char to)
{
    struct str copy = arena_copy(arena, text);
    char *at = memcpy(arena_alloc(arena, copy.len + 1, 1), copy.at, copy.len);

    for (size_t i = 0; i < copy.len; i++)
        if (at[i] == from)
            at[i] = to;
    return (struct str){at, copy.len};
}

/* --- the list */

static struct str kind_says(struct arena *arena, const struct scheme_field *field)
{
    static const char *const says[] = {
        [FIELD_LINE] = "A line of text",      [FIELD_LONG] = "Some lines of text",
        [FIELD_NUMBER] = "A number",          [FIELD_ONE] = "One of the choices",
        [FIELD_SOME] = "Some of the choices",
    };
    struct buf out = {.arena = arena};

    buf_addf(&out, "%s", says[field->kind]);
    if (field->kind == FIELD_SOME)
        buf_addf(&out, ", up to %lld", (long long)field->most);
    return buf_str(&out);
}

static struct settings_questions questions_of(struct arena *arena, struct str path,
                                              const struct scheme_rules *rules, enum role role)
{
    struct settings_question *at = NEW_ARRAY(arena, struct settings_question, SCHEME_FIELDS_MAX);
    size_t len = 0;

    for (size_t i = 0; i < rules->fields.len; i++) {
        const struct scheme_field *field = &rules->fields.at[i];
        struct buf link = {.arena = arena};
        if (field->role != (int64_t)role)
            continue;
        buf_addf(&link, "%.*s/team/settings/form?as=%.*s&key=%.*s", ARG(path), ARG(word_of(role)),
                 ARG(field->key));
        at[len++] = (struct settings_question){
            .label = field->label,
            .kind = kind_says(arena, field),
            .seen = scheme_stamp_says((enum stamp)field->stamp),
            .link = buf_str(&link),
            .is_required = field->is_required != 0,
        };
    }
    return (struct settings_questions){at, len};
}

/* --- one question */

static struct settings_input input_of(const struct request *request,
                                      const struct scheme_option *option,
                                      const struct scheme_field *field)
{
    struct settings_input input = settings_input_of(request, option, field);

    if (str_eq(str_of(option->word), S("of"))) {
        input.kind = SETTINGS_LONG;
        input.rows = 8;
        input.value = swap(request->work->arena, input.value, '|', '\n');
    }
    return input;
}

static void show_question(struct request *request, const struct scheme_field *field, bool is_new)
{
    struct arena *arena = request->work->arena;
    struct settings_input *inputs =
        NEW_ARRAY(arena, struct settings_input, scheme_field_options.len);
    struct settings_choice hidden[] = {{S("as"), word_of((enum role)field->role)},
                                       {S("key"), field->key}};
    struct settings_choice also[] = {{S("up"), S("Save, and ask it earlier")},
                                     {S("remove"), S("Remove this question")}};
    size_t len = 0;

    for (size_t i = 0; i < scheme_field_options.len; i++)
        if (asked(i))
            inputs[len++] = input_of(request, asked(i), field);
    settings_show(request,
                  &(struct settings_view){
                      .title = is_new ? S("One more question") : field->label,
                      .about = S("Answers given before stay bound to the form they were given in."),
                      .seen = S("Anyone who applies reads this."),
                      .inputs = {inputs, len},
                      .hidden = LIST(hidden),
                      .also = {also, is_new ? 0 : COUNT(also)},
                  });
}

static struct scheme_field new_field(enum role role)
{
    struct scheme_field field = scheme_field_usual();

    field.role = (int64_t)role;
    return field;
}

enum err settings_form_page(struct request *request, const struct scheme_rules *rules)
{
    struct str as = query_text(request, S("as")), key = query_text(request, S("key"));
    enum role role = role_of(as);
    size_t i = find(rules, role, key);
    struct scheme_field fresh = new_field(role);

    if (as.len > 0 && key.len > 0 && i == rules->fields.len)
        return ERR_NOT_FOUND;
    if (as.len > 0) {
        show_question(request, key.len > 0 ? &rules->fields.at[i] : &fresh, key.len == 0);
        return OK;
    }
    struct frame *frame = frame_new(request, FRAME_TEAM, S("Application forms"));
    struct buf back = {.arena = request->work->arena};
    buf_addf(&back, "%.*s/team/settings", ARG(request->viewer.scheme_path));
    frame->at = AT_SETTINGS;
    frame->back = buf_str(&back);
    frame->back_to = S("All settings");
    settings_questions_html(
        request->out, frame,
        questions_of(request->work->arena, request->viewer.scheme_path, rules, ROLE_MENTEE),
        questions_of(request->work->arena, request->viewer.scheme_path, rules, ROLE_MENTOR), rules);
    return OK;
}

/* --- saving */

/* A question of the scheme's own is called by its first letters. */
static struct str key_of(struct arena *arena, struct str label)
{
    struct str key = scheme_slug(arena, label, KEY_MAX);

    return key.len > 0 ? key : S("question");
}

static enum err read_field(struct request *request, struct scheme_field *field)
{
    struct work *work = request->work;

    for (size_t i = 0; i < scheme_field_options.len; i++) {
        const struct scheme_option *option = asked(i);
        if (!option || str_eq(str_of(option->word), S("of")))
            continue;
        TRY(settings_read(request, option, field));
    }
    field->choices = swap(work->arena, form_text(request, S("field-of")), '\n', '|');
    bool has_choices = field->kind == FIELD_ONE || field->kind == FIELD_SOME;
    if (has_choices && field->choices.len == 0)
        return work_fail(work, ERR_INVALID, S("field-of"),
                         S("Please write the choices, one a line."));
    if (field->choices.len > 4000)
        return work_fail(work, ERR_INVALID, S("field-of"), S("These are too many choices."));
    if (!has_choices)
        field->choices = field->tags = (struct str){0};
    return OK;
}

static enum err change_fields(struct request *request, struct scheme_field *fields, size_t *len,
                              size_t i)
{
    struct str act = form_text(request, S("do"));

    if (str_eq(act, S("remove"))) {
        memmove(&fields[i], &fields[i + 1], (*len - i - 1) * sizeof(*fields));
        --*len;
        return OK;
    }
    TRY(read_field(request, &fields[i]));
    if (fields[i].key.len == 0)
        fields[i].key = key_of(request->work->arena, fields[i].label);
    size_t before = i;
    while (before > 0 && fields[--before].role != fields[i].role)
        continue;
    if (str_eq(act, S("up")) && before < i && fields[before].role == fields[i].role) {
        struct scheme_field earlier = fields[before];
        fields[before] = fields[i];
        fields[i] = earlier;
    }
    return OK;
}

enum err settings_form_save(struct request *request, const struct team_access *by,
                            struct scheme_rules *rules)
{
    struct str key = form_text(request, S("key"));
    enum role role = role_of(form_text(request, S("as")));
    struct scheme_field *fields =
        NEW_ARRAY(request->work->arena, struct scheme_field, SCHEME_FIELDS_MAX + 1);
    size_t len = rules->fields.len, i = key.len > 0 ? find(rules, role, key) : len;

    if (key.len > 0 && i == len)
        return ERR_CONFLICT; /* somebody removed it just now */
    if (len > 0)
        memcpy(fields, rules->fields.at, len * sizeof(*fields));
    if (i == len)
        fields[len++] = new_field(role);
    struct scheme_field before = fields[i];
    enum err err = change_fields(request, fields, &len, i);
    rules->fields = (struct scheme_fields){fields, len};
    if (err == OK)
        err = settings_store(request, by, rules);
    if (err == ERR_INVALID)
        show_question(request, &before, key.len == 0);
    return err;
}
