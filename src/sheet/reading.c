#include "sheet/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { CLIP_LETTERS = 40, REASON_BYTES = 400 };

static void add_problem(struct reading *reading, struct roster_problem problem)
{
    if (reading->problem_len == reading->problem_room) {
        size_t room = reading->problem_room * 2 + 16;
        struct roster_problem *wider = NEW_ARRAY(reading->work->arena, struct roster_problem, room);
        if (reading->problem_len > 0)
            memcpy(wider, reading->problems, reading->problem_len * sizeof(*wider));
        reading->problems = wider;
        reading->problem_room = room;
    }
    reading->problems[reading->problem_len++] = problem;
}

void reading_tell(struct reading *reading, enum roster_field field, enum roster_level level,
                  const char *fmt, ...)
{
    char reason[REASON_BYTES];
    size_t column = reading->column[field];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(reason, sizeof(reason), fmt, ap);
    va_end(ap);
    add_problem(reading, (struct roster_problem){
                             .record = reading->record,
                             .column = str_trim(sheet_cell(reading->header, column)),
                             .level = level,
                             .reason = arena_copy(reading->work->arena, str_of(reason)),
                         });
    reading->is_bad = reading->is_bad || level == ROSTER_ERROR;
}

struct str reading_clip(struct reading *reading, struct str value)
{
    size_t letters = 0, len = 0;

    while (len < value.len) {
        bool is_start = ((unsigned char)value.at[len] & 0xC0) != 0x80;
        if (is_start && letters++ == CLIP_LETTERS)
            break;
        len++;
    }
    char *text = arena_alloc(reading->work->arena, len + 4, 1);
    for (size_t i = 0; i < len; i++)
        text[i] = value.at[i];
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < ' ')
            text[i] = ' ';
    if (len == value.len)
        return (struct str){text, len};
    text[len] = '\xE2'; /* U+2026, an ellipsis */
    text[len + 1] = '\x80';
    text[len + 2] = '\xA6';
    return (struct str){text, len + 3};
}

struct str reading_cell(const struct reading *reading, enum roster_field field)
{
    return str_trim(sheet_cell(reading->row, reading->column[field]));
}

/* C0 and C1 controls but for blanks: trust.md §14. */
static bool has_control(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool is_c0 = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        bool is_c1 = c == 0xC2 && i + 1 < text.len && (unsigned char)text.at[i + 1] < 0xA0;
        if (is_c0 || is_c1 || c == 0x7F)
            return true;
    }
    return false;
}

/* Whether a cell may come in; if not, why has been told. */
static bool is_fit(struct reading *reading, enum roster_field field, struct str text, size_t most)
{
    size_t before = reading->problem_len, letters = str_letters(text);

    if (has_control(text))
        reading_tell(reading, field, ROSTER_ERROR, "It holds characters that are not text.");
    if (text.len > 1 && text.at[0] == '=')
        reading_tell(reading, field, ROSTER_ERROR,
                     "“%.*s” starts like a formula. Put the text itself there.",
                     ARG(reading_clip(reading, text)));
    if (letters > most)
        reading_tell(reading, field, ROSTER_ERROR,
                     "It is %zu letters long; at most %zu fit. Make it shorter.", letters, most);
    return reading->problem_len == before;
}

struct str reading_text(struct reading *reading, enum roster_field field, size_t most)
{
    struct str text = reading_cell(reading, field);

    if (!is_fit(reading, field, text, most))
        return (struct str){0};
    if (text.len == 0 || !memchr(text.at, '\r', text.len))
        return text;

    struct buf lines = {.arena = reading->work->arena};
    while (text.at) {
        struct str part = str_cut(&text, '\r');
        buf_add(&lines, part);
        if (text.at && !str_starts(text, S("\n")))
            buf_add(&lines, S("\n"));
    }
    return buf_str(&lines);
}

struct str reading_line(struct reading *reading, enum roster_field field, size_t most)
{
    struct str text = reading_cell(reading, field);

    if (!is_fit(reading, field, text, most))
        return (struct str){0};

    char *line = arena_alloc(reading->work->arena, text.len + 1, 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_blank = strchr(" \t\r\n", text.at[i]) != NULL;
        if (!is_blank)
            line[len++] = text.at[i];
        else if (line[len - 1] != ' ') /* the text is trimmed: no blank stands first */
            line[len++] = ' ';
    }
    return (struct str){line, len};
}

char reading_separator(struct str list)
{
    return list.len > 0 && memchr(list.at, ';', list.len) ? ';' : ',';
}

bool reading_next(struct str *rest, char sep, struct str *ret)
{
    while (rest->len > 0) {
        size_t len = 0;
        while (len < rest->len && rest->at[len] != sep && rest->at[len] != '\n')
            len++;
        *ret = str_trim((struct str){rest->at, len});
        size_t used = len < rest->len ? len + 1 : len;
        *rest = (struct str){rest->at + used, rest->len - used};
        if (ret->len > 0)
            return true;
    }
    return false;
}
