#include "app/question/question.h"

#include "app/pair/pair.h"
#include "app/question/question_inside.h"
#include "app/referral/referral.h"
#include "question_sql.h"

static const char *const state_words[] = {
    [QUESTION_PRIVATE] = "private",   [QUESTION_QUEUED] = "queued",
    [QUESTION_RAISED] = "raised",     [QUESTION_ANSWERED] = "answered",
    [QUESTION_REFERRED] = "referred", [QUESTION_DROPPED] = "dropped",
};
_Static_assert(COUNT(state_words) == QUESTION_STATE_COUNT, "a state without a word");

struct str question_state_word(enum question_state state)
{
    return str_of(state_words[state]);
}

static enum question_state state_of(struct str word)
{
    enum question_state state = QUESTION_PRIVATE;

    while (state < QUESTION_DROPPED && !str_eq(word, str_of(state_words[state])))
        state++;
    return state;
}

bool question_is_open(enum question_state state)
{
    return state == QUESTION_PRIVATE || state == QUESTION_QUEUED || state == QUESTION_RAISED;
}

bool question_may_become(enum question_state from, enum question_state to)
{
    bool ends = to == QUESTION_ANSWERED || to == QUESTION_REFERRED || to == QUESTION_DROPPED;

    switch (from) {
    case QUESTION_PRIVATE:
        return to == QUESTION_QUEUED;
    case QUESTION_QUEUED:
        return to == QUESTION_RAISED || ends;
    case QUESTION_RAISED:
        return ends;
    case QUESTION_REFERRED:
        return to == QUESTION_ANSWERED || to == QUESTION_QUEUED;
    case QUESTION_ANSWERED:
    case QUESTION_DROPPED:
    case QUESTION_STATE_COUNT:
        break;
    }
    return false;
}

static enum err only_the_mentee(struct work *work, const struct pair_access *by)
{
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    if (!pair_is_open(&two))
        return work_fail(work, ERR_INVALID, S(""),
                         S("Your time as a pair has ended: what stands here can be read, and no "
                           "longer changed."));
    if (pair_role(by) == ROLE_MENTEE)
        return OK;
    return work_fail(work, ERR_INVALID, S(""),
                     S("In this scheme the mentee writes the questions and says when one is "
                       "answered. You can write to your mentee instead."));
}

static enum err check_words(struct work *work, struct str words)
{
    if (words.len == 0)
        return work_fail(work, ERR_INVALID, S("words"), S("Write what you would like to ask."));
    if (str_letters(words) > QUESTION_WORDS_MAX)
        return work_fail(work, ERR_INVALID, S("words"),
                         S("Please use at most 500 letters. A shorter question is easier to "
                           "answer."));
    return OK;
}

enum err question_write(struct work *work, const struct pair_access *by, struct str words,
                        bool is_shared, struct question_id *ret)
{
    struct question_id id = {work_new_key(work)};
    struct open_questions_row open;

    TRY(only_the_mentee(work, by));
    TRY(check_words(work, words));
    TRY(question_count_open(work, by, &open));
    if (open.n >= QUESTION_QUEUE_MAX)
        return work_fail(work, ERR_INVALID, S("words"),
                         S("Your queue holds 100 questions. Let one go before you add another."));

    TRY(question_add(work, by, id, words,
                     question_state_word(is_shared ? QUESTION_QUEUED : QUESTION_PRIVATE),
                     work->now));
    *ret = id;
    return OK;
}

enum err question_reword(struct work *work, const struct pair_access *by,
                         struct question_id question, struct str words)
{
    struct reworded_row reworded;

    TRY(only_the_mentee(work, by));
    TRY(check_words(work, words));
    return question_set_words(work, by, question, words, &reworded);
}

enum err question_become(struct work *work, const struct pair_access *by,
                         struct question_id question, enum question_state to, struct str pointed_to)
{
    struct question_row row;
    struct changed_question_row changed;

    TRY(only_the_mentee(work, by));
    if (str_letters(pointed_to) > QUESTION_POINTED_TO_MAX)
        return work_fail(work, ERR_INVALID, S("pointed_to"), S("Please use at most 200 letters."));
    TRY(question_find(work, by, question, &row));
    if (!question_may_become(state_of(row.state), to))
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("This question has moved on in the meantime. Open it again to see "
                           "where it stands."));
    if (to == QUESTION_ANSWERED) /* where it was pointed to stays part of the answer */
        pointed_to = row.pointed_to;
    TRY(question_set_state(work, by, question, row.state, question_state_word(to), pointed_to,
                           work->now, &changed));
    if (state_of(row.state) == QUESTION_REFERRED)
        return referral_settle(work, by, question, to == QUESTION_ANSWERED);
    return to == QUESTION_REFERRED ? referral_note(work, by, question) : OK;
}

enum err question_move(struct work *work, const struct pair_access *by, struct question_id question,
                       bool is_up)
{
    struct question_row row;
    struct question_near_rows before;
    struct question_next_rows behind;

    TRY(only_the_mentee(work, by));
    TRY(question_find(work, by, question, &row));
    if (is_up) {
        TRY(question_before(work, by, row.place, &before));
        return before.len == 0 ? OK
                               : question_swap(work, by, question, row.place, before.at[0].id,
                                               before.at[0].place);
    }
    TRY(question_behind(work, by, row.place, &behind));
    return behind.len == 0
               ? OK
               : question_swap(work, by, question, row.place, behind.at[0].id, behind.at[0].place);
}

enum err question_list_of(struct work *work, const struct pair_access *by, bool is_open,
                          struct questions *ret)
{
    struct question_listed_rows rows;
    struct question *list;
    size_t len = 0;

    TRY(question_list(work, by, pair_role(by) == ROLE_MENTEE, &rows));
    list = NEW_ARRAY(work->arena, struct question, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        enum question_state state = state_of(rows.at[i].state);
        if (question_is_open(state) == is_open)
            list[len++] = (struct question){.id = rows.at[i].id,
                                            .words = rows.at[i].words,
                                            .state = state,
                                            .keeps_words = rows.at[i].keeps_words,
                                            .pointed_to = rows.at[i].pointed_to,
                                            .changed_at = rows.at[i].changed_at};
    }
    *ret = (struct questions){list, len};
    return OK;
}

enum err question_list_open(struct work *work, const struct pair_access *by, struct questions *ret)
{
    return question_list_of(work, by, true, ret);
}

enum err question_get(struct work *work, const struct pair_access *by, struct question_id question,
                      struct question *ret)
{
    struct question_row row;

    TRY(question_find(work, by, question, &row));
    if (pair_role(by) != ROLE_MENTEE && state_of(row.state) == QUESTION_PRIVATE)
        return ERR_NOT_FOUND;
    *ret = (struct question){row.id,          row.words,      state_of(row.state),
                             row.keeps_words, row.pointed_to, row.changed_at};
    return OK;
}

enum err question_keep(struct work *work, const struct pair_access *by, struct question_id question)
{
    struct kept_question_row kept;

    TRY(only_the_mentee(work, by));
    return question_keep_words(work, by, question, &kept);
}

enum err question_take_away(struct work *work, const struct pair_access *by,
                            struct question_id question)
{
    struct removed_question_row removed;

    TRY(only_the_mentee(work, by));
    return question_remove(work, by, question, &removed);
}

const struct concept question_concept = {.name = "question", .routes = &question_routes};
