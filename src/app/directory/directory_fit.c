/* directory_fit.c - what speaks for a mentee and each of some mentors, by the engine's own rules. */
#include "app/directory/directory_inside.h"

#include "app/matching/matching_words.h"
#include "directory_sql.h"
#include "match/problem.h"

enum { WORDS_AT_ONCE = 14 };

static struct str key_text(struct arena *arena, int64_t key)
{
    return directory_say(arena, "%lld", (long long)key);
}

static void add_word(struct arena *arena, struct str *list, struct str word)
{
    *list = list->len == 0 ? word : directory_say(arena, "%.*s;%.*s", ARG(*list), ARG(word));
}

static void take_words(struct arena *arena, const struct directory_word_rows *rows,
                       struct participant_id of, struct str *topics, struct str *interests)
{
    *topics = *interests = (struct str){0};
    for (size_t i = 0; i < rows->len; i++) {
        if (rows->at[i].participant.n != of.n)
            continue;
        if (str_eq(rows->at[i].kind, S("topic")))
            add_word(arena, topics, rows->at[i].name);
        if (str_eq(rows->at[i].kind, S("interest")))
            add_word(arena, interests, rows->at[i].name);
    }
}

static enum err read_words(struct work *work, const struct scheme_access *by,
                           const int64_t who[WORDS_AT_ONCE], struct directory_word_rows *ret)
{
    return directory_words(work, by, who[0], who[1], who[2], who[3], who[4], who[5], who[6], who[7],
                           who[8], who[9], who[10], who[11], who[12], who[13], ret);
}

enum err directory_mentee_get(struct work *work, const struct scheme_access *by,
                              struct participant_id mentee, struct directory_mentee *ret)
{
    int64_t who[WORDS_AT_ONCE] = {mentee.n};
    struct directory_mentee_row row;
    struct directory_word_rows words;

    TRY(directory_mentee(work, by, mentee, &row));
    TRY(read_words(work, by, who, &words));
    *ret = (struct directory_mentee){
        .id = row.id,
        .person = row.person,
        .cohort = row.cohort,
        .state = row.state,
        .name = row.name,
        .headline = row.headline,
        .hopes = row.hopes,
        .course = row.course,
        .city = row.city,
        .languages = row.languages,
        .channels = row.channels,
        .times = row.times,
        .room = row.room,
    };
    take_words(work->arena, &words, mentee, &ret->topics, &ret->interests);
    return OK;
}

static enum err read_parents(struct work *work, const struct scheme_access *by,
                             struct matching_parents *ret)
{
    struct directory_parent_rows rows;

    TRY(directory_above(work, by, &rows));
    struct matching_parent *parents = NEW_ARRAY(work->arena, struct matching_parent, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        parents[i] = (struct matching_parent){str_eq(rows.at[i].kind, S("topic")) ? MATCH_TOPICS
                                                                                  : MATCH_INTERESTS,
                                              rows.at[i].name, rows.at[i].parent};
    struct directory_kin_rows kin;
    TRY(directory_kin(work, by, &kin));
    struct matching_related *related = NEW_ARRAY(work->arena, struct matching_related, kin.len);
    for (size_t i = 0; i < kin.len; i++)
        related[i] = (struct matching_related){str_eq(kin.at[i].kind, S("topic")) ? MATCH_TOPICS
                                                                                  : MATCH_INTERESTS,
                                               kin.at[i].name, kin.at[i].other, kin.at[i].likeness};
    *ret = (struct matching_parents){parents, rows.len, related, kin.len};
    return OK;
}

/* "A", "A and B", "A, B and C" of one part, of what is the same. */
static struct str listed(struct arena *arena, const struct matching_words *words,
                         const struct match_why *why, enum match_part part)
{
    struct buf text = {.arena = arena};
    size_t count = 0, put = 0;

    for (size_t i = 0; i < why->shared_len; i++)
        count += why->shared[i].part == part && why->shared[i].likeness == MATCH_FULL;
    for (size_t i = 0; i < why->shared_len; i++) {
        const struct match_shared *shared = &why->shared[i];
        if (shared->part != part || shared->likeness != MATCH_FULL)
            continue;
        if (put > 0)
            buf_add(&text, put + 1 == count ? S(" and ") : S(", "));
        buf_add(&text, words->at[shared->mentee_tag]);
        put++;
    }
    return buf_str(&text);
}

static void say_fit(struct work *work, const struct match_input *input,
                    const struct matching_words *words, size_t at, struct directory_fit *ret)
{
    int64_t *none = NEW_ARRAY(work->arena, int64_t, input->mentors.len);
    struct match_result result = {.gains = none, .prices = none};
    struct match_why why = match_why(work, input, &result, 0, at);

    ret->rule = match_rule_of(input, 0, at, false, &ret->score);
    ret->score = why.score;
    ret->points = why.points;
    ret->reasons = matching_reasons(work->arena, words, &why);
    ret->areas = listed(work->arena, words, &why, MATCH_INTERESTS);
    ret->help = listed(work->arena, words, &why, MATCH_TOPICS);
    for (size_t i = 0; i < why.shared_len && ret->near.len == 0; i++) {
        const struct match_shared *shared = &why.shared[i];
        if (shared->part > MATCH_INTERESTS || shared->likeness == MATCH_FULL)
            continue;
        ret->near = words->at[shared->mentee_tag];
        ret->like = words->at[shared->mentor_tag];
    }
}

static void take_rules(const struct scheme_rules *rules, struct match_rules *ret)
{
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        ret->weights[part] = rules->weights[part];
    ret->mentee_side = rules->mentee_side;
    ret->floor = 0; /* it is for runs; whoever asks has chosen */
    ret->needs_language = rules->needs_language != 0;
    ret->needs_shared = rules->needs_shared != 0;
}

enum err directory_fit(struct work *work, const struct scheme_access *by,
                       const struct directory_mentee *mentee, struct directory_mentor *mentors,
                       size_t len)
{
    struct arena *arena = work->arena;
    struct matching_person *people = NEW_ARRAY(arena, struct matching_person, len);
    int64_t who[WORDS_AT_ONCE] = {0};
    struct matching_parents parents;
    struct directory_word_rows rows;
    struct matching_words words;
    struct scheme_rules rules;
    struct match_input input;

    for (size_t i = 0; i < len; i++)
        who[i] = mentors[i].id.n;
    TRY(read_words(work, by, who, &rows));
    TRY(read_parents(work, by, &parents));
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    for (size_t i = 0; i < len; i++) {
        struct directory_mentor *mentor = &mentors[i];
        take_words(arena, &rows, mentor->id, &mentor->topics, &mentor->interests);
        people[i] = (struct matching_person){
            .key = key_text(arena, mentor->id.n),
            .human = key_text(arena, mentor->person.n),
            .city = mentor->city,
            .places = 1,
            .lists = {mentor->topics, mentor->interests, mentor->course, mentor->channels,
                      mentor->times, mentor->languages},
        };
    }
    const struct matching_person me = {
        .key = key_text(arena, mentee->id.n),
        .human = key_text(arena, mentee->person.n),
        .city = mentee->city,
        .lists = {mentee->topics, mentee->interests, mentee->course, mentee->channels,
                  mentee->times, mentee->languages},
    };
    TRY(matching_input_make(work, (struct matching_people){&me, 1},
                            (struct matching_people){people, len}, parents, &input, &words));
    take_rules(&rules, &input.rules);
    for (size_t i = 0; i < len; i++)
        say_fit(work, &input, &words, i, &mentors[i].fit);
    return OK;
}
