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

/* A long secret as Bearer, compared in constant time: network servers sign nothing. */
static bool knows_secret(struct request *rq)
{
	const char *header = exchange_header(rq->ex, "authorization");
	const char *secret = web_ingest_secret();

	return secret && header && text_starts(header, "Bearer ") && same_text(header + 7, secret);
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
