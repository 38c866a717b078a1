/* notice_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "jobs/jobs.h"

extern const struct rounds notice_rounds;
