/* form.h - fields from a query string, a form's body or a multipart body.
 *
 * Everything is bounded (trust.md, limits on input): 500 fields, 64 KiB each. Text must be valid
 * UTF-8 without control characters but LF and TAB; CR LF of a textarea becomes LF.
 */
#pragma once

#include "base/base.h"

enum {
    FORM_FIELDS_MAX = 500,
    FORM_FIELD_MAX = 64 * 1024,         /* bytes */
    FORM_BODY_MAX = 256 * 1024,         /* bytes of a form without files */
    FORM_UPLOAD_MAX = 20 * 1024 * 1024, /* bytes of a multipart body */
    FORM_PARTS_MAX = 100
};

struct field {
    struct str name, value;
};

struct form {
    const struct field *at;
    size_t len;
};

struct file {
    struct str field, name, bytes; /* name: as the browser sent it, for show only */
};

struct files {
    const struct file *at;
    size_t len;
};

/* "a=1&b=2". ERR_INVALID: too many, too long, a bad escape or text that is not UTF-8. */
MUST_USE enum err form_parse(struct arena *arena, struct str body, struct form *ret);

/* multipart/form-data (RFC 7578); type is the whole Content-Type. ERR_INVALID as above. */
MUST_USE enum err form_parse_parts(struct arena *arena, struct str type, struct str body,
                                   struct form *ret, struct files *ret_files);

/* %XX and, where plus_is_blank, "+". ERR_INVALID: a bad escape, or bytes as above. */
MUST_USE enum err form_unescape(struct arena *arena, struct str text, bool plus_is_blank,
                                struct str *ret);

/* The value of one cookie of a Cookie header, or empty. */
struct str cookie_find(struct str header, struct str name);
