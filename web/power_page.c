// SPDX-License-Identifier: EUPL-1.2
/* A page to look at the days, weeks and the year of a machine or of its plug. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "web/devices.h"
#include "web/handlers.h"
#include "web/power.h"

enum { DAY = 24 * 3600, MINUTE = 60, SHORTEST = 600,
	MOST_PERIOD = 366 /* days; of those before the last hundred one reading in a quarter of an hour is kept */ };

static int64_t instant_asked(struct request *rq, const char *name)
{
	const char *text = query_text(rq, name);
	int64_t instant = 0;
	int day;

	if (date_parse(text, &day))
		return zone_instant(day, 0);
	if (!time_typed(text, &instant))
		reason_add(&rq->work, NOT_A_TIME, name);
	return instant;
}

/* ?days=7 up to now, or ?from=…&until=…: instants, or days, which begin at midnight. */
static bool period_asked(struct request *rq, struct stretch *p)
{
	int64_t days = 1;

	if (*query_text(rq, "from") || *query_text(rq, "until")) {
		*p = (struct stretch){ instant_asked(rq, "from"), instant_asked(rq, "until") };
	} else {
		if (*query_text(rq, "days") && (!text_number(query_text(rq, "days"), &days) || days < 1))
			reason_add(&rq->work, NOT_A_NUMBER, "days");
		days = days > MOST_PERIOD ? MOST_PERIOD + 1 : days;
		*p = power_days(rq->work.now, days);
	}
	if (rq->work.reasons)
		return false;
	if (p->until <= p->from)
		reason_add(&rq->work, SLOT_BACKWARDS, "until");
	else if (p->until - p->from < SHORTEST)
		reason_add_number(&rq->work, TOO_SHORT, "until", SHORTEST / MINUTE);
	else if (p->until - p->from > MOST_PERIOD * (int64_t)DAY)
		reason_add_number(&rq->work, LONG_PERIOD, "until", MOST_PERIOD);
	return !rq->work.reasons;
}

static void put_ranges(struct request *rq, const char *page, const struct stretch *p)
{
	static const int days[] = { 1, 7, 28, 91, 365 };
	struct node *list = put_list(rq->document, "ranges");

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct node *one = put_object(list, NULL);
		put_number(one, "days", days[i]);
		put_flag(one, "is_day", days[i] == 1);
		put_flag(one, "is_year", days[i] == 365);
		put_print(one, "href", "%s?days=%d", page, days[i]);
		put_flag(one, "is_chosen", !*query_text(rq, "from") && p->until - p->from == days[i] * DAY);
	}
}

/* What dragging does, for whoever does not drag. */
static void put_moves(struct request *rq, const char *page, const struct stretch *p)
{
	int64_t length = p->until - p->from, quarter = length / 4;
	const struct move {
		const char *name;
		bool is_there;
		struct stretch to;
	} moves[] = {
		{ "earlier", true, { p->from - length, p->until - length } },
		{ "later", p->until < rq->work.now, { p->from + length, p->until + length } },
		{ "nearer", length / 2 >= SHORTEST, { p->from + quarter, p->until - quarter } },
		{ "farther", length * 2 <= MOST_PERIOD * (int64_t)DAY, { p->from - length / 2, p->until + length / 2 } },
	};

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].is_there)
			put_text(rq->document, moves[i].name, power_href(&rq->work.arena, page, moves[i].to.from,
				moves[i].to.until));
}

static void show(struct request *rq, const struct device *plug, const char *name, const char *of)
{
	struct stretch period;
	const char *page = power_page(&rq->work.arena, of);

	if (!period_asked(rq, &period))
		return;
	put_text(rq->document, "name", name);
	put_text(rq->document, "href", of);
	put_time(rq->document, "from", period.from);
	put_time(rq->document, "until", period.until);
	put_power(rq, plug, page, period);
	if (!rq->wants_page)
		return;
	put_ranges(rq, page, &period);
	put_moves(rq, page, &period);
}

void power_show(struct request *rq)
{
	struct resource resource;
	struct device plug;

	if (!resource_by_slug(&rq->work, rq->part[0], &resource) || !device_of_resource(&rq->work, resource.id, &plug)) {
		reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
		return;
	}
	put_resource_link(rq, put_object(rq->document, "resource"), &resource);
	show(rq, &plug, resource.name, resource_href(&rq->work.arena, resource.slug));
}

/* Of a plug, whatever hung on it then. */
void device_power(struct request *rq)
{
	struct device plug;

	if (device_of_eui(&rq->work, rq->part[0], &plug))
		show(rq, &plug, plug.name, device_href(rq, plug.eui));
	else
		reason_add(&rq->work, NO_SUCH_DEVICE, NULL);
}
