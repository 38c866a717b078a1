/* ending_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/ending/ending.h"
#include "app/pair/pair.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/frame.h"
#include "web/html.h"
#include "web/web.h"

#include "ending_sql.h"

extern const struct routes ending_routes;
extern const struct mails ending_mails;
extern const struct acts ending_acts;
extern const struct jobs ending_jobs;
extern const struct act *const ending_answer_act;

/* How a pair is over, as the tables say it. */
#define COMPLETED       S("completed")
#define COMPLETED_EARLY S("completed_early")
#define ENDED           S("ended")

/* Bring a pair to its end: what waits is dropped, the two are offered to look back, the signals
 * stop. by_whom: not set, its day had come. ERR_CONFLICT: it cannot come there from where it is.
 */
struct how_it_ends {
    struct str kind;
    struct maybe_person_id by_whom;
    bool is_by_team;
    struct str reason; /* the team's */
};
MUST_USE enum err ending_come_to(struct work *work, const struct scheme_access *by,
                                 struct pair_id pair, const struct how_it_ends *how);

/* Begin the last days of a pair that is under way. ERR_CONFLICT: it is not. */
MUST_USE enum err ending_start(struct work *work, const struct scheme_access *by,
                               struct pair_id pair);

/* --- what is said of it by mail */

MUST_USE enum err ending_tell_ended(struct work *work, const struct scheme_access *by,
                                    struct pair_id pair, struct maybe_person_id by_whom,
                                    struct str reason);
MUST_USE enum err ending_tell_completed(struct work *work, const struct scheme_access *by,
                                        struct pair_id pair);
MUST_USE enum err ending_tell_closing(struct work *work, const struct scheme_access *by,
                                      struct pair_id pair, struct day ends_on);
MUST_USE enum err ending_tell_until(struct work *work, const struct scheme_access *by,
                                    struct pair_id pair, struct ending_offer_id offer,
                                    struct day until_on, bool is_yes);
MUST_USE enum err ending_tell_offer(struct work *work, const struct pair_access *by,
                                    struct ending_offer_id offer, struct maybe_day until_on);
MUST_USE enum err ending_tell_no(struct work *work, const struct pair_access *by,
                                 struct ending_offer_id offer, struct maybe_day until_on);

/* --- pages */

struct ending_view {
    struct frame *frame;
    struct pair_two two;
    struct ending_pair_row pair;
    struct fault fault;
    struct str path;        /* of the first page: "/s/fenwick/pairs/3/close" */
    bool is_over, is_early; /* early: before its day, in days worth naming */
    bool may_early, may_extend, may_end;
    bool has_offer, is_offer_mine, waits_for_team, is_extension;
    int64_t offer;
    struct day until_on;
    struct str day, reason, seen; /* as typed so far; who sees */
    bool is_told;
};

/* Looking back, one step a page. */
struct closure_view {
    struct frame *frame;
    struct pair_two two;
    struct ending_pair_row pair;
    struct fault fault;
    struct str path, step, next; /* path: of the keepsake's pair; next: the words of the button */
    bool is_mentee;
    struct closure_goal_rows goals;
    struct closure_aim_rows aims;
    struct closure_mine_row mine;
    struct str seen;
    int64_t at, all; /* "Step 1 of 3" */
};

struct keepsake_word {
    struct str when, name, words;
};

struct keepsake_words {
    const struct keepsake_word *at;
    size_t len;
};

struct keepsake_view {
    struct frame *frame;
    struct pair_two two;
    struct ending_pair_row pair;
    bool is_mentee, is_over, is_done;
    struct str mentee, mentor; /* names */
    struct html braid;
    struct str story; /* the braid in a sentence */
    struct closure_goal_rows goals;
    struct closure_aim_rows aims;
    struct keepsake_words takeaways;
    struct closure_mine_row mine;
    struct closure_theirs_row theirs;
    struct stay_in_touch_rows touch;
    struct str from, until, print_note;
};

/* What the team sees of endings. */
struct ended_line {
    const struct ended_pair_row *row;
    struct str how; /* "Ended by one of the two" */
};

struct ended_lines {
    const struct ended_line *at;
    size_t len;
};

struct ending_team_view {
    struct frame *frame;
    struct asked_offer_rows asked;
    struct ended_lines ended;
    struct fault fault;
};

struct ending_for_view {
    struct frame *frame;
    struct ending_two_row two;
    struct str reason, path;
    struct fault fault;
};

enum err ending_home_page(struct request *request, const struct pair_access *by);
enum err ending_home_form(struct request *request, const struct pair_access *by);
enum err ending_end_page(struct request *request, const struct pair_access *by);
enum err ending_end_form(struct request *request, const struct pair_access *by);
enum err closure_step_page(struct request *request, const struct pair_access *by);
enum err closure_step_form(struct request *request, const struct pair_access *by);
enum err keepsake_page(struct request *request, const struct pair_access *by);
enum err ending_team_page(struct request *request, const struct team_access *by);
enum err ending_team_form(struct request *request, const struct team_access *by);
enum err ending_for_page(struct request *request, const struct team_access *by);
enum err ending_for_form(struct request *request, const struct team_access *by);
