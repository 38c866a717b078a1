#include "app/scheme/scheme.h"

/* Where a line of the guide is done: below the scheme's path, or below the reader's pair. */
static const struct {
    const char *goes, *scheme, *pair; /* pair NULL: the scheme's place does for everybody */
} places[] = {
    {"home", "/home", ""},
    {"meetings", "/home", "/meetings"},
    {"prepare", "/home", "/meetings"},
    {"after", "/home", "/meetings"},
    {"questions", "/home", "/questions"},
    {"messages", "/home", "/messages"},
    {"agreement", "/home", "/agreement"},
    {"goals", "/home", "/goals"},
    {"aims", "/home", ""},
    {"profile", "/profile", NULL},
    {"confidentiality", "/conduct", NULL},
};

struct str scheme_guide_link(struct arena *arena, struct str goes, struct str scheme_path,
                             struct str pair_path)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < COUNT(places); i++)
        if (str_eq(goes, str_of(places[i].goes))) {
            bool is_pair = pair_path.len > 0 && places[i].pair;
            buf_addf(&out, "%.*s%s", ARG(is_pair ? pair_path : scheme_path),
                     is_pair ? places[i].pair : places[i].scheme);
            return buf_str(&out);
        }
    return (struct str){0};
}
