// SPDX-License-Identifier: EUPL-1.2
/*
 * Plugs of printers, lasers, lamps and computers, Milesight's and Netvox's in turn. They switch when they are told, say
 * so at once, as class C does, and lose what is lost on the air. Each line on standard output is an order that arrived.
 */
#include "hw/simulate.h"

#include "app/base/document.h"
#include "app/base/json.h"
#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "hw/codec.h"
#include "hw/post.h"
#include "hw/stage.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_DOWN = 4096, BLOCK = 2 * 3600, SESSION = 90 * 60, TICK = 200, THOUSAND = 1000, AGAIN = 2 };

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

/* One in a thousand, so many times. */
static bool happens(struct stage *stage, int of_thousand)
{
	return (int64_t)(machine_dice((uint64_t)stage->how->seed, (int64_t)stage->dice++) % THOUSAND) < of_thousand;
}

/* ---- what a plug says ---- */

/* Two hours in three somebody uses the machine, for an hour and a half. */
static int64_t draw(const struct actor *actor, int64_t at)
{
	int64_t block = at / BLOCK * BLOCK;
	struct moment moment = { .seed = actor->seed, .at = at, .from = block, .until = block + SESSION };

	moment.is_booked = machine_dice(actor->seed, block) % 3 != 0 && at < moment.until;
	return actor->relay ? machine_watts(actor->is.machine, &moment) : 0;
}

static const char *topic_of(struct arena *arena, const struct stage *stage, const struct actor *actor)
{
	if (stage->how->as == AS_TTS)
		return arena_print(arena, "v3/%s@ttn/devices/%s/up", REPORT_APPLICATION, actor->name);
	return arena_print(arena, "application/%s/device/%s/event/up", stage->how->as == AS_CHIRPSTACK ?
		REPORT_APPLICATION_ID : "1", actor->eui);
}

static void publish(struct stage *stage, const char *topic, const char *json)
{
	if (post_send(stage->post, topic, json))
		stage->tally.sent++;
}

/* Lost, held back until the next, or twice: what networks do to a message. */
static void deliver(struct stage *stage, struct actor *actor, const char *topic, const char *json)
{
	if (happens(stage, stage->how->loss)) {
		stage->tally.lost++;
		return;
	}
	if (!actor->held && happens(stage, stage->how->late)) {
		actor->held = strdup(json);
		stage->tally.late++;
		return;
	}
	publish(stage, topic, json);
	if (happens(stage, stage->how->twice)) {
		publish(stage, topic, json);
		stage->tally.twice++;
	}
	if (actor->held)
		publish(stage, topic, actor->held);
	free(actor->held);
	actor->held = NULL;
}

static void send(struct stage *stage, struct actor *actor, const struct payload *payload)
{
	struct arena arena = { 0 };
	struct buffer json = { 0 };
	char session[9];
	const struct report report = { .plug = &actor->is, .session = session, .counter = actor->counter++,
		.at = clock_now(), .port = codec_find(codecs, actor->is.model)->port,
		.dice = machine_dice(actor->seed, actor->counter), .payload = payload };

	snprintf(session, sizeof session, "%08x", actor->session);
	report_print(&arena, &report, stage->how->as, &json);
	deliver(stage, actor, topic_of(&arena, stage, actor), json.bytes);
	buffer_clear(&json);
	arena_clear(&arena);
}

static void report(struct stage *stage, struct actor *actor)
{
	struct payload made[REPORT_FRAMES];
	int64_t now = clock_now(), watts = draw(actor, now);
	int64_t decivolts = 2290 + (int64_t)(machine_dice(actor->seed, now) % 40);

	if (happens(stage, stage->how->resets)) {
		stage->tally.resets++;
		actor->session++;
		actor->counter = 0;
		actor->watt_hours = 0;
	}
	actor->watt_hours += (double)(watts * (now - actor->at)) / 3600;
	actor->at = now;
	actor->due = now + actor->interval;
	int count = report_make(actor->is.model, &(struct plug_state){ now, watts, (int64_t)actor->watt_hours,
		watts * 10870 / decivolts, decivolts, actor->relay }, made);
	for (int i = 0; i < count; i++)
		send(stage, actor, &made[i]);
}

/* ---- what it is told ---- */

static bool is_order(const struct actor *actor, const struct order *order, const uint8_t *bytes, size_t size)
{
	const struct codec *codec = codec_find(codecs, actor->is.model);
	struct downlink downlink = { 0 };
	const char *why;

	return codec->encode(actor->is.model, order, &downlink, &why) && downlink.size == size &&
		!memcmp(downlink.bytes, bytes, size);
}

/* Milesight repeats a setting; of Netvox one learns from its reports. */
static void confirm(struct stage *stage, struct actor *actor, const uint8_t *bytes, size_t size)
{
	struct payload reply = { .size = size };

	memcpy(reply.bytes, bytes, size);
	if (!strcmp(actor->is.model, "ws52x"))
		send(stage, actor, &reply);
	actor->due = clock_now() + actor->interval;
}

static void obey(struct stage *stage, struct actor *actor, const uint8_t *bytes, size_t size)
{
	bool on = is_order(actor, &(struct order){ .kind = ORDER_SWITCH, .on = true }, bytes, size);
	bool off = is_order(actor, &(struct order){ .kind = ORDER_SWITCH }, bytes, size);

	stage->tally.orders++;
	for (int64_t seconds = 1; seconds <= UINT16_MAX && !on && !off; seconds++)
		if (is_order(actor, &(struct order){ .kind = ORDER_INTERVAL, .seconds = seconds }, bytes, size)) {
			actor->interval = seconds;
			confirm(stage, actor, bytes, size);
			printf("%s interval %lld\n", actor->eui, (long long)seconds);
			break;
		}
	if (on || off) {
		actor->relay = on;
		printf("%s relay %s\n", actor->eui, on ? "on" : "off");
		report(stage, actor);
	}
	fflush(stdout);
}

static struct actor *actor_of(const struct stage *stage, const char *topic)
{
	for (int i = 0; i < stage->how->plugs; i++)
		if (strstr(topic, stage->actors[i].eui))
			return &stage->actors[i];
	return NULL;
}

/* ChirpStack's {"data"}, The Things Stack's {"downlinks":[{"frm_payload"}]}; the first, as nothing is queued here. */
static const char *payload_of(const struct node *root)
{
	const struct node *list = node_member(root, "downlinks");
	const struct node *down = list && list->kind == NODE_LIST ? list->first : root;

	return node_text(down, down == root ? "data" : "frm_payload");
}

static void take(void *about, const char *topic, const char *text, size_t size)
{
	struct stage *stage = about;
	struct arena arena = { 0 };
	struct actor *actor = actor_of(stage, topic);
	const char *why;
	const struct node *root = size <= MOST_DOWN ? json_parse(&arena, text, size, &why) : NULL;
	const char *data = root ? payload_of(root) : NULL;
	uint8_t *bytes;
	size_t count;

	if (actor && data && happens(stage, stage->how->loss))
		printf("%s lost an order\n", actor->eui);
	else if (actor && data && base64_parse(&arena, data, &bytes, &count))
		obey(stage, actor, bytes, count);
	fflush(stdout);
	arena_clear(&arena);
}

/* ---- the whole fleet ---- */

static void cast(struct stage *stage)
{
	static const struct { const char *model, *maker; enum machine machine; } kinds[] = {
		{ "ws52x", "24e124148c", MACHINE_PRINTER }, { "r809a", "00137a1001", MACHINE_LASER },
		{ "ws52x", "24e124148d", MACHINE_LAMP }, { "ws52x", "24e124148e", MACHINE_COMPUTER } };

	for (int i = 0; i < stage->how->plugs; i++) {
		struct actor *a = &stage->actors[i];
		int kind = i % (int)(sizeof kinds / sizeof *kinds);
		snprintf(a->eui, sizeof a->eui, "%s%06x", kinds[kind].maker, (unsigned)i & 0xffffff);
		snprintf(a->name, sizeof a->name, "eui-%s", a->eui);
		a->seed = machine_dice((uint64_t)stage->how->seed, i);
		a->session = (unsigned)(a->seed >> 40);
		a->interval = stage->how->interval;
		a->at = clock_now();
		a->due = a->at + i % stage->how->interval;
		a->relay = true;
		a->is = (struct simulated_plug){ a->eui, a->name, kinds[kind].model, kinds[kind].machine };
	}
}

/* ---- the play ---- */

static bool come_back(struct stage *stage)
{
	if (!post_was_accepted(stage->post)) {
		stage_tell_refused(stage);
		return false;
	}
	stage_tell_gone(stage);
	while (!stopped && !post_again(stage->post))
		sleep(AGAIN);
	return true;
}

static void report_all(struct stage *stage)
{
	for (int i = 0; i < stage->how->plugs && !stopped; i++)
		if (stage->actors[i].due <= clock_now())
			report(stage, &stage->actors[i]);
}

static bool play(struct stage *stage)
{
	bool accepted = false;

	while (!stopped) {
		if (!accepted && post_was_accepted(stage->post)) {
			accepted = true;
			stage_introduce(stage);
		}
		if (accepted)
			report_all(stage);
		if (!post_wait(stage->post, TICK) && !stopped && !come_back(stage))
			return false;
		stage_tell_progress(stage, false);
	}
	stage_tell_progress(stage, true);
	return true;
}

static bool open_stage(struct stage *stage)
{
	stage->is_terminal = isatty(STDERR_FILENO);
	stage->told = clock_now();
	cast(stage);
	stage->post = post_open(&stage->how->broker, stage->how->as == AS_TTS ? "v3/+/devices/+/down/replace" :
		"application/+/device/+/command/down", take, stage);
	if (!stage->post)
		stage_tell_nobody(stage);
	return stage->post;
}

bool simulate(const struct rehearsal *how)
{
	struct stage stage = { .how = how };

	signal(SIGINT, stop);
	signal(SIGTERM, stop);
	stage.actors = calloc((size_t)how->plugs, sizeof *stage.actors);
	if (!stage.actors)
		abort();
	bool done = open_stage(&stage) && play(&stage);
	post_close(stage.post);
	for (int i = 0; i < how->plugs; i++)
		free(stage.actors[i].held);
	free(stage.actors);
	return done;
}
