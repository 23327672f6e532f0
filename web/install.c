// SPDX-License-Identifier: EUPL-1.2
/* The lab as an app on a phone: its manifest, its service worker, and what it keeps for when there is no network. */
#include "app/base/time.h"
#include "app/booking.h"
#include "app/pass.h"
#include "app/setting.h"
#include "web/handlers.h"
#include "web/language.h"
#include "web/qr.h"
#include "web/views.h"

#include <string.h>

enum { MOST_KEPT = 4, LISTED = 40, KEPT_DAYS = 14, DAY = 86400 };

/* ---- manifest: https://www.w3.org/TR/appmanifest/ -------------------------------------------- */

static const struct {
	const char *src, *sizes, *type, *purpose;
} icons[] = {
	{ "/static/icon-192.png", "192x192", "image/png", "any" },
	{ "/static/icon-512.png", "512x512", "image/png", "any" },
	{ "/static/icon-maskable.png", "512x512", "image/png", "maskable" },
	{ "/static/favicon.svg", "any", "image/svg+xml", "any" },
};

static void put_icons(struct node *to)
{
	struct node *list = put_list(to, "icons");

	for (size_t i = 0; i < sizeof icons / sizeof *icons; i++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "src", icons[i].src);
		put_text(one, "sizes", icons[i].sizes);
		put_text(one, "type", icons[i].type);
		put_text(one, "purpose", icons[i].purpose);
	}
}

static void put_shortcut(struct request *rq, struct node *list, const char *key, const char *url)
{
	struct node *one = put_object(list, NULL);

	put_text(one, "name", say(rq, key));
	put_text(one, "url", url);
}

/* Browsers ask for it without cookies, so the page says which language. */
void manifest_show(struct request *rq)
{
	struct node *to = rq->document, *shortcuts;

	rq->language = language_named(query_text(rq, "lang"));
	put_text(to, "id", "/");
	put_print(to, "name", "%s · %s", setting_text(&rq->work, "lab_name"), setting_text(&rq->work, "lab_house"));
	put_text(to, "short_name", setting_text(&rq->work, "lab_name"));
	put_text(to, "description", say(rq, "foot_about"));
	put_text(to, "lang", language_code(rq->language));
	put_text(to, "start_url", "/");
	put_text(to, "scope", "/");
	put_text(to, "display", "standalone");
	put_text(to, "background_color", "#f6f5f1");
	put_text(to, "theme_color", "#123f35");
	put_icons(to);
	shortcuts = put_list(to, "shortcuts");
	put_shortcut(rq, shortcuts, "nav_bookings", "/bookings");
	put_shortcut(rq, shortcuts, "nav_timetable", "/timetable");
	document_print(to, &rq->body);
	rq->type = "application/manifest+json";
}

/* ---- without network ------------------------------------------------------------------------- */

/* The same for everybody, whoever asks: what is mine is put in by the browser, from its own store. */
void offline_show(struct request *rq)
{
	rq->work.person = NULL;
}

static void put_kept(struct request *rq, struct node *list, const struct booking *b)
{
	struct arena *arena = &rq->work.arena;
	struct buffer svg = { 0 };
	struct pass pass;

	if (!pass_of_booking(&rq->work, b->id, &pass) ||
	    !qr_svg(pass_url(arena, rq->work.lab->url, pass_token(arena, &pass)), &svg))
		return;
	struct node *one = put_object(list, NULL);
	put_text(one, "ref", b->ref);
	put_text(one, "resource", b->resource_name);
	put_text(one, "location", b->resource_location);
	put_time(one, "from", b->from);
	put_time(one, "until", b->until);
	put_text(one, "code", svg.bytes);
	buffer_clear(&svg);
}

/* My next codes, for this device to keep while I am signed in, and how many seconds it may. */
void offline_mine(struct request *rq)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * LISTED);
	int64_t now = rq->work.now, ends = now + SESSION_IDLE;
	struct booking_filter filter = { .person = rq->work.person->id, .from = now,
		.until = now + KEPT_DAYS * (int64_t)DAY };
	int count = booking_list(&rq->work, &filter, list, LISTED), kept = 0;
	struct node *bookings = put_list(rq->document, "bookings");

	for (int i = 0; i < count && kept < MOST_KEPT; i++)
		if (!strcmp(list[i].status, "confirmed")) {
			put_kept(rq, bookings, &list[i]);
			kept++;
		}
	if (rq->session.id && rq->session.ends < ends)
		ends = rq->session.ends;
	put_time(rq->document, "now", now);
	put_number(rq->document, "seconds", ends - now);
}
