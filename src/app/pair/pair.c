#include "app/pair/pair.h"

#include "app/pair/pair_inside.h"
#include "pair_sql.h"

static const struct {
    struct str word;
    enum pair_state state;
} states[] = {
    {{"offered", 7}, PAIR_OFFERED}, {{"introduced", 10}, PAIR_INTRODUCED},
    {{"active", 6}, PAIR_ACTIVE},   {{"paused", 6}, PAIR_PAUSED},
    {{"closing", 7}, PAIR_CLOSING},
};

static enum pair_state state_of(struct str word)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (str_eq(states[i].word, word))
            return states[i].state;
    return PAIR_OVER;
}

enum err pair_two_get(struct work *work, const struct pair_access *by, struct pair_two *ret)
{
    struct pair_people_row row;

    TRY(pair_people(work, by, &row));
    struct pair_person mentee = {row.mentee, row.mentee_name, row.mentee_zone};
    struct pair_person mentor = {row.mentor, row.mentor_name, row.mentor_zone};
    bool is_mentor = pair_role(by) == ROLE_MENTOR;
    struct buf path = {.arena = work->arena};
    buf_addf(&path, "/s/%.*s/pairs/%lld", ARG(row.slug), (long long)pair_key(by).n);
    *ret = (struct pair_two){.reader = pair_role(by),
                             .me = is_mentor ? mentor : mentee,
                             .other = is_mentor ? mentee : mentor,
                             .state = state_of(row.state),
                             .has_said_yes = row.has_said_yes,
                             .must_look_back = row.must_look_back,
                             .introduced_at = {row.introduced_at.is_set, row.introduced_at.at},
                             .ends_on = row.ends_on,
                             .ended_at = {row.ended_at.is_set, row.ended_at.at},
                             .reasons = row.reasons,
                             .path = buf_str(&path),
                             .scheme_name = row.scheme_name,
                             .headline = row.headline,
                             .employer = row.employer,
                             .city = row.city,
                             .about = row.about,
                             .hopes = row.hopes,
                             .gains = row.gains};
    return OK;
}

const struct pair_person *pair_mentee(const struct pair_two *two)
{
    return two->reader == ROLE_MENTEE ? &two->me : &two->other;
}

const struct pair_person *pair_mentor(const struct pair_two *two)
{
    return two->reader == ROLE_MENTEE ? &two->other : &two->me;
}

struct str pair_seen(struct arena *arena, const struct pair_two *two)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "Only %.*s sees this", ARG(two->other.name));
    return buf_str(&out);
}

struct str pair_path(const struct request *request, const struct pair_access *by)
{
    struct buf out = {.arena = request->work->arena};

    buf_addf(&out, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path), (long long)pair_key(by).n);
    return buf_str(&out);
}

bool pair_is_open(const struct pair_two *two)
{
    return two->state != PAIR_OVER && two->state != PAIR_OFFERED;
}

const struct concept pair_concept = {.name = "pair", .routes = &pair_routes};
