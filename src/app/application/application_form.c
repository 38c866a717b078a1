#include <string.h>

#include "app/application/application_form.h"
#include "sheet/words.h"

/* Fields that belong on one page, where they stand beside each other in the form. */
static const struct {
    const char *keys, *as_mentee, *as_mentor;
} groups[] = {
    {"|headline|employer|course|year|", "What do you study?", "What do you do?"},
    {"|channels|times|languages|city|country|", "How and when can you meet?",
     "How and when can you meet?"},
};

enum { ALONE = COUNT(groups) };

static size_t group_of(struct str key)
{
    for (size_t i = 0; i < COUNT(groups); i++) {
        struct str keys = str_of(groups[i].keys);
        while (keys.at)
            if (key.len > 0 && str_eq(str_cut(&keys, '|'), key))
                return i;
    }
    return ALONE;
}

struct str application_answer_to(const struct application_answers *answers, struct str key)
{
    for (size_t i = 0; i < answers->len; i++)
        if (str_eq(answers->at[i].field, key))
            return answers->at[i].answer;
    return (struct str){0};
}

/* Is one of the parts of a list, by "; "? */
static bool has_part(struct str list, struct str part)
{
    while (list.len > 0)
        if (str_eq(str_trim(str_cut(&list, ';')), part))
            return true;
    return false;
}

static struct application_choices choices_of(struct arena *arena, const struct scheme_field *field,
                                             struct str answer)
{
    struct str rest = field->choices;
    struct application_choice *all =
        NEW_ARRAY(arena, struct application_choice, field->choices.len / 2 + 1);
    size_t len = 0;

    while (rest.len > 0) {
        struct str label = str_trim(str_cut(&rest, '|'));
        if (label.len > 0) {
            all[len] =
                (struct application_choice){label, has_part(answer, label), (int64_t)len + 1};
            len++;
        }
    }
    return (struct application_choices){all, len};
}

static struct application_question question_of(struct arena *arena,
                                               const struct scheme_field *field,
                                               const struct application_answers *answers,
                                               struct str step)
{
    struct str answer = application_answer_to(answers, field->key);

    return (struct application_question){
        .field = field,
        .answer = answer,
        .choices = choices_of(arena, field, answer),
        .seen = scheme_stamp_says((enum stamp)field->stamp),
        .step = step,
    };
}

struct application_question application_retyped(struct arena *arena,
                                                const struct application_question *question,
                                                struct str answer)
{
    struct application_question typed = *question;

    typed.answer = answer;
    typed.choices = choices_of(arena, question->field, answer);
    return typed;
}

static struct str title_of(const struct application_step *step, enum role role)
{
    const struct scheme_field *first = step->questions.at[0].field;
    size_t group = group_of(first->key);

    if (step->questions.len == 1 || group == ALONE)
        return first->label;
    return str_of(role == ROLE_MENTOR ? groups[group].as_mentor : groups[group].as_mentee);
}

/* How many fields from the i-th on stand on its page. */
static size_t page_len(const struct scheme_field *const *fields, size_t i, size_t len)
{
    size_t group = group_of(fields[i]->key), n = 1;

    while (group != ALONE && i + n < len && group_of(fields[i + n]->key) == group)
        n++;
    return n;
}

static void number_steps(struct application_step *steps, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        steps[i].number = (int64_t)i + 2; /* the first asks who they are */
        steps[i].of = (int64_t)len + 1;
        steps[i].next = i + 1 < len ? steps[i + 1].word : S("check");
    }
}

struct application_steps application_form(struct arena *arena, const struct scheme_rules *rules,
                                          enum role role, const struct application_answers *answers)
{
    size_t most = rules->fields.len, len = 0, steps_len = 0;
    const struct scheme_field **fields = NEW_ARRAY(arena, const struct scheme_field *, most + 1);
    struct application_step *steps = NEW_ARRAY(arena, struct application_step, most + 1);

    for (size_t i = 0; i < most; i++)
        if (rules->fields.at[i].role == role)
            fields[len++] = &rules->fields.at[i];
    for (size_t i = 0; i < len;) {
        size_t n = page_len(fields, i, len);
        struct application_question *questions = NEW_ARRAY(arena, struct application_question, n);
        struct application_step *step = &steps[steps_len++];
        step->word = fields[i]->key;
        for (size_t j = 0; j < n; j++)
            questions[j] = question_of(arena, fields[i + j], answers, step->word);
        step->questions = (struct application_questions){questions, n};
        step->title = title_of(step, role);
        i += n;
    }
    number_steps(steps, steps_len);
    return (struct application_steps){steps, steps_len};
}

const struct application_question *application_wanting(const struct application_steps *steps)
{
    for (size_t i = 0; i < steps->len; i++)
        for (size_t j = 0; j < steps->at[i].questions.len; j++) {
            const struct application_question *question = &steps->at[i].questions.at[j];
            if (question->field->is_required && question->answer.len == 0)
                return question;
        }
    return NULL;
}

static bool is_choice(const struct scheme_field *field, struct str value)
{
    struct str rest = field->choices;

    while (rest.len > 0)
        if (str_eq(str_trim(str_cut(&rest, '|')), value))
            return true;
    return false;
}

/* All the boxes that are ticked, by "; ". ret_count: how many. */
static struct str ticked(struct request *request, const struct scheme_field *field,
                         int64_t *ret_count)
{
    struct buf list = {.arena = request->work->arena};
    int64_t count = 0;

    for (size_t i = 0; i < request->form.len; i++) {
        struct field sent = request->form.at[i];
        if (!str_eq(sent.name, field->key) || !is_choice(field, str_trim(sent.value)))
            continue;
        buf_addf(&list, "%s%.*s", count++ > 0 ? "; " : "", ARG(str_trim(sent.value)));
    }
    *ret_count = count;
    return buf_str(&list);
}

static enum err refuse(struct work *work, const struct scheme_field *field, const char *what,
                       int64_t number)
{
    struct buf why = {.arena = work->arena};

    buf_addf(&why, "%s %lld.", what, (long long)number);
    return work_fail(work, ERR_INVALID, field->key, buf_str(&why));
}

static enum err read_choices(struct request *request, const struct scheme_field *field,
                             struct str *ret)
{
    int64_t count;

    *ret = ticked(request, field, &count);
    if (count == 0 && field->is_required)
        return work_fail(request->work, ERR_INVALID, field->key, S("Choose at least one."));
    if (field->kind == FIELD_ONE && count > 1)
        return work_fail(request->work, ERR_INVALID, field->key, S("Choose one."));
    if (field->kind == FIELD_SOME && field->most > 0 && count > field->most)
        return refuse(request->work, field, "Choose at most", field->most);
    return OK;
}

static enum err read_number(struct request *request, const struct scheme_field *field,
                            struct str *ret)
{
    int64_t number, most = field->most > 0 ? field->most : 1000;

    *ret = form_text(request, field->key);
    if (ret->len == 0 && !field->is_required)
        return OK;
    if (form_number(request, field->key, 1, most, &number) != OK)
        return refuse(request->work, field, "Write a number from 1 to", most);
    return OK;
}

enum err application_read(struct request *request, const struct scheme_field *field,
                          struct str *ret)
{
    size_t most = field->most > 0 ? (size_t)field->most : 2000;

    if (field->kind == FIELD_ONE || field->kind == FIELD_SOME)
        return read_choices(request, field, ret);
    if (field->kind == FIELD_NUMBER)
        return read_number(request, field, ret);
    bool is_skipped = field->kind == FIELD_LONG && form_text(request, S("skip")).len > 0;
    *ret = is_skipped ? S("I am not sure yet") : form_text(request, field->key);
    if (ret->len == 0 && field->is_required)
        return work_fail(request->work, ERR_INVALID, field->key,
                         S("Write something here. A few words are enough."));
    if (str_letters(*ret) > most)
        return refuse(request->work, field, "Make it shorter: the most letters that fit are",
                      (int64_t)most);
    return OK;
}

struct str application_copy(struct arena *arena, const struct application_steps *steps)
{
    struct buf copy = {.arena = arena};

    for (size_t i = 0; i < steps->len; i++)
        for (size_t j = 0; j < steps->at[i].questions.len; j++) {
            const struct application_question *question = &steps->at[i].questions.at[j];
            if (question->answer.len > 0)
                buf_addf(&copy, "%s%.*s\n%.*s", copy.len > 0 ? "\n\n" : "",
                         ARG(question->field->label), ARG(question->answer));
        }
    return buf_str(&copy);
}

struct str application_channels(struct arena *arena, struct str answer)
{
    static const struct str known[] = {{"video", 5}, {"in_person", 9}, {"phone", 5}};
    bool is_on[COUNT(known)] = {false};
    struct buf channels = {.arena = arena};

    while (answer.len > 0) {
        struct str said = {0};
        if (words_channel(words_plain(arena, str_cut(&answer, ';')), &said) != OK)
            continue;
        while (said.len > 0) {
            struct str one = str_trim(str_cut(&said, ';'));
            for (size_t i = 0; i < COUNT(known); i++)
                is_on[i] = is_on[i] || str_eq(known[i], one);
        }
    }
    for (size_t i = 0; i < COUNT(known); i++)
        if (is_on[i])
            buf_addf(&channels, "%s%.*s", channels.len > 0 ? "; " : "", ARG(known[i]));
    return buf_str(&channels);
}
