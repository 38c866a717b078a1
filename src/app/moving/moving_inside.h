/* moving_inside.h - what the files of the concept share. */
#pragma once

#include "app/moving/moving.h"

struct routes;

extern const struct routes moving_routes;
