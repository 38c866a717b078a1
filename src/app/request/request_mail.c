/* request_mail.c - what the two of a request are told, and when. */
#include "app/request/request_inside.h"

#include "app/act/act.h"
#include "app/directory/directory.h"
#include "app/introduction/introduction.h"
#include "ical/when.h"
#include "mail/mail.h"

#include "request_asked_txt.h"
#include "request_declined_txt.h"
#include "request_ended_txt.h"
#include "request_replied_txt.h"
#include "request_sent_txt.h"
#include "request_sql.h"

static const struct mail mail_rows[] = {
    [LETTER_SENT] = {"request_sent", MAIL_EVENT, "Somebody asks you to be their mentor",
                     "Brings a mentor a mentee's request."},
    [LETTER_WAITS] = {"request_waits", MAIL_REMINDER, "A request waits for you",
                      "Reminds a mentor of a request, twice at most."},
    [LETTER_ASKED] = {"request_asked", MAIL_EVENT, "A question first",
                      "Brings a mentee what a mentor would like to know first."},
    [LETTER_OWED] = {"request_owed", MAIL_REMINDER, "A mentor waits for your answer",
                     "Reminds a mentee of what a mentor would like to know first."},
    [LETTER_REPLIED] = {"request_replied", MAIL_EVENT, "An answer to what you asked",
                        "Brings a mentor the mentee's answer."},
    [LETTER_DECLINED] = {"request_declined", MAIL_EVENT, "Not this time",
                         "Tells a mentee that a mentor says not this time."},
    [LETTER_EXPIRED] = {"request_expired", MAIL_EVENT, "No answer came",
                        "Tells a mentee that a request has lapsed."},
    [LETTER_LAPSED] = {"request_lapsed", MAIL_EVENT, "A request has lapsed",
                       "Tells a mentor that there is nothing to answer any more."},
    [LETTER_TAKEN] = {"request_taken", MAIL_EVENT, "That mentor has no room any more",
                      "Tells a mentee that somebody else has the place."},
    [LETTER_OVERTAKEN] = {"request_overtaken", MAIL_EVENT, "Nothing to answer any more",
                          "Tells a mentor that a mentee has found somebody."},
    [LETTER_WITHDRAWN] = {"request_withdrawn", MAIL_EVENT, "A request was taken back",
                          "Tells a mentor that a mentee has taken a request back."},
};
_Static_assert(COUNT(mail_rows) == LETTER_COUNT, "a mail for each letter");
const struct mails request_mails = LIST(mail_rows);

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

static bool is_to_mentor(enum request_letter letter)
{
    return letter == LETTER_SENT || letter == LETTER_WAITS || letter == LETTER_REPLIED ||
           letter == LETTER_LAPSED || letter == LETTER_OVERTAKEN || letter == LETTER_WITHDRAWN;
}

static struct str dashed(struct arena *arena, struct str reasons)
{
    struct introduction_lines lines = introduction_lines(arena, reasons);
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < lines.len; i++)
        buf_addf(&out, "%s- %.*s", i > 0 ? "\n" : "", ARG(lines.at[i]));
    return buf_str(&out);
}

/* "Thursday 26 November" where the mentor is. */
static struct str until(struct work *work, const struct request_two_row *two)
{
    const struct zone *zone = NULL;

    if (zone_find(work->arena, two->mentor_zone, &zone) != OK &&
        zone_find(work->arena, S("Etc/UTC"), &zone) != OK)
        return S("");
    return when_day(work->arena, zone, two->lapses_at, work->now);
}

/* Two others who fit this mentee, as links to their pages. */
static enum err find_others(struct work *work, const struct scheme_access *by,
                            const struct request_two_row *two, struct mail_text *text)
{
    struct mail_choice *choices = NEW_ARRAY(work->arena, struct mail_choice, 2);
    struct directory_mentors others;
    struct directory_mentee mentee;

    TRY(directory_mentee_get(work, by, two->mentee, &mentee));
    TRY(directory_similar(work, by, &mentee, two->mentor, &others));
    for (size_t i = 0; i < others.len; i++)
        choices[i] = (struct mail_choice){
            introduction_who(work->arena, others.at[i].name, others.at[i].headline,
                             (struct str){0}),
            say(work->arena, "/s/%.*s/mentors/%lld", ARG(two->slug), (long long)others.at[i].id.n)};
    text->choices = choices;
    text->nchoices = others.len;
    return OK;
}

static enum err link_to(struct work *work, const struct scheme_access *by, enum request_act act,
                        struct person_id to, struct request_id id, struct str *ret)
{
    struct act_to link = {.scheme = scheme_key(by), .person = to, .object = id.n};

    return act_link(work, scheme_nobody(by), &request_acts.at[act], &link, ret);
}

static enum err write_asking(struct work *work, const struct scheme_access *by,
                             enum request_letter letter, struct request_id id,
                             const struct request_two_row *two, struct buf *body,
                             struct mail_text *text)
{
    struct arena *arena = work->arena;

    if (letter == LETTER_REPLIED) {
        text->subject = say(arena, "%.*s has answered", ARG(two->mentee_name));
        request_replied_txt(body, two->mentee_name, two->asked, two->answer);
    } else {
        text->subject = letter == LETTER_SENT
                            ? say(arena, "%.*s asks you to be their mentor", ARG(two->mentee_name))
                            : say(arena, "%.*s waits for your answer", ARG(two->mentee_name));
        request_sent_txt(
            body, two->mentee_name,
            introduction_who(arena, two->mentee_headline, (struct str){0}, two->mentee_city),
            two->hopes, dashed(arena, two->reasons), until(work, two), letter == LETTER_WAITS);
    }
    text->button = S("Yes, not this time, or a question first");
    text->cost = S("One tap, two minutes");
    return link_to(work, by, REQUEST_ANSWERED, two->mentor_person, id, &text->path);
}

static enum err write_one(struct work *work, const struct scheme_access *by,
                          enum request_letter letter, struct request_id id,
                          const struct request_two_row *two, struct buf *body,
                          struct mail_text *text)
{
    struct arena *arena = work->arena;

    switch (letter) {
    case LETTER_SENT:
    case LETTER_WAITS:
    case LETTER_REPLIED:
        return write_asking(work, by, letter, id, two, body, text);
    case LETTER_ASKED:
    case LETTER_OWED:
        text->subject =
            say(arena, "%.*s would like to know something first", ARG(two->mentor_name));
        text->button = S("Answer");
        text->cost = S("Two minutes");
        request_asked_txt(body, two->mentor_name, two->asked, letter == LETTER_OWED);
        return link_to(work, by, REQUEST_REPLIED, two->mentee_person, id, &text->path);
    case LETTER_DECLINED:
        request_declined_txt(body, two->mentor_name, request_why_says(two->why_not), two->line);
        return find_others(work, by, two, text);
    case LETTER_EXPIRED:
    case LETTER_TAKEN:
        TRY(find_others(work, by, two, text));
        break;
    case LETTER_LAPSED:
    case LETTER_OVERTAKEN:
    case LETTER_WITHDRAWN:
    case LETTER_COUNT:
        break;
    }
    request_ended_txt(body, letter, is_to_mentor(letter) ? two->mentee_name : two->mentor_name);
    return OK;
}

enum err request_tell(struct work *work, const struct scheme_access *by, enum request_letter letter,
                      struct request_id id, int64_t round)
{
    struct buf body = {.arena = work->arena};
    struct mail_text text = {.scheme = scheme_key(by)};
    struct request_two_row two;

    TRY(request_two(work, by, id, &two));
    TRY(write_one(work, by, letter, id, &two, &body, &text));
    text.body = buf_str(&body);
    return mail_queue_text(
        work, scheme_nobody(by), &mail_rows[letter],
        is_to_mentor(letter) ? two.mentor_person : two.mentee_person,
        say(work->arena, "%s/%lld/%lld", mail_rows[letter].name, (long long)id.n, (long long)round),
        &text);
}
