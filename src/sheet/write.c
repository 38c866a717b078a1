#include <string.h>

#include "sheet/sheet.h"

void sheet_put_cell(struct buf *out, struct str cell)
{
    bool needs_quotes =
        cell.len > 0 && (memchr(cell.at, ',', cell.len) || memchr(cell.at, '"', cell.len) ||
                         memchr(cell.at, '\n', cell.len) || memchr(cell.at, '\r', cell.len));
    if (!needs_quotes) {
        buf_add(out, cell);
        return;
    }
    buf_add(out, S("\""));
    while (cell.at) {
        buf_add(out, str_cut(&cell, '"'));
        buf_add(out, cell.at ? S("\"\"") : S("\""));
    }
}

void sheet_put_shown(struct buf *out, struct str cell)
{
    struct buf guarded = {.arena = out->arena};

    if (cell.len > 0 && strchr("=+-@\t\r", cell.at[0])) {
        buf_addf(&guarded, "'%.*s", ARG(cell));
        cell = buf_str(&guarded);
    }
    sheet_put_cell(out, cell);
}
