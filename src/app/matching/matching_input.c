#include "app/matching/matching_input.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A town is no part of a score; it has tags of its own behind all parts. */
enum { PLACES = MATCH_PART_COUNT };

struct word {
    int part;
    struct str plain, shown;
};

struct gathering {
    struct arena *arena;
    struct word *words;
    size_t len, room;
};

static struct str plain_of(struct arena *arena, struct str word)
{
    struct str trimmed = str_trim(word);
    char *plain = arena_alloc(arena, trimmed.len + 1, 1);

    for (size_t i = 0; i < trimmed.len; i++)
        plain[i] = (char)tolower((unsigned char)trimmed.at[i]);
    return (struct str){plain, trimmed.len};
}

static int compare_str(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int by_bytes = common > 0 ? memcmp(a.at, b.at, common) : 0;

    return by_bytes != 0 ? by_bytes : (a.len > b.len) - (a.len < b.len);
}

static int compare_words(const void *left, const void *right)
{
    const struct word *l = left, *r = right;

    if (l->part != r->part)
        return l->part < r->part ? -1 : 1;
    return compare_str(l->plain, r->plain);
}

/* For one word of several spellings the first in order is shown, whoever wrote it. */
static int compare_spellings(const void *left, const void *right)
{
    const struct word *l = left, *r = right;
    int by_word = compare_words(left, right);

    return by_word != 0 ? by_word : compare_str(l->shown, r->shown);
}

static void gather_word(struct gathering *gathering, int part, struct str shown)
{
    struct str plain = plain_of(gathering->arena, shown);

    if (plain.len == 0)
        return;
    if (gathering->len == gathering->room) {
        size_t room = gathering->room ? 2 * gathering->room : 256;
        struct word *words = NEW_ARRAY(gathering->arena, struct word, room);
        if (gathering->len > 0)
            memcpy(words, gathering->words, gathering->len * sizeof(*words));
        gathering->words = words;
        gathering->room = room;
    }
    gathering->words[gathering->len++] = (struct word){part, plain, str_trim(shown)};
}

static void gather_people(struct gathering *gathering, struct matching_people people)
{
    for (size_t i = 0; i < people.len; i++) {
        gather_word(gathering, PLACES, people.at[i].city);
        for (int part = 0; part < MATCH_PART_COUNT; part++) {
            struct str rest = people.at[i].lists[part];
            while (rest.at)
                gather_word(gathering, part, str_cut(&rest, ';'));
        }
    }
}

static void keep_each_once(struct gathering *gathering)
{
    size_t kept = 0;

    if (gathering->len > 0)
        qsort(gathering->words, gathering->len, sizeof(*gathering->words), compare_spellings);
    for (size_t i = 0; i < gathering->len; i++)
        if (kept == 0 || compare_words(&gathering->words[kept - 1], &gathering->words[i]) != 0)
            gathering->words[kept++] = gathering->words[i];
    gathering->len = kept;
}

/* The number of a word; -1: nobody says it. */
static int32_t tag_of(const struct gathering *gathering, int part, struct str shown)
{
    struct word wanted = {.part = part, .plain = plain_of(gathering->arena, shown)};
    const struct word *found =
        gathering->len > 0
            ? bsearch(&wanted, gathering->words, gathering->len, sizeof(wanted), compare_words)
            : NULL;

    return found ? (int32_t)(found - gathering->words) : -1;
}

static int compare_relations(const void *left, const void *right)
{
    const struct match_relation *l = left, *r = right;

    if (l->a != r->a)
        return l->a < r->a ? -1 : 1;
    return (l->b > r->b) - (l->b < r->b);
}

/* What is related among the words that somebody says. */
static void relate(const struct gathering *gathering, struct matching_parents parents,
                   struct match_vocabulary *vocabulary)
{
    struct match_relation *relations =
        NEW_ARRAY(gathering->arena, struct match_relation, parents.related_len + 1);
    size_t len = 0;

    for (size_t i = 0; i < parents.related_len; i++) {
        const struct matching_related *related = &parents.related[i];
        int32_t a = tag_of(gathering, (int)related->part, related->word);
        int32_t b = tag_of(gathering, (int)related->part, related->other);
        if (a >= 0 && b >= 0 && a != b)
            relations[len++] =
                (struct match_relation){a < b ? a : b, a < b ? b : a, (int32_t)related->likeness};
    }
    if (len > 0)
        qsort(relations, len, sizeof(*relations), compare_relations);
    vocabulary->relations = relations;
    vocabulary->relations_len = len;
}

static struct match_vocabulary vocabulary_of(const struct gathering *gathering,
                                             struct matching_parents parents)
{
    struct match_tag *tags = NEW_ARRAY(gathering->arena, struct match_tag, gathering->len);

    for (size_t i = 0; i < gathering->len; i++)
        tags[i].parent = -1;
    for (size_t i = 0; i < parents.len; i++) {
        int part = (int)parents.at[i].part;
        int32_t tag = tag_of(gathering, part, parents.at[i].word);
        int32_t parent = tag_of(gathering, part, parents.at[i].parent);
        if (tag >= 0 && parent >= 0 && tag != parent)
            tags[tag].parent = parent;
    }
    struct match_vocabulary vocabulary = {.tags = tags, .len = gathering->len};
    relate(gathering, parents, &vocabulary);
    return vocabulary;
}

static struct match_list list_of(const struct gathering *gathering, int part, struct str rest)
{
    size_t most = 1, len = 0;

    for (size_t i = 0; i < rest.len; i++)
        most += rest.at[i] == ';';

    int32_t *tags = NEW_ARRAY(gathering->arena, int32_t, most);
    while (rest.at) {
        int32_t tag = tag_of(gathering, part, str_cut(&rest, ';'));
        bool is_there = tag < 0;
        for (size_t i = 0; i < len; i++)
            is_there = is_there || tags[i] == tag;
        if (!is_there)
            tags[len++] = tag;
    }
    return (struct match_list){tags, len};
}

static struct match_people people_of(const struct gathering *gathering,
                                     struct matching_people people)
{
    struct match_person *made = NEW_ARRAY(gathering->arena, struct match_person, people.len);

    for (size_t i = 0; i < people.len; i++) {
        const struct matching_person *person = &people.at[i];
        made[i].key = person->key;
        made[i].human = person->human;
        made[i].places = person->places;
        made[i].place = tag_of(gathering, PLACES, person->city);
        for (int part = 0; part < MATCH_PART_COUNT; part++)
            made[i].lists[part] = list_of(gathering, part, person->lists[part]);
    }
    return (struct match_people){made, people.len};
}

enum err matching_input_make(struct work *work, struct matching_people mentees,
                             struct matching_people mentors, struct matching_parents parents,
                             struct match_input *ret, struct matching_words *ret_words)
{
    struct gathering gathering = {.arena = work->arena};

    gather_people(&gathering, mentees);
    gather_people(&gathering, mentors);
    for (size_t i = 0; i < parents.len; i++)
        gather_word(&gathering, (int)parents.at[i].part, parents.at[i].parent);
    keep_each_once(&gathering);
    if (gathering.len > MATCH_MOST_TAGS)
        return work_fail(work, ERR_INVALID, S("vocabulary"),
                         S("These people use more different words than one run can compare."));

    struct str *shown = NEW_ARRAY(work->arena, struct str, gathering.len);
    for (size_t i = 0; i < gathering.len; i++)
        shown[i] = gathering.words[i].shown;

    struct match_input input = {
        .mentees = people_of(&gathering, mentees),
        .mentors = people_of(&gathering, mentors),
        .vocabulary = vocabulary_of(&gathering, parents),
        .rules = match_rules_usual(),
    };
    input.rules.in_person = tag_of(&gathering, MATCH_CHANNELS, S("in_person"));
    *ret = input;
    *ret_words = (struct matching_words){shown, gathering.len};
    return OK;
}
