#include "map.h"

#include <ctype.h>
#include <string.h>

const char *const map_word_names[MAP_WORD_COUNT] = {
    [MAP_ABOUT] = "about", [MAP_CLASS] = "class", [MAP_STAMP] = "stamp",   [MAP_FOR] = "for",
    [MAP_BASIS] = "basis", [MAP_KEEP] = "keep",   [MAP_EXPORT] = "export", [MAP_ERASE] = "erase",
};

/* What may be said; about and keep are checked by form. Meanings: docs/data-map.md. */
static const char *const values[MAP_WORD_COUNT] = {
    [MAP_CLASS] = " public fact personal sensitive special secret ",
    [MAP_STAMP] = " self pair pair_and_team team safeguarding cohort public program ",
    [MAP_FOR] = " sign_in mentoring matching running notices safety audit program ",
    [MAP_BASIS] = " contract interest task consent legal none ",
    [MAP_EXPORT] = " yes no ",
    [MAP_ERASE] = " delete null pseudonym hold keep ",
};
static const char keeps[] = " always scheme account cohort pair application made sent used ended ";

struct reader {
    struct map *map;
    struct arena *arena;
    const char *path;
    int line;
    struct map_row table; /* what holds for its columns */
};

static bool is_among(struct arena *arena, const char *words, struct str word)
{
    struct buf padded = {.arena = arena};

    buf_addf(&padded, " %.*s ", ARG(word));
    return word.len > 0 && strstr(words, arena_copy(arena, buf_str(&padded)).at) != NULL;
}

/* "pair+12m": from the end of the pair twelve months; d days, m months, y years. */
static bool is_keep(struct arena *arena, struct str word)
{
    struct str length = word, base = str_cut(&length, '+');
    size_t digits = 0;

    if (!is_among(arena, keeps, base) || !length.at)
        return is_among(arena, keeps, base);
    while (digits < length.len && isdigit((unsigned char)length.at[digits]))
        digits++;
    return digits > 0 && digits + 1 == length.len && strchr("dmy", length.at[digits]);
}

static bool may_say(struct arena *arena, enum map_word word, struct str value)
{
    if (word == MAP_KEEP)
        return is_keep(arena, value);
    return word == MAP_ABOUT ? value.len > 0 : is_among(arena, values[word], value);
}

static struct str next_word(struct str *rest)
{
    *rest = str_trim(*rest);
    return str_cut(rest, ' ');
}

/* "stamp pair for mentoring ..." into row. */
static void read_words(struct reader *r, struct map_row *row, struct str rest)
{
    while (str_trim(rest).len > 0) {
        struct str name = next_word(&rest), value = next_word(&rest);
        enum map_word word = MAP_ABOUT;
        while (word < MAP_WORD_COUNT && !str_eq(name, str_of(map_word_names[word])))
            word++;
        if (word == MAP_WORD_COUNT)
            tool_fail(r->path, r->line, "'%.*s' says nothing about a column", ARG(name));
        if (!may_say(r->arena, word, value))
            tool_fail(r->path, r->line, "'%.*s' is no %.*s", ARG(value), ARG(name));
        row->words[word] = value;
    }
}

static void add_column(struct reader *r, struct str column, struct map_row row)
{
    const struct map_row *other = map_find(r->map, r->table.table, column);

    if (other)
        tool_fail(r->path, r->line, "%.*s.%.*s is in %s:%d already", ARG(r->table.table),
                  ARG(column), other->path, other->line);
    if (r->map->len == MAP_MAX_ROWS)
        tool_fail(r->path, r->line, "more than %d columns", MAP_MAX_ROWS);
    for (enum map_word word = MAP_ABOUT; word < MAP_WORD_COUNT; word++)
        if (row.words[word].len == 0)
            tool_fail(r->path, r->line, "%.*s.%.*s: '%s' is missing", ARG(r->table.table),
                      ARG(column), map_word_names[word]);
    row.column = column;
    row.path = r->path;
    row.line = r->line;
    r->map->rows[r->map->len++] = row;
}

/* "id title sensitive stamp pair": names up to the class, which all of them have. */
static void read_columns(struct reader *r, struct str rest)
{
    struct map_row row = r->table;
    struct str names = rest, class;

    if (row.table.len == 0)
        tool_fail(r->path, r->line, "a column before the first table");
    next_word(&rest); /* the first is a name, whatever it says */
    do
        class = next_word(&rest);
    while (class.len > 0 && !may_say(r->arena, MAP_CLASS, class));
    if (class.len == 0)
        tool_fail(r->path, r->line, "expected a class after the columns: one of%s",
                  values[MAP_CLASS]);
    row.words[MAP_CLASS] = class;
    read_words(r, &row, rest);
    names.len = (size_t)(class.at - names.at);
    for (struct str name = next_word(&names); name.len > 0; name = next_word(&names))
        add_column(r, name, row);
}

static void read_statement(struct reader *r, struct str line)
{
    struct str word = next_word(&line);

    if (str_eq(word, S("table"))) {
        r->table = (struct map_row){.table = next_word(&line)};
        read_words(r, &r->table, line);
    } else if (str_eq(word, S("column"))) {
        read_columns(r, line);
    } else if (word.len > 0) {
        tool_fail(r->path, r->line, "expected table or column, found '%.*s'", ARG(word));
    }
}

static void read_file(struct reader *r, struct str text)
{
    struct buf statement = {.arena = r->arena};

    for (int line = 1; text.len > 0; line++) {
        struct str row = str_cut(&text, '\n'), said = str_cut(&row, '#');
        if (said.len > 0 && said.at[0] != ' ') {
            read_statement(r, buf_str(&statement));
            statement = (struct buf){.arena = r->arena};
            r->line = line;
        }
        buf_addf(&statement, "%.*s ", ARG(said));
    }
    read_statement(r, buf_str(&statement));
}

void map_read(struct map *map, struct arena *arena, char **files)
{
    for (; *files; files++) {
        struct reader reader = {.map = map, .arena = arena, .path = *files, .line = 1};
        if (str_ends(str_of(*files), S(".map")))
            read_file(&reader, tool_read(arena, *files));
    }
}

const struct map_row *map_find(const struct map *map, struct str table, struct str column)
{
    for (size_t i = 0; i < map->len; i++)
        if (str_eq(map->rows[i].table, table) && str_eq(map->rows[i].column, column))
            return &map->rows[i];
    return NULL;
}
