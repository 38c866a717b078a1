/* objective_test.c - each objective against trying every choice of pairs. */
#include "match/problem.h"
#include "support/given_match.h"

#include <criterion/criterion.h>

enum { MOST = 6 };

/* All that trying needs to know of an input: small, and looked up from the definitions. */
struct table {
    size_t mentees, mentors;
    bool may[MOST][MOST];
    int64_t points[MOST][MOST], worth[MOST][MOST]; /* worth without a bonus */
    int64_t places[MOST];
    bool is_pinned[MOST];
    int mentor_of[MOST]; /* of each mentee, while trying; -1: nobody */
};

struct best {
    int64_t worth, placed_worth, most;
    size_t stable; /* choices that are stable */
};

static struct table table_of(struct work *work, const struct match_input *input)
{
    struct table table = {.mentees = input->mentees.len, .mentors = input->mentors.len};
    struct match_lots lots = match_lots_of(input->seed);
    const size_t *before = match_mentors_before(work, input);

    for (size_t j = 0; j < table.mentors; j++)
        table.places[j] = input->mentors.at[j].places;
    for (size_t i = 0; i < input->pins_len; i++) {
        table.places[input->pins[i].mentor]--;
        table.is_pinned[input->pins[i].mentee] = true;
    }
    for (size_t i = 0; i < table.mentees; i++)
        for (size_t j = 0; j < table.mentors; j++) {
            int64_t score;
            bool is_blocked = match_is_blocked(input, i, j);
            table.may[i][j] = !table.is_pinned[i] &&
                              match_rule_of(input, i, j, is_blocked, &score) == MATCH_NO_RULE;
            if (!table.may[i][j])
                continue;
            table.points[i][j] = score + (before[i] == j ? input->rules.stay : 0);
            table.worth[i][j] =
                match_worth(table.points[i][j],
                            match_lot(&lots, input->mentees.at[i].key, input->mentors.at[j].key));
        }
    return table;
}

/* The fewest points among the mentees that a mentor has, or -1 where a place is free. */
static int64_t least_of(const struct table *table, size_t mentor)
{
    int64_t least = INT64_MAX;

    if (table->places[mentor] > 0)
        return -1;
    for (size_t i = 0; i < table->mentees; i++)
        if (table->mentor_of[i] == (int)mentor && table->points[i][mentor] < least)
            least = table->points[i][mentor];
    return least;
}

static size_t blocking_in(const struct table *table)
{
    size_t blocking = 0;

    for (size_t i = 0; i < table->mentees; i++)
        for (size_t j = 0; j < table->mentors; j++) {
            int has = table->mentor_of[i];
            if (table->may[i][j] && (has < 0 || table->points[i][has] < table->points[i][j]) &&
                least_of(table, j) < table->points[i][j])
                blocking++;
        }
    return blocking;
}

static void try_from(struct table *table, size_t mentee, int64_t bonus, int64_t worth,
                     int64_t placed, struct best *best)
{
    if (mentee == table->mentees) {
        int64_t with_bonus = worth + match_worth(bonus * placed, 0);
        best->worth = with_bonus > best->worth ? with_bonus : best->worth;
        if (placed > best->most || (placed == best->most && worth > best->placed_worth)) {
            best->most = placed;
            best->placed_worth = worth;
        }
        best->stable += blocking_in(table) == 0;
        return;
    }
    table->mentor_of[mentee] = -1;
    try_from(table, mentee + 1, bonus, worth, placed, best);
    for (size_t j = 0; j < table->mentors; j++) {
        if (!table->may[mentee][j] || table->places[j] == 0)
            continue;
        table->places[j]--;
        table->mentor_of[mentee] = (int)j;
        try_from(table, mentee + 1, bonus, worth + table->worth[mentee][j], placed + 1, best);
        table->mentor_of[mentee] = -1;
        table->places[j]++;
    }
}

/* Is the result one of the stable choices? */
static bool is_stable(struct table *table, const struct match_result *result)
{
    for (size_t i = 0; i < table->mentees; i++)
        table->mentor_of[i] = -1;
    for (size_t p = 0; p < result->len; p++) {
        if (result->pairs[p].is_pinned)
            continue;
        table->mentor_of[result->pairs[p].mentee] = (int)result->pairs[p].mentor;
        table->places[result->pairs[p].mentor]--;
    }
    return blocking_in(table) == 0;
}

static void compare(struct work *work, struct match_input *input, const char *which)
{
    struct table table = table_of(work, input);
    struct best best = {0};

    try_from(&table, 0, input->rules.bonus, 0, 0, &best);
    for (int objective = 0; objective < MATCH_OBJECTIVE_COUNT; objective++) {
        struct match_result result;
        input->rules.objective = (enum match_objective)objective;
        cr_assert(match_solve(work, input, &result) == OK);
        int64_t placed = (int64_t)(result.len - input->pins_len);
        struct match_verdict verdict = match_verify(work, input, &result);
        cr_assert(verdict.flaw == MATCH_SOUND, "%s: %d is refused for %d", which, objective,
                  verdict.flaw);
        if (objective == MATCH_BALANCED)
            cr_assert(result.worth == best.worth, "%s", which);
        if (objective == MATCH_PEOPLE_FIRST)
            cr_assert(placed == best.most &&
                          result.worth - match_worth(result.bonus * placed, 0) == best.placed_worth,
                      "%s", which);
        if (objective == MATCH_STABLE)
            cr_assert(best.stable > 0 && is_stable(&table, &result), "%s", which);
        if (objective != MATCH_HIGHEST_TOTAL)
            continue;
        struct best total = {0};
        struct table again = table_of(work, input);
        try_from(&again, 0, 0, 0, 0, &total);
        cr_assert(result.worth == total.worth, "%s", which);
    }
}

Test(objective, each_finds_what_trying_everything_finds)
{
    for (uint64_t run = 0; run < 420 * (uint64_t)GIVEN_KINDS; run++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        enum given_kind kind = (enum given_kind)(run % GIVEN_KINDS);
        uint64_t number = run / GIVEN_KINDS;
        struct match_input input = given_match(arena, kind, number, 1 + number % 5, 1 + number % 4);
        struct buf which = {.arena = arena};
        buf_addf(&which, "kind %d, number %llu%c", (int)kind, (unsigned long long)number, '\0');
        compare(&work, &input, which.at);
    }
}

static size_t placed_with(struct work *work, const struct match_input *input, int64_t *ret_worth)
{
    struct match_result result;

    cr_assert(match_solve(work, input, &result) == OK);
    *ret_worth = result.worth;
    return result.len;
}

Test(objective, another_mentor_never_lowers_the_total)
{
    for (uint64_t number = 0; number < 40; number++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct match_input input = given_match(arena, GIVEN_PLAIN, number, 20, 12);
        struct match_input fewer = input;
        int64_t less, more;
        input.blocks_len = fewer.blocks_len = 0;
        fewer.mentors.len--;
        for (int objective = 0; objective < MATCH_STABLE; objective++) {
            input.rules.objective = fewer.rules.objective = (enum match_objective)objective;
            size_t few = placed_with(&work, &fewer, &less),
                   many = placed_with(&work, &input, &more);
            cr_expect(objective == MATCH_PEOPLE_FIRST ? many >= few : more >= less);
        }
    }
}

Test(objective, a_larger_bonus_never_places_fewer)
{
    for (uint64_t number = 0; number < 40; number++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct match_input input = given_match(arena, GIVEN_CROWDED, number, 20, 20);
        size_t before = 0;
        int64_t worth;
        input.rules.floor = 0;
        for (input.rules.bonus = 0; input.rules.bonus <= MATCH_FULL; input.rules.bonus += 100) {
            size_t placed = placed_with(&work, &input, &worth);
            cr_expect(placed >= before);
            before = placed;
        }
        input.rules.bonus = MATCH_FULL;
        input.rules.objective = MATCH_PEOPLE_FIRST;
        cr_expect(placed_with(&work, &input, &worth) >= before);
    }
}

/* Another product let a wish win over a hard criterion without a word. Here what was, what is hoped
 * for and what would place more people all stop at a block, whatever they weigh.
 */
Test(objective, no_wish_overrides_a_rule)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_TIES, 1, 1, 1);
    struct match_person mentor = input.mentors.at[0];
    struct match_block block = {0, 0};
    struct match_previous previous = {0, 0};
    struct match_result result;

    mentor.places = 1;
    input.mentors.at = &mentor;
    input.previous = &previous;
    input.previous_len = 1;
    input.rules.stay = input.rules.bonus = MATCH_FULL;
    for (int objective = 0; objective < MATCH_OBJECTIVE_COUNT; objective++) {
        input.rules.objective = (enum match_objective)objective;
        input.blocks_len = 0;
        cr_assert(match_solve(&work, &input, &result) == OK && result.len == 1);
        input.blocks = &block;
        input.blocks_len = 1;
        cr_assert(match_solve(&work, &input, &result) == OK && result.len == 0);
        input.blocks_len = 0;
        mentor.lists[MATCH_LANGUAGES].len = 0;
        cr_assert(match_solve(&work, &input, &result) == OK && result.len == 0);
        mentor.lists[MATCH_LANGUAGES].len = 1;
        mentor.lists[MATCH_TIMES].len = 0;
        input.rules.floor = MATCH_FULL;
        cr_assert(match_solve(&work, &input, &result) == OK && result.len == 0);
        mentor.lists[MATCH_TIMES].len = 1;
        input.rules.floor = 0;
    }
}

/* Who had somebody keeps them, unless a change is worth more than staying counts. */
Test(objective, staying_counts_what_the_scheme_says)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 9, 30, 30);
    struct match_result first, again;
    struct match_previous previous[30];

    input.blocks_len = 0;
    cr_assert(match_solve(&work, &input, &first) == OK && first.len > 10);
    for (size_t i = 0; i < first.len; i++)
        previous[i] = (struct match_previous){first.pairs[i].mentee, first.pairs[i].mentor};
    input.previous = previous;
    input.previous_len = first.len;
    input.seed = S("another seed, other lots");
    cr_assert(match_solve(&work, &input, &again) == OK && again.len == first.len);
    for (size_t i = 0; i < first.len; i++)
        cr_expect(again.pairs[i].mentor == first.pairs[i].mentor);
}
