/* verify.c - believes nothing that a solver says.
 *
 * Shares with the solver the structs of match.h, the definition of score and lot (score.c) and the
 * name of the input (input.c): no rule, no order, no loop. It is written to be read in one sitting.
 */
#include "match/match.h"

#include <stdlib.h>
#include <string.h>

/* What the pairs claimed say about each person. */
struct seats {
    size_t *mentor_of; /* of each mentee: the mentor + 1, or 0 */
    int64_t *score_of; /* of each mentee placed: with what staying together counts */
    int64_t *taken;    /* of each mentor: pairs */
    int64_t *pinned;   /* of each mentor: pairs among them that are pinned */
    int64_t *least;    /* of each mentor: the lowest such among pairs that are not pinned */
    bool *is_pinned;   /* of each mentee */
    size_t *before;    /* of each mentee: the mentor of the pair they were in + 1, or 0 */
};

static struct match_verdict found(enum match_flaw flaw, size_t mentee, size_t mentor)
{
    return (struct match_verdict){.flaw = flaw, .mentee = mentee, .mentor = mentor};
}

static bool shares_tag(struct match_list a, struct match_list b)
{
    for (size_t i = 0; i < a.len; i++)
        for (size_t k = 0; k < b.len; k++)
            if (a.at[i] == b.at[k])
                return true;
    return false;
}

static bool shares_anything(const struct match_input *input, size_t mentee, size_t mentor)
{
    static const enum match_part parts[] = {MATCH_TOPICS, MATCH_INTERESTS};

    for (size_t p = 0; p < COUNT(parts); p++) {
        struct match_list a = input->mentees.at[mentee].lists[parts[p]];
        struct match_list b = input->mentors.at[mentor].lists[parts[p]];
        for (size_t i = 0; i < a.len; i++)
            for (size_t k = 0; k < b.len; k++)
                if (match_likeness(&input->vocabulary, a.at[i], b.at[k]) > 0)
                    return true;
    }
    return false;
}

/* By mentee, then by mentor. */
static int compare_blocks(const void *left, const void *right)
{
    const struct match_block *l = left, *r = right;

    if (l->mentee != r->mentee)
        return l->mentee < r->mentee ? -1 : 1;
    return (l->mentor > r->mentor) - (l->mentor < r->mentor);
}

static const struct match_block *sorted_blocks(struct work *work, const struct match_input *input)
{
    struct match_block *sorted = NEW_ARRAY(work->arena, struct match_block, input->blocks_len);

    if (input->blocks_len == 0)
        return sorted;
    memcpy(sorted, input->blocks, input->blocks_len * sizeof(*sorted));
    qsort(sorted, input->blocks_len, sizeof(*sorted), compare_blocks);
    return sorted;
}

/* match_verify() has sorted the blocks. */
static bool is_blocked(const struct match_input *input, size_t mentee, size_t mentor)
{
    struct match_block wanted = {mentee, mentor};

    return input->blocks_len > 0 && bsearch(&wanted, input->blocks, input->blocks_len,
                                            sizeof(wanted), compare_blocks) != NULL;
}

/* May the rules, less the one lifted, let these two be a pair? */
static bool may_pair(const struct match_input *input, size_t mentee, size_t mentor, int64_t score,
                     enum match_rule lifted)
{
    const struct match_person *a = &input->mentees.at[mentee], *b = &input->mentors.at[mentor];

    if (a->human.len > 0 && str_eq(a->human, b->human))
        return false;
    if (b->places <= 0 || is_blocked(input, mentee, mentor))
        return false;
    if (input->rules.needs_language && lifted != MATCH_NO_LANGUAGE &&
        !shares_tag(a->lists[MATCH_LANGUAGES], b->lists[MATCH_LANGUAGES]))
        return false;
    if (input->rules.needs_shared && lifted != MATCH_NOTHING_SHARED &&
        !shares_anything(input, mentee, mentor))
        return false;
    return score >= input->rules.floor || lifted == MATCH_BELOW_FLOOR;
}

static const struct match_pin *pin_of(const struct match_input *input, size_t mentee, size_t mentor)
{
    for (size_t i = 0; i < input->pins_len; i++)
        if (input->pins[i].mentee == mentee && input->pins[i].mentor == mentor)
            return &input->pins[i];
    return NULL;
}

/* The score, and more for two who were a pair before. */
static int64_t points_of(const struct match_input *input, const struct seats *seats, size_t mentee,
                         size_t mentor, int64_t score)
{
    return score + (seats->before[mentee] == mentor + 1 ? input->rules.stay : 0);
}

static struct match_verdict seat_one(const struct match_input *input, struct seats *seats,
                                     const struct match_pair *pair)
{
    size_t mentee = pair->mentee, mentor = pair->mentor;

    if (mentee >= input->mentees.len || mentor >= input->mentors.len)
        return found(MATCH_FLAW_PERSON, mentee, mentor);

    const struct match_pin *pin = pin_of(input, mentee, mentor);
    int64_t score = match_score(input, mentee, mentor);

    if (seats->mentor_of[mentee] > 0)
        return found(MATCH_FLAW_TWICE, mentee, mentor);
    if (pair->is_pinned != (pin != NULL))
        return found(MATCH_FLAW_PIN, mentee, mentor);
    if (pair->score != score)
        return found(MATCH_FLAW_SCORE, mentee, mentor);
    if (!may_pair(input, mentee, mentor, score, pin ? pin->lifted : MATCH_NO_RULE))
        return found(MATCH_FLAW_RULE, mentee, mentor);

    int64_t points = points_of(input, seats, mentee, mentor, score);
    seats->mentor_of[mentee] = mentor + 1;
    seats->score_of[mentee] = points;
    seats->is_pinned[mentee] = pair->is_pinned;
    seats->pinned[mentor] += pair->is_pinned;
    if (!pair->is_pinned && points < seats->least[mentor])
        seats->least[mentor] = points;
    if (++seats->taken[mentor] > input->mentors.at[mentor].places)
        return found(MATCH_FLAW_PLACES, mentee, mentor);
    return found(MATCH_SOUND, 0, 0);
}

static struct match_verdict seat_all(struct work *work, const struct match_input *input,
                                     const struct match_result *claim, struct seats *ret)
{
    struct seats seats = {
        .mentor_of = NEW_ARRAY(work->arena, size_t, input->mentees.len),
        .score_of = NEW_ARRAY(work->arena, int64_t, input->mentees.len),
        .taken = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
        .pinned = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
        .least = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
        .is_pinned = NEW_ARRAY(work->arena, bool, input->mentees.len),
        .before = NEW_ARRAY(work->arena, size_t, input->mentees.len),
    };

    for (size_t i = 0; i < input->previous_len; i++)
        seats.before[input->previous[i].mentee] = input->previous[i].mentor + 1;
    for (size_t j = 0; j < input->mentors.len; j++)
        seats.least[j] = 2 * MATCH_FULL + 1;
    for (size_t i = 0; i < claim->len; i++) {
        struct match_verdict verdict = seat_one(input, &seats, &claim->pairs[i]);
        if (verdict.flaw != MATCH_SOUND)
            return verdict;
    }
    for (size_t i = 0; i < input->pins_len; i++)
        if (seats.mentor_of[input->pins[i].mentee] != input->pins[i].mentor + 1)
            return found(MATCH_FLAW_PIN, input->pins[i].mentee, input->pins[i].mentor);
    *ret = seats;
    return found(MATCH_SOUND, 0, 0);
}

/* Would both rather have each other than what they have? */
static bool blocks(const struct match_input *input, const struct seats *seats, size_t mentee,
                   size_t mentor, int64_t score)
{
    if (seats->mentor_of[mentee] > 0 && seats->score_of[mentee] >= score)
        return false;
    return seats->taken[mentor] < input->mentors.at[mentor].places || seats->least[mentor] < score;
}

/* gain + price >= worth. */
static bool is_covered(const struct match_input *input, const struct match_result *claim,
                       const struct match_lots *lots, size_t mentee, size_t mentor, int64_t points)
{
    int64_t lot = match_lot(lots, input->mentees.at[mentee].key, input->mentors.at[mentor].key);
    int64_t covered;

    return !__builtin_add_overflow(claim->gains[mentee], claim->prices[mentor], &covered) &&
           covered >= match_worth(points + claim->bonus, lot);
}

/* All pairs of one mentee that may be, whether they are or not. */
static struct match_verdict prove_row(const struct match_input *input,
                                      const struct match_result *claim, const struct seats *seats,
                                      const struct match_lots *lots, size_t mentee)
{
    bool is_stable = input->rules.objective == MATCH_STABLE;
    struct match_verdict verdict = {.flaw = MATCH_SOUND};

    for (size_t j = 0; j < input->mentors.len; j++) {
        int64_t score = match_score(input, mentee, j);
        if (!may_pair(input, mentee, j, score, MATCH_NO_RULE))
            continue;
        int64_t points = points_of(input, seats, mentee, j, score);
        bool is_blocking = blocks(input, seats, mentee, j, points);
        if (!is_stable && !is_covered(input, claim, lots, mentee, j, points))
            return found(MATCH_FLAW_UNPROVED, mentee, j);
        if (is_stable && is_blocking)
            return found(MATCH_FLAW_UNSTABLE, mentee, j);
        verdict.blocking += is_blocking;
    }
    return verdict;
}

static struct match_verdict prove_each(const struct match_input *input,
                                       const struct match_result *claim, const struct seats *seats)
{
    struct match_lots lots = match_lots_of(input->seed);
    struct match_verdict verdict = {.flaw = MATCH_SOUND};

    for (size_t i = 0; i < input->mentees.len; i++) {
        if (seats->is_pinned[i])
            continue;
        struct match_verdict row = prove_row(input, claim, seats, &lots, i);
        if (row.flaw != MATCH_SOUND)
            return row;
        verdict.blocking += row.blocking;
    }
    return verdict;
}

/* Mentees who could still be moved, and the mentors they reach. */
struct moving {
    size_t *mentees, len;
    bool *is_seen; /* of each mentor */
};

/* Is a place free next to this mentee? If not, whoever holds the places may be moved. */
static bool reaches_free(const struct match_input *input, const struct seats *seats, size_t mentee,
                         struct moving *moving, size_t *ret_mentor)
{
    for (size_t j = 0; j < input->mentors.len; j++) {
        if (moving->is_seen[j] ||
            !may_pair(input, mentee, j, match_score(input, mentee, j), MATCH_NO_RULE))
            continue;
        moving->is_seen[j] = true;
        *ret_mentor = j;
        if (seats->taken[j] < input->mentors.at[j].places)
            return true;
        for (size_t i = 0; i < input->mentees.len; i++)
            if (seats->mentor_of[i] == j + 1 && !seats->is_pinned[i])
                moving->mentees[moving->len++] = i;
    }
    return false;
}

/* Berge (1957): nobody more can be placed unless a path leads from somebody without a mentor, over
 * a pair that may be, back over one that is, and so on to a free place.
 */
static struct match_verdict prove_most(struct work *work, const struct match_input *input,
                                       const struct seats *seats)
{
    struct moving moving = {
        .mentees = NEW_ARRAY(work->arena, size_t, input->mentees.len),
        .is_seen = NEW_ARRAY(work->arena, bool, input->mentors.len),
    };
    size_t mentor;

    for (size_t i = 0; i < input->mentees.len; i++)
        if (seats->mentor_of[i] == 0)
            moving.mentees[moving.len++] = i;
    while (moving.len > 0) {
        size_t mentee = moving.mentees[--moving.len];
        if (reaches_free(input, seats, mentee, &moving, &mentor))
            return found(MATCH_FLAW_FEWER, mentee, mentor);
    }
    return found(MATCH_SOUND, 0, 0);
}

static bool is_bonus_right(const struct match_input *input, const struct match_result *claim)
{
    switch (input->rules.objective) {
    case MATCH_BALANCED:
        return claim->bonus == input->rules.bonus;
    case MATCH_PEOPLE_FIRST: /* any that places the most proves that no others are worth more */
        return claim->bonus >= 0 && claim->bonus <= INT64_MAX >> (MATCH_TIE_SHIFT + 1);
    case MATCH_HIGHEST_TOTAL:
    case MATCH_STABLE:
        return claim->bonus == 0;
    case MATCH_OBJECTIVE_COUNT:
        break;
    }
    return false;
}

static bool is_worth_right(const struct match_input *input, const struct match_result *claim,
                           const struct seats *seats)
{
    struct match_lots lots = match_lots_of(input->seed);
    int64_t worth = 0;

    for (size_t i = 0; i < claim->len; i++) {
        const struct match_pair *pair = &claim->pairs[i];
        if (pair->is_pinned)
            continue;
        int64_t lot = match_lot(&lots, input->mentees.at[pair->mentee].key,
                                input->mentors.at[pair->mentor].key);
        int64_t points = points_of(input, seats, pair->mentee, pair->mentor, pair->score);
        if (__builtin_add_overflow(worth, match_worth(points + claim->bonus, lot), &worth))
            return false;
    }
    return worth == claim->worth;
}

/* All gains, and all prices times the places that pins have left, make up the worth. */
static bool is_sum_right(const struct match_input *input, const struct match_result *claim,
                         const struct seats *seats)
{
    int64_t sum = 0, part;

    for (size_t i = 0; i < input->mentees.len; i++)
        if (__builtin_add_overflow(sum, claim->gains[i], &sum))
            return false;
    for (size_t j = 0; j < input->mentors.len; j++)
        if (__builtin_mul_overflow(input->mentors.at[j].places - seats->pinned[j], claim->prices[j],
                                   &part) ||
            __builtin_add_overflow(sum, part, &sum))
            return false;
    return sum == claim->worth;
}

static struct match_verdict verify(struct work *work, const struct match_input *input,
                                   const struct match_result *claim)
{
    unsigned char hash[MATCH_HASH_SIZE];
    struct seats seats;

    match_input_hash(work, input, hash);
    if (memcmp(hash, claim->input_hash, sizeof(hash)) != 0)
        return found(MATCH_FLAW_INPUT, 0, 0);

    struct match_verdict verdict = seat_all(work, input, claim, &seats);
    if (verdict.flaw != MATCH_SOUND)
        return verdict;
    for (size_t i = 0; i < input->mentees.len; i++)
        if (claim->gains[i] < 0)
            return found(MATCH_FLAW_NEGATIVE, i, 0);
    for (size_t j = 0; j < input->mentors.len; j++)
        if (claim->prices[j] < 0)
            return found(MATCH_FLAW_NEGATIVE, 0, j);
    if (!is_bonus_right(input, claim))
        return found(MATCH_FLAW_BONUS, 0, 0);
    if (!is_worth_right(input, claim, &seats))
        return found(MATCH_FLAW_WORTH, 0, 0);
    if (input->rules.objective != MATCH_STABLE && !is_sum_right(input, claim, &seats))
        return found(MATCH_FLAW_SUM, 0, 0);
    if (input->rules.objective == MATCH_PEOPLE_FIRST) {
        verdict = prove_most(work, input, &seats);
        if (verdict.flaw != MATCH_SOUND)
            return verdict;
    }
    return prove_each(input, claim, &seats);
}

struct match_verdict match_verify(struct work *work, const struct match_input *input,
                                  const struct match_result *claim)
{
    struct match_input sorted = *input;

    sorted.blocks = sorted_blocks(work, input);
    return verify(work, &sorted, claim);
}
