/* http.h - the server's edge: libmicrohttpd, kept strict and kept to its deadlines.
 *
 * A request is read whole, checked (check.h) and handed on as an exchange. The service answers
 * it at once, or lets it wait and calls http_answered() from another thread. What waits holds no
 * thread: its connection is suspended.
 */
#pragma once

#include "web/web.h"

struct http;

/* One request and its answer. Lives in its own arena until the answer is sent. */
struct exchange {
    struct arena *arena;
    struct request request;
    struct work work;
    struct buf body;
    int status;
    void *connection;          /* of the library */
    const struct route *route; /* NULL: there is none; the service finds it */
    struct upload *upload;     /* what has been read so far */
};

struct http_service {
    void *self;
    /* May this one wait? Then its connection is suspended first. */
    bool (*waits)(void *self, struct exchange *exchange);
    /* Fill in body and status: before returning, or, for one that waits, before http_answered(). */
    void (*answer)(void *self, struct exchange *exchange);
};

/* Take an address: "127.0.0.1:8080", "[::1]:0" (0: any free port). NULL: it cannot be used; the
 * reason is on standard error.
 */
struct http *http_open(const char *listen);
unsigned http_port(const struct http *http);

/* Begin to answer. site: for cookies' names and for what counts as our own origin; it and service
 * live as long as http. False: the reason is on standard error.
 */
bool http_serve(struct http *http, const struct site *site, const struct http_service *service,
                unsigned threads);

void http_close(struct http *http); /* waits for answers under way; NULL is fine */

/* A kept exchange has its answer. From any thread, once. */
void http_answered(struct exchange *exchange);

/* The names of the two cookies: the session, and what ties a form to a browser before that. */
struct str http_session_cookie(const struct site *site);
struct str http_visit_cookie(const struct site *site);
