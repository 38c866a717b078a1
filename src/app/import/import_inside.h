/* import_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/import/import.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes import_routes;
extern const struct mails import_mails;

/* "mentors". */
struct str import_role_says(enum role role);

/* What the columns are guessed to be, under what was chosen: names by blanks, empty for none. */
void import_columns_read(const struct sheet *sheet, struct str chosen, struct roster_columns *ret);

/* The sheet of a plan without what was said to be theirs alone to tell, and its columns. */
void import_strip_chosen(struct arena *arena, const struct import_plan *plan, struct str *ret_sheet,
                         struct str *ret_columns);

/* The scheme's words, after what was chosen for one sheet. */
MUST_USE enum err import_words(struct work *work, const struct team_access *by, struct str choices,
                               struct roster_vocabulary *ret);

/* Queue the invitation of somebody whom an import brought in. */
MUST_USE enum err import_invite(struct work *work, const struct team_access *by, struct str name,
                                struct str email, enum role role);

/* A column of the sheet, to be taken for a field. */
struct import_column {
    struct str letters, header, samples;
    enum roster_field field;
};

struct import_columns {
    const struct import_column *at;
    size_t len;
};

struct import_option {
    struct str value, label;
};

struct import_options {
    const struct import_option *at;
    size_t len;
};

/* A word that the scheme does not have, and what it is taken for. */
struct import_meaning {
    int64_t index;
    struct str field, word, means; /* means: a tag's key, "0" to leave it out, "" undecided */
    size_t count;                  /* 0: decided before */
    struct import_options options;
};

struct import_meanings {
    const struct import_meaning *at;
    size_t len;
};

enum { IMPORT_SHOWN = 100 };

/* What the page of a plan shows of it: the first of each. */
struct import_view {
    struct import_meanings meanings;
    struct import_problems problems;
    struct import_steps adds, changes;
};

/* The words to decide on and those that were decided, each with what it may mean. */
MUST_USE enum err import_meanings_get(struct work *work, const struct team_access *by,
                                      struct str decided, const struct import_plan *plan,
                                      struct import_meanings *ret);

/* The decisions of a form, as table import keeps them. */
struct str import_meanings_take(struct arena *arena, const struct form *form);

/* Two rows to begin a list with. */
struct str import_sample(enum role role);
