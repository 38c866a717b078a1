/* cure.c - what would have to change for somebody without a mentor, and who would rather swap.
 *
 * Every change named here has been tried by a run of its own.
 */
#include "match/explain.h"

#include "match/problem.h"

#include <stdlib.h>
#include <string.h>

/* A mentor who might do, the likeliest first. */
struct likely {
    size_t mentor;
    int64_t by; /* points: the lower, the likelier */
};

static int compare_likely(const void *left, const void *right)
{
    const struct likely *l = left, *r = right;

    if (l->by != r->by)
        return l->by < r->by ? -1 : 1;
    return (l->mentor > r->mentor) - (l->mentor < r->mentor);
}

/* Mentors whom only this rule keeps away, with their scores in ret_scores. */
static size_t list_kept_by(const struct match_input *input, const struct match_result *result,
                           size_t mentee, enum match_rule rule, struct likely *ret)
{
    struct match_input lifted = *input;
    size_t len = 0;

    if (rule == MATCH_BELOW_FLOOR)
        lifted.rules.floor = 0;
    for (size_t j = 0; j < input->mentors.len; j++) {
        bool is_blocked = match_is_blocked(input, mentee, j);
        int64_t score, ignored;
        if (match_rule_of(input, mentee, j, is_blocked, &ignored) != rule ||
            match_rule_of(&lifted, mentee, j, is_blocked && rule != MATCH_BLOCKED, &score) !=
                MATCH_NO_RULE)
            continue;
        ret[len++] = (struct likely){
            j, rule == MATCH_BELOW_FLOOR ? -score : (result->prices[j] >> MATCH_TIE_SHIFT) - score};
    }
    if (len > 0)
        qsort(ret, len, sizeof(*ret), compare_likely);
    return len;
}

static enum err is_placed(struct work *work, const struct match_input *changed,
                          const struct match_result *standing, size_t mentee, bool *ret)
{
    struct match_result result;

    TRY(match_solve_from(work, changed, standing, &result));
    *ret = false;
    for (size_t i = 0; i < result.len; i++)
        *ret = *ret || result.pairs[i].mentee == mentee;
    return OK;
}

/* The input with one thing changed, beside the real one. */
static struct match_input changed_input(struct work *work, const struct match_input *input,
                                        size_t mentee, const struct match_cheapest *change)
{
    struct match_input changed = *input;
    struct match_person *mentors = NEW_ARRAY(work->arena, struct match_person, input->mentors.len);
    struct match_block *blocks = NEW_ARRAY(work->arena, struct match_block, input->blocks_len);

    changed.watch = (struct match_watch){0};
    switch (change->kind) {
    case MATCH_CHANGE_PLACE:
        memcpy(mentors, input->mentors.at, input->mentors.len * sizeof(*mentors));
        mentors[change->mentor].places++;
        changed.mentors.at = mentors;
        break;
    case MATCH_CHANGE_FLOOR:
        changed.rules.floor = change->floor;
        break;
    case MATCH_CHANGE_BLOCK:
        changed.blocks = blocks;
        changed.blocks_len = 0;
        for (size_t i = 0; i < input->blocks_len; i++)
            if (input->blocks[i].mentee != mentee || input->blocks[i].mentor != change->mentor)
                blocks[changed.blocks_len++] = input->blocks[i];
        break;
    case MATCH_CHANGE_NONE:
        break;
    }
    return changed;
}

static enum match_rule rule_behind(enum match_change kind)
{
    switch (kind) {
    case MATCH_CHANGE_FLOOR:
        return MATCH_BELOW_FLOOR;
    case MATCH_CHANGE_BLOCK:
        return MATCH_BLOCKED;
    case MATCH_CHANGE_NONE:
    case MATCH_CHANGE_PLACE:
        break;
    }
    return MATCH_NO_RULE;
}

enum err match_cheapest(struct work *work, const struct match_input *input,
                        const struct match_result *result, size_t mentee, size_t tries,
                        struct match_cheapest *ret)
{
    static const enum match_change kinds[] = {MATCH_CHANGE_PLACE, MATCH_CHANGE_FLOOR,
                                              MATCH_CHANGE_BLOCK};
    struct likely *likely = NEW_ARRAY(work->arena, struct likely, input->mentors.len);
    bool is_enough = false;

    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t len = list_kept_by(input, result, mentee, rule_behind(kinds[k]), likely);
        for (size_t i = 0; i < len && i < tries; i++) {
            struct match_cheapest change = {
                .kind = kinds[k],
                .mentor = likely[i].mentor,
                .floor = kinds[k] == MATCH_CHANGE_FLOOR ? -likely[i].by : 0,
            };
            struct match_input changed = changed_input(work, input, mentee, &change);
            TRY(is_placed(work, &changed, result, mentee, &is_enough));
            if (is_enough) {
                *ret = change;
                return OK;
            }
        }
    }
    *ret = (struct match_cheapest){.kind = MATCH_CHANGE_NONE};
    return OK;
}

/* --- who would both rather have each other */

/* What each has, in points; -1: a free place or nobody. A pinned pair is out of it. */
struct having {
    int64_t *mentee, *mentor;
    int64_t *used;
    const size_t *before;
    bool *is_pinned;
};

static int64_t points_of(const struct match_input *input, const struct having *having,
                         size_t mentee, size_t mentor, int64_t score)
{
    return score + (having->before[mentee] == mentor ? input->rules.stay : 0);
}

static struct having having_of(struct work *work, const struct match_input *input,
                               const struct match_result *result)
{
    struct having having = {
        .mentee = NEW_ARRAY(work->arena, int64_t, input->mentees.len),
        .mentor = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
        .used = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
        .before = match_mentors_before(work, input),
        .is_pinned = NEW_ARRAY(work->arena, bool, input->mentees.len),
    };

    for (size_t i = 0; i < input->mentees.len; i++)
        having.mentee[i] = -1;
    for (size_t j = 0; j < input->mentors.len; j++)
        having.mentor[j] = INT64_MAX;
    for (size_t p = 0; p < result->len; p++) {
        const struct match_pair *pair = &result->pairs[p];
        int64_t points = points_of(input, &having, pair->mentee, pair->mentor, pair->score);
        having.used[pair->mentor]++;
        having.is_pinned[pair->mentee] = pair->is_pinned;
        having.mentee[pair->mentee] = points;
        if (!pair->is_pinned && points < having.mentor[pair->mentor])
            having.mentor[pair->mentor] = points;
    }
    for (size_t j = 0; j < input->mentors.len; j++)
        if (having.used[j] < input->mentors.at[j].places)
            having.mentor[j] = -1;
    return having;
}

static int compare_blocking(const void *left, const void *right)
{
    const struct match_blocking *l = left, *r = right;
    int64_t a = l->mentee_gains < l->mentor_gains ? l->mentee_gains : l->mentor_gains;
    int64_t b = r->mentee_gains < r->mentor_gains ? r->mentee_gains : r->mentor_gains;

    if (a != b)
        return a > b ? -1 : 1;
    if (l->mentee != r->mentee)
        return l->mentee < r->mentee ? -1 : 1;
    return (l->mentor > r->mentor) - (l->mentor < r->mentor);
}

static bool would_swap(const struct match_input *input, const struct having *having, size_t mentee,
                       size_t mentor, struct match_blocking *ret)
{
    int64_t score;
    bool is_blocked = match_is_blocked(input, mentee, mentor);

    if (match_rule_of(input, mentee, mentor, is_blocked, &score) != MATCH_NO_RULE)
        return false;
    int64_t points = points_of(input, having, mentee, mentor, score);
    if (having->mentee[mentee] >= points || having->mentor[mentor] >= points)
        return false;
    int64_t had = having->mentee[mentee] > 0 ? having->mentee[mentee] : 0;
    int64_t held = having->mentor[mentor] > 0 ? having->mentor[mentor] : 0;
    *ret = (struct match_blocking){mentee, mentor, points - had, points - held};
    return true;
}

struct match_blockings match_blocking(struct work *work, const struct match_input *input,
                                      const struct match_result *result)
{
    struct having having = having_of(work, input, result);
    struct match_blocking *at = NULL, one;
    size_t len = 0, room = 0;

    for (size_t i = 0; i < input->mentees.len; i++)
        for (size_t j = 0; j < input->mentors.len && !having.is_pinned[i]; j++) {
            if (!would_swap(input, &having, i, j, &one))
                continue;
            if (len == room) {
                room = 2 * room + 64;
                struct match_blocking *more = NEW_ARRAY(work->arena, struct match_blocking, room);
                if (len > 0)
                    memcpy(more, at, len * sizeof(*more));
                at = more;
            }
            at[len++] = one;
        }
    if (len > 0)
        qsort(at, len, sizeof(*at), compare_blocking);
    return (struct match_blockings){at, len};
}
