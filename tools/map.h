/* map.h - the data map: what each column holds and what becomes of it (docs/data-map.md).
 *
 *   table  goal   about pair.mentee  stamp pair  for mentoring  basis contract
 *                 keep pair+12m  export yes  erase delete
 *   column scheme id pair due_on is_done   fact
 *   column title                           sensitive
 *
 * A table's line gives what holds for its columns, a column's line its class and whatever
 * differs. A line that begins with a blank goes on from the line above; # begins a comment.
 */
#pragma once

#include "schema.h"

enum { MAP_MAX_ROWS = 2000 };

/* The statements about a column, in the order in which they are printed. */
enum map_word {
    MAP_ABOUT, /* the way to the person: columns of this table, by a dot on to another; or - */
    MAP_CLASS,
    MAP_STAMP,
    MAP_FOR, /* the purpose */
    MAP_BASIS,
    MAP_KEEP,
    MAP_EXPORT,
    MAP_ERASE,
    MAP_WORD_COUNT
};

struct map_row {
    struct str table, column, words[MAP_WORD_COUNT];
    const char *path; /* where it is written */
    int line;
};

struct map {
    struct map_row rows[MAP_MAX_ROWS];
    size_t len;
};

extern const char *const map_word_names[MAP_WORD_COUNT];

/* Read every name of files that ends in .map; NULL ends the list. A word that is none, or a
 * column said twice, ends the program.
 */
void map_read(struct map *map, struct arena *arena, char **files);

/* NULL: nobody has said anything about this column. */
const struct map_row *map_find(const struct map *map, struct str table, struct str column);
