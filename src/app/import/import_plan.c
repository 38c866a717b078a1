#include <string.h>

#include "app/import/import.h"
#include "app/import/import_inside.h"
#include "base/lookup.h"
#include "import_sql.h"
#include "sheet/confined.h"

/* Whom the scheme knows already in this role. */
struct known {
    struct import_known_rows people;
    struct import_known_tag_rows tags;
    struct lookup by_number, by_email; /* the n-th of people, from 1 */
    size_t *record;                    /* that is about each of them; 0: none so far */
};

/* What the steps are made with. */
struct planning {
    struct work *work;
    const struct import_source *source;
    struct known known;
    struct import_step *steps;
    struct roster_problem *problems;
    size_t problem_len, problem_room;
    struct roster_columns columns;
    const struct sheet_row *header;
};

struct str import_role_says(enum role role)
{
    return role == ROLE_MENTOR ? S("mentors") : S("mentees");
}

static void strip(struct arena *arena, const struct sheet *sheet,
                  const struct roster_columns *columns, struct str *ret_sheet,
                  struct str *ret_columns)
{
    struct buf names = {.arena = arena};

    for (size_t i = 0; i < columns->len; i++)
        if (columns->of[i] != ROSTER_HEADS_UP)
            buf_addf(&names, "%s%.*s", names.len > 0 ? " " : "",
                     ARG(roster_field_name(columns->of[i])));
    *ret_sheet = sheet_without(arena, sheet, columns, ROSTER_HEADS_UP);
    *ret_columns = buf_str(&names);
}

enum err import_strip(struct work *work, struct str bytes, struct str *ret_sheet,
                      struct str *ret_columns, struct str *ret_encoding)
{
    struct sheet sheet;
    struct roster_columns columns;

    TRY(sheet_read_confined(work, bytes, &sheet));
    roster_guess(&sheet, &columns);
    strip(work->arena, &sheet, &columns, ret_sheet, ret_columns);
    *ret_encoding = sheet_encoding_name(sheet.encoding);
    return OK;
}

void import_strip_chosen(struct arena *arena, const struct import_plan *plan, struct str *ret_sheet,
                         struct str *ret_columns)
{
    strip(arena, &plan->sheet, &plan->columns, ret_sheet, ret_columns);
}

void import_columns_read(const struct sheet *sheet, struct str chosen, struct roster_columns *ret)
{
    roster_guess(sheet, ret);
    for (size_t i = 0; chosen.len > 0 && i < ret->len; i++)
        if (roster_field_parse(str_cut(&chosen, ' '), &ret->of[i]) != OK)
            ret->of[i] = ROSTER_LEFT_OUT;
}

/* A field of the line "interests TAB 12 TAB Wizardry". */
static bool take_choice(struct str line, struct str kind, struct roster_word *ret)
{
    int64_t tag = 0;

    if (!str_eq(str_cut(&line, '\t'), kind))
        return false;
    struct str digits = str_cut(&line, '\t');
    for (size_t i = 0; i < digits.len && i < 19; i++)
        if (digits.at[i] >= '0' && digits.at[i] <= '9')
            tag = tag * 10 + (digits.at[i] - '0');
    *ret = (struct roster_word){tag, line};
    return line.len > 0;
}

/* The scheme's words of a kind, after what was chosen for this sheet, so that a choice wins. */
static enum err read_words(struct work *work, const struct team_access *by, struct str kind,
                           enum roster_field field, struct str choices, struct roster_words *ret)
{
    struct import_word_rows rows;
    size_t len = 0, room = 1;

    TRY(import_vocabulary(work, by, kind, &rows));
    for (size_t i = 0; i < choices.len; i++)
        room += choices.at[i] == '\n';
    struct roster_word *words = NEW_ARRAY(work->arena, struct roster_word, rows.len + room);
    while (choices.at && rows.len > 0)
        len += take_choice(str_cut(&choices, '\n'), roster_field_name(field), &words[len]);
    for (size_t i = 0; i < rows.len; i++)
        words[len++] = (struct roster_word){rows.at[i].tag.n, rows.at[i].name};
    *ret = (struct roster_words){words, len};
    return OK;
}

enum err import_words(struct work *work, const struct team_access *by, struct str choices,
                      struct roster_vocabulary *ret)
{
    TRY(read_words(work, by, S("interest"), ROSTER_INTERESTS, choices, &ret->interests));
    return read_words(work, by, S("topic"), ROSTER_TOPICS, choices, &ret->topics);
}

static enum err read_known(struct work *work, const struct team_access *by,
                           const struct import_source *source, struct known *ret)
{
    struct str role = participant_role_word(source->role);

    TRY(import_known(work, by, source->cohort, role, &ret->people));
    TRY(import_known_tags(work, by, source->cohort, role, &ret->tags));
    ret->by_number = lookup_new(work->arena, ret->people.len);
    ret->by_email = lookup_new(work->arena, ret->people.len);
    ret->record = NEW_ARRAY(work->arena, size_t, ret->people.len + 1);
    for (size_t i = 0; i < ret->people.len; i++) {
        const struct import_known_row *row = &ret->people.at[i];
        lookup_put(&ret->by_number, row->external.is_set ? row->external.at : (struct str){0},
                   i + 1);
        lookup_put(&ret->by_email, row->email, i + 1);
    }
    return OK;
}

/* The name of the column that a field is taken from. */
static struct str column_name(const struct planning *planning, enum roster_field field)
{
    for (size_t i = 0; i < planning->columns.len; i++)
        if (planning->columns.of[i] == field)
            return str_trim(sheet_cell(planning->header, i));
    return (struct str){0};
}

static void warn(struct planning *planning, size_t record, enum roster_field field,
                 struct str reason)
{
    if (planning->problem_len == planning->problem_room) {
        size_t room = planning->problem_room * 2 + 16;
        struct roster_problem *wider =
            NEW_ARRAY(planning->work->arena, struct roster_problem, room);
        for (size_t i = 0; i < planning->problem_len; i++)
            wider[i] = planning->problems[i];
        planning->problems = wider;
        planning->problem_room = room;
    }
    planning->problems[planning->problem_len++] =
        (struct roster_problem){record, column_name(planning, field), ROSTER_WARNING, reason};
}

/* The first tag of a participant among the known ones, which stand in its order. */
static size_t first_tag(const struct known *known, struct participant_id participant)
{
    size_t low = 0, high = known->tags.len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (known->tags.at[middle].participant.n < participant.n)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct participant_facts facts_before(const struct planning *planning,
                                             const struct import_known_row *row)
{
    const struct known *known = &planning->known;
    size_t first = first_tag(known, row->participant), len = 0;

    while (first + len < known->tags.len &&
           known->tags.at[first + len].participant.n == row->participant.n)
        len++;
    struct tag_id *tags = NEW_ARRAY(planning->work->arena, struct tag_id, len + 1);
    for (size_t i = 0; i < len; i++)
        tags[i] = known->tags.at[first + i].tag;
    return (struct participant_facts){
        .name = row->name,
        .email = row->email,
        .external = row->external.is_set ? row->external.at : (struct str){0},
        .capacity = row->capacity,
        .headline = row->headline,
        .employer = row->employer,
        .course = row->course,
        .year = row->year,
        .city = row->city,
        .country = row->country,
        .about = row->about,
        .hopes = row->hopes,
        .gains = row->gains,
        .languages = row->languages,
        .channels = row->channels,
        .times = row->times,
        .tags = {tags, len},
    };
}

static struct str headline_of(const struct planning *planning, const struct roster_person *person)
{
    if (planning->source->role == ROLE_MENTOR || person->course.len == 0)
        return person->job;
    return participant_headline(planning->work->arena, person->course, person->year);
}

static struct str either(struct str now, struct str before)
{
    return now.len > 0 ? now : before;
}

static bool has_tag(struct participant_tags tags, struct tag_id tag)
{
    for (size_t i = 0; i < tags.len; i++)
        if (tags.at[i].n == tag.n)
            return true;
    return false;
}

/* Words that are no tags yet become some when the plan is carried out. */
static size_t add_words(struct tag_id *tags, size_t len, struct roster_words words)
{
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i].tag != 0)
            tags[len++] = (struct tag_id){words.at[i].tag};
    return len;
}

/* The words of the record; of a kind that it says nothing of, those that stood before. */
static struct participant_tags tags_now(const struct planning *planning,
                                        const struct roster_person *person,
                                        struct participant_id before, size_t before_tags)
{
    const struct known *known = &planning->known;
    size_t room = person->interests.len + person->topics.len + before_tags + 1, len = 0;
    struct tag_id *tags = NEW_ARRAY(planning->work->arena, struct tag_id, room);

    len = add_words(tags, len, person->interests);
    len = add_words(tags, len, person->topics);
    for (size_t i = 0; i < before_tags; i++) {
        const struct import_known_tag_row *tag = &known->tags.at[first_tag(known, before) + i];
        bool is_said = (str_eq(tag->kind, S("interest")) && person->interests.len > 0) ||
                       (str_eq(tag->kind, S("topic")) && person->topics.len > 0);
        if (!is_said)
            tags[len++] = tag->tag;
    }
    return (struct participant_tags){tags, len};
}

/* What is said now, laid over what stood before: an empty cell changes nothing. */
static struct participant_facts facts_now(const struct planning *planning,
                                          const struct roster_person *person,
                                          const struct participant_facts *before,
                                          struct participant_id participant)
{
    bool is_mentor = planning->source->role == ROLE_MENTOR;
    struct str hopes = is_mentor ? (struct str){0} : person->hopes;
    struct str gains = is_mentor ? person->hopes : (struct str){0};

    return (struct participant_facts){
        .name = person->name,
        .email = person->email,
        .external = either(person->number, before->external),
        .capacity =
            person->says_capacity || participant.n == 0 ? person->capacity : before->capacity,
        .headline = either(headline_of(planning, person), before->headline),
        .employer = either(person->employer, before->employer),
        .course = either(person->course, before->course),
        .year = either(person->year, before->year),
        .city = either(person->city, before->city),
        .country = either(person->country, before->country),
        .about = either(person->about, before->about),
        .hopes = either(hopes, before->hopes),
        .gains = either(gains, before->gains),
        .languages = either(person->languages, before->languages),
        .channels = either(person->channels, before->channels),
        .times = either(person->times, before->times),
        .tags = tags_now(planning, person, participant, before->tags.len),
    };
}

static void note(struct buf *differs, struct str what, bool is_different)
{
    if (is_different)
        buf_addf(differs, "%s%.*s", differs->len > 0 ? ", " : "", ARG(what));
}

static bool tags_differ(struct participant_tags a, struct participant_tags b)
{
    for (size_t i = 0; i < a.len; i++)
        if (!has_tag(b, a.at[i]))
            return true;
    return a.len != b.len;
}

/* What would change, in words; empty: nothing. */
static struct str differences(struct arena *arena, const struct participant_facts *now,
                              const struct participant_facts *before)
{
    struct buf differs = {.arena = arena};

    note(&differs, S("name"), !str_eq(now->name, before->name));
    note(&differs, S("number"), !str_eq(now->external, before->external));
    note(&differs, S("places"), now->capacity != before->capacity);
    note(&differs, S("headline"), !str_eq(now->headline, before->headline));
    note(&differs, S("employer"), !str_eq(now->employer, before->employer));
    note(&differs, S("course"), !str_eq(now->course, before->course));
    note(&differs, S("year"), !str_eq(now->year, before->year));
    note(&differs, S("city"), !str_eq(now->city, before->city));
    note(&differs, S("country"), !str_eq(now->country, before->country));
    note(&differs, S("about"), !str_eq(now->about, before->about));
    note(&differs, S("hopes"), !str_eq(now->hopes, before->hopes));
    note(&differs, S("hopes to gain"), !str_eq(now->gains, before->gains));
    note(&differs, S("languages"), !str_eq(now->languages, before->languages));
    note(&differs, S("how"), !str_eq(now->channels, before->channels));
    note(&differs, S("when"), !str_eq(now->times, before->times));
    note(&differs, S("topics"), tags_differ(now->tags, before->tags));
    return buf_str(&differs);
}

static const struct import_known_row *find_known(const struct planning *planning,
                                                 const struct roster_person *person)
{
    const struct known *known = &planning->known;
    size_t nth = lookup_find(&known->by_number, person->number);

    if (nth == 0)
        nth = lookup_find(&known->by_email, person->email);
    return nth > 0 ? &known->people.at[nth - 1] : NULL;
}

/* What a list may not change is left as it is, and said. */
static void leave_theirs(struct planning *planning, const struct import_known_row *row,
                         struct import_step *step)
{
    bool has_signed_in = row->account.is_set && !str_eq(row->account.at, S("invited"));

    if (!str_eq(step->facts.email, row->email))
        warn(planning, step->person->record, ROSTER_EMAIL,
             S("They are known by another address. An address is left to its owner to change."));
    if (has_signed_in)
        step->facts.name = row->name;
    if (step->facts.capacity < row->used) {
        step->facts.capacity = row->used;
        warn(planning, step->person->record, ROSTER_CAPACITY,
             S("They have more mentees than that already; the places are kept."));
    }
    step->facts.email = row->email;
}

/* One record may find a person by number and another by address: the second changes nothing. */
static bool is_about_another(struct planning *planning, const struct import_known_row *row,
                             struct import_step *step)
{
    size_t *record = &planning->known.record[row - planning->known.people.at];
    struct buf reason = {.arena = planning->work->arena};

    if (*record == 0) {
        *record = step->person->record;
        return false;
    }
    step->act = IMPORT_KEEPS;
    buf_addf(&reason, "The scheme knows them as the person of record %zu. Nothing is changed.",
             *record);
    warn(planning, step->person->record, ROSTER_EMAIL, buf_str(&reason));
    return true;
}

static void plan_step(struct planning *planning, const struct roster_person *person,
                      struct import_step *step)
{
    static const struct participant_facts nothing = {.capacity = 1};
    const struct import_known_row *row = find_known(planning, person);

    step->person = person;
    if (!row) {
        step->act = IMPORT_ADDS;
        step->facts = facts_now(planning, person, &nothing, (struct participant_id){0});
        return;
    }
    if (is_about_another(planning, row, step))
        return;
    struct participant_facts *before = NEW(planning->work->arena, struct participant_facts);
    *before = facts_before(planning, row);
    step->participant = row->participant;
    step->before = before;
    step->facts = facts_now(planning, person, before, row->participant);
    leave_theirs(planning, row, step);
    step->differs = differences(planning->work->arena, &step->facts, before);
    step->act = step->differs.len > 0 ? IMPORT_CHANGES : IMPORT_KEEPS;
}

/* Say of each name that is not to be matched with whether somebody has it. */
static enum err plan_blocks(struct planning *planning, const struct team_access *by,
                            const struct roster_person *person)
{
    enum role other = planning->source->role == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR;

    for (size_t i = 0; i < person->blocks.len; i++) {
        struct work *work = planning->work;
        struct str name = person->blocks.at[i];
        struct import_named_row named;
        struct buf reason = {.arena = work->arena};

        TRY(import_count_named(work, by, planning->source->cohort, participant_role_word(other),
                               participant_listed(work->arena, name), &named));
        if (named.number == 1)
            continue;
        if (named.number == 0)
            buf_addf(&reason,
                     "Nobody called “%.*s” is among the %.*s yet. The wish is kept and holds as "
                     "soon as somebody is.",
                     ARG(name), ARG(import_role_says(other)));
        else
            buf_addf(&reason, "%lld people are called “%.*s”. The wish holds for each of them.",
                     (long long)named.number, ARG(name));
        warn(planning, person->record, ROSTER_BLOCKS, buf_str(&reason));
    }
    return OK;
}

/* By record; what the sheet says of one before what the scheme says. */
static struct import_problems merge(struct planning *planning, const struct roster *roster)
{
    size_t len = roster->problem_count + planning->problem_len, i = 0, j = 0;
    struct roster_problem *all = NEW_ARRAY(planning->work->arena, struct roster_problem, len + 1);

    for (size_t n = 0; n < len; n++) {
        bool takes_first = j == planning->problem_len ||
                           (i < roster->problem_count &&
                            roster->problems[i].record <= planning->problems[j].record);
        all[n] = takes_first ? roster->problems[i++] : planning->problems[j++];
    }
    return (struct import_problems){all, len};
}

enum err import_plan(struct work *work, const struct team_access *by,
                     const struct import_source *source, struct import_plan *ret)
{
    enum roster_as as = source->role == ROLE_MENTOR ? ROSTER_AS_MENTORS : ROSTER_AS_MENTEES;
    struct planning planning = {.work = work, .source = source};
    struct roster_vocabulary vocabulary;
    struct import_plan plan = {0};
    struct roster roster;

    TRY(sheet_read(work, source->sheet, &plan.sheet));
    import_columns_read(&plan.sheet, source->columns, &plan.columns);
    TRY(import_words(work, by, source->words, &vocabulary));
    TRY(roster_read(work, &plan.sheet, &plan.columns, as, &vocabulary, &roster));
    TRY(read_known(work, by, source, &planning.known));
    planning.columns = plan.columns;
    planning.header = &plan.sheet.rows[plan.columns.header];
    planning.steps = NEW_ARRAY(work->arena, struct import_step, roster.len + 1);
    for (size_t i = 0; i < roster.len; i++) {
        struct import_step *step = &planning.steps[i];
        plan_step(&planning, &roster.people[i], step);
        TRY(plan_blocks(&planning, by, &roster.people[i]));
        plan.adds += step->act == IMPORT_ADDS;
        plan.changes += step->act == IMPORT_CHANGES;
        plan.keeps += step->act == IMPORT_KEEPS;
    }
    plan.refuses = (int64_t)roster.skipped;
    plan.steps = (struct import_steps){planning.steps, roster.len};
    plan.problems = merge(&planning, &roster);
    plan.unknowns = (struct import_unknowns){roster.unknowns, roster.unknown_count};
    *ret = plan;
    return OK;
}
