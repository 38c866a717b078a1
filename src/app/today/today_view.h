/* today_view.h - what the pages of Today show. */
#pragma once

#include "app/signal/signal.h"
#include "today_sql.h"
#include "web/frame.h"
#include "web/html.h"

/* A signal as people read it. */
struct today_line {
    struct str why, sum;
    bool is_red;
    enum signal rule;
};

struct today_lines {
    const struct today_line *at;
    size_t len;
};

struct today_fact {
    const char *icon;
    struct str name, value;
};

struct today_fact_list {
    const struct today_fact *at;
    size_t len;
};

/* The row of a pair, for the team and for the two alike. */
struct today_seen {
    struct str stage;
    struct today_lines signals;
    struct today_fact_list facts;
    struct day figured_on;
};

/* A row of Today. */
struct today_need {
    struct str mentee, mentor;       /* of a person alone: mentee is theirs, mentor is empty */
    struct str mentee_av, mentor_av; /* initials */
    struct str why, more;            /* the main reason; the others after it */
    struct str sum;                  /* of the main reason */
    struct html braid;
    struct str path; /* of the pair's page; empty: a person alone */
    struct str remedy, remedy_path;
    struct str answer_path; /* snooze and false alarm */
};

struct today_needs {
    const struct today_need *at;
    size_t len;
};

struct today_bar_part {
    const char *style, *name;
    struct str x, width;
    int64_t n;
};

struct today_bar {
    const struct today_bar_part *at;
    size_t len;
};

struct today_number {
    const char *name;
    struct str value, beside;
};

struct today_numbers {
    const struct today_number *at;
    size_t len;
};

struct today_view {
    const struct frame *frame;
    struct fault fault;
    struct str line;   /* above the heading */
    struct html setup; /* what the cohort still needs; empty: nothing */
    struct str as_of;  /* "As of 09:10." */
    struct str queue;  /* where "Go through them" leads; empty: nothing to go through */
    struct str go;     /* "Go through the 14" */
    int64_t pairs;     /* under way */
    struct str bar_heading, bar_sentence, quiet_told;
    struct today_bar bar;
    struct today_numbers numbers;
    struct today_needs needs;
    struct str all;                  /* "All 14"; empty: these are all */
    struct str later;                /* a day to snooze to, as a form has it */
    struct str ends_soon;            /* a sentence, or empty */
    struct str endings;              /* what of them waits for the team; empty: nothing */
    struct unreached_rows unreached; /* people whom mail does not reach */
};

struct today_alarm {
    const char *name;
    int64_t n;
};

struct today_alarms {
    const struct today_alarm *at;
    size_t len;
};

/* A row of the table of pairs. */
struct today_row {
    struct str mentee, mentor, path, stage, why, met, next, ratio;
    struct html braid;
};

struct today_rows {
    const struct today_row *at;
    size_t len;
};

struct today_answer {
    struct str text; /* "Cleo wrote on 3 March about ..." */
};

struct today_answers {
    const struct today_answer *at;
    size_t len;
};

/* A hand that is up: who asks, and the line to the team that came with it. */
struct today_hand {
    struct str name, line;
    bool is_mentees;
};

struct today_hand_list {
    const struct today_hand *at;
    size_t len;
};

/* What one of the two told the team of their own accord: a pulse, or a note on how it is going. */
struct today_told {
    struct str name, says, line, when;
    bool is_pulse;
};

struct today_told_list {
    const struct today_told *at;
    size_t len;
};

/* Where one is when going through the rows of Today one by one. */
struct today_queue {
    int64_t n;             /* of this one, from 1; 0: not going through them */
    struct str line, next; /* "2 of 14"; where the one after it is */
};

struct today_pair_view {
    const struct frame *frame;
    struct fault fault;
    struct str mentee, mentor, mentee_av, mentor_av;
    struct html braid;
    struct today_seen seen;
    struct str remedy, remedy_path; /* empty: nothing to do */
    struct str answer_path, end_path, later;
    struct today_answers answers;
    struct today_hand_list hands;
    struct today_told_list told; /* newest first, pulses before notes */
    struct today_queue queue;
};

struct today_letter_view {
    const struct frame *frame;
    struct fault fault;
    struct str mentee, mentor;
    struct str to; /* "mentee", "mentor" or "both" */
    int64_t queue; /* as today_queue.n */
    struct str body;
};
