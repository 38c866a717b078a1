/* frame.h - what stands around a page: head, top bar or rail, navigation, foot.
 *
 * A page begins with {% show frame_top_html(frame) %} and ends with
 * {% show frame_bottom_html(frame) %}; between them stands what is inside <main>.
 * frame_new() fills it from the request; the handler adds where the reader is, and perhaps Back.
 * The struct is plain: every text is borrowed and may be empty.
 */
#pragma once

#include "base/work.h"

enum frame_kind {
    FRAME_OPEN, /* anyone's page: landing, sign in, guide, help; a link to sign in */
    FRAME_PAIR, /* mentee and mentor: top bar, four tabs on a phone */
    FRAME_TEAM, /* coordinator and lead: rail of jobs */
    FRAME_TASK, /* one question or act: mark and Back only */
};

/* Where the reader is, for aria-current. */
enum frame_place {
    AT_NOTHING,
    AT_HOME,
    AT_MEETINGS,
    AT_MESSAGES,
    AT_GOALS,
    AT_AIMS,
    AT_MENTORS,
    AT_TODAY,
    AT_PEOPLE,
    AT_APPLICATIONS,
    AT_MATCHING,
    AT_PAIRS,
    AT_SETTINGS,
};

/* Which of the two the reader is: berry or pine. The team is neither. */
enum frame_side { SIDE_NONE, SIDE_MENTEE, SIDE_MENTOR };

struct frame {
    enum frame_kind kind;
    enum frame_place at;
    enum frame_side side;
    struct str title;     /* of the page, without the scheme's name */
    struct str about;     /* one sentence for search engines; empty: the page is not indexed */
    bool has_error;       /* the title starts with "Error: " */
    struct str site;      /* the scheme's name, or the installation's */
    struct str site_line; /* the organisation, below it */
    struct str scheme;    /* "/s/fenwick"; empty outside a scheme */
    struct str pair;      /* "/s/fenwick/pairs/3"; empty: no pair yet, or not one's only one */
    struct str back;      /* the page that Back leads to; empty: no Back */
    struct str back_to;   /* its words, as "Back to you and Ingrid"; empty: "Back" */
    struct str person;    /* who is signed in, by name; empty: nobody */
    struct str initials;
    bool has_mentors;  /* the directory stands in the bar */
    int unread;        /* notices not seen yet; below 0: no bell */
    struct str theme;  /* "light", "dark"; empty: as the device */
    struct str token;  /* of this session, for forms */
    struct str once;   /* one submit of this page, so that a double one counts once */
    struct str notice; /* what the last act did, as a sentence: shown above the page */
    struct str undo;   /* the path that undoes it by POST; empty: cannot be undone */
    struct str go_on;  /* the page goes on there by itself, at once: what is asked for takes long */
    struct str help;   /* where "Something not right?" leads; empty: /help */
};

struct request;

/* The frame of an answer to this request, in its arena. title: of the page. */
struct frame *frame_new(const struct request *request, enum frame_kind kind, struct str title);

/* What stands in a person's avatar: the first letters of the first and the last word of the
 * name. Decoration only: the whole name always stands beside it.
 */
struct str frame_initials(struct arena *arena, struct str name);
