/* meeting_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/agreement/agreement.h"
#include "app/meeting/meeting.h"
#include "app/meeting/meeting_view.h"
#include "app/scheme/scheme.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "meeting_sql.h"
#include "web/web.h"

/* CHOICE_NONE: a link for whom none of the times suits. */
enum { CHOICE_NONE = -1, DAY_SECONDS = 86400, MEETING_FAR_DAYS = 180, MEETING_PAST_DAYS = 366 };

/* One of the two, with the clock on their wall. */
struct side {
    struct person_id id;
    struct str name, zone_name;
    const struct zone *zone;
    struct str role; /* "mentee", "mentor" */
};

/* The two as whoever acts sees them. */
struct two {
    struct side me, other;
    bool is_mentee;  /* who acts */
    bool is_open;    /* the pair still meets */
    struct str path; /* "/s/fenwick/pairs/3" */
    struct str scheme_name;
};

MUST_USE enum err two_get(struct work *work, const struct pair_access *by, struct two *ret);

/* ERR_CONFLICT, in words, when the pair is over. */
MUST_USE enum err two_need_open(struct work *work, const struct two *two);

/* "Only Ingrid Solberg sees this" */
struct str two_seen(struct work *work, const struct two *two);

/* The words of how: "by video". */
struct str how_words(struct str how);
bool how_is_known(struct str how);

/* A time of a meeting for the two, in words for the reader. */
struct time_words {
    struct str text;      /* "Thursday 26 November, 5:30pm (London)" */
    struct str elsewhere; /* "6:30pm in Oslo"; empty: the same clock */
};
struct time_words time_words(struct work *work, const struct two *two, int64_t at);

/* Check times that are put forward. field: of the form. */
MUST_USE enum err times_check(struct work *work, const struct two *two, const struct rhythm *rhythm,
                              const struct meeting_time *times, size_t len,
                              const struct meeting_plan *plan, struct str field);
MUST_USE enum err plan_check(struct work *work, const struct meeting_plan *plan);

/* Is this instant in the quiet hours of whoever lives in this zone? */
bool time_is_quiet(const struct rhythm *rhythm, const struct zone *zone, int64_t at);

/* The mails of a change; by whoever acts. */
MUST_USE enum err mail_offer(struct work *work, const struct pair_access *by, const struct two *two,
                             struct meeting_id meeting);
/* The occasion of the mail that brings an offer. */
struct str offer_once(struct work *work, struct meeting_id meeting, int64_t version);
MUST_USE enum err mail_suggestion(struct work *work, const struct pair_access *by,
                                  const struct two *two, struct meeting_id meeting,
                                  struct str line);
MUST_USE enum err mail_set(struct work *work, const struct pair_access *by, const struct two *two,
                           struct meeting_id meeting, bool is_fixed);
MUST_USE enum err mail_cancelled(struct work *work, const struct pair_access *by,
                                 const struct two *two, const struct meeting_row *before,
                                 struct str line);
MUST_USE enum err mail_reported(struct work *work, const struct pair_access *by,
                                const struct two *two, struct meeting_id meeting);

/* What pages show of a meeting, of the times put forward for it and of the promises. */
struct seen_meeting seen_meeting(struct work *work, const struct two *two,
                                 const struct meeting_row *row);
MUST_USE enum err seen_times(struct work *work, const struct pair_access *by, const struct two *two,
                             struct meeting_id meeting, bool is_suggested, int64_t choice,
                             struct seen_times *ret);
MUST_USE enum err seen_actions(struct work *work, const struct pair_access *by,
                               const struct two *two, struct meeting_id only,
                               struct seen_actions *ret);

/* Read "day1", "time1" ... of a form, in this zone; empty pairs are left out.
 * ERR_INVALID: a day without a time, or the reverse, or neither.
 */
MUST_USE enum err own_times_read(struct request *request, struct str zone, size_t most,
                                 struct meeting_time *times, size_t *len);
struct own_times own_times_shown(const struct request *request, size_t count);

/* How and how long, as typed. ERR_INVALID: no length. */
MUST_USE enum err plan_read(struct request *request, const struct rhythm *rhythm,
                            struct meeting_plan *ret);

/* The page that picks one of the times the other put forward, or suggests others; and its form. */
MUST_USE enum err pick_page(struct request *request, const struct pair_access *by,
                            const struct two *two, const struct meeting_row *row, int64_t choice);
MUST_USE enum err pick_form(struct request *request, const struct pair_access *by,
                            const struct two *two, const struct meeting_row *row,
                            struct str *ret_sentence);

/* May who reads pick among the times of this meeting? *ret_suggested: those of a suggestion. */
MUST_USE enum err may_pick_now(struct work *work, const struct pair_access *by,
                               const struct two *two, const struct meeting_row *row, bool *ret_may,
                               bool *ret_suggested);

/* What a page of times stands on: the two, the rules, and the zone that times are read in. */
struct scene {
    struct two two;
    struct scheme_rules rules;
    struct rhythm rhythm;
    struct str zone; /* as the form says, if it says a known one; else the reader's own */
};
MUST_USE enum err scene_get(struct request *request, const struct pair_access *by,
                            struct scene *ret);

/* A page of times without any to tick: own fields are shown for so many times. */
struct arrange arrange_of(struct request *request, const struct scene *scene, size_t own,
                          struct str how, int64_t minutes);
struct frame *meeting_frame(struct request *request, const struct two *two, enum frame_kind kind,
                            struct str title);

/* Why who reads may not put times forward, and what they can do instead. */
MUST_USE enum err refused_page(struct request *request, const struct pair_access *by,
                               const struct scene *scene);

/* Handlers of the other files of this folder. */
enum err meeting_new_page(struct request *request, const struct pair_access *by);
enum err meeting_new_form(struct request *request, const struct pair_access *by);
enum err meeting_fixed_page(struct request *request, const struct pair_access *by);
enum err meeting_fixed_form(struct request *request, const struct pair_access *by);
enum err meeting_met_page(struct request *request, const struct pair_access *by);
enum err meeting_met_form(struct request *request, const struct pair_access *by);
enum err meeting_move_page(struct request *request, const struct pair_access *by);
enum err meeting_move_form(struct request *request, const struct pair_access *by);
enum err meeting_suggest_page(struct request *request, const struct pair_access *by);
enum err meeting_suggest_form(struct request *request, const struct pair_access *by);
enum err meeting_after_page(struct request *request, const struct pair_access *by);
enum err meeting_after_form(struct request *request, const struct pair_access *by);
enum err meeting_after_show(struct request *request, const struct pair_access *by);
enum err meeting_after_run(struct request *request, const struct pair_access *by);

/* Rows of meeting_mails. */
enum {
    LETTER_OFFERED,
    LETTER_SUGGESTED,
    LETTER_SET,
    LETTER_CANCELLED,
    LETTER_WITHDRAWN,
    LETTER_REPORTED,
    LETTER_WAITING,
    LETTER_LAPSED,
    LETTER_OVER,
    LETTER_COUNT
};

/* What a link to MEETING_AFTER comes with, chosen already. */
enum after_choice { AFTER_ON_TIME = 1, AFTER_LATE, AFTER_MISSED };

/* Rows of meeting_acts: what the links in those mails do. */
enum meeting_act { MEETING_PICK, MEETING_CANNOT, MEETING_NOT_SO, MEETING_NOT_MET, MEETING_AFTER };

extern const struct routes meeting_routes;
extern const struct mail meeting_mail_rows[];
extern const struct mails meeting_mails;
extern const struct nudges meeting_nudges;
extern const struct acts meeting_acts;
extern const struct jobs meeting_jobs;
