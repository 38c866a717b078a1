#include "app/scheme/scheme.h"

#include "app/audit/audit.h"
#include "app/scheme/scheme_inside.h"
#include "scheme_sql.h"

#include <string.h>

enum err scheme_cohort_get(struct work *work, const struct visitor_access *by,
                           struct scheme_cohort *ret)
{
    struct cohort_row row;

    TRY(scheme_cohort_now(work, by, &row));
    *ret = (struct scheme_cohort){
        .id = row.id,
        .name = row.name,
        .state = row.state,
        .opens_on = row.opens_on,
        .closes_on = row.closes_on,
        .runs_from = row.runs_from,
        .runs_to = row.runs_to,
    };
    return OK;
}

bool scheme_is_open(const struct scheme_rules *rules, const struct scheme_cohort *cohort)
{
    return str_eq(cohort->state, S("open")) ||
           (rules->intake == INTAKE_ROLLING && str_eq(cohort->state, S("running")));
}

/* The life of a cohort (product.md section 4). A lead opens and archives; the rest is anybody's of
 * the team.
 */
static const struct {
    const char *from, *to;
    bool wants_lead;
} moves[] = {
    {"draft", "open", true},          {"open", "selecting", false},
    {"selecting", "matching", false}, {"matching", "running", false},
    {"running", "closing", false},    {"closing", "follow_up", false},
    {"follow_up", "archived", true},
};

static bool has_blank(struct str text)
{
    return text.len == 0 || memchr(text.at, '[', text.len) != NULL;
}

struct str scheme_lacks_safeguarding(const struct scheme_rules *rules)
{
    const struct scheme_contact *lead = &rules->safeguarding;

    if (lead->name.len == 0 || (lead->email.len == 0 && lead->phone.len == 0))
        return S("Name the safeguarding lead, with an address or a phone number.");
    return S("");
}

struct str scheme_lacks_privacy(const struct scheme_rules *rules)
{
    if (has_blank(rules->prose[PROSE_PRIVACY]))
        return S("Fill in what stands in brackets in the privacy notice.");
    return S("");
}

struct str scheme_lacks_agreement(const struct scheme_rules *rules)
{
    if (has_blank(rules->prose[PROSE_CONDUCT]) || has_blank(rules->prose[PROSE_CONFIDENTIALITY]))
        return S("Write what both agree to: conduct and confidentiality.");
    return S("");
}

static bool asks(const struct scheme_rules *rules, enum role role, struct str key)
{
    for (size_t i = 0; i < rules->fields.len; i++)
        if (rules->fields.at[i].role == (int64_t)role && str_eq(rules->fields.at[i].key, key))
            return true;
    return false;
}

/* What matching and the first mail lean on; and a list without choices asks nothing. */
struct str scheme_lacks_form(const struct scheme_rules *rules)
{
    for (size_t i = 0; i < rules->fields.len; i++) {
        const struct scheme_field *field = &rules->fields.at[i];
        bool has_choices = field->kind == FIELD_ONE || field->kind == FIELD_SOME;
        if (has_choices && field->choices.len == 0)
            return S("A question of the form offers no choices.");
        if (field->purpose.len == 0)
            return S("A question of the form does not say why it is asked.");
    }
    if (!asks(rules, ROLE_MENTEE, S("hopes")) || !asks(rules, ROLE_MENTEE, S("topics")))
        return S("Ask mentees what they hope for and which help they look for.");
    if (!asks(rules, ROLE_MENTOR, S("topics")))
        return S("Ask mentors what they can help with.");
    return S("");
}

struct str scheme_lacks_dates(const struct scheme_rules *rules)
{
    bool has_all = rules->opens_on.is_set && rules->closes_on.is_set && rules->runs_from.is_set &&
                   rules->runs_to.is_set;

    if (rules->intake == INTAKE_BATCH && !has_all)
        return S("Say when applications open and close, and when the pairs run.");
    return S("");
}

static enum err check_may_open(struct work *work, const struct team_access *by)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    const struct str lacks[] = {scheme_lacks_safeguarding(&rules), scheme_lacks_privacy(&rules),
                                scheme_lacks_agreement(&rules), scheme_lacks_form(&rules)};
    for (size_t i = 0; i < COUNT(lacks); i++)
        if (lacks[i].len > 0)
            return work_fail(work, ERR_INVALID, (struct str){0}, lacks[i]);
    return OK;
}

static enum err move(struct work *work, const struct team_access *by, struct cohort_id cohort,
                     struct str from, struct str to)
{
    struct moved_cohort_row moved;
    struct buf act = {.arena = work->arena};

    enum err err = cohort_move(work, by, cohort, from, to, &moved);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, (struct str){0},
                         S("Somebody moved the cohort on just now. Look at it again."));
    TRY(err);
    buf_addf(&act, "cohort_%.*s", ARG(to));
    return audit_add(work, team_scheme(by), arena_copy(work->arena, buf_str(&act)).at, cohort.n);
}

enum err scheme_cohort_move(struct work *work, const struct team_access *by, struct str to)
{
    struct scheme_cohort cohort;
    size_t i = 0;

    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    while (i < COUNT(moves) &&
           !(str_eq(cohort.state, str_of(moves[i].from)) && str_eq(to, str_of(moves[i].to))))
        i++;
    if (i == COUNT(moves))
        return work_fail(work, ERR_INVALID, (struct str){0},
                         S("The cohort does not go there from where it is."));
    if (moves[i].wants_lead && !scheme_has_role(team_scheme(by), ROLE_LEAD) &&
        scheme_actor(team_scheme(by)).n != 0)
        return work_fail(work, ERR_INVALID, (struct str){0},
                         S("The lead of the scheme does this. You can ask them to."));
    if (str_eq(to, S("open")))
        TRY(check_may_open(work, by));
    return move(work, by, cohort.id, cohort.state, to);
}

enum err scheme_cohort_run(struct work *work, const struct team_access *by)
{
    struct scheme_cohort cohort;

    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    if (str_eq(cohort.state, S("draft")))
        return work_fail(work, ERR_INVALID, (struct str){0},
                         S("The cohort has not been opened yet. Open it first, under Settings."));
    if (str_eq(cohort.state, S("open")) || str_eq(cohort.state, S("selecting")) ||
        str_eq(cohort.state, S("matching")))
        return move(work, by, cohort.id, cohort.state, S("running"));
    return OK;
}

/* Applications close by their date; a rolling scheme has none. */
static enum err close_by_date(struct work *work, const struct job_access *by)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(job_scheme(by)), &rules));
    if (rules.intake == INTAKE_ROLLING)
        return OK;
    return cohort_close(work, by, work->today);
}

static const struct job job_rows[] = {
    {"cohort_close", 3600, close_by_date, "Closes applications when their last day is over"},
};
const struct jobs scheme_jobs = LIST(job_rows);
