#include "base/lookup.h"

#include <criterion/criterion.h>

Test(lookup, each_text_gives_its_own_number)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    enum { MANY = 1000 };
    struct lookup lookup = lookup_new(arena, MANY);
    struct buf name = {.arena = arena};

    for (size_t i = 1; i <= MANY; i++) {
        name = (struct buf){.arena = arena};
        buf_addf(&name, "name %zu", i);
        cr_assert(lookup_find(&lookup, buf_str(&name)) == 0);
        lookup_put(&lookup, buf_str(&name), i);
    }
    for (size_t i = 1; i <= MANY; i++) {
        name = (struct buf){.arena = arena};
        buf_addf(&name, "name %zu", i);
        cr_expect(lookup_find(&lookup, buf_str(&name)) == i);
    }
}

Test(lookup, a_later_number_replaces_and_the_empty_text_has_none)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct lookup lookup = lookup_new(arena, 2);

    lookup_put(&lookup, S("a"), 1);
    lookup_put(&lookup, S("a"), 2);
    lookup_put(&lookup, (struct str){0}, 3);
    cr_expect(lookup_find(&lookup, S("a")) == 2);
    cr_expect(lookup_find(&lookup, (struct str){0}) == 0);
}
