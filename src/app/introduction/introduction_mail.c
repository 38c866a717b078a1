/* introduction_mail.c - what the two are told, and when. */
#include "app/act/act.h"
#include "app/introduction/introduction_inside.h"
#include "app/scheme/scheme.h"
#include "mail/mail.h"

#include "introduction_asked_txt.h"
#include "introduction_made_txt.h"
#include "introduction_not_taken_txt.h"
#include "introduction_sql.h"
#include "introduction_withdrawn_txt.h"

static const struct mail mail_rows[] = {
    [ASKED] = {"introduction_asked", MAIL_NEEDED, "Somebody who may suit you",
               "Asks whether you would like to be introduced to somebody."},
    [INTRODUCED] = {"introduction_made", MAIL_NEEDED, "You have been introduced",
                    "Introduces the two of you, with what to do first."},
    [NOT_TAKEN] = {"introduction_not_taken", MAIL_NEEDED, "Not this time",
                   "Tells you that an introduction will not happen."},
    [WITHDRAWN] = {"introduction_withdrawn", MAIL_NEEDED, "We wrote too soon",
                   "Tells you that an offer was taken back."},
};
_Static_assert(COUNT(mail_rows) == OCCASION_COUNT, "a mail for each occasion");
const struct mails introduction_mails = LIST(mail_rows);

/* Each reason behind a dash. */
static struct str dashed(struct arena *arena, struct str reasons)
{
    struct introduction_lines lines = introduction_lines(arena, reasons);
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < lines.len; i++)
        buf_addf(&out, "%s- %.*s", i > 0 ? "\n" : "", ARG(lines.at[i]));
    return buf_str(&out);
}

static struct str said(struct arena *arena, const char *before, struct str name, const char *after)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%s%.*s%s", before, ARG(name), after);
    return buf_str(&out);
}

struct telling {
    struct introduction_profile_row about;
    struct str scheme, slug, reasons;
    bool to_mentor;
    int64_t days;
};

static enum err find_telling(struct work *work, const struct scheme_access *by,
                             struct participant_id about, struct str reasons, struct telling *ret)
{
    struct introduction_scheme_row scheme;
    struct scheme_rules rules;

    TRY(introduction_profile(work, by, about, &ret->about));
    TRY(introduction_scheme(work, by, &scheme));
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    ret->scheme = scheme.name;
    ret->slug = scheme.slug;
    ret->reasons = dashed(work->arena, reasons);
    ret->to_mentor = str_eq(ret->about.role, S("mentee"));
    ret->days = rules.first_contact_days;
    return OK;
}

static void write_mail(struct arena *arena, enum introduction_occasion occasion,
                       const struct telling *telling, struct buf *body, struct str *subject)
{
    struct str name = telling->about.name;
    struct str who = introduction_who(arena, telling->about.headline, telling->about.employer,
                                      telling->about.city);
    struct str hopes = telling->to_mentor ? telling->about.hopes : telling->about.gains;

    switch (occasion) {
    case ASKED:
        *subject = telling->to_mentor ? said(arena, "Could you help ", name, "?")
                                      : said(arena, "A mentor for you: ", name, "");
        introduction_asked_txt(body, telling->to_mentor, telling->scheme, name, who,
                               telling->reasons, hopes);
        return;
    case INTRODUCED:
        *subject = said(arena, "You and ", name, " have been introduced");
        introduction_made_txt(body, telling->to_mentor, name, who, telling->reasons, hopes,
                              telling->days);
        return;
    case NOT_TAKEN:
        introduction_not_taken_txt(body, telling->to_mentor, name);
        return;
    case WITHDRAWN:
        introduction_withdrawn_txt(body, name);
        return;
    case OCCASION_COUNT:
        return;
    }
}

/* A link of their own for who is asked, the pair's home for who is introduced. */
static enum err find_button(struct work *work, const struct scheme_access *by,
                            enum introduction_occasion occasion, struct pair_id pair,
                            struct person_id to, const struct telling *telling,
                            struct mail_text *text)
{
    struct act_to link = {.scheme = scheme_key(by), .person = to, .object = pair.n};
    struct buf path = {.arena = work->arena};

    if (occasion == ASKED) {
        text->button = S("Look, and say yes or not this time");
        text->cost = S("One tap, a minute");
        return act_link(work, scheme_nobody(by), introduction_answer, &link, &text->path);
    }
    if (occasion == INTRODUCED) {
        buf_addf(&path, "/s/%.*s/pairs/%lld%s", ARG(telling->slug), (long long)pair.n,
                 telling->to_mentor ? "" : "/meetings/new");
        text->button = telling->to_mentor ? S("See your page together") : S("Offer times");
        text->path = buf_str(&path);
    }
    return OK;
}

enum err introduction_tell(struct work *work, const struct scheme_access *by,
                           enum introduction_occasion occasion, struct pair_id pair,
                           struct person_place to, struct person_place about, struct str reasons)
{
    struct telling telling = {0};
    struct buf body = {.arena = work->arena}, once = {.arena = work->arena};
    struct mail_text text = {.scheme = scheme_key(by), .pair = pair};

    TRY(find_telling(work, by, about.place, reasons, &telling));
    write_mail(work->arena, occasion, &telling, &body, &text.subject);
    TRY(find_button(work, by, occasion, pair, to.person, &telling, &text));
    text.body = buf_str(&body);
    buf_addf(&once, "%s/%lld", mail_rows[occasion].name, (long long)pair.n);
    return mail_queue_text(work, scheme_nobody(by), &mail_rows[occasion], to.person, buf_str(&once),
                           &text);
}

enum err introduction_preview(struct work *work, const struct scheme_access *by,
                              struct participant_id to, struct participant_id about,
                              struct str reasons, struct introduction_mail *ret)
{
    struct introduction_profile_row reader;
    struct telling telling = {0};
    struct buf body = {.arena = work->arena};

    TRY(introduction_profile(work, by, to, &reader));
    TRY(find_telling(work, by, about, reasons, &telling));
    write_mail(work->arena, ASKED, &telling, &body, &ret->subject);
    ret->to = reader.name;
    ret->body = buf_str(&body);
    return OK;
}
