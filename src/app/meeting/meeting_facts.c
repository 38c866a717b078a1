/* meeting_facts.c - what the pair's home shows of meetings. */
#include "app/meeting/meeting_inside.h"

#include "meeting_card_html.h"

static bool is_state(const struct meeting_row *row, const char *state)
{
    return str_eq(row->state, str_of(state));
}

static void add_fact(const struct work *work, const struct meeting_row *row,
                     struct meeting_facts *facts)
{
    int64_t at = row->starts_at.at, ends = at + row->minutes * 60;

    if (is_state(row, "met")) {
        facts->met++;
        facts->last_met_at = at > facts->last_met_at ? at : facts->last_met_at;
    }
    if (!is_state(row, "set"))
        return;
    if (ends > work->now && (facts->next.n == 0 || at < facts->next_at)) {
        facts->next = row->id;
        facts->next_at = at;
        facts->next_ends_at = ends;
    }
    if (ends <= work->now && at > facts->unmarked_at) {
        facts->unmarked = row->id;
        facts->unmarked_at = at;
    }
}

static enum err add_slots(struct work *work, const struct pair_access *by,
                          struct meeting_id meeting, struct meeting_facts *facts)
{
    struct slot_rows slots;

    TRY(slot_list(work, by, meeting, &slots));
    for (size_t i = 0; i < slots.len; i++)
        if (slots.at[i].is_suggested) {
            facts->is_suggested = true;
        } else if (facts->offer.n == meeting.n) {
            facts->offer_slots++;
            if (slots.at[i].starts_at > facts->offer_lapses_at)
                facts->offer_lapses_at = slots.at[i].starts_at;
        }
    return OK;
}

/* A word of one's own ends one's own move, even where the other has not spoken. */
static enum err drop_marked(struct work *work, const struct pair_access *by, struct person_id me,
                            struct meeting_facts *facts)
{
    struct mark_rows marks;

    if (facts->unmarked.n == 0)
        return OK;
    TRY(mark_list(work, by, facts->unmarked, &marks));
    for (size_t i = 0; i < marks.len; i++)
        if (marks.at[i].person.n == me.n)
            facts->unmarked = (struct meeting_id){0};
    return OK;
}

static enum err facts_of(struct work *work, const struct pair_access *by,
                         const struct meeting_rows *meetings, struct meeting_facts *ret)
{
    struct person_id me = scheme_actor(pair_scheme(by));
    struct meeting_facts facts = {0};

    for (size_t i = 0; i < meetings->len; i++) {
        add_fact(work, &meetings->at[i], &facts);
        if (!is_state(&meetings->at[i], "offered"))
            continue;
        facts.offer = meetings->at[i].id;
        facts.offer_is_mine = meetings->at[i].made_by.n == me.n;
    }
    if (facts.offer.n != 0)
        TRY(add_slots(work, by, facts.offer, &facts));
    TRY(drop_marked(work, by, me, &facts));
    *ret = facts;
    return OK;
}

enum err meeting_facts(struct work *work, const struct pair_access *by, struct meeting_facts *ret)
{
    struct meeting_rows meetings;

    TRY(meeting_list(work, by, &meetings));
    return facts_of(work, by, &meetings, ret);
}

enum err meeting_days(struct work *work, const struct pair_access *by, struct days *met,
                      struct maybe_day *next)
{
    struct meeting_rows meetings;
    struct two two;
    size_t len = 0;

    TRY(meeting_list(work, by, &meetings));
    TRY(two_get(work, by, &two));
    struct day *days = NEW_ARRAY(work->arena, struct day, meetings.len + 1);
    *next = (struct maybe_day){0};
    for (size_t i = 0; i < meetings.len; i++) {
        const struct meeting_row *row = &meetings.at[i];
        struct day on = zone_wall(two.me.zone, row->starts_at.at).on;
        if (is_state(row, "met"))
            days[len++] = on;
        if (is_state(row, "set") && row->starts_at.at > work->now &&
            (!next->is_set || on.n < next->at.n))
            *next = (struct maybe_day){true, on};
    }
    *met = (struct days){days, len};
    return OK;
}

static const struct meeting_row *find_row(const struct meeting_rows *meetings, struct meeting_id id)
{
    for (size_t i = 0; i < meetings->len; i++)
        if (meetings->at[i].id.n == id.n)
            return &meetings->at[i];
    return NULL;
}

static struct str card_says(struct work *work, const struct two *two,
                            const struct meeting_facts *facts)
{
    struct buf out = {.arena = work->arena};

    if (!two->is_open)
        return S("Meetings are planned here once you two are introduced, and until you end.");
    if (facts->offer.n == 0)
        buf_addf(&out, "Nothing is set yet.%s",
                 two->is_mentee ? "" : " Your mentee offers times; you tap one.");
    else if (facts->offer_is_mine)
        buf_addf(&out, "%.*s has your times, and has not answered yet.", ARG(two->other.name));
    else
        buf_addf(&out, "%.*s has offered you times.", ARG(two->other.name));
    return buf_str(&out);
}

enum err meeting_card(struct request *request, const struct pair_access *by, struct html *ret)
{
    struct work *work = request->work;
    struct meeting_rows meetings;
    struct meeting_facts facts;
    struct two two;
    struct buf path = {.arena = work->arena}, out = {.arena = work->arena};

    TRY(meeting_list(work, by, &meetings));
    TRY(facts_of(work, by, &meetings, &facts));
    TRY(two_get(work, by, &two));
    struct meeting_page page = {.other = two.other.name,
                                .pair = two.path,
                                .is_set = facts.next.n != 0,
                                .is_offered = facts.offer.n != 0,
                                .is_mine = facts.offer_is_mine,
                                .is_mentee = two.is_mentee,
                                .is_open = two.is_open};
    struct meeting_id shown = page.is_set ? facts.next : facts.offer;
    const struct meeting_row *row = find_row(&meetings, shown);
    if (row)
        page.meeting = seen_meeting(work, &two, row);
    page.meeting.says = card_says(work, &two, &facts);
    buf_addf(&path, "%.*s/meetings/%lld", ARG(two.path), (long long)shown.n);
    page.path = buf_str(&path);
    meeting_card_html(&out, &page);
    *ret = (struct html){buf_str(&out)};
    return OK;
}
