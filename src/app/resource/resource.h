/* resource.h - what a scheme points its people to: resources to read, services to turn to.
 *
 * The team writes the list, everybody of the scheme reads it, and a mentor who does not know an
 * answer refers a question to one of them (app/referral). What is taken off the list is kept, since
 * questions were handed to it. Tables: resource, resource_tag.
 */
#pragma once

#include "app/concept.h"
#include "base/work.h"
#include "db/access.h"

enum {
    RESOURCE_TITLE_MAX = 150, /* letters; the table checks the same limits */
    RESOURCE_LINK_MAX = 500,
    RESOURCE_WORDS_MAX = 4000,
    RESOURCE_TAGS_MAX = 6
};

extern const struct concept resource_concept;

struct resource_words {
    bool is_service; /* somebody to turn to, else something to read */
    struct str title;
    struct str link;  /* "https://..."; may be empty, where there are words */
    struct str words; /* may be empty, where there is a link */
};

/* Put one on the list, with the topics of the scheme that it is about.
 * ERR_INVALID: no title, neither link nor words, a link that is none, or too long.
 */
MUST_USE enum err resource_write(struct work *work, const struct team_access *by,
                                 const struct resource_words *words, const struct tag_id *tags,
                                 size_t ntags, struct resource_id *ret);

/* Say it in other words. Errors as resource_write; ERR_NOT_FOUND: none such. */
MUST_USE enum err resource_change(struct work *work, const struct team_access *by,
                                  struct resource_id id, const struct resource_words *words,
                                  const struct tag_id *tags, size_t ntags);

/* Take it off the list. ERR_NOT_FOUND: none such, or it is off already. */
MUST_USE enum err resource_retire(struct work *work, const struct team_access *by,
                                  struct resource_id id);

/* One that is on the list. */
struct resource {
    struct resource_id id;
    bool is_service;
    struct str title, link, words, topics; /* topics: "Law, Interviews" */
};

struct resources {
    const struct resource *at;
    size_t len;
};

/* All that are on the list: services first, by title; at most 200. */
MUST_USE enum err resource_list_all(struct work *work, const struct scheme_access *by,
                                    struct resources *ret);
