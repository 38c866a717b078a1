#include "app/meeting/meeting_inside.h"

#include "app/pair/pair.h"
#include "ical/when.h"

/* What is written on the wall of a zone that is not known is read as UTC. */
static enum err side_of(struct work *work, const struct pair_person *person, struct str role,
                        struct side *ret)
{
    *ret = (struct side){person->id, person->name, person->zone, NULL, role};
    if (zone_get(work, ret->zone_name, &ret->zone) == OK)
        return OK;
    return zone_get(work, S("Etc/UTC"), &ret->zone);
}

enum err two_get(struct work *work, const struct pair_access *by, struct two *ret)
{
    bool is_mentee = pair_role(by) == ROLE_MENTEE;
    struct str roles[] = {S("mentor"), S("mentee")};
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    *ret = (struct two){.is_mentee = is_mentee,
                        .is_open = pair_is_open(&two),
                        .path = two.path,
                        .scheme_name = two.scheme_name};
    TRY(side_of(work, &two.me, roles[is_mentee], &ret->me));
    return side_of(work, &two.other, roles[!is_mentee], &ret->other);
}

enum err two_need_open(struct work *work, const struct two *two)
{
    if (two->is_open)
        return OK;
    return work_fail(work, ERR_CONFLICT, (struct str){0},
                     S("You two do not meet here now. What was written stays readable."));
}

struct str two_seen(struct work *work, const struct two *two)
{
    struct buf text = {.arena = work->arena};

    buf_addf(&text, "Only %.*s sees this", ARG(two->other.name));
    return buf_str(&text);
}

static const struct {
    struct str word, says;
} hows[] = {
    {{"video", 5}, {"by video", 8}},
    {{"phone", 5}, {"by phone", 8}},
    {{"in_person", 9}, {"in person", 9}},
};

struct str how_words(struct str how)
{
    for (size_t i = 0; i < COUNT(hows); i++)
        if (str_eq(hows[i].word, how))
            return hows[i].says;
    return (struct str){0};
}

bool how_is_known(struct str how)
{
    return how_words(how).len > 0;
}

struct time_words time_words(struct work *work, const struct two *two, int64_t at)
{
    return (struct time_words){
        when_text(work->arena, two->me.zone, at, work->now),
        when_elsewhere(work->arena, two->me.zone, two->other.zone, at),
    };
}

enum err meeting_time_in(struct work *work, struct str zone_name, struct wall wall,
                         struct meeting_time *ret)
{
    const struct zone *zone;

    TRY(zone_get(work, zone_name, &zone));
    *ret = (struct meeting_time){zone_instant(zone, wall), wall, zone_own_name(zone)};
    return OK;
}

bool time_is_quiet(const struct rhythm *rhythm, const struct zone *zone, int64_t at)
{
    return when_quiet_ends(zone, rhythm->quiet_from, rhythm->quiet_to, at) != at;
}

enum err plan_check(struct work *work, const struct meeting_plan *plan)
{
    if (!how_is_known(plan->how))
        return work_fail(work, ERR_INVALID, S("how"), S("Please say how you will meet."));
    if (plan->minutes < 5 || plan->minutes > 480)
        return work_fail(work, ERR_INVALID, S("minutes"),
                         S("Please give the length in minutes, from 5 to 480."));
    if (str_letters(plan->place) > MEETING_PLACE_MAX)
        return work_fail(work, ERR_INVALID, S("place"), S("Please use at most 300 letters."));
    if (str_letters(plan->line) > MEETING_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("line"), S("Please use at most 500 letters."));
    return OK;
}

/* "7:00am for Ingrid Solberg is early or late. Offer it anyway?" */
static enum err ask_quiet(struct work *work, const struct side *side, int64_t at)
{
    struct buf text = {.arena = work->arena};
    struct str clock = when_clock(work->arena, side->zone, at);

    buf_addf(&text,
             "%.*s in %.*s is in quiet hours for %.*s. Tick \"that is fine\" to keep it, or leave "
             "it out.",
             ARG(clock), ARG(zone_place(work->arena, zone_own_name(side->zone))), ARG(side->name));
    return work_fail(work, ERR_INVALID, S("may_be_quiet"), buf_str(&text));
}

static enum err check_one(struct work *work, const struct two *two, const struct rhythm *rhythm,
                          const struct meeting_time *time, const struct meeting_plan *plan,
                          struct str field)
{
    if (time->at <= work->now)
        return work_fail(work, ERR_INVALID, field,
                         S("One of these times is already past. Please choose another."));
    if (time->at > work->now + (int64_t)MEETING_FAR_DAYS * DAY_SECONDS)
        return work_fail(work, ERR_INVALID, field,
                         S("Please choose a time within the next six months."));
    if (!plan->may_be_quiet && time_is_quiet(rhythm, two->other.zone, time->at))
        return ask_quiet(work, &two->other, time->at);
    if (!plan->may_be_quiet && time_is_quiet(rhythm, two->me.zone, time->at))
        return ask_quiet(work, &two->me, time->at);
    return OK;
}

enum err times_check(struct work *work, const struct two *two, const struct rhythm *rhythm,
                     const struct meeting_time *times, size_t len, const struct meeting_plan *plan,
                     struct str field)
{
    TRY(plan_check(work, plan));
    for (size_t i = 0; i < len; i++) {
        TRY(check_one(work, two, rhythm, &times[i], plan, field));
        for (size_t j = 0; j < i; j++)
            if (times[i].at == times[j].at)
                return work_fail(work, ERR_INVALID, field,
                                 S("Two of these times are the same. Please choose another."));
    }
    return OK;
}
