#include "match/explain.h"

#include "match/problem.h"

#include <stdlib.h>

/* Best first: by part, then by likeness, then as the mentee gave them. */
static int compare_shared(const void *left, const void *right)
{
    const struct match_shared *l = left, *r = right;

    if (l->part != r->part)
        return l->part < r->part ? -1 : 1;
    if (l->likeness != r->likeness)
        return l->likeness > r->likeness ? -1 : 1;
    return (l->mentee_tag > r->mentee_tag) - (l->mentee_tag < r->mentee_tag);
}

/* Meeting in person speaks for two people only where they are in one place, or may be. */
static bool is_far(const struct match_input *input, enum match_part part, int32_t tag,
                   const struct match_person *a, const struct match_person *b)
{
    return part == MATCH_CHANNELS && tag == input->rules.in_person && a->place >= 0 &&
           b->place >= 0 && a->place != b->place;
}

/* For each tag of the mentee the most alike of the mentor's, if any. */
static size_t add_shared(const struct match_input *input, enum match_part part,
                         const struct match_person *a, const struct match_person *b,
                         struct match_shared *ret)
{
    struct match_list wants = a->lists[part], has = b->lists[part];
    size_t len = 0;

    for (size_t i = 0; i < wants.len; i++) {
        struct match_shared best = {.part = part, .mentee_tag = wants.at[i]};
        for (size_t k = 0; k < has.len; k++) {
            int64_t likeness = match_likeness(&input->vocabulary, wants.at[i], has.at[k]);
            if (likeness <= best.likeness)
                continue;
            best.likeness = likeness;
            best.mentor_tag = has.at[k];
        }
        if (best.likeness > 0 && !is_far(input, part, best.mentee_tag, a, b))
            ret[len++] = best;
    }
    return len;
}

static void find_shared(struct work *work, const struct match_input *input, size_t mentee,
                        size_t mentor, struct match_why *why)
{
    const struct match_person *a = &input->mentees.at[mentee], *b = &input->mentors.at[mentor];
    size_t most = 0;

    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        most += a->lists[part].len;

    struct match_shared *shared = NEW_ARRAY(work->arena, struct match_shared, most);
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        why->shared_len += add_shared(input, (enum match_part)part, a, b, shared + why->shared_len);
    if (why->shared_len > 0)
        qsort(shared, why->shared_len, sizeof(*shared), compare_shared);
    why->shared = shared;
}

/* Is this pair allowed, and does it score higher than the one at hand? */
static void rank_one(const struct match_input *input, size_t mentee, size_t mentor, int64_t score,
                     size_t *rank, size_t *among)
{
    bool is_blocked = match_is_blocked(input, mentee, mentor);
    int64_t other;

    if (match_rule_of(input, mentee, mentor, is_blocked, &other) != MATCH_NO_RULE)
        return;
    (*among)++;
    *rank += other > score;
}

struct match_why match_why(struct work *work, const struct match_input *input,
                           const struct match_result *result, size_t mentee, size_t mentor)
{
    struct match_why why = {
        .score = match_score(input, mentee, mentor),
        .points = match_points(input, mentee, mentor),
        .mentor_rank = 1,
        .mentee_rank = 1,
        .price = result->prices[mentor] >> MATCH_TIE_SHIFT,
    };

    for (size_t j = 0; j < input->mentors.len; j++)
        rank_one(input, mentee, j, why.score, &why.mentor_rank, &why.mentors);
    for (size_t i = 0; i < input->mentees.len; i++)
        rank_one(input, i, mentor, why.score, &why.mentee_rank, &why.mentees);
    find_shared(work, input, mentee, mentor, &why);
    return why;
}

static int compare_by_score(const void *left, const void *right)
{
    const struct match_pair *l = left, *r = right;

    if (l->score != r->score)
        return l->score < r->score ? -1 : 1;
    return (l->mentee > r->mentee) - (l->mentee < r->mentee);
}

struct match_why_not match_why_not(struct work *work, const struct match_input *input,
                                   const struct match_result *result, size_t mentee, size_t mentor)
{
    struct match_pair *instead = NEW_ARRAY(work->arena, struct match_pair, result->len);
    struct match_why_not not = {.instead = instead};
    bool is_blocked = match_is_blocked(input, mentee, mentor);

    not .rule = match_rule_of(input, mentee, mentor, is_blocked, &not .score);
    for (size_t i = 0; i < result->len; i++)
        if (result->pairs[i].mentor == mentor && result->pairs[i].mentee != mentee)
            instead[not .instead_len++] = result->pairs[i];
    if (not .instead_len > 0)
        qsort(instead, not .instead_len, sizeof(*instead), compare_by_score);
    if (not .rule == MATCH_NO_RULE && input->rules.objective != MATCH_STABLE) {
        int64_t worth = match_worth(not .score + result->bonus, 0);
        int64_t cost = result->gains[mentee] + result->prices[mentor] - worth;
        not .cost = cost > 0 ? cost >> MATCH_TIE_SHIFT : 0;
    }
    return not ;
}

/* What keeps each mentor from this mentee, and who would be the best of those one could mend. */
static void count_rules(const struct match_input *input, size_t mentee, struct match_alone *alone)
{
    for (size_t j = 0; j < input->mentors.len; j++) {
        bool is_blocked = match_is_blocked(input, mentee, j);
        int64_t score;
        enum match_rule rule = match_rule_of(input, mentee, j, is_blocked, &score);
        alone->kept_by[rule]++;
        if (rule != MATCH_NO_RULE && rule != MATCH_BELOW_FLOOR)
            continue;
        if (alone->has_best && score <= alone->best_score)
            continue;
        alone->has_best = true;
        alone->best_mentor = j;
        alone->best_score = score;
    }
    for (size_t rule = 1; rule < MATCH_RULE_COUNT; rule++)
        if (alone->kept_by[rule] > alone->kept_by[alone->rule] || alone->rule == MATCH_NO_RULE)
            alone->rule = (enum match_rule)rule;
}

static bool has_mentor(const struct match_result *result, size_t mentee)
{
    for (size_t i = 0; i < result->len; i++)
        if (result->pairs[i].mentee == mentee)
            return true;
    return false;
}

/* Solve again with one more place for this mentor. */
static enum err try_place(struct work *work, const struct match_input *input, size_t mentee,
                          size_t mentor, bool *ret)
{
    struct match_person *mentors = NEW_ARRAY(work->arena, struct match_person, input->mentors.len);
    struct match_input roomier = *input;
    struct match_result result;

    for (size_t j = 0; j < input->mentors.len; j++)
        mentors[j] = input->mentors.at[j];
    mentors[mentor].places++;
    roomier.mentors.at = mentors;
    roomier.watch = (struct match_watch){0};
    TRY(match_solve(work, &roomier, &result));
    *ret = has_mentor(&result, mentee);
    return OK;
}

enum { MOST_TRIES = 3 };

/* How much it takes for the pair to be made: the lower, the likelier that a place will do. */
struct missing {
    size_t mentor;
    int64_t by;
};

static int compare_missing(const void *left, const void *right)
{
    const struct missing *l = left, *r = right;

    if (l->by != r->by)
        return l->by < r->by ? -1 : 1;
    return (l->mentor > r->mentor) - (l->mentor < r->mentor);
}

enum err match_cure(struct work *work, const struct match_input *input,
                    const struct match_result *result, size_t mentee, bool *ret_found,
                    size_t *ret_mentor)
{
    struct missing *missing = NEW_ARRAY(work->arena, struct missing, input->mentors.len);
    size_t len = 0;

    for (size_t j = 0; j < input->mentors.len; j++) {
        bool is_blocked = match_is_blocked(input, mentee, j);
        int64_t score;
        if (match_rule_of(input, mentee, j, is_blocked, &score) == MATCH_NO_RULE)
            missing[len++] =
                (struct missing){j, (result->prices[j] >> MATCH_TIE_SHIFT) - score - result->bonus};
    }
    if (len > 0)
        qsort(missing, len, sizeof(*missing), compare_missing);
    *ret_found = false;
    for (size_t i = 0; i < len && i < MOST_TRIES && !*ret_found; i++) {
        TRY(try_place(work, input, mentee, missing[i].mentor, ret_found));
        *ret_mentor = missing[i].mentor;
    }
    return OK;
}

struct match_alone match_alone(const struct match_input *input, size_t mentee)
{
    struct match_alone alone = {.why = MATCH_ALONE_RULES};

    count_rules(input, mentee, &alone);
    if (alone.kept_by[MATCH_NO_RULE] > 0)
        alone.why = MATCH_ALONE_OUTDONE;
    else if (alone.kept_by[MATCH_BELOW_FLOOR] > 0)
        alone.why = MATCH_ALONE_FLOOR;
    return alone;
}

/* The pair of each mentee, or NULL. */
static const struct match_pair **by_mentee(struct work *work, const struct match_input *input,
                                           const struct match_result *result)
{
    const struct match_pair **pairs =
        NEW_ARRAY(work->arena, const struct match_pair *, input->mentees.len);

    for (size_t i = 0; i < result->len; i++)
        pairs[result->pairs[i].mentee] = &result->pairs[i];
    return pairs;
}

struct match_moves match_moves(struct work *work, const struct match_input *input,
                               const struct match_result *from, const struct match_result *to)
{
    const struct match_pair **before = by_mentee(work, input, from);
    const struct match_pair **after = by_mentee(work, input, to);
    struct match_move *moves = NEW_ARRAY(work->arena, struct match_move, input->mentees.len);
    size_t len = 0;

    for (size_t i = 0; i < input->mentees.len; i++) {
        size_t a = before[i] ? before[i]->mentor : SIZE_MAX;
        size_t b = after[i] ? after[i]->mentor : SIZE_MAX;
        if (a == b)
            continue;
        moves[len++] = (struct match_move){i, a, b, before[i] ? before[i]->score : 0,
                                           after[i] ? after[i]->score : 0};
    }
    return (struct match_moves){moves, len};
}
