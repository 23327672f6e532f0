// SPDX-License-Identifier: EUPL-1.2
/* Plugs and their health, for staff. */
#include "app/base/time.h"
#include "app/lab.h"
#include "web/csv.h"
#include "web/devices.h"
#include "web/handlers.h"
#include "web/listing.h"
#include "web/sources.h"

static const struct listing_column columns[] = {
	{ "device", "name", DEVICES_BY_NAME, false },
	{ "health", "health", DEVICES_BY_HEALTH, false },
	{ "resource", "resource", DEVICES_BY_PLACE, false },
	{ "power", "power", DEVICES_BY_WATTS, true },
	{ "last_heard", "heard", DEVICES_BY_HEARD, false },
	{ "signal", "signal", DEVICES_BY_SIGNAL, true },
	{ "missed", "missed", DEVICES_BY_LOST, true },
	{ 0 },
};

static const char *const healths[] = { "ok", "weak", "stale", "lost", NULL };

static const struct listing_filter filters[] = {
	{ "q", "device_part", LISTING_TEXT, NULL, NULL },
	{ "health", "health", LISTING_CHOICE, "health", healths },
	{ 0 },
};

static const struct listing listing = { "/devices", "/devices.csv", columns, filters, false };

static struct device_filter filter_of(struct request *rq)
{
	return (struct device_filter){ person_address(&rq->work, query_text(rq, "q")), query_text(rq, "health"),
		rq->work.now };
}

/* As people call it; one in JavaScript has its title in its own list. */
static const char *title_of(struct request *rq, const char *model)
{
	const struct codec *codec = model ? codec_find(rq->work.lab->codecs, model) : NULL;

	return codec ? codec->title : model;
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
	if (rq->wants_page)
		put_text(to, "title", plug->model ? title_of(rq, plug->model) : say(rq, "device_model_none"));
	put_text(to, "network", plug->network);
	put_word(to, "use", use_word(live.use));
	put_word(to, "health", health_of(plug, rq->work.now));
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

static int64_t silent(struct request *rq)
{
	return devices_count(&rq->work, &(struct device_filter){ "", "stale", rq->work.now }) +
		devices_count(&rq->work, &(struct device_filter){ "", "lost", rq->work.now });
}

void devices_list(struct request *rq)
{
	struct work *work = &rq->work;
	struct device *plugs = arena_alloc(&work->arena, sizeof *plugs * LISTING_PAGE);
	struct resource_now *resources = arena_alloc(&work->arena, sizeof *resources * MOST_RESOURCES);
	struct device_filter filter = filter_of(rq);
	struct node *list = put_list(rq->document, "devices"), *summary;
	struct slice slice = listing_put(rq, &listing, devices_count(work, &filter));
	int count = work->reasons ? 0 : devices_find(work, &filter, slice, plugs);
	int places = resource_list(work, resources, MOST_RESOURCES);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(list, NULL);
		put_device(rq, one, &plugs[i]);
		put_place(rq, one, &plugs[i], resources, places);
	}
	summary = put_object(rq->document, "summary");
	put_number(summary, "count", devices_count(work, &(struct device_filter){ "", "", work->now }));
	put_number(summary, "stale_count", silent(rq));
	put_sources(rq);
}

static const char *number(struct request *rq, struct maybe n)
{
	return n.known ? arena_print(&rq->work.arena, "%lld", (long long)n.is) : "";
}

static void put_row(struct request *rq, const struct device *d)
{
	char heard[TIME_TEXT] = "";

	if (d->last_heard)
		time_print(d->last_heard, heard);
	csv_row(&rq->body, (const char *const[]){ d->eui, d->name, d->model ? d->model : "", d->network,
		health_of(d, rq->work.now), number(rq, d->watts), number(rq, d->watt_hours), heard,
		number(rq, d->rssi), arena_print(&rq->work.arena, "%lld", (long long)d->lost), NULL });
}

void devices_table(struct request *rq)
{
	static const char *const head[] = { "eui", "name", "model", "network", "health", "watts", "watt_hours",
		"last_heard", "rssi", "lost", NULL };
	struct device *list = arena_alloc(&rq->work.arena, sizeof *list * LISTING_ROWS);
	struct device_filter filter = filter_of(rq);
	int count = LISTING_ROWS;

	listing_csv(rq, "devices", head);
	for (int from = 0; count == LISTING_ROWS && !rq->work.reasons; from += count) {
		count = devices_find(&rq->work, &filter, listing_rows(rq, &listing, from), list);
		for (int i = 0; i < count; i++)
			put_row(rq, &list[i]);
	}
}
