#include "app/matching/matching_whatif.h"

#include "app/matching/matching_words.h"
#include "match/certificate.h"
#include "matching_sql.h"

#include <stdlib.h>
#include <string.h>

/* --- changing what is loaded */

static void apply_place(struct work *work, struct participant_id of, struct matching_load *load)
{
    struct match_input *input = &load->input;
    struct match_person *mentors = NEW_ARRAY(work->arena, struct match_person, input->mentors.len);
    struct matching_person *said =
        NEW_ARRAY(work->arena, struct matching_person, input->mentors.len);
    size_t at = matching_who_at(load->mentors, input->mentors.len, of);

    if (at == input->mentors.len)
        return;
    memcpy(mentors, input->mentors.at, input->mentors.len * sizeof(*mentors));
    memcpy(said, load->mentors_said, input->mentors.len * sizeof(*said));
    mentors[at].places++;
    said[at].places++;
    input->mentors.at = mentors;
    load->mentors_said = said;
    load->places++;
}

/* All pins but those of this mentee, and room for one more. */
static struct match_pin *pins_without(struct work *work, struct match_input *input, size_t mentee)
{
    struct match_pin *pins = NEW_ARRAY(work->arena, struct match_pin, input->pins_len + 1);
    size_t len = 0;

    for (size_t i = 0; i < input->pins_len; i++)
        if (input->pins[i].mentee != mentee)
            pins[len++] = input->pins[i];
    input->pins = pins;
    input->pins_len = len;
    return pins;
}

static void apply_pin(struct work *work, size_t mentee, size_t mentor, struct match_input *input)
{
    struct match_pin *pins = pins_without(work, input, mentee);

    pins[input->pins_len++] = (struct match_pin){mentee, mentor, MATCH_NO_RULE};
}

static bool is_pinned(const struct match_input *input, size_t mentee, size_t mentor)
{
    for (size_t i = 0; i < input->pins_len; i++)
        if (input->pins[i].mentee == mentee && input->pins[i].mentor == mentor)
            return true;
    return false;
}

/* A pin of a pair that is blocked makes no sense, so it goes. A block holds both ways round, but
 * two people who are on both sides are rare: the other way is read anew when it is kept.
 */
static void apply_block(struct work *work, size_t mentee, size_t mentor, struct match_input *input)
{
    struct match_block *blocks = NEW_ARRAY(work->arena, struct match_block, input->blocks_len + 1);

    if (input->blocks_len > 0)
        memcpy(blocks, input->blocks, input->blocks_len * sizeof(*blocks));
    blocks[input->blocks_len++] = (struct match_block){mentee, mentor};
    input->blocks = blocks;
    if (is_pinned(input, mentee, mentor))
        pins_without(work, input, mentee);
}

/* Do both of them take part? */
static bool find_two(const struct matching_load *load, struct participant_id mentee,
                     struct participant_id mentor, size_t *ret_mentee, size_t *ret_mentor)
{
    *ret_mentee = matching_who_at(load->mentees, load->input.mentees.len, mentee);
    *ret_mentor = matching_who_at(load->mentors, load->input.mentors.len, mentor);
    return *ret_mentee < load->input.mentees.len && *ret_mentor < load->input.mentors.len;
}

void matching_whatif_apply(struct work *work, const struct matching_whatif *whatif,
                           struct matching_load *load)
{
    size_t mentee, mentor;

    if (whatif->has_rules) {
        memcpy(load->input.rules.weights, whatif->weights, sizeof(whatif->weights));
        load->input.rules.floor = whatif->floor;
        load->input.rules.objective = whatif->objective;
        load->is_own = true;
    }
    if (whatif->place.n != 0)
        apply_place(work, whatif->place, load);
    if (find_two(load, whatif->pinned_mentee, whatif->pinned_mentor, &mentee, &mentor))
        apply_pin(work, mentee, mentor, &load->input);
    if (find_two(load, whatif->blocked_mentee, whatif->blocked_mentor, &mentee, &mentor))
        apply_block(work, mentee, mentor, &load->input);
}

/* --- what comes of it */

struct matching_figures matching_figures_of(const struct match_input *input,
                                            const struct match_result *result)
{
    struct matching_figures figures = {.placed = (int64_t)result->len, .lowest = MATCH_FULL};

    for (size_t i = 0; i < result->len; i++) {
        int64_t score = match_score(input, result->pairs[i].mentee, result->pairs[i].mentor);
        figures.total += score;
        figures.lowest = score < figures.lowest ? score : figures.lowest;
    }
    if (result->len == 0)
        figures.lowest = 0;
    else
        figures.average = figures.total / figures.placed;
    return figures;
}

static int compare_shifts(const void *left, const void *right)
{
    const struct matching_shift *l = left, *r = right;

    if (l->by != r->by)
        return l->by < r->by ? -1 : 1;
    size_t len = l->mentee.len < r->mentee.len ? l->mentee.len : r->mentee.len;
    int by_name = len > 0 ? memcmp(l->mentee.at, r->mentee.at, len) : 0;
    return by_name != 0 ? by_name
                        : (l->mentee.len > r->mentee.len) - (l->mentee.len < r->mentee.len);
}

static struct matching_shift shift_of(const struct matching_load *load,
                                      const struct match_input *input,
                                      const struct match_move *move)
{
    struct matching_shift shift = {.mentee = load->mentees[move->mentee].name};

    if (move->from != SIZE_MAX) {
        shift.from = load->mentors[move->from].name;
        shift.from_score = match_score(input, move->mentee, move->from);
    }
    if (move->to != SIZE_MAX) {
        shift.to = load->mentors[move->to].name;
        shift.to_score = move->to_score;
    }
    shift.by = shift.to_score - shift.from_score;
    return shift;
}

static void count_shifts(struct matching_tried *tried)
{
    for (size_t i = 0; i < tried->shifts.len; i++) {
        const struct matching_shift *shift = &tried->shifts.at[i];
        if (shift->from.len == 0)
            tried->gained++;
        else if (shift->to.len == 0)
            tried->lost++;
        else
            tried->others++;
    }
    if (tried->shifts.len > 0 && tried->shifts.at[0].by < 0)
        tried->worst = &tried->shifts.at[0];
}

static void tell_shifts(struct work *work, const struct matching_load *load,
                        const struct match_input *input, struct match_moves moves,
                        struct matching_tried *tried)
{
    struct matching_shift *shifts = NEW_ARRAY(work->arena, struct matching_shift, moves.len);

    for (size_t i = 0; i < moves.len; i++)
        shifts[i] = shift_of(load, input, &moves.at[i]);
    if (moves.len > 0)
        qsort(shifts, moves.len, sizeof(*shifts), compare_shifts);
    tried->shifts = (struct matching_shifts){shifts, moves.len};
    count_shifts(tried);
}

static enum err refuse(struct work *work, const struct matching_load *load,
                       const struct match_refusal *refusal)
{
    struct buf why = {.arena = work->arena};

    buf_addf(&why, "%.*s cannot be pinned to %.*s: ", ARG(load->mentees[refusal->pin.mentee].name),
             ARG(load->mentors[refusal->pin.mentor].name));
    if (refusal->why == MATCH_REFUSED_PLACES)
        buf_add(&why, S("other pins have taken all places of this mentor."));
    else
        buf_add(&why, matching_rule_words(refusal->rule));
    return work_fail(work, ERR_INVALID, S("pin_mentor"), buf_str(&why));
}

enum err matching_whatif_try(struct work *work, const struct team_access *by,
                             struct match_run_id run, const struct matching_load *load,
                             const struct matching_whatif *whatif, struct matching_tried *ret)
{
    struct matching_load changed = *load;
    struct match_result now, then;
    struct match_run_row row;
    struct match_seed_row seed;

    TRY(match_run_get(work, by, run, &row));
    TRY(match_run_seed(work, by, run, &seed));
    TRY(certificate_parse(work, &load->input, seed.certificate, &now));
    matching_whatif_apply(work, whatif, &changed);
    TRY(match_check(work, &changed.input));
    struct match_refusals refusals = match_refusals(work, &changed.input);
    if (refusals.len > 0)
        return refuse(work, load, &refusals.at[0]);
    TRY(match_solve(work, &changed.input, &then));
    struct match_verdict verdict = match_verify(work, &changed.input, &then);
    if (verdict.flaw != MATCH_SOUND)
        return ERR_BROKEN;

    struct matching_tried tried = {.now = matching_figures_of(&changed.input, &now),
                                   .then = matching_figures_of(&changed.input, &then)};
    tried.now.blocking = row.blocking;
    tried.then.blocking = (int64_t)verdict.blocking;
    tell_shifts(work, load, &changed.input, match_moves(work, &changed.input, &now, &then), &tried);
    *ret = tried;
    return OK;
}
