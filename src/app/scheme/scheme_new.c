#include "app/scheme/scheme.h"

#include "app/scheme/scheme_inside.h"
#include "app/vocabulary/vocabulary.h"
#include "scheme_sql.h"
#include "scheme_templates.h"

#include <ctype.h>

enum { SLUG_MAX = 50, SAME_NAME_MAX = 99 };

static enum err template_rules(struct work *work, struct str name, struct scheme_rules *ret)
{
    struct scheme_error error;

    for (size_t i = 0; i < scheme_templates_len; i++) {
        const struct embedded *text = &scheme_templates[i];
        if (str_eq(name, str_of(text->name)))
            return scheme_text_parse(
                work->arena, (struct str){text->at, (size_t)(text->end - text->at)}, ret, &error);
    }
    return work_fail(work, ERR_INVALID, S("template"),
                     S("There are three templates: alumni, six-months and charity."));
}

/* 0: a letter that parts words. */
static int slug_letter(char c)
{
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool is_digit = c >= '0' && c <= '9';

    return is_letter || is_digit ? tolower((unsigned char)c) : 0;
}

struct str scheme_slug(struct arena *arena, struct str name, size_t most)
{
    struct buf slug = {.arena = arena};

    for (size_t i = 0; i < name.len && slug.len < most; i++) {
        int c = slug_letter(name.at[i]);
        if (c)
            buf_addf(&slug, "%c", c);
        else if (slug.len > 0 && slug.at[slug.len - 1] != '-')
            buf_add(&slug, S("-"));
    }
    while (slug.len > 0 && slug.at[slug.len - 1] == '-')
        slug.len--;
    return buf_str(&slug);
}

/* The nth try at a slug that nobody has. */
static struct str slug_of(struct arena *arena, struct str name, int64_t nth)
{
    struct str slug = scheme_slug(arena, name, SLUG_MAX);
    struct buf out = {.arena = arena};

    buf_add(&out, slug.len < 2 ? S("scheme") : slug);
    if (nth > 1)
        buf_addf(&out, "-%lld", (long long)nth);
    return buf_str(&out);
}

enum err scheme_add_from(struct work *work, const struct public_access *by, struct str template,
                         struct str name, struct str place, struct str *ret_slug)
{
    struct scheme_rules rules;

    TRY(template_rules(work, template, &rules));
    if (name.len == 0)
        name = rules.name;
    for (int64_t nth = 1; nth <= SAME_NAME_MAX; nth++) {
        struct str slug = slug_of(work->arena, name, nth);
        struct added_row added;
        enum err err = scheme_add(work, by, (struct scheme_id){work_new_key(work)}, slug, name,
                                  place, S("Europe/London"), work->now, &added);
        if (err == OK)
            *ret_slug = slug;
        if (err != ERR_NOT_FOUND)
            return err;
    }
    return ERR_CONFLICT;
}

static enum err first_cohort(struct work *work, const struct team_access *by)
{
    struct buf name = {.arena = work->arena};

    day_put(&name, work->today);
    name.len = 4; /* the year */
    return cohort_add(work, by, (struct cohort_id){work_new_key(work)}, buf_str(&name),
                      (struct maybe_day){0}, (struct maybe_day){0}, (struct maybe_day){0},
                      (struct maybe_day){0});
}

enum err scheme_begin(struct work *work, const struct team_access *by, struct str template,
                      struct str name, struct person_id person)
{
    struct scheme_rules rules;

    TRY(template_rules(work, template, &rules));
    if (name.len > 0)
        rules.name = name;
    TRY(first_cohort(work, by));
    TRY(scheme_role_add(work, by, person, S("lead"), work->now));
    TRY(scheme_role_add(work, by, person, S("coordinator"), work->now));
    TRY(scheme_text_write(work, by, &rules, NULL));
    return vocabulary_load(work, by);
}
