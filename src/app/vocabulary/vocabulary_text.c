/* vocabulary_text.c - reading the words that ship. */
#include "app/vocabulary/vocabulary_inside.h"

#include "shipped_words.h"

#include <ctype.h>

enum { MOST_DEEP = 8 };

struct str vocabulary_shipped(void)
{
    return (struct str){shipped_words[0].at, (size_t)(shipped_words[0].end - shipped_words[0].at)};
}

struct str vocabulary_lower(struct arena *arena, struct str name)
{
    char *copy = arena_alloc(arena, name.len + 1, 1);

    for (size_t i = 0; i < name.len; i++)
        copy[i] = (char)tolower((unsigned char)name.at[i]);
    return (struct str){copy, name.len};
}

static const struct {
    struct str word, says;
} kinds[] = {
    {{"topic", 5}, {"Kinds of help", 13}},
    {{"interest", 8}, {"Areas of work", 13}},
    {{"course", 6}, {"Courses", 7}},
    {{"skill", 5}, {"Skills", 6}},
};

struct str vocabulary_kind(struct str word)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(word, kinds[i].word))
            return kinds[i].word;
    return (struct str){0};
}

struct str vocabulary_kind_says(struct str kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(kind, kinds[i].word))
            return kinds[i].says;
    return kind;
}

/* The part before the mark, without blanks; *rest is what stands behind it. */
static struct str before(struct str *rest, char mark)
{
    struct str part = str_trim(str_cut(rest, mark));

    *rest = str_trim(*rest);
    return part;
}

static struct vocabulary_word word_of(struct str kind, struct str line)
{
    struct str related = line, named = before(&related, '~'), names = named;
    struct str name = before(&names, '=');

    return (struct vocabulary_word){.kind = kind, .name = name, .names = names, .related = related};
}

/* What is read so far. above[n] is the number of the last word n deep, from 1; 0 is none. */
struct reading {
    struct vocabulary_word *words;
    size_t len;
    struct str kind;
    size_t above[MOST_DEEP];
};

static struct reading reading_new(struct arena *arena, struct str text)
{
    size_t room = 1; /* a line is one word at most, and the last may have no newline */

    for (size_t i = 0; i < text.len; i++)
        room += text.at[i] == '\n';
    return (struct reading){.words = NEW_ARRAY(arena, struct vocabulary_word, room)};
}

static enum err read_word(struct reading *reading, struct str line, size_t deep)
{
    size_t *above = reading->above;

    if (reading->kind.len == 0 || deep >= MOST_DEEP || (deep > 0 && above[deep - 1] == 0))
        return ERR_INVALID;
    struct vocabulary_word word = word_of(reading->kind, line);
    word.above = deep > 0 ? above[deep - 1] : 0;
    if (word.name.len == 0 || str_letters(word.name) > VOCABULARY_NAME)
        return ERR_INVALID;
    reading->words[reading->len] = word;
    above[deep] = ++reading->len;
    /* what stood deeper belongs to the word before */
    for (size_t i = deep + 1; i < MOST_DEEP; i++)
        above[i] = 0;
    return OK;
}

static enum err read_line(struct reading *reading, struct str line)
{
    struct str trimmed = str_trim(line);

    if (trimmed.len == 0 || trimmed.at[0] == '#')
        return OK;
    size_t deep = (size_t)(trimmed.at - line.at) / 2;
    struct str kind = vocabulary_kind(trimmed);
    if (deep > 0 || kind.len == 0)
        return read_word(reading, trimmed, deep);
    reading->kind = kind;
    reading->above[0] = 0;
    return OK;
}

enum err vocabulary_parse(struct arena *arena, struct str text, struct vocabulary_words *ret,
                          size_t *ret_line)
{
    struct reading reading = reading_new(arena, text);

    for (*ret_line = 1; text.at; (*ret_line)++)
        TRY(read_line(&reading, str_cut(&text, '\n')));
    *ret = (struct vocabulary_words){reading.words, reading.len};
    return OK;
}
