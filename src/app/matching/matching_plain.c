/* matching_plain.c - reading a plain instance, and putting it into the order of the lot. */
#include "app/matching/matching_plain.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 100000, SHORT_ROW = 64 };

/* Edges in the order of their file: one a line. */
struct lines {
    uint32_t *mentee, *mentor;
    uint16_t *score;
    size_t len, room;
};

static void *grown(void *at, size_t count, size_t size)
{
    void *more = reallocarray(at, count, size);

    if (!more)
        abort();
    return more;
}

static void free_lines(struct lines *lines)
{
    free(lines->mentee);
    free(lines->mentor);
    free(lines->score);
}

static void add_line(struct lines *lines, uint32_t mentee, uint32_t mentor, int64_t score)
{
    if (lines->len == lines->room) {
        lines->room = lines->room > 0 ? lines->room + lines->room / 2 : 1 << 16;
        lines->mentee = grown(lines->mentee, lines->room, sizeof(*lines->mentee));
        lines->mentor = grown(lines->mentor, lines->room, sizeof(*lines->mentor));
        lines->score = grown(lines->score, lines->room, sizeof(*lines->score));
    }
    lines->mentee[lines->len] = mentee;
    lines->mentor[lines->len] = mentor;
    lines->score[lines->len++] = (uint16_t)score;
}

static enum err empty_file(const char *path, const char *what)
{
    fprintf(stderr, "%s: line 1: it holds no %s\n", path, what);
    return ERR_INVALID;
}

/* Places by number of appearance. */
static enum err read_capacities(struct work *work, const char *path, struct matching_plain *plain,
                                uint32_t **ret)
{
    static const char *const names[] = {"mentor", "places"};
    CLEANUP(matching_tsv_close) struct matching_tsv tsv;
    struct str fields[2];
    size_t room = 1024;
    uint32_t *places = NEW_ARRAY(work->arena, uint32_t, room);
    int64_t number;
    bool is_over, is_new;

    TRY(matching_tsv_open(&tsv, path));
    for (;;) {
        TRY(matching_tsv_next(&tsv, names, COUNT(names), fields, &is_over));
        if (is_over)
            break;
        TRY(matching_tsv_number(&tsv, "places", fields[1], 1, MOST_PLACES, &number));
        uint32_t mentor = matching_ids_find_or_add(&plain->mentors, fields[0], &is_new);
        if (!is_new)
            return matching_tsv_wrong(&tsv, "mentor", "“%.*s” is there twice", ARG(fields[0]));
        if (mentor >= MATCH_MOST_NODES)
            return matching_tsv_wrong(&tsv, "mentor", "these are too many mentors");
        if (mentor == room) {
            uint32_t *more = NEW_ARRAY(work->arena, uint32_t, 2 * room);
            memcpy(more, places, room * sizeof(*more));
            places = more;
            room *= 2;
        }
        places[mentor] = (uint32_t)number;
    }
    if (plain->mentors.len == 0)
        return empty_file(path, "mentor");
    *ret = places;
    return OK;
}

static enum err read_edges(const char *path, struct matching_plain *plain, struct lines *lines)
{
    static const char *const names[] = {"mentee", "mentor", "score"};
    CLEANUP(matching_tsv_close) struct matching_tsv tsv;
    struct str fields[3], last = {0};
    uint32_t mentee = 0;
    int64_t score;
    bool is_over, is_new;

    TRY(matching_tsv_open(&tsv, path));
    for (;;) {
        TRY(matching_tsv_next(&tsv, names, COUNT(names), fields, &is_over));
        if (is_over)
            break;
        uint32_t mentor = matching_ids_find(&plain->mentors, fields[1]);
        if (mentor == UINT32_MAX)
            return matching_tsv_wrong(&tsv, "mentor", "“%.*s” is not in the file of capacities",
                                      ARG(fields[1]));
        TRY(matching_tsv_number(&tsv, "score", fields[2], 0, MATCH_FULL, &score));
        if (!str_eq(last, fields[0])) {
            mentee = matching_ids_find_or_add(&plain->mentees, fields[0], &is_new);
            last = plain->mentees.at[mentee].text;
        }
        if (mentee >= MATCH_MOST_NODES)
            return matching_tsv_wrong(&tsv, "mentee", "these are too many mentees");
        add_line(lines, mentee, mentor, score);
    }
    return lines->len > 0 ? OK : empty_file(path, "edge");
}

static int compare_keys(const void *left, const void *right)
{
    const uint64_t *l = left, *r = right;

    return (*l > *r) - (*l < *r);
}

static void sort_row(uint64_t *keys, size_t len)
{
    if (len > SHORT_ROW) {
        qsort(keys, len, sizeof(*keys), compare_keys);
        return;
    }
    for (size_t i = 1; i < len; i++) {
        uint64_t key = keys[i];
        size_t at = i;
        for (; at > 0 && keys[at - 1] > key; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

/* The second line that names this pair. */
static enum err refuse_twice(const char *path, const struct lines *lines, uint32_t mentee,
                             uint32_t mentor)
{
    bool is_second = false;

    for (size_t i = 0; i < lines->len; i++) {
        if (lines->mentee[i] != mentee || lines->mentor[i] != mentor)
            continue;
        if (is_second)
            return matching_tsv_wrong(&(struct matching_tsv){.path = path, .line = i + 1}, "mentor",
                                      "this mentee and mentor are there twice");
        is_second = true;
    }
    return ERR_INVALID;
}

struct rows {
    size_t *start;
    uint32_t *to;
    uint16_t *score;
};

/* All edges by mentee and mentor, in the order drawn. Numbers in lines are replaced. */
static enum err make_rows(struct work *work, const char *path, struct lines *lines,
                          struct matching_plain *plain, struct rows *ret)
{
    const uint32_t *mentee_now = matching_ids_draw(&plain->mentees);
    const uint32_t *mentor_now = matching_ids_draw(&plain->mentors);
    uint32_t mentees = (uint32_t)plain->mentees.len;
    size_t *start = NEW_ARRAY(work->arena, size_t, (size_t)mentees + 2), longest = 0;
    uint32_t *to = NEW_ARRAY(work->arena, uint32_t, lines->len);
    uint16_t *score = NEW_ARRAY(work->arena, uint16_t, lines->len);

    for (size_t i = 0; i < lines->len; i++) {
        lines->mentee[i] = mentee_now[lines->mentee[i]];
        lines->mentor[i] = mentor_now[lines->mentor[i]];
        start[lines->mentee[i] + 2]++;
    }
    for (uint32_t i = 0; i <= mentees; i++)
        start[i + 1] += start[i];
    for (size_t i = 0; i < lines->len; i++) {
        size_t at = start[lines->mentee[i] + 1]++;
        to[at] = lines->mentor[i];
        score[at] = lines->score[i];
    }
    for (uint32_t i = 0; i < mentees; i++)
        longest = start[i + 1] - start[i] > longest ? start[i + 1] - start[i] : longest;

    uint64_t *keys = NEW_ARRAY(work->arena, uint64_t, longest);
    for (uint32_t i = 0; i < mentees; i++) {
        size_t len = start[i + 1] - start[i];
        for (size_t e = 0; e < len; e++)
            keys[e] = (uint64_t)to[start[i] + e] << 16 | score[start[i] + e];
        sort_row(keys, len);
        for (size_t e = 0; e < len; e++) {
            to[start[i] + e] = (uint32_t)(keys[e] >> 16);
            score[start[i] + e] = (uint16_t)keys[e];
            if (e > 0 && to[start[i] + e] == to[start[i] + e - 1])
                return refuse_twice(path, lines, i, to[start[i] + e]);
        }
    }
    plain->graph = (struct match_graph){
        .mentees = mentees,
        .mentors = (uint32_t)plain->mentors.len,
        .start = start,
        .to = to,
        .score = score,
    };
    *ret = (struct rows){start, to, score};
    return OK;
}

/* --- pins, blocks, previous pairs */

struct two {
    uint32_t mentee, mentor;
};

struct twos {
    struct two *at;
    size_t len, room;
};

static void add_two(struct work *work, struct twos *twos, struct two two)
{
    if (twos->len == twos->room) {
        struct two *more = NEW_ARRAY(work->arena, struct two, 2 * twos->room + 64);
        if (twos->len > 0)
            memcpy(more, twos->at, twos->len * sizeof(*more));
        twos->at = more;
        twos->room = 2 * twos->room + 64;
    }
    twos->at[twos->len++] = two;
}

static int compare_twos(const void *left, const void *right)
{
    const struct two *l = left, *r = right;

    if (l->mentee != r->mentee)
        return l->mentee < r->mentee ? -1 : 1;
    return (l->mentor > r->mentor) - (l->mentor < r->mentor);
}

/* Each pair of a file that names two people of the instance; each is given to check first. */
static enum err read_twos(struct work *work, const char *path, struct matching_plain *plain,
                          enum err (*check)(const struct matching_tsv *tsv,
                                            struct matching_plain *plain, struct two two),
                          struct twos *ret)
{
    static const char *const names[] = {"mentee", "mentor"};
    CLEANUP(matching_tsv_close) struct matching_tsv tsv;
    struct str fields[2];
    bool is_over;

    TRY(matching_tsv_open(&tsv, path));
    for (;;) {
        TRY(matching_tsv_next(&tsv, names, COUNT(names), fields, &is_over));
        if (is_over)
            return OK;
        struct two two = {matching_ids_find(&plain->mentees, fields[0]),
                          matching_ids_find(&plain->mentors, fields[1])};
        if (two.mentee == UINT32_MAX)
            return matching_tsv_wrong(&tsv, "mentee", "“%.*s” has no edge", ARG(fields[0]));
        if (two.mentor == UINT32_MAX)
            return matching_tsv_wrong(&tsv, "mentor", "“%.*s” is not in the file of capacities",
                                      ARG(fields[1]));
        TRY(check(&tsv, plain, two));
        add_two(work, ret, two);
    }
}

static size_t find_edge(const struct match_graph *graph, struct two two)
{
    for (size_t e = graph->start[two.mentee]; e < graph->start[two.mentee + 1]; e++)
        if (graph->to[e] == two.mentor)
            return e;
    return SIZE_MAX;
}

static enum err any_two(const struct matching_tsv *tsv, struct matching_plain *plain,
                        struct two two)
{
    (void)tsv, (void)plain, (void)two;
    return OK;
}

static enum err keep_before(const struct matching_tsv *tsv, struct matching_plain *plain,
                            struct two two)
{
    if (plain->before[two.mentee] != MATCH_NOBODY)
        return matching_tsv_wrong(tsv, "mentee", "“%.*s” is in two previous pairs",
                                  ARG(plain->mentees.at[two.mentee].text));
    plain->before[two.mentee] = (int32_t)two.mentor;
    return OK;
}

static enum err keep_pin(const struct matching_tsv *tsv, struct matching_plain *plain,
                         struct two two)
{
    size_t edge = find_edge(&plain->graph, two);
    struct str mentee = plain->mentees.at[two.mentee].text;

    if (plain->pinned_to[two.mentee] != MATCH_NOBODY)
        return matching_tsv_wrong(tsv, "mentee", "“%.*s” is pinned twice", ARG(mentee));
    if (edge == SIZE_MAX)
        return matching_tsv_wrong(tsv, "mentor", "“%.*s” has no edge to this mentor", ARG(mentee));
    if (plain->graph.score[edge] < plain->rules.floor)
        return matching_tsv_wrong(tsv, "mentor", "the pair scores %d, which is below the floor",
                                  (int)plain->graph.score[edge]);
    if (plain->graph.places[two.mentor] == 0)
        return matching_tsv_wrong(tsv, "mentor", "other pins have taken all places of “%.*s”",
                                  ARG(plain->mentors.at[two.mentor].text));
    plain->pinned_to[two.mentee] = (int32_t)two.mentor;
    plain->pinned_score[two.mentee] = plain->graph.score[edge];
    plain->places[two.mentor]--;
    return OK;
}

static bool is_among(const struct twos *twos, struct two two)
{
    return twos->len > 0 && bsearch(&two, twos->at, twos->len, sizeof(two), compare_twos) != NULL;
}

/* A pin against a block: the block holds. */
static enum err check_pins(const char *path, const struct matching_plain *plain,
                           const struct twos *pins, const struct twos *blocks)
{
    for (size_t i = 0; i < pins->len; i++)
        if (is_among(blocks, pins->at[i]))
            return matching_tsv_wrong(&(struct matching_tsv){.path = path, .line = i + 1}, "mentor",
                                      "“%.*s” is blocked for this mentor, so the pin is refused",
                                      ARG(plain->mentees.at[pins->at[i].mentee].text));
    return OK;
}

/* --- what is hashed, and what is left to solve */

static void hash_number(crypto_hash_sha256_state *hash, uint64_t number)
{
    unsigned char bytes[8];

    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    crypto_hash_sha256_update(hash, bytes, sizeof(bytes));
}

static void hash_text(crypto_hash_sha256_state *hash, struct str text)
{
    hash_number(hash, text.len);
    crypto_hash_sha256_update(hash, (const unsigned char *)text.at, text.len);
}

static void hash_edges(crypto_hash_sha256_state *hash, const struct match_graph *graph)
{
    unsigned char bytes[6 * 512];
    size_t len = 0;

    for (uint32_t i = 0; i < graph->mentees; i++)
        hash_number(hash, graph->start[i + 1]);
    for (size_t e = 0; e < graph->start[graph->mentees]; e++) {
        for (size_t b = 0; b < 4; b++)
            bytes[len++] = (unsigned char)(graph->to[e] >> (8 * b));
        bytes[len++] = (unsigned char)graph->score[e];
        bytes[len++] = (unsigned char)(graph->score[e] >> 8);
        if (len == sizeof(bytes) || e + 1 == graph->start[graph->mentees]) {
            crypto_hash_sha256_update(hash, bytes, len);
            len = 0;
        }
    }
}

static void hash_twos(crypto_hash_sha256_state *hash, const struct twos *twos)
{
    hash_number(hash, twos->len);
    for (size_t i = 0; i < twos->len; i++) {
        hash_number(hash, twos->at[i].mentee);
        hash_number(hash, twos->at[i].mentor);
    }
}

static void hash_all(struct matching_plain *plain, const uint32_t *places, const struct twos *lists)
{
    crypto_hash_sha256_state hash;

    crypto_hash_sha256_init(&hash);
    hash_text(&hash, S("rapport plain match input 1"));
    hash_text(&hash, plain->rules.seed);
    hash_number(&hash, plain->rules.objective);
    /* Most people first finds its own, and the others have none. */
    hash_number(&hash, plain->rules.objective == MATCH_BALANCED ? (uint64_t)plain->rules.bonus : 0);
    hash_number(&hash, (uint64_t)plain->rules.floor);
    hash_number(&hash, (uint64_t)plain->rules.stay);
    hash_number(&hash, plain->mentees.len);
    hash_number(&hash, plain->mentors.len);
    for (size_t i = 0; i < plain->mentees.len; i++)
        hash_text(&hash, plain->mentees.at[i].text);
    for (size_t j = 0; j < plain->mentors.len; j++) {
        hash_text(&hash, plain->mentors.at[j].text);
        hash_number(&hash, places[j]);
    }
    hash_edges(&hash, &plain->graph);
    for (size_t i = 0; i < 3; i++)
        hash_twos(&hash, &lists[i]);
    crypto_hash_sha256_final(&hash, plain->input_hash);
}

/* Keep the edges that may become pairs, where they stand. */
static void keep_possible(struct matching_plain *plain, const struct twos *blocks,
                          const struct rows *rows)
{
    size_t kept = 0, from = 0;

    for (uint32_t i = 0; i < plain->graph.mentees; i++) {
        size_t end = rows->start[i + 1];
        for (size_t e = from; e < end; e++) {
            bool is_low = rows->score[e] < plain->rules.floor;
            plain->below_floor += is_low;
            if (is_low || plain->pinned_to[i] != MATCH_NOBODY ||
                is_among(blocks, (struct two){i, rows->to[e]}))
                continue;
            bool stays = plain->before[i] == (int32_t)rows->to[e];
            rows->to[kept] = rows->to[e];
            rows->score[kept++] = (uint16_t)(rows->score[e] + (stays ? plain->rules.stay : 0));
        }
        from = end;
        rows->start[i + 1] = kept;
    }
}

static int32_t *nobodies(struct work *work, size_t len)
{
    int32_t *at = NEW_ARRAY(work->arena, int32_t, len);

    for (size_t i = 0; i < len; i++)
        at[i] = MATCH_NOBODY;
    return at;
}

static enum err read_lists(struct work *work, const struct matching_plain_files *files,
                           struct matching_plain *plain, struct twos lists[3])
{
    if (files->blocks)
        TRY(read_twos(work, files->blocks, plain, any_two, &lists[0]));
    if (lists[0].len > 0)
        qsort(lists[0].at, lists[0].len, sizeof(struct two), compare_twos);
    if (files->previous)
        TRY(read_twos(work, files->previous, plain, keep_before, &lists[1]));
    if (files->pins)
        TRY(read_twos(work, files->pins, plain, keep_pin, &lists[2]));
    TRY(check_pins(files->pins, plain, &lists[2], &lists[0]));
    for (size_t i = 1; i < 3; i++)
        if (lists[i].len > 0)
            qsort(lists[i].at, lists[i].len, sizeof(struct two), compare_twos);
    return OK;
}

enum err matching_plain_read(struct work *work, const struct matching_plain_files *files,
                             const struct matching_plain_rules *rules, struct matching_plain *ret)
{
    CLEANUP(free_lines) struct lines lines = {0};
    struct match_lots lots = match_lots_of(rules->seed);
    struct matching_plain plain = {
        .rules = *rules,
        .mentees = matching_ids_new(work->arena, &lots),
        .mentors = matching_ids_new(work->arena, &lots),
    };
    struct twos lists[3] = {{0}};
    uint32_t *given = NULL;
    struct rows rows = {0};

    TRY(read_capacities(work, files->capacities, &plain, &given));
    TRY(read_edges(files->edges, &plain, &lines));

    struct str *first = NEW_ARRAY(work->arena, struct str, plain.mentors.len);
    for (size_t j = 0; j < plain.mentors.len; j++)
        first[j] = plain.mentors.at[j].text;
    TRY(make_rows(work, files->edges, &lines, &plain, &rows));

    uint32_t *places = NEW_ARRAY(work->arena, uint32_t, plain.mentors.len);
    uint32_t *whole = NEW_ARRAY(work->arena, uint32_t, plain.mentors.len);
    for (size_t j = 0; given && j < plain.mentors.len; j++)
        places[matching_ids_find(&plain.mentors, first[j])] = given[j];
    memcpy(whole, places, plain.mentors.len * sizeof(*whole));
    plain.graph.places = plain.places = places;
    plain.pinned_to = nobodies(work, plain.mentees.len);
    plain.before = nobodies(work, plain.mentees.len);
    plain.pinned_score = NEW_ARRAY(work->arena, uint16_t, plain.mentees.len);
    TRY(read_lists(work, files, &plain, lists));
    hash_all(&plain, whole, lists);
    keep_possible(&plain, &lists[0], &rows);
    *ret = plain;
    return OK;
}

int64_t matching_plain_score(const struct matching_plain *plain, const struct match_plan *plan,
                             uint32_t mentee)
{
    const struct match_graph *graph = &plain->graph;
    int32_t mentor = plan->mentor_of[mentee];

    if (plain->pinned_to[mentee] != MATCH_NOBODY)
        return plain->pinned_score[mentee];
    size_t edge = find_edge(graph, (struct two){mentee, (uint32_t)mentor});
    return graph->score[edge] - (plain->before[mentee] == mentor ? plain->rules.stay : 0);
}

struct match_sums matching_plain_sums(const struct matching_plain *plain,
                                      const struct match_plan *plan)
{
    struct match_sums sums = match_graph_sums(&plain->graph, plan);

    for (size_t i = 0; i < plain->mentees.len; i++) {
        if (plain->pinned_to[i] == MATCH_NOBODY)
            continue;
        sums.placed++;
        sums.total += plain->pinned_score[i];
        sums.value += plain->pinned_score[i] + plan->bonus;
        if (sums.placed == 1 || plain->pinned_score[i] < sums.lowest)
            sums.lowest = plain->pinned_score[i];
    }
    return sums;
}
