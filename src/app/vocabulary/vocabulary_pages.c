/* vocabulary_pages.c - the team's pages of words, and the page on which people type their own. */
#include "app/vocabulary/vocabulary_inside.h"

#include "app/audit/audit.h"
#include "app/directory/directory.h"
#include "vocabulary_list_html.h"
#include "vocabulary_mine_html.h"
#include "vocabulary_sql.h"
#include "vocabulary_word_html.h"
#include "web/frame.h"
#include "web/web.h"

#include <string.h>

enum { PAGE_WORDS = 100 };

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

static struct str like_of(struct arena *arena, struct str text)
{
    struct str plain = vocabulary_lower(arena, text);
    struct buf like = {.arena = arena};

    buf_add(&like, S("%"));
    for (size_t i = 0; i < plain.len; i++) {
        if (strchr("%_\\", plain.at[i]))
            buf_add(&like, S("\\"));
        buf_add(&like, (struct str){plain.at + i, 1});
    }
    buf_add(&like, S("%"));
    return buf_str(&like);
}

static struct str kind_or_topic(struct str word)
{
    struct str kind = vocabulary_kind(word);

    return kind.len > 0 ? kind : S("topic");
}

/* --- the team */

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct str kind = kind_or_topic(query_text(request, S("kind")));
    struct str text = query_text(request, S("q"));
    struct vocabulary_suggestion_rows suggestions;
    struct vocabulary_count_row count;
    struct vocabulary_line_rows lines;

    TRY(vocabulary_page(work, by, kind, like_of(work->arena, text), query_text(request, S("after")),
                        &lines));
    TRY(vocabulary_suggestions(work, by, &suggestions));
    TRY(vocabulary_count(work, by, &count));
    struct frame *frame = frame_new(request, FRAME_TEAM, S("Words"));
    frame->at = AT_SETTINGS;
    bool has_more = lines.len > PAGE_WORDS;
    if (has_more)
        lines.len = PAGE_WORDS;
    vocabulary_list_html(request->out, frame, kind, text, lines, has_more, suggestions, count.words,
                         form_text(request, S("name")), work->fault);
    return OK;
}

static enum err check_name(struct work *work, struct str name)
{
    if (name.len == 0)
        return work_fail(work, ERR_INVALID, S("name"), S("Write the word."));
    if (str_letters(name) > VOCABULARY_NAME)
        return work_fail(work, ERR_INVALID, S("name"), S("That is too long: 120 letters at most."));
    return OK;
}

static enum err add(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct str kind = kind_or_topic(form_text(request, S("kind")));
    struct str name = form_text(request, S("name"));
    struct vocabulary_put_row row;
    struct tag_id found;
    bool is_there;

    if (form_text(request, S("shipped")).len > 0) {
        TRY(vocabulary_load(work, by));
        TRY(audit_add(work, team_scheme(by), "vocabulary_loaded", 0));
        request_go_to(request, "%.*s/team/vocabulary", ARG(request->viewer.scheme_path));
        return OK;
    }
    TRY(check_name(work, name));
    TRY(vocabulary_find(work, team_scheme(by), kind, name, &is_there, &found));
    if (is_there)
        return work_fail(work, ERR_INVALID, S("name"),
                         S("There is a word of this name, or with this other name."));
    TRY(vocabulary_put(work, by, (struct tag_id){work_new_key(work)}, kind, name,
                       (struct maybe_tag_id){0}, &row));
    TRY(audit_add(work, team_scheme(by), "word_added", row.id.n));
    request_go_to(request, "%.*s/team/vocabulary/%lld", ARG(request->viewer.scheme_path),
                  (long long)row.id.n);
    return OK;
}

static enum err add_page(struct request *request, const struct team_access *by)
{
    enum err err = add(request, by);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    return err;
}

static enum err word_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct tag_id id = {request_key(request, S("tag"))};
    struct buf names = {.arena = work->arena}, related = {.arena = work->arena};
    struct vocabulary_relative_rows relatives;
    struct vocabulary_other_rows others;
    struct vocabulary_name_rows all;
    struct vocabulary_word_row word;

    TRY(vocabulary_get(work, by, id, &word));
    TRY(vocabulary_other_names(work, by, id, &others));
    TRY(vocabulary_relatives(work, by, id, &relatives));
    TRY(vocabulary_names(work, team_scheme(by), word.kind, &all));
    for (size_t i = 0; i < others.len; i++)
        buf_addf(&names, "%s%.*s", i > 0 ? ", " : "", ARG(others.at[i].name));
    for (size_t i = 0; i < relatives.len; i++)
        buf_addf(&related, "%s%.*s", i > 0 ? ", " : "", ARG(relatives.at[i].name));
    struct frame *frame = frame_new(request, FRAME_TEAM, word.name);
    frame->at = AT_SETTINGS;
    frame->back = say(work->arena, "%.*s/team/vocabulary?kind=%.*s",
                      ARG(request->viewer.scheme_path), ARG(word.kind));
    frame->back_to = S("Back to the words");
    vocabulary_word_html(request->out, frame, &word, vocabulary_kind_says(word.kind),
                         buf_str(&names), buf_str(&related), all, work->fault);
    return OK;
}

/* The word that was typed into a field; not set: nothing was typed. */
static enum err typed_word(struct request *request, const struct team_access *by, struct str field,
                           struct str kind, struct maybe_tag_id *ret)
{
    struct str typed = form_text(request, field);
    bool is_there = false;

    *ret = (struct maybe_tag_id){0};
    if (typed.len == 0)
        return OK;
    TRY(vocabulary_find(request->work, team_scheme(by), kind, typed, &is_there, &ret->at));
    ret->is_set = is_there;
    return is_there ? OK
                    : work_fail(request->work, ERR_INVALID, field,
                                S("No word of this kind has that name."));
}

static enum err change(struct request *request, const struct team_access *by,
                       const struct vocabulary_word_row *word)
{
    struct work *work = request->work;
    struct str name = form_text(request, S("name")), names = form_text(request, S("names"));
    struct str related = form_text(request, S("related"));
    struct vocabulary_renamed_row renamed;
    struct maybe_tag_id above;

    TRY(check_name(work, name));
    TRY(typed_word(request, by, S("above"), word->kind, &above));
    TRY(vocabulary_clear_names(work, by, word->id));
    TRY(vocabulary_clear_relatives(work, by, word->id));
    while (names.len > 0) {
        struct str one = str_trim(str_cut(&names, ','));
        if (one.len > 0 && str_letters(one) <= VOCABULARY_NAME)
            TRY(vocabulary_put_name(work, by, word->id, vocabulary_lower(work->arena, one)));
    }
    while (related.len > 0) {
        struct str one = str_trim(str_cut(&related, ','));
        struct tag_id other;
        bool is_there;
        TRY(vocabulary_find(work, team_scheme(by), word->kind, one, &is_there, &other));
        if (one.len > 0 && !is_there)
            return work_fail(work, ERR_INVALID, S("related"),
                             say(work->arena, "No word of this kind is called “%.*s”.", ARG(one)));
        if (is_there && other.n != word->id.n)
            TRY(vocabulary_relate(work, by, other.n < word->id.n ? other : word->id,
                                  other.n < word->id.n ? word->id : other));
    }
    enum err err = vocabulary_rename(work, by, word->id, name, above, &renamed);
    if (err == ERR_CONFLICT)
        return work_fail(work, ERR_INVALID, S("name"),
                         S("There is a word of this name. Merge the two instead."));
    TRY(err);
    return audit_add(work, team_scheme(by), "word_changed", word->id.n);
}

static enum err merge(struct request *request, const struct team_access *by,
                      const struct vocabulary_word_row *word, struct tag_id into)
{
    struct work *work = request->work;

    TRY(vocabulary_move_people(work, by, word->id, into));
    TRY(vocabulary_drop_people(work, by, word->id));
    TRY(vocabulary_move_names(work, by, word->id, into));
    TRY(vocabulary_clear_names(work, by, word->id));
    TRY(vocabulary_clear_relatives(work, by, word->id));
    TRY(vocabulary_put_name(work, by, into, vocabulary_lower(work->arena, word->name)));
    TRY(vocabulary_move_below(work, by, word->id, into));
    TRY(vocabulary_drop(work, by, word->id));
    return audit_add(work, team_scheme(by), "word_merged", into.n);
}

static enum err save(struct request *request, const struct team_access *by, struct tag_id *ret)
{
    struct work *work = request->work;
    struct vocabulary_word_row word;
    struct maybe_tag_id into;

    TRY(vocabulary_get(work, by, (struct tag_id){request_key(request, S("tag"))}, &word));
    *ret = word.id;
    if (form_text(request, S("merge")).len == 0)
        return change(request, by, &word);
    TRY(typed_word(request, by, S("into"), word.kind, &into));
    if (!into.is_set || into.at.n == word.id.n)
        return work_fail(work, ERR_INVALID, S("into"), S("Name another word to merge it into."));
    *ret = into.at;
    return merge(request, by, &word, into.at);
}

static enum err save_page(struct request *request, const struct team_access *by)
{
    struct tag_id tag;
    enum err err = save(request, by, &tag);

    if (err == ERR_INVALID)
        TRY(word_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/vocabulary/%lld", ARG(request->viewer.scheme_path),
                  (long long)tag.n);
    return OK;
}

/* A word of its own, another name for one, or set aside. */
static enum err decide(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct tag_suggestion_id id = {request_key(request, S("suggestion"))};
    struct str as = form_text(request, S("as"));
    struct vocabulary_suggested_row row;
    struct maybe_tag_id tag = {0};

    TRY(vocabulary_suggestion_get(work, by, id, &row));
    if (str_eq(as, S("word"))) {
        struct vocabulary_put_row put;
        TRY(vocabulary_put(work, by, (struct tag_id){work_new_key(work)}, row.kind, row.word,
                           (struct maybe_tag_id){0}, &put));
        tag = (struct maybe_tag_id){true, put.id};
    } else if (str_eq(as, S("name"))) {
        TRY(typed_word(request, by, S("of"), row.kind, &tag));
        if (!tag.is_set)
            return work_fail(work, ERR_INVALID, S("of"), S("Name the word that it means."));
        TRY(vocabulary_put_name(work, by, tag.at, vocabulary_lower(work->arena, row.word)));
    }
    if (tag.is_set)
        TRY(vocabulary_give(work, by, row.kind, row.word, tag.at));
    TRY(vocabulary_settle(work, by, row.kind, row.word, work->now));
    return audit_add(work, team_scheme(by), "word_suggestion_decided", id.n);
}

static enum err decide_page(struct request *request, const struct team_access *by)
{
    enum err err = decide(request, by);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/vocabulary", ARG(request->viewer.scheme_path));
    return OK;
}

/* --- whoever takes part */

static enum err mine_page(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct vocabulary_name_rows topics, areas;
    struct vocabulary_own_rows own;
    struct vocabulary_said_rows said;

    TRY(vocabulary_mine(work, by, &own));
    TRY(vocabulary_said(work, by, &said));
    TRY(vocabulary_names(work, by, S("topic"), &topics));
    TRY(vocabulary_names(work, by, S("interest"), &areas));
    struct frame *frame = frame_new(request, FRAME_PAIR, S("Your words"));
    frame->back = say(work->arena, "%.*s/profile", ARG(request->viewer.scheme_path));
    frame->back_to = S("Back to what you say about yourself");
    vocabulary_mine_html(request->out, frame, own, said, topics, areas,
                         form_text(request, S("topic")), form_text(request, S("interest")),
                         work->fault);
    return OK;
}

static enum err take_typed(struct work *work, const struct scheme_access *by, struct str kind,
                           struct str typed)
{
    struct tag_id tag;
    bool is_there;

    if (typed.len == 0)
        return OK;
    if (str_letters(typed) > VOCABULARY_NAME)
        return work_fail(work, ERR_INVALID, kind, S("That is too long: 120 letters at most."));
    TRY(vocabulary_find(work, by, kind, typed, &is_there, &tag));
    if (is_there)
        return vocabulary_choose(work, by, tag);
    return vocabulary_suggest(work, by, (struct tag_suggestion_id){work_new_key(work)}, kind, typed,
                              work->now);
}

static enum err mine_save(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct str topic = form_text(request, S("topic")), area = form_text(request, S("interest"));
    enum err err = OK;
    int64_t drop;

    if (str_number(form_text(request, S("drop")), &drop) == OK)
        err = vocabulary_unchoose(work, by, (struct tag_id){drop});
    else if (topic.len + area.len == 0)
        err = work_fail(work, ERR_INVALID, S("topic"), S("Type a word first."));
    else if ((err = take_typed(work, by, S("topic"), topic)) == OK)
        err = take_typed(work, by, S("interest"), area);
    if (err == ERR_INVALID)
        TRY(mine_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/profile/words", ARG(request->viewer.scheme_path));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/vocabulary", TEAM(list_page), "The scheme's words, and suggestions"},
    {POST, "/s/{scheme}/team/vocabulary", TEAM(add_page), "Add a word, or those that ship"},
    {GET, "/s/{scheme}/team/vocabulary/{tag}", TEAM(word_page), "One word and its other names"},
    {POST, "/s/{scheme}/team/vocabulary/{tag}", TEAM(save_page), "Change a word, or merge it"},
    {POST, "/s/{scheme}/team/vocabulary/suggestions/{suggestion}", TEAM(decide_page),
     "Decide what a suggestion means"},
    {GET, "/s/{scheme}/profile/words", MEMBER(mine_page), "The words that one has chosen"},
    {POST, "/s/{scheme}/profile/words", MEMBER(mine_save), "Choose a word by any of its names"},
};
const struct routes vocabulary_routes = LIST(rows);
