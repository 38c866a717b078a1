#include "app/participant/participant.h"

#include <ctype.h>

#include "app/audit/audit.h"
#include "app/participant/participant_inside.h"
#include "ical/zone.h"
#include "participant_sql.h"

struct str participant_role_word(enum role role)
{
    return role == ROLE_MENTOR ? S("mentor") : S("mentee");
}

/* The letter without its marks of each of U+00C0 to U+017F (Latin-1 and Latin Extended-A). */
static const char plain_letters[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

struct str participant_listed(struct arena *arena, struct str name)
{
    char *listed = arena_alloc(arena, name.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool is_marked = c >= 0xC3 && c <= 0xC5 && i + 1 < name.len;
        if (!is_marked) {
            listed[len++] = (char)tolower(c);
            continue;
        }
        unsigned letter = (unsigned)(c & 0x1F) << 6 | ((unsigned char)name.at[++i] & 0x3F);
        listed[len++] = plain_letters[letter - 0xC0];
    }
    return (struct str){listed, len};
}

struct str participant_headline(struct arena *arena, struct str course, struct str year)
{
    struct buf line = {.arena = arena};
    bool is_number = year.len == 1 && year.at[0] >= '1' && year.at[0] <= '9';

    if (course.len == 0)
        return (struct str){0};
    buf_add(&line, course);
    if (is_number)
        buf_addf(&line, ", year %.*s", ARG(year));
    else if (str_eq(year, S("Final")))
        buf_add(&line, S(", final year"));
    else if (year.len > 0)
        buf_addf(&line, ", %.*s", ARG(year));
    return buf_str(&line);
}

static enum err put_tags(struct work *work, const struct team_access *by,
                         struct participant_id participant, struct participant_tags tags)
{
    for (size_t i = 0; i < tags.len; i++)
        TRY(participant_add_tag(work, by, participant, tags.at[i]));
    return OK;
}

enum err participant_admit(struct work *work, const struct team_access *by, struct cohort_id cohort,
                           enum role role, bool is_gated, const struct participant_facts *facts,
                           struct participant_id *ret)
{
    struct participant_id id = {work_new_key(work)};
    struct person_id new_person = {work_new_key(work)};
    struct maybe_str external = {facts->external.len > 0, facts->external};
    struct participant_person_row person;

    TRY(participant_put_person(work, by, new_person, facts->name, facts->email,
                               zone_of_city(facts->city), work->now, &person));
    TRY(participant_add(work, by, id, cohort, person.id, participant_role_word(role),
                        is_gated ? S("gated") : S("ready"), facts->capacity, external,
                        participant_listed(work->arena, person.name), work->now));
    TRY(participant_put_account(work, by, id, work->now));
    TRY(participant_add_profile(work, by, id, facts->headline, facts->employer, facts->course,
                                facts->year, facts->city, facts->country, facts->about,
                                facts->hopes, facts->gains, facts->languages, facts->channels,
                                facts->times));
    TRY(put_tags(work, by, id, facts->tags));
    *ret = id;
    return OK;
}

enum err participant_revise(struct work *work, const struct team_access *by,
                            struct participant_id participant,
                            const struct participant_facts *facts)
{
    struct maybe_str external = {facts->external.len > 0, facts->external};

    TRY(participant_set(work, by, participant, facts->capacity, external));
    TRY(participant_rename(work, by, participant, facts->name));
    TRY(participant_relist(work, by, participant, participant_listed(work->arena, facts->name)));
    TRY(participant_set_profile(work, by, participant, facts->headline, facts->employer,
                                facts->course, facts->year, facts->city, facts->country,
                                facts->about, facts->hopes, facts->gains, facts->languages,
                                facts->channels, facts->times));
    TRY(participant_remove_tags(work, by, participant));
    return put_tags(work, by, participant, facts->tags);
}

enum err participant_add_place(struct work *work, const struct team_access *by,
                               struct participant_id mentor)
{
    struct participant_widened_row widened;

    TRY(participant_widen(work, by, mentor, &widened));
    return audit_add(work, team_scheme(by), "place_added", mentor.n);
}

enum err participant_pass_gate(struct work *work, const struct scheme_access *by)
{
    return participant_pass(work, by);
}

enum err participant_take_out(struct work *work, const struct team_access *by,
                              struct participant_id participant)
{
    TRY(participant_remove_tags(work, by, participant));
    TRY(participant_drop_profile(work, by, participant));
    return participant_drop(work, by, participant);
}

const struct concept participant_concept = {
    .name = "participant",
    .routes = &participant_routes,
};
