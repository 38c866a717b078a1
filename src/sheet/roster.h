/* roster.h - from a sheet to the people in it: what each column means, and what is wrong where.
 *
 * Pure: the scheme's words come in, people and problems come out. Nothing is guessed at about a
 * person: a name stays as it is written, an address is taken or refused, a word that the scheme
 * does not know is shown. What only a mentee may tell ("Something I am working on") is never
 * read; sheet_without() takes it out of the file before anything is kept.
 *
 * Records are numbered as people see them: the header is 1, empty records are not counted.
 */
#pragma once

#include "sheet/sheet.h"

enum roster_field {
    ROSTER_LEFT_OUT, /* not imported */
    ROSTER_NUMBER,   /* the person's number in the list it comes from; case matters */
    ROSTER_NAME,     /* all of it in one column */
    ROSTER_FIRST_NAME,
    ROSTER_LAST_NAME,
    ROSTER_EMAIL,
    ROSTER_COURSE,
    ROSTER_YEAR, /* of study, or of graduation */
    ROSTER_JOB,
    ROSTER_EMPLOYER,
    ROSTER_CITY,
    ROSTER_COUNTRY,
    ROSTER_INTERESTS, /* areas of work, in the scheme's words */
    ROSTER_TOPICS,    /* kinds of help, in the scheme's words */
    ROSTER_HOPES,     /* a mentee's hopes, a mentor's aims */
    ROSTER_ABOUT,
    ROSTER_LANGUAGES,
    ROSTER_CHANNELS,
    ROSTER_TIMES,
    ROSTER_CAPACITY, /* mentees at once; mentors only */
    ROSTER_BLOCKS,   /* names of people never to be matched with this one */
    ROSTER_HEADS_UP, /* never imported and never kept */
    ROSTER_FIELD_COUNT
};

/* "E-mail address": as told to people, and the same as one word for a form. */
struct str roster_field_label(enum roster_field field);
struct str roster_field_name(enum roster_field field);

/* The field of that name. ERR_INVALID: none has it. */
MUST_USE enum err roster_field_parse(struct str name, enum roster_field *ret);

/* What each column of a sheet is taken for. */
struct roster_columns {
    size_t header; /* the row with the names of the columns; those above are titles */
    size_t len;    /* columns of the header */
    enum roster_field of[SHEET_MOST_COLUMNS];
};

/* Guess from the names: the header is the first row where two known names meet, else the first
 * row. The first column of a name wins; further ones are left out.
 */
void roster_guess(const struct sheet *sheet, struct roster_columns *ret);

/* The sheet without the columns of one field, as CSV (RFC 4180, UTF-8, comma). Records keep their
 * places; the columns behind move up.
 */
struct str sheet_without(struct arena *arena, const struct sheet *sheet,
                         const struct roster_columns *columns, enum roster_field field);

/* A word of the scheme's vocabulary, or another name for one. tag 0: means nothing, is left out. */
struct roster_word {
    int64_t tag;
    struct str name;
};

struct roster_words {
    const struct roster_word *at;
    size_t len;
};

/* Without any words of a kind, each word of the sheet is taken as it is, with tag 0. */
struct roster_vocabulary {
    struct roster_words interests, topics;
};

enum roster_as { ROSTER_AS_MENTORS, ROSTER_AS_MENTEES };

struct roster_names {
    const struct str *at;
    size_t len;
};

struct roster_person {
    size_t record;
    struct str number, name, email; /* email in lower case; number may be empty */
    struct str course, year, job, employer, city, country, hopes, about;
    struct str languages, times; /* as they wrote them, by "; " */
    struct str channels;         /* of "video", "in_person", "phone", by "; " */
    int64_t capacity;            /* 1 where nothing is said */
    bool says_capacity;
    struct roster_words interests, topics; /* each tag once */
    struct roster_names blocks;
};

enum roster_level { ROSTER_ERROR, ROSTER_WARNING };

/* An error keeps its record out; a warning tells what was left out or how it was read. */
struct roster_problem {
    size_t record;
    struct str column; /* its name in the sheet; empty where it is about the whole record */
    enum roster_level level;
    struct str reason; /* a sentence */
};

/* A word that the scheme does not have, and what it seems to mean. */
struct roster_unknown {
    enum roster_field field;
    struct str word;
    int64_t read_as; /* the tag it was read as; 0 where none comes near */
    size_t count;    /* how often it stands in the sheet */
};

struct roster {
    const struct roster_person *people; /* the good ones, in the order of the sheet */
    size_t len;
    const struct roster_problem *problems; /* by record */
    size_t problem_count;
    const struct roster_unknown *unknowns;
    size_t unknown_count;
    size_t skipped; /* records with an error */
};

/* Read the people. Results look into the sheet.
 * ERR_INVALID: no column holds an address, or none a name; the fault says which.
 */
MUST_USE enum err roster_read(struct work *work, const struct sheet *sheet,
                              const struct roster_columns *columns, enum roster_as as,
                              const struct roster_vocabulary *vocabulary, struct roster *ret);
