#include "app/waiting/waiting_inside.h"

#include "app/audit/audit.h"
#include "app/introduction/introduction.h"
#include "app/matching/matching_words.h"
#include "app/scheme/scheme.h"
#include "waiting_sql.h"

#include <stdlib.h>

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

struct str waiting_place_says(struct arena *arena, int64_t place, int64_t of)
{
    static const char *const fives[] = {"", "five", "ten", "fifteen", "twenty"};
    int64_t five = (place + 4) / 5;

    if (of == 1)
        return S("Nobody else waits at present.");
    if (place == 1)
        return say(arena, "You are the first of %lld who wait.", (long long)of);
    if (of <= 5 || five >= (int64_t)COUNT(fives))
        return say(arena, "You are in the %s half of %lld who wait.",
                   2 * place <= of ? "first" : "second", (long long)of);
    return say(arena, "You are among the first %s of %lld who wait.", fives[five], (long long)of);
}

struct str waiting_odds_says(struct arena *arena, const struct waiting_standing *standing)
{
    switch (standing->odds) {
    case ODDS_NONE:
        return S("Honestly, not soon: no mentor with room shares a word with you at present. That "
                 "can change any day, and more words in your profile may help.");
    case ODDS_LONG:
        return say(arena,
                   "Honestly, it may take a while: more people wait before you than there are "
                   "mentors for you (%lld with room share a word with you).",
                   (long long)standing->mentors);
    case ODDS_EVEN:
        return say(arena,
                   "About even: %lld mentors with room share a word with you, and others who wait "
                   "look for the same.",
                   (long long)standing->mentors);
    case ODDS_GOOD:
        return standing->mentors == 1
                   ? S("A good chance: one mentor with room shares a word with you.")
                   : say(arena, "A good chance: %lld mentors with room share a word with you.",
                         (long long)standing->mentors);
    }
    return (struct str){0};
}

/* Whoever stands before you may take one that is right for you: so they are counted. */
static enum waiting_odds odds_of(int64_t place, int64_t mentors)
{
    if (mentors == 0)
        return ODDS_NONE;
    if (place <= mentors)
        return ODDS_GOOD;
    return place <= 3 * mentors ? ODDS_EVEN : ODDS_LONG;
}

/* Where mentees do not ask themselves, a mentor below the floor is none for them. The best are
 * looked at; where all of these will do, so may the rest.
 */
static int64_t within_reach(const struct scheme_rules *rules, const struct directory_mentors *found)
{
    int64_t mentors = 0;

    if (directory_is_open(rules))
        return found->found;
    for (size_t i = 0; i < found->len; i++)
        mentors += found->at[i].fit.rule == MATCH_NO_RULE && found->at[i].fit.score >= rules->floor;
    return mentors == (int64_t)found->len ? found->found : mentors;
}

enum err waiting_standing_get(struct work *work, const struct scheme_access *by,
                              struct participant_id mentee, struct waiting_standing *ret)
{
    struct directory_mentors found;
    struct directory_mentee me;
    struct waiting_line_rows rows;
    struct scheme_rules rules;

    TRY(directory_mentee_get(work, by, mentee, &me));
    TRY(waiting_page(work, by, me.cohort, mentee.n, &rows));
    if (rows.len == 0)
        return ERR_NOT_FOUND;
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(directory_find(work, by, &me, &(struct directory_search){0}, DIRECTORY_PAGE, &found));
    int64_t mentors = within_reach(&rules, &found);
    *ret = (struct waiting_standing){.place = rows.at[0].place,
                                     .of = rows.at[0].of,
                                     .mentors = mentors,
                                     .odds = odds_of(rows.at[0].place, mentors)};
    return OK;
}

/* Whom no rule keeps apart first, then by score; the key only makes the order the same each time. */
static int compare_picks(const void *left, const void *right)
{
    const struct directory_mentor *l = left, *r = right;
    bool a = l->fit.rule == MATCH_NO_RULE, b = r->fit.rule == MATCH_NO_RULE;

    if (a != b)
        return a ? -1 : 1;
    if (l->fit.score != r->fit.score)
        return l->fit.score > r->fit.score ? -1 : 1;
    return (l->id.n > r->id.n) - (l->id.n < r->id.n);
}

enum err waiting_picks_get(struct work *work, const struct scheme_access *by,
                           const struct directory_mentee *mentee, struct waiting_picks *ret)
{
    struct directory_mentors found;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(directory_find(work, by, mentee, &(struct directory_search){0}, DIRECTORY_PAGE, &found));
    struct directory_mentor *picks = NEW_ARRAY(work->arena, struct directory_mentor, found.len + 1);
    for (size_t i = 0; i < found.len; i++)
        picks[i] = found.at[i];
    if (found.len > 0)
        qsort(picks, found.len, sizeof(*picks), compare_picks);
    *ret = (struct waiting_picks){picks, found.len, rules.floor};
    return OK;
}

enum err waiting_offer(struct work *work, const struct scheme_access *by,
                       const struct directory_mentee *mentee, struct participant_id mentor_id,
                       struct pair_id *ret)
{
    struct directory_mentor mentor;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(directory_get(work, by, mentee, mentor_id, &mentor));
    if (mentor.fit.rule != MATCH_NO_RULE)
        return work_fail(work, ERR_CONFLICT, S(""), matching_rule_words(mentor.fit.rule));
    if (mentor.fit.score < rules.floor)
        return work_fail(work, ERR_CONFLICT, S(""), matching_rule_words(MATCH_BELOW_FLOOR));

    const struct introduction of = {mentee->cohort, mentee->id, mentor_id, mentor.fit.reasons};
    return introduction_offer(work, by, &of, ret);
}

const struct concept waiting_concept = {
    .name = "waiting",
    .routes = &waiting_routes,
    .mails = &waiting_mails,
    .jobs = &waiting_jobs,
};
