#include "support/given_matching.h"

#include <criterion/criterion.h>

static const char people[] =
    "INSERT INTO person (id, name, email, zone, created_at) VALUES"
    "  (20, 'Amara Okafor', 'amara@example.org', 'Europe/London', 1),"
    "  (21, 'Theo Daly', 'theo@example.org', 'Europe/London', 1),"
    "  (22, 'Yara Zaman', 'yara@example.org', 'Europe/London', 1),"
    "  (30, 'Ingrid Solberg', 'ingrid@example.org', 'Europe/Oslo', 1),"
    "  (31, 'Rosa Mbeki', 'rosa@example.org', 'Europe/London', 1);"
    "INSERT INTO participant (scheme, id, cohort, person, role, state, capacity, used, joined_at)"
    "  VALUES (1, 20, 1, 20, 'mentee', 'ready', 1, 0, 1), (1, 21, 1, 21, 'mentee', 'ready', 1, 0, 1),"
    "  (1, 22, 1, 22, 'mentee', 'ready', 1, 0, 1),"
    "  (1, 30, 1, 30, 'mentor', 'ready', 1, 0, 1), (1, 31, 1, 31, 'mentor', 'ready', 1, 0, 1);"
    "INSERT INTO profile (scheme, participant, headline, languages, channels, times) VALUES"
    "  (1, 20, 'Civil Engineering, year 3', 'English', 'video', 'Weekends'),"
    "  (1, 21, 'Law', 'English', 'video', 'Weekends'),"
    "  (1, 22, 'Law', 'English', 'video', 'Lunchtimes'),"
    "  (1, 30, 'Structural engineer', 'English', 'video; in_person', 'Weekends'),"
    "  (1, 31, 'Solicitor', 'English; Welsh', 'video', 'Weekends');"
    "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 1, 'interest', 'Law'),"
    "  (1, 2, 'interest', 'Engineering'), (1, 3, 'topic', 'Interviews');"
    "INSERT INTO participant_tag (scheme, participant, tag) VALUES (1, 20, 2), (1, 20, 3),"
    "  (1, 30, 2), (1, 30, 3), (1, 21, 1), (1, 21, 3), (1, 31, 1), (1, 31, 3), (1, 22, 1),"
    "  (1, 22, 3);";

struct world *given_waiting(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(world, people);
    return world;
}

struct str given_run(struct world *world)
{
    struct str page;

    cr_assert(visit(world, 5, POST, "/s/alumni/team/matching/runs", (struct form){0}, &page) == OK,
              "%.*s", ARG(world->fault.text));
    return world->go_to;
}

const char *given_below(struct arena *arena, struct str path, const char *rest)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%.*s%s%c", ARG(path), rest, '\0');
    return out.at;
}

struct str given_path(struct arena *arena, struct str address)
{
    return arena_copy(arena, str_cut(&address, '?'));
}
