#include "app/scheme/scheme_inside.h"

static const struct {
    const char *word, *says;
} stamps[] = {
    [STAMP_SELF] = {"self", "Only you see this"},
    [STAMP_PAIR] = {"pair", "Only the two of you see this"},
    [STAMP_PAIR_AND_TEAM] = {"pair_and_team",
                             "Your partner and the people who run the scheme see this"},
    [STAMP_TEAM] = {"team", "The people who run the scheme see this"},
    [STAMP_SAFEGUARDING] = {"safeguarding", "Only the safeguarding lead sees this"},
    [STAMP_COHORT] = {"cohort", "Everyone in this scheme sees this"},
    [STAMP_PUBLIC] = {"public", "Anyone can see this"},
};
_Static_assert(COUNT(stamps) == STAMP_COUNT, "every stamp needs its words");

const char *scheme_stamp_word(enum stamp stamp)
{
    return stamps[stamp].word;
}

struct str scheme_stamp_says(enum stamp stamp)
{
    return str_of(stamps[stamp].says);
}

static const char *const proses[] = {
    [PROSE_CONDUCT] = "conduct",
    [PROSE_CONFIDENTIALITY] = "confidentiality",
    [PROSE_PRIVACY] = "privacy",
    [PROSE_TRAINING] = "training",
};
_Static_assert(COUNT(proses) == PROSE_COUNT, "every text needs a word");

const char *scheme_prose_word(enum scheme_prose prose)
{
    return proses[prose];
}

static void put_quoted(struct buf *out, struct str text)
{
    buf_add(out, S("\""));
    for (size_t i = 0; i < text.len; i++)
        buf_addf(out, "%s%c", text.at[i] == '"' || text.at[i] == '\\' ? "\\" : "", text.at[i]);
    buf_add(out, S("\""));
}

/* "  every 28d"; nothing for a text or a day that is not there. */
static void put_option(struct buf *out, const struct scheme_option *option, const void *in)
{
    struct buf value = {.arena = out->arena};

    scheme_option_put(&value, option, in);
    if (value.len == 0)
        return;
    buf_addf(out, "  %s%s", option->word, option->word[0] ? " " : "");
    if (option->unit == UNIT_TEXT)
        put_quoted(out, buf_str(&value));
    else
        buf_add(out, buf_str(&value));
}

/* One line for a statement's rows, from row *i on; none where all of them are empty. */
static void put_statement(struct buf *out, const struct scheme_options *options, size_t *i,
                          const void *in)
{
    struct buf values = {.arena = out->arena};
    struct str statement = str_of(options->at[*i].statement);

    for (; *i < options->len && str_eq(str_of(options->at[*i].statement), statement); ++*i)
        put_option(&values, &options->at[*i], in);
    if (values.len > 0)
        buf_addf(out, "%-12.*s%.*s\n", ARG(statement), ARG(buf_str(&values)));
}

static void put_policies(struct buf *out, const struct scheme_rules *rules)
{
    for (enum policy_act act = ACT_FIRST_CONTACT; act < ACT_COUNT; act++)
        if (policies[act].way[1].word)
            buf_addf(out, "%-12s  %s %s\n", "policy", policies[act].word,
                     policies[act].way[rules->policy[act]].word);
}

static void put_prose(struct buf *out, enum scheme_prose prose, struct str text)
{
    if (text.len == 0)
        return;
    buf_addf(out, "\ntext %s\n", proses[prose]);
    while (text.at && text.len > 0) {
        struct str line = str_trim(str_cut(&text, '\n'));
        buf_addf(out, "%s%.*s\n", line.len > 0 ? "  " : "", ARG(line));
    }
}

void scheme_text_put(struct buf *out, const struct scheme_rules *rules)
{
    for (size_t i = 0; i < scheme_options.len;)
        put_statement(out, &scheme_options, &i, rules);
    buf_add(out, S("\n"));
    put_policies(out, rules);
    buf_add(out, S("\n"));
    for (size_t f = 0, i = 0; f < rules->fields.len; f++, i = 0)
        put_statement(out, &scheme_field_options, &i, &rules->fields.at[f]);
    buf_add(out, S("\n"));
    for (size_t g = 0, i = 0; g < rules->guide.len; g++, i = 0)
        put_statement(out, &scheme_guide_options, &i, &rules->guide.at[g]);
    for (size_t q = 0, i = 0; q < rules->quizzes.len; q++, i = 0)
        put_statement(out, &scheme_quiz_options, &i, &rules->quizzes.at[q]);
    for (enum scheme_prose prose = PROSE_CONDUCT; prose < PROSE_COUNT; prose++)
        put_prose(out, prose, rules->prose[prose]);
}
