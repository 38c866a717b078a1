/* schema.h - the tables that all migrations make, in a database in memory. */
#pragma once

#include "tool.h"

#include <sqlite3.h>

/* Run every name of files that ends in .sql, in order; NULL ends the list. A migration that
 * does not run ends the program.
 */
sqlite3 *schema_open(struct arena *arena, char **files);

/* One number from the schema; 0 if the question has no answer. ?1 and ?2 are texts. */
int schema_ask(sqlite3 *db, const char *sql, const char *first, const char *second);
