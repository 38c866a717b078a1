#include "match/problem.h"

#include "match/keyed.h"

#include <stdlib.h>
#include <string.h>

/* A place in an order: by what the seed draws from the key, then by the key itself. */
struct place {
    uint64_t drawn;
    struct str key;
    uint32_t at;
};

static int compare_places(const void *left, const void *right)
{
    const struct place *l = left, *r = right;

    if (l->drawn != r->drawn)
        return l->drawn < r->drawn ? -1 : 1;

    return keyed_compare(l->key, r->key);
}

static const uint32_t *in_order(struct work *work, const struct match_lots *lots,
                                struct match_people people)
{
    struct place *places = NEW_ARRAY(work->arena, struct place, people.len);
    uint32_t *order = NEW_ARRAY(work->arena, uint32_t, people.len);

    for (size_t i = 0; i < people.len; i++)
        places[i] =
            (struct place){match_lot_of_one(lots, people.at[i].key), people.at[i].key, (uint32_t)i};
    if (people.len > 0)
        qsort(places, people.len, sizeof(*places), compare_places);
    for (size_t i = 0; i < people.len; i++)
        order[i] = places[i].at;
    return order;
}

static const int64_t *places_left(struct work *work, const struct match_input *input,
                                  const uint32_t *mentor_at)
{
    int64_t *pinned = NEW_ARRAY(work->arena, int64_t, input->mentors.len);
    int64_t *left = NEW_ARRAY(work->arena, int64_t, input->mentors.len);

    for (size_t i = 0; i < input->pins_len; i++)
        pinned[input->pins[i].mentor]++;
    for (size_t j = 0; j < input->mentors.len; j++)
        left[j] = input->mentors.at[mentor_at[j]].places - pinned[mentor_at[j]];
    return left;
}

/* Blocks rise by mentee here, so that a row finds its own without looking at all. */
static int compare_blocks(const void *left, const void *right)
{
    const struct match_block *l = left, *r = right;

    return (l->mentee > r->mentee) - (l->mentee < r->mentee);
}

static struct match_block *sorted_blocks(struct work *work, const struct match_input *input)
{
    struct match_block *blocks = NEW_ARRAY(work->arena, struct match_block, input->blocks_len);

    if (input->blocks_len == 0)
        return blocks;
    memcpy(blocks, input->blocks, input->blocks_len * sizeof(*blocks));
    qsort(blocks, input->blocks_len, sizeof(*blocks), compare_blocks);
    return blocks;
}

/* Set or clear the mark of each mentor blocked for this mentee. */
static void mark_blocked(const struct match_block *blocks, size_t len, size_t mentee, bool *marks,
                         bool mark)
{
    size_t low = 0, high = len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (blocks[middle].mentee < mentee)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < len && blocks[low].mentee == mentee; low++)
        marks[blocks[low].mentor] = mark;
}

const size_t *match_mentors_before(struct work *work, const struct match_input *input)
{
    size_t *before = NEW_ARRAY(work->arena, size_t, input->mentees.len);

    for (size_t i = 0; i < input->mentees.len; i++)
        before[i] = SIZE_MAX;
    for (size_t i = 0; i < input->previous_len; i++)
        before[input->previous[i].mentee] = input->previous[i].mentor;
    return before;
}

/* What making the rows takes. */
struct making {
    const struct match_input *input;
    const struct match_lots *lots;
    const uint32_t *mentor_at;
    const uint64_t *drawn; /* of each mentor, in canonical order */
    const size_t *before;
    bool *is_blocked; /* of each mentor, for the mentee at hand */
    struct match_edge *scratch;
};

static struct match_row row_of(struct work *work, const struct making *making, size_t mentee)
{
    const struct match_input *input = making->input;
    uint64_t drawn = match_lot_of_one(making->lots, input->mentees.at[mentee].key);
    size_t len = 0;

    for (size_t j = 0; j < input->mentors.len; j++) {
        size_t mentor = making->mentor_at[j];
        bool is_blocked = making->is_blocked[mentor];
        int64_t score;
        if (match_rule_of(input, mentee, mentor, is_blocked, &score) != MATCH_NO_RULE)
            continue;
        int64_t points = score + (mentor == making->before[mentee] ? input->rules.stay : 0);
        int64_t lot = match_lot_of_two(making->lots, drawn, making->drawn[j]);
        making->scratch[len++] =
            (struct match_edge){(uint32_t)j, (int32_t)score, match_worth(points, lot)};
    }

    struct match_edge *edges = NEW_ARRAY(work->arena, struct match_edge, len);
    if (len > 0)
        memcpy(edges, making->scratch, len * sizeof(*edges));
    return (struct match_row){edges, len};
}

static const uint64_t *drawn_of(struct work *work, const struct match_lots *lots,
                                struct match_people people, const uint32_t *order)
{
    uint64_t *drawn = NEW_ARRAY(work->arena, uint64_t, people.len);

    for (size_t i = 0; i < people.len; i++)
        drawn[i] = match_lot_of_one(lots, people.at[order[i]].key);
    return drawn;
}

static const struct match_row *rows_of(struct work *work, const struct match_input *input,
                                       const struct match_lots *lots, const uint32_t *mentee_at,
                                       const uint32_t *mentor_at)
{
    struct match_row *rows = NEW_ARRAY(work->arena, struct match_row, input->mentees.len);
    struct match_block *blocks = sorted_blocks(work, input);
    bool *is_pinned = NEW_ARRAY(work->arena, bool, input->mentees.len);
    struct making making = {
        .input = input,
        .lots = lots,
        .mentor_at = mentor_at,
        .drawn = drawn_of(work, lots, input->mentors, mentor_at),
        .before = match_mentors_before(work, input),
        .is_blocked = NEW_ARRAY(work->arena, bool, input->mentors.len),
        .scratch = NEW_ARRAY(work->arena, struct match_edge, input->mentors.len),
    };

    for (size_t i = 0; i < input->pins_len; i++)
        is_pinned[input->pins[i].mentee] = true;
    for (size_t i = 0; i < input->mentees.len; i++) {
        size_t mentee = mentee_at[i];
        if (input->watch.tell)
            input->watch.tell(input->watch.with, i, 2 * input->mentees.len);
        if (is_pinned[mentee])
            continue;
        mark_blocked(blocks, input->blocks_len, mentee, making.is_blocked, true);
        rows[i] = row_of(work, &making, mentee);
        mark_blocked(blocks, input->blocks_len, mentee, making.is_blocked, false);
    }
    return rows;
}

struct match_problem match_problem_of(struct work *work, const struct match_input *input)
{
    struct match_lots lots = match_lots_of(input->seed);
    const uint32_t *mentee_at = in_order(work, &lots, input->mentees);
    const uint32_t *mentor_at = in_order(work, &lots, input->mentors);

    return (struct match_problem){
        .mentees = input->mentees.len,
        .mentors = input->mentors.len,
        .mentee_at = mentee_at,
        .mentor_at = mentor_at,
        .rows = rows_of(work, input, &lots, mentee_at, mentor_at),
        .places = places_left(work, input, mentor_at),
    };
}
