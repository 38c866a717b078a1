#include "support/given_seekers.h"

static const char people[] =
    "UPDATE scheme_text SET body = 'scheme \"Alumni\"\nrequests open 3 days 7\n"
    "field as mentor key topics ask \"Help?\" kind some of \"Interviews|Confidence\" tags topic"
    " most 5 required no stamp cohort because \"matching\"\n' WHERE scheme = 1;"
    "INSERT INTO person (id, name, email, zone, created_at) VALUES"
    "  (20, 'Amara Okafor', 'amara@example.org', 'Europe/London', 1),"
    "  (21, 'Theo Daly', 'theo@example.org', 'Europe/London', 1),"
    "  (30, 'Ingrid Solberg', 'ingrid@example.org', 'Europe/Oslo', 1),"
    "  (31, 'Rosa Mbeki', 'rosa@example.org', 'Europe/London', 1),"
    "  (32, 'Hugo Tan', 'hugo@example.org', 'Europe/London', 1),"
    "  (33, 'Dan Vik', 'dan@example.org', 'Europe/Oslo', 1);"
    "INSERT INTO participant (scheme, id, cohort, person, role, state, capacity, joined_at, listed)"
    "  VALUES (1, 20, 1, 20, 'mentee', 'ready', 1, 1, 'amara okafor'),"
    "  (1, 21, 1, 21, 'mentee', 'ready', 1, 1, 'theo daly'),"
    "  (1, 30, 1, 30, 'mentor', 'ready', 1, 1, 'ingrid solberg'),"
    "  (1, 31, 1, 31, 'mentor', 'ready', 2, 1, 'rosa mbeki'),"
    "  (1, 32, 1, 32, 'mentor', 'ready', 1, 1, 'hugo tan'),"
    "  (1, 33, 1, 33, 'mentor', 'ready', 1, 1, 'dan vik');"
    "INSERT INTO profile (scheme, participant, headline, city, hopes, languages, channels) VALUES"
    "  (1, 20, 'Civil Engineering, year 3', 'Leeds', 'A placement', 'English', 'video'),"
    "  (1, 21, 'Law', '', 'A start', 'English; Welsh', 'video'),"
    "  (1, 30, 'Structural engineer', 'Oslo', '', 'English; Norwegian', 'video'),"
    "  (1, 31, 'Solicitor', 'York', '', 'English', 'video; phone'),"
    "  (1, 32, 'Recruiter', 'London', '', 'English', 'video'),"
    "  (1, 33, 'Engineer', 'Oslo', '', 'Norwegian', 'video');"
    "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 1, 'topic', 'Interviews'),"
    "  (1, 2, 'topic', 'Confidence'), (1, 3, 'interest', 'Engineering'), (1, 4, 'interest', 'Law');"
    "INSERT INTO tag_synonym (scheme, name, tag) VALUES (1, 'assessment days', 1);"
    "INSERT INTO participant_tag (scheme, participant, tag) VALUES (1, 20, 1), (1, 20, 3),"
    "  (1, 21, 1), (1, 21, 3), (1, 30, 1), (1, 30, 3), (1, 31, 1), (1, 32, 2), (1, 32, 4),"
    "  (1, 33, 1), (1, 33, 3);";

struct world *given_seekers(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, people);
    return world;
}

struct form given_form(struct arena *arena, const char *name, const char *value, const char *name_2,
                       const char *value_2, const char *name_3, const char *value_3)
{
    const char *names[] = {name, name_2, name_3}, *values[] = {value, value_2, value_3};
    struct field *fields = NEW_ARRAY(arena, struct field, COUNT(names));
    size_t len = 0;

    while (len < COUNT(names) && names[len]) {
        fields[len] = (struct field){str_of(names[len]), str_of(values[len])};
        len++;
    }
    return (struct form){fields, len};
}
