#include "app/matching/matching_words.h"

static struct str word_of(const struct matching_words *words, const struct match_shared *shared)
{
    struct str word = words->at[shared->mentee_tag];

    if (shared->part != MATCH_CHANNELS)
        return word;
    if (str_eq(word, S("in_person")))
        return S("in person");
    if (str_eq(word, S("phone")))
        return S("by phone");
    return str_eq(word, S("video")) ? S("by video") : word;
}

/* "A", "A and B", "A, B and C": what the two have in common in one part. */
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
        buf_add(&text, word_of(words, shared));
        put++;
    }
    return buf_str(&text);
}

/* What is related and not the same: the most alike of a part. */
static const struct match_shared *nearest(const struct match_why *why, enum match_part part)
{
    for (size_t i = 0; i < why->shared_len; i++)
        if (why->shared[i].part == part && why->shared[i].likeness < MATCH_FULL)
            return &why->shared[i];
    return NULL;
}

static const struct {
    const char *same, *near;
} sentences[] = {
    [MATCH_TOPICS] = {"Help asked for and offered: %.*s.\n",
                      "Help asked for: %.*s; offered: %.*s.\n"},
    [MATCH_INTERESTS] = {"The same area of work: %.*s.\n",
                         "Areas of work that are close: %.*s and %.*s.\n"},
    [MATCH_COURSES] = {"The same course: %.*s.\n", "Courses that are close: %.*s and %.*s.\n"},
    [MATCH_CHANNELS] = {"Both can meet %.*s.\n", NULL},
    [MATCH_TIMES] = {"Both have time: %.*s.\n", NULL},
    [MATCH_LANGUAGES] = {"Both speak %.*s.\n", NULL},
};
_Static_assert(COUNT(sentences) == MATCH_PART_COUNT, "a sentence for each part");

/* The format strings stand above, one for each part. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
struct str matching_reasons(struct arena *arena, const struct matching_words *words,
                            const struct match_why *why)
{
    struct buf text = {.arena = arena};

    for (int part = 0; part < MATCH_PART_COUNT; part++) {
        struct str same = listed(arena, words, why, (enum match_part)part);
        const struct match_shared *near = nearest(why, (enum match_part)part);
        if (same.len > 0)
            buf_addf(&text, sentences[part].same, ARG(same));
        else if (near && sentences[part].near)
            buf_addf(&text, sentences[part].near, ARG(words->at[near->mentee_tag]),
                     ARG(words->at[near->mentor_tag]));
    }
    return str_trim(buf_str(&text));
}
#pragma GCC diagnostic pop

struct str matching_rule_words(enum match_rule rule)
{
    switch (rule) {
    case MATCH_NO_RULE:
        return S("No rule keeps them apart.");
    case MATCH_SAME_PERSON:
        return S("They are the same person.");
    case MATCH_BLOCKED:
        return S("One of them, or the team, has asked that they are never a pair.");
    case MATCH_NO_PLACE:
        return S("The mentor takes nobody at present.");
    case MATCH_NO_LANGUAGE:
        return S("They have no language in common.");
    case MATCH_NOTHING_SHARED:
        return S("No topic or area of work is the same or close.");
    case MATCH_BELOW_FLOOR:
        return S("Their score lies below the floor.");
    case MATCH_RULE_COUNT:
        break;
    }
    return S("");
}

struct str matching_part_words(enum match_part part)
{
    static const struct str names[] = {
        [MATCH_TOPICS] = {"Kinds of help", 13}, [MATCH_INTERESTS] = {"Areas of work", 13},
        [MATCH_COURSES] = {"Course", 6},        [MATCH_CHANNELS] = {"Ways to meet", 12},
        [MATCH_TIMES] = {"Free times", 10},     [MATCH_LANGUAGES] = {"Languages", 9},
    };
    _Static_assert(COUNT(names) == MATCH_PART_COUNT, "a name for each part");

    return names[part];
}

struct str matching_flaw_words(enum match_flaw flaw)
{
    switch (flaw) {
    case MATCH_SOUND:
        return S("Everything holds.");
    case MATCH_FLAW_INPUT:
        return S("It was computed over other people, rules or lots than these.");
    case MATCH_FLAW_PERSON:
        return S("It names somebody who is not there.");
    case MATCH_FLAW_TWICE:
        return S("A mentee is in two pairs.");
    case MATCH_FLAW_PLACES:
        return S("A mentor has more mentees than places.");
    case MATCH_FLAW_RULE:
        return S("It pairs two people whom a rule keeps apart.");
    case MATCH_FLAW_SCORE:
        return S("A score is not what the two people come to.");
    case MATCH_FLAW_PIN:
        return S("A pin is not kept, or a pair is called pinned that is not.");
    case MATCH_FLAW_NEGATIVE:
        return S("Its proof has a number below zero.");
    case MATCH_FLAW_UNPROVED:
        return S("Its proof does not cover a pair that would be better.");
    case MATCH_FLAW_WORTH:
        return S("Its total is not that of its pairs.");
    case MATCH_FLAW_SUM:
        return S("Its proof does not add up to its total: better pairs may exist.");
    case MATCH_FLAW_BONUS:
        return S("It adds another bonus for each mentee placed than the scheme's aim does.");
    case MATCH_FLAW_FEWER:
        return S("One more mentee could be placed.");
    case MATCH_FLAW_UNSTABLE:
        return S("Two people would both rather have each other.");
    case MATCH_FLAW_COUNT:
        break;
    }
    return S("");
}
