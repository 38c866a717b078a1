/* vocabulary_inside.h - what the files of the concept share. */
#pragma once

#include "app/vocabulary/vocabulary.h"

struct routes;

extern const struct routes vocabulary_routes;

/* A word as the shipped text has it. */
struct vocabulary_word {
    struct str kind, name;
    struct str names;   /* other names, by "," */
    struct str related; /* by "," */
    size_t above;       /* the n-th word, from 1; 0: none */
};

struct vocabulary_words {
    const struct vocabulary_word *at;
    size_t len;
};

/* Read a text like words.vocabulary. ERR_INVALID: a line is none; *ret_line says which. */
MUST_USE enum err vocabulary_parse(struct arena *arena, struct str text,
                                   struct vocabulary_words *ret, size_t *ret_line);

/* The text that ships. */
struct str vocabulary_shipped(void);

/* In lower case, as other names are kept. */
struct str vocabulary_lower(struct arena *arena, struct str name);

/* "topic", "interest", "course" or "skill"; anything else: empty. */
struct str vocabulary_kind(struct str word);
struct str vocabulary_kind_says(struct str kind);

enum { VOCABULARY_NAME = 120 };
