#include "app/today/today.h"

#include "app/pair/pair.h"
#include "app/today/today_inside.h"
#include "today_card_html.h"
#include "today_sql.h"
#include "web/frame.h"

enum { MINI_AHEAD = 11, MINI_DAYS = 60 }; /* days; the interface design, section 9 */

struct str today_pair_path(const struct request *request, struct pair_id pair)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s/team/pairs/%lld", ARG(request->viewer.scheme_path), (long long)pair.n);
    return buf_str(&path);
}

struct html today_braid(struct arena *arena, const struct signal_kept *kept,
                        const struct signals *signals, struct days met)
{
    const struct signal_facts *facts = &kept->facts;
    struct buf out = {.arena = arena};
    struct braid braid = {
        .from = facts->since,
        .until = {facts->today.n + MINI_AHEAD},
        .today = facts->today,
        .interval = (int)facts->interval,
        .met = met,
        .next = facts->next_on,
    };

    if (facts->is_alone)
        return (struct html){0};
    if (braid.from.n < facts->today.n - MINI_DAYS)
        braid.from.n = facts->today.n - MINI_DAYS;
    for (size_t i = 0; i < signals->len; i++)
        if (signals->at[i].signal == SIGNAL_SILENCE && facts->trace_on.is_set)
            braid.contact = (struct days){&facts->trace_on.at, 1};
    braid_put(&out, &braid, BRAID_MINI, braid_sentence(arena, &braid, BRAID_THEY));
    return (struct html){buf_str(&out)};
}

enum err today_card(struct request *request, const struct pair_access *by, struct html *ret)
{
    struct work *work = request->work;
    struct buf out = {.arena = work->arena};
    struct signal_kept kept;
    struct pair_two two;
    enum err err = signal_get(work, pair_scheme(by), pair_key(by), &kept);

    *ret = (struct html){0};
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(pair_two_get(work, by, &two));
    struct signal_names names = {pair_mentee(&two)->name, pair_mentor(&two)->name};
    struct signals signals =
        signal_told_to(&kept, two.reader == ROLE_MENTEE ? SIDE_OF_MENTEE : SIDE_OF_MENTOR);
    struct today_seen seen = today_seen_of(work->arena, &kept.facts, &signals, &names);
    bool is_asked = signal_ask(&kept.facts, &kept.rules).is_set;
    struct str path = today_say(work->arena, "%.*s/in-touch", ARG(two.path));
    today_card_html(&out, frame_new(request, FRAME_PAIR, S("")), &seen, is_asked, path);
    *ret = (struct html){buf_str(&out)};
    return OK;
}

const struct concept today_concept = {.name = "today",
                                      .routes = &today_routes,
                                      .nudges = &today_nudges,
                                      .mails = &today_mails,
                                      .acts = &today_acts};
