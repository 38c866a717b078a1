/* pair_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/busy/busy.h"
#include "app/pair/pair_move.h"
#include "app/pair/story.h"
#include "web/braid.h"
#include "web/frame.h"
#include "web/html.h"
#include "web/web.h"

#include "pair_sql.h"

extern const struct routes pair_routes;

/* A pair's home as one of its two sees it. */
struct pair_view {
    struct frame *frame;
    struct pair_two two;
    struct pair_move move;
    struct str lede;  /* who the other is, in a line */
    struct str month; /* "Month 2 of 6" */
    struct braid history;
    struct html braid; /* in both widths */
    struct html cards; /* of other concepts: the next meeting, questions; and beside them */
    struct html aside; /* goals, agreement, what the team sees */
    struct story story;
    struct busy_now rest; /* who is away */
    struct str my_initials, other_initials;
};

/* Gather everything that whose move it is depends on; the story comes with it. */
MUST_USE enum err pair_look(struct request *request, const struct pair_access *by,
                            struct pair_view *view);

/* How the two begin. */
struct hello_view {
    struct frame *frame;
    struct pair_two two;
    struct str body, seen;
    struct fault fault;
};

/* Somebody who wants help: their own hand, and whom they can turn to. */
struct hand_view {
    struct frame *frame;
    struct pair_two two;
    bool is_up;
    struct str since, line, seen;
    struct hand_contact_rows contacts;
    struct fault fault;
};

/* A place in a list of pairs. */
struct pair_place {
    struct str name, path;
    struct pair_move move;
    bool is_first; /* the one whose card is marigold */
};

struct pair_places {
    struct pair_place *at;
    size_t len;
};

enum err pair_page(struct request *request, const struct pair_access *by);
enum err pair_home_page(struct request *request, const struct scheme_access *by);
enum err hello_page(struct request *request, const struct pair_access *by);
enum err hello_send(struct request *request, const struct pair_access *by);
enum err hand_page(struct request *request, const struct pair_access *by);
enum err hand_raise(struct request *request, const struct pair_access *by);
