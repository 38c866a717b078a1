/* concern_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/message/message.h"
#include "app/scheme/scheme.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/web.h"

struct frame;

extern const struct routes concern_routes;
extern const struct mails concern_mails;
extern const struct jobs concern_jobs;

enum {
    CONCERN_BODY_MAX = 4000,   /* letters of one entry */
    CONCERN_REACH_MAX = 200,   /* letters of how an unnamed raiser can be reached */
    CONCERN_UNNAMED_MOST = 20, /* without a name, in an hour, in one scheme */
};

/* Somebody whom a concern may name; on the form. */
struct nameable {
    struct person_id id;
    struct str name, what; /* what: "Safeguarding lead" */
    bool is_named;
};

struct nameables {
    struct nameable *at;
    size_t len;
};

/* A message that the raiser may hand on. */
struct handed {
    int64_t id;
    struct str name, when, body;
    bool is_taken;
};

struct handeds {
    struct handed *at;
    size_t len;
};

/* What somebody wants to tell. */
struct concern_told {
    struct str body, reach;
    bool is_unnamed;
    struct nameables named;
    struct handeds messages;
};

/* The form, and who reads what is sent. */
struct concern_form {
    struct frame *frame;
    struct concern_told told;
    struct scheme_rules rules;
    struct str readers;   /* "Dilnoza Karimova and Ravi Nair"; empty: nobody is appointed */
    struct str seen, due; /* due: by when it is read */
    bool is_signed_in, has_readers;
    struct fault fault;
};

/* One line of a concern's story, in words. */
struct concern_step {
    struct str title, when, body, words;
    bool is_raisers;
};

struct concern_steps {
    struct concern_step *at;
    size_t len;
};

/* How the raiser sees what became of it. */
struct concern_kept {
    struct frame *frame;
    struct scheme_rules rules;
    struct str state; /* a sentence */
    struct str way;   /* the whole address of an unnamed raiser's way back, where it is new */
    struct concern_steps steps;
    struct str body, seen, action; /* what they add */
    struct fault fault;
};

/* What the safeguarding lead may do next with a concern. */
struct concern_choice {
    struct str kind, label;
    bool is_chosen;
};

struct concern_choices {
    struct concern_choice *at;
    size_t len;
};

/* A concern as those who look after safety see it. */
struct concern_view {
    struct frame *frame;
    struct concern_id id;
    struct str raiser, raised, due, state, named;
    bool is_open; /* its words are shown, and that was written down */
    bool is_late;
    int64_t n; /* entries so far */
    struct concern_steps steps;
    struct concern_choices choices;
    struct str body, words, seen_words;
    struct fault fault;
};

struct concern_line_view {
    int64_t id;
    struct str raiser, raised, state;
    bool is_late, is_closed;
};

struct concern_lines {
    struct concern_line_view *at;
    size_t len;
};

/* Seal and open the words of an entry; column: "body" or "words". An empty text stays empty. */
struct str concern_seal(struct work *work, struct scheme_id scheme, struct concern_id concern,
                        int64_t n, const char *column, struct str text);
MUST_USE enum err concern_open(struct work *work, struct scheme_id scheme,
                               struct concern_id concern, int64_t n, const char *column,
                               struct str sealed, struct str *ret);

/* One working day later, by the week of UTC. */
int64_t concern_due(int64_t at);

/* "Sent", "Being looked into" ...: what an entry of this kind comes to; to whom says the column. */
struct str concern_says(struct str kind, bool to_raiser);

/* Store what somebody tells. actor {0}, or told->is_unnamed: *ret_token is the way back.
 * ERR_INVALID: nothing said, too long, or all who could read it are named; the fault says so.
 */
MUST_USE enum err concern_raise(struct work *work, const struct visitor_access *by,
                                const struct concern_told *told, struct concern_id *ret_id,
                                struct str *ret_token);

/* The raiser adds to it. ERR_CONFLICT: somebody wrote at the same moment. */
MUST_USE enum err concern_raiser_adds(struct work *work, const struct visitor_access *by,
                                      struct concern_id concern, bool is_unnamed, int64_t n,
                                      struct str body);

/* What may follow on this kind of entry. */
bool concern_may_follow(struct str state, struct str kind);

/* Tell whoever may take it that something waits; only_deputy: the lead did not see to it. */
MUST_USE enum err concern_mail_takers(struct work *work, const struct visitor_access *by,
                                      struct concern_id concern, struct str once, bool only_deputy);

/* Tell a named raiser that there is an answer. */
MUST_USE enum err concern_mail_raiser(struct work *work, const struct guard_access *by,
                                      struct person_id raiser, struct concern_id concern,
                                      int64_t n);

/* What was written so far, as the raiser may see it; and how the newest step is called. */
MUST_USE enum err concern_look_raiser(struct request *request, const struct visitor_access *by,
                                      struct concern_id concern, struct concern_kept *view,
                                      int64_t *ret_n);

/* When, where whoever reads is. */
struct str concern_when(struct request *request, int64_t at);

/* Handlers of those who look after safety (concern_guard.c). */
enum err concern_list_page(struct request *request, const struct guard_access *by);
enum err concern_page(struct request *request, const struct guard_access *by);
enum err concern_act_page(struct request *request, const struct guard_access *by);
