#include "app/account/account.h"
#include "app/application/application_inside.h"

#include "application_accepted_txt.h"
#include "application_asked_txt.h"
#include "application_declined_txt.h"
#include "application_go_on_txt.h"
#include "application_kind_no_txt.h"
#include "application_received_txt.h"

enum { WELCOME_S = 14 * 86400 };

enum { GO_ON, RECEIVED, ASKED, ACCEPTED, DECLINED, YOUNG };
static const struct mail mail_rows[] = {
    [GO_ON] = {"application_go_on", MAIL_NEEDED, "Your application: go on any time",
               "Leads somebody who applies back to their form."},
    [RECEIVED] = {"application_received", MAIL_NEEDED, "We have your application",
                  "Tells an applicant that their application has arrived, with a copy."},
    [ASKED] = {"application_asked", MAIL_NEEDED, "One more question about your application",
               "Asks an applicant for something more."},
    [ACCEPTED] = {"application_accepted", MAIL_NEEDED, "You have a place",
                  "Welcomes an applicant who was accepted."},
    [DECLINED] = {"application_declined", MAIL_NEEDED, "About your application",
                  "Tells an applicant that the scheme has no place for them, and why."},
    [YOUNG] = {"application_young", MAIL_EVENT, "Somebody under 18 wanted to take part",
               "Tells the team that an application was stopped because of age, and no name."},
};
const struct mails application_mails = LIST(mail_rows);

static enum err queue(struct work *work, const struct public_access *by, const struct mail *mail,
                      const struct application_letter *letter, struct mail_text *text)
{
    struct buf once = {.arena = work->arena};

    buf_addf(&once, "%s/%lld/%lld", mail->name, (long long)letter->application.n,
             (long long)letter->occasion);
    text->scheme = letter->scheme;
    return mail_queue_text(work, by, mail, letter->person, buf_str(&once), text);
}

static struct str go_on_path(struct arena *arena, const struct application_letter *letter)
{
    struct buf path = {.arena = arena};

    buf_addf(&path, "%.*s/apply/go-on/%.*s", ARG(letter->scheme_path), ARG(letter->token));
    return buf_str(&path);
}

enum err application_mail_go_on(struct work *work, const struct public_access *by,
                                const struct application_letter *letter)
{
    struct buf body = {.arena = work->arena};

    application_go_on_txt(&body, letter->role == ROLE_MENTOR);
    return queue(work, by, &mail_rows[GO_ON], letter,
                 &(struct mail_text){.body = buf_str(&body),
                                     .button = S("Go on with your application"),
                                     .path = go_on_path(work->arena, letter)});
}

enum err application_mail_received(struct work *work, const struct public_access *by,
                                   const struct application_letter *letter, struct str copy,
                                   struct maybe_day closes_on)
{
    struct buf body = {.arena = work->arena};

    application_received_txt(&body, copy, closes_on);
    return queue(work, by, &mail_rows[RECEIVED], letter,
                 &(struct mail_text){.body = buf_str(&body)});
}

enum err application_mail_asked(struct work *work, const struct public_access *by,
                                const struct application_letter *letter, struct str text)
{
    struct buf body = {.arena = work->arena};

    application_asked_txt(&body, text);
    return queue(work, by, &mail_rows[ASKED], letter,
                 &(struct mail_text){.body = buf_str(&body),
                                     .cost = S("Two minutes"),
                                     .button = S("Answer"),
                                     .path = go_on_path(work->arena, letter)});
}

enum err application_mail_accepted(struct work *work, const struct public_access *by,
                                   const struct application_letter *letter, struct str email,
                                   enum role role)
{
    size_t host = work->site ? work->site->base_url.len : 0;
    struct buf body = {.arena = work->arena};
    struct str url;

    TRY(account_link_new(work, by, email, S("/me/start"), WELCOME_S, false, &url));
    application_accepted_txt(&body, role == ROLE_MENTOR);
    return queue(work, by, &mail_rows[ACCEPTED], letter,
                 &(struct mail_text){
                     .body = buf_str(&body),
                     .button = S("See your place"),
                     /* a mail takes paths of ours and adds the host itself */
                     .path = (struct str){url.at + host, url.len - host},
                     .after = S("The button is good for 14 days."),
                 });
}

enum err application_mail_declined(struct work *work, const struct public_access *by,
                                   const struct application_letter *letter, struct str reason)
{
    struct buf body = {.arena = work->arena};

    application_declined_txt(&body, reason);
    return queue(work, by, &mail_rows[DECLINED], letter,
                 &(struct mail_text){.body = buf_str(&body)});
}

static const char young_body[] =
    "Somebody began an application and said that they are not 18 yet. It was stopped there, with "
    "kind words and the way to you; nothing of it was kept, so there is no name.\n\n"
    "If they turn to you, you may know of something that is made for them.\n\n"
    "At most one such mail comes in a day.";

enum err application_mail_young(struct work *work, const struct visitor_access *by)
{
    struct buf once = {.arena = work->arena};
    struct application_runner_rows team;

    buf_addf(&once, "application_young/%lld", (long long)work->today.n);
    TRY(application_runners(work, by, &team));
    const struct mail_text text = {.body = str_of(young_body), .scheme = visitor_id(by)};
    for (size_t i = 0; i < team.len; i++)
        TRY(mail_queue_text(work, person_nobody(visitor_person(by)), &mail_rows[YOUNG],
                            team.at[i].person, buf_str(&once), &text));
    return OK;
}

struct str application_kind_no(struct arena *arena, struct str name, enum role role)
{
    struct buf text = {.arena = arena};

    application_kind_no_txt(&text, name, role == ROLE_MENTOR);
    return str_trim(buf_str(&text));
}
