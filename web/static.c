// SPDX-License-Identifier: EUPL-1.2
#include "web/static.h"

#include "app/base/embed.h"
#include "web/compress.h"
#include "web/handlers.h"
#include "web/request.h"

#include <stdlib.h>
#include <string.h>

enum { BEST = 9, MOST_FILES = 64 };

/* Beside each embedded file its small twin; bytes NULL: it would not become smaller. */
static struct embedded small[MOST_FILES];

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".webmanifest", "application/manifest+json" },
	{ "", "application/octet-stream" },
};

static const char *type_of(const char *name)
{
	size_t size = strlen(name), i = 0;

	for (;; i++) {
		size_t ending = strlen(types[i].ending);
		if (ending <= size && !strcmp(name + size - ending, types[i].ending))
			return types[i].type;
	}
}

void static_prepare(void)
{
	for (int i = 0; embedded_static[i].name; i++) {
		const struct embedded *file = &embedded_static[i];
		char *bytes = NULL;
		if (i == MOST_FILES)
			abort();
		if (compress_gzip(file->bytes, file->size, BEST, &bytes, &small[i].size))
			small[i].bytes = bytes;
		small[i].name = file->name;
	}
}

void static_forget(void)
{
	for (int i = 0; i < MOST_FILES; i++)
		free((char *)(uintptr_t)small[i].bytes);
	memset(small, 0, sizeof small);
}

static void answer_file(struct request *rq, const char *name)
{
	const struct embedded *file = embedded_find(embedded_static, name);

	if (!file) {
		answer_missing(rq);
		return;
	}
	const struct embedded *twin = &small[file - embedded_static];
	bool use = twin->bytes && accepts_gzip(exchange_header(rq->ex, "accept-encoding"));
	rq->file = use ? twin : file;
	rq->text[0] = use ? "gzip" : NULL;
	rq->type = type_of(name);
}

void static_show(struct request *rq)
{
	answer_file(rq, rq->part[0]);
}

void static_icon(struct request *rq)
{
	answer_file(rq, "favicon.svg");
}

void static_robots(struct request *rq)
{
	buffer_text(&rq->body, "User-agent: *\nDisallow: /bookings\nDisallow: /account\nDisallow: /T\n");
	rq->type = "text/plain; charset=utf-8";
}
