/* scores.c - the scores of all pairs, kept for asking "what if". */
#include "match/problem.h"

enum { SCORE_BITS = 10, NO_LANGUAGE = 1 << SCORE_BITS, NOTHING_SHARED = 2 << SCORE_BITS };

_Static_assert((int)MATCH_FULL < (int)NO_LANGUAGE, "a score fits below the flags");

struct match_scores {
    size_t mentors;
    uint16_t *at; /* by mentee, then by mentor: the score, and what they lack in common */
};

const struct match_scores *match_scores_of(struct work *work, const struct match_input *input)
{
    struct match_scores *scores = NEW(work->arena, struct match_scores);
    size_t len = input->mentees.len * input->mentors.len, n = 0;

    scores->mentors = input->mentors.len;
    scores->at = NEW_ARRAY(work->arena, uint16_t, len);
    for (size_t i = 0; i < input->mentees.len; i++)
        for (size_t j = 0; j < input->mentors.len; j++) {
            const struct match_person *a = &input->mentees.at[i], *b = &input->mentors.at[j];
            int64_t kept = match_score(input, i, j);
            kept |= match_share_a_language(a, b) ? 0 : NO_LANGUAGE;
            kept |= match_share_anything(input, a, b) ? 0 : NOTHING_SHARED;
            scores->at[n++] = (uint16_t)kept;
        }
    return scores;
}

enum match_rule match_kept_rule(const struct match_input *input, size_t mentee, size_t mentor,
                                int64_t *ret_score)
{
    uint16_t kept = input->scores->at[mentee * input->scores->mentors + mentor];

    if (input->rules.needs_language && (kept & NO_LANGUAGE))
        return MATCH_NO_LANGUAGE;
    if (input->rules.needs_shared && (kept & NOTHING_SHARED))
        return MATCH_NOTHING_SHARED;
    *ret_score = kept & (NO_LANGUAGE - 1);
    return *ret_score < input->rules.floor ? MATCH_BELOW_FLOOR : MATCH_NO_RULE;
}
