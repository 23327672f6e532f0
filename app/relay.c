// SPDX-License-Identifier: EUPL-1.2
#include "app/relay.h"

#include "app/idle.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/run.h"
#include "app/script.h"

#include <string.h>

enum {
	MOST_SENT = 5,
	CLASS_A_PAUSE = 300,     /* it listens only after it spoke, so the network holds the order until then */
	RECENT = 3 * 3600,       /* how long ago a wish may be that explains what a relay does */
	AHEAD = 60,              /* seconds before a booking for which its machine gets power */
	BEGIN_WITHIN = 15 * 60,  /* and so long it is tried: a stale command must not fire later */
	INTERVAL_WITHIN = 24 * 3600,
	REPORTS = 4,             /* of a new interval, in which it shows: from one in between to the next two */
	LINK_WITHIN = 60,        /* in which a link that is connected settles what is over */
	FEW = 5,                 /* wishes among which is the last for the relay */
	LATELY = 15 * 60,        /* seconds for which one that failed is told at the machine */
};

static const char *const whys[] = { "start", "stop", "booking", "staff", "idle" };

/* Whose wishes a relay follows, the narrowest first: 'booking' also follows a start, a start also staff. */
static const char *const follows[] = { "never", "staff", "start", "booking" };
enum { NEVER, STAFF_ONLY, AT_START, AT_BOOKING, FOLLOWS };

static int reach(const struct device *device)
{
	int reach = FOLLOWS - 1;

	while (reach > NEVER && strcmp(device->switched, follows[reach]) != 0)
		reach--;
	return reach;
}

static bool may_switch(const struct device *device, enum relay_why why)
{
	static const int needs[] = { [RELAY_START] = AT_START, [RELAY_STOP] = AT_START,
		[RELAY_BOOKING] = AT_BOOKING, [RELAY_STAFF] = STAFF_ONLY, [RELAY_IDLE] = STAFF_ONLY };

	return reach(device) >= needs[why];
}

static bool is_at_work(const struct device *device, int64_t now)
{
	enum use use = use_of(device, now).use;

	return device->behind || use == USE_BUSY || use == USE_UNKNOWN;
}

static bool is_so(const struct device *device, bool on)
{
	return device->relay.known && device->relay.is == on;
}

static const struct script *script_of(struct work *work, const struct device *device)
{
	struct script *script = arena_alloc(&work->arena, sizeof *script);

	return device->model && script_find(work, device->model, script) ? script : NULL;
}

bool relay_can(struct work *work, const struct device *device, enum order_kind kind)
{
	const struct codec *codec = codec_find(work->lab->codecs, device->model);
	const struct script *script = codec ? NULL : script_of(work, device);

	return script ? script_can(&work->arena, script, kind) : codec_can(codec, kind);
}

static bool is_inferred(const struct relay_wish *wish)
{
	return !strcmp(wish->why, whys[RELAY_IDLE]);
}

/* Staff may take back what it rests upon while it waits, and a booking may be cancelled or moved. */
static bool is_moot(struct work *work, const struct device *device, const struct relay_wish *wish)
{
	int why = RELAY_IDLE;

	while (why > RELAY_START && strcmp(wish->why, whys[why]) != 0)
		why--;
	return !wish->seconds && (!may_switch(device, why) || db_relay_is_moot(work->db, wish->id));
}

static bool is_staffs(const struct relay_wish *wish)
{
	return !strcmp(wish->why, whys[RELAY_STAFF]);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void ask(struct work *work, struct relay_wish wish)
{
	wish.person = work->person ? work->person->id : 0;
	wish.made = work->now;
	wish.due = is_inferred(&wish) ? wish.expires : work->now; /* the one waits for the device's word: app/idle.h */
	db_relay_add(work->db, &wish);
	work_touch(work, SCOPE_DEVICES);
}

static enum relay_fate ask_of(struct work *work, const struct device *device, struct relay_wish wish)
{
	struct relay_wish open;

	if (!wish.on && !is_staffs(&wish) && is_at_work(device, work->now))
		return RELAY_AT_WORK;
	if (use_of(device, work->now).use != USE_UNKNOWN && is_so(device, wish.on) &&
	    !db_relay_open(work->db, device->id, &open))
		return RELAY_ASKED;
	wish.device = device->id;
	ask(work, wish);
	audit(work, wish.on ? "relay.on" : "relay.off", device->id, wish.why);
	return RELAY_ASKED;
}

enum relay_fate relay_ask(struct work *work, int64_t resource, bool on, enum relay_why why, int64_t booking,
	int64_t expires)
{
	struct device device;

	if (!device_of_resource(work, resource, &device) || !may_switch(&device, why))
		return RELAY_NONE;
	return ask_of(work, &device, (struct relay_wish){ .on = on, .why = whys[why], .booking = booking,
		.expires = expires });
}

void relay_ask_interval(struct work *work, const struct device *device, int64_t seconds)
{
	ask(work, (struct relay_wish){ .device = device->id, .why = whys[RELAY_STAFF], .seconds = seconds,
		.expires = work->now + INTERVAL_WITHIN + REPORTS * seconds });
	audit(work, "device.interval", device->id, NULL);
}

void relay_ask_cut(struct work *work, const struct device *device, int64_t expires)
{
	ask_of(work, device, (struct relay_wish){ .why = whys[RELAY_IDLE], .expires = expires });
}

int relay_list(struct work *work, int64_t device, struct relay_wish *list, int most)
{
	return db_relay_list(work->db, device, list, most);
}

/* Of the last wish for its relay that is worth telling. */
static const char *fate_of(struct work *work, const struct device *device, bool *on)
{
	struct relay_wish list[FEW];
	int count = relay_list(work, device->id, list, FEW), i = 0;

	while (i < count && list[i].seconds)
		i++;
	if (i == count || list[i].made < work->now - LATELY)
		return NULL;
	*on = list[i].on;
	if (!strcmp(list[i].status, "failed") || !strcmp(list[i].status, "expired"))
		return is_so(device, *on) || is_inferred(&list[i]) ? NULL : "failed";
	return strcmp(list[i].status, "done") != 0 && strcmp(list[i].status, "replaced") != 0 ? "waiting" : NULL;
}

bool relay_look(struct work *work, int64_t resource, struct relay_now *now)
{
	struct device device;

	*now = (struct relay_now){ 0 };
	if (!device_of_resource(work, resource, &device) || reach(&device) == NEVER)
		return false;
	if (use_of(&device, work->now).use != USE_UNKNOWN)
		now->relay = device.relay;
	now->fate = fate_of(work, &device, &now->on);
	now->is_late = device.class && *device.class == 'A';
	now->is_at_work = now->relay.known && now->relay.is && is_at_work(&device, work->now);
	now->cut_at = idle_cut_at(work, &device);
	return true;
}

/* ---- sending --------------------------------------------------------------------------------- */

void relay_end(struct work *work, struct relay_wish *wish, const char *status)
{
	wish->status = status;
	wish->ended = work->now;
	db_relay_settle(work->db, wish);
	work_touch(work, SCOPE_DEVICES);
}

/* A relay that nobody moves stays as it is when that is what is wanted, or what must not be. */
static const char *end_of(struct work *work, const struct relay_order *order)
{
	const struct relay_wish *w = &order->wish;
	const struct device *d = &order->device;

	if (w->expires <= work->now || is_moot(work, d, w))
		return w->tries ? "failed" : "expired";
	if (!w->seconds && !w->on && !is_staffs(w) && is_at_work(d, work->now))
		return "failed";
	if (is_inferred(w) && !idle_may_cut(work, d))
		return "failed";
	return w->tries >= MOST_SENT || !d->route || !(order->script || order->downlink.size) ? "failed" : NULL;
}

static void encode(struct work *work, struct relay_order *order)
{
	const struct codec *codec = codec_find(work->lab->codecs, order->device.model);
	const struct relay_wish *w = &order->wish;
	const char *why;

	order->what = (struct order){ .kind = w->seconds ? ORDER_INTERVAL : ORDER_SWITCH, .on = w->on,
		.seconds = w->seconds };
	order->downlink = (struct downlink){ 0 };
	order->script = codec ? NULL : script_of(work, &order->device);
	if (order->script && !script_can(&work->arena, order->script, order->what.kind))
		order->script = NULL;
	if (!codec || !codec->encode || !codec->encode(codec->model, &order->what, &order->downlink, &why))
		order->downlink.size = 0;
}

/* A device of class C answers within seconds; to one of class A the network sends when it has spoken. An interval shows
 * only in the reports that follow. */
static int64_t pause_after(const struct relay_order *order)
{
	static const int seconds[MOST_SENT] = { 10, 20, 40, 80, 120 };
	const char *class = order->device.class;
	int64_t pause = class && *class == 'A' ? CLASS_A_PAUSE : seconds[order->wish.tries - 1];

	return pause + REPORTS * order->wish.seconds;
}

/* By inference it must have reached the device at once, so that the network, too, forgets it soon. */
static void count(struct work *work, struct relay_order *order)
{
	struct relay_wish *w = &order->wish;

	w->status = "sent";
	w->tries++;
	w->sent = work->now;
	w->due = is_inferred(w) ? w->expires : work->now + pause_after(order);
	db_relay_settle(work->db, w);
	if (is_inferred(w) && w->expires > work->now + IDLE_FRESH)
		w->expires = work->now + IDLE_FRESH;
	work_touch(work, SCOPE_DEVICES);
}

/* It was due since the device had spoken, and nobody sent it in time: it waits for the next word. */
static bool put_off(struct work *work, struct relay_order *order)
{
	struct relay_wish *w = &order->wish;

	if (!is_inferred(w) || idle_is_fresh(&order->device, work->now) || w->expires <= work->now)
		return false;
	w->due = w->expires;
	db_relay_settle(work->db, w);
	return true;
}

bool relay_next(struct work *work, const struct relay_link *link, struct relay_order *order)
{
	while (db_relay_due(work->db, link->network, link->via, work->now, &order->wish)) {
		if (!db_device_by_id(work->db, order->wish.device, &order->device))
			return false;
		if (put_off(work, order))
			continue;
		encode(work, order);
		const char *ended = end_of(work, order);
		if (!ended) {
			count(work, order);
			return true;
		}
		relay_end(work, &order->wish, ended);
		order->downlink.size = 0;
		order->script = NULL;
		if (order->wish.tries && order->device.route)
			return true; /* a network that knows no expiry must forget it */
	}
	return false;
}

bool relay_is_due(struct work *work, const struct relay_link *link)
{
	struct relay_wish wish;

	return db_relay_due(work->db, link->network, link->via, work->now, &wish);
}

int relay_expire(struct work *work, int most)
{
	struct relay_wish wish;
	int count = 0;

	for (; count < most && db_relay_overdue(work->db, work->now - LINK_WITHIN, &wish); count++)
		relay_end(work, &wish, wish.tries ? "failed" : "expired");
	return count;
}

/* ---- the device's own word ------------------------------------------------------------------- */

void relay_hear(struct work *work, struct device *device, bool on, int64_t at)
{
	struct relay_wish wish;
	bool moved = device->relay.known && device->relay.is != on;

	if (db_relay_open(work->db, device->id, &wish) && wish.on == on && wish.tries && at >= wish.made)
		relay_end(work, &wish, "done");
	if (!moved && device->relay_since)
		return;
	device->relay_since = at;
	device->relay_local = moved && !(db_relay_recent(work->db, device->id, at - RECENT, &wish) && wish.on == on);
}

void relay_void(struct work *work, int64_t device)
{
	db_relay_void(work->db, device, work->now);
	db_device_warned(work->db, device, 0);
}

/* ---- by itself ------------------------------------------------------------------------------- */

int relay_begin(struct work *work, int most)
{
	struct relay_begin *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_relay_begins(work->db, work->now - BEGIN_WITHIN, work->now + AHEAD, list, most);

	for (int i = 0; i < count; i++)
		ask(work, (struct relay_wish){ .device = list[i].device, .on = true, .why = whys[RELAY_BOOKING],
			.booking = list[i].booking, .expires = list[i].from + BEGIN_WITHIN });
	return count;
}
