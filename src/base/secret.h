/* secret.h - tokens that cannot be guessed, and what is kept of them.
 *
 * A token is 256 random bits in lower-case base32, since mail servers change case. Only its
 * SHA-256 is stored. libsodium does the work; secret_start() comes first.
 */
#pragma once

#include "base/base.h"

enum {
    SECRET_LETTERS = 52, /* of a token */
    PASSWORD_LEAST = 12, /* letters */
    PASSWORD_MOST = 128
};

/* Once, before any other call. False: the system gives no random numbers. */
bool secret_start(void);

struct str secret_new(struct arena *arena);                   /* a new token */
struct str secret_hash(struct arena *arena, struct str text); /* SHA-256 in hex, 64 letters */
struct str secret_code(struct arena *arena);                  /* six digits */

/* HMAC-SHA-256 in hex, to show later that text came from us. */
struct str secret_mac(struct arena *arena, struct str key, struct str text);

/* Text that only who has the key can read: XChaCha20-Poly1305 in base64. about: what it is and
 * where it stands, so that it opens nowhere else. key: any text; its SHA-256 is used.
 */
struct str secret_seal(struct arena *arena, struct str key, struct str about, struct str text);

/* False: another key, another place, or changed. */
bool secret_open(struct arena *arena, struct str key, struct str about, struct str sealed,
                 struct str *ret);

/* Compare in a time that tells nothing of where they differ. */
bool secret_eq(struct str a, struct str b);

/* argon2id, 46 MiB, one pass (OWASP calls it sufficient): about 40 ms of one core, so never in
 * the writer. The result names its own parameters.
 */
struct str password_hash(struct arena *arena, struct str password);

/* hash empty: an account without a password; costs the same and never fits. */
bool password_fits(struct str hash, struct str password);
