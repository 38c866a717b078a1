#include "web/check.h"

#include "web/form.h"

#include <string.h>
#include <strings.h>

/* RFC 9110 §5.6.2: the letters of a token. */
static bool is_token(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_letter && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c)))
            return false;
    }
    return text.len > 0;
}

/* RFC 9110 §5.5: no control character but TAB. */
static bool is_value(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F)
            return false;
    }
    return true;
}

static bool is_named(struct str name, const char *word)
{
    return name.len == strlen(word) && strncasecmp(name.at, word, name.len) == 0;
}

/* RFC 9112 §6.3: one length, in digits alone. */
static void check_length(struct header_check *check, struct str value)
{
    check->lengths++;
    if (value.len == 0 || value.at[0] == '-' || str_number(value, &check->length) != OK)
        check->is_wrong = true;
}

/* RFC 9110 §7.2: letters of a host and a port, without user, path or blank. */
static void check_host(struct header_check *check, struct str value)
{
    check->hosts++;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        check->is_wrong |= !is_plain && (c == '\0' || !strchr("-._:[]~!$&'()*+,;=%", c));
    }
    check->is_wrong |= value.len == 0 || value.len > 255;
}

void check_header(struct header_check *check, struct str name, struct str value)
{
    check->headers++;
    if (!is_token(name) || !is_value(value))
        check->is_wrong = true;
    else if (is_named(name, "Host"))
        check_host(check, value);
    else if (is_named(name, "Content-Length"))
        check_length(check, value);
    else if (is_named(name, "Transfer-Encoding")) {
        check->codings++;
        check->is_wrong |= !is_named(value, "chunked");
    }
}

int check_head(const struct header_check *check, struct str method, struct str version)
{
    if (check->headers > CHECK_HEADERS_MAX)
        return 431;
    if (!str_eq(version, S("HTTP/1.1")) && !str_eq(version, S("HTTP/1.0")))
        return 505;
    bool has_one_host = check->hosts == 1 || (check->hosts == 0 && str_eq(version, S("HTTP/1.0")));
    bool is_framed = check->lengths + check->codings <= 1;
    if (check->is_wrong || !has_one_host || !is_framed)
        return 400;
    if (check->codings && str_eq(version, S("HTTP/1.0")))
        return 400;
    if (str_eq(method, S("GET")) || str_eq(method, S("HEAD")) || str_eq(method, S("POST")))
        return 0;
    bool is_known = str_eq(method, S("PUT")) || str_eq(method, S("DELETE")) ||
                    str_eq(method, S("PATCH")) || str_eq(method, S("OPTIONS"));
    return is_known ? 405 : 501;
}

static bool is_dots(struct str part)
{
    return str_eq(part, S(".")) || str_eq(part, S(".."));
}

enum err check_target(struct arena *arena, struct str target, struct str *path, struct str *query)
{
    struct str rest = target, raw = str_cut(&rest, '?'), plain;

    *query = rest;
    if (target.len > CHECK_TARGET_MAX || !str_starts(raw, S("/")))
        return ERR_INVALID;
    TRY(form_unescape(arena, raw, false, &plain));
    for (size_t i = 0; i < plain.len; i++)
        if ((unsigned char)plain.at[i] < 0x20 || plain.at[i] == '\\')
            return ERR_INVALID;
    for (size_t i = 0; i < target.len; i++)
        if ((unsigned char)target.at[i] <= 0x20 || (unsigned char)target.at[i] >= 0x7F ||
            target.at[i] == '#')
            return ERR_INVALID;

    struct str parts = {plain.at + 1, plain.len - 1};
    for (size_t n = 0; parts.at && parts.len > 0; n++) {
        struct str part = str_cut(&parts, '/');
        if (part.len == 0 || is_dots(part) || n > 32)
            return ERR_INVALID;
    }
    *path = plain;
    return OK;
}
