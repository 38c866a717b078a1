/* matching_blocking.c - pairs that would both rather have each other, and by how much. */
#include "app/matching/matching_why.h"

#include "match/problem.h"

#include <stdlib.h>

/* What everybody has: scores, and for a mentor who fits worst. */
struct having {
    const struct match_pair **of_mentee; /* NULL: nobody */
    const struct match_pair **least;     /* of a mentor; NULL: nobody */
    int64_t *taken;
};

static struct having having_of(struct work *work, const struct match_input *input,
                               const struct match_result *result)
{
    struct having having = {
        .of_mentee = NEW_ARRAY(work->arena, const struct match_pair *, input->mentees.len),
        .least = NEW_ARRAY(work->arena, const struct match_pair *, input->mentors.len),
        .taken = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
    };

    for (size_t i = 0; i < result->len; i++) {
        const struct match_pair *pair = &result->pairs[i], **least = &having.least[pair->mentor];
        having.of_mentee[pair->mentee] = pair;
        having.taken[pair->mentor]++;
        if (!*least || pair->score < (*least)->score)
            *least = pair;
    }
    return having;
}

static void mark_blocks(const struct match_input *input, size_t mentee, bool *marks, bool mark)
{
    for (size_t i = 0; i < input->blocks_len; i++)
        if (input->blocks[i].mentee == mentee)
            marks[input->blocks[i].mentor] = mark;
}

/* The smaller of the two margins: how sure both would be. */
static int64_t sure_of(const struct matching_blocking_line *line)
{
    return line->mentee_margin < line->mentor_margin ? line->mentee_margin : line->mentor_margin;
}

static int compare_lines(const void *left, const void *right)
{
    int64_t l = sure_of(left), r = sure_of(right);

    return (l < r) - (l > r);
}

static bool may_rather(const struct matching_load *load, const struct having *having, size_t mentee,
                       size_t mentor, int64_t score, struct matching_blocking_line *ret)
{
    const struct match_pair *has = having->of_mentee[mentee], *least = having->least[mentor];
    bool has_room = having->taken[mentor] < load->input.mentors.at[mentor].places;

    if ((has && (has->is_pinned || has->score >= score)) ||
        (!has_room && (!least || least->is_pinned || least->score >= score)))
        return false;
    *ret = (struct matching_blocking_line){
        .mentee = load->mentees[mentee].name,
        .mentor = load->mentors[mentor].name,
        .score = score,
        .mentee_margin = score - (has ? has->score : 0),
        .mentor_margin = has_room ? score : score - least->score,
    };
    if (has)
        ret->mentee_has = load->mentors[has->mentor].name;
    if (!has_room)
        ret->mentor_has = load->mentees[least->mentee].name;
    return true;
}

static void keep_line(struct matching_blocking *blocking, struct matching_blocking_line *lines,
                      struct matching_blocking_line line)
{
    size_t at = blocking->len < BLOCKING_SHOWN ? blocking->len++ : BLOCKING_SHOWN - 1;

    blocking->count++;
    if (blocking->count > BLOCKING_SHOWN && compare_lines(&lines[at], &line) <= 0)
        return;
    for (; at > 0 && compare_lines(&line, &lines[at - 1]) < 0; at--)
        lines[at] = lines[at - 1];
    lines[at] = line;
}

struct matching_blocking matching_blocking_find(struct work *work, const struct matching_load *load,
                                                const struct match_result *result)
{
    const struct match_input *input = &load->input;
    struct having having = having_of(work, input, result);
    struct matching_blocking_line *lines =
        NEW_ARRAY(work->arena, struct matching_blocking_line, BLOCKING_SHOWN);
    struct matching_blocking blocking = {.at = lines};
    bool *is_blocked = NEW_ARRAY(work->arena, bool, input->mentors.len);

    for (size_t i = 0; i < input->mentees.len; i++) {
        mark_blocks(input, i, is_blocked, true);
        for (size_t j = 0; j < input->mentors.len; j++) {
            struct matching_blocking_line line;
            int64_t score;
            if (match_rule_of(input, i, j, is_blocked[j], &score) == MATCH_NO_RULE &&
                may_rather(load, &having, i, j, score, &line))
                keep_line(&blocking, lines, line);
        }
        mark_blocks(input, i, is_blocked, false);
    }
    return blocking;
}
