#include "app/matching/matching_files.h"

#include "app/scheme/scheme_text.h"
#include "scheme_templates.h"
#include "sheet/words.h"

static enum err read_roster(struct work *work, struct str bytes, enum roster_as as,
                            const struct roster_vocabulary *vocabulary, struct roster *ret)
{
    struct sheet sheet;
    struct roster_columns columns;
    enum err err = sheet_read(work, bytes, &sheet);

    if (err == OK) {
        roster_guess(&sheet, &columns);
        err = roster_read(work, &sheet, &columns, as, vocabulary, ret);
    }
    if (err == ERR_INVALID)
        work->fault.field = as == ROSTER_AS_MENTORS ? S("mentors") : S("mentees");
    return err;
}

/* Words, each once, that grow in an array with room for all. */
struct words {
    struct arena *arena;
    struct roster_word *at;
    size_t len;
};

static void add_word(struct words *words, struct str name)
{
    struct str plain = words_plain(words->arena, name);

    for (size_t i = 0; i < words->len; i++)
        if (str_eq(words_plain(words->arena, words->at[i].name), plain))
            return;
    words->at[words->len] = (struct roster_word){(int64_t)words->len + 1, name};
    words->len++;
}

static struct roster_words chosen(const struct roster_person *person, bool are_topics)
{
    return are_topics ? person->topics : person->interests;
}

/* The choices that the alumni template offers for this kind of tag, by '|'. */
static struct str template_choices(struct work *work, struct str kind)
{
    struct scheme_rules rules;
    struct scheme_error error;

    for (size_t i = 0; i < scheme_templates_len; i++) {
        struct str body = {scheme_templates[i].at,
                           (size_t)(scheme_templates[i].end - scheme_templates[i].at)};
        if (!str_eq(str_of(scheme_templates[i].name), S("alumni")) ||
            scheme_text_parse(work->arena, body, &rules, &error) != OK)
            continue;
        for (size_t f = 0; f < rules.fields.len; f++)
            if (str_eq(rules.fields.at[f].tags, kind))
                return rules.fields.at[f].choices;
    }
    return (struct str){0};
}

/* What the mentors say, and what a scheme would offer to choose from: without a scheme there is no
 * better vocabulary to read free answers by.
 */
static struct roster_words words_of(struct work *work, const struct roster *mentors,
                                    bool are_topics)
{
    struct str choices = template_choices(work, are_topics ? S("topic") : S("interest"));
    size_t most = choices.len + 1;

    for (size_t i = 0; i < mentors->len; i++)
        most += chosen(&mentors->people[i], are_topics).len;

    struct words words = {work->arena, NEW_ARRAY(work->arena, struct roster_word, most), 0};
    for (size_t i = 0; i < mentors->len; i++)
        for (size_t k = 0; k < chosen(&mentors->people[i], are_topics).len; k++)
            add_word(&words, chosen(&mentors->people[i], are_topics).at[k].name);
    while (choices.at)
        add_word(&words, str_cut(&choices, '|'));
    return (struct roster_words){words.at, words.len};
}

static struct str joined(struct arena *arena, struct roster_words words)
{
    struct buf text = {.arena = arena};

    for (size_t i = 0; i < words.len; i++)
        buf_addf(&text, "%s%.*s", i > 0 ? ";" : "", ARG(words.at[i].name));
    return buf_str(&text);
}

static struct matching_people people_of(struct work *work, const struct roster *roster)
{
    struct matching_person *people = NEW_ARRAY(work->arena, struct matching_person, roster->len);

    for (size_t i = 0; i < roster->len; i++) {
        const struct roster_person *person = &roster->people[i];
        people[i] = (struct matching_person){
            .key = person->number.len > 0 ? person->number : person->email,
            .human = person->email,
            .city = person->city,
            .places = person->capacity,
            .lists =
                {
                    [MATCH_TOPICS] = joined(work->arena, person->topics),
                    [MATCH_INTERESTS] = joined(work->arena, person->interests),
                    [MATCH_COURSES] = person->course,
                    [MATCH_CHANNELS] = person->channels,
                    [MATCH_TIMES] = person->times,
                    [MATCH_LANGUAGES] = person->languages,
                },
        };
    }
    return (struct matching_people){people, roster->len};
}

struct blocks {
    struct match_block *at;
    size_t len;
    struct roster_problem *problems;
    size_t problems_len;
};

static size_t count_blocks(const struct roster *roster)
{
    size_t count = 0;

    for (size_t i = 0; i < roster->len; i++)
        count += roster->people[i].blocks.len;
    return count;
}

/* Everybody of that name on the other side: a block that may mean two people means both, since to
 * keep one too many apart does less harm than to bring the wrong two together.
 */
static size_t block_by_name(struct work *work, size_t from, struct str name,
                            const struct roster *others, bool from_mentees, struct blocks *blocks)
{
    struct str plain = words_plain(work->arena, name);
    size_t found = 0;

    for (size_t k = 0; k < others->len; k++) {
        if (!str_eq(words_plain(work->arena, others->people[k].name), plain))
            continue;
        found++;
        blocks->at[blocks->len++] =
            from_mentees ? (struct match_block){from, k} : (struct match_block){k, from};
    }
    return found;
}

static void tell_block(struct work *work, const struct roster_person *from, struct str name,
                       size_t found, struct blocks *blocks)
{
    struct buf reason = {.arena = work->arena};

    if (found == 0)
        buf_addf(&reason, "“%.*s” is nobody in the other file, so nothing is kept apart.",
                 ARG(name));
    else
        buf_addf(&reason, "“%.*s” are several people; all of them are kept apart.", ARG(name));
    blocks->problems[blocks->problems_len++] = (struct roster_problem){
        from->record, roster_field_label(ROSTER_BLOCKS), ROSTER_WARNING, buf_str(&reason)};
}

static void add_blocks(struct work *work, const struct roster *from, const struct roster *others,
                       bool from_mentees, struct blocks *blocks)
{
    for (size_t i = 0; i < from->len; i++)
        for (size_t b = 0; b < from->people[i].blocks.len; b++) {
            struct str name = from->people[i].blocks.at[b];
            size_t found = block_by_name(work, i, name, others, from_mentees, blocks);
            if (found != 1)
                tell_block(work, &from->people[i], name, found, blocks);
        }
}

enum err matching_files_read(struct work *work, struct str mentees, struct str mentors,
                             struct matching_files *ret)
{
    struct matching_files files = {0};
    struct roster_vocabulary vocabulary = {0};

    TRY(read_roster(work, mentors, ROSTER_AS_MENTORS, &vocabulary, &files.mentors));
    vocabulary.interests = words_of(work, &files.mentors, false);
    vocabulary.topics = words_of(work, &files.mentors, true);
    TRY(read_roster(work, mentees, ROSTER_AS_MENTEES, &vocabulary, &files.mentees));
    TRY(matching_input_make(work, people_of(work, &files.mentees), people_of(work, &files.mentors),
                            (struct matching_parents){0}, &files.input, &files.words));

    size_t names = count_blocks(&files.mentees) + count_blocks(&files.mentors);
    size_t most = files.mentees.len > files.mentors.len ? files.mentees.len : files.mentors.len;
    struct blocks blocks = {
        .at = NEW_ARRAY(work->arena, struct match_block, names * most),
        .problems = NEW_ARRAY(work->arena, struct roster_problem, names),
    };
    add_blocks(work, &files.mentees, &files.mentors, true, &blocks);
    add_blocks(work, &files.mentors, &files.mentees, false, &blocks);
    files.input.blocks = blocks.at;
    files.input.blocks_len = blocks.len;
    files.blocks = blocks.problems;
    files.blocks_len = blocks.problems_len;
    *ret = files;
    return OK;
}
