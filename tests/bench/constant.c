// SPDX-License-Identifier: EUPL-1.2
/*
 * The limit for anything that answers: libmicrohttpd, set up as web/server.c does, and the same SIZE
 * bytes for everybody. Prints its port and serves until it is ended.
 *
 * constant SIZE THREADS
 */
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct MHD_Response *response;

static enum MHD_Result answer(void *about, struct MHD_Connection *mhd, const char *url,
	const char *method, const char *version, const char *data, size_t *size, void **state)
{
	(void)url, (void)method, (void)version, (void)data, (void)size;
	if (!*state) { /* the head is in; what follows may be a body */
		*state = about;
		return MHD_YES;
	}
	return MHD_queue_response(mhd, MHD_HTTP_OK, response);
}

int main(int argc, char **argv)
{
	size_t size = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
	unsigned threads = argc == 3 ? (unsigned)atoi(argv[2]) : 0;
	char *content = calloc(1, size + 1);

	if (!size || !content)
		return EXIT_FAILURE;
	memset(content, 'x', size);
	response = MHD_create_response_from_buffer(size, content, MHD_RESPMEM_MUST_FREE);
	struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL,
		answer, &response, MHD_OPTION_CONNECTION_LIMIT, 1000u,
		threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, threads, MHD_OPTION_END);
	if (!daemon)
		return EXIT_FAILURE;
	printf("%u\n", (unsigned)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
	fflush(stdout);
	pause();
	return EXIT_SUCCESS;
}
