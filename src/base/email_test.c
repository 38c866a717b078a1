#include "base/email.h"

#include <criterion/criterion.h>

Test(email, an_ordinary_address_is_taken)
{
    static const char *const good[] = {
        "a@b.example",
        "zoe.o'brien+mentor@example.ac.uk",
        "x_y-z@xn--mller-kva.example",
        "{odd}@sub.b.example",
        "UPPER@EXAMPLE.ORG",
    };

    for (size_t i = 0; i < COUNT(good); i++)
        cr_expect(email_fault(str_of(good[i])).len == 0, "%s", good[i]);
}

Test(email, whatever_could_be_read_as_more_than_one_address_is_refused)
{
    static const char *const bad[] = {
        "",
        "n/a",
        "a@b",
        "@b.example",
        "a@",
        "a@b.example\nBcc: c@d.example",
        "a@b.example\r\nRCPT TO:<c@d.example>",
        "a@b.example, c@d.example",
        "a@b.example; c@d.example",
        "a b@c.example",
        "<a@b.example>",
        "\"a\"@b.example",
        "a@[127.0.0.1]",
        "a@-b.example",
        "a@b-.example",
        "a@b..example",
        ".a@b.example",
        "a.@b.example",
        "a..b@c.example",
        "zo\xC3\xAB@example.org",
        "a@ex\xC3\xA4mple.org",
        "a\x7F@b.example",
        "1234567890123456789012345678901234567890123456789012345678901234x@b.example",
    };

    for (size_t i = 0; i < COUNT(bad); i++)
        cr_expect(email_fault(str_of(bad[i])).len > 0, "%s", bad[i]);
    cr_expect(email_fault((struct str){"a\0b@c.example", 13}).len > 0, "a NUL");
}

Test(email, an_address_is_compared_in_lower_case)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    cr_expect(str_eq(email_key(arena, S("Zoe@EXAMPLE.org")), S("zoe@example.org")));
}
