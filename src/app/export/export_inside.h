/* export_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "base/base.h"

struct frame;

/* A table that can be taken. Each has a frame of its own, since each form is sent once. */
struct export_table {
    struct str word, name, holds;
    struct frame *frame;
};

struct export_tables {
    const struct export_table *at;
    size_t len;
};
