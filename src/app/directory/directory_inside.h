/* directory_inside.h - what the files of the concept share. */
#pragma once

#include "app/directory/directory.h"

struct routes;

extern const struct routes directory_routes;

/* Read the words of these mentors and say for each what speaks for the two. */
MUST_USE enum err directory_fit(struct work *work, const struct scheme_access *by,
                                const struct directory_mentee *mentee,
                                struct directory_mentor *mentors, size_t len);

/* "%bridges%" for LIKE, without wildcards of its own. */
struct str directory_like(struct arena *arena, struct str text);

/* A box to tick, or a choice of a list. */
struct directory_choice {
    int64_t tag;
    struct str name;
    bool is_on;
};

struct directory_choices {
    const struct directory_choice *at;
    size_t len;
};

/* What one can narrow a search by, and what is chosen. */
struct directory_filters {
    struct str text;
    struct directory_choices topics, interests;
    bool by_video, in_person, by_phone, has_studied;
    bool is_any;
    struct str summary; /* "Placements, Interviews, Video" */
    struct str next;    /* path of the next page; empty: none */
    struct str drop;    /* path of the same search with one choice less; empty: no help */
    struct str dropped; /* that choice */
    int64_t drop_found;
};

/* A mentor's card. */
struct directory_card {
    const struct directory_mentor *mentor;
    struct str path, who, where; /* "Structural engineer, Arne Bru"; "Oslo, class of 2011" */
    struct str ways;
    bool is_asked, is_ranked;
};

struct directory_cards {
    const struct directory_card *at;
    size_t len;
};

struct directory_words {
    const struct str *at;
    size_t len;
};

/* The parts of a list by ";", at most this many. */
struct directory_words directory_split(struct arena *arena, struct str list, size_t most);

/* "Video or phone" */
struct str directory_ways(struct arena *arena, struct str channels);

struct request;

/* Read what an address asks for; what it names that is not offered is left out. */
MUST_USE enum err directory_read_search(struct request *request, const struct scheme_access *by,
                                        const struct scheme_rules *rules,
                                        struct directory_search *search,
                                        struct directory_filters *filters);

/* "?q=bridges&topic=3": the same search as part of an address. */
struct str directory_query(struct arena *arena, const struct directory_search *search);

PRINTF_LIKE(2, 3) struct str directory_say(struct arena *arena, const char *fmt, ...);

struct directory_cards directory_cards_of(const struct request *request,
                                          const struct directory_mentors *mentors);
