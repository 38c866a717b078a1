#include "sheet/sheet.h"

#include <string.h>

#include "sheet/decode.h"

/* How a record ends, judged by the first. integration.md §4: where records end with CRLF, a bare
 * LF is part of a cell.
 */
enum line_end { ENDS_LF, ENDS_CRLF, ENDS_CR };

enum stop { AT_CELL, AT_RECORD, AT_END };

static const char delimiters[] = {',', ';', '\t', '|'};

/* Where a reading stands. The text before at is done. */
struct cursor {
    const char *at, *end;
    char delimiter;
    enum line_end line_end;
};

struct cell {
    struct str raw;    /* with its quotes */
    bool is_quoted;    /* it opens with a quote */
    bool is_plain;     /* quoted, and nothing in it is doubled or follows the closing quote */
    bool is_left_open; /* its closing quote is missing */
    enum stop stop;
};

/* The size of the line end at at, 0 where there is none. */
static size_t line_end_at(const struct cursor *cursor, const char *at)
{
    switch (cursor->line_end) {
    case ENDS_LF:
        if (*at == '\n')
            return 1;
        return *at == '\r' && at + 1 < cursor->end && at[1] == '\n' ? 2 : 0;
    case ENDS_CRLF:
        return *at == '\r' && at + 1 < cursor->end && at[1] == '\n' ? 2 : 0;
    case ENDS_CR:
        return *at == '\r';
    }
    return 0;
}

/* Behind the closing quote, or the end. at: behind the opening one. */
static const char *skip_quoted(const struct cursor *cursor, const char *at, struct cell *cell)
{
    cell->is_plain = true;
    while (at < cursor->end) {
        const char *quote = memchr(at, '"', (size_t)(cursor->end - at));
        if (!quote)
            break;
        at = quote + 1;
        if (at == cursor->end || *at != '"')
            return at;
        at++;
        cell->is_plain = false;
    }
    cell->is_left_open = true;
    return cursor->end;
}

static struct cell next_cell(struct cursor *cursor)
{
    const char *start = cursor->at, *at = start;
    struct cell cell = {.is_quoted = at < cursor->end && *at == '"', .stop = AT_END};
    size_t skip = 0;

    if (cell.is_quoted)
        at = skip_quoted(cursor, at + 1, &cell);
    const char *closed = at;
    for (; at < cursor->end; at++) {
        skip = line_end_at(cursor, at);
        if (skip > 0 || *at == cursor->delimiter)
            break;
    }
    if (at < cursor->end)
        cell.stop = skip > 0 ? AT_RECORD : AT_CELL;
    cell.is_plain = cell.is_plain && at == closed;
    cell.raw = (struct str){start, (size_t)(at - start)};
    cursor->at = at < cursor->end ? at + (skip > 0 ? skip : 1) : at;
    return cell;
}

/* What the cell holds: without its quotes, doubled ones halved, what follows them kept. */
static struct str unquoted(struct arena *arena, const struct cell *cell)
{
    if (!cell->is_quoted)
        return cell->raw;
    if (cell->is_plain)
        return (struct str){cell->raw.at + 1, cell->raw.len - 2};

    char *text = arena_alloc(arena, cell->raw.len + 1, 1);
    size_t len = 0;
    bool is_inside = true;
    for (size_t i = 1; i < cell->raw.len; i++) {
        char c = cell->raw.at[i];
        bool is_doubled =
            is_inside && c == '"' && i + 1 < cell->raw.len && cell->raw.at[i + 1] == '"';
        if (is_inside && c == '"' && !is_doubled) {
            is_inside = false;
            continue;
        }
        i += is_doubled ? 1 : 0;
        text[len++] = c;
    }
    return (struct str){text, len};
}

static bool is_blank(const struct cell *cell)
{
    struct str text = cell->raw;

    if (cell->is_plain)
        text = (struct str){text.at + 1, text.len - 2};
    return str_trim(text).len == 0;
}

/* One record, its width up to the last cell that holds something. */
struct record {
    size_t width;
    struct cell last; /* as read; tells where reading stopped and what is wrong */
    bool is_too_long; /* a cell of it passes the limit */
    size_t bad_column;
};

/* Read on to the end of a record. cells: where to put them, or NULL to measure only. */
static struct record next_record(struct cursor *cursor, struct arena *arena, struct str *cells)
{
    struct record record = {0};
    size_t column = 0;

    do {
        record.last = next_cell(cursor);
        if (!is_blank(&record.last)) {
            record.width = column + 1;
            if (cells)
                cells[column] = unquoted(arena, &record.last);
        }
        if (record.last.raw.len > SHEET_MOST_CELL && !record.is_too_long) {
            record.is_too_long = true;
            record.bad_column = column;
        }
        column++;
    } while (record.last.stop == AT_CELL);
    return record;
}

static enum line_end find_line_end(struct str text)
{
    bool is_inside = false;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            is_inside = !is_inside;
        if (is_inside || (text.at[i] != '\n' && text.at[i] != '\r'))
            continue;
        if (text.at[i] == '\n')
            return ENDS_LF;
        return i + 1 < text.len && text.at[i + 1] == '\n' ? ENDS_CRLF : ENDS_CR;
    }
    return ENDS_LF;
}

/* How well a delimiter fits: among the first records, how many share the commonest width above
 * one, times that width.
 */
static size_t fit(struct cursor cursor, char delimiter)
{
    enum { LOOK_AT = 20 };
    size_t widths[LOOK_AT], len = 0, best = 0;

    cursor.delimiter = delimiter;
    while (len < LOOK_AT && cursor.at < cursor.end) {
        struct record record = next_record(&cursor, NULL, NULL);
        if (record.width > 0)
            widths[len++] = record.width;
    }
    for (size_t i = 0; i < len; i++) {
        size_t same = 0;
        for (size_t j = 0; j < len; j++)
            same += widths[j] == widths[i];
        if (widths[i] > 1 && same * widths[i] > best)
            best = same * widths[i];
    }
    return best;
}

/* Excel's own first line "sep=;": takes it off the text. */
static bool take_separator_line(struct cursor *cursor)
{
    struct str rest = {cursor->at, (size_t)(cursor->end - cursor->at)};

    if (rest.len < 6 || strncasecmp(rest.at, "sep=", 4) != 0)
        return false;
    if (!memchr(delimiters, rest.at[4], sizeof(delimiters)) ||
        (rest.at[5] != '\r' && rest.at[5] != '\n'))
        return false;
    cursor->delimiter = rest.at[4];
    cursor->at += rest.at[5] == '\r' && rest.len > 6 && rest.at[6] == '\n' ? 7 : 6;
    return true;
}

static void find_delimiter(struct cursor *cursor)
{
    size_t best = 0;

    cursor->delimiter = ',';
    for (size_t i = 0; i < COUNT(delimiters); i++) {
        size_t good = fit(*cursor, delimiters[i]);
        if (good > best) {
            best = good;
            cursor->delimiter = delimiters[i];
        }
    }
}

static enum err refuse(struct work *work, const char *why)
{
    return work_fail(work, ERR_INVALID, S("file"), str_of(why));
}

static enum err refuse_at(struct work *work, size_t record, size_t column, const char *why)
{
    struct buf text = {.arena = work->arena};

    buf_addf(&text, "Record %zu, column %.*s: %s", record,
             ARG(sheet_column_letters(work->arena, column)), why);
    return work_fail(work, ERR_INVALID, S("file"), buf_str(&text));
}

/* Walk the file once without keeping it, so that each limit is checked before memory is taken.
 * ret: how many records hold something, and how many cells they have together.
 */
static enum err measure(struct work *work, struct cursor cursor, size_t *ret_rows,
                        size_t *ret_cells)
{
    size_t rows = 0, cells = 0;

    while (cursor.at < cursor.end) {
        struct record record = next_record(&cursor, NULL, NULL);
        if (record.width == 0)
            continue;
        rows++;
        cells += record.width;
        if (record.last.is_left_open)
            return refuse_at(work, rows, record.width - 1,
                             "a quotation mark opens here and is never closed.");
        if (record.width > SHEET_MOST_COLUMNS)
            return refuse_at(work, rows, record.width - 1, "a sheet may have at most 200 columns.");
        if (record.is_too_long)
            return refuse_at(work, rows, record.bad_column, "a cell may hold at most 32 KiB.");
        if (rows > SHEET_MOST_RECORDS)
            return refuse(work, "The sheet has more than 200,000 rows. Split it into two.");
    }
    if (rows == 0)
        return refuse(work, "The sheet is empty.");
    *ret_rows = rows;
    *ret_cells = cells;
    return OK;
}

static const struct sheet_row *take(struct arena *arena, struct cursor cursor, size_t rows,
                                    size_t cells)
{
    struct sheet_row *row = NEW_ARRAY(arena, struct sheet_row, rows);
    struct str *cell = NEW_ARRAY(arena, struct str, cells);

    for (size_t i = 0; i < rows;) {
        size_t width = next_record(&cursor, arena, cell).width;
        if (width == 0)
            continue;
        row[i++] = (struct sheet_row){cell, width};
        cell += width;
    }
    return row;
}

/* What people choose by mistake, told apart by its first bytes. */
static enum err refuse_others(struct work *work, struct str bytes)
{
    if (bytes.len > SHEET_MOST_BYTES)
        return refuse(work, "The file is larger than 20 MiB. Split it into two.");
    if (str_starts(bytes, S("PK\x03\x04")))
        return refuse(work, "This is an Excel workbook. In Excel choose Save as, then "
                            "\"CSV UTF-8\", and choose the new file here.");
    if (str_starts(bytes, S("\xD0\xCF\x11\xE0")))
        return refuse(work,
                      "This is an old Excel workbook, or one with a password. In Excel choose "
                      "Save as, then \"CSV UTF-8\", and choose the new file here.");
    if (str_starts(bytes, S("%PDF")))
        return refuse(work, "This is a PDF. Save the sheet as CSV UTF-8 and choose that.");
    return OK;
}

enum err sheet_read(struct work *work, struct str bytes, struct sheet *ret)
{
    struct sheet sheet = {0};
    struct str text;
    size_t cells = 0;

    TRY(refuse_others(work, bytes));
    TRY(decode_text(work, bytes, &sheet.encoding, &text));
    if (text.len == 0)
        return refuse(work, "The file is empty.");

    struct cursor cursor = {text.at, text.at + text.len, ',', find_line_end(text)};
    if (!take_separator_line(&cursor))
        find_delimiter(&cursor);
    sheet.delimiter = cursor.delimiter;
    TRY(measure(work, cursor, &sheet.len, &cells));
    sheet.rows = take(work->arena, cursor, sheet.len, cells);
    *ret = sheet;
    return OK;
}

struct str sheet_cell(const struct sheet_row *row, size_t column)
{
    return column < row->len ? row->cells[column] : (struct str){0};
}

struct str sheet_encoding_name(enum sheet_encoding encoding)
{
    static const struct str names[] = {
        [SHEET_UTF8] = {"UTF-8", 5},
        [SHEET_UTF8_MARKED] = {"UTF-8", 5},
        [SHEET_UTF16_LE] = {"UTF-16", 6},
        [SHEET_UTF16_BE] = {"UTF-16", 6},
        [SHEET_WINDOWS_1252] = {"Windows-1252", 12},
    };
    _Static_assert(COUNT(names) == SHEET_ENCODING_COUNT, "each encoding has a name");

    return names[encoding];
}

struct str sheet_column_letters(struct arena *arena, size_t column)
{
    char letters[16];
    size_t at = sizeof(letters);

    do {
        letters[--at] = (char)('A' + column % 26);
        column /= 26;
    } while (column-- > 0 && at > 0);
    return arena_copy(arena, (struct str){letters + at, sizeof(letters) - at});
}
