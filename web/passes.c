// SPDX-License-Identifier: EUPL-1.2
/* Passes as pictures. */
#include "app/booking.h"
#include "app/pass.h"
#include "web/handlers.h"
#include "web/qr.h"
#include "web/request.h"
#include "web/views.h"

enum { PNG_MODULE = 8 }; /* 8 dots a module: 30 mm at 300 dpi, see calendar-qr-security.md 1.7 */

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
