/* matching_run.c - computing a run, and storing what came of it. */
#include "app/matching/matching.h"
#include "app/matching/matching_whatif.h"
#include "app/matching/matching_words.h"
#include "match/certificate.h"
#include "matching_sql.h"

#include <sodium.h>

enum {
    SCORES_KEPT = 4000000, /* pairs whose scores are kept, so that asking again costs little */
    CURES_MOST = 60,       /* people without a mentor for whom a cure is looked for */
};

struct matching_done {
    struct matching_load load;
    struct str seed;
    int64_t number; /* of the run */
    bool is_infeasible;
    struct str trouble; /* what clashes, one a line */
    struct match_result result;
    struct match_verdict verdict;
    const struct match_why *whys;             /* of each pair */
    const struct match_alone *alones;         /* of each mentee without one, in order */
    const struct maybe_participant_id *cures; /* likewise: with whom one more place would do */
    size_t alones_len;
};

/* 128 bits. Nobody can choose a seed, or try seeds until the lots please. */
static struct str new_seed(struct arena *arena)
{
    unsigned char bytes[16];
    struct buf hex = {.arena = arena};

    randombytes_buf(bytes, sizeof(bytes));
    for (size_t i = 0; i < sizeof(bytes); i++)
        buf_addf(&hex, "%02x", bytes[i]);
    return buf_str(&hex);
}

static struct str seed_hash(struct arena *arena, struct str seed)
{
    unsigned char hash[MATCH_HASH_SIZE];

    crypto_hash_sha256(hash, (const unsigned char *)seed.at, seed.len);
    return certificate_hex(arena, hash);
}

/* The seed stays the cohort's until a run of it is final. */
static enum err choose_seed(struct work *work, const struct team_access *by,
                            struct matching_done *done)
{
    struct match_last_rows last;

    TRY(match_run_last(work, by, done->load.cohort, &last));
    bool is_spent = last.len == 0 || str_eq(last.at[0].state, S("final"));
    done->seed = is_spent ? new_seed(work->arena) : last.at[0].seed;
    done->number = last.len == 0 ? 1 : last.at[0].number + 1;
    return OK;
}

static void put_refusal(struct buf *out, const struct matching_load *load,
                        const struct match_refusal *refusal)
{
    const struct matching_who *mentee = &load->mentees[refusal->pin.mentee];
    const struct matching_who *mentor = &load->mentors[refusal->pin.mentor];
    struct str why = matching_rule_words(refusal->rule);

    if (refusal->why == MATCH_REFUSED_TWICE)
        why = S("There is another pin of the same mentee.");
    if (refusal->why == MATCH_REFUSED_PLACES)
        why = S("Other pins have taken all places of this mentor.");
    buf_addf(out, "%.*s is pinned to %.*s. %.*s\n", ARG(mentee->name), ARG(mentor->name), ARG(why));
}

static struct str trouble_of(struct work *work, const struct matching_load *load,
                             struct match_refusals refusals)
{
    struct buf out = {.arena = work->arena};

    for (size_t i = 0; i < refusals.len; i++)
        put_refusal(&out, load, &refusals.at[i]);
    return str_trim(buf_str(&out));
}

/* The cheapest change for somebody who was outdone: one more place with whom. */
static enum err find_cure(struct work *work, const struct matching_done *done, size_t mentee,
                          struct maybe_participant_id *ret)
{
    size_t mentor;

    TRY(match_cure(work, &done->load.input, &done->result, mentee, &ret->is_set, &mentor));
    if (ret->is_set)
        ret->at = done->load.mentors[mentor].participant;
    return OK;
}

static enum err explain(struct work *work, struct matching_done *done)
{
    const struct match_input *input = &done->load.input;
    const struct match_result *result = &done->result;
    struct match_why *whys = NEW_ARRAY(work->arena, struct match_why, result->len);
    struct match_alone *alones = NEW_ARRAY(work->arena, struct match_alone, input->mentees.len);
    struct maybe_participant_id *cures =
        NEW_ARRAY(work->arena, struct maybe_participant_id, input->mentees.len);

    int cured = 0;

    for (size_t i = 0, p = 0; i < input->mentees.len; i++) {
        if (p < result->len && result->pairs[p].mentee == i) {
            whys[p] = match_why(work, input, result, i, result->pairs[p].mentor);
            p++;
        } else {
            struct match_alone *alone = &alones[done->alones_len];
            *alone = match_alone(input, i);
            if (alone->why == MATCH_ALONE_OUTDONE && input->scores && cured++ < CURES_MOST)
                TRY(find_cure(work, done, i, &cures[done->alones_len]));
            done->alones_len++;
        }
    }
    done->whys = whys;
    done->alones = alones;
    done->cures = cures;
    return OK;
}

enum err matching_compute(struct work *work, const struct team_access *by,
                          const struct matching_whatif *whatif, struct matching_done **ret)
{
    struct matching_done *done = NEW(work->arena, struct matching_done);
    struct match_input *input = &done->load.input;

    TRY(matching_load(work, by, &done->load));
    if (whatif)
        matching_whatif_apply(work, whatif, &done->load);
    if (input->mentees.len == 0 || input->mentors.len == 0)
        return work_fail(work, ERR_INVALID, S(""),
                         S("There is nobody to match yet: a run needs at least one mentee and one "
                           "mentor who are ready."));
    TRY(choose_seed(work, by, done));
    input->seed = done->seed;
    TRY(match_check(work, input));
    match_input_hash(work, input, done->result.input_hash);

    struct match_refusals refusals = match_refusals(work, input);
    if (input->mentees.len * input->mentors.len <= SCORES_KEPT)
        input->scores = match_scores_of(work, input);
    done->is_infeasible = refusals.len > 0;
    if (done->is_infeasible) {
        done->trouble = trouble_of(work, &done->load, refusals);
    } else {
        TRY(match_solve(work, input, &done->result));
        done->verdict = match_verify(work, input, &done->result);
        if (done->verdict.flaw != MATCH_SOUND)
            return ERR_BROKEN;
        TRY(explain(work, done));
    }
    *ret = done;
    return OK;
}

static int64_t both(const struct match_points *points, enum match_part part)
{
    return points->mentee[part] + points->mentor[part];
}

static enum err store_proposal(struct work *work, const struct team_access *by,
                               const struct matching_done *done, size_t p, struct match_run_id run)
{
    const struct match_pair *pair = &done->result.pairs[p];
    const struct match_why *why = &done->whys[p];
    const struct match_points *points = &why->points;
    struct proposal_id id = {work_new_key(work)};

    return proposal_add(work, by, id, run, done->load.mentees[pair->mentee].participant,
                        done->load.mentors[pair->mentor].participant, pair->score,
                        both(points, MATCH_TOPICS), both(points, MATCH_INTERESTS),
                        both(points, MATCH_COURSES), both(points, MATCH_CHANNELS),
                        both(points, MATCH_TIMES), both(points, MATCH_LANGUAGES),
                        (int64_t)why->mentor_rank, (int64_t)why->mentee_rank, why->price,
                        pair->is_pinned, matching_reasons(work->arena, &done->load.words, why));
}

static enum err store_unplaced(struct work *work, const struct team_access *by,
                               const struct matching_done *done, size_t mentee,
                               const struct match_alone *alone, struct maybe_participant_id cure,
                               struct match_run_id run)
{
    struct maybe_participant_id best = {.is_set = alone->has_best};

    if (alone->has_best)
        best.at = done->load.mentors[alone->best_mentor].participant;
    return unplaced_add(work, by, run, done->load.mentees[mentee].participant, alone->why,
                        alone->rule, best, alone->best_score, cure);
}

/* Frozen -> solved -> verified, with everything the run proposes. */
static enum err store_result(struct work *work, const struct team_access *by,
                             const struct matching_done *done, struct match_run_id run)
{
    const struct match_result *result = &done->result;
    struct match_solved_row solved;
    struct match_verified_row verified;
    int64_t total = 0, lowest = result->len > 0 ? MATCH_FULL : 0;
    size_t p = 0, a = 0;

    for (size_t i = 0; i < result->len; i++) {
        total += result->pairs[i].score;
        lowest = result->pairs[i].score < lowest ? result->pairs[i].score : lowest;
    }
    TRY(match_run_solve(work, by, run, certificate_write(work, &done->load.input, result),
                        (int64_t)result->len, total, lowest, &solved));
    for (size_t i = 0; i < done->load.input.mentees.len; i++) {
        if (p < result->len && result->pairs[p].mentee == i)
            TRY(store_proposal(work, by, done, p++, run));
        else {
            TRY(store_unplaced(work, by, done, i, &done->alones[a], done->cures[a], run));
            a++;
        }
    }
    return match_run_verify(work, by, run, (int64_t)done->verdict.blocking, &verified);
}

static struct str said(const struct matching_person *person, enum match_part part)
{
    return person->lists[part].at ? person->lists[part] : S("");
}

static enum err store_person(struct work *work, const struct team_access *by,
                             struct match_run_id run, struct participant_id id, struct str role,
                             const struct matching_person *person)
{
    return match_known_add(work, by, run, id, role, person->places, said(person, MATCH_TOPICS),
                           said(person, MATCH_INTERESTS), said(person, MATCH_COURSES),
                           said(person, MATCH_CHANNELS), said(person, MATCH_TIMES),
                           said(person, MATCH_LANGUAGES), person->city);
}

/* What was known, for the day when somebody asks. */
static enum err store_known(struct work *work, const struct team_access *by,
                            const struct matching_load *load, struct match_run_id run)
{
    for (size_t i = 0; i < load->input.mentees.len; i++)
        TRY(store_person(work, by, run, load->mentees[i].participant, S("mentee"),
                         &load->mentees_said[i]));
    for (size_t j = 0; j < load->input.mentors.len; j++)
        TRY(store_person(work, by, run, load->mentors[j].participant, S("mentor"),
                         &load->mentors_said[j]));
    return OK;
}

static enum err store_rules(struct work *work, const struct team_access *by,
                            const struct matching_load *load, struct match_run_id run)
{
    const struct match_rules *rules = &load->input.rules;
    const int64_t *weights = rules->weights;

    return match_run_rule(work, by, run, rules->objective, rules->floor, weights[MATCH_TOPICS],
                          weights[MATCH_INTERESTS], weights[MATCH_COURSES], weights[MATCH_CHANNELS],
                          weights[MATCH_TIMES], weights[MATCH_LANGUAGES], load->is_own);
}

enum err matching_store(struct work *work, const struct team_access *by,
                        const struct matching_done *done, struct match_run_id *ret)
{
    const struct match_input *input = &done->load.input;
    struct match_run_id run = {work_new_key(work)};
    struct match_frozen_row frozen;
    struct match_refused_row refused;

    TRY(match_run_draft(work, by, run, done->load.cohort, done->number, done->seed,
                        seed_hash(work->arena, done->seed), work->now));
    TRY(store_rules(work, by, &done->load, run));
    TRY(store_known(work, by, &done->load, run));
    TRY(match_run_freeze(work, by, run, certificate_hex(work->arena, done->result.input_hash),
                         (int64_t)input->mentees.len, (int64_t)input->mentors.len,
                         done->load.places, (int64_t)input->blocks_len, &frozen));
    if (done->is_infeasible)
        TRY(match_run_refuse(work, by, run, done->trouble, &refused));
    else
        TRY(store_result(work, by, done, run));
    *ret = run;
    return OK;
}
