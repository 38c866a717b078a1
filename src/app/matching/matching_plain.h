/* matching_plain.h - plain instances in files: edges, capacities, pairs and their proof.
 *
 *     E.tsv  mentee<TAB>mentor<TAB>score    score 0..1000, each pair once
 *     C.tsv  mentor<TAB>places              places 1..100000, each mentor once
 *     P.tsv  mentee<TAB>mentor<TAB>score    rising by mentee
 *     pins, blocks, previous: mentee<TAB>mentor
 *
 * No header lines. What is wrong with a file is said in one line on standard error that names file,
 * line and field.
 */
#pragma once

#include "app/matching/matching_ids.h"
#include "match/graph.h"

struct matching_plain_files {
    const char *edges, *capacities;
    const char *pins, *blocks, *previous; /* NULL: none */
};

struct matching_plain_rules {
    enum match_objective objective;
    int64_t bonus, floor, stay;
    struct str seed;
};

struct matching_plain {
    struct matching_plain_rules rules;
    struct matching_ids mentees, mentors; /* in the order drawn */
    /* What is to be solved: without the edges below the floor, the blocked ones and those of pinned
     * mentees, and without the places that pins take. Scores count what staying together counts.
     */
    struct match_graph graph;
    uint32_t *places;   /* of each mentor, less the pins: graph.places */
    int32_t *pinned_to; /* of each mentee; MATCH_NOBODY */
    int32_t *before;    /* of each mentee: whom they had */
    uint16_t *pinned_score;
    size_t below_floor; /* edges */
    unsigned char input_hash[MATCH_HASH_SIZE];
};

/* Read an instance. ERR_INVALID: it was said why. */
MUST_USE enum err matching_plain_read(struct work *work, const struct matching_plain_files *files,
                                      const struct matching_plain_rules *rules,
                                      struct matching_plain *ret);

/* What a whole plan comes to, its pins included. */
struct match_sums matching_plain_sums(const struct matching_plain *plain,
                                      const struct match_plan *plan);

/* The score of a pair as its file has it. */
int64_t matching_plain_score(const struct matching_plain *plain, const struct match_plan *plan,
                             uint32_t mentee);

/* --- lines of a file (matching_tsv.c) */

struct matching_tsv {
    const char *path;
    void *file; /* FILE */
    char *buffer;
    size_t start, len; /* of what is read and not yet given */
    size_t line;       /* the one given last, from 1 */
    bool is_over;
};

MUST_USE enum err matching_tsv_open(struct matching_tsv *tsv, const char *path);
void matching_tsv_close(struct matching_tsv *tsv);

/* The next line as exactly count fields, none of them empty. *ret_is_over: there is none.
 * ERR_INVALID: it was said what is wrong.
 */
MUST_USE enum err matching_tsv_next(struct matching_tsv *tsv, const char *const *names,
                                    size_t count, struct str *ret, bool *ret_is_over);

/* A whole number in a field. */
MUST_USE enum err matching_tsv_number(const struct matching_tsv *tsv, const char *name,
                                      struct str text, int64_t least, int64_t most, int64_t *ret);

/* Say what is wrong in the line given last; returns ERR_INVALID. */
PRINTF_LIKE(3, 4)
enum err matching_tsv_wrong(const struct matching_tsv *tsv, const char *name, const char *fmt, ...);
