// SPDX-License-Identifier: EUPL-1.2
/* Webhooks of LoRaWAN network servers. They try once and give up after five seconds: the answer comes when the frame is
 * on disk, and decoding never refuses it. */
#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/frame.h"
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

static const struct source *source_named(const char *name)
{
	for (const struct source *source = web_sources(); source && source->name; source++)
		if (!strcmp(source->name, name))
			return source;
	return NULL;
}

/* The password of HTTP's basic authentication (RFC 7617), whoever the user is; NULL: there is none. */
static const char *basic_password(struct request *rq, const char *base64)
{
	uint8_t *bytes;
	size_t size;

	if (!base64_parse(&rq->work.arena, base64, &bytes, &size))
		return NULL;
	const char *text = arena_bytes(&rq->work.arena, bytes, size);
	const char *colon = strchr(text, ':');
	return colon ? colon + 1 : NULL;
}

/* A long secret as Bearer or as a password, compared in constant time: network servers sign nothing. */
static bool knows_secret(struct request *rq)
{
	const char *header = exchange_header(rq->ex, "authorization");
	const char *secret = web_ingest_secret(), *given = NULL;

	if (header && text_starts(header, "Bearer "))
		given = header + strlen("Bearer ");
	else if (header && text_starts(header, "Basic "))
		given = basic_password(rq, header + strlen("Basic "));
	return secret && given && same_text(given, secret);
}

void ingest_take(struct request *rq)
{
	const struct source *source = source_named(rq->part[0]);
	struct frame frame = { 0 };
	const char *why = NULL;

	if (!source) {
		answer_missing(rq);
		return;
	}
	if (!knows_secret(rq)) {
		reason_add(&rq->work, NOT_SIGNED_IN, NULL);
		return;
	}
	if (source->read(&rq->work.arena, query_text(rq, "event"), rq->ex->body, rq->ex->size, &frame, &why))
		frame_take(&rq->work, &frame);
	else if (why)
		reason_add_detail(&rq->work, BAD_INPUT, NULL, why);
	rq->status = 204;
}
