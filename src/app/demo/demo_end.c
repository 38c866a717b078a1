/* demo_end.c - what the story has besides meetings: a list of resources, a file, an ending. */
#include "app/demo/demo_inside.h"

#include "app/ending/ending.h"
#include "app/message/message.h"
#include "app/resource/resource.h"

enum { WITH_FILES = 4, ENDED = 9, PAIRS_LEAST = 12 };

static enum err list_resources(struct work *work, const struct team_access *by, void *with)
{
    static const struct resource_words list[] = {
        {.is_service = true,
         .title = {"Careers service", 15},
         .words = {"Mondays and Thursdays, 10 to 4, without an appointment.", 55}},
        {.title = {"How to read a job advert", 24},
         .words = {"Two pages: what adverts mean, and what they leave out.", 54}},
    };
    struct resource_id id;

    (void)with;
    for (size_t i = 0; i < COUNT(list); i++)
        TRY(resource_write(work, by, &list[i], NULL, 0, &id));
    return OK;
}

static enum err send_file(struct work *work, const struct pair_access *by, void *with)
{
    static const struct file draft = {
        {"file", 4}, {"draft.txt", 9}, {"Dear all,\nI would like to hear how you began.\n", 46}};
    static const struct files files = {&draft, 1};

    (void)with;
    return message_send_with(work, by, S("Here is my first draft. What would you leave out?"),
                             S("Ten minutes of honest reading"), &files);
}

static enum err end_it(struct work *work, const struct pair_access *by, void *with)
{
    (void)with;
    return ending_end(work, by, S("We both have too little time this term."), true);
}

enum err demo_finish(struct demo *demo)
{
    struct rehearsal *rehearsal = demo->rehearsal;

    TRY(rehearse_team(rehearsal, demo->slug, demo->coordinator, list_resources, NULL));
    for (size_t i = 0; i < demo->npairs && i < WITH_FILES; i++) {
        const struct demo_pair *pair = &demo->pairs[i];
        enum err err =
            rehearse_pair(rehearsal, demo->slug, pair->mentee, pair->id, send_file, NULL);
        if (err == ERR_BROKEN || err == ERR_BUSY)
            return err; /* what the rules refuse does not happen, as in life */
    }
    if (demo->npairs < PAIRS_LEAST)
        return OK;
    const struct demo_pair *pair = &demo->pairs[ENDED];
    enum err err = rehearse_pair(rehearsal, demo->slug, pair->mentee, pair->id, end_it, NULL);
    return err == ERR_BROKEN || err == ERR_BUSY ? err : OK;
}
