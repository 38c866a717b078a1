#include "base/catalogue.h"

#include <string.h>

enum { FORMS_MAX = 8, VALUES_MAX = 9 };

struct entry {
    struct str english, words;
};

struct catalogue {
    struct str language;
    int64_t numbers[FORMS_MAX]; /* with a form of their own */
    size_t nnumbers;
    struct entry *slots; /* open addressing; an empty key is free */
    size_t nslots;       /* a power of two, at least twice the entries */
};

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static size_t hash_of(struct str text)
{
    uint64_t hash = 14695981039346656037U;

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211U;
    return (size_t)hash;
}

static struct entry *slot_of(const struct catalogue *catalogue, struct str english)
{
    size_t i = hash_of(english) & (catalogue->nslots - 1);

    while (catalogue->slots[i].english.len > 0 && !str_eq(catalogue->slots[i].english, english))
        i = (i + 1) & (catalogue->nslots - 1);
    return &catalogue->slots[i];
}

/* "\n" in the file is a line's end in the words. */
static struct str with_lines(struct arena *arena, struct str text)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < text.len; i++)
        if (str_starts((struct str){text.at + i, text.len - i}, S("\\n"))) {
            buf_add(&out, S("\n"));
            i++;
        } else {
            buf_add(&out, (struct str){text.at + i, 1});
        }
    return buf_str(&out);
}

/* A bit for each value that stands in the words: {1} is bit 1. */
static unsigned values_in(struct str words)
{
    unsigned found = 0;

    for (size_t i = 0; i + 2 < words.len; i++)
        if (words.at[i] == '{' && words.at[i + 2] == '}' && words.at[i + 1] >= '1' &&
            words.at[i + 1] <= '9')
            found |= 1U << (words.at[i + 1] - '0');
    return found;
}

/* Words go into pages as they are: a translation can bring no markup and no other values. */
static bool is_plain(struct str english, struct str words)
{
    return !memchr(words.at, '<', words.len) && !memchr(words.at, '>', words.len) &&
           (values_in(words) & ~values_in(english)) == 0;
}

static enum err read_head(struct catalogue *catalogue, struct str line)
{
    struct str word = str_cut(&line, ' ');

    if (str_eq(word, S("language"))) {
        catalogue->language = str_trim(line);
        return OK;
    }
    if (!str_eq(word, S("plural")))
        return ERR_INVALID;
    while (line.len > 0) {
        if (catalogue->nnumbers == FORMS_MAX)
            return ERR_INVALID;
        TRY(str_number(str_cut(&line, ' '), &catalogue->numbers[catalogue->nnumbers++]));
    }
    return OK;
}

static enum err read_line(struct arena *arena, struct catalogue *catalogue, struct str line,
                          struct str *english)
{
    if (line.len == 0 || line.at[0] == '#')
        return OK;
    if (str_starts(line, S("> "))) {
        *english = with_lines(arena, (struct str){line.at + 2, line.len - 2});
        return OK;
    }
    if (!str_starts(line, S("< ")))
        return read_head(catalogue, line);
    struct str words = with_lines(arena, (struct str){line.at + 2, line.len - 2});
    if (english->len == 0 || words.len == 0 || !is_plain(*english, words))
        return ERR_INVALID;
    *slot_of(catalogue, *english) = (struct entry){*english, words};
    return OK;
}

enum err catalogue_parse(struct arena *arena, struct str text, const struct catalogue **ret,
                         int *ret_line)
{
    struct catalogue *catalogue = NEW(arena, struct catalogue);
    struct str english = {0};
    size_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    for (catalogue->nslots = 16; catalogue->nslots < 2 * lines;)
        catalogue->nslots *= 2;
    catalogue->slots = NEW_ARRAY(arena, struct entry, catalogue->nslots);
    for (*ret_line = 1; text.len > 0; ++*ret_line)
        TRY(read_line(arena, catalogue, str_cut(&text, '\n'), &english));
    *ret = catalogue;
    return OK;
}

struct str catalogue_language(const struct catalogue *catalogue)
{
    return catalogue && catalogue->language.len > 0 ? catalogue->language : S("en-GB");
}

struct str catalogue_say(const struct catalogue *catalogue, struct str english)
{
    if (!catalogue || english.len == 0)
        return english;
    const struct entry *entry = slot_of(catalogue, english);
    return entry->words.len > 0 ? entry->words : english;
}

static struct str nth_form(struct str forms, size_t n)
{
    struct str form = str_cut(&forms, '|');

    while (n-- > 0 && forms.at)
        form = str_cut(&forms, '|');
    return form;
}

struct str catalogue_count(const struct catalogue *catalogue, struct str english, int64_t n)
{
    struct str words = catalogue_say(catalogue, english);
    size_t form = 0;

    if (words.at == english.at) /* English: one, and all others */
        return nth_form(english, n == 1 ? 0 : 1);
    while (form < catalogue->nnumbers && catalogue->numbers[form] != n)
        form++;
    return nth_form(words, form);
}

bool message_next(struct message *message, struct buf *out)
{
    struct str *rest = &message->rest;

    for (size_t i = 0; i < rest->len; i++) {
        bool is_value = rest->at[i] == '{' && i + 2 < rest->len && rest->at[i + 2] == '}' &&
                        rest->at[i + 1] >= '1' && rest->at[i + 1] <= '0' + VALUES_MAX;
        if (!is_value)
            continue;
        message->value = rest->at[i + 1] - '0';
        buf_add(out, (struct str){rest->at, i});
        rest->at += i + 3;
        rest->len -= i + 3;
        return true;
    }
    buf_add(out, *rest);
    *rest = (struct str){0};
    return false;
}
