#include "app/question/question_starters.h"

enum { START_DAYS = 14, EARLY_DAYS = 42, CLOSING_DAYS = 42 };

#define STARTERS 5

/* clang-format off */
static const char *const starters[][STARTERS] = {
    [STAGE_START] = {
        "What do you wish someone had told you when you were where I am now?",
        "Which turn in your working life did you not see coming?",
        "What does an ordinary Tuesday look like for you?",
        "What would make these meetings worth your time?",
        "How do you like to be asked for help?"},
    [STAGE_EARLY] = {
        "What do you look for when you read an application?",
        "What would you try first, if you had my next three months?",
        "Who else should I be listening to, and what should I ask them?",
        "Which skill took you longest to learn, and how did you get there?",
        "What do people outside your field usually get wrong about it?"},
    [STAGE_MIDDLE] = {
        "What have you seen me do well that I do not notice?",
        "How did you decide to leave something that was going fine?",
        "What would you drop from my plan, and why?",
        "How do you prepare for a conversation you would rather not have?",
        "What is hard for you at the moment, and how are you going about it?"},
    [STAGE_CLOSING] = {
        "What should I keep doing when we no longer meet?",
        "What would you like to hear from me in a year?",
        "Which of my goals turned out to matter, seen from where you sit?",
        "What did you learn from these months yourself?",
        "How do I find the next person who will be honest with me?"},
};
/* clang-format on */
_Static_assert(COUNT(starters) == STAGE_COUNT, "a stage without starters");

enum stage stage_of(struct day today, struct maybe_day introduced_on, struct maybe_day ends_on)
{
    if (!introduced_on.is_set || today.n < introduced_on.at.n + START_DAYS)
        return STAGE_START;
    if (ends_on.is_set && today.n > ends_on.at.n - CLOSING_DAYS)
        return STAGE_CLOSING;
    return today.n < introduced_on.at.n + EARLY_DAYS ? STAGE_EARLY : STAGE_MIDDLE;
}

struct starters starters_of(enum stage stage)
{
    return (struct starters){starters[stage], STARTERS};
}
