/* meeting_letter.h - what the texts of this folder's mails are made of, for who reads them. */
#pragma once

#include "base/base.h"

struct meeting_letter {
    struct str from;      /* the other, by name */
    struct str when;      /* "Thursday 26 November, 5:30pm (London)" */
    struct str elsewhere; /* "6:30pm in Oslo"; empty: the same clock */
    struct str how, length;
    struct str where; /* a link, a number, a room; empty: not said */
    struct str place; /* whose time the times are in: "London" */
    struct str line;  /* what was written; empty: nothing */
    bool is_mine;     /* the reader did it */
};
