#include "app/matching/matching_load.h"

#include "app/scheme/scheme.h"
#include "matching_sql.h"

#include <stdlib.h>

enum { MOST_IN_A_RUN = 20000 };

/* Where a participant stands in the input. */
struct place {
    int64_t participant, person;
    bool is_mentor;
    size_t at;
};

struct loading {
    struct work *work;
    struct matching_person *people[2]; /* mentees, mentors */
    struct matching_who *who[2];
    size_t len[2];
    struct place *by_participant; /* rising */
    struct place *by_person;      /* rising */
    size_t places_len;
};

static int compare_participants(const void *left, const void *right)
{
    const struct place *l = left, *r = right;

    return (l->participant > r->participant) - (l->participant < r->participant);
}

static int compare_persons(const void *left, const void *right)
{
    const struct place *l = left, *r = right;

    if (l->person != r->person)
        return l->person < r->person ? -1 : 1;
    return (int)l->is_mentor - (int)r->is_mentor;
}

static struct str number_text(struct arena *arena, int64_t number)
{
    struct buf text = {.arena = arena};

    buf_addf(&text, "%lld", (long long)number);
    return buf_str(&text);
}

static void take_person(struct loading *loading, const struct matching_entrant_row *row)
{
    struct arena *arena = loading->work->arena;
    bool is_mentor = str_eq(row->role, S("mentor"));
    size_t at = loading->len[is_mentor]++;

    loading->who[is_mentor][at] =
        (struct matching_who){row->id, row->person, row->name, row->headline};
    loading->people[is_mentor][at] = (struct matching_person){
        .key = number_text(arena, row->id.n),
        .human = number_text(arena, row->person.n),
        .city = row->city,
        .places = is_mentor ? row->places : 0,
        .lists =
            {
                [MATCH_COURSES] = row->course,
                [MATCH_CHANNELS] = row->channels,
                [MATCH_TIMES] = row->times,
                [MATCH_LANGUAGES] = row->languages,
            },
    };
    loading->by_participant[loading->places_len++] =
        (struct place){row->id.n, row->person.n, is_mentor, at};
}

static enum err load_people(struct loading *loading, const struct team_access *by,
                            struct cohort_id cohort)
{
    struct arena *arena = loading->work->arena;
    struct matching_entrant_rows rows;

    TRY(matching_people(loading->work, by, cohort, &rows));
    if (rows.len > MOST_IN_A_RUN)
        return work_fail(loading->work, ERR_INVALID, S(""),
                         S("More than 20,000 people wait for a partner: too many for one run."));
    for (size_t side = 0; side < 2; side++) {
        loading->people[side] = NEW_ARRAY(arena, struct matching_person, rows.len);
        loading->who[side] = NEW_ARRAY(arena, struct matching_who, rows.len);
    }
    loading->by_participant = NEW_ARRAY(arena, struct place, rows.len);
    loading->by_person = NEW_ARRAY(arena, struct place, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        take_person(loading, &rows.at[i]);
    for (size_t i = 0; i < rows.len; i++)
        loading->by_person[i] = loading->by_participant[i];
    if (rows.len > 0)
        qsort(loading->by_person, rows.len, sizeof(struct place), compare_persons);
    return OK;
}

static const struct place *find_participant(const struct loading *loading, int64_t participant)
{
    struct place wanted = {.participant = participant};

    return loading->places_len > 0 ? bsearch(&wanted, loading->by_participant, loading->places_len,
                                             sizeof(wanted), compare_participants)
                                   : NULL;
}

static const struct place *find_person(const struct loading *loading, int64_t person,
                                       bool is_mentor)
{
    struct place wanted = {.person = person, .is_mentor = is_mentor};

    return loading->places_len > 0 ? bsearch(&wanted, loading->by_person, loading->places_len,
                                             sizeof(wanted), compare_persons)
                                   : NULL;
}

/* A tag of another kind takes no part in a score. */
static int part_of(struct str kind)
{
    if (str_eq(kind, S("topic")))
        return MATCH_TOPICS;
    if (str_eq(kind, S("interest")))
        return MATCH_INTERESTS;
    return str_eq(kind, S("course")) ? MATCH_COURSES : -1;
}

/* What somebody has chosen of one kind stands together, since the rows are in order. */
static enum err load_tags(struct loading *loading, const struct team_access *by,
                          struct cohort_id cohort)
{
    struct matching_tag_rows rows;
    struct buf words = {.arena = loading->work->arena};

    TRY(matching_tags(loading->work, by, cohort, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const struct matching_tag_row *row = &rows.at[i], *next = row + 1;
        const struct place *place = find_participant(loading, row->participant.n);
        int part = part_of(row->kind);
        bool is_last = i + 1 == rows.len || next->participant.n != row->participant.n ||
                       !str_eq(next->kind, row->kind);
        buf_addf(&words, "%s%.*s", words.len > 0 ? ";" : "", ARG(row->name));
        if (!is_last)
            continue;
        if (place && part >= 0)
            loading->people[place->is_mentor][place->at].lists[part] = buf_str(&words);
        words = (struct buf){.arena = loading->work->arena};
    }
    return OK;
}

static enum err load_related(struct work *work, const struct team_access *by,
                             struct matching_parents *parents)
{
    struct matching_kin_rows rows;

    TRY(matching_kin(work, by, &rows));
    struct matching_related *related = NEW_ARRAY(work->arena, struct matching_related, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        int part = part_of(rows.at[i].kind);
        if (part >= 0)
            related[parents->related_len++] = (struct matching_related){
                (enum match_part)part, rows.at[i].name, rows.at[i].other, rows.at[i].likeness};
    }
    parents->related = related;
    return OK;
}

static enum err load_parents(struct work *work, const struct team_access *by,
                             struct matching_parents *ret)
{
    struct matching_above_rows rows;

    TRY(matching_parents(work, by, &rows));
    struct matching_parent *parents = NEW_ARRAY(work->arena, struct matching_parent, rows.len);
    size_t len = 0;
    for (size_t i = 0; i < rows.len; i++) {
        int part = part_of(rows.at[i].kind);
        if (part >= 0)
            parents[len++] =
                (struct matching_parent){(enum match_part)part, rows.at[i].name, rows.at[i].parent};
    }
    *ret = (struct matching_parents){.at = parents, .len = len};
    return load_related(work, by, ret);
}

struct bars {
    struct match_block *at;
    size_t len;
};

static void bar(const struct loading *loading, struct bars *bars, int64_t mentee, int64_t mentor)
{
    const struct place *a = find_person(loading, mentee, false);
    const struct place *b = find_person(loading, mentor, true);

    if (a && b)
        bars->at[bars->len++] = (struct match_block){a->at, b->at};
}

/* A block holds both ways, whoever of the two is the mentee. */
static enum err load_blocks(const struct loading *loading, const struct team_access *by,
                            struct cohort_id cohort, struct match_input *input)
{
    struct work *work = loading->work;
    struct matching_never_rows never;
    struct matching_was_rows was;
    struct bars bars = {0};

    TRY(matching_blocks(work, by, &never));
    TRY(matching_past(work, by, cohort, &was));
    bars.at = NEW_ARRAY(work->arena, struct match_block, 2 * never.len + was.len);
    for (size_t i = 0; i < never.len; i++) {
        bar(loading, &bars, never.at[i].person.n, never.at[i].other.n);
        bar(loading, &bars, never.at[i].other.n, never.at[i].person.n);
    }
    for (size_t i = 0; i < was.len; i++)
        bar(loading, &bars, was.at[i].mentee.n, was.at[i].mentor.n);
    input->blocks = bars.at;
    input->blocks_len = bars.len;
    return OK;
}

/* A pin of somebody who waits no longer has nothing to say. */
static enum err load_pins(const struct loading *loading, const struct team_access *by,
                          struct cohort_id cohort, struct match_input *input)
{
    struct pin_line_rows rows;

    TRY(pin_list(loading->work, by, cohort, &rows));
    struct match_pin *pins = NEW_ARRAY(loading->work->arena, struct match_pin, rows.len);
    size_t len = 0;
    for (size_t i = 0; i < rows.len; i++) {
        const struct place *mentee = find_participant(loading, rows.at[i].mentee.n);
        const struct place *mentor = find_participant(loading, rows.at[i].mentor.n);
        if (mentee && mentor)
            pins[len++] =
                (struct match_pin){mentee->at, mentor->at, (enum match_rule)rows.at[i].lifted};
    }
    input->pins = pins;
    input->pins_len = len;
    return OK;
}

static void take_rules(const struct scheme_rules *rules, struct match_rules *ret)
{
    _Static_assert((int)SCHEME_WEIGHTS == (int)MATCH_PART_COUNT, "a weight for each part");
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        ret->weights[part] = rules->weights[part];
    ret->mentee_side = rules->mentee_side;
    ret->floor = rules->floor;
    ret->needs_language = rules->needs_language != 0;
    ret->needs_shared = rules->needs_shared != 0;
}

enum err matching_load(struct work *work, const struct team_access *by, struct matching_load *ret)
{
    const struct visitor_access *visitor = scheme_visitor(team_scheme(by));
    struct loading loading = {.work = work};
    struct matching_parents parents;
    struct scheme_rules rules;
    struct scheme_cohort cohort;
    struct matching_load load = {0};

    TRY(scheme_rules_get(work, visitor, &rules));
    TRY(scheme_cohort_get(work, visitor, &cohort));
    TRY(load_people(&loading, by, cohort.id));
    TRY(load_tags(&loading, by, cohort.id));
    TRY(load_parents(work, by, &parents));
    TRY(matching_input_make(work, (struct matching_people){loading.people[0], loading.len[0]},
                            (struct matching_people){loading.people[1], loading.len[1]}, parents,
                            &load.input, &load.words));
    TRY(load_blocks(&loading, by, cohort.id, &load.input));
    TRY(load_pins(&loading, by, cohort.id, &load.input));
    take_rules(&rules, &load.input.rules);
    load.cohort = cohort.id;
    load.mentees = loading.who[0];
    load.mentors = loading.who[1];
    load.mentees_said = loading.people[0];
    load.mentors_said = loading.people[1];
    for (size_t j = 0; j < loading.len[1]; j++)
        load.places += loading.people[1][j].places;
    *ret = load;
    return OK;
}

static void take_own_rules(const struct match_ruled_row *own, struct match_rules *ret)
{
    const int64_t weights[MATCH_PART_COUNT] = {
        [MATCH_TOPICS] = own->topics,   [MATCH_INTERESTS] = own->interests,
        [MATCH_COURSES] = own->courses, [MATCH_CHANNELS] = own->channels,
        [MATCH_TIMES] = own->times,     [MATCH_LANGUAGES] = own->languages,
    };

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        ret->weights[part] = weights[part];
    ret->floor = own->floor;
    ret->objective = (enum match_objective)own->objective;
}

enum err matching_rules_run(struct work *work, const struct team_access *by,
                            struct match_run_id run, struct match_rules *ret)
{
    struct match_ruled_row ruled;

    TRY(match_run_rules(work, by, run, &ruled));
    *ret = match_rules_usual();
    take_own_rules(&ruled, ret);
    return OK;
}

enum err matching_load_run(struct work *work, const struct team_access *by, struct match_run_id run,
                           struct matching_load *ret)
{
    struct match_ruled_row own;
    struct match_seed_row seed;

    TRY(match_run_rules(work, by, run, &own));
    TRY(match_run_seed(work, by, run, &seed));
    TRY(matching_load(work, by, ret));
    ret->input.seed = seed.seed;
    ret->is_own = own.is_own;
    if (own.is_own)
        take_own_rules(&own, &ret->input.rules);
    return OK;
}
