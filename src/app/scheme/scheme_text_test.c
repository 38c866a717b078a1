#include "app/scheme/scheme_inside.h"

#include "scheme_templates.h"

#include <criterion/criterion.h>

static struct str template_text(size_t i)
{
    return (struct str){scheme_templates[i].at,
                        (size_t)(scheme_templates[i].end - scheme_templates[i].at)};
}

static struct scheme_rules parsed(struct arena *arena, struct str text)
{
    struct scheme_error error;
    struct scheme_rules rules;
    enum err err = scheme_text_parse(arena, text, &rules, &error);

    cr_assert(err == OK, "line %d, '%.*s': %.*s", error.line, ARG(error.word), ARG(error.text));
    return rules;
}

Test(scheme_text, each_shipped_text_is_parsed_and_put_again_as_the_same_rules)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    cr_expect(scheme_templates_len == 3);
    for (size_t i = 0; i < scheme_templates_len; i++) {
        struct buf once = {.arena = arena}, twice = {.arena = arena};
        struct scheme_rules rules = parsed(arena, template_text(i));
        scheme_text_put(&once, &rules);
        struct scheme_rules again = parsed(arena, buf_str(&once));
        scheme_text_put(&twice, &again);
        cr_expect(str_eq(buf_str(&once), buf_str(&twice)), "%s", scheme_templates[i].name);
        cr_expect(rules.fields.len == again.fields.len && rules.fields.len >= 18);
        cr_expect(rules.guide.len == again.guide.len && rules.guide.len == 20);
        cr_expect(str_eq(rules.prose[PROSE_CONDUCT], again.prose[PROSE_CONDUCT]));
        cr_expect(once.len < SCHEME_TEXT_MAX);
    }
}

Test(scheme_text, what_a_text_says_is_in_its_rules)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct scheme_rules rules = parsed(
        arena, S("scheme \"The \\\"Blue\\\" scheme\"  # a comment\n"
                 "words mentor \"adviser\" mentors \"advisers\"\n"
                 "cohort open 2027-03-08 close 2027-05-09\n"
                 "rhythm every 14d reply 3d\n"
                 "quiet from 18:30 weekend yes\n"
                 "policy offer-times either\n"
                 "field as mentee key hopes ask \"What do you hope for?\" kind long most 600 "
                 "required yes stamp pair_and_team because \"Your mentor reads it\"\n"
                 "guide \"We both learn.\" as together goes aims\n"
                 "text conduct\n"
                 "  We are kind.\n"
                 "\n"
                 "  We are on time.\n"));

    cr_expect(str_eq(rules.name, S("The \"Blue\" scheme")));
    cr_expect(str_eq(rules.mentor, S("adviser")) && str_eq(rules.mentee, S("mentee")));
    cr_expect(rules.opens_on.is_set && rules.closes_on.at.n - rules.opens_on.at.n == 62);
    cr_expect(!rules.runs_from.is_set);
    cr_expect(rules.every_days == 14 && rules.reply_days == 3 && rules.notice_h == 24);
    cr_expect(rules.quiet_from == 1110 && rules.quiet_to == 480);
    cr_expect(rules.is_quiet_weekend == 1);
    cr_expect(policy_may(&rules, ACT_OFFER_TIMES, ROLE_MENTOR));
    cr_expect(rules.fields.len == 1 && rules.fields.at[0].kind == FIELD_LONG);
    cr_expect(rules.fields.at[0].stamp == STAMP_PAIR_AND_TEAM && rules.fields.at[0].is_required);
    cr_expect(rules.guide.len == 1 && rules.guide.at[0].part == GUIDE_TOGETHER);
    cr_expect(str_eq(rules.prose[PROSE_CONDUCT], S("We are kind.\n\nWe are on time.")));
}

Test(scheme_text, what_is_wrong_is_named_by_line_and_word)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct {
        const char *text;
        int line;
        const char *word;
    } cases[] = {
        {"scheme \"A\"\nrythm every 28d\n", 2, "rythm"},
        {"scheme \"A\"\n\nrhythm every 28x\n", 3, "28x"},
        {"scheme \"A\"\nrhythm every\n", 2, "every"},
        {"scheme \"A\"\nrhythm often 28d\n", 2, "often"},
        {"scheme \"A\"\nrhythm every 999d\n", 2, "999d"},
        {"scheme \"A\"\nquiet from 25:00\n", 2, "25:00"},
        {"scheme \"A\"\ncohort open 2027-02-29\n", 2, "2027-02-29"},
        {"scheme \"A\"\nclock zone Europe/Fenwick\n", 2, "Europe/Fenwick"},
        {"scheme \"A\"\nshape intake sometimes\n", 2, "sometimes"},
        {"scheme \"A\"\ngate mentors perhaps\n", 2, "perhaps"},
        {"scheme \"A\"\npolicy offer-times nobody\n", 2, "nobody"},
        {"scheme \"A\"\npolicy cancel-meeting mentee\n", 2, "mentee"},
        {"scheme \"A\"\npolicy sing mentee\n", 2, "sing"},
        {"scheme \"A\nrhythm every 28d\n", 1, "A"},
        {"scheme \"A\"\ntext poetry\n", 2, "poetry"},
        {"scheme \"A\"\nfield as mentee key hopes\n", 2, "field"},
        {"scheme \"A\"\nfield as lead key hopes ask \"B\"\n", 2, "lead"},
        {"scheme \"A\"\nfield key a ask \"B\"\nfield key a ask \"C\"\n", 3, "a"},
        {"rhythm every 28d\n", 0, "scheme"},
        {"scheme \"A\"\nweight topics 0 interests 0 channels 0 times 0\n", 0, "weight"},
        {"scheme \"A\"\ncohort open 2027-05-09 close 2027-03-08\n", 0, "close"},
        {"scheme \"A\"\ncohort from 2027-05-09 to 2027-03-08\n", 0, "to"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct scheme_error error;
        struct scheme_rules rules;
        cr_expect(scheme_text_parse(arena, str_of(cases[i].text), &rules, &error) == ERR_INVALID,
                  "case %zu", i);
        cr_expect(error.line == cases[i].line, "case %zu: line %d", i, error.line);
        cr_expect(str_eq(error.word, str_of(cases[i].word)), "case %zu: '%.*s'", i,
                  ARG(error.word));
        cr_expect(error.text.len > 0, "case %zu", i);
    }
}

Test(scheme_text, every_option_has_its_own_place_and_default)
{
    struct scheme_rules rules = scheme_rules_usual();

    for (size_t i = 0; i < scheme_options.len; i++) {
        const struct scheme_option *option = &scheme_options.at[i];
        cr_expect(option->section == SECTION_NONE || option->label, "%s %s", option->statement,
                  option->word);
        cr_expect(option->by_default >= option->least || option->unit == UNIT_TEXT, "%s %s",
                  option->statement, option->word);
        for (size_t j = 0; j < i; j++)
            cr_expect(scheme_options.at[j].offset != option->offset, "%s %s", option->statement,
                      option->word);
    }
    cr_expect(rules.every_days == 28 && rules.floor == 400 && rules.weights[WEIGHT_TOPICS] == 500);
}
