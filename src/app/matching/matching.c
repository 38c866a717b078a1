#include "app/matching/matching.h"

#include "app/matching/matching_inside.h"

const struct concept matching_concept = {
    .name = "matching",
    .commands = &matching_commands,
};
