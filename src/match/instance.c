#include "match/instance.h"

#include <assert.h>
#include <stdlib.h>

struct making {
    enum match_family family;
    uint32_t mentees, mentors, fields;
    uint64_t state;
    uint64_t *row; /* mentor above score: sorts by mentor */
    size_t len;
};

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014. */
static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/* least..most */
static uint32_t draw_from(struct making *making, uint32_t least, uint32_t most)
{
    return least + (uint32_t)(draw(&making->state) % (most - least + 1));
}

/* A number that hangs on a person alone, so that all their edges agree on it. */
static uint32_t trait_of(const struct making *making, uint32_t person, uint32_t side,
                         uint32_t limit)
{
    uint64_t state = ((uint64_t)person << 2 | side) ^ 0xD1B54A32D192ED03 * (making->mentees + 1);

    return (uint32_t)(draw(&state) % limit);
}

static uint32_t likely_mentor(struct making *making, uint32_t mentee, uint32_t *ret_score)
{
    uint32_t field = trait_of(making, mentee, 0, making->fields);
    uint64_t first = (uint64_t)field * making->mentors / making->fields;
    uint64_t end = ((uint64_t)field + 1) * making->mentors / making->fields;

    if (draw_from(making, 1, 10) <= 8) {
        uint32_t one = draw_from(making, 400, 1000), two = draw_from(making, 400, 1000);
        *ret_score = (one + two) / 2;
        return draw_from(making, (uint32_t)first, (uint32_t)end - 1);
    }
    *ret_score = draw_from(making, 300, 700);
    return draw_from(making, 0, making->mentors - 1);
}

/* In a best plan mentee i is with mentor i modulo mentors; what tight edges are worth is drawn for
 * each person, and every other edge is worth less.
 */
static uint32_t planted_mentor(struct making *making, uint32_t mentee, bool is_first,
                               uint32_t *ret_score)
{
    uint32_t mentor =
        is_first ? mentee % making->mentors : draw_from(making, 0, making->mentors - 1);
    uint32_t worth = 200 + trait_of(making, mentee, 1, 300) + trait_of(making, mentor, 2, 400);
    bool is_tight =
        is_first || mentor == mentee % making->mentors || draw_from(making, 1, 100) <= 30;

    *ret_score = is_tight ? worth : worth - draw_from(making, 1, 200);
    return mentor;
}

static uint32_t war_mentor(struct making *making, uint32_t *ret_score)
{
    uint32_t stars = making->mentors / 100 + 1;
    bool is_star = draw_from(making, 0, 1) == 1;

    *ret_score = is_star ? draw_from(making, 900, 1000) : draw_from(making, 0, 300);
    return is_star ? draw_from(making, 0, stars - 1) : draw_from(making, 0, making->mentors - 1);
}

static uint32_t mentor_for(struct making *making, uint32_t mentee, bool is_first,
                           uint32_t *ret_score)
{
    switch (making->family) {
    case MATCH_LIKELY:
        return likely_mentor(making, mentee, ret_score);
    case MATCH_PLANTED:
        return planted_mentor(making, mentee, is_first, ret_score);
    case MATCH_WAR:
        return war_mentor(making, ret_score);
    case MATCH_UNIFORM:
        *ret_score = draw_from(making, 0, MATCH_FULL);
        return draw_from(making, 0, making->mentors - 1);
    case MATCH_PLATEAU:
        *ret_score = 400 + 200 * draw_from(making, 0, 3);
        return draw_from(making, 0, making->mentors - 1);
    case MATCH_FAMILY_COUNT:
        break;
    }
    assert(making->family < MATCH_FAMILY_COUNT);
    return 0;
}

static int compare_keys(const void *left, const void *right)
{
    const uint64_t *l = left, *r = right;

    return (*l > *r) - (*l < *r);
}

/* Each mentor once: the first of equals in order, which has the lowest score, so that a planted row
 * keeps to its plan.
 */
static void make_row(struct making *making, uint32_t mentee, uint32_t edges_each)
{
    size_t drawn = 0, kept = 0;
    uint32_t most = edges_each + edges_each / 2, least = edges_each - edges_each / 2;
    uint32_t len = draw_from(making, least > 0 ? least : 1, most);

    while (drawn < len) {
        uint32_t score, mentor = mentor_for(making, mentee, drawn == 0, &score);
        making->row[drawn++] = (uint64_t)mentor << 32 | score;
    }
    qsort(making->row, drawn, sizeof(*making->row), compare_keys);
    for (size_t e = 0; e < drawn; e++)
        if (kept == 0 || making->row[kept - 1] >> 32 != making->row[e] >> 32)
            making->row[kept++] = making->row[e];
    making->len = kept;
}

static uint32_t places_of(struct making *making, uint32_t mentor)
{
    if (making->family == MATCH_PLANTED)
        return making->mentees / making->mentors + (mentor < making->mentees % making->mentors);
    return draw_from(making, 1, 2);
}

struct match_graph match_instance(struct work *work, enum match_family family, uint32_t mentees,
                                  uint32_t mentors, uint32_t edges_each, uint64_t seed)
{
    assert(mentees > 0 && mentors > 0 && edges_each > 0 && mentors <= MATCH_MOST_NODES);
    size_t most = (size_t)edges_each + edges_each / 2;
    struct making making = {
        .family = family,
        .mentees = mentees,
        .mentors = mentors,
        .fields = mentors / 60 + 1,
        .state = seed,
        .row = NEW_ARRAY(work->arena, uint64_t, most),
    };
    size_t *start = NEW_ARRAY(work->arena, size_t, (size_t)mentees + 1);
    uint32_t *to = NEW_ARRAY(work->arena, uint32_t, mentees * most);
    uint16_t *score = NEW_ARRAY(work->arena, uint16_t, mentees * most);
    uint32_t *places = NEW_ARRAY(work->arena, uint32_t, mentors);

    for (uint32_t j = 0; j < mentors; j++)
        places[j] = places_of(&making, j);
    for (uint32_t i = 0; i < mentees; i++) {
        make_row(&making, i, edges_each);
        start[i + 1] = start[i] + making.len;
        for (size_t e = 0; e < making.len; e++) {
            to[start[i] + e] = (uint32_t)(making.row[e] >> 32);
            score[start[i] + e] = (uint16_t)making.row[e];
        }
    }
    return (struct match_graph){mentees, mentors, start, to, score, places};
}
