#include "app/demo/demo_inside.h"

#include "base/secret.h"
#include "demo_sql.h"
#include "support/given.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* The story of twenty people, in memory. */
static struct rehearsal *given_story(struct arena *arena, uint64_t seed, struct demo *demo)
{
    struct rehearsal *rehearsal = rehearse_open(":memory:", seed);

    cr_assert(rehearsal && secret_start());
    *demo = (struct demo){.arena = arena, .rehearsal = rehearsal, .first = {20500}, .people = 20};
    cr_assert(demo_open(demo) == OK, "%.*s", ARG(rehearse_fault(rehearsal)));
    cr_assert(demo_live(demo) == OK, "%.*s", ARG(rehearse_fault(rehearsal)));
    return rehearsal;
}

/* Everything that was done, in its order: the audit chain ends in one hash. */
static enum err read_chain(struct work *work, const struct team_access *by, void *with)
{
    struct demo_audit_row end;
    struct buf *ret = with;

    TRY(demo_audit(work, by, &end));
    buf_add(ret, end.hash);
    return OK;
}

static struct str chain_of(struct arena *arena, uint64_t seed)
{
    struct demo demo;
    struct rehearsal *rehearsal = given_story(arena, seed, &demo);
    struct buf hash = {.arena = arena};

    cr_assert(rehearse_team(rehearsal, demo.slug, demo.coordinator, read_chain, &hash) == OK);
    free(demo.pairs);
    rehearse_free(rehearsal);
    return buf_str(&hash);
}

Test(demo, the_same_seed_tells_the_same_story_and_another_does_not)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct str first = chain_of(arena, 7), again = chain_of(arena, 7), other = chain_of(arena, 8);

    cr_expect(str_eq(first, again));
    cr_expect(!str_eq(first, other));
}

static enum err count(struct work *work, const struct team_access *by, void *with)
{
    return demo_count(work, by, with);
}

Test(demo, its_story_holds_pairs_meetings_and_agreements)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct demo demo;
    struct rehearsal *rehearsal = given_story(arena, 1, &demo);
    struct demo_counted_row counted;

    cr_assert(rehearse_team(rehearsal, demo.slug, demo.coordinator, count, &counted) == OK);
    cr_expect(counted.active >= 4);
    cr_expect(counted.met >= 10);
    cr_expect(counted.agreed >= 4);
    cr_expect(counted.to_come >= 1);
    free(demo.pairs);
    rehearse_free(rehearsal);
}
