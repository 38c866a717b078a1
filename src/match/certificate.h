/* certificate.h - a result as text, to keep and to check elsewhere.
 *
 *     rapport match certificate 1
 *     input 6b1e...          SHA-256 of the input
 *     worth 123              of the pairs that are not pinned, as gains and prices below
 *     pair MENTEE MENTOR 640 [pinned]
 *     gain MENTEE 123        mentees without a line: 0
 *     price MENTOR 123       mentors without a line: 0
 *
 * Lines rise by the keys of the people they name, so the same result is the same bytes. Bytes of a
 * key that are blank, % or not printable ASCII are written %XX.
 */
#pragma once

#include "match/match.h"

/* A view into work's arena. */
struct str certificate_write(struct work *work, const struct match_input *input,
                             const struct match_result *result);

/* Read a certificate over this input.
 * ERR_INVALID: not such a text, or a person that the input does not have; the fault names the line.
 */
MUST_USE enum err certificate_parse(struct work *work, const struct match_input *input,
                                    struct str text, struct match_result *ret);

/* "6b1e...", 64 letters. */
struct str certificate_hex(struct arena *arena, const unsigned char hash[MATCH_HASH_SIZE]);
