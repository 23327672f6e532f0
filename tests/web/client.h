// SPDX-License-Identifier: EUPL-1.2
/* A client that sends exactly the bytes it is told, for tests of the wire. */
#ifndef CLIENT_H
#define CLIENT_H

#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PATIENCE = 8000, ANSWER = 1 << 20 }; /* milliseconds; bytes */

static inline int dial(uint16_t port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at)) {
		close(fd);
		return -1;
	}
	return fd;
}

/* False if the other end is gone. */
static inline int say(int fd, const void *bytes, size_t size)
{
	for (const char *at = bytes; size;) {
		ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);
		if (sent <= 0)
			return 0;
		at += sent;
		size -= (size_t)sent;
	}
	return 1;
}

static inline int say_text(int fd, const char *text)
{
	return say(fd, text, strlen(text));
}

/* What comes until the other end closes; NULL if it never does, or resets the connection. The
 * caller frees. */
static inline char *hear(int fd)
{
	char *answer = calloc(1, ANSWER);
	size_t size = 0;
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	while (size < ANSWER - 1 && poll(&wait, 1, PATIENCE) == 1) {
		ssize_t more = recv(fd, answer + size, ANSWER - 1 - size, 0);
		if (more == 0)
			return answer;
		if (more < 0)
			break;
		size += (size_t)more;
	}
	free(answer);
	return NULL;
}

/* One answer with a Content-Length, into room; the status, or 0 if the connection ended before it
 * was whole. */
static inline int hear_one(int fd, char *to, size_t room)
{
	size_t size = 0, wanted = 0;

	while (!wanted || size < wanted) {
		ssize_t more = recv(fd, to + size, room - 1 - size, 0);
		if (more <= 0)
			return 0;
		to[size += (size_t)more] = 0;
		char *end = strstr(to, "\r\n\r\n"), *length = strstr(to, "Content-Length: ");
		if (end && !wanted)
			wanted = (size_t)(end - to) + 4 +
				 (length ? strtoul(length + 16, NULL, 10) : 0);
	}
	return atoi(to + 9);
}

#endif
