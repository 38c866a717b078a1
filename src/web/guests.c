#include "web/guests.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { LOOK_MS = 500 };

struct guest {
    struct guest *next, *previous;
    int fd;
    int64_t until; /* ms of the monotonic clock; 0: no deadline */
};

struct guests {
    pthread_mutex_t lock;
    pthread_cond_t leave;
    pthread_t thread;
    struct guest *first;
    bool is_over;
};

static int64_t now_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* Shutting the socket down wakes the library, which then closes it. */
static void close_late(struct guests *guests)
{
    int64_t now = now_ms();

    for (struct guest *guest = guests->first; guest; guest = guest->next)
        if (guest->until != 0 && guest->until < now) {
            shutdown(guest->fd, SHUT_RDWR);
            guest->until = 0;
        }
}

static void *look(void *self)
{
    struct guests *guests = self;

    pthread_mutex_lock(&guests->lock);
    while (!guests->is_over) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&guests->leave, &guests->lock, &until);
        close_late(guests);
    }
    pthread_mutex_unlock(&guests->lock);
    return NULL;
}

struct guests *guests_new(void)
{
    struct guests *guests = calloc(1, sizeof(*guests));

    if (!guests)
        abort();
    pthread_mutex_init(&guests->lock, NULL);
    pthread_cond_init(&guests->leave, NULL);
    if (pthread_create(&guests->thread, NULL, look, guests) != 0)
        abort();
    return guests;
}

void guests_free(struct guests *guests)
{
    pthread_mutex_lock(&guests->lock);
    guests->is_over = true;
    pthread_cond_signal(&guests->leave);
    pthread_mutex_unlock(&guests->lock);
    pthread_join(guests->thread, NULL);
    pthread_cond_destroy(&guests->leave);
    pthread_mutex_destroy(&guests->lock);
    free(guests);
}

struct guest *guest_comes(struct guests *guests, int fd, int within_ms)
{
    struct guest *guest = calloc(1, sizeof(*guest));

    if (!guest)
        abort();
    guest->fd = fd;
    guest->until = now_ms() + within_ms;
    pthread_mutex_lock(&guests->lock);
    guest->next = guests->first;
    if (guest->next)
        guest->next->previous = guest;
    guests->first = guest;
    pthread_mutex_unlock(&guests->lock);
    return guest;
}

void guest_leaves(struct guests *guests, struct guest *guest)
{
    if (!guest)
        return;
    pthread_mutex_lock(&guests->lock);
    if (guest->previous)
        guest->previous->next = guest->next;
    else
        guests->first = guest->next;
    if (guest->next)
        guest->next->previous = guest->previous;
    pthread_mutex_unlock(&guests->lock);
    free(guest);
}

void guest_expects(struct guests *guests, struct guest *guest, int within_ms)
{
    if (!guest)
        return;
    pthread_mutex_lock(&guests->lock);
    guest->until = within_ms ? now_ms() + within_ms : 0;
    pthread_mutex_unlock(&guests->lock);
}
