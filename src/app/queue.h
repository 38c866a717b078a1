/* queue.h - units of work on their way to a thread that has a connection. */
#pragma once

#include "db/db.h"

#include <pthread.h>

/* run is called inside one transaction of the thread's connection (it opens it by db_begin);
 * done when the outcome is certain: is_stored false means that nothing of it was kept.
 */
struct unit {
    struct unit *next;
    enum err (*run)(struct unit *unit, struct db *db);
    void (*done)(struct unit *unit, enum err err);
    enum err err;
};

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct unit *first, **last;
    size_t len, most;
    bool is_closed;
};

void queue_init(struct queue *queue, size_t most);
void queue_close(struct queue *queue); /* what is in it is still taken */
void queue_done(struct queue *queue);

/* False: the queue is full, or closed. */
MUST_USE bool queue_put(struct queue *queue, struct unit *unit);

/* Up to most units as a list, waiting for the first. NULL: closed and empty. */
struct unit *queue_take(struct queue *queue, size_t most);

/* Take units until the queue closes. most > 1: those that have gathered share one COMMIT. */
void queue_serve(struct queue *queue, struct db *db, size_t most);
