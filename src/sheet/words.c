#include "sheet/words.h"

#include <ctype.h>

enum { NEAR_LETTERS = 4 };

struct words_index {
    struct arena *arena;
    struct roster_words words;
    const struct str *plain; /* one for each of words */
};

static bool is_part(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

struct str words_plain(struct arena *arena, struct str word)
{
    char *plain = arena_alloc(arena, word.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (is_part(word.at[i]))
            plain[len++] = (char)tolower((unsigned char)word.at[i]);
        else if (len > 0 && plain[len - 1] != ' ')
            plain[len++] = ' ';
    }
    return str_trim((struct str){plain, len});
}

static bool is_one_of(struct str plain, struct str all)
{
    while (all.at)
        if (str_eq(str_cut(&all, '|'), plain))
            return true;
    return false;
}

bool words_are_nothing(struct str plain)
{
    return is_one_of(plain, S("|n a|na|none|no|nil|no one|nobody|nothing|not sure|not sure yet|"
                              "unsure|undecided|don t know|dont know|do not know|unknown|any|"
                              "anything|no preference|prefer not to say|not applicable"));
}

struct words_index *words_index_new(struct arena *arena, struct roster_words words)
{
    struct words_index *index = NEW(arena, struct words_index);
    struct str *plain = NEW_ARRAY(arena, struct str, words.len);

    for (size_t i = 0; i < words.len; i++)
        plain[i] = words_plain(arena, words.at[i].name);
    *index = (struct words_index){arena, words, plain};
    return index;
}

bool words_are_open(const struct words_index *index)
{
    return index->words.len == 0;
}

const struct roster_word *words_find(const struct words_index *index, struct str plain)
{
    for (size_t i = 0; i < index->words.len; i++)
        if (str_eq(index->plain[i], plain))
            return &index->words.at[i];
    return NULL;
}

/* Some word of one and some word of two begin alike: the shorter begins the longer. */
static bool share_beginning(struct str one, struct str two)
{
    while (one.at) {
        struct str left = str_cut(&one, ' '), rest = two;
        while (rest.at) {
            struct str right = str_cut(&rest, ' ');
            bool is_long = left.len >= NEAR_LETTERS && right.len >= NEAR_LETTERS;
            if (is_long && (str_starts(left, right) || str_starts(right, left)))
                return true;
        }
    }
    return false;
}

/* What words come near to: one tag, unless they are several. */
struct near {
    int64_t tag; /* 0: nothing yet */
    bool are_several;
};

static void come_near(struct near *near, const struct roster_word *word)
{
    if (!word || word->tag == 0)
        return;
    near->are_several |= near->tag != 0 && near->tag != word->tag;
    near->tag = word->tag;
}

/* The first name of a tag is its own; others follow. */
static const struct roster_word *own_name(const struct words_index *index, const struct near *near)
{
    for (size_t i = 0; i < index->words.len && !near->are_several; i++)
        if (index->words.at[i].tag == near->tag)
            return &index->words.at[i];
    return NULL;
}

const struct roster_word *words_near(const struct words_index *index, struct str plain)
{
    struct near whole = {0}, begun = {0};

    for (struct str rest = plain; rest.at;)
        come_near(&whole, words_find(index, str_cut(&rest, ' ')));
    if (whole.tag != 0)
        return own_name(index, &whole);
    for (size_t i = 0; i < index->words.len; i++)
        if (share_beginning(plain, index->plain[i]))
            come_near(&begun, &index->words.at[i]);
    return begun.tag != 0 ? own_name(index, &begun) : NULL;
}

enum err words_channel(struct str plain, struct str *ret)
{
    static const struct {
        const char *known, *channels;
    } ways[] = {
        {"video|video call|online|zoom|teams|remote|virtual", "video"},
        {"in person|face to face|f2f|inperson|on campus", "in_person"},
        {"phone|telephone|by phone|call", "phone"},
        {"either|both|video or in person|any|no preference|hybrid|mixed", "video; in_person"},
    };

    for (size_t i = 0; i < COUNT(ways); i++)
        if (is_one_of(plain, str_of(ways[i].known))) {
            *ret = str_of(ways[i].channels);
            return OK;
        }
    return ERR_INVALID;
}
