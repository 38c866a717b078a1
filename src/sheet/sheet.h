/* sheet.h - reads a spreadsheet that was saved as text (CSV or TSV): bytes in, cells out.
 *
 * Takes what real programs write: UTF-8 with or without a byte order mark, UTF-16 with one, else
 * Windows-1252; comma, semicolon, tab or bar between cells, found from the first records or said
 * by a first line "sep=;"; line breaks and doubled quotes inside quotes (RFC 4180). Knows nothing
 * of what the columns mean: that is roster.h.
 */
#pragma once

#include "base/work.h"

enum sheet_encoding {
    SHEET_UTF8,
    SHEET_UTF8_MARKED, /* with a byte order mark */
    SHEET_UTF16_LE,
    SHEET_UTF16_BE,
    SHEET_WINDOWS_1252,
    SHEET_ENCODING_COUNT
};

/* integration.md §4. A record is a row of the file that holds something. */
enum sheet_limit {
    SHEET_MOST_BYTES = 20 * 1024 * 1024,
    SHEET_MOST_RECORDS = 200000,
    SHEET_MOST_COLUMNS = 200,
    SHEET_MOST_CELL = 32 * 1024 /* bytes of one cell, before decoding quotes */
};

/* The cells up to the last that holds something. */
struct sheet_row {
    const struct str *cells;
    size_t len;
};

struct sheet {
    enum sheet_encoding encoding;
    char delimiter;
    const struct sheet_row *rows; /* in the order of the file; empty records are left out */
    size_t len;
};

/* Read a file. bytes: all of it; the cells look into them, so they must live as long.
 * ret: valid UTF-8 without NUL; blanks and line breaks inside a cell are kept.
 * ERR_INVALID: nothing in it, a workbook and no text, not closed quotes, or a limit passed; the
 * fault says which and where.
 */
MUST_USE enum err sheet_read(struct work *work, struct str bytes, struct sheet *ret);

/* The cell of a row; the empty text where the row ends sooner. */
struct str sheet_cell(const struct sheet_row *row, size_t column);

/* Write one cell of a CSV (RFC 4180), in quotes where it needs them. */
void sheet_put_cell(struct buf *out, struct str cell);

/* The same for a file that people open in a spreadsheet: what would start a formula there gets
 * an apostrophe before it.
 */
void sheet_put_shown(struct buf *out, struct str cell);

/* "UTF-8", as told to people. */
struct str sheet_encoding_name(enum sheet_encoding encoding);

/* The name of a column by its place, as a spreadsheet shows it: "A", "Z", "AA". */
struct str sheet_column_letters(struct arena *arena, size_t column);
