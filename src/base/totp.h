/* totp.h - one-time codes from a shared secret and the clock (RFC 6238, with SHA-1, 30 s and six
 * digits, as every app has them).
 */
#pragma once

#include "base/base.h"

enum { TOTP_STEP_S = 30, TOTP_LETTERS = 32 };

/* 160 random bits in base32 (RFC 4648 section 6), in upper case as apps show them. */
struct str totp_secret_new(struct arena *arena);

/* The code of one step, 0 to 999999. ERR_INVALID: the secret is none. */
MUST_USE enum err totp_code(struct str secret, int64_t step, int64_t *ret);

/* Which step has this code: the one of now, the one before or the one after, since clocks differ.
 * ERR_INVALID: none of them.
 */
MUST_USE enum err totp_step(struct str secret, struct str code, int64_t now, int64_t *ret);
