#include <string.h>

#include "app/import/import_inside.h"
#include "import_sql.h"

enum { MOST_MEANINGS = 100 };

/* The scheme's words to choose from, other names left out. */
static enum err options_of(struct work *work, const struct team_access *by, struct str kind,
                           struct import_options *ret)
{
    struct import_tag_name_rows rows;

    TRY(import_tag_names(work, by, kind, &rows));
    struct import_option *options = NEW_ARRAY(work->arena, struct import_option, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++) {
        struct buf value = {.arena = work->arena};
        buf_addf(&value, "%lld", (long long)rows.at[i].tag.n);
        options[i] = (struct import_option){buf_str(&value), rows.at[i].name};
    }
    *ret = (struct import_options){options, rows.len};
    return OK;
}

struct making {
    struct import_meaning *at;
    size_t len;
    struct import_options interests, topics;
};

static void add_meaning(struct making *making, struct import_meaning meaning)
{
    bool is_interest = str_eq(meaning.field, roster_field_name(ROSTER_INTERESTS));

    if (making->len == MOST_MEANINGS)
        return;
    meaning.index = (int64_t)making->len + 1;
    meaning.options = is_interest ? making->interests : making->topics;
    making->at[making->len++] = meaning;
}

static struct str number_text(struct arena *arena, int64_t number)
{
    struct buf text = {.arena = arena};

    if (number != 0)
        buf_addf(&text, "%lld", (long long)number);
    return buf_str(&text);
}

enum err import_meanings_get(struct work *work, const struct team_access *by, struct str decided,
                             const struct import_plan *plan, struct import_meanings *ret)
{
    struct making making = {
        .at = NEW_ARRAY(work->arena, struct import_meaning, MOST_MEANINGS),
    };

    TRY(options_of(work, by, S("interest"), &making.interests));
    TRY(options_of(work, by, S("topic"), &making.topics));
    for (size_t i = 0; i < plan->unknowns.len; i++) {
        const struct roster_unknown *unknown = &plan->unknowns.at[i];
        add_meaning(&making, (struct import_meaning){
                                 .field = roster_field_name(unknown->field),
                                 .word = unknown->word,
                                 .means = number_text(work->arena, unknown->read_as),
                                 .count = unknown->count,
                             });
    }
    while (decided.len > 0) {
        struct str line = str_cut(&decided, '\n');
        struct str field = str_cut(&line, '\t'), means = str_cut(&line, '\t');
        if (line.len > 0)
            add_meaning(&making,
                        (struct import_meaning){.field = field, .word = line, .means = means});
    }
    *ret = (struct import_meanings){making.at, making.len};
    return OK;
}

static bool are_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0 && text.len < 20;
}

struct str import_meanings_take(struct arena *arena, const struct form *form)
{
    struct buf words = {.arena = arena};
    struct str word = {0};

    for (size_t i = 0; i < form->len; i++) {
        struct field field = form->at[i];
        if (str_eq(field.name, S("word")))
            word = str_trim(field.value);
        if (!str_eq(field.name, S("means")) || !are_digits(field.value) || word.len == 0)
            continue;
        struct str kind = str_cut(&word, ' ');
        if (word.len > 0 && !memchr(word.at, '\n', word.len) && !memchr(word.at, '\t', word.len))
            buf_addf(&words, "%.*s\t%.*s\t%.*s\n", ARG(kind), ARG(field.value), ARG(word));
        word = (struct str){0};
    }
    return buf_str(&words);
}
