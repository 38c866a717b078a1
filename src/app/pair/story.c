#include "app/pair/story.h"

void story_add(struct story *story, struct story_entry entry)
{
    size_t place = 0;

    while (place < story->len && story->at[place].at >= entry.at)
        place++;
    if (place == STORY_MAX)
        return;
    if (story->len < STORY_MAX)
        story->len++;
    for (size_t i = story->len - 1; i > place; i--)
        story->at[i] = story->at[i - 1];
    story->at[place] = entry;
}
