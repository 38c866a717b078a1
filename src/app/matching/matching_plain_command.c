#include "app/matching/matching_plain_command.h"

#include "app/matching/matching_out.h"
#include "app/matching/matching_proof.h"
#include "app/matching/matching_words.h"
#include "match/instance.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

static const char usual_seed[] = "rapport";

enum { MOST_FILE = 1 << 30 }; /* bytes of a certificate or a file of pairs */

static double cpu_seconds(void)
{
    struct timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* A number behind an option, where the option is there. */
static bool take_number(const struct args *args, const char *option, int64_t most, int64_t *ret)
{
    const char *text = args_text(args, option);
    int64_t number;

    if (!text)
        return true;
    if (str_number(str_of(text), &number) != OK || number < 0 || number > most) {
        args_wrong(args, "%s is a whole number from 0 to %lld", option, (long long)most);
        return false;
    }
    *ret = number;
    return true;
}

bool matching_take_rules(const struct args *args, int64_t most_bonus, struct match_rules *rules)
{
    const char *objective = args_text(args, "--objective");

    if (objective && !matching_objective_parse(str_of(objective), &rules->objective)) {
        args_wrong(args, "--objective is balanced, people, total or stable");
        return false;
    }
    return take_number(args, "--floor", MATCH_FULL, &rules->floor) &&
           take_number(args, "--bonus", most_bonus, &rules->bonus) &&
           take_number(args, "--stay", MATCH_FULL, &rules->stay);
}

static struct matching_plain_files files_of(const struct args *args)
{
    return (struct matching_plain_files){
        .edges = args_text(args, "--edges"),
        .capacities = args_text(args, "--capacities"),
        .pins = args_text(args, "--pins"),
        .blocks = args_text(args, "--blocks"),
        .previous = args_text(args, "--previous"),
    };
}

/* --- rapport match */

/* One mentee as numbers: a line for each mentor they could have. */
static int explain(struct args *args, const struct matching_plain *plain,
                   const struct match_plan *plan, const char *person)
{
    uint32_t mentee = matching_ids_find(&plain->mentees, str_of(person));

    if (mentee == UINT32_MAX)
        return args_wrong(args, "--explain: “%s” is no mentee", person);
    printf("%s\tgain %d\n", person, plan->gain[mentee]);
    for (size_t e = plain->graph.start[mentee]; e < plain->graph.start[mentee + 1]; e++) {
        uint32_t mentor = plain->graph.to[e];
        int64_t short_by =
            plan->gain[mentee] + plan->price[mentor] - plain->graph.score[e] - plan->bonus;
        printf("%.*s\tscore %d\tprice %d\tshort by %lld%s\n", ARG(plain->mentors.at[mentor].text),
               plain->graph.score[e], plan->price[mentor], (long long)short_by,
               plan->mentor_of[mentee] == (int32_t)mentor ? "\tpair" : "");
    }
    return COMMAND_DONE;
}

static void print_json(const struct matching_plain *plain, const struct match_sums *sums,
                       size_t blocking, double seconds)
{
    printf("{\"objective\": \"%s\", \"value\": %lld, \"placed\": %lld, \"total\": %lld, "
           "\"lowest\": %lld, \"mentees\": %zu, \"mentors\": %zu, \"blocking\": %zu, "
           "\"seconds\": %.6f}\n",
           matching_objective_name(plain->rules.objective), (long long)sums->value,
           (long long)sums->placed, (long long)sums->total, (long long)sums->lowest,
           plain->mentees.len, plain->mentors.len, blocking, seconds);
}

static enum err write_result(struct args *args, const struct matching_plain *plain,
                             const struct match_plan *plan)
{
    struct matching_out outs[] = {{.path = args_text(args, "--out")},
                                  {.path = args_text(args, "--certificate")}};
    unsigned char pairs_hash[MATCH_HASH_SIZE];
    struct work *work = args_work(args);

    TRY(matching_out_open(outs, COUNT(outs)));
    matching_pairs_write(outs[0].file, work, plain, plan, pairs_hash);
    if (outs[1].file)
        matching_proof_write(outs[1].file, work, plain, plan, pairs_hash);
    return matching_out_commit(outs, COUNT(outs));
}

int matching_plain_run(struct args *args)
{
    struct work *work = args_work(args);
    const char *out = args_text(args, "--out"), *proof = args_text(args, "--certificate");
    const char *seed = args_text(args, "--seed"), *person = args_text(args, "--explain");
    struct matching_plain_files files = files_of(args);
    struct match_rules rules = match_rules_usual();
    struct matching_plain plain;
    struct match_plan plan;

    if (!files.edges || !files.capacities || !out)
        return args_wrong(args, "--edges, --capacities and --out each name a file");
    if (proof && strcmp(proof, out) == 0)
        return args_wrong(args, "--certificate and --out name the same file");
    if (!matching_take_rules(args, MATCH_MOST_BONUS, &rules))
        return COMMAND_WRONG;
    struct matching_plain_rules plain_rules = {rules.objective, rules.bonus, rules.floor,
                                               files.previous ? rules.stay : 0,
                                               str_of(seed ? seed : usual_seed)};
    if (matching_plain_read(work, &files, &plain_rules, &plain) != OK)
        return COMMAND_WRONG;
    if (plain.below_floor > 0)
        fprintf(stderr, "%zu edges lie below the floor of %lld and are left out.\n",
                plain.below_floor, (long long)rules.floor);

    double since = cpu_seconds();
    if (match_graph_solve(work, &plain.graph, rules.objective, rules.bonus, &plan) != OK) {
        fprintf(stderr, "rapport match: %.*s\n", ARG(work->fault.text));
        return COMMAND_FAILED;
    }
    double seconds = cpu_seconds() - since;
    struct match_sums left = match_graph_sums(&plain.graph, &plan);
    struct match_verdict verdict =
        match_graph_verify(work, &plain.graph, rules.objective, &plan, left.value);
    if (verdict.flaw != MATCH_SOUND) {
        fprintf(stderr, "rapport match: the result does not verify. %.*s Nothing is written.\n",
                ARG(matching_flaw_words(verdict.flaw)));
        return COMMAND_FAILED;
    }
    if (person && explain(args, &plain, &plan, person) != COMMAND_DONE)
        return COMMAND_WRONG;
    if (write_result(args, &plain, &plan) != OK)
        return COMMAND_FAILED;

    struct match_sums sums = matching_plain_sums(&plain, &plan);
    if (args_text(args, "--json"))
        print_json(&plain, &sums, verdict.blocking, seconds);
    fprintf(stderr, "value %lld placed %lld seconds %.6f\n", (long long)sums.value,
            (long long)sums.placed, seconds);
    return COMMAND_DONE;
}

/* --- rapport verify-match */

static int refused(const char *why)
{
    printf("Refused. %s\n", why);
    return COMMAND_FAILED;
}

/* What the file of pairs says, into the plan. It must be the file that the certificate names. */
static enum err read_pairs(const char *path, const struct matching_plain *plain,
                           struct match_plan *plan, bool *ret_is_sound)
{
    static const char *const names[] = {"mentee", "mentor", "score"};
    CLEANUP(matching_tsv_close) struct matching_tsv tsv;
    struct str fields[3];
    int64_t score;
    bool is_over;

    *ret_is_sound = true;
    TRY(matching_tsv_open(&tsv, path));
    for (;;) {
        TRY(matching_tsv_next(&tsv, names, COUNT(names), fields, &is_over));
        if (is_over)
            return OK;
        uint32_t mentee = matching_ids_find(&plain->mentees, fields[0]);
        uint32_t mentor = matching_ids_find(&plain->mentors, fields[1]);
        TRY(matching_tsv_number(&tsv, "score", fields[2], 0, MATCH_FULL, &score));
        if (mentee == UINT32_MAX || mentor == UINT32_MAX ||
            plan->mentor_of[mentee] != MATCH_NOBODY ||
            (plain->pinned_to[mentee] != MATCH_NOBODY &&
             plain->pinned_to[mentee] != (int32_t)mentor)) {
            *ret_is_sound = false;
            return OK;
        }
        if (plain->pinned_to[mentee] == MATCH_NOBODY)
            plan->mentor_of[mentee] = (int32_t)mentor;
    }
}

static int check_claim(struct work *work, const char *pairs, const struct matching_proof *proof,
                       const struct matching_plain *plain)
{
    unsigned char hash[MATCH_HASH_SIZE];
    struct match_plan plan;
    struct str text;
    bool is_sound;

    if (memcmp(proof->input_hash, plain->input_hash, MATCH_HASH_SIZE) != 0)
        return refused("The certificate is about other edges, capacities or rules than these.");
    if (matching_proof_plan(work, proof, plain, &plan) != OK) {
        fprintf(stderr, "rapport verify-match: %.*s\n", ARG(work->fault.text));
        return COMMAND_WRONG;
    }
    if (matching_file_read(work, pairs, MOST_FILE, &text) != OK ||
        read_pairs(pairs, plain, &plan, &is_sound) != OK)
        return COMMAND_WRONG;
    crypto_hash_sha256(hash, (const unsigned char *)text.at, text.len);
    if (!is_sound || memcmp(proof->pairs_hash, hash, MATCH_HASH_SIZE) != 0)
        return refused("The file of pairs is not the one that the certificate is about.");

    struct match_verdict verdict =
        match_graph_verify(work, &plain->graph, proof->rules.objective, &plan, proof->value);
    if (verdict.flaw != MATCH_SOUND) {
        printf("Refused. %.*s\n", ARG(matching_flaw_words(verdict.flaw)));
        return COMMAND_FAILED;
    }
    struct match_sums sums = match_graph_sums(&plain->graph, &plan);
    if (sums.placed != proof->placed || sums.total != proof->total)
        return refused("Its placed or total is not that of its pairs.");
    matching_pairs_write(NULL, work, plain, &plan, hash);
    if (memcmp(proof->pairs_hash, hash, MATCH_HASH_SIZE) != 0)
        return refused(
            "A score in the file of pairs is not that of its edge, or a pin is not kept.");
    printf("Verified: %s, floor %lld, bonus %lld: value %lld, %lld placed, and no other choice is "
           "better. %zu pairs would both rather have each other.\n",
           matching_objective_name(proof->rules.objective), (long long)proof->rules.floor,
           (long long)proof->rules.bonus, (long long)proof->value, (long long)sums.placed,
           verdict.blocking);
    return COMMAND_DONE;
}

int matching_plain_verify(struct args *args)
{
    struct work *work = args_work(args);
    const char *pairs = args_text(args, "--pairs"), *path = args_text(args, "--certificate");
    struct matching_plain_files files = files_of(args);
    struct matching_proof proof;
    struct matching_plain plain;
    struct str text;

    if (!files.edges || !files.capacities || !pairs || !path)
        return args_wrong(args,
                          "--edges, --capacities, --pairs and --certificate each name a file");
    if (matching_file_read(work, path, MOST_FILE, &text) != OK)
        return COMMAND_WRONG;
    if (matching_proof_read(work, text, &proof) != OK) {
        fprintf(stderr, "rapport verify-match: %s: %.*s\n", path, ARG(work->fault.text));
        return COMMAND_WRONG;
    }
    if (matching_plain_read(work, &files, &proof.rules, &plain) != OK)
        return COMMAND_WRONG;
    return check_claim(work, pairs, &proof, &plain);
}

/* --- instances from a seed */

static bool take_size(const struct args *args, const char *text, int64_t most, int64_t *ret)
{
    if (text && str_number(str_of(text), ret) == OK && *ret >= 1 && *ret <= most)
        return true;
    args_wrong(args,
               "--instance-from-seed takes N mentees, M mentors, K edges for each and a seed");
    return false;
}

static enum match_family family_of(const struct args *args)
{
    static const char *const options[] = {
        [MATCH_PLANTED] = "--planted",
        [MATCH_UNIFORM] = "--uniform",
        [MATCH_PLATEAU] = "--plateau",
        [MATCH_WAR] = "--war",
    };

    for (size_t i = MATCH_PLANTED; i < COUNT(options); i++)
        if (args_text(args, options[i]))
            return (enum match_family)i;
    return MATCH_LIKELY;
}

int matching_plain_make(struct args *args)
{
    struct work *work = args_work(args);
    struct matching_out outs[] = {{.path = args_text(args, "--out-edges")},
                                  {.path = args_text(args, "--out-capacities")}};
    int64_t mentees, mentors, each, seed;

    if (!take_size(args, args_text(args, "--instance-from-seed"), MATCH_MOST_NODES, &mentees) ||
        !take_size(args, args_word(args, 0), MATCH_MOST_NODES, &mentors) ||
        !take_size(args, args_word(args, 1), mentors, &each) ||
        !take_size(args, args_word(args, 2), INT64_MAX, &seed))
        return COMMAND_WRONG;
    if (!outs[0].path || !outs[1].path)
        return args_wrong(args, "--out-edges and --out-capacities each name a file");

    struct match_graph graph = match_instance(work, family_of(args), (uint32_t)mentees,
                                              (uint32_t)mentors, (uint32_t)each, (uint64_t)seed);
    if (matching_out_open(outs, COUNT(outs)) != OK)
        return COMMAND_FAILED;
    for (uint32_t i = 0; i < graph.mentees; i++)
        for (size_t e = graph.start[i]; e < graph.start[i + 1]; e++)
            fprintf(outs[0].file, "a%u\tb%u\t%u\n", i, graph.to[e], graph.score[e]);
    for (uint32_t j = 0; j < graph.mentors; j++)
        fprintf(outs[1].file, "b%u\t%u\n", j, graph.places[j]);
    return matching_out_commit(outs, COUNT(outs)) == OK ? COMMAND_DONE : COMMAND_FAILED;
}
