/* matching_plain_test.c - plain instances in files: what comes out, and what is refused. */
#include "app/matching/matching_proof.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct files {
    char dir[64];
    char edges[96], capacities[96], pins[96], blocks[96];
};

static void remove_files(struct files *files)
{
    unlink(files->edges);
    unlink(files->capacities);
    unlink(files->pins);
    unlink(files->blocks);
    rmdir(files->dir);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "we");

    cr_assert(file && fputs(text, file) >= 0);
    fclose(file);
}

static struct files files_new(void)
{
    struct files files;

    snprintf(files.dir, sizeof(files.dir), "/tmp/rapport-plain-XXXXXX");
    cr_assert(mkdtemp(files.dir));
    snprintf(files.edges, sizeof(files.edges), "%s/E.tsv", files.dir);
    snprintf(files.capacities, sizeof(files.capacities), "%s/C.tsv", files.dir);
    snprintf(files.pins, sizeof(files.pins), "%s/pins.tsv", files.dir);
    snprintf(files.blocks, sizeof(files.blocks), "%s/blocks.tsv", files.dir);
    return files;
}

static struct matching_plain_rules rules(void)
{
    return (struct matching_plain_rules){MATCH_BALANCED, MATCH_FULL, 400, 0, S("a seed")};
}

/* Read edges and capacities; what is said about them goes to ret_said. */
static enum err read_said(struct work *work, const struct files *files, const char *edges,
                          const char *capacities, bool with_lists, char ret_said[512])
{
    struct matching_plain_rules usual = rules();
    struct matching_plain_files names = {.edges = files->edges, .capacities = files->capacities};
    struct matching_plain plain;
    char path[96];

    write_file(files->edges, edges);
    write_file(files->capacities, capacities);
    if (with_lists) {
        names.pins = files->pins;
        names.blocks = files->blocks;
    }
    snprintf(path, sizeof(path), "%s/said", files->dir);
    int before = dup(STDERR_FILENO), said = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    fflush(stderr);
    dup2(said, STDERR_FILENO);
    enum err err = matching_plain_read(work, &names, &usual, &plain);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    ssize_t len = pread(said, ret_said, 511, 0);
    ret_said[len > 0 ? len : 0] = '\0';
    close(said);
    unlink(path);
    return err;
}

Test(matching_plain, whatever_is_wrong_is_said_with_file_line_and_field)
{
    static const struct {
        const char *edges, *capacities, *file, *said;
    } bad[] = {
        {"", "b\t1\n", "E.tsv", "line 1: it holds no edge"},
        {"a\tb\t1\n", "", "C.tsv", "line 1: it holds no mentor"},
        {"a\tb\t1\n", "b\t0\n", "C.tsv", "line 1: places: “0” is not a whole number"},
        {"a\tb\t1\n", "b\t-1\n", "C.tsv", "line 1: places"},
        {"a\tb\t1\n", "b\t9999999\n", "C.tsv", "line 1: places"},
        {"a\tb\t1\n", "b\ttwo\n", "C.tsv", "line 1: places: “two”"},
        {"a\tb\t1\n", "b\t1\nb\t1\n", "C.tsv", "line 2: mentor: “b” is there twice"},
        {"a\tb\t1\n", "b\n", "C.tsv", "line 1: mentor: the field after it is missing"},
        {"a\tb\t1\na\tc\t1\n", "b\t1\n", "E.tsv", "line 2: mentor: “c” is not in"},
        {"a\tb\t1001\n", "b\t1\n", "E.tsv", "line 1: score: “1001” is not a whole number"},
        {"a\tb\t-1\n", "b\t1\n", "E.tsv", "line 1: score"},
        {"a\tb\t1.5\n", "b\t1\n", "E.tsv", "line 1: score"},
        {"a\tb\t99999999999999999999\n", "b\t1\n", "E.tsv", "line 1: score"},
        {"a\tb\t500\nc\tb\t500\na\tb\t600\n", "b\t1\n", "E.tsv", "line 3: mentor: this mentee and"},
        {"a\tb\t1\t1\n", "b\t1\n", "E.tsv", "line 1: line: it has more fields"},
        {"\tb\t1\n", "b\t1\n", "E.tsv", "line 1: mentee: it is empty"},
        {"a\tb\t1\n\n", "b\t1\n", "E.tsv", "line 2: mentee: the field after it"},
    };
    CLEANUP(remove_files) struct files files = files_new();

    for (size_t i = 0; i < COUNT(bad); i++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        char said[512];
        cr_expect(read_said(&work, &files, bad[i].edges, bad[i].capacities, false, said) ==
                  ERR_INVALID);
        cr_expect(strstr(said, bad[i].file) && strstr(said, bad[i].said), "case %zu: %s", i, said);
    }
}

Test(matching_plain, pins_that_contradict_a_rule_or_each_other_are_named)
{
    static const struct {
        const char *pins, *blocks, *said;
    } bad[] = {
        {"a\tb\n", "a\tb\n", "pins.tsv: line 1: mentor: “a” is blocked"},
        {"a\tb\na\tc\n", "", "pins.tsv: line 2: mentee: “a” is pinned twice"},
        {"a\tb\nd\tb\n", "", "pins.tsv: line 2: mentor: other pins have taken"},
        {"a\tc\n", "", "pins.tsv: line 1: mentor: the pair scores 300"},
        {"d\tc\n", "", "pins.tsv: line 1: mentor: “d” has no edge"},
        {"x\tc\n", "", "pins.tsv: line 1: mentee: “x” has no edge"},
        {"", "a\tx\n", "blocks.tsv: line 1: mentor: “x” is not in"},
    };
    CLEANUP(remove_files) struct files files = files_new();

    for (size_t i = 0; i < COUNT(bad); i++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        char said[512];
        write_file(files.pins, bad[i].pins);
        write_file(files.blocks, bad[i].blocks);
        cr_expect(read_said(&work, &files, "a\tb\t900\na\tc\t300\nd\tb\t500\n", "b\t1\nc\t1\n",
                            true, said) == ERR_INVALID);
        cr_expect(strstr(said, bad[i].said), "case %zu: %s", i, said);
    }
}

/* The bytes of pairs and certificate from these files. */
static struct str written(struct work *work, const struct files *files, const char *edges,
                          const char *capacities, enum match_objective objective)
{
    struct matching_plain_rules usual = rules();
    struct matching_plain_files names = {.edges = files->edges, .capacities = files->capacities};
    unsigned char hash[MATCH_HASH_SIZE];
    struct matching_plain plain;
    struct match_plan plan;
    char *text;
    size_t len;

    write_file(files->edges, edges);
    write_file(files->capacities, capacities);
    usual.objective = objective;
    cr_assert(matching_plain_read(work, &names, &usual, &plain) == OK);
    cr_assert(match_graph_solve(work, &plain.graph, objective, usual.bonus, &plan) == OK);
    FILE *out = open_memstream(&text, &len);
    matching_pairs_write(out, work, &plain, &plan, hash);
    matching_proof_write(out, work, &plain, &plan, hash);
    fclose(out);
    struct str copy = arena_copy(work->arena, (struct str){text, len});
    free(text);
    return copy;
}

Test(matching_plain, the_order_of_lines_decides_nothing)
{
    CLEANUP(remove_files) struct files files = files_new();

    for (int objective = 0; objective < MATCH_OBJECTIVE_COUNT; objective++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct str one = written(
            &work, &files, "a\tx\t700\na\ty\t700\nb\tx\t700\nb\ty\t700\nc\ty\t700\nc\tx\t700\n",
            "x\t1\ny\t1\n", (enum match_objective)objective);
        struct str two = written(
            &work, &files, "c\tx\t700\nb\ty\t700\na\ty\t700\nc\ty\t700\nb\tx\t700\na\tx\t700\n",
            "y\t1\nx\t1\n", (enum match_objective)objective);
        cr_expect(one.len > 0 && str_eq(one, two));
    }
}

Test(matching_plain, a_certificate_reads_as_it_was_written_however_it_is_laid_out)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    CLEANUP(remove_files) struct files files = files_new();
    struct work work = work_begin(arena, 0);
    struct str all = written(&work, &files, "\"q\\\tx\t700\nb\tx\t900\n", "x\t1\n", MATCH_BALANCED);
    struct str json = {memchr(all.at, '{', all.len), 0}, squeezed;
    struct matching_proof proof, again;
    struct buf text = {.arena = arena};

    json.len = all.len - (size_t)(json.at - all.at);
    cr_assert(matching_proof_read(&work, json, &proof) == OK, "%.*s", ARG(work.fault.text));
    cr_expect(proof.value == 1900 && proof.placed == 1 && proof.rules.floor == 400);
    cr_expect(str_eq(proof.rules.seed, S("a seed")));
    for (size_t i = 0; i < json.len; i++)
        if (json.at[i] != '\n')
            buf_add(&text, (struct str){&json.at[i], 1});
    squeezed = buf_str(&text);
    cr_assert(matching_proof_read(&work, squeezed, &again) == OK);
    cr_expect(memcmp(proof.input_hash, again.input_hash, MATCH_HASH_SIZE) == 0);
    for (size_t len = 0; len + 1 < json.len; len++)
        cr_assert(matching_proof_read(&work, (struct str){json.at, len}, &again) != OK);
}
