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

enum {
    SEAL_NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    SEAL_EXTRA = SEAL_NONCE + crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SEAL_LETTERS = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
};
_Static_assert(crypto_hash_sha256_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
               "a digest is a key");

struct str secret_seal(struct arena *arena, struct str key, struct str about, struct str text)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    size_t len = text.len + SEAL_EXTRA, most = sodium_base64_ENCODED_LEN(len, SEAL_LETTERS);
    unsigned char *bytes = NEW_ARRAY(arena, unsigned char, len);
    char *letters = NEW_ARRAY(arena, char, most);

    crypto_hash_sha256(digest, bytes_of(key), key.len);
    randombytes_buf(bytes, SEAL_NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + SEAL_NONCE, NULL, bytes_of(text), text.len,
                                               bytes_of(about), about.len, NULL, bytes, digest);
    sodium_memzero(digest, sizeof(digest));
    sodium_bin2base64(letters, most, bytes, len, SEAL_LETTERS);
    return str_of(letters);
}

bool secret_open(struct arena *arena, struct str key, struct str about, struct str sealed,
                 struct str *ret)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    unsigned char *bytes = NEW_ARRAY(arena, unsigned char, sealed.len + 1);
    size_t len;

    if (sodium_base642bin(bytes, sealed.len, sealed.at ? sealed.at : "", sealed.len, NULL, &len,
                          NULL, SEAL_LETTERS) != 0 ||
        len < SEAL_EXTRA)
        return false;
    char *text = NEW_ARRAY(arena, char, len - SEAL_EXTRA + 1);
    crypto_hash_sha256(digest, bytes_of(key), key.len);
    bool is_open = crypto_aead_xchacha20poly1305_ietf_decrypt(
                       (unsigned char *)text, NULL, NULL, bytes + SEAL_NONCE, len - SEAL_NONCE,
                       bytes_of(about), about.len, bytes, digest) == 0;
    sodium_memzero(digest, sizeof(digest));
    *ret = (struct str){text, len - SEAL_EXTRA};
    return is_open;
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
