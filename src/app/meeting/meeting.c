#include "app/meeting/meeting.h"

#include "app/audit/audit.h"
#include "app/meeting/meeting_inside.h"
#include "base/secret.h"

/* What every change stands on: the two, the rules of their scheme, and their rhythm. */
struct ground {
    struct two two;
    struct scheme_rules rules;
    struct rhythm rhythm;
};

/* Some schemes want the agreement before the first meeting (P4). */
static enum err need_agreement(struct work *work, const struct pair_access *by)
{
    struct agreement_facts facts;

    TRY(agreement_facts_get(work, by, &facts));
    if (!facts.is_needed_first || facts.is_accepted)
        return OK;
    return work_fail(work, ERR_INVALID, (struct str){0},
                     S("In this scheme you two settle the agreement before your first meeting. It "
                       "takes five minutes, and stands on your page under Agreement."));
}

static enum err begin(struct work *work, const struct pair_access *by, struct ground *ret)
{
    TRY(two_get(work, by, &ret->two));
    TRY(two_need_open(work, &ret->two));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &ret->rules));
    return agreement_rhythm_find(work, pair_scheme(by), pair_key(by), &ret->rhythm);
}

/* Constant for the life of a meeting, and not to be guessed: it stands in two calendars. */
static struct str new_uid(struct work *work)
{
    struct str random = secret_new(work->arena), sender = mail_sender(work);
    struct buf uid = {.arena = work->arena};

    random.len /= 2;
    str_cut(&sender, '@');
    buf_addf(&uid, "m-%.*s@%.*s", ARG(random), ARG(sender));
    return buf_str(&uid);
}

static enum err add(struct work *work, const struct pair_access *by, const struct two *two,
                    struct str state, const struct meeting_plan *plan,
                    const struct meeting_time *time, struct meeting_id *ret)
{
    struct meeting_id id = {work_new_key(work)};
    struct maybe_int at = {0}, second = {0}, offered = {0}, set = {0};
    struct maybe_day on = {0};
    struct maybe_str zone = {0};

    if (time) {
        at = (struct maybe_int){true, time->at};
        on = (struct maybe_day){true, time->wall.on};
        second = (struct maybe_int){true, time->wall.second};
        zone = (struct maybe_str){true, time->zone};
        set = (struct maybe_int){true, work->now};
    } else {
        offered = (struct maybe_int){true, work->now};
    }
    TRY(meeting_add(work, by, id, state, two->me.id, plan->how, plan->minutes, plan->place,
                    plan->line, at, on, second, zone, new_uid(work), offered, set, work->now));
    *ret = id;
    return OK;
}

static enum err add_slots(struct work *work, const struct pair_access *by,
                          struct meeting_id meeting, bool is_suggested,
                          const struct meeting_time *times, size_t len)
{
    TRY(slot_clear(work, by, meeting, is_suggested));
    for (size_t i = 0; i < len; i++) {
        struct slot_id id = {work_new_key(work)};
        TRY(slot_add(work, by, id, meeting, is_suggested, times[i].at, times[i].wall.on,
                     times[i].wall.second, times[i].zone));
    }
    return OK;
}

enum err meeting_offer(struct work *work, const struct pair_access *by,
                       const struct meeting_time *times, size_t len,
                       const struct meeting_plan *plan, struct meeting_id *ret)
{
    struct ground ground;
    struct meeting_rows open;
    struct offered_meeting_row again;
    struct meeting_id id;

    TRY(begin(work, by, &ground));
    TRY(policy_need(work, &ground.rules, ACT_OFFER_TIMES, pair_role(by)));
    if (len < MEETING_SLOTS_LEAST)
        return work_fail(work, ERR_INVALID, S("slot"),
                         S("Please choose at least two times, so that one of them suits."));
    if (len > MEETING_SLOTS_MOST)
        return work_fail(work, ERR_INVALID, S("slot"),
                         S("Please choose at most five times: fewer are easier to answer."));
    TRY(times_check(work, &ground.two, &ground.rhythm, times, len, plan, S("slot")));
    TRY(need_agreement(work, by));

    TRY(meeting_find_offer(work, by, &open));
    if (open.len > 0) {
        id = open.at[0].id;
        TRY(meeting_offer_again(work, by, id, ground.two.me.id, plan->how, plan->minutes,
                                plan->place, plan->line, work->now, &again));
    } else {
        TRY(add(work, by, &ground.two, S("offered"), plan, NULL, &id));
    }
    TRY(add_slots(work, by, id, false, times, len));
    TRY(slot_clear(work, by, id, true));
    TRY(audit_add(work, pair_scheme(by), "meeting_offered", id.n));
    TRY(mail_offer(work, by, &ground.two, id));
    *ret = id;
    return OK;
}

enum err meeting_suggest(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                         const struct meeting_time *times, size_t len, struct str line)
{
    struct ground ground;
    struct meeting_row row;

    TRY(begin(work, by, &ground));
    TRY(meeting_get(work, by, meeting, &row));
    if (!str_eq(row.state, S("offered")) && !str_eq(row.state, S("set")))
        return ERR_NOT_FOUND;
    if (len < 1 || len > 3)
        return work_fail(work, ERR_INVALID, S("day1"), S("Please give one to three times."));
    struct meeting_plan plan = {.how = row.how, .minutes = row.minutes, .line = line};
    plan.may_be_quiet = true; /* who suggests knows their own hours; the other still picks */
    TRY(times_check(work, &ground.two, &ground.rhythm, times, len, &plan, S("day1")));
    TRY(add_slots(work, by, meeting, true, times, len));
    TRY(audit_add(work, pair_scheme(by), "meeting_suggested", meeting.n));
    return mail_suggestion(work, by, &ground.two, meeting, line);
}

static const struct slot_row *find_slot(const struct slot_rows *slots, struct slot_id id)
{
    for (size_t i = 0; i < slots->len; i++)
        if (slots->at[i].id.n == id.n)
            return &slots->at[i];
    return NULL;
}

static enum err need_free(struct work *work, const struct pair_access *by,
                          struct meeting_id meeting, int64_t at, int64_t minutes)
{
    struct overlap_row overlap;

    TRY(meeting_count_then(work, by, meeting, at, at + minutes * 60, &overlap));
    if (overlap.n == 0)
        return OK;
    return work_fail(work, ERR_CONFLICT, (struct str){0},
                     S("One of you has another meeting at this time by now. Please choose another "
                       "time."));
}

/* An offered meeting is set; one that is set moves to the time that was suggested instead. */
static enum err set_to(struct work *work, const struct pair_access *by,
                       const struct meeting_row *row, const struct slot_row *slot)
{
    struct set_meeting_row set;

    if (str_eq(row->state, S("set")))
        return meeting_set_moved(work, by, row->id, row->sequence, slot->starts_at, slot->wall_on,
                                 slot->wall_s, slot->zone, row->minutes, row->how, row->place,
                                 work->now, &set);
    return meeting_set_offered(work, by, row->id, row->version, slot->starts_at, slot->wall_on,
                               slot->wall_s, slot->zone, work->now, &set);
}

/* Whoever put a time forward does not pick it: the mentor answers an offer, the mentee a
 * suggestion, and the reverse where the mentor may offer.
 */
static bool may_pick(const struct two *two, const struct meeting_row *row,
                     const struct slot_row *slot)
{
    return (row->made_by.n == two->me.id.n) == slot->is_suggested;
}

enum err meeting_pick(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                      int64_t version, struct slot_id slot_id)
{
    struct ground ground;
    struct meeting_row row;
    struct slot_rows slots;
    static const struct str faster = {
        "These times have been answered or changed since. Nothing was set by you just now.", 81};

    TRY(begin(work, by, &ground));
    TRY(meeting_get(work, by, meeting, &row));
    TRY(slot_list(work, by, meeting, &slots));
    const struct slot_row *slot = find_slot(&slots, slot_id);
    if (row.version != version || (!str_eq(row.state, S("offered")) &&
                                   !(str_eq(row.state, S("set")) && slot && slot->is_suggested)))
        return work_fail(work, ERR_CONFLICT, (struct str){0}, faster);
    if (!slot || !may_pick(&ground.two, &row, slot))
        return ERR_NOT_FOUND;
    if (slot->starts_at <= work->now)
        return work_fail(work, ERR_CONFLICT, (struct str){0},
                         S("This time is past by now. Please choose another."));
    TRY(need_free(work, by, meeting, slot->starts_at, row.minutes));
    enum err err = set_to(work, by, &row, slot);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, (struct str){0}, faster);
    TRY(err);
    TRY(slot_clear(work, by, meeting, true));
    TRY(audit_add(work, pair_scheme(by), "meeting_set", meeting.n));
    return mail_set(work, by, &ground.two, meeting, false);
}

enum err meeting_fix(struct work *work, const struct pair_access *by,
                     const struct meeting_time *time, const struct meeting_plan *plan,
                     struct meeting_id *ret)
{
    struct ground ground;
    struct meeting_id id;

    TRY(begin(work, by, &ground));
    struct meeting_plan agreed = *plan;
    agreed.may_be_quiet = true; /* the two have settled it between them */
    TRY(times_check(work, &ground.two, &ground.rhythm, time, 1, &agreed, S("day1")));
    TRY(need_agreement(work, by));
    TRY(need_free(work, by, (struct meeting_id){0}, time->at, plan->minutes));
    TRY(add(work, by, &ground.two, S("set"), plan, time, &id));
    TRY(audit_add(work, pair_scheme(by), "meeting_set", id.n));
    TRY(mail_set(work, by, &ground.two, id, true));
    *ret = id;
    return OK;
}

enum err meeting_report(struct work *work, const struct pair_access *by,
                        const struct meeting_time *time, const struct meeting_plan *plan,
                        struct meeting_id *ret)
{
    struct ground ground;
    struct meeting_id id;

    TRY(begin(work, by, &ground));
    TRY(plan_check(work, plan));
    if (time->at > work->now)
        return work_fail(work, ERR_INVALID, S("day1"),
                         S("This time is still to come. Use \"We already fixed a time\" for it."));
    if (time->at < work->now - (int64_t)MEETING_PAST_DAYS * DAY_SECONDS)
        return work_fail(work, ERR_INVALID, S("day1"), S("That is more than a year ago."));
    TRY(add(work, by, &ground.two, S("met"), plan, time, &id));
    TRY(mark_put(work, by, id, ground.two.me.id, S("on_time"), false, work->now));
    TRY(audit_add(work, pair_scheme(by), "meeting_met", id.n));
    TRY(mail_reported(work, by, &ground.two, id));
    *ret = id;
    return OK;
}

enum err meeting_move(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                      const struct meeting_time *time, const struct meeting_plan *plan)
{
    struct ground ground;
    struct meeting_row row;
    struct set_meeting_row set;

    TRY(begin(work, by, &ground));
    TRY(policy_need(work, &ground.rules, ACT_MOVE_MEETING, pair_role(by)));
    TRY(meeting_get(work, by, meeting, &row));
    TRY(times_check(work, &ground.two, &ground.rhythm, time, 1, plan, S("day1")));
    TRY(need_free(work, by, meeting, time->at, plan->minutes));
    TRY(meeting_set_moved(work, by, meeting, row.sequence, time->at, time->wall.on,
                          time->wall.second, time->zone, plan->minutes, plan->how, plan->place,
                          work->now, &set));
    TRY(slot_clear(work, by, meeting, true));
    TRY(audit_add(work, pair_scheme(by), "meeting_moved", meeting.n));
    return mail_set(work, by, &ground.two, meeting, false);
}

enum err meeting_cancel(struct work *work, const struct pair_access *by, struct meeting_id meeting,
                        struct str line)
{
    struct two two;
    struct meeting_row before;
    struct cancelled_meeting_row gone;

    TRY(two_get(work, by, &two));
    if (str_letters(line) > MEETING_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("line"), S("Please use at most 500 letters."));
    TRY(meeting_get(work, by, meeting, &before));
    TRY(meeting_change_cancelled(work, by, meeting, work->now, &gone));
    TRY(audit_add(work, pair_scheme(by), "meeting_cancelled", meeting.n));
    return mail_cancelled(work, by, &two, &before, line);
}

const struct concept meeting_concept = {
    .name = "meeting",
    .routes = &meeting_routes,
    .jobs = &meeting_jobs,
    .mails = &meeting_mails,
    .nudges = &meeting_nudges,
    .acts = &meeting_acts,
};
