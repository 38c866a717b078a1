/* check.h - what HTTP/1.1 does not allow, and libmicrohttpd lets through.
 *
 * Sources: RFC 9112 (framing, Host, field syntax), RFC 3986 (paths). Any doubt about length,
 * coding, host, name or value is a refusal, and the connection is closed.
 */
#pragma once

#include "base/base.h"

enum { CHECK_HEADERS_MAX = 100, CHECK_TARGET_MAX = 8 * 1024 };

struct header_check {
    size_t headers, hosts, lengths, codings;
    bool is_wrong;
    int64_t length; /* of the body; -1: none was named */
};

/* One header after the other, in the order they came. */
void check_header(struct header_check *check, struct str name, struct str value);

/* The status to answer, or 0 when the head may pass. */
int check_head(const struct header_check *check, struct str method, struct str version);

/* The path of a request target, decoded; behind "?" is left to *query, still escaped.
 * ERR_INVALID: not a path, a bad escape, a control character, "//" or a dot segment.
 */
MUST_USE enum err check_target(struct arena *arena, struct str target, struct str *path,
                               struct str *query);
