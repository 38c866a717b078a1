#include "app/agreement/agreement_inside.h"

#include "agreement_accepted_txt.h"
#include "agreement_proposed_txt.h"

enum { AGREEMENT_MAIL_PROPOSED, AGREEMENT_MAIL_ACCEPTED };
static const struct mail mail_rows[] = {
    [AGREEMENT_MAIL_PROPOSED] = {"agreement_proposed", MAIL_EVENT, "How you two work together",
                                 "Brings what the other proposes for your agreement."},
    [AGREEMENT_MAIL_ACCEPTED] = {"agreement_accepted", MAIL_EVENT, "You have agreed",
                                 "Brings the exact text that you both said yes to."},
};
const struct mails agreement_mails = LIST(mail_rows);

static struct str once_of(struct work *work, const char *what, struct agreement_id id)
{
    struct buf once = {.arena = work->arena};

    buf_addf(&once, "%s/%lld", what, (long long)id.n);
    return buf_str(&once);
}

enum err agreement_mail_proposed(struct work *work, const struct pair_access *by,
                                 const struct agreement_now *now, struct agreement_id id)
{
    struct str writer = now->two.me.name;
    struct person_id to = now->two.other.id;
    struct act_to link = {
        .scheme = scheme_key(pair_scheme(by)), .person = to, .pair = pair_key(by), .object = id.n};
    struct buf body = {.arena = work->arena}, subject = {.arena = work->arena};
    struct str path;

    TRY(act_link(work, pair_nobody(by), &agreement_acts.at[AGREEMENT_ACT_YES], &link, &path));
    buf_addf(&subject, "%.*s proposes how you two work together", ARG(writer));
    agreement_proposed_txt(&body, writer, !now->open && !now->accepted);
    const struct mail_text text = {.subject = buf_str(&subject),
                                   .cost = S("Two minutes"),
                                   .body = buf_str(&body),
                                   .button = S("Read it"),
                                   .path = path,
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[AGREEMENT_MAIL_PROPOSED], to,
                           once_of(work, "agreement_proposed", id), &text);
}

static enum err tell(struct work *work, const struct pair_access *by,
                     const struct agreement_now *now, struct person_id to, struct str other)
{
    struct buf body = {.arena = work->arena}, path = {.arena = work->arena};

    buf_addf(&path, "%.*s/agreement", ARG(now->two.path));
    agreement_accepted_txt(&body, other, now->open->text);
    const struct mail_text text = {.body = buf_str(&body),
                                   .button = S("To the agreement"),
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[AGREEMENT_MAIL_ACCEPTED], to,
                           once_of(work, "agreement_accepted", now->open->id), &text);
}

enum err agreement_mail_accepted(struct work *work, const struct pair_access *by,
                                 const struct agreement_now *now)
{
    const struct pair_person *me = &now->two.me, *other = &now->two.other;

    TRY(tell(work, by, now, me->id, other->name));
    return tell(work, by, now, other->id, me->name);
}
