/* request_view.h - what the pages of requests show. */
#pragma once

#include "app/directory/directory.h"
#include "app/introduction/introduction.h"
#include "app/scheme/scheme.h"

/* Asking one mentor. */
struct request_ask_view {
    struct scheme_rules rules;
    struct directory_mentor mentor;
    struct introduction_lines reasons, conduct, confidentiality;
    struct str hopes, me, headline; /* me: the name of whoever asks */
    int64_t left;                   /* how many more may be open */
};
