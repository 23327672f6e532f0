// SPDX-License-Identifier: EUPL-1.2
/* Calendars to subscribe to. Events were rendered when they were booked: a feed only reads and sends. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/calendar.h"
#include "app/seat.h"
#include "web/handlers.h"
#include "web/request.h"

#include <stdlib.h>

enum { PAGE_EVENTS = 200, PAST_DAYS = 31 };

static const char ZONE[] = "Europe/Berlin";
static const char TYPE[] = "text/calendar; charset=utf-8";

/* Where a stream stands: rq->number holds whose it is, and the feed's place. */
enum { OF, STARTS, BOOKING };

static void begin(struct request *rq, const char *name, int64_t of)
{
	calendar_head(&rq->rest, name, ZONE);
	rq->number[OF] = of;
	/* Some days before the window, since events are found by their start. */
	rq->number[STARTS] = zone_instant(zone_day(rq->work.now) - PAST_DAYS, 0);
	rq->number[BOOKING] = 0;
	rq->type = TYPE;
	answer_header(rq->ex, "X-Robots-Tag", "noindex");
}

static bool add_events(struct request *rq, struct buffer *to,
	bool (*feed)(struct work *, int64_t, struct feed_place *, int, struct buffer *))
{
	struct feed_place place = { rq->number[STARTS], rq->number[BOOKING] };
	bool more = feed(&rq->work, rq->number[OF], &place, PAGE_EVENTS, to);

	rq->number[STARTS] = place.starts;
	rq->number[BOOKING] = place.booking;
	return more;
}

static bool add_page(struct request *rq, struct buffer *to,
	bool (*feed)(struct work *, int64_t, struct feed_place *, int, struct buffer *))
{
	bool more = add_events(rq, to, feed);

	if (!more)
		calendar_tail(to);
	return more;
}

static bool page_seats(struct request *rq, struct buffer *to)
{
	return add_page(rq, to, feed_seats);
}

/* Bookings first, then seats in workshops, which have a place of their own. */
static bool page_own(struct request *rq, struct buffer *to)
{
	if (add_events(rq, to, feed_own))
		return true;
	rq->number[STARTS] = rq->number[BOOKING] = 0;
	rq->page = page_seats;
	return true;
}

static bool page_busy(struct request *rq, struct buffer *to)
{
	return add_page(rq, to, feed_busy);
}

static bool page_workshops(struct request *rq, struct buffer *to)
{
	return add_page(rq, to, feed_workshops);
}

/* Public: what there is, not who comes. */
void calendar_workshops(struct request *rq)
{
	begin(rq, "Smart Lab: Workshops", 0);
	rq->page = page_workshops;
}

void calendar_busy(struct request *rq)
{
	struct resource resource;

	if (!resource_by_slug(&rq->work, rq->part[0], &resource)) {
		reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
		return;
	}
	begin(rq, resource.name, resource.id);
	rq->page = page_busy;
}

/* ---- mine, behind a key ---------------------------------------------------------------------- */

static void note_used(struct work *work, void *about)
{
	feed_used(work, *(int64_t *)about);
}

static void forget(struct work *work, void *about)
{
	free(about);
	arena_clear(&work->arena);
	free(work);
}

/* A write of its own, rarely: a GET changes nothing that anybody waits for. */
static void mark_used(struct request *rq, const struct feed *feed)
{
	if (feed->last_used + SEEN_EVERY > rq->work.now)
		return;
	struct work *work = calloc(1, sizeof *work);
	int64_t *id = malloc(sizeof *id);
	if (!work || !id)
		abort();
	*id = feed->id;
	*work = (struct work){ .lab = rq->work.lab, .kind = WRITE, .job = note_used,
		.done = forget, .about = id };
	if (!work_send(work))
		forget(work, id);
}

void calendar_own(struct request *rq)
{
	struct feed feed;

	if (!feed_by_key(&rq->work, rq->part[0], &feed)) {
		reason_add(&rq->work, NO_SUCH_FEED, NULL);
	} else if (feed.revoked) {
		rq->status = 410;
		rq->etag = NULL;
		rq->type = "text/plain; charset=utf-8";
		buffer_text(&rq->body, "Dieser Kalender wurde geschlossen. This calendar has been closed.\n");
	} else {
		begin(rq, "Smart Lab", feed.person);
		rq->page = page_own;
		mark_used(rq, &feed);
	}
}

void calendar_booking(struct request *rq)
{
	struct booking booking;

	if (!booking_find(&rq->work, rq->part[0], &booking))
		return;
	calendar_head(&rq->body, booking.resource_name, ZONE);
	buffer_text(&rq->body, booking_event(&rq->work, &booking));
	calendar_tail(&rq->body);
	answer_download(rq, TYPE, arena_print(&rq->ex->arena, "%s.ics", booking.ref));
}

void calendar_seat(struct request *rq)
{
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		return;
	calendar_head(&rq->body, s.title, ZONE);
	seat_events(&rq->work, s.id, &rq->body);
	calendar_tail(&rq->body);
	answer_download(rq, TYPE, arena_print(&rq->ex->arena, "%s.ics", s.ref));
}
