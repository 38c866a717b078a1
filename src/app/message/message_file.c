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

/* The last part of what was sent, not hidden and no way up; empty: no text that can be read. */
static struct str last_part(struct str sent)
{
    struct str last = sent;

    for (size_t i = 0; i < sent.len; i++)
        if (sent.at[i] == '/' || sent.at[i] == '\\')
            last = (struct str){sent.at + i + 1, sent.len - i - 1};
    while (last.len > 0 && last.at[0] == '.')
        last = (struct str){last.at + 1, last.len - 1};
    return str_is_utf8(last) ? last : (struct str){0};
}

/* Without the ending that was sent with it. */
static struct str stem_of(struct str name)
{
    size_t dot = name.len;

    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] == '.')
            dot = i;
    return (struct str){name.at, dot};
}

struct str message_file_name(struct arena *arena, struct str sent,
                             const struct message_file_kind *kind)
{
    struct str stem = stem_of(last_part(sent));
    struct buf plain = {.arena = arena}, whole = {.arena = arena};
    size_t letters = 0;

    for (size_t i = 0; i < stem.len && letters <= NAME_ROOM; i++) {
        unsigned char c = (unsigned char)stem.at[i];
        letters += (c & 0xc0) != 0x80; /* bytes that go on a letter begin so */
        if (is_plain(c) && letters <= NAME_ROOM)
            buf_add(&plain, (struct str){stem.at + i, 1});
    }
    stem = str_trim(buf_str(&plain));
    buf_add(&whole, stem.len > 0 ? stem : S("file"));
    buf_add(&whole, kind->ending);
    return buf_str(&whole);
}
