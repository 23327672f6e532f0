// SPDX-License-Identifier: EUPL-1.2
/* Passes as pictures, and the scans that judge them. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/pass.h"
#include "app/scan.h"
#include "web/handlers.h"
#include "web/qr.h"
#include "web/request.h"
#include "web/views.h"

#include <string.h>

enum { PNG_MODULE = 8, NONCE_BYTES = 16 }; /* 8 dots a module: 30 mm at 300 dpi, see calendar-qr-security.md 1.7 */

/* What the code says; NULL and a reason: there is no such booking, or no pass any more. */
static const char *code_of(struct request *rq)
{
	struct arena *arena = &rq->work.arena;
	struct booking booking;
	struct pass pass;

	if (!booking_find(&rq->work, rq->part[0], &booking))
		return NULL;
	if (!pass_of_booking(&rq->work, booking.id, &pass)) {
		answer_missing(rq);
		return NULL;
	}
	return pass_url(arena, rq->work.lab->url, pass_token(arena, &pass));
}

void pass_svg(struct request *rq)
{
	const char *code = code_of(rq);

	if (code && qr_svg(code, &rq->body))
		answer_download(rq, "image/svg+xml", NULL);
}

void pass_png(struct request *rq)
{
	const char *code = code_of(rq);

	if (code && qr_png(code, PNG_MODULE, &rq->body))
		answer_download(rq, "image/png", "pass.png");
}

void scan_page(struct request *rq)
{
	uint8_t nonce[NONCE_BYTES];

	random_bytes(nonce, sizeof nonce);
	put_text(rq->document, "nonce", hex_print(&rq->work.arena, nonce, sizeof nonce));
}

static const char *verdict(struct request *rq, const char *code)
{
	return say(rq, arena_print(&rq->work.arena, "code_%s", code));
}

static void put_scan(struct request *rq, const struct scan *scan)
{
	struct node *to = rq->document;

	put_word(to, "result", scan->result);
	put_word(to, "code", scan->code);
	put_text(to, "message", verdict(rq, scan->code));
	put_time(to, "now", rq->work.now);
	if (!scan->is_known)
		return;
	put_text(to, "ref", scan->ref);
	put_text(to, "name", scan->holder);
	if (scan->resource)
		put_text(put_object(to, "resource"), "name", scan->resource);
	put_time(to, "from", scan->from);
	put_time(to, "until", scan->until);
	if (!scan->first_at)
		return;
	struct node *first = put_object(to, "first");
	put_time(first, "at", scan->first_at);
	put_text(first, "point", scan->first_point);
}

static const char *sent(struct request *rq, const char *name)
{
	const char *text = input_text(rq, name);
	return *text ? text : NULL;
}

/* Printed in groups, the code is typed in groups. */
static const char *typed_token(struct request *rq)
{
	const char *from = input_text(rq, "token");
	char *token = arena_alloc(&rq->work.arena, strlen(from) + 1), *to = token;

	for (; *from; from++)
		if (!strchr(" \t\r\n", *from))
			*to++ = *from;
	*to = '\0';
	return token;
}

void scan_create(struct request *rq)
{
	struct scan_wish wish = { .token = typed_token(rq), .nonce = input_text(rq, "nonce"),
		.point = sent(rq, "point"), .direction = sent(rq, "direction"),
		.at = input_time(rq, "at") };
	struct scan scan = { 0 };

	scan_make(&rq->work, &wish, &scan);
	if (!rq->work.reasons)
		put_scan(rq, &scan);
}
