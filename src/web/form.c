#include "web/form.h"

#include <string.h>
#include <strings.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Keep LF and TAB, drop the CR of CR LF; any other control character is refused. */
static enum err clean(struct arena *arena, struct str text, struct str *ret)
{
    char *kept = arena_alloc(arena, text.len + 1, 1);
    size_t len = 0;

    if (text.len > FORM_FIELD_MAX || !str_is_utf8(text))
        return ERR_INVALID;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n')
            continue;
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            return ERR_INVALID;
        kept[len++] = text.at[i];
    }
    *ret = (struct str){kept, len};
    return OK;
}

static enum err unescape_bytes(struct arena *arena, struct str text, bool plus_is_blank,
                               struct str *ret)
{
    char *plain = arena_alloc(arena, text.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%') {
            int high = i + 2 < text.len ? hex_digit(text.at[i + 1]) : -1;
            int low = i + 2 < text.len ? hex_digit(text.at[i + 2]) : -1;
            if (high < 0 || low < 0)
                return ERR_INVALID;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        plain[len++] = c;
    }
    *ret = (struct str){plain, len};
    return OK;
}

enum err form_unescape(struct arena *arena, struct str text, bool plus_is_blank, struct str *ret)
{
    struct str plain;

    TRY(unescape_bytes(arena, text, plus_is_blank, &plain));
    return clean(arena, plain, ret);
}

enum err form_parse(struct arena *arena, struct str body, struct form *ret)
{
    struct field *fields = NEW_ARRAY(arena, struct field, FORM_FIELDS_MAX);
    size_t n = 0;

    while (body.len > 0) {
        struct str value = str_cut(&body, '&'), name = str_cut(&value, '=');
        if (name.len == 0)
            continue;
        if (n == FORM_FIELDS_MAX)
            return ERR_INVALID;
        TRY(form_unescape(arena, name, true, &fields[n].name));
        TRY(form_unescape(arena, value, true, &fields[n].value));
        n++;
    }
    *ret = (struct form){fields, n};
    return OK;
}

/* --- multipart/form-data, RFC 7578 and RFC 2046 §5.1 */

/* The value of name="..." in a header's parameters, or empty. */
static struct str parameter(struct str header, const char *name)
{
    size_t len = strlen(name);

    while (header.len > 0) {
        struct str part = str_trim(str_cut(&header, ';'));
        if (part.len <= len + 1 || strncasecmp(part.at, name, len) != 0 || part.at[len] != '=')
            continue;
        part = (struct str){part.at + len + 1, part.len - len - 1};
        if (part.len >= 2 && part.at[0] == '"' && part.at[part.len - 1] == '"')
            part = (struct str){part.at + 1, part.len - 2};
        return part;
    }
    return (struct str){0};
}

static struct str find_in(struct str text, struct str part)
{
    const char *at = text.len && part.len ? memmem(text.at, text.len, part.at, part.len) : NULL;
    return at ? (struct str){at, text.len - (size_t)(at - text.at)} : (struct str){0};
}

static struct str header_of(struct str headers, const char *name)
{
    size_t len = strlen(name);

    while (headers.len > 0) {
        struct str line = str_cut(&headers, '\n');
        if (line.len > len && strncasecmp(line.at, name, len) == 0 && line.at[len] == ':')
            return str_trim((struct str){line.at + len + 1, line.len - len - 1});
    }
    return (struct str){0};
}

struct parts {
    struct arena *arena;
    struct field *fields;
    struct file *files;
    size_t nfields, nfiles;
};

static enum err add_part(struct parts *to, struct str part)
{
    struct str body = find_in(part, S("\r\n\r\n"));
    if (!body.at)
        return ERR_INVALID;
    struct str headers = {part.at, (size_t)(body.at - part.at)};
    struct str disposition = header_of(headers, "content-disposition");
    struct str name = parameter(disposition, "name");
    struct str filename = parameter(disposition, "filename");
    bool is_file = find_in(disposition, S("filename=")).at != NULL;

    body = (struct str){body.at + 4, body.len - 4};
    if (name.len == 0)
        return ERR_INVALID;
    if (!is_file) {
        TRY(clean(to->arena, name, &to->fields[to->nfields].name));
        TRY(clean(to->arena, body, &to->fields[to->nfields].value));
        to->nfields++;
        return OK;
    }
    struct file *file = &to->files[to->nfiles++];
    TRY(clean(to->arena, name, &file->field));
    TRY(clean(to->arena, filename, &file->name));
    file->bytes = body;
    return OK;
}

enum err form_parse_parts(struct arena *arena, struct str type, struct str body, struct form *ret,
                          struct files *ret_files)
{
    struct str boundary = parameter(type, "boundary");
    struct buf mark = {.arena = arena};
    struct parts parts = {arena, NEW_ARRAY(arena, struct field, FORM_PARTS_MAX),
                          NEW_ARRAY(arena, struct file, FORM_PARTS_MAX), 0, 0};

    if (boundary.len == 0 || boundary.len > 70)
        return ERR_INVALID;
    buf_addf(&mark, "\r\n--%.*s", ARG(boundary));
    struct str delimiter = buf_str(&mark), opening = {delimiter.at + 2, delimiter.len - 2};
    if (!str_starts(body, opening))
        return ERR_INVALID;

    struct str rest = {body.at + opening.len, body.len - opening.len};
    while (!str_starts(rest, S("--"))) {
        struct str next = find_in(rest, delimiter);
        if (!next.at || !str_starts(rest, S("\r\n")) ||
            parts.nfields + parts.nfiles == FORM_PARTS_MAX)
            return ERR_INVALID;
        TRY(add_part(&parts, (struct str){rest.at + 2, (size_t)(next.at - rest.at) - 2}));
        rest = (struct str){next.at + delimiter.len, next.len - delimiter.len};
    }
    *ret = (struct form){parts.fields, parts.nfields};
    *ret_files = (struct files){parts.files, parts.nfiles};
    return OK;
}

struct str cookie_find(struct str header, struct str name)
{
    while (header.len > 0) {
        struct str value = str_trim(str_cut(&header, ';')), key = str_cut(&value, '=');
        if (str_eq(key, name))
            return value;
    }
    return (struct str){0};
}
