/* decode.h - from the bytes of a text file to UTF-8. */
#pragma once

#include "sheet/sheet.h"

/* Find the encoding of bytes and turn them into UTF-8. Without a byte order mark, what is not
 * valid UTF-8 (RFC 3629) is taken as Windows-1252, which fits any bytes.
 * ret: without byte order mark; a view of bytes where they already are UTF-8.
 * ERR_INVALID: a NUL in it: no text.
 */
MUST_USE enum err decode_text(struct work *work, struct str bytes,
                              enum sheet_encoding *ret_encoding, struct str *ret);

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool is_utf8(struct str text);
