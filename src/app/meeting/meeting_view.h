/* meeting_view.h - what the pages of this folder show. */
#pragma once

#include "base/base.h"
#include "web/frame.h"

/* A day and a time as they were typed, in fields "day1" and "time1". */
struct own_time {
    int64_t n; /* 1, 2, 3 */
    struct str day_field, time_field;
    struct str day, time;
};

struct own_times {
    const struct own_time *at;
    size_t len;
};

/* A choice among a few: how one meets, how long. */
struct option {
    struct str value, label;
    bool is_chosen;
};

struct options {
    const struct option *at;
    size_t len;
};

/* A time that can be offered. */
struct arrange_slot {
    struct str value;        /* "2027-03-29T17:30" on the wall of who offers */
    struct str clock, there; /* "5:30pm"; "12:30pm in New York" */
    bool is_chosen;
};

struct arrange_slots {
    const struct arrange_slot *at;
    size_t len;
};

struct arrange_day {
    struct str title; /* "Thursday 26 November" */
    struct arrange_slots slots;
};

struct arrange_days {
    const struct arrange_day *at;
    size_t len;
};

struct arrange {
    struct str other, zone, place; /* of who offers: "Europe/London", "London" */
    struct str there;              /* "Ravi Patel sees them in New York time, 5 hours earlier." */
    struct str clocks;             /* a change of clocks between now and the last day; or empty */
    struct str seen;
    struct arrange_days soon, later;
    struct own_times own;
    struct options hows, lengths;
    struct str where, line, minutes;
    bool asks_quiet; /* a time is in quiet hours: it may stand if ticked */
    bool is_again;   /* in the place of times that are still offered */
};

/* A meeting or a time as its reader sees it. */
struct seen_time {
    int64_t id, at;
    struct str text, elsewhere;
    bool is_chosen, is_past;
};

struct seen_times {
    const struct seen_time *at;
    size_t len;
};

/* Picking one of the times that the other put forward, or suggesting some. */
struct pick {
    struct str other, title, how, length, where, line, seen, place;
    struct seen_times times;
    struct own_times own;
    struct str own_line;
    int64_t version;
    bool wants_none;  /* "None of these" is chosen */
    bool may_suggest; /* else only picking is offered */
    bool is_from_mentee;
};

struct seen_meeting {
    int64_t id;
    struct str weekday, day, month; /* for the date leaf */
    struct str span;                /* "5:30pm to 6:15pm" */
    struct str place;               /* "London" */
    struct str elsewhere;           /* "12:30pm for Ravi Patel in New York"; or empty */
    struct str how, where, link;    /* link: the place, where it is an https address */
    struct str state, says;         /* "met"; "You met", "You two say different things" */
    struct str words;               /* of the record; or empty */
    bool is_over;
};

struct seen_meetings {
    const struct seen_meeting *at;
    size_t len;
};

struct seen_action {
    int64_t id;
    struct str words, whose;
    struct maybe_day due_on;
    bool is_mine, is_done;
};

struct seen_actions {
    const struct seen_action *at;
    size_t len;
};

/* The page of all meetings. */
struct meetings_page {
    struct str other, path, seen;
    struct seen_meetings next, past, offers;
    struct seen_actions actions;
    bool is_mentee, is_open;
};

/* The page of one meeting. */
struct meeting_page {
    struct str other, path; /* path: of the meeting */
    struct str pair;        /* path of the pair */
    struct seen_meeting meeting;
    struct seen_times times; /* offered, or suggested by the reader */
    struct str held;         /* until when the mail waits for quiet hours to end; or empty */
    bool is_offered, is_set, may_move, may_suggest, is_open, is_mine, is_mentee;
};

/* The page after a meeting. */
struct after_page {
    struct str other, path, pair, seen, mark, theirs; /* theirs: the other's word, as a sentence */
    struct seen_meeting meeting;
    bool is_mentee, is_explained, is_own;
    struct str record, statement, takeaway, other_takeaway, action, due_on;
    bool has_record, is_confirmed;
    struct seen_actions actions;
};
