// SPDX-License-Identifier: EUPL-1.2
/* The screen at the door: for whoever passes, in both languages at once, without any name. */
#include "web/notices.h"
#include "web/now.h"
#include "web/handlers.h"
#include "web/qr.h"
#include "web/web.h"

#include <string.h>

enum { FEW = 6, SOME = 12 }; /* tiles that fit, large or less large; more take turns */

/* Beside the screen's own language, which is its browser's, its small print has the other, too. */
static void put_other(struct request *rq)
{
	enum language language = rq->language == GERMAN ? ENGLISH : GERMAN;
	struct node *other = put_object(rq->document, "other");
	const struct node *said = language_catalogue(web->languages, language);

	put_text(rq->document, "other_language", language_code(language));
	other->first = said->first; /* shared, never changed */
	other->last = said->last;
}

static void put_counts(struct request *rq, const struct now *now, const char *only)
{
	int free = 0, total = 0;

	for (int i = 0; i < now->count; i++) {
		if (*only && strcmp(now->rows[i].resource.resource.kind, only) != 0)
			continue;
		free += !strcmp(now->rows[i].status, "free");
		total++;
	}
	put_number(rq->document, "free_count", free);
	put_number(rq->document, "total_count", total);
	put_text(rq->document, "crowd", total <= FEW ? "few" : total <= SOME ? "some" : "many");
}

/* Whoever set it up may be signed in: the screen shows what it shows to anybody all the same. */
void display_show(struct request *rq)
{
	const char *only = query_text(rq, "only");
	struct now now;

	now_read(&rq->work, &now);
	put_time(rq->document, "now", rq->work.now);
	put_text(rq->document, "address", rq->work.lab->url);
	put_lab_hours(rq, &now.lab);
	put_counts(rq, &now, only);
	put_now_groups(rq, &now, only);
	put_workshops_today(rq);
	put_notices(rq, true);
	if (rq->wants_page)
		put_other(rq);
}

void display_code(struct request *rq)
{
	if (qr_svg(arena_print(&rq->ex->arena, "%s/", rq->work.lab->url), &rq->body))
		rq->type = "image/svg+xml";
}
