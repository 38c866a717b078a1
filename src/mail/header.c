#include "mail/header.h"

/* The bytes of the UTF-8 character at the start of text; 0: none stands there (RFC 3629 §4). */
static size_t character_len(struct str text)
{
    static const struct {
        unsigned char from, to, second_from, second_to, len;
    } rows[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    const unsigned char *at = (const unsigned char *)text.at;
    size_t row = 0;

    while (row < COUNT(rows) && (at[0] < rows[row].from || at[0] > rows[row].to))
        row++;
    if (row == COUNT(rows) || text.len < rows[row].len)
        return 0;
    if (rows[row].len > 1 && (at[1] < rows[row].second_from || at[1] > rows[row].second_to))
        return 0;
    for (size_t i = 2; i < rows[row].len; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return rows[row].len;
}

/* C0, DEL and C1 (U+0080 to U+009F, which is 0xC2 0x80 to 0xC2 0x9F). */
static bool is_control(struct str text)
{
    unsigned char c = (unsigned char)text.at[0];

    return c < 0x20 || c == 0x7F || (c == 0xC2 && (unsigned char)text.at[1] < 0xA0);
}

struct str header_text_clean(struct arena *arena, struct str text)
{
    struct buf out = {.arena = arena};

    while (text.len > 0) {
        size_t len = character_len(text);
        if (len > 0 && !is_control(text))
            buf_add(&out, (struct str){text.at, len});
        len = len > 0 ? len : 1;
        text.at += len;
        text.len -= len;
    }
    return buf_str(&out);
}

bool header_text_is_valid(struct str text)
{
    while (text.len > 0) {
        size_t len = character_len(text);
        if (len == 0 || is_control(text))
            return false;
        text.at += len;
        text.len -= len;
    }
    return true;
}
