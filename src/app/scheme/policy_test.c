#include "app/scheme/policy.h"

#include "app/scheme/policy_manual.h"
#include "app/scheme/scheme_inside.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

/* Product section 5 once more, written apart from the table in policy.c: act, way, then what
 * mentee, mentor, coordinator and lead may do. d does, s suggests, a answers or agrees,
 * l later, v sees, - not at all. The first way of an act is its default.
 */
static const struct {
    const char *act, *way, *cells;
} expected[] = {
    {"first-contact", "mentee", "dlvv"},
    {"first-contact", "mentor", "ldvv"},
    {"first-contact", "either", "ddvv"},
    {"first-contact", "coordinator", "lldd"},
    {"choose-partner", "proposed", "sadd"},
    {"propose-rhythm", "mentee", "davv"},
    {"propose-rhythm", "mentor", "advv"},
    {"accept-agreement", "both", "aavv"},
    {"accept-agreement", "not-needed", "----"},
    {"offer-times", "mentee", "ds--"},
    {"offer-times", "either", "dd--"},
    {"move-meeting", "mentee", "ds--"},
    {"move-meeting", "either", "dd--"},
    {"cancel-meeting", "either", "dd--"},
    {"brief", "mentee", "ds--"},
    {"brief", "joint", "dd--"},
    {"brief", "off", "----"},
    {"goals", "mentee", "dsvv"},
    {"goals", "joint", "ddvv"},
    {"record", "mentee", "davv"},
    {"record", "joint", "ddvv"},
    {"record", "either", "ddvv"},
    {"record", "none", "----"},
    {"actions", "own", "dd--"},
    {"questions", "mentee", "da--"},
    {"questions", "either", "dd--"},
    {"progress-note", "on", "ddvv"},
    {"progress-note", "off", "----"},
    {"aims", "mentor", "vdvv"},
    {"aims", "off", "----"},
    {"heads-up", "own", "dd--"},
    {"marks", "own", "ddvv"},
    {"marks", "off", "----"},
    {"busy-period", "own", "ddvv"},
    {"pulse", "on", "ddvv"},
    {"pulse", "off", "----"},
    {"pause", "either", "ddvv"},
    {"end-pair", "either", "dddd"},
    {"complete-early", "offer", "daaa"},
    {"complete-early", "automatic", "davv"},
    {"contact-details", "own", "dd--"},
    {"contact-details", "shown", "dd--"},
    {"contact-details", "platform", "----"},
    {"hand-on-history", "own", "dd--"},
    {"decide-application", "team", "--dd"},
    {"publish-run", "team", "--dd"},
    {"pin-block", "team", "ssdd"},
    {"scheme-text", "lead", "--sd"},
    {"scheme-text", "coordinator", "--dd"},
    {"open-sealed", "sealed", "----"},
    {"read-audit", "lead", "vv-d"},
};

static const enum role roles[] = {ROLE_MENTEE, ROLE_MENTOR, ROLE_COORDINATOR, ROLE_LEAD};

static const char letters[] = {
    [MAY_NOT] = '-',    [MAY_SEE] = 'v',   [MAY_SUGGEST] = 's',
    [MAY_ANSWER] = 'a', [MAY_LATER] = 'l', [MAY_DO] = 'd',
};

static enum policy_act act_of(const char *word)
{
    enum policy_act act = ACT_FIRST_CONTACT;
    while (act < ACT_COUNT && !str_eq(str_of(policies[act].word), str_of(word)))
        act++;
    cr_assert(act < ACT_COUNT, "no act '%s'", word);
    return act;
}

static int64_t way_of(enum policy_act act, const char *word)
{
    int64_t way = 0;
    while (way < POLICY_WAYS && policies[act].way[way].word &&
           !str_eq(str_of(policies[act].way[way].word), str_of(word)))
        way++;
    cr_assert(way < POLICY_WAYS && policies[act].way[way].word, "no way '%s'", word);
    return way;
}

Test(policy, every_cell_of_every_way_is_as_the_product_says)
{
    struct scheme_rules rules = scheme_rules_usual();

    for (size_t i = 0; i < COUNT(expected); i++) {
        enum policy_act act = act_of(expected[i].act);
        rules.policy[act] = way_of(act, expected[i].way);
        for (size_t r = 0; r < COUNT(roles); r++) {
            enum may may = policy_get(&rules, act, roles[r]);
            cr_expect(letters[may] == expected[i].cells[r], "%s %s, role %zu: '%c'",
                      expected[i].act, expected[i].way, r, letters[may]);
            cr_expect(policy_may(&rules, act, roles[r]) == (expected[i].cells[r] == 'd'));
        }
        cr_expect(policy_get(&rules, act, ROLE_SAFEGUARDING_LEAD) == MAY_NOT);
    }
}

Test(policy, no_way_of_any_act_is_left_out_of_the_test)
{
    size_t ways = 0;

    for (enum policy_act act = ACT_FIRST_CONTACT; act < ACT_COUNT; act++)
        for (size_t way = 0; way < POLICY_WAYS && policies[act].way[way].word; way++)
            ways++;
    cr_expect(ways == COUNT(expected), "%zu ways, %zu tested", ways, COUNT(expected));
}

Test(policy, a_refusal_says_who_does_it_and_the_next_best_act)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 1800000000);
    struct scheme_rules rules = scheme_rules_usual();
    static const struct {
        enum policy_act act;
        enum role role;
        const char *says;
    } cases[] = {
        {ACT_OFFER_TIMES, ROLE_MENTOR, "In this scheme mentees offer times. You can suggest one."},
        {ACT_FIRST_CONTACT, ROLE_MENTOR,
         "In this scheme mentees make first contact. You can after 7 days."},
        {ACT_AIMS, ROLE_MENTEE, "In this scheme advisers write the mentor's aims."},
        {ACT_CHANGE_TEXT, ROLE_COORDINATOR,
         "In this scheme only the lead can adopt the scheme text. You can draft a change."},
        {ACT_PUBLISH_RUN, ROLE_MENTEE, "In this scheme only the team can publish a match run."},
        {ACT_OPEN_SEALED, ROLE_LEAD, "In this scheme nobody can open sealed content."},
    };

    rules.mentors = S("advisers");
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(policy_need(&work, &rules, cases[i].act, cases[i].role) == ERR_INVALID);
        cr_expect(str_eq(work.fault.text, str_of(cases[i].says)), "%.*s", ARG(work.fault.text));
    }
    cr_expect(policy_need(&work, &rules, ACT_OFFER_TIMES, ROLE_MENTEE) == OK);
}

Test(policy, the_page_of_the_manual_is_the_table_as_it_is)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct buf page = {.arena = arena};

    policy_put(&page);
    cr_expect(str_eq(file_text(arena, "docs/manual/policies.md"), buf_str(&page)),
              "write it anew: build/rapport policies >docs/manual/policies.md");
}
