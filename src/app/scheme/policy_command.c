/* policy_command.c - the table of who may do what, as a page of the manual. */
#include "app/command.h"
#include "app/scheme/policy.h"
#include "app/scheme/policy_manual.h"
#include "app/scheme/scheme_inside.h"

#include <stdio.h>

static const char *const words[] = {
    [MAY_NOT] = "no",           [MAY_SEE] = "sees that it happened",
    [MAY_SUGGEST] = "suggests", [MAY_ANSWER] = "is asked",
    [MAY_LATER] = "later",      [MAY_DO] = "does",
};

static const char intro[] =
    "# Who may do what\n"
    "\n"
    "Mentoring here is steered by the mentee. This table says who does what; the pages, what they\n"
    "refuse and this page are made from the same rows. *Does*: alone. *Suggests*: beside, without\n"
    "changing anything. *Is asked*: their yes, their pick or their answer counts. *Later*: once the\n"
    "days of whoever goes first are over. Where an act has several rows, the first is what a scheme\n"
    "begins with, and the word at the end of a row is what the scheme's text says to choose it\n"
    "(`policy offer-times either`). An act with one row cannot be switched. When a page refuses\n"
    "something, it says who does it here and what you can do instead.\n"
    "\n"
    "| Act | How | Mentee | Mentor | Coordinator | Lead | In the text |\n"
    "|---|---|---|---|---|---|---|\n";

static void put_row(struct buf *out, const struct policy *policy, const struct policy_way *way,
                    bool is_first, bool is_only)
{
    buf_addf(out, "| %s | %s |", is_first ? policy->verb : "", way->says);
    for (size_t i = 0; i < POLICY_ROLES; i++)
        buf_addf(out, " %s |", words[way->cell[i]]);
    if (is_only)
        buf_add(out, S(" *fixed* |\n"));
    else
        buf_addf(out, " `%s %s` |\n", policy->word, way->word);
}

void policy_put(struct buf *out)
{
    buf_add(out, str_of(intro));
    for (enum policy_act act = ACT_FIRST_CONTACT; act < ACT_COUNT; act++)
        for (size_t i = 0; i < POLICY_WAYS && policies[act].way[i].word; i++)
            put_row(out, &policies[act], &policies[act].way[i], i == 0,
                    i == 0 && !policies[act].way[1].word);
}

static int print_policies(struct args *args)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct buf out = {.arena = arena};

    (void)args;
    policy_put(&out);
    printf("%.*s", ARG(buf_str(&out)));
    return COMMAND_DONE;
}

static const struct command commands[] = {
    {"policies", "", "Print who may do what, and what a scheme may switch, as a page",
     print_policies},
};
const struct commands scheme_commands = LIST(commands);
