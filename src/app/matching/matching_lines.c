/* matching_lines.c - proposals and people without one, as lists show them. */
#include "app/matching/matching_inside.h"
#include "app/matching/matching_words.h"
#include "matching_sql.h"

#include <stdarg.h>
#include <stdio.h>

struct str matching_text(struct arena *arena, const char *fmt, ...)
{
    char text[1024];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    return arena_copy(arena, str_of(text));
}

/* What stands out about a proposal: what is missing before what fits. */
static void put_flag(const struct proposal_line_row *row, struct matching_line *line)
{
    line->is_warning = true;
    if (row->channels == 0)
        line->flag = S("No way to meet in common");
    else if (row->times == 0)
        line->flag = S("No free time in common");
    else if (row->topics == 0)
        line->flag = S("No kind of help in common");
    else
        line->is_warning = false;
    if (line->is_warning)
        return;
    if (row->mentor_rank == 1 && row->mentee_rank == 1)
        line->flag = S("Best fit for both");
    else if (row->mentor_rank == 1)
        line->flag = S("Best fit for the mentee");
}

struct matching_lines matching_view_lines(struct arena *arena,
                                          const struct proposal_line_rows *rows, size_t len,
                                          struct proposal_id chosen)
{
    struct matching_line *lines = NEW_ARRAY(arena, struct matching_line, len);

    for (size_t i = 0; i < len; i++) {
        const struct proposal_line_row *row = &rows->at[i];
        lines[i] = (struct matching_line){
            .id = row->id,
            .mentee = row->mentee_name,
            .mentee_headline = row->mentee_headline,
            .mentor = row->mentor_name,
            .mentor_headline = row->mentor_headline,
            .score = row->score,
            .is_pinned = row->pin.is_set,
            .is_chosen = row->id.n == chosen.n,
        };
        const int64_t points[MATCH_PART_COUNT] = {
            [MATCH_TOPICS] = row->topics,   [MATCH_INTERESTS] = row->interests,
            [MATCH_COURSES] = row->courses, [MATCH_CHANNELS] = row->channels,
            [MATCH_TIMES] = row->times,     [MATCH_LANGUAGES] = row->languages,
        };
        matching_bars_put(lines[i].bars, points);
        put_flag(row, &lines[i]);
    }
    return (struct matching_lines){lines, len};
}

/* Whose mentee nobody is, and what would help. */
static struct str alone_why(struct arena *arena, const struct unplaced_line_row *row)
{
    if (row->why == MATCH_ALONE_RULES)
        return matching_text(arena, "Rules allow no mentor. Most often: %.*s",
                             ARG(matching_rule_words((enum match_rule)row->rule)));
    if (row->why == MATCH_ALONE_FLOOR)
        return S("Every mentor whom the rules allow lies below the floor.");
    return S("Every place that would do went to somebody who fits better.");
}

static struct str alone_cure(struct arena *arena, const struct unplaced_line_row *row)
{
    if (row->cure_name.is_set)
        return matching_text(arena, "One more place with %.*s would do.", ARG(row->cure_name.at));
    if (!row->best_name.is_set)
        return S("Look at what they asked for, or at the rule.");
    if (row->why == MATCH_ALONE_FLOOR)
        return matching_text(arena, "A floor of %lld would allow %.*s.", (long long)row->best_score,
                             ARG(row->best_name.at));
    return matching_text(arena,
                         "Best fit: %.*s, %lld. One more place there would seat somebody else.",
                         ARG(row->best_name.at), (long long)row->best_score);
}

/* The what-if that tries it; empty where there is nothing to try. */
static struct str alone_try(struct arena *arena, struct str run,
                            const struct unplaced_line_row *row)
{
    struct buf path = {.arena = arena};

    if (row->cure_name.is_set)
        buf_addf(&path, "%.*s/what-if?try=1&place=%%23%lld", ARG(run), (long long)row->cure.at.n);
    else if (row->why == MATCH_ALONE_FLOOR && row->best_name.is_set)
        buf_addf(&path, "%.*s/what-if?try=1&floor=%lld", ARG(run), (long long)row->best_score);
    return buf_str(&path);
}

struct matching_alone_lines matching_view_alone(struct arena *arena, struct str run,
                                                const struct unplaced_line_rows *rows)
{
    struct matching_alone_line *lines = NEW_ARRAY(arena, struct matching_alone_line, rows->len);

    for (size_t i = 0; i < rows->len; i++) {
        const struct unplaced_line_row *row = &rows->at[i];
        lines[i] = (struct matching_alone_line){
            .mentee = row->mentee,
            .person = row->person,
            .name = row->name,
            .headline = row->headline,
            .why = alone_why(arena, row),
            .cure = alone_cure(arena, row),
            .trial = alone_try(arena, run, row),
            .best = row->best_mentor.is_set ? row->best_mentor.at : (struct participant_id){0},
        };
    }
    return (struct matching_alone_lines){lines, rows->len};
}
