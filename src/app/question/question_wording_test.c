#include "app/question/question_starters.h"
#include "app/question/question_wording.h"

#include <criterion/criterion.h>

Test(question_wording, each_rule_finds_what_it_looks_for_and_leaves_open_questions_alone)
{
    static const struct {
        const char *words;
        enum wording wording;
    } cases[] = {
        {"", WORDING_FINE},
        {"?", WORDING_FINE},
        {"How did you choose between consultancy and contracting?", WORDING_FINE},
        {"What did you learn from your first job?", WORDING_FINE},
        {"Did you like your first job?", WORDING_CLOSED},
        {"did you like it", WORDING_CLOSED},
        {"Isn't that hard?", WORDING_CLOSED},
        {"Island life: what is it like?", WORDING_FINE}, /* "is" is not its first word */
        {"Can you tell me how you began?", WORDING_FINE},
        {"Could you describe a hard week?", WORDING_FINE},
        {"Should I go to a large firm or a small one?", WORDING_CHOICE},
        {"Which is better, a large firm or a small one?", WORDING_FINE},
        {"How did you start? And was it hard?", WORDING_SEVERAL},
        {"Really, how did you start??", WORDING_FINE},
        {"Don't you think a master's is a waste?", WORDING_LEADING},
        {"Don\xe2\x80\x99t you think so?", WORDING_LEADING}, /* a curly apostrophe */
        {"Surely that was a mistake?", WORDING_LEADING},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(wording_of(str_of(cases[i].words)) == cases[i].wording, "%s", cases[i].words);
}

Test(question_wording, the_examples_in_the_list_of_rules_meet_their_own_rule)
{
    for (enum wording wording = WORDING_SEVERAL; wording < WORDING_COUNT; wording++) {
        const struct wording_rule *rule = wording_rule(wording);
        cr_expect(wording_of(str_of(rule->from)) == wording, "%s", rule->from);
        cr_expect(wording_of(str_of(rule->to)) == WORDING_FINE, "%s", rule->to);
    }
    cr_expect(wording_rules().len == WORDING_COUNT - 1);
}

Test(question_wording, words_of_any_length_and_letters_are_read)
{
    char long_words[2000];

    for (size_t i = 0; i < sizeof(long_words); i++)
        long_words[i] = (char)(i % 2 ? '\xe2' : '\x80');
    cr_expect(wording_of((struct str){long_words, sizeof(long_words)}) == WORDING_FINE);
}

Test(question_wording, starters_are_all_open_questions)
{
    for (enum stage stage = STAGE_START; stage < STAGE_COUNT; stage++) {
        struct starters starters = starters_of(stage);
        for (size_t i = 0; i < starters.len; i++)
            cr_expect(wording_of(str_of(starters.at[i])) == WORDING_FINE, "%s", starters.at[i]);
    }
}

Test(question_wording, the_stage_follows_the_days_of_the_pair)
{
    static const struct {
        int64_t introduced, ends; /* days from today; 999: not set */
        enum stage stage;
    } cases[] = {
        {999, 999, STAGE_START},  {0, 180, STAGE_START},     {-13, 180, STAGE_START},
        {-14, 180, STAGE_EARLY},  {-41, 180, STAGE_EARLY},   {-42, 180, STAGE_MIDDLE},
        {-100, 42, STAGE_MIDDLE}, {-100, 41, STAGE_CLOSING}, {-100, 999, STAGE_MIDDLE},
        {-3, 10, STAGE_START},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maybe_day from = {cases[i].introduced != 999, {20000 + cases[i].introduced}};
        struct maybe_day to = {cases[i].ends != 999, {20000 + cases[i].ends}};
        cr_expect(stage_of((struct day){20000}, from, to) == cases[i].stage, "case %zu", i);
    }
}
