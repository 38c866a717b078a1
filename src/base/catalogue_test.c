#include "base/catalogue.h"

#include <criterion/criterion.h>

static const char welsh[] = "language cy\n"
                            "plural 1 2\n"
                            "# where it stands\n"
                            "> Goals\n"
                            "< Nodau\n"
                            "> {1} offers {2}\n"
                            "< {2} oddi wrth {1}\n"
                            "> One goal.|{1} goals.\n"
                            "< Un nod.|Dau nod.|{1} nod.\n"
                            "> One line\\nand another\n"
                            "< Un llinell\\nac un arall\n";

static struct str written(struct arena *arena, struct str message, struct str one, struct str two)
{
    struct buf out = {.arena = arena};
    struct message at = {message, 0};

    while (message_next(&at, &out))
        buf_add(&out, at.value == 1 ? one : two);
    return buf_str(&out);
}

Test(catalogue, words_values_and_plural_forms_come_from_the_language)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct catalogue *cy;
    int line;

    cr_assert(catalogue_parse(arena, str_of(welsh), &cy, &line) == OK);
    cr_expect(str_eq(catalogue_language(cy), S("cy")));
    cr_expect(str_eq(catalogue_say(cy, S("Goals")), S("Nodau")));
    cr_expect(str_eq(catalogue_say(cy, S("One line\nand another")), S("Un llinell\nac un arall")));
    cr_expect(str_eq(written(arena, catalogue_say(cy, S("{1} offers {2}")), S("Ada"), S("te")),
                     S("te oddi wrth Ada")));
    cr_expect(str_eq(catalogue_count(cy, S("One goal.|{1} goals."), 1), S("Un nod.")));
    cr_expect(str_eq(catalogue_count(cy, S("One goal.|{1} goals."), 2), S("Dau nod.")));
    cr_expect(str_eq(catalogue_count(cy, S("One goal.|{1} goals."), 7), S("{1} nod.")));
}

Test(catalogue, what_it_does_not_have_stands_in_english)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    const struct catalogue *cy;
    int line;

    cr_assert(catalogue_parse(arena, str_of(welsh), &cy, &line) == OK);
    cr_expect(str_eq(catalogue_say(cy, S("Questions")), S("Questions")));
    cr_expect(str_eq(catalogue_say(NULL, S("Goals")), S("Goals")));
    cr_expect(str_eq(catalogue_language(NULL), S("en-GB")));
    cr_expect(str_eq(catalogue_count(NULL, S("One goal.|{1} goals."), 1), S("One goal.")));
    cr_expect(str_eq(catalogue_count(NULL, S("One goal.|{1} goals."), 0), S("{1} goals.")));
}

Test(catalogue, a_translation_brings_no_markup_and_no_values_of_its_own)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct {
        const char *text;
        int line;
    } cases[] = {
        {"> Goals\n< <b>Nodau</b>\n", 2},
        {"> Goals\n< Nodau {1}\n", 2},
        {"< Nodau\n", 1},
        {"> Goals\n< \n", 2},
        {"goals\n", 1},
        {"plural one\n", 1},
    };
    const struct catalogue *none;
    int line;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(catalogue_parse(arena, str_of(cases[i].text), &none, &line) == ERR_INVALID,
                  "case %zu", i);
        cr_expect(line == cases[i].line, "case %zu: line %d", i, line);
    }
}
