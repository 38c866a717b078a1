/* training_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "base/work.h"

struct frame;

struct quiz_choice {
    struct str text;
    size_t value;
    bool is_chosen;
};

struct quiz_choices {
    struct quiz_choice *at;
    size_t len;
};

struct quiz_question {
    struct str name, text; /* name: of its field */
    struct quiz_choices choices;
    size_t right; /* the value of the right one */
    bool is_wrong;
};

struct quiz_questions {
    struct quiz_question *at;
    size_t len;
};

struct training_view {
    struct frame *frame;
    struct str body, conduct, done; /* done: the day; empty: not yet */
    struct quiz_questions questions;
    bool is_accepted;
    struct fault fault;
};
