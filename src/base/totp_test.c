#include "base/totp.h"

#include "base/secret.h"

#include <criterion/criterion.h>

/* "12345678901234567890" in base32. */
static const struct str key = {"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 32};

Test(totp, gives_the_codes_of_rfc_6238_appendix_b)
{
    static const struct {
        int64_t at, code;
    } given[] = {{59, 287082},       {1111111109, 81804},  {1111111111, 50471},
                 {1234567890, 5924}, {2000000000, 279037}, {20000000000, 353130}};
    int64_t code;

    for (size_t i = 0; i < COUNT(given); i++) {
        cr_expect(totp_code(key, given[i].at / TOTP_STEP_S, &code) == OK);
        cr_expect(code == given[i].code, "at %lld", (long long)given[i].at);
    }
}

Test(totp, takes_the_step_before_and_after_and_no_other)
{
    int64_t step;

    cr_expect(totp_step(key, S("081804"), 1111111109, &step) == OK && step == 37037036);
    cr_expect(totp_step(key, S("081804"), 1111111109 + 30, &step) == OK && step == 37037036);
    cr_expect(totp_step(key, S("081804"), 1111111109 - 30, &step) == OK && step == 37037036);
    cr_expect(totp_step(key, S("081804"), 1111111109 + 90, &step) == ERR_INVALID);
    cr_expect(totp_step(key, S("81804"), 1111111109, &step) == ERR_INVALID);
    cr_expect(totp_step(key, S("-81804"), 1111111109, &step) == ERR_INVALID);
}

Test(totp, refuses_a_secret_that_is_none)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    int64_t code;

    cr_assert(secret_start());
    cr_expect(totp_code(totp_secret_new(arena), 1, &code) == OK);
    cr_expect(totp_code(S("short"), 1, &code) == ERR_INVALID);
    cr_expect(totp_code(S("1EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), 1, &code) == ERR_INVALID);
}
