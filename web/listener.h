// SPDX-License-Identifier: EUPL-1.2
/* The socket that listens, opened by ourselves so that the port and the error are known. */
#ifndef LISTENER_H
#define LISTENER_H

#include <stdint.h>

/* "127.0.0.1:8080", "[::]:8080" (IPv4 too), "localhost:0"; port says which one it became. -1 and a
 * line in the log if it cannot. */
int listener_open(const char *address, uint16_t *port);
/* Lets the process open as many descriptors as that many connections need, as far as the system
 * allows. */
void listener_want(unsigned connections);

#endif
