/* scheme_text.h - the rules of a scheme and the text that says them. Pure: no database.
 *
 * A scheme is one text, kept in versions (docs/scheme-text.md has its grammar).
 * scheme_text_parse() makes the rules of it, scheme_text_put() writes the text of the rules;
 * what is put and parsed again is the same. scheme_options is the table behind both: the pages
 * of settings are made from it too.
 */
#pragma once

#include "app/scheme/policy.h"
#include "base/work.h"

enum {
    SCHEME_TEXT_MAX = 65536, /* bytes; the table checks the same limit */
    SCHEME_MONTH_LINES = 4,
    SCHEME_NUMBERS = 4,
    SCHEME_WEIGHTS = 6,
    SCHEME_FIELDS_MAX = 40,
    SCHEME_GUIDE_MAX = 60,
    SCHEME_QUIZ_MAX = 12,
};

/* Who reads a thing (product.md section 3.2). */
enum stamp {
    STAMP_SELF = 1,
    STAMP_PAIR,
    STAMP_PAIR_AND_TEAM,
    STAMP_TEAM,
    STAMP_SAFEGUARDING,
    STAMP_COHORT,
    STAMP_PUBLIC,
    STAMP_COUNT
};

/* The choices of a scheme, in the order of their words in scheme_options. */
enum scheme_intake { INTAKE_BATCH, INTAKE_ROLLING };
enum scheme_matching { MATCHING_RUN, MATCHING_PICKS };
enum scheme_agreement { AGREEMENT_AT, AGREEMENT_BEFORE, AGREEMENT_NOT_NEEDED };

/* Weights of the parts of a score; in the order of enum match_part (match/match.h). */
enum scheme_weight {
    WEIGHT_TOPICS,
    WEIGHT_INTERESTS,
    WEIGHT_COURSES,
    WEIGHT_CHANNELS,
    WEIGHT_TIMES,
    WEIGHT_LANGUAGES,
};
_Static_assert(WEIGHT_LANGUAGES + 1 == SCHEME_WEIGHTS, "a weight for each part");

enum scheme_field_kind {
    FIELD_LINE, /* one line of text */
    FIELD_LONG, /* several */
    FIELD_NUMBER,
    FIELD_ONE,  /* of the choices */
    FIELD_SOME, /* of the choices, or of the vocabulary; at most `most` */
};

/* One thing that the application form asks (F24). */
struct scheme_field {
    int64_t role;   /* enum role: ROLE_MENTEE or ROLE_MENTOR */
    struct str key; /* "hopes": its place in the profile, or an answer of the scheme's own */
    int64_t kind;   /* enum scheme_field_kind */
    struct str label, hint;
    struct str choices;  /* separated by "|" */
    struct str tags;     /* the choices are these tags of the vocabulary: topic, interest, course */
    int64_t stamp;       /* enum stamp */
    struct str purpose;  /* why it is asked, as the applicant reads it */
    int64_t most;        /* letters, choices, or the largest number */
    int64_t is_required; /* 0 or 1 */
};

struct scheme_fields {
    const struct scheme_field *at;
    size_t len;
};

enum scheme_guide_part { GUIDE_MENTEE, GUIDE_MENTOR, GUIDE_TOGETHER, GUIDE_PART_COUNT };

/* One line of the guide (F72): a habit, and the place where one does it. */
struct scheme_guide_line {
    int64_t part;    /* enum scheme_guide_part */
    struct str goes; /* "meetings": see scheme_guide_link() */
    struct str text;
};

struct scheme_guide {
    const struct scheme_guide_line *at;
    size_t len;
};

/* One question of the training's quiz. */
struct scheme_quiz {
    struct str text, right;
    struct str wrong; /* separated by "|" */
};

struct scheme_quizzes {
    const struct scheme_quiz *at;
    size_t len;
};

enum scheme_prose {
    PROSE_CONDUCT,
    PROSE_CONFIDENTIALITY,
    PROSE_PRIVACY,
    PROSE_TRAINING,
    PROSE_COUNT
};

/* Somebody to turn to; name is empty where nobody is named. */
struct scheme_contact {
    struct str name, title, email, phone;
};

/* When a signal turns amber, and red: days, or hundredths of what was agreed. */
struct scheme_marks {
    int64_t amber, red;
};

/* Days on which nothing is expected of anybody, the last one included. */
struct scheme_closure {
    struct maybe_day from, to;
};

enum { SCHEME_CLOSURES = 3 };

struct scheme_rules {
    struct scheme_text_id text; /* the version these rules are of; {0}: of none yet */
    int64_t version;
    struct str name, based_on;
    struct str promise;                          /* one sentence */
    struct str mentee, mentees, mentor, mentors; /* the scheme's words, in lower case */
    struct str for_mentee, for_mentor;           /* whom it is for */
    struct str time_of_mentee, time_of_mentor;   /* what it asks of each */
    struct str month[SCHEME_MONTH_LINES];        /* what a month looks like */
    struct scheme_contact contact, safeguarding, deputy;
    int64_t wants_second;               /* 0 or 1: of those who run it or look after safety */
    struct str numbers[SCHEME_NUMBERS]; /* to call first: "116 123: somebody to talk to" */

    struct maybe_day opens_on, closes_on, runs_from, runs_to;
    struct str zone;
    struct scheme_closure closures[SCHEME_CLOSURES];
    int64_t intake, matching, agreement;
    int64_t length_weeks;       /* of a pair */
    int64_t first_contact_days; /* in which whoever makes first contact does */
    int64_t capacity;           /* mentees a mentor takes at once, where nothing else was said */

    int64_t every_days, length_min, reply_days, notice_h; /* the rhythm offered */
    int64_t quiet_from, quiet_to;                         /* minutes after midnight, local */
    int64_t is_quiet_weekend;                             /* 0 or 1; likewise below */
    int64_t gates_mentees, gates_mentors;                 /* wait until the team says ready */
    int64_t brief_h;                                      /* due before a meeting */
    int64_t progress_days, pulse_days;                    /* 0: off */
    int64_t pause_weeks;                                  /* the longest pause of a pair */
    int64_t requests_open, requests_days;                 /* 0: off */
    int64_t nudges_a_week, min_group;
    int64_t certificate_meetings;
    int64_t keep_pair_months, keep_declined_months;

    int64_t weights[SCHEME_WEIGHTS]; /* only their relation counts */
    int64_t mentee_side, floor;      /* of 1000 */
    int64_t needs_language, needs_shared;
    int64_t has_last_word;    /* 0 or 1: mentors may be sent a few to choose from */
    int64_t places_newcomers; /* 0 or 1: whoever begins to wait is offered the best fit at once */
    int64_t second_above;     /* pairs of a run, beyond which a second person publishes; 0: never */

    struct scheme_marks alone, first_meeting, no_agreement; /* days */
    struct scheme_marks silence, rhythm, reply;             /* hundredths of what was agreed */
    int64_t goals_amber;                                    /* likewise */
    int64_t missed_red;                                     /* meetings of the last four */
    int64_t silence_days; /* before which nobody is called quiet */
    int64_t early_days;   /* after the introduction, in which trouble counts double */

    int64_t policy[ACT_COUNT]; /* which way of policies[] is in force */
    struct scheme_fields fields;
    struct scheme_guide guide;
    struct scheme_quizzes quizzes;
    struct str prose[PROSE_COUNT]; /* paragraphs, separated by an empty line */
};

/* Where a setting stands: a page of /team/settings each. */
enum scheme_section {
    SECTION_NONE,
    SECTION_WORDS,
    SECTION_DATES,
    SECTION_RHYTHM,
    SECTION_MATCHING,
    SECTION_PEOPLE,
    SECTION_SIGNALS,
    SECTION_KEEPING,
    SECTION_COUNT
};

enum scheme_unit {
    UNIT_TEXT,
    UNIT_DAY, /* 2027-03-08 */
    UNIT_COUNT,
    UNIT_MINUTES,
    UNIT_HOURS,
    UNIT_DAYS,
    UNIT_WEEKS,
    UNIT_MONTHS,
    UNIT_CLOCK,  /* 21:00 */
    UNIT_CHOICE, /* of words */
    UNIT_FLAG,   /* yes or no */
    UNIT_ZONE,   /* Europe/London; empty: what it was before */
    UNIT_COUNTED
};

/* One value of the text: "rhythm every 28d". */
struct scheme_option {
    const char *statement, *word; /* word "": follows the statement itself */
    enum scheme_section section;
    enum scheme_unit unit;
    size_t offset;                   /* in struct scheme_rules, or in what the statement is about */
    int64_t by_default, least, most; /* of text: most bytes */
    const char *choices;             /* of UNIT_CHOICE, by "|": word=what people read */
    const char *label, *hint;        /* on the page of settings */
};

struct scheme_options {
    const struct scheme_option *at;
    size_t len;
};

extern const struct scheme_options scheme_options;

/* What is wrong with a text, where. */
struct scheme_error {
    int line;        /* 1 is the first */
    struct str word; /* the word at fault */
    struct str text; /* "'28x' is no number of days, as in 28d." */
};

/* The rules of a text; what it does not say has its default. Views into body.
 * ERR_INVALID: *error says what is wrong; *ret is as far as it came.
 */
MUST_USE enum err scheme_text_parse(struct arena *arena, struct str body, struct scheme_rules *ret,
                                    struct scheme_error *error);

/* Write the text of these rules: every value, in the order of the tables. */
void scheme_text_put(struct buf *out, const struct scheme_rules *rules);

/* What a text says for one option ("28d"), and back. ERR_INVALID: not of its unit, or outside
 * least..most; *why says what is wanted.
 */
void scheme_option_put(struct buf *out, const struct scheme_option *option, const void *in);
MUST_USE enum err scheme_option_set(struct arena *arena, const struct scheme_option *option,
                                    struct str value, void *in, struct str *why);

/* "self", "pair_and_team"; and the words beside an input. */
const char *scheme_stamp_word(enum stamp stamp);
struct str scheme_stamp_says(enum stamp stamp);

/* "conduct", "confidentiality", "privacy", "training". */
const char *scheme_prose_word(enum scheme_prose prose);
