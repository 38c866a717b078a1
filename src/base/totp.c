#include "base/totp.h"

#include "base/secret.h"

#include <glib.h>
#include <string.h>

enum { SECRET_BYTES = 20, SHA1_BYTES = 20, DIGITS = 6, MODULUS = 1000000 };

struct str totp_secret_new(struct arena *arena)
{
    struct str token = secret_new(arena);
    char *letters = NEW_ARRAY(arena, char, TOTP_LETTERS + 1);

    for (size_t i = 0; i < TOTP_LETTERS; i++)
        letters[i] = g_ascii_toupper(token.at[i]);
    return (struct str){letters, TOTP_LETTERS};
}

static enum err read_secret(struct str secret, unsigned char bytes[SECRET_BYTES])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned bits = 0, held = 0;
    size_t len = 0;

    if (secret.len != TOTP_LETTERS)
        return ERR_INVALID;
    for (size_t i = 0; i < secret.len; i++) {
        const char *letter = secret.at[i] ? strchr(letters, secret.at[i]) : NULL;
        if (!letter)
            return ERR_INVALID;
        bits = (bits << 5 | (unsigned)(letter - letters)) & 0xFFFFU;
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes[len++] = (unsigned char)(bits >> held);
        }
    }
    return OK;
}

/* RFC 4226 section 5.3: four bytes from where the last half byte points, without the sign. */
enum err totp_code(struct str secret, int64_t step, int64_t *ret)
{
    unsigned char key[SECRET_BYTES], counter[8], mac[SHA1_BYTES];
    gsize len = sizeof(mac);

    TRY(read_secret(secret, key));
    for (int i = 0; i < 8; i++)
        counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
    GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA1, key, sizeof(key));
    g_hmac_update(hmac, counter, sizeof(counter));
    g_hmac_get_digest(hmac, mac, &len);
    g_hmac_unref(hmac);
    size_t at = mac[SHA1_BYTES - 1] & 15U;
    uint32_t number = (uint32_t)(mac[at] & 0x7FU) << 24 | (uint32_t)mac[at + 1] << 16 |
                      (uint32_t)mac[at + 2] << 8 | (uint32_t)mac[at + 3];
    *ret = number % MODULUS;
    return OK;
}

enum err totp_step(struct str secret, struct str code, int64_t now, int64_t *ret)
{
    int64_t step = now / TOTP_STEP_S, typed, right;

    if (code.len != DIGITS || str_number(code, &typed) != OK)
        return ERR_INVALID;
    for (int64_t at = step - 1; at <= step + 1; at++) {
        TRY(totp_code(secret, at, &right));
        if (right == typed) {
            *ret = at;
            return OK;
        }
    }
    return ERR_INVALID;
}
