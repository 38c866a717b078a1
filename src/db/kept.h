/* kept.h - the statements that a connection has prepared, found by the place of their query. */
#pragma once

#include "db/db.h"

struct kept_slot {
    const struct query *query; /* NULL: free */
    void *stmt;                /* the connection's own; NULL: not prepared yet */
    size_t number;             /* from 1, in the order of first use */
};

/* Open addressing, at most half full. {0} is empty. */
struct kept {
    struct kept_slot *at;
    size_t len, room; /* room: a power of two */
};

/* The slot of a query, made if it is new; valid until the next call. */
struct kept_slot *kept_slot(struct kept *kept, const struct query *query);

/* Forget all of them, after forget(stmt) for each that was prepared; forget may be NULL. */
void kept_clear(struct kept *kept, void (*forget)(void *stmt));
