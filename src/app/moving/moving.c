#include "app/moving/moving_inside.h"

#include "app/audit/audit.h"
#include "app/scheme/scheme.h"
#include "moving_sql.h"
#include "sheet/confined.h"

enum { DAY_S = 86400, NOON_S = 43200, WEEK = 7 };

enum err moving_read(struct work *work, struct str bytes, struct str *ret)
{
    static const struct roster_columns none;
    struct sheet sheet;

    TRY(sheet_read_confined(work, bytes, &sheet));
    *ret = sheet_without(work->arena, &sheet, &none, ROSTER_HEADS_UP);
    return OK;
}

static enum err add_pair(struct work *work, const struct team_access *by, struct moving_id id,
                         const struct moving_plan *plan, const struct moving_step *step)
{
    struct pair_id pair = {work_new_key(work)};
    struct participant_id places[] = {step->mentee_place, step->mentor_place};
    struct moving_taken_row taken;

    for (size_t i = 0; i < COUNT(places); i++) {
        enum err err = moving_take(work, by, places[i], &taken);
        if (err == ERR_NOT_FOUND)
            return work_fail(work, ERR_CONFLICT, S(""),
                             S("A place was taken meanwhile. Look at the list again."));
        TRY(err);
    }
    TRY(moving_add_pair(work, by, pair, plan->cohort, step->mentee, step->mentor,
                        step->mentee_place, step->mentor_place, step->starts.n * DAY_S + NOON_S,
                        step->ends));
    TRY(moving_remember(work, by, id, pair));
    return audit_add(work, team_scheme(by), "pair_moved_in", pair.n);
}

enum err moving_carry_out(struct work *work, const struct team_access *by, struct moving_id id,
                          const struct moving_plan *plan)
{
    struct moving_finished_row finished;

    if (plan->steps.len > 0)
        TRY(scheme_cohort_run(work, by));
    /* Before any pair, so that a second press of the button finds it done. */
    enum err err =
        moving_finish(work, by, id, (int64_t)plan->steps.len, plan->skips, work->now, &finished);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("This list has been brought in already."));
    TRY(err);
    for (size_t i = 0; i < plan->steps.len; i++)
        TRY(add_pair(work, by, id, plan, &plan->steps.at[i]));
    return audit_add(work, team_scheme(by), "pairs_moved_in", id.n);
}

static enum err held(struct work *work)
{
    return work_fail(work, ERR_INVALID, S(""),
                     S("This list cannot be undone any more: something has been written, met or "
                       "agreed in one of its pairs, or one has ended."));
}

enum err moving_undo(struct work *work, const struct team_access *by, struct moving_id id)
{
    struct moving_undone_row undone;
    struct moving_moved_rows moved;

    enum err err = moving_mark_undone(work, by, id, &undone);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("These pairs are not here any more."));
    TRY(err);
    TRY(moving_pairs(work, by, id, &moved));
    for (size_t i = 0; i < moved.len; i++) {
        const struct moving_moved_row *row = &moved.at[i];
        if (!str_eq(row->state, S("active")))
            return held(work);
        TRY(moving_forget(work, by, row->pair));
        err = moving_drop_pair(work, by, row->pair);
        if (err == ERR_CONFLICT)
            return held(work);
        TRY(err);
        TRY(moving_give_back(work, by, row->mentee_place));
        TRY(moving_give_back(work, by, row->mentor_place));
    }
    return audit_add(work, team_scheme(by), "moving_undone", id.n);
}

enum err moving_at_once(struct work *work, const struct team_access *by, struct str file,
                        struct str bytes, bool is_dry, struct moving_plan *ret)
{
    struct moving_id id = {work_new_key(work)};
    struct str sheet;

    TRY(moving_read(work, bytes, &sheet));
    TRY(moving_plan(work, by, sheet, ret));
    if (is_dry)
        return OK;
    TRY(moving_add(work, by, id, ret->cohort, file, sheet, (struct maybe_person_id){0}, work->now));
    return moving_carry_out(work, by, id, ret);
}

const struct concept moving_concept = {
    .name = "moving",
    .routes = &moving_routes,
};
