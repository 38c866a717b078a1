/* matching_inside.h - the tables of rows that make up the concept, and what its pages show. */
#pragma once

#include "app/command.h"
#include "app/introduction/introduction.h"
#include "app/matching/matching.h"
#include "app/matching/matching_whatif.h"

struct frame;
struct request;
struct routes;

extern const struct commands matching_commands;
extern const struct routes matching_routes;

enum { MATCHING_BARS = 4 };

/* One part of a score, as a stretch of its bar. */
struct matching_bar {
    const char *name;
    int64_t points, at; /* at: where it begins */
};

/* A proposal as the list of a run shows it. */
struct matching_line {
    struct proposal_id id;
    struct str mentee, mentee_headline, mentor, mentor_headline;
    int64_t score;
    struct matching_bar bars[MATCHING_BARS];
    bool is_pinned, is_chosen;
    struct str flag; /* what to look at, or that it fits well; may be empty */
    bool is_warning;
};

struct matching_lines {
    const struct matching_line *at;
    size_t len;
};

/* Why: points of a part out of what it could be, with the part's name. */
struct matching_because {
    int64_t points, most;
    struct str part;
};

struct matching_becauses {
    const struct matching_because *at;
    size_t len;
};

/* Somebody else who would suit a mentee. */
struct matching_next {
    struct str name;
    int64_t score;
};

struct matching_nexts {
    const struct matching_next *at;
    size_t len;
};

/* All that is said of one proposal. */
struct matching_why_view {
    struct proposal_id id;
    struct str mentee, mentee_headline, mentor, mentor_headline, hopes;
    int64_t score;
    struct matching_bar bars[MATCHING_BARS];
    struct matching_becauses becauses;
    struct str reasons; /* one a line, as the two read them */
    int64_t mentor_rank, mentee_rank, price;
    bool is_pinned;
    struct str earlier, later; /* paths of the proposals beside it; may be empty */
    bool is_current;           /* what follows is known only while nothing has changed */
    struct matching_nexts nexts;
    int64_t moves; /* mentees whose mentor changes if this pair is blocked, besides this one */
    int64_t average, average_if;
    bool is_alone_if; /* the mentee would have nobody */
};

/* What has changed since a run was frozen, a sentence each. */
struct matching_changed {
    const struct str *at;
    size_t len;
    int64_t more; /* that are not told */
};

/* Compare a run with how things are now. */
MUST_USE enum err matching_changes(struct work *work, const struct team_access *by,
                                   struct match_run_id run, struct matching_changed *ret);

/* A run as its pages show it. */
struct matching_run_view {
    struct match_run_id id;
    int64_t number;
    struct str cohort, state, path; /* path: of the run */
    struct str seed_hash, seed;     /* seed: empty until it is revealed */
    struct str trouble;
    int64_t mentees, mentors, places, placed, alone, places_left, average, lowest, floor, blocking;
    struct str made, leaves; /* when, in words */
    bool is_current, is_held, has_left, may_undo;
    int64_t offered, introduced, not_taken, skipped; /* once the offers have left */
    int64_t first, rest;   /* pairs told before the rest; and those who wait for that */
    struct str checked_by; /* empty: nobody, or no second person is wanted */
    bool is_checked_by_me;
    struct matching_changed changed; /* where it is not current */
    struct str before;               /* path of the comparison with the run before; may be empty */
    int64_t before_number, rise, fall; /* points the average is above or below that of before */
};

/* Which proposals a page shows, and how many there are of each kind. */
struct matching_filter {
    struct str show; /* "", "check", "pinned" */
    int64_t all, check, pinned;
    bool has_more;
    int64_t after, after_id; /* the last one shown */
};

/* A mentee without a mentor, with the reason in words. */
struct matching_alone_line {
    struct participant_id mentee, best; /* best: {0}: rules forbid every mentor */
    struct person_id person;
    struct str name, headline, why, cure;
    struct str trial; /* path of the what-if that tries the cure; may be empty */
};

struct matching_alone_lines {
    const struct matching_alone_line *at;
    size_t len;
};

struct matching_run_line {
    struct match_run_id id;
    int64_t number, mentees, placed, average, lowest;
    struct str state, made;
};

struct matching_run_lines {
    const struct matching_run_line *at;
    size_t len;
};

/* How much a part counts, as a field of a form. */
struct matching_dial {
    struct str name, label;
    int64_t value, most;
};

struct matching_dials {
    const struct matching_dial *at;
    size_t len;
};

/* An option of a select. */
struct matching_choice {
    int64_t value;
    struct str says;
    bool is_chosen;
};

struct matching_choices {
    const struct matching_choice *at;
    size_t len;
};

/* The mails of one pair, as the two would get them. */
struct matching_mails_view {
    struct proposal_id id; /* {0}: no such pair */
    struct str who;        /* as it was searched for */
    struct str mentee, mentor, earlier, later;
    struct introduction_mail to_mentee, to_mentor;
    bool was_searched;
    bool wants_second; /* whoever publishes must be another than who checks */
};

/* The form of a what-if as it was filled in, and what came of it. */
struct matching_whatif_view {
    const struct matching_dial *dials; /* in the order of enum match_part */
    int64_t floor;
    struct matching_choices objectives;
    struct str place, pin_mentee, pin_mentor, block_mentee, block_mentor;
    bool may_try, is_tried;
    struct matching_tried tried;
    struct matching_shifts first, rest; /* of its shifts: seen at once, and folded away */
    int64_t more;                       /* that are not shown */
    bool has_new_weights, has_fact;
};

/* Why two people are not a pair; or the form that asks. */
struct matching_why_not_view {
    struct str mentee, mentor, reason; /* as they were filled in */
    bool is_live, is_answered, is_pair, may_lift, is_forced;
    struct str mentee_name, mentor_name;
    struct participant_id mentee_id, mentor_id;
    struct str rule; /* that keeps them apart; empty: none */
    int64_t score, cost, places;
    struct matching_next has; /* whom the mentee has; no name: nobody */
    struct matching_nexts instead;
    struct matching_tried forced; /* what comes of it if they are a pair all the same */
};

/* Has the page that says what is being worked out been shown now? It leads on by itself. False
 * where the answer comes at once, or the page was shown before.
 */
bool matching_is_working(struct request *request, const struct matching_run_view *run);

/* What was known of each pair when it was made, as CSV. */
MUST_USE enum err matching_known_page(struct request *request, const struct team_access *by);

/* The dials of these rules, as a form begins. */
struct matching_dial *matching_dials_of(struct arena *arena, const struct match_rules *rules);

/* The frame of a page about matching. */
struct frame *matching_frame(const struct request *request, struct str title);

/* What the last act did, by the word it left in the address. */
struct str matching_notice(const struct request *request);

/* "Verified", "Published": a state as pages say it. */
struct str matching_state_says(struct str state);

/* The stretches of a score's bar from the points of its parts. */
void matching_bars_put(struct matching_bar bars[MATCHING_BARS],
                       const int64_t points[MATCH_PART_COUNT]);

/* A short text of numbers and names. */
PRINTF_LIKE(2, 3) struct str matching_text(struct arena *arena, const char *fmt, ...);

struct proposal_line_rows;
struct unplaced_line_rows;

/* The first len rows, as a list shows them. */
struct matching_lines matching_view_lines(struct arena *arena,
                                          const struct proposal_line_rows *rows, size_t len,
                                          struct proposal_id chosen);

/* run: its path. */
struct matching_alone_lines matching_view_alone(struct arena *arena, struct str run,
                                                const struct unplaced_line_rows *rows);

/* A run, read whole. */
MUST_USE enum err matching_view_run(struct request *request, const struct team_access *by,
                                    struct match_run_id id, struct matching_run_view *ret);

/* One proposal with what is stored of it; live: also what only computing again can say. */
MUST_USE enum err matching_view_why(struct request *request, const struct team_access *by,
                                    const struct matching_run_view *run, struct proposal_id id,
                                    bool live, struct matching_why_view *ret);
