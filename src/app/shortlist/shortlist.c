#include "app/shortlist/shortlist_inside.h"

#include "app/act/act.h"
#include "app/audit/audit.h"
#include "app/introduction/introduction.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "match/problem.h"
#include "shortlist_sent_txt.h"
#include "shortlist_sql.h"

#include <stdlib.h>

enum { DAY_S = 86400 };

static const struct mail mail_rows[] = {
    {"shortlist_sent", MAIL_EVENT, "A few mentees you could help: you choose",
     "Brings a mentor a few mentees to choose from."},
};
const struct mails shortlist_mails = LIST(mail_rows);

static int compare(const void *left, const void *right)
{
    const struct shortlist_candidate *l = left, *r = right;

    if (l->score != r->score)
        return l->score > r->score ? -1 : 1;
    return (l->mentee.n > r->mentee.n) - (l->mentee.n < r->mentee.n);
}

/* Where a mentor stands in the input; its length: nowhere. */
static size_t place_of(const struct matching_load *load, struct participant_id mentor)
{
    size_t at = 0;

    while (at < load->input.mentors.len && load->mentors[at].participant.n != mentor.n)
        at++;
    return at;
}

static struct str reasons_of(struct work *work, const struct matching_load *load, size_t mentee,
                             size_t mentor)
{
    int64_t *none =
        NEW_ARRAY(work->arena, int64_t, load->input.mentors.len + load->input.mentees.len);
    struct match_result result = {.gains = none, .prices = none};
    struct match_why why = match_why(work, &load->input, &result, mentee, mentor);

    return matching_reasons(work->arena, &load->words, &why);
}

enum err shortlist_find(struct work *work, const struct matching_load *load,
                        struct participant_id mentor, size_t most, struct shortlist_candidates *ret)
{
    const struct match_input *input = &load->input;
    size_t at = place_of(load, mentor), len = 0;

    if (at == input->mentors.len)
        return ERR_NOT_FOUND;
    struct shortlist_candidate *all =
        NEW_ARRAY(work->arena, struct shortlist_candidate, input->mentees.len + 1);
    for (size_t i = 0; i < input->mentees.len; i++) {
        int64_t score;
        if (match_rule_of(input, i, at, match_is_blocked(input, i, at), &score) != MATCH_NO_RULE)
            continue;
        all[len++] = (struct shortlist_candidate){load->mentees[i].participant,
                                                  load->mentees[i].name,
                                                  load->mentees[i].headline,
                                                  {0},
                                                  score};
    }
    if (len > 0)
        qsort(all, len, sizeof(*all), compare);
    len = len < most ? len : most;
    for (size_t k = 0; k < len; k++)
        for (size_t i = 0; i < input->mentees.len; i++)
            if (load->mentees[i].participant.n == all[k].mentee.n)
                all[k].reasons = reasons_of(work, load, i, at);
    *ret = (struct shortlist_candidates){all, len};
    return OK;
}

static enum err tell(struct work *work, const struct team_access *by, struct shortlist_id id,
                     struct participant_id mentor, size_t len)
{
    struct buf body = {.arena = work->arena}, once = {.arena = work->arena};
    struct mail_text text = {.scheme = scheme_key(team_scheme(by)),
                             .button = S("See them, and choose"),
                             .cost = S("Two minutes")};
    struct shortlist_mentor_row row;

    TRY(shortlist_person_of(work, by, mentor, &row));
    struct act_to link = {
        .scheme = scheme_key(team_scheme(by)), .person = row.person, .object = id.n};
    TRY(act_link(work, team_nobody(by), &shortlist_acts.at[0], &link, &text.path));
    shortlist_sent_txt(&body, (int64_t)len);
    buf_addf(&once, "shortlist_sent/%lld", (long long)id.n);
    text.body = buf_str(&body);
    return mail_queue_text(work, team_nobody(by), &mail_rows[0], row.person, buf_str(&once), &text);
}

static const struct shortlist_candidate *find(const struct shortlist_candidates *all,
                                              struct participant_id mentee)
{
    for (size_t i = 0; i < all->len; i++)
        if (all->at[i].mentee.n == mentee.n)
            return &all->at[i];
    return NULL;
}

enum err shortlist_send(struct work *work, const struct team_access *by,
                        struct participant_id mentor, const struct participant_id *mentees,
                        size_t len)
{
    struct shortlist_id id = {work_new_key(work)};
    struct shortlist_candidates all;
    struct matching_load load;
    struct scheme_rules rules;

    if (len == 0 || len > SHORTLIST_MOST)
        return work_fail(work, ERR_INVALID, S("mentee"), S("Choose one to five mentees."));
    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    TRY(matching_load(work, by, &load));
    TRY(shortlist_find(work, &load, mentor, load.input.mentees.len, &all));
    enum err err =
        shortlist_add(work, by, id, mentor, work->now, work->now + rules.requests_days * DAY_S);
    if (err == ERR_CONFLICT)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("This mentor has a list to choose from already."));
    TRY(err);
    for (size_t i = 0; i < len; i++) {
        const struct shortlist_candidate *candidate = find(&all, mentees[i]);
        if (!candidate)
            return work_fail(
                work, ERR_INVALID, S("mentee"),
                S("One of them does not wait any more, or a rule keeps the two apart."));
        TRY(shortlist_add_mentee(work, by, id, mentees[i], candidate->reasons));
    }
    TRY(tell(work, by, id, mentor, len));
    return audit_add(work, team_scheme(by), "shortlist_sent", id.n);
}

static enum err settle(struct work *work, const struct scheme_access *by, struct shortlist_id id,
                       struct str state)
{
    struct shortlist_settled_row row;
    enum err err = shortlist_settle(work, by, id, state, work->now, &row);

    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("This list is over. Nothing is lost."));
    return err;
}

enum err shortlist_choose(struct work *work, const struct scheme_access *by, struct shortlist_id id,
                          struct participant_id mentee)
{
    struct shortlist_person_rows people;
    struct shortlist_row list;
    struct pair_id pair;
    bool is_introduced;

    TRY(shortlist_get(work, by, id, &list));
    TRY(shortlist_people(work, by, id, &people));
    TRY(settle(work, by, id, S("chosen")));
    for (size_t i = 0; i < people.len; i++) {
        if (people.at[i].mentee.n != mentee.n)
            continue;
        const struct introduction of = {list.cohort, mentee, list.mentor, people.at[i].reasons};
        enum err err = introduction_offer(work, by, &of, &pair);
        if (err == ERR_CONFLICT)
            return work_fail(work, ERR_CONFLICT, S(""),
                             S("They have found somebody a moment ago. Choose another; nothing is "
                               "lost."));
        TRY(err);
        TRY(shortlist_mark(work, by, id, mentee));
        TRY(introduction_accept(work, by, pair, &is_introduced));
        return audit_add(work, by, "shortlist_chosen", id.n);
    }
    return work_fail(work, ERR_INVALID, S("mentee"), S("Choose one of them, or none."));
}

enum err shortlist_pass(struct work *work, const struct scheme_access *by, struct shortlist_id id)
{
    struct shortlist_row list;

    TRY(shortlist_get(work, by, id, &list));
    TRY(settle(work, by, id, S("passed")));
    return audit_add(work, by, "shortlist_passed", id.n);
}

static enum err lapse(struct work *work, const struct job_access *by)
{
    return shortlist_lapse(work, job_scheme(by), work->now);
}

static const struct job job_rows[] = {
    {"shortlist_lapse", 3600, lapse, "Ends lists that a mentor did not choose from in time"},
};
const struct jobs shortlist_jobs = LIST(job_rows);

const struct concept shortlist_concept = {
    .name = "shortlist",
    .routes = &shortlist_routes,
    .acts = &shortlist_acts,
    .mails = &shortlist_mails,
    .jobs = &shortlist_jobs,
};
