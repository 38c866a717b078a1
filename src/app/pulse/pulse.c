#include "app/pulse/pulse.h"

#include "app/pulse/pulse_inside.h"
#include "app/scheme/scheme.h"
#include "app/signal/signal.h"
#include "ical/when.h"
#include "pulse_page_html.h"
#include "pulse_sql.h"

static const struct {
    struct str says, icon;
} faces[PULSE_FACES] = {
    {{"Not working", 11}, {"face-1", 6}}, {{"Shaky", 5}, {"face-2", 6}},
    {{"All right", 9}, {"face-3", 6}},    {{"Good", 4}, {"face-4", 6}},
    {{"Very good", 9}, {"face-5", 6}},
};

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

struct str pulse_says(int64_t face)
{
    return face >= 1 && face <= PULSE_FACES ? faces[face - 1].says : S("");
}

static enum err need_open(struct work *work, const struct pair_access *by)
{
    struct scheme_rules rules;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    if (!pair_is_open(&two))
        return work_fail(work, ERR_INVALID, S(""), S("You two have come to an end by now."));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    return policy_need(work, &rules, ACT_PULSE, pair_role(by));
}

enum err pulse_give(struct work *work, const struct pair_access *by, int64_t face, struct str line,
                    bool wants_contact)
{
    struct maybe_int value = {true, face}, now = {true, work->now};
    struct pulse_answered_rows answered;

    TRY(need_open(work, by));
    if (face < 1 || face > PULSE_FACES)
        return work_fail(work, ERR_INVALID, S("face"), S("Please choose one of the five."));
    if (str_letters(line) > PULSE_LINE_MAX)
        return work_fail(work, ERR_INVALID, S("line"), S("Use at most 500 letters."));
    TRY(pulse_answer(work, by, value, line, now, &answered));
    if (answered.len == 0)
        TRY(pulse_add(work, by, (struct pulse_id){work_new_key(work)}, value, line, work->now));
    if (wants_contact)
        TRY(hand_ask(work, by, line));
    return signal_figure_pair(work, pair_scheme(by), pair_key(by)); /* the team sees it at once */
}

enum err pulse_told_list(struct work *work, const struct team_access *by, struct pair_id pair,
                         struct pulse_tolds *ret)
{
    struct told_pulse_rows rows;

    TRY(pulse_told_of(work, by, pair, &rows));
    struct pulse_told *at = NEW_ARRAY(work->arena, struct pulse_told, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct pulse_told){rows.at[i].name, pulse_says(rows.at[i].face.at),
                                    rows.at[i].line, rows.at[i].face.at, rows.at[i].answered_at.at};
    *ret = (struct pulse_tolds){at, rows.len};
    return OK;
}

/* --- pages */

static enum err mine_of(struct work *work, const struct pair_access *by, struct str zone_name,
                        struct pulse_mines *ret)
{
    struct pulse_mine_row_rows rows;
    const struct zone *zone;

    TRY(zone_get(work, zone_name, &zone));
    TRY(pulse_list_mine(work, by, &rows));
    struct pulse_mine *at = NEW_ARRAY(work->arena, struct pulse_mine, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] =
            (struct pulse_mine){when_day(work->arena, zone, rows.at[i].answered_at.at, work->now),
                                pulse_says(rows.at[i].face.at), rows.at[i].line};
    *ret = (struct pulse_mines){at, rows.len};
    return OK;
}

static enum err page(struct request *request, const struct pair_access *by, enum frame_kind kind,
                     int64_t chosen)
{
    struct work *work = request->work;
    struct pulse_view view = {.fault = work->fault};
    struct scheme_rules rules;
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &rules));
    if (kind == FRAME_PAIR)
        TRY(mine_of(work, by, two.me.zone, &view.mine));
    if (request->method == POST && str_number(form_text(request, S("face")), &chosen) != OK)
        chosen = 0;
    for (size_t i = 0; i < PULSE_FACES; i++)
        view.faces.at[view.faces.len++] = (struct pulse_face){
            (int64_t)i + 1, faces[i].says, faces[i].icon, (int64_t)i + 1 == chosen};
    view.other = two.other.name;
    view.seen = say(work->arena, "The people who run the scheme see this. %.*s does not",
                    ARG(two.other.name));
    view.line = form_text(request, S("line"));
    view.wants_contact = form_has(request, S("contact"), S("yes"));
    if (!policy_may(&rules, ACT_PULSE, two.reader))
        view.refusal = policy_refusal(work, &rules, ACT_PULSE, two.reader);
    else if (!pair_is_open(&two))
        view.refusal = S("You two have come to an end by now.");
    view.frame = frame_new(request, kind, S("How is it going with you two?"));
    if (kind == FRAME_PAIR) {
        view.frame->at = AT_HOME;
        view.frame->back = view.frame->pair;
        view.frame->back_to = say(work->arena, "Back to you and %.*s", ARG(two.other.name));
    }
    pulse_page_html(request->out, &view);
    return OK;
}

static enum err pulse_page(struct request *request, const struct pair_access *by)
{
    return page(request, by, FRAME_PAIR, 0);
}

static enum err give(struct request *request, const struct pair_access *by)
{
    int64_t face;

    if (str_number(form_text(request, S("face")), &face) != OK)
        face = 0; /* pulse_give() says what is missing */
    return pulse_give(request->work, by, face, form_text(request, S("line")),
                      form_has(request, S("contact"), S("yes")));
}

static enum err give_page(struct request *request, const struct pair_access *by)
{
    enum err err = give(request, by);

    if (err == ERR_INVALID)
        TRY(pulse_page(request, by));
    request_go_to(request, "%.*s/pulse", ARG(pair_path(request, by)));
    return err;
}

static enum err give_show(struct request *request, const struct pair_access *by)
{
    return page(request, by, FRAME_TASK, act_call(request).choice);
}

static enum err give_run(struct request *request, const struct pair_access *by)
{
    TRY(give(request, by));
    act_came_to(request, S("Thank you. The people who run the scheme have it"),
                say(request->work->arena, "%.*s/pulse", ARG(pair_path(request, by))));
    return OK;
}

static const struct act act_rows[] = {
    [PULSE_ACT_GIVE] = {"pulse_give", PAIR_MEMBER(give_show), PAIR_MEMBER(give_run),
                        "Tell the team how it is going"},
};
const struct acts pulse_acts = LIST(act_rows);

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/pulse", PAIR_MEMBER(pulse_page),
     "How it is going, for the people who run the scheme"},
    {POST, "/s/{scheme}/pairs/{pair}/pulse", PAIR_MEMBER(give_page),
     "Tell the team how it is going"},
};
const struct routes pulse_routes = LIST(rows);

const struct concept pulse_concept = {
    .name = "pulse",
    .routes = &pulse_routes,
    .mails = &pulse_mails,
    .acts = &pulse_acts,
    .nudges = &pulse_nudges,
};
