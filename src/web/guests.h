/* guests.h - who is connected, and until when they may keep us waiting.
 *
 * The library's own time limit counts inactivity: one byte a second is never cut. Here each
 * connection has one absolute deadline, and a thread that closes those that miss it.
 */
#pragma once

struct guests;
struct guest;

struct guests *guests_new(void);
void guests_free(struct guests *guests);

/* A connection begins, and ends. The socket stays open until guest_leaves returns. */
struct guest *guest_comes(struct guests *guests, int fd, int within_ms);
void guest_leaves(struct guests *guests, struct guest *guest);

/* What we wait for must come within so many milliseconds from here; 0: we do not wait. */
void guest_expects(struct guests *guests, struct guest *guest, int within_ms);
