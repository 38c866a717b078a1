#include "app/meeting/meeting_inside.h"
#include "app/meeting/meeting_letter.h"

#include "ical/ical.h"
#include "ical/when.h"

#include "meeting_cancelled_txt.h"
#include "meeting_offered_txt.h"
#include "meeting_reported_txt.h"
#include "meeting_set_txt.h"
#include "meeting_suggested_txt.h"
#include "meeting_withdrawn_txt.h"

const struct mail meeting_mail_rows[] = {
    [LETTER_OFFERED] = {"meeting_offered", MAIL_EVENT, "Times for your next meeting",
                        "Brings the times that the other offers."},
    [LETTER_SUGGESTED] = {"meeting_suggested", MAIL_EVENT, "Another time to meet",
                          "Brings a time that the other suggests."},
    [LETTER_SET] = {"meeting_set", MAIL_NEEDED, "Your meeting is set",
                    "Invites you to a meeting that was set or moved."},
    [LETTER_CANCELLED] = {"meeting_cancelled", MAIL_NEEDED, "Your meeting is called off",
                          "Takes a meeting out of your calendar."},
    [LETTER_WITHDRAWN] = {"meeting_withdrawn", MAIL_EVENT, "The offered times were withdrawn",
                          "Says that offered times need no answer any more."},
    [LETTER_REPORTED] = {"meeting_reported", MAIL_EVENT, "You two met",
                         "Says that the other noted a meeting."},
    [LETTER_WAITING] = {"meeting_waiting", MAIL_REMINDER, "Times are waiting for your answer",
                        "Reminds once of times that wait for an answer, when it is due."},
    [LETTER_LAPSED] = {"meeting_lapsed", MAIL_EVENT, "Your offered times have passed",
                       "Says when offered times have passed without an answer."},
    [LETTER_OVER] = {"meeting_over", MAIL_REMINDER, "How did it go?",
                     "Asks after a meeting whether it took place."},
};
_Static_assert(COUNT(meeting_mail_rows) == LETTER_COUNT, "every letter needs its row");
const struct mails meeting_mails = LIST(meeting_mail_rows);

PRINTF_LIKE(2, 3) static struct str text_of(struct work *work, const char *fmt, ...)
{
    struct buf out = {.arena = work->arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

/* The texts of a mail to one of the two, from the other. */
static struct meeting_letter letter_to(struct work *work, const struct side *to,
                                       const struct side *from, const struct meeting_row *meeting)
{
    struct meeting_letter letter = {
        .from = from->name,
        .how = how_words(meeting->how),
        .length = when_length(work->arena, meeting->minutes),
        .where = meeting->place,
        .place = zone_place(work->arena, zone_own_name(to->zone)),
        .line = meeting->line,
    };

    if (meeting->starts_at.is_set) {
        letter.when = when_text(work->arena, to->zone, meeting->starts_at.at, work->now);
        letter.elsewhere = when_elsewhere(work->arena, to->zone, from->zone, meeting->starts_at.at);
    }
    return letter;
}

static struct mail_text mail_from(const struct pair_access *by, const struct buf *body)
{
    return (struct mail_text){
        .body = buf_str(body), .scheme = scheme_key(pair_scheme(by)), .pair = pair_key(by)};
}

static enum err link_to(struct work *work, const struct pair_access *by, const struct side *to,
                        const struct act *act, int64_t object, int64_t version, int64_t choice,
                        struct str *ret)
{
    struct act_to target = {.scheme = scheme_key(pair_scheme(by)),
                            .person = to->id,
                            .pair = pair_key(by),
                            .object = object,
                            .version = version,
                            .choice = choice};

    return act_link(work, pair_nobody(by), act, &target, ret);
}

static enum err choices_of(struct work *work, const struct pair_access *by, const struct two *two,
                           const struct meeting_row *meeting, bool is_suggested,
                           struct mail_text *text)
{
    struct slot_rows slots;
    size_t len = 0;

    TRY(slot_list(work, by, meeting->id, &slots));
    struct mail_choice *choices = NEW_ARRAY(work->arena, struct mail_choice, slots.len + 1);
    for (size_t i = 0; i < slots.len; i++) {
        const struct slot_row *slot = &slots.at[i];
        if (slot->is_suggested != is_suggested)
            continue;
        choices[len].label = when_text(work->arena, two->other.zone, slot->starts_at, work->now);
        TRY(link_to(work, by, &two->other, &meeting_acts.at[MEETING_PICK], meeting->id.n,
                    meeting->version, slot->id.n, &choices[len].path));
        len++;
    }
    text->choices = choices;
    text->nchoices = len;
    return OK;
}

static enum err add_none(struct work *work, const struct pair_access *by, const struct two *two,
                         const struct meeting_row *meeting, struct mail_text *text)
{
    struct mail_choice *choices = NEW_ARRAY(work->arena, struct mail_choice, text->nchoices + 1);

    for (size_t i = 0; i < text->nchoices; i++)
        choices[i] = text->choices[i];
    choices[text->nchoices].label = S("None of these suits me");
    TRY(link_to(work, by, &two->other, &meeting_acts.at[MEETING_PICK], meeting->id.n,
                meeting->version, CHOICE_NONE, &choices[text->nchoices].path));
    text->choices = choices;
    text->nchoices++;
    return OK;
}

static struct str count_words(size_t n)
{
    static const struct str numbers[] = {
        {"", 0},           {"a time", 6}, {"two times", 9}, {"three times", 11}, {"four times", 10},
        {"five times", 10}};

    return n < COUNT(numbers) ? numbers[n] : S("some times");
}

/* The hours that the two agreed to leave each other in peace hold what is not urgent: nothing that
 * begins within a day. Hours that only the scheme suggests hold nothing.
 */
static enum err hold(struct work *work, const struct pair_access *by, const struct side *to,
                     const struct seen_times *times, struct mail_text *text)
{
    struct rhythm rhythm;

    TRY(agreement_rhythm_find(work, pair_scheme(by), pair_key(by), &rhythm));
    for (size_t i = 0; i < times->len; i++)
        if (times->at[i].at < work->now + DAY_SECONDS)
            return OK;
    if (rhythm.is_agreed)
        text->not_before = when_quiet_ends(to->zone, rhythm.quiet_from, rhythm.quiet_to, work->now);
    return OK;
}

struct str offer_once(struct work *work, struct meeting_id meeting, int64_t version)
{
    return text_of(work, "meeting_offered/%lld/%lld", (long long)meeting.n, (long long)version);
}

enum err mail_offer(struct work *work, const struct pair_access *by, const struct two *two,
                    struct meeting_id id)
{
    struct meeting_row meeting;
    struct buf body = {.arena = work->arena};
    struct seen_times times;

    TRY(meeting_get(work, by, id, &meeting));
    struct meeting_letter letter = letter_to(work, &two->other, &two->me, &meeting);
    meeting_offered_txt(&body, &letter);
    struct mail_text text = mail_from(by, &body);
    TRY(choices_of(work, by, two, &meeting, false, &text));
    text.subject =
        text_of(work, "%.*s offers %.*s", ARG(two->me.name), ARG(count_words(text.nchoices)));
    TRY(seen_times(work, by, two, id, false, 0, &times));
    TRY(hold(work, by, &two->other, &times, &text));
    text.cost = S("One tap, 20 seconds");
    TRY(add_none(work, by, two, &meeting, &text));
    return mail_queue_text(work, pair_nobody(by), &meeting_mails.at[LETTER_OFFERED], two->other.id,
                           offer_once(work, id, meeting.version), &text);
}

enum err mail_suggestion(struct work *work, const struct pair_access *by, const struct two *two,
                         struct meeting_id id, struct str line)
{
    struct meeting_row meeting;
    struct buf body = {.arena = work->arena};
    struct seen_times times;

    TRY(meeting_get(work, by, id, &meeting));
    struct meeting_letter letter = letter_to(work, &two->other, &two->me, &meeting);
    letter.line = line;
    meeting_suggested_txt(&body, &letter);
    struct mail_text text = mail_from(by, &body);
    TRY(choices_of(work, by, two, &meeting, true, &text));
    text.subject =
        text_of(work, "%.*s suggests %.*s", ARG(two->me.name), ARG(count_words(text.nchoices)));
    TRY(seen_times(work, by, two, id, true, 0, &times));
    TRY(hold(work, by, &two->other, &times, &text));
    text.cost = S("One tap, 20 seconds");
    text.button = S("Offer other times");
    text.path = text_of(work, "%.*s/meetings/new", ARG(two->path));
    return mail_queue_text(
        work, pair_nobody(by), &meeting_mails.at[LETTER_SUGGESTED], two->other.id,
        text_of(work, "meeting_suggested/%lld/%lld", (long long)id.n, (long long)work->now), &text);
}

static struct str whole(struct work *work, struct str path)
{
    return text_of(work, "%.*s%.*s", ARG(work->site->base_url), ARG(path));
}

/* The invitation of one of the two, or its cancellation, which names nobody else. */
static enum err invite(struct work *work, const struct pair_access *by, const struct two *two,
                       const struct side *to, const struct side *from,
                       const struct meeting_row *meeting, enum ical_method method,
                       struct str cannot, struct mail_text *text)
{
    struct meeting_address_row address;
    struct buf calendar = {.arena = work->arena};

    TRY(meeting_address(work, by, to->id, &address));
    struct ical_event event = {
        .uid = meeting->uid,
        .sequence = meeting->sequence,
        .written_at = work->now,
        .starts_at = meeting->starts_at.at,
        .lasts = meeting->minutes * 60,
        .zone = zone_own_name(to->zone),
        .summary = text_of(work, "Mentoring: %.*s", ARG(from->name)),
        .place = meeting->place.len > 0 ? meeting->place : how_words(meeting->how),
        .url = whole(work,
                     text_of(work, "%.*s/meetings/%lld", ARG(two->path), (long long)meeting->id.n)),
        .organizer = {two->scheme_name, mail_sender(work)},
        .attendee = {to->name, address.email},
    };
    if (cannot.len > 0)
        event.description = text_of(work, "If you can't make it: %.*s", ARG(whole(work, cannot)));
    TRY(ical_put(&calendar, method, &event));
    text->calendar = buf_str(&calendar);
    text->calendar_method = ical_method_name(method);
    return OK;
}

static struct str set_subject(struct work *work, const struct side *to, const struct side *from,
                              const struct meeting_row *meeting)
{
    struct str when = when_text(work->arena, to->zone, meeting->starts_at.at, work->now);

    return text_of(work, "%s with %.*s: %.*s", meeting->sequence > 0 ? "Moved, meeting" : "Meeting",
                   ARG(from->name), ARG(when));
}

static enum err mail_set_to(struct work *work, const struct pair_access *by, const struct two *two,
                            const struct side *to, const struct side *from,
                            const struct meeting_row *meeting, bool may_correct)
{
    struct buf body = {.arena = work->arena};
    struct meeting_letter letter = letter_to(work, to, from, meeting);
    struct mail_choice *cannot = NEW(work->arena, struct mail_choice);
    const struct act *act = &meeting_acts.at[may_correct ? MEETING_NOT_SO : MEETING_CANNOT];

    meeting_set_txt(&body, &letter);
    struct mail_text text = mail_from(by, &body);
    cannot->label = may_correct ? S("We did not fix this time") : S("I can't make it");
    TRY(link_to(work, by, to, act, meeting->id.n, meeting->sequence, 0, &cannot->path));
    TRY(invite(work, by, two, to, from, meeting, ICAL_REQUEST, cannot->path, &text));
    text.choices = cannot;
    text.nchoices = 1;
    text.subject = set_subject(work, to, from, meeting);
    text.cost = S("Nothing to do: it is in the invitation");
    text.button = S("Open this meeting");
    text.path = text_of(work, "%.*s/meetings/%lld", ARG(two->path), (long long)meeting->id.n);
    return mail_queue_text(work, pair_nobody(by), &meeting_mails.at[LETTER_SET], to->id,
                           text_of(work, "meeting_set/%lld/%lld", (long long)meeting->id.n,
                                   (long long)meeting->sequence),
                           &text);
}

enum err mail_set(struct work *work, const struct pair_access *by, const struct two *two,
                  struct meeting_id id, bool is_fixed)
{
    struct meeting_row meeting;

    TRY(meeting_get(work, by, id, &meeting));
    TRY(mail_set_to(work, by, two, &two->me, &two->other, &meeting, false));
    return mail_set_to(work, by, two, &two->other, &two->me, &meeting, is_fixed);
}

static enum err mail_cancelled_to(struct work *work, const struct pair_access *by,
                                  const struct two *two, const struct side *to,
                                  const struct side *from, const struct meeting_row *meeting,
                                  struct str line)
{
    struct buf body = {.arena = work->arena};
    struct meeting_letter letter = letter_to(work, to, from, meeting);

    letter.line = line;
    letter.is_mine = to == &two->me;
    meeting_cancelled_txt(&body, &letter);
    struct mail_text text = mail_from(by, &body);
    TRY(invite(work, by, two, to, from, meeting, ICAL_CANCEL, (struct str){0}, &text));
    text.subject =
        text_of(work, "Called off: meeting with %.*s, %.*s", ARG(from->name), ARG(letter.when));
    bool is_mentee = str_eq(to->role, S("mentee"));
    text.button = is_mentee ? S("Offer other times") : S("Open your page");
    text.path = is_mentee ? text_of(work, "%.*s/meetings/new", ARG(two->path)) : two->path;
    return mail_queue_text(work, pair_nobody(by), &meeting_mails.at[LETTER_CANCELLED], to->id,
                           text_of(work, "meeting_cancelled/%lld", (long long)meeting->id.n),
                           &text);
}

enum err mail_cancelled(struct work *work, const struct pair_access *by, const struct two *two,
                        const struct meeting_row *before, struct str line)
{
    struct meeting_row meeting;
    struct buf body = {.arena = work->arena};

    TRY(meeting_get(work, by, before->id, &meeting));
    if (str_eq(before->state, S("set"))) {
        TRY(mail_cancelled_to(work, by, two, &two->me, &two->other, &meeting, line));
        return mail_cancelled_to(work, by, two, &two->other, &two->me, &meeting, line);
    }
    struct meeting_letter letter = letter_to(work, &two->other, &two->me, &meeting);
    letter.line = line;
    meeting_withdrawn_txt(&body, &letter);
    struct mail_text text = mail_from(by, &body);
    text.subject = text_of(work, "%.*s has withdrawn the offered times", ARG(two->me.name));
    text.button = S("Open your page");
    text.path = two->path;
    return mail_queue_text(work, pair_nobody(by), &meeting_mails.at[LETTER_WITHDRAWN],
                           two->other.id,
                           text_of(work, "meeting_withdrawn/%lld", (long long)meeting.id.n), &text);
}

enum err mail_reported(struct work *work, const struct pair_access *by, const struct two *two,
                       struct meeting_id id)
{
    struct meeting_row meeting;
    struct buf body = {.arena = work->arena};

    TRY(meeting_get(work, by, id, &meeting));
    struct meeting_letter letter = letter_to(work, &two->other, &two->me, &meeting);
    meeting_reported_txt(&body, &letter);
    struct mail_text text = mail_from(by, &body);
    text.subject = text_of(work, "%.*s noted that you met", ARG(two->me.name));
    text.cost = S("Nothing to do if it is so");
    text.button = S("That is not so");
    TRY(link_to(work, by, &two->other, &meeting_acts.at[MEETING_NOT_MET], id.n, 0, 0, &text.path));
    return mail_queue_text(work, pair_nobody(by), &meeting_mails.at[LETTER_REPORTED], two->other.id,
                           text_of(work, "meeting_reported/%lld", (long long)id.n), &text);
}
