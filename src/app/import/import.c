#include "app/import/import.h"

#include "app/audit/audit.h"
#include "app/import/import_inside.h"
#include "app/scheme/scheme.h"
#include "import_sql.h"

/* The words of a kind that the scheme does not have yet become some of its own: a scheme whose
 * vocabulary is empty takes that of its first list.
 */
static enum err make_tags(struct work *work, const struct team_access *by, struct str kind,
                          struct roster_words words, struct participant_tags *tags)
{
    struct tag_id *all = NEW_ARRAY(work->arena, struct tag_id, tags->len + words.len + 1);
    size_t len = 0;

    while (len < tags->len) {
        all[len] = tags->at[len];
        len++;
    }
    for (size_t i = 0; i < words.len; i++) {
        struct tag_id id = {work_new_key(work)};
        struct import_tag_row tag;
        if (words.at[i].tag != 0)
            continue;
        TRY(import_put_tag(work, by, id, kind, words.at[i].name, &tag));
        all[len++] = tag.id;
    }
    *tags = (struct participant_tags){all, len};
    return OK;
}

static struct str keys_of(struct arena *arena, struct participant_tags tags)
{
    struct buf keys = {.arena = arena};

    for (size_t i = 0; i < tags.len; i++)
        buf_addf(&keys, "%s%lld", i > 0 ? " " : "", (long long)tags.at[i].n);
    return buf_str(&keys);
}

static struct participant_tags tags_of(struct arena *arena, struct str keys)
{
    struct tag_id *tags = NEW_ARRAY(arena, struct tag_id, keys.len / 2 + 1);
    size_t len = 0;

    while (keys.len > 0) {
        struct str key = str_cut(&keys, ' ');
        int64_t number = 0;
        for (size_t i = 0; i < key.len; i++)
            number = number * 10 + (key.at[i] - '0');
        tags[len++] = (struct tag_id){number};
    }
    return (struct participant_tags){tags, len};
}

static enum err remember(struct work *work, const struct team_access *by, struct import_id import,
                         struct participant_id participant, const struct participant_facts *before)
{
    static const struct participant_facts nothing = {.capacity = 1};
    const struct participant_facts *was = before ? before : &nothing;

    return import_remember(work, by, import, participant, !before, was->name, was->external,
                           was->capacity, was->headline, was->employer, was->course, was->year,
                           was->city, was->country, was->about, was->hopes, was->gains,
                           was->languages, was->channels, was->times,
                           keys_of(work->arena, was->tags));
}

static enum err put_blocks(struct work *work, const struct team_access *by,
                           struct participant_id participant, struct roster_names names)
{
    for (size_t i = 0; i < names.len; i++)
        TRY(import_put_block(work, by, participant, participant_listed(work->arena, names.at[i]),
                             names.at[i]));
    return OK;
}

static enum err carry_out_step(struct work *work, const struct team_access *by,
                               struct import_id import, const struct import_source *source,
                               bool is_gated, const struct import_step *step)
{
    struct participant_facts facts = step->facts;
    struct participant_id participant = step->participant;

    if (step->act != IMPORT_KEEPS) {
        TRY(make_tags(work, by, S("interest"), step->person->interests, &facts.tags));
        TRY(make_tags(work, by, S("topic"), step->person->topics, &facts.tags));
    }
    if (step->act == IMPORT_ADDS)
        TRY(participant_admit(work, by, source->cohort, source->role, is_gated, &facts,
                              &participant));
    if (step->act == IMPORT_CHANGES)
        TRY(participant_revise(work, by, participant, &facts));
    if (step->act != IMPORT_KEEPS)
        TRY(remember(work, by, import, participant, step->before));
    return participant.n ? put_blocks(work, by, participant, step->person->blocks) : OK;
}

static enum err invite_all(struct work *work, const struct team_access *by, struct import_id import,
                           enum role role)
{
    struct import_person_rows people;

    TRY(import_people(work, by, import, &people));
    for (size_t i = 0; i < people.len; i++)
        TRY(import_invite(work, by, people.at[i].name, people.at[i].email, role));
    return OK;
}

enum err import_carry_out(struct work *work, const struct team_access *by, struct import_id import,
                          const struct import_source *source, const struct import_plan *plan,
                          bool is_told, void (*progress)(int64_t done, int64_t of))
{
    struct import_finished_row finished;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    bool is_gated = source->role == ROLE_MENTOR ? rules.gates_mentors : rules.gates_mentees;

    /* First of all, so that a second press of the button finds it done. */
    enum err err = import_finish(work, by, import, plan->adds, plan->changes,
                                 plan->keeps + plan->refuses, is_told, work->now, &finished);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("This list has been imported already."));
    TRY(err);
    for (size_t i = 0; i < plan->steps.len; i++) {
        TRY(carry_out_step(work, by, import, source, is_gated, &plan->steps.at[i]));
        if (progress)
            progress((int64_t)i + 1, (int64_t)plan->steps.len);
    }
    TRY(import_find_blocks(work, by, source->cohort, work->now));
    TRY(import_mark_blocks(work, by, source->cohort));
    TRY(audit_add(work, team_scheme(by), "people_imported", import.n));
    return is_told ? invite_all(work, by, import, source->role) : OK;
}

enum err import_invite_later(struct work *work, const struct team_access *by,
                             struct import_id import)
{
    struct import_told_row told;
    enum err err = import_mark_told(work, by, import, &told);

    if (err == ERR_NOT_FOUND)
        return OK; /* they have been told: a second press of the button */
    TRY(err);
    return invite_all(work, by, import, str_eq(told.role, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE);
}

static enum err put_back(struct work *work, const struct team_access *by,
                         const struct import_before_row *was)
{
    struct participant_facts facts = {
        .name = was->name,
        .external = was->external,
        .capacity = was->capacity,
        .headline = was->headline,
        .employer = was->employer,
        .course = was->course,
        .year = was->year,
        .city = was->city,
        .country = was->country,
        .about = was->about,
        .hopes = was->hopes,
        .gains = was->gains,
        .languages = was->languages,
        .channels = was->channels,
        .times = was->times,
        .tags = tags_of(work->arena, was->tags),
    };

    return participant_revise(work, by, was->participant, &facts);
}

static enum err take_out_all(struct work *work, const struct team_access *by,
                             struct import_id import)
{
    struct import_person_rows people;

    TRY(import_people(work, by, import, &people));
    TRY(import_lift_blocks(work, by, import));
    TRY(import_forget_blocks(work, by, import));
    for (size_t i = 0; i < people.len; i++) {
        TRY(import_forget(work, by, import, people.at[i].participant));
        TRY(participant_take_out(work, by, people.at[i].participant));
    }
    return OK;
}

enum err import_undo(struct work *work, const struct team_access *by, struct import_id import)
{
    struct import_held_row held;
    struct import_undone_row undone;
    struct import_before_rows before;
    struct buf why = {.arena = work->arena};

    TRY(import_count_held(work, by, import, &held));
    if (held.number > 0) {
        buf_addf(&why,
                 "This import cannot be undone any more: of the people in it, %lld have signed in, "
                 "are in a pair, or were changed by a later list.",
                 (long long)held.number);
        return work_fail(work, ERR_INVALID, S(""), buf_str(&why));
    }
    TRY(import_mark_undone(work, by, import, &undone));
    TRY(audit_add(work, team_scheme(by), "import_undone", import.n));
    TRY(import_remembered(work, by, import, &before));
    for (size_t i = 0; i < before.len; i++)
        TRY(put_back(work, by, &before.at[i]));
    return take_out_all(work, by, import);
}

const struct concept import_concept = {
    .name = "import",
    .routes = &import_routes,
    .commands = &import_commands,
    .mails = &import_mails,
};

enum err import_at_once(struct work *work, const struct team_access *by, enum role role,
                        struct str name, struct str bytes, int64_t *ret)
{
    struct import_source source = {.role = role};
    struct import_id import = {work_new_key(work)};
    struct str columns, encoding;
    struct import_plan plan;
    struct scheme_cohort cohort;

    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    source.cohort = cohort.id;
    TRY(import_strip(work, bytes, &source.sheet, &columns, &encoding));
    TRY(import_plan(work, by, &source, &plan));
    TRY(import_add(work, by, import, source.cohort, participant_role_word(role), name, encoding,
                   source.sheet, columns, (struct maybe_person_id){0}, work->now));
    TRY(import_carry_out(work, by, import, &source, &plan, false, NULL));
    *ret = plan.adds;
    return OK;
}
