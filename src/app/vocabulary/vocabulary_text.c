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

enum err vocabulary_parse(struct arena *arena, struct str text, struct vocabulary_words *ret,
                          size_t *ret_line)
{
    size_t room = 1, len = 0, above[MOST_DEEP] = {0};
    struct str kind = {0};

    for (size_t i = 0; i < text.len; i++)
        room += text.at[i] == '\n';
    struct vocabulary_word *words = NEW_ARRAY(arena, struct vocabulary_word, room);
    for (*ret_line = 1; text.at; (*ret_line)++) {
        struct str line = str_cut(&text, '\n'), trimmed = str_trim(line);
        size_t deep = trimmed.len > 0 ? (size_t)(trimmed.at - line.at) / 2 : 0;
        if (trimmed.len == 0 || trimmed.at[0] == '#')
            continue;
        if (deep == 0 && vocabulary_kind(trimmed).len > 0) {
            kind = vocabulary_kind(trimmed);
            above[0] = 0;
            continue;
        }
        if (kind.len == 0 || deep >= MOST_DEEP || (deep > 0 && above[deep - 1] == 0))
            return ERR_INVALID;
        words[len] = word_of(kind, trimmed);
        words[len].above = deep > 0 ? above[deep - 1] : 0;
        if (words[len].name.len == 0 || str_letters(words[len].name) > VOCABULARY_NAME)
            return ERR_INVALID;
        above[deep] = ++len;
        for (size_t i = deep + 1; i < MOST_DEEP; i++)
            above[i] = 0;
    }
    *ret = (struct vocabulary_words){words, len};
    return OK;
}
