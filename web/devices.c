// SPDX-License-Identifier: EUPL-1.2
/* Plugs and their health, for staff. */
#include "app/vital.h"
#include "web/devices.h"
#include "web/handlers.h"

enum { WEAK_RSSI = -115, /* dBm: near the sensitivity of LoRa at SF7 */
	MOST_GAPS = 10, GAP_DAYS = 7 };

static const char *health(const struct device *plug, struct live live)
{
	if (live.use == USE_UNKNOWN)
		return plug->last_heard ? "stale" : "lost";
	return plug->rssi.known && plug->rssi.is < WEAK_RSSI ? "weak" : "ok";
}

/* A program is told the slug, a page what it needs for a link. */
static void put_place(struct request *rq, struct node *to, const struct device *plug,
	const struct resource_now *list, int count)
{
	for (int i = 0; i < count; i++) {
		if (list[i].resource.id != plug->resource)
			continue;
		if (rq->wants_page)
			put_resource_link(rq, put_object(to, "resource"), &list[i].resource);
		else
			put_text(to, "resource", list[i].resource.slug);
	}
}

static void put_signal(struct node *to, const struct device *plug)
{
	if (plug->rssi.known) {
		put_number(to, "rssi", plug->rssi.is);
		put_real(to, "snr", plug->snr);
		put_number(to, "spreading_factor", plug->spreading_factor);
	}
	put_number(to, "frames", plug->frames);
	put_number(to, "lost", plug->lost);
}

bool put_device(struct request *rq, struct node *to, const struct device *plug)
{
	struct live live = use_of(plug, rq->work.now);

	put_text(to, "eui", plug->eui);
	put_text(to, "name", plug->name);
	put_text(to, "model", plug->model);
	put_text(to, "network", plug->network);
	put_word(to, "use", use_word(live.use));
	put_word(to, "health", health(plug, live));
	put_flag(to, "is_stale", live.use == USE_UNKNOWN);
	if (plug->last_heard)
		put_time(to, "last_heard", plug->last_heard);
	if (plug->watts.known)
		put_number(to, "watts", plug->watts.is);
	if (plug->watt_hours.known)
		put_number(to, "watt_hours", plug->watt_hours.is);
	put_signal(to, plug);
	return live.use != USE_UNKNOWN;
}

/* When a network was not heard, so that nobody takes missing readings for a machine at rest. */
static void put_gaps(struct request *rq)
{
	struct gap list[MOST_GAPS];
	int count = gap_list(&rq->work, rq->work.now - GAP_DAYS * 86400, list, MOST_GAPS);
	struct node *to = put_list(rq->document, "gaps");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "source", list[i].source);
		put_time(one, "from", list[i].starts);
		put_time(one, "until", list[i].ends);
		put_word(one, "kept", list[i].kept);
		put_number(one, "frames", list[i].frames);
	}
}

void devices_list(struct request *rq)
{
	struct work *work = &rq->work;
	struct resource_now *resources = arena_alloc(&work->arena, sizeof *resources * MOST_RESOURCES);
	struct node *list = put_list(rq->document, "devices"), *summary;
	int count = resource_list(work, resources, MOST_RESOURCES), healthy = 0;
	struct plugs plugs;

	plugs_read(work, &plugs);
	for (int i = 0; i < plugs.count; i++) {
		struct node *one = put_object(list, NULL);
		healthy += put_device(rq, one, &plugs.list[i]);
		put_place(rq, one, &plugs.list[i], resources, count);
	}
	summary = put_object(rq->document, "summary");
	put_number(summary, "count", plugs.count);
	put_number(summary, "stale_count", plugs.count - healthy);
	put_gaps(rq);
}
