#include "base/secret.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { ARGON_MEMORY = 46 * 1024 * 1024, ARGON_PASSES = 1 };

bool secret_start(void)
{
    return sodium_init() >= 0;
}

/* libsodium wants a pointer even to nothing. */
static const unsigned char *bytes_of(struct str text)
{
    return (const unsigned char *)(text.at ? text.at : "");
}

/* RFC 4648 §6, in lower case and without padding. */
struct str secret_new(struct arena *arena)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char bits[SECRET_LETTERS];
    char *token = NEW_ARRAY(arena, char, SECRET_LETTERS + 1);

    randombytes_buf(bits, sizeof(bits));
    for (size_t i = 0; i < SECRET_LETTERS; i++)
        token[i] = letters[bits[i] & 31];
    return (struct str){token, SECRET_LETTERS};
}

static struct str hex(struct arena *arena, const unsigned char *bytes, size_t len)
{
    char *text = NEW_ARRAY(arena, char, len * 2 + 1);

    sodium_bin2hex(text, len * 2 + 1, bytes, len);
    return (struct str){text, len * 2};
}

struct str secret_hash(struct arena *arena, struct str text)
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, bytes_of(text), text.len);
    return hex(arena, digest, sizeof(digest));
}

struct str secret_code(struct arena *arena)
{
    struct buf code = {.arena = arena};

    buf_addf(&code, "%06u", (unsigned)randombytes_uniform(1000000));
    return buf_str(&code);
}

struct str secret_mac(struct arena *arena, struct str key, struct str text)
{
    crypto_auth_hmacsha256_state state;
    unsigned char mac[crypto_auth_hmacsha256_BYTES];

    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.len);
    crypto_auth_hmacsha256_update(&state, bytes_of(text), text.len);
    crypto_auth_hmacsha256_final(&state, mac);
    return hex(arena, mac, sizeof(mac));
}

bool secret_eq(struct str a, struct str b)
{
    return a.len == b.len && a.len > 0 && sodium_memcmp(a.at, b.at, a.len) == 0;
}

struct str password_hash(struct arena *arena, struct str password)
{
    char *hash = NEW_ARRAY(arena, char, crypto_pwhash_STRBYTES);

    if (crypto_pwhash_str(hash, (const char *)bytes_of(password), password.len, ARGON_PASSES,
                          ARGON_MEMORY) != 0)
        abort(); /* no memory: as any other allocation */
    return str_of(hash);
}

/* Of a password nobody has: what an account without one is compared with. */
static const char nobodys[] = "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                              "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

bool password_fits(struct str hash, struct str password)
{
    struct str against = hash.len ? hash : str_of(nobodys);
    char terminated[crypto_pwhash_STRBYTES] = {0};

    if (against.len >= sizeof(terminated))
        return false;
    memcpy(terminated, against.at, against.len);
    bool fits =
        crypto_pwhash_str_verify(terminated, (const char *)bytes_of(password), password.len) == 0;
    return fits && hash.len > 0;
}
