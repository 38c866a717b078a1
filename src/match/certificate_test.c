#include "match/certificate.h"

#include "support/given_match.h"

#include <criterion/criterion.h>

Test(match_certificate, what_was_written_reads_back_and_verifies)
{
    for (size_t kind = 0; kind < GIVEN_KINDS; kind++) {
        CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
        struct work work = work_begin(arena, 0);
        struct match_input input = given_match(arena, (enum given_kind)kind, kind, 30, 20);
        struct match_result result, again;

        cr_assert(match_solve(&work, &input, &result) == OK);
        struct str text = certificate_write(&work, &input, &result);
        cr_assert(certificate_parse(&work, &input, text, &again) == OK);
        cr_expect(match_verify(&work, &input, &again).flaw == MATCH_SOUND);
        cr_expect(str_eq(certificate_write(&work, &input, &again), text));
    }
}

Test(match_certificate, any_key_can_stand_in_it)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_TIES, 1, 1, 1);
    struct match_person mentee = input.mentees.at[0], mentor = input.mentors.at[0];
    struct match_result result, again;

    mentee.key = S("100 %\nZo\xC3\xAB");
    mentor.places = 1;
    input.mentees.at = &mentee;
    input.mentors.at = &mentor;
    cr_assert(match_solve(&work, &input, &result) == OK);
    cr_assert(result.len == 1);
    struct str text = certificate_write(&work, &input, &result);
    cr_assert(certificate_parse(&work, &input, text, &again) == OK);
    cr_expect(again.len == 1 && again.pairs[0].mentee == 0);
}

Test(match_certificate, what_is_none_is_refused_with_its_line)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 1, 3, 3);
    struct match_result result;
    static const char *const bad[] = {
        "",
        "rapport match certificate 2\n",
        "rapport match certificate 2\n",
        "rapport match certificate 2\ninput 12\nworth 0\n",
        "rapport match certificate 2\nworth 0\nworth 0\n",
        "rapport match certificate 2\nworth 99999999999999999999\n",
        "rapport match certificate 2\nworth -\n",
        "rapport match certificate 2\npair mentee0 nobody 400\n",
        "rapport match certificate 2\npair mentee0 mentor0 400 pin\n",
        "rapport match certificate 2\ngain mentee0%4 1\n",
        "rapport match certificate 2\ngain mentee0 1\ngain mentee0 1\n",
        "rapport match certificate 2\nworth\n",
    };

    for (size_t i = 0; i < COUNT(bad); i++)
        cr_expect(certificate_parse(&work, &input, str_of(bad[i]), &result) == ERR_INVALID,
                  "case %zu", i);
}

Test(match_certificate, more_pairs_than_mentees_are_refused)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, 0);
    struct match_input input = given_match(arena, GIVEN_PLAIN, 1, 3, 3);
    struct buf text = {.arena = arena};
    struct match_result result;

    buf_add(&text, S("rapport match certificate 2\n"));
    for (size_t i = 0; i <= input.mentees.len; i++)
        buf_add(&text, S("pair mentee0 mentor0 4\n"));
    cr_expect(certificate_parse(&work, &input, buf_str(&text), &result) == ERR_INVALID);
    cr_expect(str_starts(work.fault.text, S("Line 5 ")));
}
