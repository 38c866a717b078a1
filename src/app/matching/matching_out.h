/* matching_out.h - files read whole, and files that appear whole under their own names, all of them or none. */
#pragma once

#include "base/work.h"

#include <stdio.h>

enum { MATCHING_NAME_SIZE = 4096 };

struct matching_out {
    const char *path; /* NULL: no such file is wanted */
    char beside[MATCHING_NAME_SIZE];
    FILE *file; /* to be written; NULL where path is */
};

/* Open each beside its own name. ERR_BROKEN: it was said why, and nothing is left behind. */
MUST_USE enum err matching_out_open(struct matching_out *outs, size_t len);

/* Give all of them their names. ERR_BROKEN as above. */
MUST_USE enum err matching_out_commit(struct matching_out *outs, size_t len);

/* A whole file of at most so many bytes. ERR_INVALID: it was said why it cannot be read. */
MUST_USE enum err matching_file_read(struct work *work, const char *path, size_t most,
                                     struct str *ret);

/* Leave nothing behind. */
void matching_out_drop(struct matching_out *outs, size_t len);
