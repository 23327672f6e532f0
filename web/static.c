// SPDX-License-Identifier: EUPL-1.2
#include "web/static.h"

#include "app/base/embed.h"
#include "web/compress.h"
#include "web/handlers.h"
#include "web/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BEST = 9, MOST_FILES = 64, MOST_NAME = 128 };

/* The worker that reads QR codes, see web/islands/reader.ts: nothing else of ours compiles WebAssembly. */
static const char READER[] = "reader.js";
static const char READER_POLICY[] =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/* Beside each embedded file its small twin; bytes NULL: it would not become smaller. */
static struct embedded small[MOST_FILES];

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".wasm", "application/wasm" },
	{ ".png", "image/png" },
	{ ".webmanifest", "application/manifest+json" },
	{ "", "application/octet-stream" },
};

static bool text_ends(const char *text, const char *ending)
{
	size_t size = strlen(text), length = strlen(ending);

	return length <= size && !strcmp(text + size - length, ending);
}

static const char *type_of(const char *name)
{
	size_t i = 0;

	while (!text_ends(name, types[i].ending))
		i++;
	return types[i].type;
}

/* What is big was made smaller with the program. */
static const struct embedded *built_small(const struct embedded *file)
{
	char name[MOST_NAME];

	snprintf(name, sizeof name, "%s.gz", file->name);
	return embedded_find(embedded_static, name);
}

static void make_small(const struct embedded *file, struct embedded *twin)
{
	char *bytes = NULL;

	if (text_ends(file->name, ".gz") || built_small(file))
		return;
	if (compress_gzip(file->bytes, file->size, BEST, &bytes, &twin->size))
		twin->bytes = bytes;
	twin->name = file->name;
}

void static_prepare(void)
{
	for (int i = 0; embedded_static[i].name; i++) {
		if (i == MOST_FILES)
			abort();
		make_small(&embedded_static[i], &small[i]);
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
	const struct embedded *built = built_small(file), *twin = built ? built : &small[file - embedded_static];
	bool use = twin->bytes && accepts_gzip(exchange_header(rq->ex, "accept-encoding"));
	rq->file = use ? twin : file;
	rq->text[0] = use ? "gzip" : NULL;
	rq->type = type_of(name);
	rq->policy = strcmp(name, READER) ? NULL : READER_POLICY;
}

void static_show(struct request *rq)
{
	answer_file(rq, rq->part[0]);
}

void static_icon(struct request *rq)
{
	answer_file(rq, "favicon.svg");
}

/* From the top of the site, since a worker's place is the widest it may look after. */
void static_worker(struct request *rq)
{
	answer_file(rq, "sw.js");
}

void static_robots(struct request *rq)
{
	buffer_text(&rq->body, "User-agent: *\nDisallow: /bookings\nDisallow: /account\nDisallow: /T\n");
	rq->type = "text/plain; charset=utf-8";
}
