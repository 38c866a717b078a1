/* rule.c - who may not be paired, and which pins cannot be kept. */
#include "match/problem.h"

bool match_is_blocked(const struct match_input *input, size_t mentee, size_t mentor)
{
    for (size_t i = 0; i < input->blocks_len; i++)
        if (input->blocks[i].mentee == mentee && input->blocks[i].mentor == mentor)
            return true;
    return false;
}

static bool are_alike(const struct match_input *input, enum match_part part,
                      const struct match_person *mentee, const struct match_person *mentor)
{
    struct match_list a = mentee->lists[part], b = mentor->lists[part];

    for (size_t i = 0; i < a.len; i++)
        for (size_t k = 0; k < b.len; k++)
            if (match_likeness(&input->vocabulary, a.at[i], b.at[k]) > 0)
                return true;
    return false;
}

bool match_share_a_language(const struct match_person *mentee, const struct match_person *mentor)
{
    struct match_list a = mentee->lists[MATCH_LANGUAGES], b = mentor->lists[MATCH_LANGUAGES];

    for (size_t i = 0; i < a.len; i++)
        for (size_t k = 0; k < b.len; k++)
            if (a.at[i] == b.at[k])
                return true;
    return false;
}

bool match_share_anything(const struct match_input *input, const struct match_person *mentee,
                          const struct match_person *mentor)
{
    return are_alike(input, MATCH_TOPICS, mentee, mentor) ||
           are_alike(input, MATCH_INTERESTS, mentee, mentor);
}

enum match_rule match_rule_of(const struct match_input *input, size_t mentee, size_t mentor,
                              bool is_blocked, int64_t *ret_score)
{
    const struct match_rules *rules = &input->rules;
    const struct match_person *a = &input->mentees.at[mentee], *b = &input->mentors.at[mentor];

    if (a->human.len > 0 && str_eq(a->human, b->human))
        return MATCH_SAME_PERSON;
    if (is_blocked)
        return MATCH_BLOCKED;
    if (b->places == 0)
        return MATCH_NO_PLACE;
    if (input->scores)
        return match_kept_rule(input, mentee, mentor, ret_score);
    if (rules->needs_language && !match_share_a_language(a, b))
        return MATCH_NO_LANGUAGE;
    if (rules->needs_shared && !match_share_anything(input, a, b))
        return MATCH_NOTHING_SHARED;

    *ret_score = match_score(input, mentee, mentor);
    return *ret_score < rules->floor ? MATCH_BELOW_FLOOR : MATCH_NO_RULE;
}

bool match_rule_may_be_lifted(enum match_rule rule)
{
    return rule == MATCH_NO_LANGUAGE || rule == MATCH_NOTHING_SHARED || rule == MATCH_BELOW_FLOOR;
}

/* A lifted rule hides those after it in the list, so these are asked with it switched off. */
static enum match_rule unlifted_rule(const struct match_input *input, struct match_pin pin)
{
    struct match_input without = *input;
    int64_t score;

    if (pin.lifted == MATCH_NO_LANGUAGE)
        without.rules.needs_language = false;
    if (pin.lifted == MATCH_NOTHING_SHARED)
        without.rules.needs_shared = false;
    if (pin.lifted == MATCH_BELOW_FLOOR)
        without.rules.floor = 0;
    return match_rule_of(&without, pin.mentee, pin.mentor,
                         match_is_blocked(input, pin.mentee, pin.mentor), &score);
}

struct match_refusals match_refusals(struct work *work, const struct match_input *input)
{
    struct match_refusal *refusals = NEW_ARRAY(work->arena, struct match_refusal, input->pins_len);
    bool *has_pin = NEW_ARRAY(work->arena, bool, input->mentees.len);
    int64_t *taken = NEW_ARRAY(work->arena, int64_t, input->mentors.len);
    size_t len = 0;

    for (size_t i = 0; i < input->pins_len; i++) {
        struct match_refusal refusal = {.pin = input->pins[i]};
        refusal.rule = unlifted_rule(input, refusal.pin);
        if (refusal.rule != MATCH_NO_RULE)
            refusal.why = MATCH_REFUSED_RULE;
        else if (has_pin[refusal.pin.mentee])
            refusal.why = MATCH_REFUSED_TWICE;
        else if (taken[refusal.pin.mentor] >= input->mentors.at[refusal.pin.mentor].places)
            refusal.why = MATCH_REFUSED_PLACES;
        else {
            has_pin[refusal.pin.mentee] = true;
            taken[refusal.pin.mentor]++;
            continue;
        }
        refusals[len++] = refusal;
    }
    return (struct match_refusals){refusals, len};
}
