/* settings_view.h - one page of settings, ready for its template. */
#pragma once

#include "app/scheme/scheme.h"
#include "web/web.h"

enum settings_kind {
    SETTINGS_TEXT,
    SETTINGS_NUMBER,
    SETTINGS_DAY,
    SETTINGS_CLOCK,
    SETTINGS_LONG,
    SETTINGS_CHOICE
};

struct settings_choice {
    struct str value, says;
};

struct settings_choices {
    struct settings_choice *at;
    size_t len;
};

struct settings_input {
    struct str name, label, hint, value;
    enum settings_kind kind;
    int64_t most; /* letters */
    int rows;     /* of a long text */
    struct settings_choices choices;
};

struct settings_inputs {
    struct settings_input *at;
    size_t len;
};

/* A page of settings in the list of them. */
struct settings_entry {
    struct str link, title, about;
};

struct settings_entries {
    struct settings_entry *at;
    size_t len;
};

struct settings_view {
    struct str title, about, seen;
    struct settings_inputs inputs;
    struct settings_choices hidden; /* name and value */
    struct settings_choices also;   /* further buttons: value of `do`, and what it says */
};

/* One question of a form, as the list shows it. */
struct settings_question {
    struct str label, kind, seen, link;
    bool is_required;
};

struct settings_questions {
    struct settings_question *at;
    size_t len;
};

/* A line that one text has and the other has not. */
struct settings_change {
    bool is_new;
    struct str text;
};

struct settings_changes {
    struct settings_change *at;
    size_t len;
};

/* What was taken out and what was put in, line by line, in the order of the texts. */
struct settings_changes scheme_compare(struct arena *arena, struct str old_text,
                                       struct str new_text);

/* An input for an option of in; where the form has been sent, with what was typed. */
struct settings_input settings_input_of(const struct request *request,
                                        const struct scheme_option *option, const void *in);

/* Read an option from the form. ERR_INVALID: the fault stands beside its field. */
MUST_USE enum err settings_read(struct request *request, const struct scheme_option *option,
                                void *into);

/* Show a page of inputs. */
void settings_show(struct request *request, const struct settings_view *view);

/* Put changed rules into force, or as a draft, and go back to the list of settings. */
MUST_USE enum err settings_store(struct request *request, const struct team_access *by,
                                 const struct scheme_rules *rules);

/* The questions of the application forms: settings/form. */
MUST_USE enum err settings_form_page(struct request *request, const struct scheme_rules *rules);
MUST_USE enum err settings_form_save(struct request *request, const struct team_access *by,
                                     struct scheme_rules *rules);
