#include "app/queue.h"

#include <stdio.h>
#include <stdlib.h>

enum { TRIES = 5 }; /* of a unit that lost a race on PostgreSQL */

void queue_init(struct queue *queue, size_t most)
{
    *queue = (struct queue){.most = most};
    queue->last = &queue->first;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->filled, NULL);
}

void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->is_closed = true;
    pthread_cond_broadcast(&queue->filled);
    pthread_mutex_unlock(&queue->lock);
}

void queue_done(struct queue *queue)
{
    pthread_cond_destroy(&queue->filled);
    pthread_mutex_destroy(&queue->lock);
}

bool queue_put(struct queue *queue, struct unit *unit)
{
    pthread_mutex_lock(&queue->lock);
    bool fits = !queue->is_closed && queue->len < queue->most;
    if (fits) {
        unit->next = NULL;
        *queue->last = unit;
        queue->last = &unit->next;
        queue->len++;
        pthread_cond_signal(&queue->filled);
    }
    pthread_mutex_unlock(&queue->lock);
    return fits;
}

struct unit *queue_take(struct queue *queue, size_t most)
{
    pthread_mutex_lock(&queue->lock);
    while (!queue->first && !queue->is_closed)
        pthread_cond_wait(&queue->filled, &queue->lock);
    struct unit *taken = queue->first, **end = &queue->first;
    for (size_t n = 0; *end && n < most; n++) {
        end = &(*end)->next;
        queue->len--;
    }
    struct unit *rest = *end;
    *end = NULL;
    if (taken)
        queue->first = rest;
    if (!rest)
        queue->last = &queue->first;
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

/* A commit that the disk refused: nothing after it may pass for stored. */
static void stop_if_disk_failed(struct db *db)
{
    if (db_trouble(db) != DB_STOP)
        return;
    fprintf(stderr, "rapport: the disk refused to keep what it was given; stopping\n");
    abort();
}

static void run_alone(struct unit *unit, struct db *db)
{
    for (int n = 0; n < TRIES; n++) {
        unit->err = unit->run(unit, db);
        if (unit->err != ERR_BUSY || db_trouble(db) != DB_AGAIN)
            break;
    }
    stop_if_disk_failed(db);
}

static void run_together(struct unit *units, struct db *db)
{
    enum err group = db_group_begin(db);

    for (struct unit *unit = units; unit; unit = unit->next)
        unit->err = group == OK ? unit->run(unit, db) : group;
    if (group == OK)
        group = db_group_end(db);
    stop_if_disk_failed(db);
    for (struct unit *unit = units; unit; unit = unit->next)
        if (group != OK)
            unit->err = group;
}

void queue_serve(struct queue *queue, struct db *db, size_t most)
{
    struct unit *units;

    while ((units = queue_take(queue, most))) {
        if (most > 1)
            run_together(units, db);
        else
            run_alone(units, db);
        for (struct unit *unit = units, *next; unit; unit = next) {
            next = unit->next;
            unit->done(unit, unit->err);
        }
    }
}
