#include <string.h>

#include "sheet/confined.h"
#include "sheet/decode.h"

enum {
    MOST_TEXT = 3 * SHEET_MOST_BYTES, /* no byte becomes more than three */
    MOST_CELLS = 4 * 1024 * 1024
};

/* What the child hands back, in this order: head, a width for each row, a place for each cell,
 * the text; or head and why it is refused.
 */
struct head {
    uint32_t err, encoding, delimiter, rows, cells, text_len;
};

struct place {
    uint32_t at, len;
};

struct parcel {
    struct work *work; /* of the child, once it runs: its memory is a copy */
    struct str bytes;
};

static void send_refusal(const struct work *work, enum err err)
{
    struct head head = {.err = (uint32_t)err, .text_len = (uint32_t)work->fault.text.len};

    confined_write(&head, sizeof(head));
    confined_write(work->fault.text.at, work->fault.text.len);
}

static void send_rows(struct arena *arena, const struct sheet *sheet, struct head *head)
{
    uint32_t *widths = NEW_ARRAY(arena, uint32_t, sheet->len + 1);

    for (size_t i = 0; i < sheet->len; i++) {
        widths[i] = (uint32_t)sheet->rows[i].len;
        head->cells += widths[i];
        for (size_t j = 0; j < widths[i]; j++)
            head->text_len += (uint32_t)sheet->rows[i].cells[j].len;
    }
    confined_write(head, sizeof(*head));
    confined_write(widths, sheet->len * sizeof(*widths));
}

static void send_cells(struct arena *arena, const struct sheet *sheet, const struct head *head)
{
    struct place *places = NEW_ARRAY(arena, struct place, head->cells + (size_t)1);
    struct buf text = {.arena = arena};
    size_t n = 0;

    for (size_t i = 0; i < sheet->len; i++)
        for (size_t j = 0; j < sheet->rows[i].len; j++) {
            struct str cell = sheet->rows[i].cells[j];
            places[n++] = (struct place){(uint32_t)text.len, (uint32_t)cell.len};
            buf_add(&text, cell);
        }
    confined_write(places, n * sizeof(*places));
    confined_write(text.at, text.len);
}

static void read_in_child(void *with)
{
    struct parcel *parcel = with;
    struct work work = work_begin(arena_new(), parcel->work->now);
    struct sheet sheet;
    enum err err = sheet_read(&work, parcel->bytes, &sheet);

    if (err != OK) {
        send_refusal(&work, err);
        return;
    }
    struct head head = {.encoding = (uint32_t)sheet.encoding,
                        .delimiter = (unsigned char)sheet.delimiter,
                        .rows = (uint32_t)sheet.len};
    send_rows(work.arena, &sheet, &head);
    send_cells(work.arena, &sheet, &head);
}

/* Take count things of size off the front. NULL: there are not that many. */
static const char *take(struct str *rest, size_t count, size_t size)
{
    const char *at = rest->at;

    if (count > rest->len / size)
        return NULL;
    rest->at += count * size;
    rest->len -= count * size;
    return at;
}

/* Check each number before it is used: what the child says may be anything. */
static bool lay_out(struct arena *arena, const struct head *head, struct str rest,
                    struct sheet *ret)
{
    const char *widths = take(&rest, head->rows, sizeof(uint32_t));
    const char *places = take(&rest, head->cells, sizeof(struct place));

    if (!widths || !places || rest.len != head->text_len || !is_utf8(rest))
        return false;
    struct sheet_row *rows = NEW_ARRAY(arena, struct sheet_row, head->rows);
    struct str *cells = NEW_ARRAY(arena, struct str, head->cells + (size_t)1);
    size_t used = 0;
    for (size_t i = 0; i < head->cells; i++) {
        struct place place;
        memcpy(&place, places + i * sizeof(place), sizeof(place));
        if (place.at > rest.len || place.len > rest.len - place.at)
            return false;
        cells[i] = (struct str){rest.at + place.at, place.len};
    }
    for (size_t i = 0; i < head->rows; i++) {
        uint32_t width;
        memcpy(&width, widths + i * sizeof(width), sizeof(width));
        if (width == 0 || width > SHEET_MOST_COLUMNS || width > head->cells - used)
            return false;
        rows[i] = (struct sheet_row){cells + used, width};
        used += width;
    }
    *ret = (struct sheet){(enum sheet_encoding)head->encoding, (char)head->delimiter, rows,
                          head->rows};
    return used == head->cells;
}

static bool is_head_good(const struct head *head)
{
    return head->encoding < SHEET_ENCODING_COUNT && head->delimiter < 128 && head->rows > 0 &&
           head->rows <= SHEET_MOST_RECORDS && head->cells <= MOST_CELLS &&
           head->text_len <= MOST_TEXT;
}

static enum err refuse(struct work *work, struct str text)
{
    return work_fail(work, ERR_INVALID, S("file"), text);
}

enum err sheet_read_confined(struct work *work, struct str bytes, struct sheet *ret)
{
    size_t most = sizeof(struct head) + SHEET_MOST_RECORDS * sizeof(uint32_t) +
                  MOST_CELLS * sizeof(struct place) + MOST_TEXT;
    struct parcel parcel = {work, bytes};
    struct head head;
    struct str all;

    TRY(confined_run(work->arena, read_in_child, &parcel, most, &all));
    const char *first = all.at ? take(&all, 1, sizeof(head)) : NULL;
    if (!first)
        return refuse(work, S("This file could not be read. Save the sheet as CSV UTF-8 and "
                              "choose that."));
    memcpy(&head, first, sizeof(head));
    if (head.err != OK)
        return refuse(work, is_utf8(all) && all.len == head.text_len
                                ? all
                                : S("This file could not be read."));
    if (!is_head_good(&head) || !lay_out(work->arena, &head, all, ret))
        return refuse(work, S("This file could not be read."));
    return OK;
}
