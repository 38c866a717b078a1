#include "app/demo/demo.h"

#include "app/account/account.h"
#include "app/demo/demo_inside.h"
#include "app/import/import.h"
#include "app/installation/installation.h"
#include "app/matching/matching.h"
#include "app/scheme/scheme.h"
#include "demo_sql.h"

#include <stdlib.h>

enum {
    MENTORS_OF_100 = 45,
    STORY_DAYS = 130, /* from the offers to yesterday */
    NOON_S = 12 * 3600,
    DAY_S = 86400
};

/* --- the scheme and its people */

static enum err make_installation(struct work *work, const struct public_access *by, void *with)
{
    struct demo *demo = with;

    TRY(installation_add(work, by, S("Fenwick Mentoring"), true));
    TRY(account_person_find_or_add(work, by, S("Ruth Adeyemi"), S("coordinator@example.org"),
                                   S("Europe/London"), &demo->coordinator));
    struct str slug;
    TRY(scheme_add_from(work, by, S("alumni"), S("Fenwick Mentoring"), S("University of Fenwick"),
                        &slug));
    demo->slug = arena_copy(demo->arena, slug);
    return OK;
}

static struct maybe_day on(const struct demo *demo, int day)
{
    return (struct maybe_day){true, {demo->first.n + day}};
}

/* What a cohort needs before it opens, and its days. */
static enum err fill_in(struct work *work, const struct team_access *by, void *with)
{
    const struct demo *demo = with;
    struct scheme_rules rules;

    TRY(scheme_begin(work, by, S("alumni"), S("Fenwick Mentoring"), demo->coordinator));
    TRY(scheme_rules_get(work, scheme_visitor(team_scheme(by)), &rules));
    rules.safeguarding = (struct scheme_contact){.name = S("Dilnoza Karimova"),
                                                 .title = S("Safeguarding lead"),
                                                 .email = S("safeguarding@example.org"),
                                                 .phone = S("01632 960 555")};
    rules.contact = (struct scheme_contact){.name = S("Ruth Adeyemi"),
                                            .title = S("Coordinator"),
                                            .email = S("coordinator@example.org"),
                                            .phone = S("01632 960 100")};
    rules.prose[PROSE_PRIVACY] =
        S("The University of Fenwick runs this scheme and decides how your data is used. For "
          "questions, write to privacy@example.org.\n\nThe people who run the scheme see your "
          "application and that you meet. They cannot read what the two of you write to each "
          "other.");
    rules.opens_on = on(demo, -30);
    rules.closes_on = on(demo, -7);
    rules.runs_from = on(demo, 0);
    rules.runs_to = on(demo, 180);
    return scheme_text_write(work, by, &rules, NULL);
}

static enum err move_to(struct work *work, const struct team_access *by, void *with)
{
    const struct str *state = with;

    return scheme_cohort_move(work, by, *state);
}

struct list {
    enum role role;
    struct str name, bytes;
};

static enum err bring_in(struct work *work, const struct team_access *by, void *with)
{
    const struct list *list = with;
    int64_t added;

    return import_at_once(work, by, list->role, list->name, list->bytes, &added);
}

static enum err bring_people(struct demo *demo)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct rehearsal *rehearsal = demo->rehearsal;
    size_t mentors = demo->people * MENTORS_OF_100 / 100;
    struct list lists[] = {
        {ROLE_MENTOR, S("mentors.csv"), demo_mentors(arena, rehearsal, mentors)},
        {ROLE_MENTEE, S("mentees.csv"), demo_mentees(arena, rehearsal, demo->people - mentors)},
    };

    for (size_t i = 0; i < COUNT(lists); i++)
        TRY(rehearse_team(rehearsal, demo->slug, demo->coordinator, bring_in, &lists[i]));
    return OK;
}

static enum err match_all(struct work *work, const struct team_access *by, void *with)
{
    struct matching_done *done;
    enum matching_published published;
    struct match_run_id run;

    (void)with;
    TRY(matching_compute(work, by, NULL, &done));
    TRY(matching_store(work, by, done, &run));
    TRY(matching_publish(work, by, run, 0, &published));
    return matching_send_now(work, by, run);
}

static enum err come_in(struct work *work, const struct public_access *by, void *with)
{
    (void)with;
    return demo_named(work, by, work->now);
}

static void at_noon(struct demo *demo, int day)
{
    rehearse_at(demo->rehearsal, (demo->first.n + day) * DAY_S + NOON_S);
}

enum err demo_open(struct demo *demo)
{
    static struct str states[] = {{"open", 4}, {"selecting", 9}, {"matching", 8}};
    static const int days[] = {-30, -7, -3};
    struct rehearsal *rehearsal = demo->rehearsal;

    at_noon(demo, -40);
    TRY(rehearse_public(rehearsal, make_installation, demo));
    TRY(rehearse_team(rehearsal, demo->slug, (struct person_id){0}, fill_in, demo));
    for (size_t i = 0; i < COUNT(states); i++) {
        at_noon(demo, days[i]);
        TRY(rehearse_team(rehearsal, demo->slug, demo->coordinator, move_to, &states[i]));
        if (i == 1)
            TRY(bring_people(demo));
    }
    TRY(rehearse_public(rehearsal, come_in, NULL));
    at_noon(demo, 0);
    return rehearse_team(rehearsal, demo->slug, demo->coordinator, match_all, NULL);
}

/* --- the days */

struct page {
    struct demo *demo;
    size_t len;
    struct pair_id last;
};

static const char *kept_zone(struct str zone)
{
    static const char *const zones[] = {"Europe/London", "Europe/Oslo", "Europe/Dublin",
                                        "America/Toronto"};

    for (size_t i = 0; i < COUNT(zones); i++)
        if (str_eq(zone, str_of(zones[i])))
            return zones[i];
    return zones[0];
}

static enum err read_pairs(struct work *work, const struct team_access *by, void *with)
{
    struct page *page = with;
    struct demo *demo = page->demo;
    struct demo_pair_rows rows;

    TRY(demo_pairs(work, by, page->last, &rows));
    page->len = rows.len;
    if (rows.len == 0)
        return OK;
    demo->pairs = realloc(demo->pairs, (demo->npairs + rows.len) * sizeof(*demo->pairs));
    if (!demo->pairs)
        abort();
    for (size_t i = 0; i < rows.len; i++)
        demo->pairs[demo->npairs++] =
            (struct demo_pair){.id = rows.at[i].id,
                               .mentee = rows.at[i].mentee,
                               .mentor = rows.at[i].mentor,
                               .mentee_zone = kept_zone(rows.at[i].mentee_zone)};
    page->last = rows.at[rows.len - 1].id;
    return OK;
}

enum err demo_find_pairs(struct demo *demo)
{
    struct page page = {.demo = demo};

    do
        TRY(rehearse_team(demo->rehearsal, demo->slug, demo->coordinator, read_pairs, &page));
    while (page.len > 0);
    return OK;
}

static enum err live_one_day(struct demo *demo, int day)
{
    for (size_t i = 0; i < demo->npairs; i++) {
        struct demo_script *script = &demo->pairs[i].script;
        for (; script->done < script->len && script->steps[script->done].day <= day; script->done++)
            TRY(demo_do(demo, &demo->pairs[i], (enum demo_act)script->steps[script->done].act));
    }
    return OK;
}

static enum err read_long_since(struct work *work, const struct public_access *by, void *with)
{
    (void)with;
    return demo_mails_gone(work, by, work->now);
}

enum err demo_live(struct demo *demo)
{
    demo->days = STORY_DAYS;
    TRY(demo_find_pairs(demo));
    for (size_t i = 0; i < demo->npairs; i++)
        demo_write_script(demo, &demo->pairs[i], i);
    for (int day = 0; day <= demo->days; day++) {
        at_noon(demo, day);
        TRY(live_one_day(demo, day));
        command_progress("Living through the days", day, demo->days);
    }
    TRY(demo_finish(demo));
    TRY(rehearse_job(demo->rehearsal, demo->slug, "meeting_lapse"));
    TRY(rehearse_public(demo->rehearsal, read_long_since, NULL));
    return rehearse_end(demo->rehearsal);
}

const struct concept demo_concept = {.name = "demo", .commands = &demo_commands};
