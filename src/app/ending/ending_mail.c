#include "app/ending/ending_inside.h"

#include "ending_answered_txt.h"
#include "ending_closing_txt.h"
#include "ending_completed_txt.h"
#include "ending_ended_txt.h"
#include "ending_offered_txt.h"
#include "ending_until_txt.h"

enum { TOLD_ENDED, TOLD_COMPLETED, TOLD_CLOSING, TOLD_OFFERED, TOLD_ANSWERED, TOLD_UNTIL };
static const struct mail mail_rows[] = {
    [TOLD_ENDED] = {"ending_ended", MAIL_EVENT, "Your mentoring has ended",
                    "Says that your mentoring has ended, and where you can look back."},
    [TOLD_COMPLETED] = {"ending_completed", MAIL_EVENT, "You have completed your mentoring",
                        "Says that you two have completed your mentoring, with the keepsake."},
    [TOLD_CLOSING] = {"ending_closing", MAIL_REMINDER, "Your last two weeks together",
                      "Says that the last two weeks of your mentoring have begun."},
    [TOLD_OFFERED] = {"ending_offered", MAIL_EVENT, "To complete early, or to go on",
                      "Brings what the other offers: to complete early, or to go on for longer."},
    [TOLD_ANSWERED] = {"ending_answered", MAIL_EVENT, "About what you offered",
                       "Says that the other would rather not, when you offered to complete early "
                       "or to go on."},
    [TOLD_UNTIL] = {"ending_until", MAIL_EVENT, "How long your mentoring goes on",
                    "Says until when your mentoring goes on."},
};
const struct mails ending_mails = LIST(mail_rows);

/* A mail about a pair to one of its two. */
struct letter {
    int row;
    struct person_id to;
    struct pair_id pair;
    int64_t occasion;
    struct str slug, body, page; /* page: below the pair's path, "/close" */
    struct str button;
};

static enum err post(struct work *work, const struct scheme_access *by, const struct letter *letter)
{
    const struct mail *row = &mail_rows[letter->row];
    struct buf once = {.arena = work->arena}, path = {.arena = work->arena};

    buf_addf(&once, "%s/%lld/%lld", row->name, (long long)letter->pair.n,
             (long long)letter->occasion);
    buf_addf(&path, "/s/%.*s/pairs/%lld%.*s", ARG(letter->slug), (long long)letter->pair.n,
             ARG(letter->page));
    const struct mail_text text = {.body = letter->body,
                                   .button = letter->button,
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(by),
                                   .pair = letter->pair};
    return mail_queue_text(work, scheme_nobody(by), row, letter->to, buf_str(&once), &text);
}

/* The same occasion told to both, each in their own words. */
struct occasion {
    int row;
    int64_t key;
    struct str page, button;
    struct maybe_person_id by_whom;
    struct str reason;
    struct day until_on;
    bool is_yes;
};

/* What one of the two reads of an occasion. */
static struct str body_of(struct arena *arena, const struct occasion *occasion,
                          const struct ending_two_row *two, bool is_mentee)
{
    struct str other = is_mentee ? two->mentor_name : two->mentee_name;
    struct person_id reader = is_mentee ? two->mentee : two->mentor;
    struct buf body = {.arena = arena};

    switch (occasion->row) {
    case TOLD_ENDED:
        ending_ended_txt(&body, other, occasion->reason,
                         occasion->by_whom.is_set && occasion->by_whom.at.n == reader.n);
        break;
    case TOLD_COMPLETED:
        ending_completed_txt(&body, other);
        break;
    case TOLD_CLOSING:
        ending_closing_txt(&body, other, two->ends_on, is_mentee);
        break;
    default:
        ending_until_txt(&body, other, occasion->until_on, occasion->is_yes);
        break;
    }
    return buf_str(&body);
}

static enum err tell_both(struct work *work, const struct scheme_access *by, struct pair_id pair,
                          const struct occasion *occasion)
{
    struct ending_two_row two;

    TRY(ending_two(work, by, pair, &two));
    for (int i = 0; i < 2; i++) {
        bool is_mentee = i == 0;
        const struct letter letter = {.row = occasion->row,
                                      .to = is_mentee ? two.mentee : two.mentor,
                                      .pair = pair,
                                      .occasion = occasion->key,
                                      .slug = two.slug,
                                      .body = body_of(work->arena, occasion, &two, is_mentee),
                                      .page = occasion->page,
                                      .button = occasion->button};
        TRY(post(work, by, &letter));
    }
    return OK;
}

enum err ending_tell_ended(struct work *work, const struct scheme_access *by, struct pair_id pair,
                           struct maybe_person_id by_whom, struct str reason)
{
    const struct occasion ended = {.row = TOLD_ENDED,
                                   .key = pair.n,
                                   .page = S("/close"),
                                   .button = S("Look back"),
                                   .by_whom = by_whom,
                                   .reason = reason};

    return tell_both(work, by, pair, &ended);
}

enum err ending_tell_completed(struct work *work, const struct scheme_access *by,
                               struct pair_id pair)
{
    const struct occasion completed = {.row = TOLD_COMPLETED,
                                       .key = pair.n,
                                       .page = S("/keepsake"),
                                       .button = S("Open your keepsake")};

    return tell_both(work, by, pair, &completed);
}

/* key: the day it would end on, so that two who go on are told again the next time. */
enum err ending_tell_closing(struct work *work, const struct scheme_access *by, struct pair_id pair,
                             struct day ends_on)
{
    const struct occasion closing = {
        .row = TOLD_CLOSING, .key = ends_on.n, .page = S("/close"), .button = S("Look back")};

    return tell_both(work, by, pair, &closing);
}

enum err ending_tell_until(struct work *work, const struct scheme_access *by, struct pair_id pair,
                           struct ending_offer_id offer, struct day until_on, bool is_yes)
{
    const struct occasion until = {.row = TOLD_UNTIL,
                                   .key = offer.n,
                                   .button = S("To your page"),
                                   .until_on = until_on,
                                   .is_yes = is_yes};

    return tell_both(work, by, pair, &until);
}

/* --- from one of the two to the other */

static struct str named(struct arena *arena, struct str name, const char *what)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%.*s %s", ARG(name), what);
    return buf_str(&out);
}

enum err ending_tell_offer(struct work *work, const struct pair_access *by,
                           struct ending_offer_id offer, struct maybe_day until_on)
{
    struct buf once = {.arena = work->arena}, body = {.arena = work->arena};
    struct pair_two two;
    struct str path;

    TRY(pair_two_get(work, by, &two));
    const struct act_to link = {.scheme = scheme_key(pair_scheme(by)),
                                .person = two.other.id,
                                .pair = pair_key(by),
                                .object = offer.n};
    TRY(act_link(work, pair_nobody(by), ending_answer_act, &link, &path));
    buf_addf(&once, "ending_offered/%lld", (long long)offer.n);
    ending_offered_txt(&body, two.me.name, until_on);
    const struct mail_text text = {
        .subject = named(work->arena, two.me.name,
                         until_on.is_set ? "would like to go on" : "offers to complete early"),
        .cost = S("One tap"),
        .body = buf_str(&body),
        .button = S("Answer"),
        .path = path,
        .scheme = scheme_key(pair_scheme(by)),
        .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[TOLD_OFFERED], two.other.id,
                           buf_str(&once), &text);
}

enum err ending_tell_no(struct work *work, const struct pair_access *by,
                        struct ending_offer_id offer, struct maybe_day until_on)
{
    struct buf body = {.arena = work->arena};
    struct ending_two_row row;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(ending_two(work, pair_scheme(by), pair_key(by), &row));
    ending_answered_txt(&body, two.me.name, until_on);
    const struct letter letter = {.row = TOLD_ANSWERED,
                                  .to = two.other.id,
                                  .pair = pair_key(by),
                                  .occasion = offer.n,
                                  .slug = row.slug,
                                  .body = buf_str(&body),
                                  .button = S("To your page")};
    return post(work, pair_scheme(by), &letter);
}
