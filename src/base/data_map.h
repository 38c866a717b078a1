/* data_map.h - what each column of the database holds and what becomes of it.
 *
 * Joined at build from the .map files of the concepts; a column without a row fails the build.
 * Export, erasure and retention go by it. What the words mean: docs/data-map.md.
 */
#pragma once

#include <stddef.h>

struct data_row {
    const char *table, *column;
    const char *about;   /* ways to the person, by ",": "pair.mentee,pair.mentor"; "-": nobody's */
    const char *class;   /* public, fact, personal, sensitive, special or secret */
    const char *stamp;   /* who reads it (product.md 3.2); program: the program alone */
    const char *purpose; /* why it is held */
    const char *basis;   /* by which lawful basis */
    const char *keep;    /* how long: "pair+12m" is twelve months from the pair's end */
    const char *export;  /* yes: in the copy that a person gets */
    const char *erase;   /* delete, null, pseudonym, hold or keep */
};

extern const struct data_row data_map[];
extern const size_t data_map_len;
