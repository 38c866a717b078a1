/* matching_view.c - what is stored of a run, made ready for its pages. */
#include "app/matching/matching_inside.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "ical/when.h"
#include "match/problem.h"
#include "matching_sql.h"
#include "web/web.h"

struct str matching_state_says(struct str state)
{
    static const struct {
        const char *state, *says;
    } words[] = {
        {"draft", "Draft"},
        {"frozen", "Frozen"},
        {"solved", "Solved"},
        {"verified", "Verified"},
        {"published", "Published"},
        {"final", "Final"},
        {"infeasible", "Not solvable"},
        {"discarded", "Put aside"},
        {"undone", "Taken back"},
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eq(state, str_of(words[i].state)))
            return str_of(words[i].says);
    return state;
}

static enum err when(const struct request *request, int64_t at, struct str *ret)
{
    const struct zone *zone;

    TRY(zone_get(request->work, request->viewer.zone, &zone));
    *ret = when_text(request->work->arena, zone, at, request->work->now);
    return OK;
}

/* What became of the offers, once they have left. */
static enum err view_answers(struct request *request, const struct team_access *by,
                             struct matching_run_view *view)
{
    struct match_answers_row answers;

    TRY(match_run_answers(request->work, by, view->id, &answers));
    view->offered = answers.offered;
    view->introduced = answers.introduced;
    view->not_taken = answers.not_taken;
    struct match_first_row first;
    TRY(match_run_first(request->work, by, view->id, &first));
    view->first = first.first;
    view->rest = first.first > 0 ? first.waiting : 0;
    view->skipped = view->rest > 0 ? 0 : answers.skipped;
    return OK;
}

/* Who has checked it, where a second person is wanted. */
static enum err view_checked(struct work *work, const struct team_access *by,
                             struct matching_run_view *view)
{
    struct match_checked_rows checked;

    TRY(match_run_checked(work, by, view->id, &checked));
    if (checked.len == 0)
        return OK;
    view->checked_by = checked.at[0].name;
    view->is_checked_by_me = checked.at[0].is_me;
    return OK;
}

/* Where this run stands beside the one before it. */
static enum err view_before(struct work *work, const struct team_access *by,
                            struct matching_run_view *view)
{
    struct buf path = {.arena = work->arena};
    struct match_before_rows before;

    TRY(match_run_before(work, by, view->id, &before));
    if (before.len == 0 || view->placed == 0)
        return OK;
    buf_addf(&path, "%.*s/compare/%lld", ARG(view->path), (long long)before.at[0].id.n);
    view->before = buf_str(&path);
    view->before_number = before.at[0].number;
    if (before.at[0].placed == 0)
        return OK;
    int64_t difference = view->average - before.at[0].total / before.at[0].placed;
    view->rise = difference > 0 ? difference : 0;
    view->fall = difference < 0 ? -difference : 0;
    return OK;
}

enum err matching_view_run(struct request *request, const struct team_access *by,
                           struct match_run_id id, struct matching_run_view *ret)
{
    struct work *work = request->work;
    struct buf path = {.arena = work->arena};
    struct match_run_row row;
    struct match_seed_row seed;

    TRY(match_run_get(work, by, id, &row));
    TRY(match_run_seed(work, by, id, &seed));
    buf_addf(&path, "%.*s/team/matching/runs/%lld", ARG(request->viewer.scheme_path),
             (long long)id.n);

    bool is_published = str_eq(row.state, S("published")), is_final = str_eq(row.state, S("final"));
    struct matching_run_view view = {
        .id = id,
        .number = row.number,
        .cohort = row.cohort_name,
        .state = row.state,
        .path = buf_str(&path),
        .seed_hash = row.seed_hash,
        .seed = is_final ? seed.seed : (struct str){0},
        .trouble = row.trouble,
        .mentees = row.mentees,
        .mentors = row.mentors,
        .places = row.places,
        .placed = row.placed,
        .alone = row.mentees - row.placed,
        .places_left = row.places - row.placed,
        .average = row.placed > 0 ? row.total / row.placed : 0,
        .lowest = row.lowest,
        .floor = row.floor,
        .blocking = row.blocking,
        .is_held = is_published && !row.left_at.is_set,
        .has_left = row.left_at.is_set,
    };
    TRY(when(request, row.made_at, &view.made));
    if (row.leaves_at.is_set)
        TRY(when(request, row.leaves_at.at, &view.leaves));
    if (is_published || is_final)
        TRY(view_answers(request, by, &view));
    TRY(view_before(work, by, &view));
    TRY(view_checked(work, by, &view));
    view.may_undo = is_published;
    view.is_current = true;
    if (str_eq(row.state, S("verified")) || str_eq(row.state, S("infeasible")))
        TRY(matching_is_current(work, by, id, &view.is_current));
    if (!view.is_current)
        TRY(matching_changes(work, by, id, &view.changed));
    *ret = view;
    return OK;
}

void matching_bars_put(struct matching_bar bars[MATCHING_BARS],
                       const int64_t points[MATCH_PART_COUNT])
{
    const struct matching_bar made[MATCHING_BARS] = {
        {"help", points[MATCH_TOPICS], 0},
        {"area and course", points[MATCH_INTERESTS] + points[MATCH_COURSES], 0},
        {"ways to meet and languages", points[MATCH_CHANNELS] + points[MATCH_LANGUAGES], 0},
        {"times", points[MATCH_TIMES], 0},
    };
    int64_t at = 0;

    for (size_t i = 0; i < MATCHING_BARS; i++) {
        bars[i] = made[i];
        bars[i].at = at;
        at += made[i].points;
    }
}

static enum err view_becauses(struct work *work, const struct team_access *by,
                              const int64_t points[MATCH_PART_COUNT], struct matching_becauses *ret)
{
    struct matching_because *at = NEW_ARRAY(work->arena, struct matching_because, MATCH_PART_COUNT);
    struct scheme_rules rules;
    int64_t all = 0;

    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        all += rules.weights[part];
    *ret = (struct matching_becauses){at, 0};
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        if (rules.weights[part] > 0 || points[part] > 0)
            at[ret->len++] = (struct matching_because){
                points[part], all > 0 ? MATCH_FULL * rules.weights[part] / all : 0,
                matching_part_words((enum match_part)part)};
    return OK;
}

static struct str proposal_path(struct arena *arena, const struct matching_run_view *run,
                                struct maybe_proposal_id id)
{
    struct buf path = {.arena = arena};

    if (id.is_set)
        buf_addf(&path, "%.*s/proposals/%lld", ARG(run->path), (long long)id.at.n);
    return buf_str(&path);
}

/* --- what only computing again can say */

struct again {
    struct matching_load load;
    struct match_result result;
    size_t mentee, mentor;
};

static int64_t average_of(const struct match_result *result)
{
    int64_t total = 0;

    for (size_t i = 0; i < result->len; i++)
        total += result->pairs[i].score;
    return result->len > 0 ? total / (int64_t)result->len : 0;
}

/* The two mentors who would suit this mentee best besides this one. */
static void view_nexts(struct work *work, const struct again *again, struct matching_nexts *ret)
{
    struct matching_next *at = NEW_ARRAY(work->arena, struct matching_next, 3);
    size_t len = 0;

    for (size_t j = 0; j < again->load.input.mentors.len; j++) {
        bool is_blocked = match_is_blocked(&again->load.input, again->mentee, j);
        int64_t score;
        if (j == again->mentor || match_rule_of(&again->load.input, again->mentee, j, is_blocked,
                                                &score) != MATCH_NO_RULE)
            continue;
        size_t place = len;
        while (place > 0 && at[place - 1].score < score) {
            at[place] = at[place - 1];
            place--;
        }
        at[place] = (struct matching_next){again->load.mentors[j].name, score};
        len = len < 2 ? len + 1 : 2;
    }
    *ret = (struct matching_nexts){at, len};
}

/* Solve again with the pair kept apart. */
static enum err view_block(struct work *work, const struct again *again,
                           struct matching_why_view *view)
{
    struct match_input without = again->load.input;
    struct match_block *blocks = NEW_ARRAY(work->arena, struct match_block, without.blocks_len + 1);
    struct match_pin *pins = NEW_ARRAY(work->arena, struct match_pin, without.pins_len);
    struct match_result result;

    for (size_t i = 0; i < without.blocks_len; i++)
        blocks[i] = without.blocks[i];
    blocks[without.blocks_len++] = (struct match_block){again->mentee, again->mentor};
    without.blocks = blocks;
    without.pins = pins;
    without.pins_len = 0;
    for (size_t i = 0; i < again->load.input.pins_len; i++)
        if (again->load.input.pins[i].mentee != again->mentee)
            pins[without.pins_len++] = again->load.input.pins[i];
    TRY(match_solve(work, &without, &result));

    struct match_moves moves = match_moves(work, &without, &again->result, &result);
    view->average = average_of(&again->result);
    view->average_if = average_of(&result);
    for (size_t i = 0; i < moves.len; i++) {
        if (moves.at[i].mentee == again->mentee)
            view->is_alone_if = moves.at[i].to == SIZE_MAX;
        else
            view->moves++;
    }
    return OK;
}

static bool find_two(const struct proposal_row *row, struct again *again)
{
    const struct match_input *input = &again->load.input;

    again->mentee = matching_who_at(again->load.mentees, input->mentees.len, row->mentee);
    again->mentor = matching_who_at(again->load.mentors, input->mentors.len, row->mentor);
    return again->mentee < input->mentees.len && again->mentor < input->mentors.len;
}

static enum err view_live(struct work *work, const struct team_access *by,
                          const struct matching_run_view *run, const struct proposal_row *row,
                          struct matching_why_view *view)
{
    struct again *again = NEW(work->arena, struct again);

    view->is_current = run->is_current && str_eq(run->state, S("verified"));
    if (!view->is_current)
        return OK;
    TRY(matching_load_run(work, by, run->id, &again->load));
    view->is_current = find_two(row, again);
    if (!view->is_current)
        return OK;
    TRY(match_solve(work, &again->load.input, &again->result));
    view_nexts(work, again, &view->nexts);
    return view_block(work, again, view);
}

static struct str with_city(struct arena *arena, struct str headline, struct str city)
{
    struct buf text = {.arena = arena};

    buf_addf(&text, "%.*s%s%.*s", ARG(headline), headline.len > 0 && city.len > 0 ? ", " : "",
             ARG(city));
    return buf_str(&text);
}

enum err matching_view_why(struct request *request, const struct team_access *by,
                           const struct matching_run_view *run, struct proposal_id id, bool live,
                           struct matching_why_view *ret)
{
    struct work *work = request->work;
    struct proposal_beside_row beside;
    struct proposal_row row;

    TRY(proposal_get(work, by, run->id, id, &row));
    TRY(proposal_beside(work, by, run->id, row.score, id, &beside));
    struct matching_why_view view = {
        .id = id,
        .mentee = row.mentee_name,
        .mentee_headline = row.mentee_headline,
        .mentor = row.mentor_name,
        .mentor_headline = with_city(work->arena, row.mentor_headline, row.mentor_city),
        .hopes = row.hopes,
        .score = row.score,
        .reasons = row.reasons,
        .mentor_rank = row.mentor_rank,
        .mentee_rank = row.mentee_rank,
        .price = row.price,
        .is_pinned = row.pin.is_set,
        .earlier = proposal_path(work->arena, run, beside.earlier),
        .later = proposal_path(work->arena, run, beside.later),
    };
    const int64_t points[MATCH_PART_COUNT] = {
        [MATCH_TOPICS] = row.topics,   [MATCH_INTERESTS] = row.interests,
        [MATCH_COURSES] = row.courses, [MATCH_CHANNELS] = row.channels,
        [MATCH_TIMES] = row.times,     [MATCH_LANGUAGES] = row.languages,
    };
    matching_bars_put(view.bars, points);
    TRY(view_becauses(work, by, points, &view.becauses));
    if (live)
        TRY(view_live(work, by, run, &row, &view));
    *ret = view;
    return OK;
}
