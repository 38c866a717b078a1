#include "sheet/decode.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* The characters of the bytes 0x80 to 0x9F; elsewhere Windows-1252 is Latin-1.
 * Source: the WHATWG encoding standard, index windows-1252; its five holes become U+FFFD here.
 */
static const uint16_t windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

/* The bytes of the character at text, 0 where it is not valid. RFC 3629 §4. */
static size_t utf8_length(const unsigned char *at, size_t len)
{
    if (at[0] < 0x80)
        return 1;
    if (at[0] < 0xC2 || at[0] > 0xF4)
        return 0;

    size_t need = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (len < need)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;

    bool is_overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool is_surrogate = at[0] == 0xED && at[1] >= 0xA0;
    bool is_too_high = at[0] == 0xF4 && at[1] >= 0x90;
    return is_overlong || is_surrogate || is_too_high ? 0 : need;
}

bool is_utf8(struct str text)
{
    const unsigned char *at = (const unsigned char *)text.at;
    size_t i = 0;

    while (i < text.len) {
        size_t len = utf8_length(at + i, text.len - i);
        if (len == 0)
            return false;
        i += len;
    }
    return true;
}

static size_t put_letter(char *to, uint32_t letter)
{
    if (letter < 0x80) {
        to[0] = (char)letter;
        return 1;
    }
    if (letter < 0x800) {
        to[0] = (char)(0xC0 | (letter >> 6));
        to[1] = (char)(0x80 | (letter & 0x3F));
        return 2;
    }
    if (letter < 0x10000) {
        to[0] = (char)(0xE0 | (letter >> 12));
        to[1] = (char)(0x80 | ((letter >> 6) & 0x3F));
        to[2] = (char)(0x80 | (letter & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | (letter >> 18));
    to[1] = (char)(0x80 | ((letter >> 12) & 0x3F));
    to[2] = (char)(0x80 | ((letter >> 6) & 0x3F));
    to[3] = (char)(0x80 | (letter & 0x3F));
    return 4;
}

static struct str from_windows_1252(struct arena *arena, struct str bytes)
{
    char *text = arena_alloc(arena, bytes.len + 1, 3); /* no byte needs more than three */
    size_t len = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        bool is_special = byte >= 0x80 && byte < 0xA0;
        len += put_letter(text + len, is_special ? windows_1252[byte - 0x80] : byte);
    }
    return (struct str){text, len};
}

static uint32_t unit_at(struct str bytes, size_t at, bool is_big)
{
    unsigned char first = (unsigned char)bytes.at[at], second = (unsigned char)bytes.at[at + 1];
    return is_big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
}

/* RFC 2781 §2.2. Half a pair, or half a unit at the end, becomes U+FFFD. */
static struct str from_utf16(struct arena *arena, struct str bytes, bool is_big)
{
    char *text = arena_alloc(arena, bytes.len / 2 + 2, 3); /* no unit needs more than three */
    size_t len = 0, i = 0;

    while (i + 1 < bytes.len) {
        uint32_t letter = unit_at(bytes, i, is_big);
        i += 2;
        if (letter >= 0xD800 && letter < 0xE000) {
            uint32_t low = i + 1 < bytes.len ? unit_at(bytes, i, is_big) : 0;
            bool is_pair = letter < 0xDC00 && low >= 0xDC00 && low < 0xE000;
            letter = is_pair ? 0x10000 + ((letter - 0xD800) << 10) + (low - 0xDC00) : REPLACEMENT;
            i += is_pair ? 2 : 0;
        }
        len += put_letter(text + len, letter);
    }
    if (i < bytes.len)
        len += put_letter(text + len, REPLACEMENT);
    return (struct str){text, len};
}

static struct str behind(struct str text, size_t mark)
{
    return (struct str){text.at + mark, text.len - mark};
}

static struct str decoded(struct arena *arena, struct str bytes, enum sheet_encoding *ret)
{
    if (str_starts(bytes, S("\xEF\xBB\xBF")) && is_utf8(bytes)) {
        *ret = SHEET_UTF8_MARKED;
        return behind(bytes, 3);
    }
    if (str_starts(bytes, S("\xFF\xFE"))) {
        *ret = SHEET_UTF16_LE;
        return from_utf16(arena, behind(bytes, 2), false);
    }
    if (str_starts(bytes, S("\xFE\xFF"))) {
        *ret = SHEET_UTF16_BE;
        return from_utf16(arena, behind(bytes, 2), true);
    }
    if (is_utf8(bytes)) {
        *ret = SHEET_UTF8;
        return bytes;
    }
    *ret = SHEET_WINDOWS_1252;
    return from_windows_1252(arena, bytes);
}

enum err decode_text(struct work *work, struct str bytes, enum sheet_encoding *ret_encoding,
                     struct str *ret)
{
    enum sheet_encoding encoding;
    struct str text = decoded(work->arena, bytes, &encoding);

    if (text.len > 0 && memchr(text.at, '\0', text.len))
        return work_fail(
            work, ERR_INVALID, S("file"),
            S("This is not a text file. Save the sheet as CSV UTF-8 and choose that."));
    *ret_encoding = encoding;
    *ret = text;
    return OK;
}
