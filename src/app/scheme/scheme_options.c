#include "app/scheme/scheme_inside.h"

#include <stddef.h>

#define IN(member) offsetof(struct scheme_rules, member)

/* clang-format off */
static const struct scheme_option rows[] = {
    /* statement, word, section, unit, place, default, least, most, choices, label, hint */
    {"scheme", "", SECTION_WORDS, UNIT_TEXT, IN(name), 0, 1, 200, NULL,
     "Name of the scheme", NULL},
    {"scheme", "based-on", SECTION_NONE, UNIT_TEXT, IN(based_on), 0, 0, 60, NULL, NULL, NULL},
    {"promise", "", SECTION_WORDS, UNIT_TEXT, IN(promise), 0, 0, 300, NULL,
     "The promise, in one sentence", "It stands first on the scheme's page."},
    {"words", "mentee", SECTION_WORDS, UNIT_TEXT, IN(mentee), 0, 1, 40, NULL,
     "Your word for a mentee", "In lower case, as in the middle of a sentence."},
    {"words", "mentees", SECTION_WORDS, UNIT_TEXT, IN(mentees), 0, 1, 40, NULL,
     "for several", NULL},
    {"words", "mentor", SECTION_WORDS, UNIT_TEXT, IN(mentor), 0, 1, 40, NULL,
     "Your word for a mentor", NULL},
    {"words", "mentors", SECTION_WORDS, UNIT_TEXT, IN(mentors), 0, 1, 40, NULL,
     "for several", NULL},
    {"whom", "mentee", SECTION_WORDS, UNIT_TEXT, IN(for_mentee), 0, 0, 300, NULL,
     "Who can be a mentee", NULL},
    {"whom", "mentor", SECTION_WORDS, UNIT_TEXT, IN(for_mentor), 0, 0, 300, NULL,
     "Who can be a mentor", NULL},
    {"time", "mentee", SECTION_WORDS, UNIT_TEXT, IN(time_of_mentee), 0, 0, 200, NULL,
     "Time it asks of a mentee", NULL},
    {"time", "mentor", SECTION_WORDS, UNIT_TEXT, IN(time_of_mentor), 0, 0, 200, NULL,
     "Time it asks of a mentor", NULL},
    {"month", "first", SECTION_WORDS, UNIT_TEXT, IN(month[0]), 0, 0, 200, NULL,
     "What a month looks like: first", NULL},
    {"month", "second", SECTION_WORDS, UNIT_TEXT, IN(month[1]), 0, 0, 200, NULL,
     "then", NULL},
    {"month", "third", SECTION_WORDS, UNIT_TEXT, IN(month[2]), 0, 0, 200, NULL,
     "after that", NULL},
    {"month", "fourth", SECTION_WORDS, UNIT_TEXT, IN(month[3]), 0, 0, 200, NULL,
     "and last", NULL},

    {"cohort", "open", SECTION_DATES, UNIT_DAY, IN(opens_on), 0, 0, 0, NULL,
     "Applications open on", NULL},
    {"cohort", "close", SECTION_DATES, UNIT_DAY, IN(closes_on), 0, 0, 0, NULL,
     "Applications close at the end of", NULL},
    {"cohort", "from", SECTION_DATES, UNIT_DAY, IN(runs_from), 0, 0, 0, NULL,
     "Pairs run from", NULL},
    {"cohort", "to", SECTION_DATES, UNIT_DAY, IN(runs_to), 0, 0, 0, NULL,
     "to the end of", NULL},
    {"clock", "zone", SECTION_DATES, UNIT_ZONE, IN(zone), 0, 0, 60, NULL,
     "Time zone of the scheme", "As in Europe/London. It says when a day begins; people have their own."},
    {"closure", "first", SECTION_DATES, UNIT_DAY, IN(closures[0].from), 0, 0, 0, NULL,
     "The scheme rests from", "Holidays: no reminder goes out, and no clock runs."},
    {"closure", "first-to", SECTION_DATES, UNIT_DAY, IN(closures[0].to), 0, 0, 0, NULL,
     "to the end of", NULL},
    {"closure", "second", SECTION_DATES, UNIT_DAY, IN(closures[1].from), 0, 0, 0, NULL,
     "It rests again from", NULL},
    {"closure", "second-to", SECTION_DATES, UNIT_DAY, IN(closures[1].to), 0, 0, 0, NULL,
     "to the end of", NULL},
    {"closure", "third", SECTION_DATES, UNIT_DAY, IN(closures[2].from), 0, 0, 0, NULL,
     "And from", NULL},
    {"closure", "third-to", SECTION_DATES, UNIT_DAY, IN(closures[2].to), 0, 0, 0, NULL,
     "to the end of", NULL},
    {"shape", "intake", SECTION_DATES, UNIT_CHOICE, IN(intake), INTAKE_BATCH, 0, 1,
     "batch=All at once, in one round|rolling=At any time", "People join", NULL},
    {"shape", "length", SECTION_DATES, UNIT_WEEKS, IN(length_weeks), 26, 1, 260, NULL,
     "A pair lasts, in weeks", NULL},
    {"shape", "matching", SECTION_MATCHING, UNIT_CHOICE, IN(matching), MATCHING_RUN, 0, 1,
     "run=A run over everybody at once|picks=A coordinator who picks from proposals", "Pairs are found by", NULL},
    {"shape", "agreement", SECTION_RHYTHM, UNIT_CHOICE, IN(agreement), AGREEMENT_AT, 0, 2,
     "at=At the first meeting|before=Before the first meeting|not-needed=Not at all", "The agreement is settled", NULL},
    {"shape", "capacity", SECTION_MATCHING, UNIT_COUNT, IN(capacity), 1, 1, 20, NULL,
     "Mentees a mentor takes at once", "Where a mentor did not say."},

    {"rhythm", "every", SECTION_RHYTHM, UNIT_DAYS, IN(every_days), 28, 1, 180, NULL,
     "Days from meeting to meeting", "What a pair is offered; the two settle their own."},
    {"rhythm", "length", SECTION_RHYTHM, UNIT_MINUTES, IN(length_min), 60, 10, 480, NULL,
     "Minutes a meeting lasts", NULL},
    {"rhythm", "reply", SECTION_RHYTHM, UNIT_DAYS, IN(reply_days), 7, 1, 60, NULL,
     "Days to reply in", NULL},
    {"rhythm", "notice", SECTION_RHYTHM, UNIT_HOURS, IN(notice_h), 24, 0, 336, NULL,
     "Hours before a change", "How long ahead one says that a meeting moves."},
    {"rhythm", "first", SECTION_RHYTHM, UNIT_DAYS, IN(first_contact_days), 7, 1, 60, NULL,
     "Days to the first message", NULL},
    {"quiet", "from", SECTION_RHYTHM, UNIT_CLOCK, IN(quiet_from), 1260, 0, 1439, NULL,
     "Quiet hours from", "No mail that can wait goes out in these hours."},
    {"quiet", "to", SECTION_RHYTHM, UNIT_CLOCK, IN(quiet_to), 480, 0, 1439, NULL,
     "to", NULL},
    {"quiet", "weekend", SECTION_RHYTHM, UNIT_FLAG, IN(is_quiet_weekend), 0, 0, 1, NULL,
     "Weekends are quiet too", NULL},
    {"due", "brief", SECTION_RHYTHM, UNIT_HOURS, IN(brief_h), 48, 1, 336, NULL,
     "Hours before a meeting that the brief is due", NULL},
    {"due", "progress", SECTION_RHYTHM, UNIT_DAYS, IN(progress_days), 28, 0, 180, NULL,
     "Days between progress notes", "0 switches them off."},
    {"due", "pulse", SECTION_RHYTHM, UNIT_DAYS, IN(pulse_days), 28, 0, 180, NULL,
     "Days between pulses", "0 switches them off."},
    {"pause", "weeks", SECTION_RHYTHM, UNIT_WEEKS, IN(pause_weeks), 12, 1, 52, NULL,
     "Weeks that a pair may pause at most", NULL},
    {"nudges", "week", SECTION_RHYTHM, UNIT_COUNT, IN(nudges_a_week), 2, 0, 14, NULL,
     "Nudges a week at most, to each person", NULL},

    {"gate", "mentees", SECTION_MATCHING, UNIT_FLAG, IN(gates_mentees), 0, 0, 1, NULL,
     "Mentees wait until they have done the training, or the team says that they are ready", NULL},
    {"gate", "mentors", SECTION_MATCHING, UNIT_FLAG, IN(gates_mentors), 0, 0, 1, NULL,
     "Mentors wait until they have done the training, or the team says that they are ready", NULL},
    {"requests", "open", SECTION_MATCHING, UNIT_COUNT, IN(requests_open), 0, 0, 10, NULL,
     "Requests a mentee may have open", "0: mentees do not ask mentors themselves."},
    {"requests", "days", SECTION_MATCHING, UNIT_DAYS, IN(requests_days), 7, 1, 60, NULL,
     "Days until a request lapses", NULL},
    {"weight", "topics", SECTION_MATCHING, UNIT_COUNT, IN(weights[WEIGHT_TOPICS]), 500, 0, 10000,
     NULL, "Weight of topics of help", "Only how the weights compare counts, not their sum."},
    {"weight", "interests", SECTION_MATCHING, UNIT_COUNT, IN(weights[WEIGHT_INTERESTS]), 300, 0,
     10000, NULL, "Weight of areas of work", NULL},
    {"weight", "courses", SECTION_MATCHING, UNIT_COUNT, IN(weights[WEIGHT_COURSES]), 0, 0, 10000,
     NULL, "Weight of courses", NULL},
    {"weight", "channels", SECTION_MATCHING, UNIT_COUNT, IN(weights[WEIGHT_CHANNELS]), 100, 0,
     10000, NULL, "Weight of ways to meet", NULL},
    {"weight", "times", SECTION_MATCHING, UNIT_COUNT, IN(weights[WEIGHT_TIMES]), 100, 0, 10000,
     NULL, "Weight of times", NULL},
    {"weight", "languages", SECTION_MATCHING, UNIT_COUNT, IN(weights[WEIGHT_LANGUAGES]), 0, 0,
     10000, NULL, "Weight of languages", NULL},
    {"match", "mentee-side", SECTION_MATCHING, UNIT_COUNT, IN(mentee_side), 600, 0, 1000, NULL,
     "What the mentee's side counts, of 1000", "The rest is the mentor's."},
    {"match", "floor", SECTION_MATCHING, UNIT_COUNT, IN(floor), 400, 0, 1000, NULL,
     "The floor, of 1000", "Nobody is paired below it: the waiting list is kinder than a bad pair."},
    {"match", "language", SECTION_MATCHING, UNIT_FLAG, IN(needs_language), 1, 0, 1, NULL,
     "Rule: the two share a language", NULL},
    {"match", "shared", SECTION_MATCHING, UNIT_FLAG, IN(needs_shared), 1, 0, 1, NULL,
     "Rule: the two share a topic or an area of work", NULL},
    {"match", "last-word", SECTION_MATCHING, UNIT_FLAG, IN(has_last_word), 0, 0, 1, NULL,
     "Mentors may be sent a few mentees to choose from", "They have the last word."},
    {"match", "newcomers", SECTION_MATCHING, UNIT_FLAG, IN(places_newcomers), 0, 0, 1, NULL,
     "Whoever begins to wait is offered the best fit with room at once",
     "Nobody who has a partner is moved for it."},
    {"match", "second-person", SECTION_MATCHING, UNIT_COUNT, IN(second_above), 0, 0, 20000, NULL,
     "A second person publishes a run of more pairs than", "0: one person is enough."},

    {"numbers", "first", SECTION_PEOPLE, UNIT_TEXT, IN(numbers[0]), 0, 0, 160, NULL,
     "Numbers to call first", "They stand above everything where somebody raises a concern."},
    {"numbers", "second", SECTION_PEOPLE, UNIT_TEXT, IN(numbers[1]), 0, 0, 160, NULL,
     "then", NULL},
    {"numbers", "third", SECTION_PEOPLE, UNIT_TEXT, IN(numbers[2]), 0, 0, 160, NULL,
     "after that", NULL},
    {"numbers", "fourth", SECTION_PEOPLE, UNIT_TEXT, IN(numbers[3]), 0, 0, 160, NULL,
     "and last", NULL},
    {"contact", "name", SECTION_PEOPLE, UNIT_TEXT, IN(contact.name), 0, 0, 120, NULL,
     "Who runs the scheme", "Anyone who visits the scheme's page sees this."},
    {"contact", "title", SECTION_PEOPLE, UNIT_TEXT, IN(contact.title), 0, 0, 120, NULL,
     "What they are", NULL},
    {"contact", "email", SECTION_PEOPLE, UNIT_TEXT, IN(contact.email), 0, 0, 254, NULL,
     "Their address", NULL},
    {"contact", "phone", SECTION_PEOPLE, UNIT_TEXT, IN(contact.phone), 0, 0, 40, NULL,
     "Their phone number", NULL},
    {"safeguarding", "name", SECTION_PEOPLE, UNIT_TEXT, IN(safeguarding.name), 0, 0, 120, NULL,
     "Safeguarding lead", "Named, trained, and reached from every page of a pair."},
    {"safeguarding", "email", SECTION_PEOPLE, UNIT_TEXT, IN(safeguarding.email), 0, 0, 254, NULL,
     "Their address", NULL},
    {"safeguarding", "phone", SECTION_PEOPLE, UNIT_TEXT, IN(safeguarding.phone), 0, 0, 40, NULL,
     "Their phone number", NULL},
    {"deputy", "name", SECTION_PEOPLE, UNIT_TEXT, IN(deputy.name), 0, 0, 120, NULL,
     "Deputy", "Takes over when the safeguarding lead is away or named in a concern."},
    {"deputy", "email", SECTION_PEOPLE, UNIT_TEXT, IN(deputy.email), 0, 0, 254, NULL,
     "Their address", NULL},
    {"deputy", "phone", SECTION_PEOPLE, UNIT_TEXT, IN(deputy.phone), 0, 0, 40, NULL,
     "Their phone number", NULL},

    {"team", "second-factor", SECTION_PEOPLE, UNIT_FLAG, IN(wants_second), 0, 0, 1, NULL,
     "Those who run the scheme or look after safety show a second factor",
     "A code from an app, besides mail or password. Whoever has none is asked to set it up."},

    {"signal", "alone-amber", SECTION_SIGNALS, UNIT_DAYS, IN(alone.amber), 14, 1, 366, NULL,
     "Days without a mentor until it is noticed", NULL},
    {"signal", "alone-red", SECTION_SIGNALS, UNIT_DAYS, IN(alone.red), 28, 1, 366, NULL,
     "Days without a mentor until it is urgent", NULL},
    {"signal", "first-amber", SECTION_SIGNALS, UNIT_DAYS, IN(first_meeting.amber), 14, 1, 366,
     NULL, "Days without a first meeting until it is noticed", NULL},
    {"signal", "first-red", SECTION_SIGNALS, UNIT_DAYS, IN(first_meeting.red), 28, 1, 366, NULL,
     "Days without a first meeting until it is urgent", NULL},
    {"signal", "agreement-amber", SECTION_SIGNALS, UNIT_DAYS, IN(no_agreement.amber), 14, 1, 366,
     NULL, "Days without an agreement until it is noticed", NULL},
    {"signal", "agreement-red", SECTION_SIGNALS, UNIT_DAYS, IN(no_agreement.red), 21, 1, 366, NULL,
     "Days without an agreement until it is urgent", NULL},
    {"signal", "rhythm-amber", SECTION_SIGNALS, UNIT_COUNT, IN(rhythm.amber), 125, 100, 1000, NULL,
     "Time since the last meeting, in hundredths of what the two agreed, until it is noticed",
     "125: a quarter longer than they agreed."},
    {"signal", "rhythm-red", SECTION_SIGNALS, UNIT_COUNT, IN(rhythm.red), 200, 100, 1000, NULL,
     "Time since the last meeting, likewise, until it is urgent", NULL},
    {"signal", "silence-amber", SECTION_SIGNALS, UNIT_COUNT, IN(silence.amber), 150, 100, 1000,
     NULL, "Time without any trace, in hundredths likewise, until the two are asked", NULL},
    {"signal", "silence-red", SECTION_SIGNALS, UNIT_COUNT, IN(silence.red), 200, 100, 1000, NULL,
     "Time without any trace, likewise, until it is urgent", NULL},
    {"signal", "silence-least", SECTION_SIGNALS, UNIT_DAYS, IN(silence_days), 14, 1, 366, NULL,
     "Days before which nobody is called quiet", NULL},
    {"signal", "reply-amber", SECTION_SIGNALS, UNIT_COUNT, IN(reply.amber), 200, 100, 1000, NULL,
     "Time one waits for the other, in hundredths of the reply time, until it is noticed", NULL},
    {"signal", "reply-red", SECTION_SIGNALS, UNIT_COUNT, IN(reply.red), 300, 100, 1000, NULL,
     "Time one waits for the other, likewise, until it is urgent", NULL},
    {"signal", "goals-amber", SECTION_SIGNALS, UNIT_COUNT, IN(goals_amber), 300, 100, 1000, NULL,
     "Time since the goals were touched, in hundredths of what the two agreed", NULL},
    {"signal", "missed-red", SECTION_SIGNALS, UNIT_COUNT, IN(missed_red), 2, 1, 4, NULL,
     "Meetings missed of the last four, and nobody knows why", NULL},
    {"signal", "early", SECTION_SIGNALS, UNIT_DAYS, IN(early_days), 42, 0, 366, NULL,
     "Days after the introduction in which trouble counts double", NULL},

    {"certificate", "meetings", SECTION_KEEPING, UNIT_COUNT, IN(certificate_meetings), 4, 1, 100,
     NULL, "Meetings for a certificate", NULL},
    {"keep", "pair", SECTION_KEEPING, UNIT_MONTHS, IN(keep_pair_months), 12, 1, 120, NULL,
     "Months that a pair's content is kept after its end",
     "Have your data-protection adviser confirm this number."},
    {"keep", "declined", SECTION_KEEPING, UNIT_MONTHS, IN(keep_declined_months), 6, 1, 120, NULL,
     "Months that a declined application is kept", NULL},
    {"keep", "smallest-group", SECTION_KEEPING, UNIT_COUNT, IN(min_group), 5, 2, 100, NULL,
     "Smallest group that a figure is shown for", NULL},
};

#undef IN
#define IN(member) offsetof(struct scheme_field, member)

static const struct scheme_option field_rows[] = {
    {"field", "as", SECTION_NONE, UNIT_CHOICE, IN(role), ROLE_MENTEE, ROLE_MENTEE, ROLE_MENTOR,
     "|mentee|mentor", NULL, NULL},
    {"field", "key", SECTION_NONE, UNIT_TEXT, IN(key), 0, 1, 40, NULL, NULL, NULL},
    {"field", "ask", SECTION_NONE, UNIT_TEXT, IN(label), 0, 1, 200, NULL, "The question", NULL},
    {"field", "hint", SECTION_NONE, UNIT_TEXT, IN(hint), 0, 0, 300, NULL, "A hint below it", NULL},
    {"field", "kind", SECTION_NONE, UNIT_CHOICE, IN(kind), FIELD_LINE, 0, 4,
     "line=A line of text|long=Some lines of text|number=A number|one=One of the choices|"
     "some=Some of the choices", "The answer is", NULL},
    {"field", "of", SECTION_NONE, UNIT_TEXT, IN(choices), 0, 0, 4000, NULL, "The choices, one a line", "For one or some of the choices."},
    {"field", "tags", SECTION_NONE, UNIT_TEXT, IN(tags), 0, 0, 40, NULL, NULL, NULL},
    {"field", "most", SECTION_NONE, UNIT_COUNT, IN(most), 200, 1, 10000, NULL, "At most", "Letters of a text, choices, or the largest number."},
    {"field", "required", SECTION_NONE, UNIT_FLAG, IN(is_required), 0, 0, 1, NULL,
     "Must be answered", NULL},
    {"field", "stamp", SECTION_NONE, UNIT_CHOICE, IN(stamp), STAMP_TEAM, STAMP_SELF, STAMP_PUBLIC,
     "|self=Only the applicant|pair=The applicant and their partner|"
     "pair_and_team=Their partner and the people who run the scheme|"
     "team=The people who run the scheme|safeguarding=The safeguarding lead|"
     "cohort=Everyone in this scheme|public=Anyone", "Who sees the answer",
     "The applicant reads this beside the question."},
    {"field", "because", SECTION_NONE, UNIT_TEXT, IN(purpose), 0, 1, 200, NULL,
     "Why it is asked", "The applicant reads this too."},
};

#undef IN
#define IN(member) offsetof(struct scheme_guide_line, member)

static const struct scheme_option guide_rows[] = {
    {"guide", "", SECTION_NONE, UNIT_TEXT, IN(text), 0, 1, 300, NULL, NULL, NULL},
    {"guide", "as", SECTION_NONE, UNIT_CHOICE, IN(part), GUIDE_MENTEE, 0, GUIDE_TOGETHER,
     "mentee|mentor|together", NULL, NULL},
    {"guide", "goes", SECTION_NONE, UNIT_TEXT, IN(goes), 0, 0, 40, NULL, NULL, NULL},
};

#undef IN
#define IN(member) offsetof(struct scheme_quiz, member)

static const struct scheme_option quiz_rows[] = {
    {"quiz", "", SECTION_NONE, UNIT_TEXT, IN(text), 0, 1, 300, NULL, NULL, NULL},
    {"quiz", "right", SECTION_NONE, UNIT_TEXT, IN(right), 0, 1, 200, NULL, NULL, NULL},
    {"quiz", "wrong", SECTION_NONE, UNIT_TEXT, IN(wrong), 0, 1, 800, NULL, NULL, NULL},
};
/* clang-format on */

const struct scheme_options scheme_options = LIST(rows);
const struct scheme_options scheme_field_options = LIST(field_rows);
const struct scheme_options scheme_guide_options = LIST(guide_rows);
const struct scheme_options scheme_quiz_options = LIST(quiz_rows);

static void set_usual(const struct scheme_options *options, void *into)
{
    for (size_t i = 0; i < options->len; i++) {
        const struct scheme_option *option = &options->at[i];
        if (option->unit != UNIT_TEXT && option->unit != UNIT_DAY)
            *(int64_t *)((char *)into + option->offset) = option->by_default;
    }
}

struct scheme_rules scheme_rules_usual(void)
{
    struct scheme_rules rules = {
        .mentee = S("mentee"),
        .mentees = S("mentees"),
        .mentor = S("mentor"),
        .mentors = S("mentors"),
    };

    set_usual(&scheme_options, &rules);
    return rules;
}

struct scheme_field scheme_field_usual(void)
{
    struct scheme_field field = {0};

    set_usual(&scheme_field_options, &field);
    return field;
}
