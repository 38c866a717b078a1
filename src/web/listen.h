/* listen.h - a listening socket at "127.0.0.1:8080" or "[::1]:0". */
#pragma once

/* -1: no such address, or it is in use. */
int listen_open(const char *where);

/* The port of it; 0: unknown. */
unsigned listen_port(int fd);
