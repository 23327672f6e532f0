// SPDX-License-Identifier: EUPL-1.2
/* Cross-site request forgery: is this request the visitor's own will? */
#include "web/web.h"

#include "app/base/secret.h"
#include "app/base/text.h"

#include <string.h>

const char *origin_form_token(struct request *rq)
{
	uint8_t hash[HASH];

	if (!rq->token)
		return NULL;
	keyed_hash("form", rq->token, hash);
	return hex_print(&rq->ex->arena, hash, 16);
}

/* The scheme and host of an Origin against our own: the configured address, or the host that was asked for. */
static bool is_ours(struct request *rq, const char *origin)
{
	const char *host = exchange_header(rq->ex, "host"), *url = rq->work.lab->url;
	const char *after = strstr(origin, "://");
	size_t size = strlen(url);

	while (size && url[size - 1] == '/')
		size--;
	if (strlen(origin) == size && !strncmp(origin, url, size))
		return true;
	return after && host && !strcmp(after + 3, host);
}

static bool is_same_origin(struct request *rq)
{
	const char *site = exchange_header(rq->ex, "sec-fetch-site");
	const char *origin = exchange_header(rq->ex, "origin");

	if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
		return false;
	return !origin || is_ours(rq, origin);
}

enum reason origin_check(struct request *rq)
{
	const char *expected = origin_form_token(rq);

	if (exchange_header(rq->ex, "authorization"))
		return REASON_NONE; /* no browser adds that by itself */
	if (!is_same_origin(rq))
		return FOREIGN_ORIGIN;
	if (rq->is_form && expected && !same_text(input_text(rq, "csrf"), expected))
		return BAD_FORM_TOKEN;
	return REASON_NONE;
}
