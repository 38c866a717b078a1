#include "app/scheme/scheme_text.h"

#include "app/scheme/scheme_inside.h"

#include <ctype.h>
#include <string.h>

enum { WORDS_MAX = 64 }; /* on a line */

struct reader {
    struct arena *arena;
    struct scheme_rules *rules;
    struct scheme_error *error;
    struct str words[WORDS_MAX]; /* of the line; quotes are off */
    bool was_quoted[WORDS_MAX];
    size_t nwords, at;
    int line;
    struct scheme_field fields[SCHEME_FIELDS_MAX];
    size_t nfields;
    struct scheme_guide_line guide[SCHEME_GUIDE_MAX];
    size_t nguide;
    struct scheme_quiz quizzes[SCHEME_QUIZ_MAX];
    size_t nquizzes;
    struct buf *prose; /* the text whose indented lines come now; NULL: none */
    struct buf proses[PROSE_COUNT];
};

static enum err wrong(struct reader *r, struct str word, struct str text)
{
    *r->error = (struct scheme_error){r->line, word, text};
    return ERR_INVALID;
}

/* "a \"quoted\" text": *rest stands behind the first quote. */
static enum err take_quoted(struct reader *r, struct str *rest, struct str *ret)
{
    struct buf text = {.arena = r->arena};

    while (rest->len > 0 && rest->at[0] != '"') {
        size_t skip = rest->at[0] == '\\' && rest->len > 1;
        buf_add(&text, (struct str){rest->at + skip, 1});
        rest->at += skip + 1;
        rest->len -= skip + 1;
    }
    if (rest->len == 0)
        return wrong(r, buf_str(&text), S("This text has no closing quote."));
    rest->at++;
    rest->len--;
    *ret = buf_str(&text);
    return OK;
}

static enum err split_line(struct reader *r, struct str line)
{
    r->nwords = r->at = 0;
    for (line = str_trim(line); line.len > 0 && line.at[0] != '#'; line = str_trim(line)) {
        if (r->nwords == WORDS_MAX)
            return wrong(r, line, S("There are too many words on this line."));
        bool is_quoted = line.at[0] == '"';
        r->was_quoted[r->nwords] = is_quoted;
        if (is_quoted) {
            line.at++;
            line.len--;
            TRY(take_quoted(r, &line, &r->words[r->nwords++]));
            continue;
        }
        size_t len = 0;
        while (len < line.len && line.at[len] != ' ' && line.at[len] != '\t')
            len++;
        r->words[r->nwords++] = (struct str){line.at, len};
        line.at += len;
        line.len -= len;
    }
    return OK;
}

static bool more(const struct reader *r)
{
    return r->at < r->nwords;
}

/* The next word, or the empty text at the end of the line. */
static struct str next(struct reader *r)
{
    return more(r) ? r->words[r->at++] : (struct str){0};
}

/* The row of this statement and word; NULL: there is none. */
static const struct scheme_option *find_option(const struct scheme_options *options,
                                               struct str statement, struct str word)
{
    for (size_t i = 0; i < options->len; i++)
        if (str_eq(statement, str_of(options->at[i].statement)) &&
            str_eq(word, str_of(options->at[i].word)))
            return &options->at[i];
    return NULL;
}

/* "every 28d length 60m" into *into. */
static enum err read_options(struct reader *r, const struct scheme_options *options,
                             struct str statement, void *into)
{
    const struct scheme_option *first = find_option(options, statement, S(""));
    bool is_first = true;

    for (; more(r); is_first = false) {
        bool is_word = !r->was_quoted[r->at];
        struct str word = next(r), why = {0};
        const struct scheme_option *option = is_word ? find_option(options, statement, word) : NULL;
        if (!option && !(is_first && first))
            return wrong(r, word, S("This word says nothing here."));
        if (option && !more(r))
            return wrong(r, word, S("This word wants a value behind it."));
        struct str value = option ? next(r) : word;
        if (scheme_option_set(r->arena, option ? option : first, value, into, &why) != OK)
            return wrong(r, value, why);
    }
    return OK;
}

static enum err read_policy(struct reader *r)
{
    while (more(r)) {
        struct str word = next(r), value = next(r);
        enum policy_act act = ACT_FIRST_CONTACT;
        while (act < ACT_COUNT && !str_eq(word, str_of(policies[act].word)))
            act++;
        if (act == ACT_COUNT)
            return wrong(r, word, S("No act has this name."));
        int64_t way = 0;
        while (way < POLICY_WAYS && policies[act].way[way].word &&
               !str_eq(value, str_of(policies[act].way[way].word)))
            way++;
        if (way == POLICY_WAYS || !policies[act].way[way].word)
            return wrong(r, value, S("This act cannot be settled in this way."));
        r->rules->policy[act] = way;
    }
    return OK;
}

/* "field mentee hopes long "What do you hope for?" stamp team": kind, then label. */
static enum err read_field(struct reader *r)
{
    struct scheme_field field = scheme_field_usual();

    if (r->nfields == SCHEME_FIELDS_MAX)
        return wrong(r, S("field"), S("A form asks at most 40 things."));
    TRY(read_options(r, &scheme_field_options, S("field"), &field));
    if (field.key.len == 0 || field.label.len == 0)
        return wrong(r, S("field"), S("A field needs a key and a label."));
    for (size_t i = 0; i < r->nfields; i++)
        if (r->fields[i].role == field.role && str_eq(r->fields[i].key, field.key))
            return wrong(r, field.key, S("This role is asked for this already."));
    r->fields[r->nfields++] = field;
    return OK;
}

static enum err read_guide(struct reader *r)
{
    struct scheme_guide_line line = {0};

    if (r->nguide == SCHEME_GUIDE_MAX)
        return wrong(r, S("guide"), S("A guide has at most 60 lines."));
    TRY(read_options(r, &scheme_guide_options, S("guide"), &line));
    if (line.text.len == 0)
        return wrong(r, S("guide"), S("A line of the guide needs a text."));
    r->guide[r->nguide++] = line;
    return OK;
}

static enum err read_quiz(struct reader *r)
{
    struct scheme_quiz quiz = {0};

    if (r->nquizzes == SCHEME_QUIZ_MAX)
        return wrong(r, S("quiz"), S("A quiz has at most 12 questions."));
    TRY(read_options(r, &scheme_quiz_options, S("quiz"), &quiz));
    if (quiz.text.len == 0 || quiz.right.len == 0 || quiz.wrong.len == 0)
        return wrong(r, S("quiz"), S("It needs a question, the right answer and wrong ones."));
    r->quizzes[r->nquizzes++] = quiz;
    return OK;
}

static enum err read_prose(struct reader *r)
{
    struct str word = next(r);

    for (enum scheme_prose prose = PROSE_CONDUCT; prose < PROSE_COUNT; prose++)
        if (str_eq(word, str_of(scheme_prose_word(prose)))) {
            r->prose = &r->proses[prose];
            *r->prose = (struct buf){.arena = r->arena};
            return OK;
        }
    return wrong(r, word, S("The texts are conduct, confidentiality and privacy."));
}

static enum err read_statement(struct reader *r)
{
    struct str statement = next(r);

    r->prose = NULL;
    if (str_eq(statement, S("policy")))
        return read_policy(r);
    if (str_eq(statement, S("field")))
        return read_field(r);
    if (str_eq(statement, S("guide")))
        return read_guide(r);
    if (str_eq(statement, S("quiz")))
        return read_quiz(r);
    if (str_eq(statement, S("text")))
        return read_prose(r);
    for (size_t i = 0; i < scheme_options.len; i++)
        if (str_eq(statement, str_of(scheme_options.at[i].statement)))
            return read_options(r, &scheme_options, statement, r->rules);
    return wrong(r, statement, S("No statement begins with this word."));
}

/* Prose stands indented below its statement; its empty lines part paragraphs. */
static enum err read_line(struct reader *r, struct str line)
{
    bool is_empty = str_trim(line).len == 0;
    bool is_indented = line.len > 0 && (line.at[0] == ' ' || line.at[0] == '\t');

    if (r->prose && (is_empty || is_indented)) {
        buf_addf(r->prose, "%.*s\n", ARG(str_trim(line)));
        return OK;
    }
    TRY(split_line(r, line));
    return r->nwords == 0 ? OK : read_statement(r);
}

static void keep_lists(struct reader *r)
{
    struct scheme_field *fields = NEW_ARRAY(r->arena, struct scheme_field, r->nfields);
    struct scheme_guide_line *guide = NEW_ARRAY(r->arena, struct scheme_guide_line, r->nguide);

    if (r->nfields > 0)
        memcpy(fields, r->fields, r->nfields * sizeof(*fields));
    if (r->nguide > 0)
        memcpy(guide, r->guide, r->nguide * sizeof(*guide));
    r->rules->fields = (struct scheme_fields){fields, r->nfields};
    r->rules->guide = (struct scheme_guide){guide, r->nguide};
    struct scheme_quiz *quizzes = NEW_ARRAY(r->arena, struct scheme_quiz, r->nquizzes + 1);
    if (r->nquizzes > 0)
        memcpy(quizzes, r->quizzes, r->nquizzes * sizeof(*quizzes));
    r->rules->quizzes = (struct scheme_quizzes){quizzes, r->nquizzes};
    for (enum scheme_prose prose = PROSE_CONDUCT; prose < PROSE_COUNT; prose++)
        r->rules->prose[prose] = str_trim(buf_str(&r->proses[prose]));
}

/* What no single word can show. */
static enum err check_whole(struct reader *r)
{
    const struct scheme_rules *rules = r->rules;
    int64_t weights = 0;

    for (size_t i = 0; i < SCHEME_WEIGHTS; i++)
        weights += rules->weights[i];
    r->line = 0;
    if (rules->name.len == 0)
        return wrong(r, S("scheme"), S("The scheme needs a name."));
    if (weights == 0)
        return wrong(r, S("weight"), S("At least one weight must be above 0."));
    if (rules->opens_on.is_set && rules->closes_on.is_set &&
        rules->closes_on.at.n < rules->opens_on.at.n)
        return wrong(r, S("close"), S("Applications close before they open."));
    for (size_t i = 0; i < SCHEME_CLOSURES; i++)
        if (rules->closures[i].from.is_set != rules->closures[i].to.is_set ||
            rules->closures[i].to.at.n < rules->closures[i].from.at.n)
            return wrong(r, S("closure"), S("A closure needs its first day and its last."));
    if (rules->runs_from.is_set && rules->runs_to.is_set &&
        rules->runs_to.at.n < rules->runs_from.at.n)
        return wrong(r, S("to"), S("The pairs end before they begin."));
    return OK;
}

enum err scheme_text_parse(struct arena *arena, struct str body, struct scheme_rules *ret,
                           struct scheme_error *error)
{
    struct reader *r = NEW(arena, struct reader);

    *r = (struct reader){.arena = arena, .rules = ret, .error = error};
    *ret = scheme_rules_usual();
    *error = (struct scheme_error){0};
    if (body.len > SCHEME_TEXT_MAX)
        return wrong(r, S(""), S("The text is longer than 65536 bytes."));
    for (r->line = 1; body.len > 0; r->line++)
        TRY(read_line(r, str_cut(&body, '\n')));
    keep_lists(r);
    return check_whole(r);
}
