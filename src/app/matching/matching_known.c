/* matching_known.c - what was known of each pair when it was made, as a table to take elsewhere. */
#include "app/matching/matching_inside.h"
#include "app/matching/matching_why.h"
#include "matching_sql.h"
#include "sheet/sheet.h"
#include "web/web.h"

static const char header[] =
    "run,matched_on,objective,pair,state,score,topics,interests,"
    "courses,channels,times,languages,mentor_rank,mentee_rank,price,is_pinned,mentee,mentee_topics,"
    "mentee_interests,mentee_course,mentee_channels,mentee_times,mentee_languages,mentee_city,"
    "mentor,mentor_topics,mentor_interests,mentor_course,mentor_channels,"
    "mentor_times,mentor_languages,mentor_city\n";

static void put_number(struct buf *out, int64_t number)
{
    buf_addf(out, ",%lld", (long long)number);
}

static void put_text_cell(struct buf *out, struct str text)
{
    buf_add(out, S(","));
    sheet_put_shown(out, text);
}

static enum err put_pair(struct work *work, void *into, const struct known_pair_row *row)
{
    struct buf *out = into;
    const int64_t points[] = {row->score,       row->topics, row->interests, row->courses,
                              row->channels,    row->times,  row->languages, row->mentor_rank,
                              row->mentee_rank, row->price,  row->is_pinned, row->mentee.n};

    (void)work;
    buf_addf(out, "%lld", (long long)row->run);
    buf_add(out, S(","));
    day_put(out, day_of(row->made_at)); /* in UTC: exact enough, and nothing of the hour */
    put_text_cell(out, matching_objective_words((enum match_objective)row->objective));
    put_number(out, row->pair.n);
    put_text_cell(out, row->state);
    for (size_t i = 0; i < COUNT(points); i++)
        put_number(out, points[i]);
    const struct str mentee[] = {row->mentee_topics,   row->mentee_interests, row->mentee_course,
                                 row->mentee_channels, row->mentee_times,     row->mentee_languages,
                                 row->mentee_city};
    for (size_t i = 0; i < COUNT(mentee); i++)
        put_text_cell(out, mentee[i]);
    put_number(out, row->mentor.n);
    const struct str mentor[] = {row->mentor_topics,   row->mentor_interests, row->mentor_course,
                                 row->mentor_channels, row->mentor_times,     row->mentor_languages,
                                 row->mentor_city};
    for (size_t i = 0; i < COUNT(mentor); i++)
        put_text_cell(out, mentor[i]);
    buf_add(out, S("\n"));
    return OK;
}

enum err matching_known_page(struct request *request, const struct team_access *by)
{
    request->reply.type = S("text/csv; charset=utf-8");
    request->reply.filename = S("what-was-known.csv");
    buf_add(request->out, str_of(header));
    return matching_known(request->work, by, put_pair, request->out);
}
