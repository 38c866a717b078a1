#include "app/scheme/scheme.h"

#include "app/account/account.h"
#include "app/audit/audit.h"
#include "app/scheme/scheme_inside.h"
#include "scheme_sql.h"

static enum err rules_of(struct work *work, struct str body, struct scheme_rules *ret)
{
    const struct scheme_rules *kept = work_kept(work, "scheme rules", body);
    struct scheme_error error;

    if (!kept) {
        struct arena *room = work_room(work);
        struct str own = arena_copy(room, body);
        struct scheme_rules *rules = NEW(room, struct scheme_rules);
        if (scheme_text_parse(room, own, rules, &error) != OK)
            return ERR_BROKEN;
        work_keep(work, "scheme rules", own, rules);
        kept = rules;
    }
    *ret = *kept;
    return OK;
}

enum err scheme_slug_get(struct work *work, const struct visitor_access *by, struct str *ret)
{
    struct scheme_row scheme;

    TRY(scheme_get(work, by, &scheme));
    *ret = scheme.slug;
    return OK;
}

enum err scheme_rules_get(struct work *work, const struct visitor_access *by,
                          struct scheme_rules *ret)
{
    struct scheme_text_rows texts;

    TRY(scheme_text_in_force(work, by, &texts));
    if (texts.len == 0) {
        *ret = scheme_rules_usual();
        return OK;
    }
    TRY(rules_of(work, texts.at[0].body, ret));
    ret->text = texts.at[0].id;
    ret->version = texts.at[0].version;
    return OK;
}

enum err scheme_rules_of(struct work *work, const struct visitor_access *by,
                         struct scheme_text_id text, struct scheme_rules *ret)
{
    struct text_of_row row;

    TRY(scheme_text_of(work, by, text, &row));
    TRY(rules_of(work, row.body, ret));
    ret->text = row.id;
    ret->version = row.version;
    return OK;
}

/* A lead may; a coordinator where the scheme says so. A command acts for whoever holds the data. */
static bool may_adopt(const struct team_access *by, const struct scheme_rules *rules)
{
    const struct scheme_access *scheme = team_scheme(by);

    return scheme_has_role(scheme, ROLE_LEAD) || scheme_actor(scheme).n == 0 ||
           policy_may(rules, ACT_CHANGE_TEXT, ROLE_COORDINATOR);
}

static struct maybe_person_id actor_of(const struct team_access *by)
{
    struct person_id actor = scheme_actor(team_scheme(by));

    return (struct maybe_person_id){actor.n != 0, actor};
}

enum err scheme_text_check(struct work *work, struct str body, struct scheme_rules *ret)
{
    struct scheme_error error;
    struct buf says = {.arena = work->arena};

    if (scheme_text_parse(work->arena, body, ret, &error) == OK)
        return OK;
    if (error.line > 0)
        buf_addf(&says, "Line %d, at \u201c%.*s\u201d: ", error.line, ARG(error.word));
    buf_add(&says, error.text);
    return work_fail(work, ERR_INVALID, S("body"), buf_str(&says));
}

static enum err add_version(struct work *work, const struct team_access *by,
                            const struct scheme_rules *rules, struct scheme_text_id *ret)
{
    struct scheme_text_id id = {work_new_key(work)};
    struct buf body = {.arena = work->arena};
    struct scheme_rules checked;

    scheme_text_put(&body, rules);
    TRY(scheme_text_check(work, buf_str(&body), &checked));
    TRY(scheme_text_insert(work, by, id, buf_str(&body), actor_of(by), work->now));
    *ret = id;
    return OK;
}

enum err scheme_text_write(struct work *work, const struct team_access *by,
                           const struct scheme_rules *rules, bool *ret_is_adopted)
{
    struct scheme_rules in_force;
    struct scheme_text_id text;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &in_force));
    TRY(add_version(work, by, rules, &text));
    bool is_adopted = may_adopt(by, &in_force);
    if (is_adopted)
        TRY(scheme_text_adopt(work, by, text));
    if (ret_is_adopted)
        *ret_is_adopted = is_adopted;
    return OK;
}

/* The choices of a field that asks for tags are words of the vocabulary. */
static enum err add_tags(struct work *work, const struct team_access *by,
                         const struct scheme_field *field)
{
    struct str choices = field->choices;

    while (field->tags.len > 0 && choices.len > 0) {
        struct str name = str_trim(str_cut(&choices, '|'));
        if (name.len > 0)
            TRY(scheme_tag_add(work, by, (struct tag_id){work_new_key(work)}, field->tags, name));
    }
    return OK;
}

/* Whoever the text names looks after safety, and can sign in. */
static enum err name_guardian(struct work *work, const struct team_access *by,
                              const struct scheme_contact *contact, struct str role)
{
    struct person_id person;

    TRY(scheme_role_clear(work, by, role));
    if (contact->name.len == 0 || contact->email.len == 0)
        return OK;
    TRY(account_person_find_or_add(work, team_nobody(by), contact->name, contact->email,
                                   S("Europe/London"), &person));
    return scheme_role_add(work, by, person, role, work->now);
}

static enum err follow_text(struct work *work, const struct team_access *by,
                            const struct scheme_rules *rules)
{
    struct scheme_cohort cohort;

    TRY(scheme_change_name(work, by, rules->name));
    TRY(scheme_change_second(work, by, rules->wants_second));
    if (rules->zone.len > 0)
        TRY(scheme_change_zone(work, by, rules->zone));
    for (size_t i = 0; i < rules->fields.len; i++)
        TRY(add_tags(work, by, &rules->fields.at[i]));
    TRY(name_guardian(work, by, &rules->safeguarding, S("safeguarding_lead")));
    TRY(name_guardian(work, by, &rules->deputy, S("safeguarding_deputy")));
    enum err err = scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    return cohort_change_dates(work, by, cohort.id, rules->opens_on, rules->closes_on,
                               rules->runs_from, rules->runs_to);
}

enum err scheme_text_adopt(struct work *work, const struct team_access *by,
                           struct scheme_text_id text)
{
    struct adopted_row adopted;
    struct scheme_rules rules;

    enum err err = scheme_text_take(work, by, text, actor_of(by), work->now, &adopted);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, (struct str){0},
                         S("This version is not waiting any more: a later one is in force."));
    TRY(err);
    TRY(scheme_text_check(work, adopted.body, &rules));
    TRY(follow_text(work, by, &rules));
    return audit_add(work, team_scheme(by), "scheme_text_adopted", text.n);
}

const struct concept scheme_concept = {
    .name = "scheme",
    .routes = &scheme_routes,
    .commands = &scheme_commands,
    .jobs = &scheme_jobs,
};
