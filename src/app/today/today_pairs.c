#include "app/pair/pair.h"
#include "app/progress/progress.h"
#include "app/pulse/pulse.h"
#include "app/today/today_inside.h"

#include "today_pair_html.h"
#include "today_pairs_html.h"
#include "today_sql.h"

enum { PAGE = 50 };

static struct signal_cursor cursor_of(const struct request *request)
{
    struct signal_cursor cursor = {INT64_MAX, {0}};
    struct str after = query_text(request, S("after")), urgency = str_cut(&after, '.');
    int64_t value, id;

    if (str_number(urgency, &value) == OK && str_number(after, &id) == OK)
        cursor = (struct signal_cursor){value, {id}};
    return cursor;
}

static struct str day_or_dash(struct arena *arena, struct maybe_day day, struct day today)
{
    return day.is_set ? signal_day(arena, day.at, today) : S("–");
}

static struct today_row row_of(const struct request *request, const struct signal_kept *kept,
                               const struct listed_name_row *name, struct days met)
{
    struct arena *arena = request->work->arena;
    struct signal_names names = {name->mentee, name->mentor};
    struct signals signals = signal_told(kept);
    struct today_lines lines = today_lines_of(arena, &kept->facts, &signals, &names);

    return (struct today_row){
        .mentee = name->mentee,
        .mentor = name->mentor,
        .path = today_pair_path(request, kept->pair.at),
        .stage = str_of(signal_stage_name(kept->stage)),
        .why = lines.len > 0 ? lines.at[0].why : S(""),
        .met = day_or_dash(arena, kept->facts.met_on, kept->facts.today),
        .next = day_or_dash(arena, kept->facts.next_on, kept->facts.today),
        .braid = today_braid(arena, kept, &signals, met),
    };
}

static struct days met_of(struct arena *arena, const struct listed_met_rows *met,
                          struct pair_id pair)
{
    struct day *days = NEW_ARRAY(arena, struct day, met->len);
    size_t len = 0;

    for (size_t i = 0; i < met->len; i++)
        if (met->at[i].pair.n == pair.n)
            days[len++] = day_of(met->at[i].starts_at);
    return (struct days){days, len};
}

static enum err alarms_of(struct work *work, const struct team_access *by, struct today_alarms *ret)
{
    struct signal_false_alarms alarms;
    struct today_alarm *at = NEW_ARRAY(work->arena, struct today_alarm, SIGNAL_COUNT);
    size_t len = 0;

    TRY(signal_false_alarms_get(work, by, &alarms));
    for (enum signal signal = SIGNAL_HAND; signal < SIGNAL_COUNT; signal++)
        if (alarms.counts[signal] > 0)
            at[len++] = (struct today_alarm){signal_name(signal), alarms.counts[signal]};
    *ret = (struct today_alarms){at, len};
    return OK;
}

enum err today_pairs_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct signal_cursor cursor = cursor_of(request);
    struct signal_list kept;
    struct listed_name_rows names;
    struct listed_met_rows met;
    struct today_row *rows;
    struct today_alarms alarms;
    struct str next = {0};
    struct frame *frame;

    TRY(signal_list_behind(work, by, cursor, &kept));
    TRY(today_names_pairs(work, by, cursor.urgency, cursor.id, &names));
    TRY(today_met_listed(work, by, cursor.urgency, cursor.id, &met));
    rows = NEW_ARRAY(work->arena, struct today_row, kept.len);
    for (size_t i = 0; i < kept.len && i < names.len; i++)
        rows[i] = row_of(request, &kept.at[i], &names.at[i],
                         met_of(work->arena, &met, kept.at[i].pair.at));
    TRY(alarms_of(work, by, &alarms));
    if (kept.len == PAGE)
        next = today_say(work->arena, "%.*s/team/pairs?after=%lld.%lld",
                         ARG(request->viewer.scheme_path), (long long)kept.at[PAGE - 1].urgency,
                         (long long)kept.at[PAGE - 1].id.n);

    frame = frame_new(request, FRAME_TEAM, S("Pairs"));
    frame->at = AT_PAIRS;
    today_pairs_html(request->out, frame, (struct today_rows){rows, kept.len}, next, alarms);
    return OK;
}

/* "Cleo wrote on 3 March." */
static struct str told_of(struct arena *arena, const struct signal_answered_row *row,
                          struct day today)
{
    struct str on = signal_day(arena, day_of(row->answered_at), today);

    if (str_eq(row->kind, S("wrote")))
        return today_say(arena, "%.*s wrote on %.*s.", ARG(row->name), ARG(on));
    if (str_eq(row->kind, S("false_alarm")))
        return today_say(arena, "%.*s called it a false alarm on %.*s.", ARG(row->name), ARG(on));
    return today_say(arena, "%.*s put it off on %.*s, to %.*s.", ARG(row->name), ARG(on),
                     ARG(day_or_dash(arena, row->until_on, today)));
}

/* One line for each time, though an answer is kept for each signal of that time. */
static enum err answers_of(struct work *work, const struct team_access *by, struct signal_id id,
                           struct today_answers *ret)
{
    struct signal_answered_rows rows;
    struct today_answer *answers;
    size_t len = 0;

    TRY(today_list_answers(work, by, id, &rows));
    answers = NEW_ARRAY(work->arena, struct today_answer, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        if (i == 0 || rows.at[i].answered_at != rows.at[i - 1].answered_at)
            answers[len++].text = told_of(work->arena, &rows.at[i], work->today);
    *ret = (struct today_answers){answers, len};
    return OK;
}

static enum err met_days(struct work *work, const struct team_access *by, struct pair_id pair,
                         struct days *ret)
{
    struct pair_met_rows rows;
    struct day *days;

    TRY(today_met_pair(work, by, pair, &rows));
    days = NEW_ARRAY(work->arena, struct day, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        days[i] = day_of(rows.at[i].starts_at);
    *ret = (struct days){days, rows.len};
    return OK;
}

/* The hands of this pair that are up, with their lines: those are to the team. */
static enum err hands_of(struct work *work, const struct team_access *by, struct pair_id pair,
                         struct person_id mentee, struct today_hand_list *ret)
{
    struct hands hands;
    struct today_hand *at;
    size_t len = 0;

    TRY(hand_list(work, by, &hands));
    at = NEW_ARRAY(work->arena, struct today_hand, hands.len);
    for (size_t i = 0; i < hands.len; i++)
        if (hands.at[i].pair.n == pair.n)
            at[len++] = (struct today_hand){hands.at[i].name, hands.at[i].line,
                                            hands.at[i].person.n == mentee.n};
    *ret = (struct today_hand_list){at, len};
    return OK;
}

static enum err told_of_pair(struct work *work, const struct team_access *by, struct pair_id pair,
                             struct today_told_list *ret)
{
    struct progress_tolds notes;
    struct pulse_tolds pulses;
    size_t len = 0;

    TRY(pulse_told_list(work, by, pair, &pulses));
    TRY(progress_told_list(work, by, pair, &notes));
    struct today_told *at = NEW_ARRAY(work->arena, struct today_told, notes.len + pulses.len + 1);
    for (size_t i = 0; i < pulses.len; i++)
        at[len++] = (struct today_told){
            pulses.at[i].name, pulses.at[i].says, pulses.at[i].line,
            signal_day(work->arena, day_of(pulses.at[i].answered_at), work->today), true};
    for (size_t i = 0; i < notes.len; i++)
        at[len++] = (struct today_told){
            notes.at[i].name, notes.at[i].word, notes.at[i].line,
            signal_day(work->arena, day_of(notes.at[i].told_at), work->today), false};
    *ret = (struct today_told_list){at, len};
    return OK;
}

static enum err queue_of(struct request *request, const struct team_access *by,
                         struct today_queue *ret)
{
    struct arena *arena = request->work->arena;
    struct signal_numbers numbers;
    int64_t n = today_queue_of(request);

    *ret = (struct today_queue){0};
    if (n == 0)
        return OK;
    TRY(signal_numbers_get(request->work, by, &numbers));
    ret->n = n;
    ret->line = today_say(arena, "%lld of %lld", (long long)n, (long long)numbers.needing_pairs);
    ret->next = today_say(arena, "%.*s/team/queue/%lld", ARG(request->viewer.scheme_path),
                          (long long)n + 1);
    return OK;
}

enum err today_pair_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct arena *arena = work->arena;
    struct pair_id pair = {request_key(request, S("pair"))};
    struct signal_people_row people;
    struct signal_kept kept;
    struct days met;
    struct frame *frame;

    TRY(today_people_of(work, team_scheme(by), pair, &people));
    TRY(signal_get(work, team_scheme(by), pair, &kept));
    TRY(met_days(work, by, pair, &met));
    struct signal_names names = {people.mentee, people.mentor};
    struct signals signals = signal_told(&kept);
    struct today_pair_view view = {
        .fault = work->fault,
        .mentee = people.mentee,
        .mentor = people.mentor,
        .mentee_av = frame_initials(arena, people.mentee),
        .mentor_av = frame_initials(arena, people.mentor),
        .braid = today_braid(arena, &kept, &signals, met),
        .seen = today_seen_of(arena, &kept.facts, &signals, &names),
        .answer_path = today_say(arena, "%.*s/team/signals/%lld", ARG(request->viewer.scheme_path),
                                 (long long)pair.n),
        .end_path = today_say(arena, "%.*s/end", ARG(today_pair_path(request, pair))),
        .later = today_later(arena, work->today),
    };
    enum today_to to = signals.len > 0 ? today_remedy(signals.at[0].signal, &kept.facts) : TO_BOTH;
    view.remedy = today_remedy_label(arena, to, &names);
    view.remedy_path = today_say(arena, "%.*s/write", ARG(today_pair_path(request, pair)));
    TRY(answers_of(work, by, kept.id, &view.answers));
    if (kept.facts.hand_on.is_set)
        TRY(hands_of(work, by, pair, people.mentee_person, &view.hands));
    TRY(told_of_pair(work, by, pair, &view.told));
    TRY(queue_of(request, by, &view.queue));
    if (view.queue.n > 0)
        view.remedy_path =
            today_say(arena, "%.*s?queue=%lld", ARG(view.remedy_path), (long long)view.queue.n);

    frame = frame_new(request, FRAME_TEAM,
                      today_say(arena, "%.*s and %.*s", ARG(people.mentee), ARG(people.mentor)));
    frame->at = AT_PAIRS;
    frame->back = today_say(arena, "%.*s/team", ARG(frame->scheme));
    frame->back_to = S("Back to Today");
    view.frame = frame;
    today_pair_html(request->out, &view);
    return OK;
}
