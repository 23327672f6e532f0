// SPDX-License-Identifier: EUPL-1.2
#include "web/listener.h"

#include "app/base/log.h"
#include "app/base/text.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { OTHER_DESCRIPTORS = 256 }; /* stores, broker, mail … */

static struct addrinfo *resolve(const char *address)
{
	char host[256];
	int64_t number;
	const char *port = strrchr(address, ':');
	size_t length = port ? (size_t)(port - address) : sizeof host;
	struct addrinfo *found = NULL, hint = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };

	if (length >= sizeof host || !text_number(port + 1, &number) || number < 0 ||
		number > 65535)
		return NULL; /* getaddrinfo takes 65536 for 0 */
	bool is_bracketed = *address == '[' && length > 2 && port[-1] == ']';
	length -= is_bracketed ? 2 : 0;
	memcpy(host, address + is_bracketed, length);
	host[length] = 0;
	return getaddrinfo(*host ? host : NULL, port + 1, &hint, &found) ? NULL : found;
}

static int try(const struct addrinfo *at)
{
	int one = 1, zero = 0;
	int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (at->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);
	if (!bind(fd, at->ai_addr, at->ai_addrlen) && !listen(fd, SOMAXCONN))
		return fd;
	int why = errno;
	close(fd);
	errno = why;
	return -1;
}

static uint16_t port_of(int fd)
{
	struct sockaddr_storage at = { 0 };
	socklen_t size = sizeof at;

	getsockname(fd, (struct sockaddr *)&at, &size);
	return ntohs(at.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&at)->sin6_port
					      : ((struct sockaddr_in *)&at)->sin_port);
}

int listener_open(const char *address, uint16_t *port)
{
	struct addrinfo *found = resolve(address);
	int fd = -1;

	if (!found) {
		log_line(LOG_FAULT,
			"%s is no address to listen on, like 127.0.0.1:8080 or [::1]:8080",
			address);
		return -1;
	}
	for (struct addrinfo *at = found; at && fd < 0; at = at->ai_next)
		fd = try(at);
	freeaddrinfo(found);
	if (fd < 0)
		log_line(LOG_FAULT, "cannot listen on %s: %s", address, strerror(errno));
	else
		*port = port_of(fd);
	return fd;
}

void listener_want(unsigned connections)
{
	struct rlimit files;
	rlim_t wanted = (rlim_t)connections + OTHER_DESCRIPTORS;

	if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur >= wanted)
		return;
	files.rlim_cur = files.rlim_max < wanted ? files.rlim_max : wanted;
	setrlimit(RLIMIT_NOFILE, &files);
}
