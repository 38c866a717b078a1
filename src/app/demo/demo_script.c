#include "app/demo/demo_inside.h"

#include <stdlib.h>

/* How a pair fares; in thousandths of all pairs. */
enum fate { FATE_STEADY, FATE_QUIET, FATE_MISSED, FATE_SLOW, FATE_NEW, FATE_WAITING, FATE_NO };

static const struct {
    uint64_t share;
    enum fate fate;
} fates[] = {
    {640, FATE_STEADY}, {130, FATE_QUIET},  {40, FATE_MISSED}, {80, FATE_SLOW},
    {50, FATE_NEW},     {30, FATE_WAITING}, {30, FATE_NO},
};

static enum fate draw_fate(struct demo *demo, size_t n)
{
    uint64_t drawn = rehearse_draw(demo->rehearsal, 1000);
    size_t i = 0;

    if (n < 3)
        return FATE_STEADY;
    while (i + 1 < COUNT(fates) && drawn >= fates[i].share)
        drawn -= fates[i++].share;
    return fates[i].fate;
}

static int some_days(struct demo *demo, uint64_t most)
{
    return (int)rehearse_draw(demo->rehearsal, most);
}

static void add(struct demo_pair *pair, int day, enum demo_act act)
{
    struct demo_script *script = &pair->script;

    if (script->len < DEMO_STEPS_MOST && day >= 0)
        script->steps[script->len++] = (struct demo_step){(int16_t)day, (int16_t)act};
}

/* By day; what stands first in the script comes first on a day. */
static void sort(struct demo_script *script)
{
    for (size_t i = 1; i < script->len; i++) {
        struct demo_step step = script->steps[i];
        size_t at = i;
        for (; at > 0 && script->steps[at - 1].day > step.day; at--)
            script->steps[at] = script->steps[at - 1];
        script->steps[at] = step;
    }
}

/* From the offer of times to what a meeting leaves. */
static void add_meeting(struct demo *demo, struct demo_pair *pair, int day, bool is_missed)
{
    add(pair, day - 8, DEMO_QUESTION);
    add(pair, day - DEMO_SLOT_DAYS, DEMO_OFFER);
    add(pair, day - DEMO_SLOT_DAYS + 1, DEMO_PICK);
    if (some_days(demo, 2))
        add(pair, day - 1, DEMO_MENTEE_WRITES);
    add(pair, day + 1, is_missed ? DEMO_MARK_MISSED : DEMO_MARK_BOTH);
    if (is_missed)
        return;
    add(pair, day + 1, DEMO_RECORD);
    if (some_days(demo, 4))
        add(pair, day + 2, DEMO_GO_ON);
    if (some_days(demo, 3))
        add(pair, day + 1, DEMO_PROMISE);
    if (some_days(demo, 2))
        add(pair, day + 3, DEMO_MENTOR_WRITES);
    if (some_days(demo, 3))
        add(pair, day + 6, DEMO_KEEP);
    if (some_days(demo, 6))
        add(pair, day + 5, DEMO_NOTE);
}

/* Meetings at the interval, the last of them a few days ahead of the last day for a steady pair. */
static void add_meetings(struct demo *demo, struct demo_pair *pair, int from, enum fate fate)
{
    int most = fate == FATE_QUIET ? 1 + some_days(demo, 3) : 99;

    for (int n = 0, day = from; n < most && day < demo->days + DEMO_SLOT_DAYS - 1;
         n++, day += pair->interval + some_days(demo, 5) - 2)
        add_meeting(demo, pair, day, fate == FATE_MISSED && n > 0 && n < 3);
}

/* For those who look first: a meeting is set three days from now, and prepared in part. */
static void end_well(struct demo *demo, struct demo_pair *pair)
{
    int day = demo->days + 3;

    while (pair->script.len > 0 && pair->script.steps[pair->script.len - 1].day > demo->days - 9)
        pair->script.len--;
    add(pair, demo->days - 4, DEMO_QUESTION);
    add(pair, day - DEMO_SLOT_DAYS, DEMO_OFFER);
    add(pair, day - DEMO_SLOT_DAYS + 1, DEMO_PICK);
    add(pair, demo->days - 1, DEMO_MENTOR_WRITES);
    sort(&pair->script);
}

static void begin(struct demo *demo, struct demo_pair *pair, int yes)
{
    add(pair, yes / 2, DEMO_MENTOR_SAYS_YES);
    add(pair, yes, DEMO_MENTEE_SAYS_YES);
    add(pair, yes + 1, DEMO_HELLO);
    if (some_days(demo, 2))
        add(pair, yes + 2, DEMO_AIM);
}

void demo_write_script(struct demo *demo, struct demo_pair *pair, size_t n)
{
    static const int intervals[] = {14, 21, 21, 28};
    enum fate fate = draw_fate(demo, n);
    int yes = 1 + some_days(demo, 6), agreed = yes + 4 + some_days(demo, 10);

    pair->interval = intervals[some_days(demo, COUNT(intervals))];
    if (fate == FATE_WAITING)
        return;
    if (fate == FATE_NO) {
        add(pair, yes, DEMO_MENTOR_SAYS_NO);
        return;
    }
    begin(demo, pair, yes);
    if (fate != FATE_NEW) {
        add(pair, agreed, DEMO_PROPOSE);
        add(pair, agreed + 1 + some_days(demo, 4), DEMO_AGREE);
        add(pair, agreed + 2, DEMO_GOAL);
    }
    if (fate == FATE_STEADY || fate == FATE_QUIET || fate == FATE_MISSED)
        add_meetings(demo, pair, agreed + 9, fate);
    if (fate == FATE_QUIET && some_days(demo, 4) == 0)
        add(pair, demo->days - 2, DEMO_HAND);
    sort(&pair->script);
    if (n < 3)
        end_well(demo, pair);
}
