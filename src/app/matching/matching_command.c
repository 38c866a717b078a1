/* matching_command.c - rapport match and rapport verify-match: the engine on plain files. */
#include "app/command.h"
#include "app/matching/matching_files.h"
#include "app/matching/matching_inside.h"
#include "app/matching/matching_options.h"
#include "app/matching/matching_out.h"
#include "app/matching/matching_plain_command.h"
#include "app/matching/matching_proof.h"
#include "app/matching/matching_words.h"
#include "match/certificate.h"
#include "match/keyed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char usual_seed[] = "rapport";

enum { MOST_CERTIFICATE = 64 * 1024 * 1024 };

static enum err write_files(const char *out, struct str pairs, const char *proof,
                            struct str certificate)
{
    struct matching_out outs[] = {{.path = out}, {.path = proof}};

    TRY(matching_out_open(outs, COUNT(outs)));
    fwrite(pairs.at, 1, pairs.len, outs[0].file);
    if (outs[1].file)
        fwrite(certificate.at, 1, certificate.len, outs[1].file);
    return matching_out_commit(outs, COUNT(outs));
}

static void tell_problems(const char *path, const struct roster_problem *problems, size_t len)
{
    for (size_t i = 0; i < len; i++)
        fprintf(stderr, "%s: record %zu%s%.*s: %s: %.*s\n", path, problems[i].record,
                problems[i].column.len > 0 ? ", " : "", ARG(problems[i].column),
                problems[i].level == ROSTER_ERROR ? "left out" : "note", ARG(problems[i].reason));
}

struct sources {
    const char *mentees, *mentors;
};

/* The input of both commands, with everything that was left out told on standard error. */
static enum err read_sources(struct work *work, const struct args *args, struct sources *sources,
                             struct matching_files *ret)
{
    const char *seed = args_text(args, "--seed");
    struct str mentees, mentors;

    TRY(matching_file_read(work, sources->mentees, SHEET_MOST_BYTES, &mentees));
    TRY(matching_file_read(work, sources->mentors, SHEET_MOST_BYTES, &mentors));
    if (matching_files_read(work, mentees, mentors, ret) != OK) {
        bool is_mentors = str_eq(work->fault.field, S("mentors"));
        fprintf(stderr, "%s: %.*s\n", is_mentors ? sources->mentors : sources->mentees,
                ARG(work->fault.text));
        return ERR_INVALID;
    }
    tell_problems(sources->mentees, ret->mentees.problems, ret->mentees.problem_count);
    tell_problems(sources->mentors, ret->mentors.problems, ret->mentors.problem_count);
    tell_problems("blocks", ret->blocks, ret->blocks_len);
    struct matching_options options = {
        .weights = args_text(args, "--weights"),
        .pins = args_text(args, "--pins"),
        .blocks = args_text(args, "--blocks"),
        .previous = args_text(args, "--previous"),
    };
    if (!matching_take_rules(args, MATCH_FULL, &ret->input.rules) ||
        matching_options_read(work, &options, &ret->input) != OK)
        return ERR_INVALID;
    ret->input.seed = str_of(seed ? seed : usual_seed);
    if (match_check(work, &ret->input) != OK) {
        fprintf(stderr, "rapport: %.*s: %.*s\n", ARG(work->fault.field), ARG(work->fault.text));
        return ERR_INVALID;
    }
    return OK;
}

/* --- the pairs as CSV */

/* OWASP, CSV injection: what a spreadsheet would take for a formula is put behind an apostrophe. */
static bool is_formula(struct str cell)
{
    return cell.len > 0 && cell.at[0] != '\0' && strchr("=+-@\t\r", cell.at[0]) != NULL;
}

static void put_cell(struct buf *out, struct str cell, const char *end)
{
    buf_add(out, S("\""));
    if (is_formula(cell))
        buf_add(out, S("'"));
    for (size_t i = 0; i < cell.len; i++)
        buf_addf(out, cell.at[i] == '"' ? "\"\"" : "%c", cell.at[i]);
    buf_addf(out, "\"%s", end);
}

static struct str one_line(struct arena *arena, struct str lines)
{
    struct buf text = {.arena = arena};

    for (size_t i = 0; i < lines.len; i++)
        buf_add(&text, lines.at[i] == '\n' ? S(" ") : (struct str){&lines.at[i], 1});
    return buf_str(&text);
}

static const char header[] = "Mentee,Mentee name,Mentor,Mentor name,Score,Why\r\n";

static void put_pair(struct work *work, struct buf *out, const struct matching_files *files,
                     const struct match_result *result, const struct match_pair *pair)
{
    struct match_why why = match_why(work, &files->input, result, pair->mentee, pair->mentor);
    struct str reasons = matching_reasons(work->arena, &files->words, &why);

    put_cell(out, files->input.mentees.at[pair->mentee].key, ",");
    put_cell(out, files->mentees.people[pair->mentee].name, ",");
    put_cell(out, files->input.mentors.at[pair->mentor].key, ",");
    put_cell(out, files->mentors.people[pair->mentor].name, ",");
    buf_addf(out, "%lld,", (long long)pair->score);
    put_cell(out, one_line(work->arena, reasons), "\r\n");
}

/* By the keys of the mentees, as the certificate has them, so that the order of a file is nothing. */
static struct str pairs_csv(struct work *work, const struct matching_files *files,
                            const struct match_result *result)
{
    struct buf out = {.arena = work->arena};
    const struct keyed *keyed = keyed_of(work, files->input.mentees);
    const struct match_pair **pairs =
        NEW_ARRAY(work->arena, const struct match_pair *, files->input.mentees.len);

    for (size_t i = 0; i < result->len; i++)
        pairs[result->pairs[i].mentee] = &result->pairs[i];
    buf_add(&out, str_of(header));
    for (size_t i = 0; i < files->input.mentees.len; i++)
        if (pairs[keyed[i].at])
            put_pair(work, &out, files, result, pairs[keyed[i].at]);
    return buf_str(&out);
}

/* --- rapport match */

static int64_t milliseconds(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* A bar for what takes longer than a second. */
static void show_progress(void *with, size_t done, size_t all)
{
    const int64_t *since = with;

    if (done % 16 == 0 && milliseconds() - *since > 1000)
        command_progress("Matching", (int64_t)done, (int64_t)all);
}

static void tell_alone(const struct matching_files *files, const struct match_result *result)
{
    size_t counts[3] = {0};
    bool is_placed;

    for (size_t i = 0, p = 0; i < files->input.mentees.len; i++) {
        is_placed = p < result->len && result->pairs[p].mentee == i;
        p += is_placed;
        if (!is_placed)
            counts[match_alone(&files->input, i).why]++;
    }
    fprintf(stderr,
            "%zu mentees have nobody: %zu because rules allow no mentor, %zu because all lie below "
            "the floor of %lld, %zu because every place went to somebody who fits better.\n",
            files->input.mentees.len - result->len, counts[MATCH_ALONE_RULES],
            counts[MATCH_ALONE_FLOOR], (long long)files->input.rules.floor,
            counts[MATCH_ALONE_OUTDONE]);
}

/* One pair or person in words and numbers, for the team that runs the command. */
static void explain_pair(struct work *work, const struct matching_files *files,
                         const struct match_result *result, size_t mentee, size_t mentor)
{
    struct match_why why = match_why(work, &files->input, result, mentee, mentor);

    printf("%.*s with %.*s: score %lld. The mentor is number %zu of %zu for the mentee, the mentee "
           "number %zu of %zu for the mentor; a place of the mentor's costs %lld points.\n",
           ARG(files->mentees.people[mentee].name), ARG(files->mentors.people[mentor].name),
           (long long)why.score, why.mentor_rank, why.mentors, why.mentee_rank, why.mentees,
           (long long)why.price);
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        printf("  %.*s: %lld for the mentee, %lld for the mentor\n",
               ARG(matching_part_words((enum match_part)part)), (long long)why.points.mentee[part],
               (long long)why.points.mentor[part]);
    printf("%.*s\n", ARG(matching_reasons(work->arena, &files->words, &why)));
}

enum { TRIES = 3 };

static void explain_alone(struct work *work, const struct matching_files *files,
                          const struct match_result *result, size_t mentee)
{
    struct match_alone alone = match_alone(&files->input, mentee);
    struct match_cheapest cheapest = {.kind = MATCH_CHANGE_NONE};

    printf("%.*s has nobody: %zu mentors are possible, %zu lie below the floor.\n",
           ARG(files->mentees.people[mentee].name), alone.kept_by[MATCH_NO_RULE],
           alone.kept_by[MATCH_BELOW_FLOOR]);
    if (alone.why == MATCH_ALONE_RULES)
        printf("Most often it is this: %.*s\n", ARG(matching_rule_words(alone.rule)));
    if (match_cheapest(work, &files->input, result, mentee, TRIES, &cheapest) != OK ||
        cheapest.kind == MATCH_CHANGE_NONE)
        return;

    struct str mentor = files->mentors.people[cheapest.mentor].name;
    if (cheapest.kind == MATCH_CHANGE_PLACE)
        printf("One more place with %.*s would do.\n", ARG(mentor));
    if (cheapest.kind == MATCH_CHANGE_FLOOR)
        printf("A floor of %lld would do.\n", (long long)cheapest.floor);
    if (cheapest.kind == MATCH_CHANGE_BLOCK)
        printf("They would be with %.*s if one of the two had not blocked the other.\n",
               ARG(mentor));
}

/* false: nobody has this key. */
static bool explain(struct work *work, const struct matching_files *files,
                    const struct match_result *result, struct str key)
{
    const struct match_input *input = &files->input;
    const struct keyed *mentee =
        keyed_find(keyed_of(work, input->mentees), input->mentees.len, key);
    const struct keyed *mentor =
        keyed_find(keyed_of(work, input->mentors), input->mentors.len, key);
    size_t found = 0;

    for (size_t p = 0; p < result->len; p++) {
        const struct match_pair *pair = &result->pairs[p];
        if ((mentee && pair->mentee == mentee->at) || (mentor && pair->mentor == mentor->at)) {
            explain_pair(work, files, result, pair->mentee, pair->mentor);
            found++;
        }
    }
    if (found == 0 && mentee)
        explain_alone(work, files, result, mentee->at);
    if (found == 0 && mentor)
        printf("%.*s has nobody: nobody is worth more with this mentor than elsewhere.\n",
               ARG(files->mentors.people[mentor->at].name));
    return mentee || mentor;
}

static void print_json(const struct matching_files *files, const struct match_result *result,
                       size_t blocking)
{
    int64_t total = 0, lowest = result->len > 0 ? MATCH_FULL : 0;

    for (size_t i = 0; i < result->len; i++) {
        total += result->pairs[i].score;
        lowest = result->pairs[i].score < lowest ? result->pairs[i].score : lowest;
    }
    printf("{\"objective\": \"%s\", \"placed\": %zu, \"total\": %lld, \"lowest\": %lld, "
           "\"mentees\": %zu, \"mentors\": %zu, \"blocking\": %zu}\n",
           matching_objective_name(files->input.rules.objective), result->len, (long long)total,
           (long long)lowest, files->input.mentees.len, files->input.mentors.len, blocking);
}

static int match_people(struct args *args, struct sources *sources, const char *out,
                        const char *proof)
{
    struct work *work = args_work(args);
    const char *person = args_text(args, "--explain");
    struct matching_files files;
    struct match_result result;
    int64_t since = milliseconds();

    if (read_sources(work, args, sources, &files) != OK)
        return COMMAND_WRONG;
    files.input.watch = (struct match_watch){show_progress, &since};
    if (match_solve(work, &files.input, &result) != OK) {
        fprintf(stderr, "rapport match: %.*s\n", ARG(work->fault.text));
        return COMMAND_FAILED;
    }
    struct match_verdict verdict = match_verify(work, &files.input, &result);
    if (verdict.flaw != MATCH_SOUND) {
        fprintf(stderr, "rapport match: the result does not verify. %.*s Nothing is written.\n",
                ARG(matching_flaw_words(verdict.flaw)));
        return COMMAND_FAILED;
    }
    if (person && !explain(work, &files, &result, str_of(person)))
        return args_wrong(args, "--explain: “%s” is nobody in these files", person);
    if (write_files(out, pairs_csv(work, &files, &result), proof,
                    certificate_write(work, &files.input, &result)) != OK)
        return COMMAND_FAILED;
    if (args_text(args, "--json"))
        print_json(&files, &result, verdict.blocking);
    fprintf(stderr, "%zu pairs of %zu mentees and %zu mentors, verified.\n", result.len,
            files.input.mentees.len, files.input.mentors.len);
    tell_alone(&files, &result);
    return COMMAND_DONE;
}

static int run_match(struct args *args)
{
    struct sources sources = {args_text(args, "--mentees"), args_text(args, "--mentors")};
    const char *out = args_text(args, "--out"), *proof = args_text(args, "--certificate");

    if (args_text(args, "--instance-from-seed"))
        return matching_plain_make(args);
    if (args_text(args, "--edges"))
        return matching_plain_run(args);
    if (!sources.mentees || !sources.mentors || !out)
        return args_wrong(args, "--mentees, --mentors and --out each name a file");
    if (proof && strcmp(proof, out) == 0)
        return args_wrong(args, "--certificate and --out name the same file");
    return match_people(args, &sources, out, proof);
}

/* --- rapport verify-match */

/* The apostrophe of put_cell() off again. */
static struct str cell_of(const struct sheet_row *row, size_t column)
{
    struct str cell = sheet_cell(row, column);
    struct str behind = {cell.at + 1, cell.len - 1};

    return cell.len > 1 && cell.at[0] == '\'' && is_formula(behind) ? behind : cell;
}

/* Does row n of the file name the same two people and score as this pair? */
static bool is_row_of(struct work *work, const struct match_input *input,
                      const struct sheet_row *row, const struct match_pair *pair)
{
    struct buf score = {.arena = work->arena};

    buf_addf(&score, "%lld", (long long)pair->score);
    return str_eq(cell_of(row, 0), input->mentees.at[pair->mentee].key) &&
           str_eq(cell_of(row, 2), input->mentors.at[pair->mentor].key) &&
           str_eq(sheet_cell(row, 4), buf_str(&score));
}

/* The file must name exactly the pairs of the certificate, in whatever order. */
static bool are_the_same(struct work *work, const struct match_input *input,
                         const struct sheet *sheet, const struct match_result *result)
{
    if (sheet->len != result->len + 1)
        return false;
    for (size_t i = 0; i < result->len; i++) {
        size_t row = 1;
        while (row < sheet->len && !is_row_of(work, input, &sheet->rows[row], &result->pairs[i]))
            row++;
        if (row == sheet->len)
            return false;
    }
    return true;
}

static int run_verify(struct args *args)
{
    struct work *work = args_work(args);
    struct sources sources = {args_text(args, "--mentees"), args_text(args, "--mentors")};
    const char *pairs = args_text(args, "--pairs"), *proof = args_text(args, "--certificate");
    struct matching_files files;
    struct match_result result;
    struct sheet sheet;
    struct str csv, certificate;

    if (args_text(args, "--edges"))
        return matching_plain_verify(args);
    if (!sources.mentees || !sources.mentors || !pairs || !proof)
        return args_wrong(args, "--mentees, --mentors, --pairs and --certificate each name a file");
    if (read_sources(work, args, &sources, &files) != OK ||
        matching_file_read(work, pairs, SHEET_MOST_BYTES, &csv) != OK ||
        matching_file_read(work, proof, MOST_CERTIFICATE, &certificate) != OK)
        return COMMAND_WRONG;
    if (certificate_parse(work, &files.input, certificate, &result) != OK ||
        sheet_read(work, csv, &sheet) != OK) {
        fprintf(stderr, "rapport verify-match: %.*s\n", ARG(work->fault.text));
        return COMMAND_WRONG;
    }

    struct match_verdict verdict = match_verify(work, &files.input, &result);
    bool is_same = are_the_same(work, &files.input, &sheet, &result);
    if (verdict.flaw != MATCH_SOUND || !is_same) {
        struct str why = is_same ? matching_flaw_words(verdict.flaw)
                                 : S("The file of pairs and the certificate name other pairs.");
        printf("Refused. %.*s\n", ARG(why));
        return COMMAND_FAILED;
    }
    printf("Verified: %zu pairs, %s. %zu pairs would both rather have each other.\n", result.len,
           files.input.rules.objective == MATCH_STABLE ? "and they are stable"
                                                       : "and no others are worth more",
           verdict.blocking);
    return COMMAND_DONE;
}

static const struct command rows[] = {
    {"match",
     "--out FILE --mentees FILE --mentors FILE [--certificate FILE] [--seed TEXT]\n"
     "    [--objective balanced|people|total|stable] [--floor N] [--bonus N] [--weights FILE]\n"
     "    [--pins FILE] [--blocks FILE] [--previous FILE] [--stay N] [--explain PERSON] [--json]\n"
     "rapport match --out FILE --edges FILE --capacities FILE [and the same, without --weights]\n"
     "rapport match --instance-from-seed N M K SEED [--planted|--uniform|--plateau|--war]\n"
     "    --out-edges FILE --out-capacities FILE",
     "Pair the people of two spreadsheets, or of a plain instance, and prove the choice.",
     run_match},
    {"verify-match",
     "--pairs FILE --mentees FILE --mentors FILE --certificate FILE [--seed TEXT]\n"
     "    [--objective balanced|people|total|stable] [--floor N] [--bonus N] [--weights FILE]\n"
     "    [--pins FILE] [--blocks FILE] [--previous FILE] [--stay N]\n"
     "rapport verify-match --pairs FILE --edges FILE --capacities FILE --certificate FILE\n"
     "    [--pins FILE] [--blocks FILE] [--previous FILE]",
     "Check pairs and their certificate against the files they were made from.", run_verify},
};

const struct commands matching_commands = LIST(rows);
