#include "app/question/question_wording.h"

#include <ctype.h>
#include <string.h>

/* clang-format off */
static const struct wording_rule rules[] = {
    [WORDING_SEVERAL] = {
        .finds = "Several questions in one",
        .suggestion = "There is more than one question here. Each on its own gets an answer of its own.",
        .from = "How did you start? And was it hard?",
        .to = "What was hard about starting?"},
    [WORDING_LEADING] = {
        .finds = "A question that already has its answer",
        .suggestion = "This says what you expect to hear. Leaving it out lets you be surprised.",
        .from = "Don't you think a master's is a waste?",
        .to = "What did a master's give you, and what did it cost?"},
    [WORDING_CHOICE] = {
        .finds = "This or that",
        .suggestion = "This offers two answers. \"How would you choose between them?\" leaves room for a third.",
        .from = "Should I go to a large firm or a small one?",
        .to = "How would you choose between a large firm and a small one?"},
    [WORDING_CLOSED] = {
        .finds = "Yes or no",
        .suggestion = "One word would answer this. Beginning with what or how tends to open it.",
        .from = "Did you like your first job?",
        .to = "What did you learn from your first job?"},
};
/* clang-format on */
_Static_assert(COUNT(rules) == WORDING_COUNT, "a rule without words");

static const char *const closed_words[] = {
    "is",   "are",   "am",   "was", "were", "do",    "does",   "did", "can",  "could",
    "will", "would", "have", "has", "had",  "shall", "should", "may", "must", "might",
};

/* "Can you tell me how ..." asks for more than one word. */
static const char *const open_after_all[] = {
    "tell me", "describe", "explain", "show me", "walk me", "talk me",
};

static const char *const leading_words[] = {
    "don't you", "isn't it", "wouldn't you", "aren't you", "didn't you", "surely", "right?",
};

/* In lower case, with straight apostrophes, cut to what a rule needs to see. */
static size_t plain(struct str words, char out[512])
{
    size_t len = 0;

    for (size_t i = 0; i < words.len && len + 1 < 512; i++) {
        if (words.len - i >= 3 && memcmp(words.at + i, "\xe2\x80\x99", 3) == 0) {
            out[len++] = '\'';
            i += 2;
        } else {
            out[len++] = (char)tolower((unsigned char)words.at[i]);
        }
    }
    out[len] = '\0';
    return len;
}

static bool holds_any(const char *text, const char *const *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}

static bool is_closed_word(const char *text, size_t len)
{
    for (size_t i = 0; i < COUNT(closed_words); i++)
        if (strlen(closed_words[i]) == len && memcmp(text, closed_words[i], len) == 0)
            return true;
    return false;
}

/* "isn't" and the like are "is" with an n before the apostrophe. */
static bool starts_closed(const char *text)
{
    size_t len = strcspn(text, " ,'");

    return is_closed_word(text, len) || (text[len] == '\'' && is_closed_word(text, len - 1));
}

enum wording wording_of(struct str words)
{
    char text[512];
    size_t len = plain(words, text), marks = 0;

    for (size_t i = 0; i < len; i++)
        marks += text[i] == '?' && text[i + 1] != '?';
    if (marks > 1)
        return WORDING_SEVERAL;
    if (holds_any(text, leading_words, COUNT(leading_words)))
        return WORDING_LEADING;
    if (!starts_closed(text) || holds_any(text, open_after_all, COUNT(open_after_all)))
        return WORDING_FINE;
    return strstr(text, " or ") ? WORDING_CHOICE : WORDING_CLOSED;
}

const struct wording_rule *wording_rule(enum wording wording)
{
    return &rules[wording];
}

struct wording_rules wording_rules(void)
{
    return (struct wording_rules){rules + 1, COUNT(rules) - 1};
}
