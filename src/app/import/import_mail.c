#include "app/account/account.h"
#include "app/import/import_inside.h"

#include "import_invitation_txt.h"
#include "import_sql.h"

enum { INVITATION_S = 14 * 86400 };

enum { IMPORT_INVITATION };
static const struct mail mail_rows[] = {
    [IMPORT_INVITATION] = {"import_invitation", MAIL_NEEDED, "Your place in a mentoring scheme",
                           "Invites somebody whom the scheme has on its list."},
};
const struct mails import_mails = LIST(mail_rows);

/* A mail takes paths of ours and adds the host itself. */
static struct str path_of(const struct work *work, struct str url)
{
    size_t host = work->site ? work->site->base_url.len : 0;

    return (struct str){url.at + host, url.len - host};
}

enum err import_invite(struct work *work, const struct team_access *by, struct str name,
                       struct str email, enum role role)
{
    const struct public_access *nobody = team_nobody(by);
    struct buf once = {.arena = work->arena}, body = once, go_to = once;
    struct import_scheme_row scheme;
    struct person_id person;
    struct str url;

    TRY(account_person_find_or_add(work, nobody, name, email, (struct str){0}, &person));
    TRY(import_scheme(work, by, &scheme));
    buf_addf(&go_to, "/s/%.*s/profile", ARG(scheme.slug));
    TRY(account_link_new(work, nobody, email, buf_str(&go_to), INVITATION_S, false, &url));
    buf_addf(&once, "import_invitation/%lld", (long long)scheme_key(team_scheme(by)).n);
    import_invitation_txt(&body, role == ROLE_MENTEE);
    struct mail_text text = {
        .body = buf_str(&body),
        .button = S("See your place"),
        .path = path_of(work, url),
        .after = S("The button is good for 14 days. If you do not want to take part, answer this "
                   "mail and say so."),
        .scheme = scheme_key(team_scheme(by)),
    };
    return mail_queue_text(work, nobody, &mail_rows[IMPORT_INVITATION], person, buf_str(&once),
                           &text);
}
