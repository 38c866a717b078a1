#include "app/message/message_file.h"

#include <string.h>

enum {
    ZIP_NAME_AT = 30, /* of the first entry's name (APPNOTE.TXT 4.3.7) */
    NAME_ROOM = 100   /* letters before the ending */
};

static bool is_pdf(struct str bytes)
{
    return str_starts(bytes, S("%PDF-"));
}

static bool is_png(struct str bytes)
{
    return str_starts(bytes, S("\x89PNG\r\n\x1a\n"));
}

static bool is_jpeg(struct str bytes)
{
    return str_starts(bytes, S("\xff\xd8\xff"));
}

static bool is_zip(struct str bytes)
{
    return str_starts(bytes, S("PK\x03\x04"));
}

/* ODF 1.2 part 3 §3.3: the first entry is "mimetype", stored as it is. */
static bool is_odt(struct str bytes)
{
    static const char mark[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    size_t len = sizeof(mark) - 1;

    return is_zip(bytes) && bytes.len > ZIP_NAME_AT + len &&
           memcmp(bytes.at + ZIP_NAME_AT, mark, len) == 0;
}

/* ECMA-376 part 2: names of entries stand uncompressed. With macros it is none we take. */
static bool is_docx(struct str bytes)
{
    return is_zip(bytes) && str_has(bytes, S("[Content_Types].xml")) &&
           str_has(bytes, S("word/document.xml")) && !str_has(bytes, S("vbaProject.bin"));
}

static bool is_text(struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f'))
            return false;
    }
    return str_is_utf8(bytes);
}

/* Text last: what is anything else is that. */
static const struct message_file_kind kinds[] = {
    {{".pdf", 4}, {"application/pdf", 15}, is_pdf},
    {{".png", 4}, {"image/png", 9}, is_png},
    {{".jpg", 4}, {"image/jpeg", 10}, is_jpeg},
    {{".odt", 4}, {"application/vnd.oasis.opendocument.text", 39}, is_odt},
    {{".docx", 5},
     {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", 71},
     is_docx},
    {{".txt", 4}, {"text/plain; charset=utf-8", 25}, is_text},
};

const struct message_file_kind *message_file_kind_of(struct str bytes)
{
    for (size_t i = 0; i < COUNT(kinds) && bytes.len > 0; i++)
        if (kinds[i].fits(bytes))
            return &kinds[i];
    return NULL;
}

struct str message_file_kinds(void)
{
    return S("PDF, PNG, JPEG, plain text, Word or OpenDocument text");
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != 0x7f && !strchr("\"*:<>?|;%", c);
}

struct str message_file_name(struct arena *arena, struct str sent,
                             const struct message_file_kind *kind)
{
    struct buf name = {.arena = arena};
    struct str last = sent, rest = sent;
    size_t letters = 0;

    for (size_t i = 0; i < sent.len; i++)
        if (sent.at[i] == '/' || sent.at[i] == '\\')
            rest = (struct str){sent.at + i + 1, sent.len - i - 1};
    last = str_is_utf8(rest) ? rest : (struct str){0};
    while (last.len > 0 && last.at[0] == '.') /* a hidden file, or a way up */
        last = (struct str){last.at + 1, last.len - 1};
    size_t dot = last.len;
    for (size_t i = 0; i < last.len; i++)
        if (last.at[i] == '.')
            dot = i;
    for (size_t i = 0; i < dot; i++) {
        letters += ((unsigned char)last.at[i] & 0xc0) != 0x80;
        if (letters > NAME_ROOM)
            break;
        if (is_plain((unsigned char)last.at[i]))
            buf_add(&name, (struct str){last.at + i, 1});
    }
    struct str stem = str_trim(buf_str(&name));
    struct buf whole = {.arena = arena};
    buf_add(&whole, stem.len > 0 ? stem : S("file"));
    buf_add(&whole, kind->ending);
    return buf_str(&whole);
}
