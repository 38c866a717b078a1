#include "app/scheme/scheme.h"

#include "app/scheme/scheme_inside.h"
#include "scheme_sql.h"

enum err scheme_rules_get(struct work *work, const struct visitor_access *by,
                          struct scheme_rules *ret)
{
    struct scheme_text_rows texts;
    struct scheme_error error;

    TRY(scheme_text_in_force(work, by, &texts));
    if (texts.len == 0) {
        *ret = scheme_rules_usual();
        return OK;
    }
    if (scheme_text_parse(work->arena, texts.at[0].body, ret, &error) != OK)
        return ERR_BROKEN;
    ret->text = texts.at[0].id;
    ret->version = texts.at[0].version;
    return OK;
}

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
